"""A cross-reference shows what its bookmark holds in the document, and not what it held in the template."""

from __future__ import annotations

import pytest

from engross.problems import Problem
from engross.word import Refused, Template
from tests.engross.word.paper import DECLARATIONS, docx, note, p, run, texts, xml
from tests.structure import faults


def field(instruction: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{code}{separate}{run(result)}{end}"


def marked(name: str, *runs: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{"".join(runs)}<w:bookmarkEnd w:id="{number}"/>'


def document(*body: str, **values: object) -> bytes:
    return bytes(Template.open(docx(*body), file="letter.docx").render(values))


def made(*body: str, **values: object) -> list[str]:
    return texts(document(*body, **values))


def told(*body: str) -> tuple[Problem, ...]:
    return Template.open(docx(*body), file="letter.docx").problems


def test_in_a_loop_each_reference_shows_its_own_turn() -> None:
    body = ("{% for x in xs %}", p(marked("_Ref1", run("Area {{ x }}"))), p(run("see "), field("REF _Ref1 \\h", "Area {{ x }}")), "{% endfor %}")  # fmt: skip
    assert made(*body, xs=["a", "b"]) == ["Area a", "see Area a", "Area b", "see Area b"]


def test_a_stored_result_that_is_old_is_made_anew() -> None:
    body = (p(marked("_Ref1", run("{{ x }} & more"))), p(field("REF _Ref1 \\h \\* MERGEFORMAT", "what it was")))
    assert made(*body, x="<b>") == ["<b> & more", "<b> & more"]


def test_a_simple_field_and_one_of_several_runs_are_made_anew() -> None:
    simple = f'<w:fldSimple w:instr=" REF _Ref1 ">{run("o")}{run("ld")}</w:fldSimple>'
    assert made(p(marked("_Ref1", run("{{ x }}"))), p(simple), x="new") == ["new", "new"]


@pytest.mark.parametrize("instruction", ["PAGEREF _Ref1", "REF _Ref1 \\* Upper", "REF _Ref1 \\t", "REF _Ref1 \\n"])
def test_what_shows_a_page_other_letters_or_a_number_that_is_not_there_stays_and_is_told(instruction: str) -> None:
    body = (p(marked("_Ref1", run("{{ x }}"))), p(field(instruction, "4")))
    assert made(*body, x="a") == ["a", "4"]
    assert [f"{each.severity}: {each.id}" for each in told(*body)] == ["warning: field-as-stored"]


def test_a_bookmark_over_several_paragraphs_is_left_to_word_and_told() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="1"/>'
    body = (p(start, run("{{ x }}")), p(run("b"), end), p(field("REF _Ref1", "old")))
    assert made(*body, x="a") == ["a", "b", "old"]
    assert list(map(str, told(*body))) == [
        "letter.docx: body, paragraph 3: field-as-stored: the field REF _Ref1 shows what Word stored in the template: "
        "several paragraphs, a picture, or a number that nobody knows before Word counts it; update it in the finished "
        "document (Ctrl+A, F9), or write a tag in its place, such as {{ … }}"
    ]


def test_what_is_made_anew_is_not_told() -> None:
    assert told(p(marked("_Ref1", run("{{ x }}"))), p(field("REF _Ref1 \\h", "old"))) == ()
    begins, ends = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="1"/>'
    body = (p(begins, run("{% if x %}")), "Area", p(run("{% endif %}"), ends), p(field("REF _Ref1", "old")))
    assert told(*body) == ()
    assert made(*body, x=True) == ["Area", "Area"]


def test_a_bookmark_called_without_ref_is_a_reference_like_any_other() -> None:
    body = (
        "{% for x in xs %}",
        p(marked("Total", run("{{ x }}"))),
        p(field("Total \\* MERGEFORMAT", "4")),
        "{% endfor %}",
    )
    assert told(*body) == ()
    assert made(*body, xs=["a", "b"]) == ["a", "a", "b", "b"]
    assert " Total_2 " in xml(document(*body, xs=["a", "b"]))
    with pytest.raises(Refused) as refused:
        told("{{ x }}", p(field("Totl", "4")))
    assert list(map(str, refused.value.problems)) == [
        "letter.docx: body, paragraph 2: reference-to-nothing: a cross-reference (REF) leads to the bookmark Totl, which "
        "is not in the template; insert it anew (References, Cross-reference; for a link, Insert, Link), or delete it"
    ]


def test_what_a_reference_shows_may_hold_another() -> None:
    body = (
        p(field("REF _Ref2", "old")),
        p(marked("_Ref2", run("as "), field("REF _Ref1", "old"), number=2)),
        p(marked("_Ref1", run("{{ x }}"))),
    )
    assert made(*body, x="new") == ["as new", "as new", "new"]


def test_a_reference_to_what_it_stands_in_is_refused() -> None:
    body = (p(marked("_Ref1", run("{{ x }} "), field("REF _Ref1", "old"))), p(field("REF _Ref1", "old")))
    with pytest.raises(Refused) as refused:
        made(*body, x="a")
    assert {each.id for each in refused.value.problems} == {"reference-to-itself"}


def test_tabs_breaks_and_hyphens_are_shown_too() -> None:
    signs = "<w:r><w:t>a</w:t><w:tab/><w:t>{{ x }}</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r>"
    result = "<w:r><w:t>o</w:t><w:tab/><w:t>ld</w:t></w:r>"
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText xml:space="preserve"> REF _Ref1 </w:instrText></w:r>'
    rendered = document(p(marked("_Ref1", signs)), p(f"{begin}{code}{separate}{result}{end}"), x="b")
    shown = xml(rendered, "word/document.xml").split("REF _Ref1")[1]
    content = '<w:t xml:space="preserve">a</w:t><w:tab/><w:t xml:space="preserve">b</w:t><w:noBreakHyphen/>'
    assert f'{content}<w:t xml:space="preserve">c</w:t><w:br/><w:t xml:space="preserve">d</w:t></w:r>' in shown


LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, (form, text) in enumerate((("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%2.%3.")))
)
NUMBERING = (
    f'<w:numbering {DECLARATIONS}><w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def numbered(level: int, *runs: str) -> str:
    return p(*runs, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("REF _Ref1 \\n \\h", "b.ii"),
        ("REF _Ref1 \\w \\h", "2b.ii"),
        ("REF _Ref1 \\r \\h", "b.ii"),
        ("REF _Ref2 \\r", "(b)"),
        ("REF _Ref2 \\w", "2(b)"),
        ("REF _Ref2 \\n \\p", "(b) above"),
    ],
)
def test_a_number_is_that_of_the_paragraph_in_this_document(instruction: str, shown: str) -> None:
    body = (
        "{%p for x in xs %}", numbered(0, "{{ x }}"), "{%p endfor %}",
        numbered(1, "first"),
        numbered(1, marked("_Ref2", run("second"), number=2)),
        numbered(2, "one"),
        numbered(2, marked("_Ref1", run("two"))),
        p(field(instruction, "9 above")),
    )  # fmt: skip
    source = docx(*body, parts={"word/numbering.xml": NUMBERING})
    rendered = bytes(Template.open(source, file="letter.docx").render({"xs": ["a", "b"]}))
    assert texts(rendered)[-1] == shown
    told = [problem.id for problem in Template.open(source).problems]
    assert told == (["counted-otherwise"] if "\\p" in instruction else [])  # by LibreOffice, in the PDF


def test_in_a_loop_that_begins_its_list_anew_a_number_is_that_of_its_turn() -> None:
    body = (
        "{% for x in xs %}", numbered(0, "{{ x }}"), numbered(0, marked("_Ref1", run("more"))),
        p(field("REF _Ref1 \\n", "1")), "{% endfor %}",
    )  # fmt: skip
    source = docx(*body, parts={"word/numbering.xml": NUMBERING})
    rendered = bytes(Template.open(source).render({"xs": ["a", "b"]}))
    assert texts(rendered) == ["a", "more", "2", "b", "more", "2"]


def test_a_reference_says_above_or_below_as_it_stands() -> None:
    body = ("{{ x }}", p(field("REF _Ref1 \\p", "above")), p(marked("_Ref1", run("here"))), p(field("REF _Ref1 \\p \\h", "below")))  # fmt: skip
    assert made(*body, x="a") == ["a", "below", "here", "above"]


def test_a_note_reference_shows_the_number_that_the_note_has_now() -> None:
    body = (
        "{%p for x in xs %}", p("{{ x }}", note(1)), "{%p endfor %}",
        p("more", marked("_Ref1", note(2))),
        p("see note ", field("NOTEREF _Ref1 \\h", "2")),
    )  # fmt: skip
    source = docx(*body, footnotes=["of {{ xs | length }}", "see {{ xs | length }}"])
    rendered = bytes(Template.open(source).render({"xs": ["a", "b", "c"]}))
    assert texts(rendered)[-1] == "see note 4"
    assert Template.open(source).problems == ()


def test_a_reference_in_a_note_and_in_a_note_without_tags_follows() -> None:
    for inner in ("see ", "{{ x }}, see "):
        body = (p(marked("_Ref1", run("Area {{ x }}"))), p("a", note(1)))
        source = docx(*body, footnotes=[run(inner) + field("REF _Ref1 \\h", "Area {{ x }}")])
        rendered = xml(bytes(Template.open(source).render({"x": "z"})), "word/footnotes.xml")
        assert "Area z</w:t>" in rendered


def test_a_reference_to_what_is_empty_in_this_document_is_refused() -> None:
    body = (p(marked("_Ref1", run("{% if x %}Area{% endif %}"))), p(run("see "), field("REF _Ref1", "Area")))
    with pytest.raises(Refused) as refused:
        made(*body, x=False)
    assert list(map(str, refused.value.problems)) == [
        'letter.docx: body: reference-to-nothing: the cross-reference REF _Ref1 in the paragraph "see Area" would show '
        "nothing: what it refers to is empty in the document made of these values; put it under the same condition as "
        "the words that it refers to"
    ]


def test_notes_are_whole_in_a_file_without_separators_of_notes() -> None:
    notes = f'<w:footnotes {DECLARATIONS}><w:footnote w:id="1">{p("of {{ x }}")}</w:footnote></w:footnotes>'
    source = docx(p("a", note(1)), footnotes=["old"], parts={"word/footnotes.xml": notes})
    rendered = bytes(Template.open(source).render({"x": "b"}))
    assert ">of b</w:t></w:r></w:p></w:footnote></w:footnotes>" in xml(rendered, "word/footnotes.xml")
    assert faults(rendered) == []
