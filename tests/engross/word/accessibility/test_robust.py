"""Whatever stands in a file's attributes, the check answers and never breaks; random documents give sound problems."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from hypothesis import given
from hypothesis import strategies as st

from engross.problems import WordPlace
from engross.word.opc.package import Package
from engross.word.tools.text_view import show
from tests import word_files
from tests.engross.word.accessibility.documents import FINE, cell, found, p, run, table

ODD = st.one_of(
    st.sampled_from(["", "0", "-1", "auto", "1F", "ZZ", "9.5", "true", "٣", "FFFFFF", "99999999999999999999", "pct", "pct999"]),
    st.text("0123456789abcdefxyz.- ", max_size=9),
)  # fmt: skip


@given(st.lists(ODD, min_size=14, max_size=14))
def test_odd_values_of_attributes_break_nothing(values: list[str]) -> None:
    a = iter(map(quoteattr, values))
    looks = (
        f"<w:b w:val={next(a)}/><w:color w:val={next(a)} w:themeColor='accent1' w:themeTint={next(a)} "
        f"w:themeShade={next(a)}/><w:sz w:val={next(a)}/><w:highlight w:val={next(a)}/>"
        f"<w:shd w:val={next(a)} w:fill={next(a)}/>"
    )
    paragraph = p(
        run("Words", looks),
        properties=f"<w:numPr><w:ilvl w:val={next(a)}/><w:numId w:val='1'/></w:numPr><w:jc w:val={next(a)}/>"
        f"<w:outlineLvl w:val={next(a)}/>",
    )
    look = f"<w:tblLook w:val={next(a)}/>"
    spanned = table([cell(paragraph, f"<w:gridSpan w:val={next(a)}/><w:vMerge w:val={next(a)}/>")], properties=look)
    body = paragraph + spanned + FINE
    theme = (
        b'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="C">'
        b'<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
    )
    part = word_files.Part("word/theme/theme1.xml", "x/y", f"{word_files.OFFICE}/theme", theme, "rIdTheme")
    for problem in found(body, [part]):
        assert isinstance(problem.place, WordPlace)
        assert problem.message
        assert problem.hint
    assert "Words" in show(Package.open(word_files.word_file(body)))


BLOCKS = st.sampled_from([
    p(), FINE, p(run("{%p if x %}")), p(run("{%p endif %}")), p(run("Bold", "<w:b/>")), p(run("   ")),
    word_files.paragraph("Staff", "Heading1"), word_files.paragraph("Staff", "Heading3"),
    table(["A", "B"], ["", p() + p()]), table(["{%tr for x in y %}", ""], ["A", "B"]), table(["A"], header=False),
    f"<w:sdt><w:sdtContent>{p()}{FINE}</w:sdtContent></w:sdt>",
])  # fmt: skip


@given(st.lists(BLOCKS, max_size=9))
def test_every_problem_stands_in_a_paragraph_that_is_there(blocks: list[str]) -> None:
    body = "".join(blocks)
    problems = found(body)
    assert problems == found(body)
    for problem in problems:
        assert isinstance(problem.place, WordPlace)
        assert 0 <= problem.place.index < body.count("<w:p>")


@given(st.lists(BLOCKS, max_size=7))
def test_block_tags_in_paragraphs_of_their_own_change_nothing(blocks: list[str]) -> None:
    tag = p(run("{# nothing #}"))
    plain = [it.id for it in found("".join(blocks))]
    assert [it.id for it in found("".join(f"{tag}{block}" for block in blocks) + tag)] == plain
