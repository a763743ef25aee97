"""Structural tags: what they may stand beside, what they replace, and what is kept of it."""

from __future__ import annotations

import pytest

from engross.problems import Severity
from engross.word import Document, Refused, Template
from engross.word.opc.package import Package
from engross.word.opc.xml_names import name
from tests.engross.word.paper import bold, docx, item, note, p, run, table, texts, xml
from tests.structure import faults

SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


def render(source: bytes, **values: object) -> Document:
    document = Template.open(source, file="letter.docx").render(values)
    assert faults(bytes(document)) == []
    return document


def refusals(source: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        Template.open(source, file="letter.docx")
    return [str(problem) for problem in refused.value.problems]


def warnings(source: bytes) -> list[str]:
    problems = Template.open(source, file="letter.docx").problems
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [str(problem) for problem in problems]


def marked(content: str, number: int = 4) -> str:
    """Content between the ends of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="here"/>{content}<w:bookmarkEnd w:id="{number}"/>'


@pytest.mark.parametrize(
    ("shown", "called"),
    [
        (SYMBOL, "a symbol"),
        ("<w:r><w:drawing/></w:r>", "a picture"),
        ("<w:r><w:pict/></w:r>", "a picture"),
        ("<w:r><w:object/></w:r>", "an embedded object"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', "a field"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "a field"),
        ("<w:r><w:noBreakHyphen/></w:r>", "a no-break hyphen"),
        ("<w:r><w:softHyphen/></w:r>", "an optional hyphen"),
        ("<w:sdt><w:sdtContent/></w:sdt>", "a content control"),
        ('<w:del w:id="9" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>', "deleted text"),
        ('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>', "an equation"),
    ],
)
def test_what_a_reader_sees_beside_a_structural_tag_is_not_lost_but_refused(shown: str, called: str) -> None:
    assert refusals(docx(p("{%p if x %}", shown), "a", "{%p endif %}"))[-1] == (
        f"letter.docx: body, paragraph 1: text-beside-structural-tag: {{%p if x %}}: {called} stands in the same "
        "paragraph, which the tag replaces as a whole; give the tag a paragraph of its own"
    )


@pytest.mark.parametrize(
    ("properties", "called"),
    [
        ("<w:sectPr><w:pgSz/></w:sectPr>", "the end of a section"),
        ("<w:pageBreakBefore/>", "a page break before the paragraph"),
    ],
)
def test_what_a_paragraph_says_of_pages_is_not_lost_with_a_structural_tag_but_refused(
    properties: str, called: str
) -> None:
    assert refusals(docx(p("{%p if x %}", properties=properties), "{%p endif %}")) == [
        f"letter.docx: body, paragraph 1: text-beside-structural-tag: {{%p if x %}}: {called} stands in the same "
        "paragraph, which the tag replaces as a whole; give the tag a paragraph of its own"
    ]


def test_a_note_beside_a_structural_tag_is_refused() -> None:
    assert refusals(docx(p("{%p if x %}", note(1)), "{%p endif %}", footnotes=["n"])) == [
        "letter.docx: body, paragraph 1: text-beside-structural-tag: {%p if x %}: a note stands in the same paragraph, "
        "which the tag replaces as a whole; give the tag a paragraph of its own"
    ]


PAGE = '<w:r><w:br w:type="page"/></w:r>'


@pytest.mark.parametrize(
    ("body", "shown", "otherwise"),
    [
        ((p("{% if x %}", PAGE, "{% endif %}"),), ["\f"], []),
        ((p("{% if x %}", PAGE, TAB), "a", p(BREAK, "{% endif %}")), ["\f\t", "a", "\n"], []),
        (("{% if x %}", "a", p("{% endif %}", PAGE)), ["a", "\f"], ["\f"]),
        ((p(PAGE, "{% if x %}"), "a", "{% endif %}"), ["\f", "a"], ["\f"]),
        ((p("{%p if x %}", PAGE), "a", p(PAGE, "{%p endif %}", PAGE)), ["\f", "a", "\f", "\f"], ["\f"]),
        ((p(PAGE, "{# why #}"),), ["\f"], ["\f"]),
        ((p("{% set y = 1 %}", PAGE),), ["\f"], ["\f"]),
    ],
)
def test_breaks_beside_tags_stay_where_they_stood(
    body: tuple[str, ...], shown: list[str], otherwise: list[str]
) -> None:
    assert texts(render(docx("before", *body, "after"), x=True)) == ["before", *shown, "after"]
    assert texts(render(docx("before", *body, "after"), x=False)) == ["before", *otherwise, "after"]


def test_a_break_beside_a_tag_keeps_the_properties_of_its_paragraph_and_of_its_run() -> None:
    small = '<w:r><w:rPr><w:sz w:val="4"/></w:rPr><w:br w:type="page"/></w:r>'
    document = render(docx(p("{%p if x %}", small, properties='<w:jc w:val="right"/>'), "a", "{%p endif %}"), x=True)
    assert f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{small}</w:p>' in xml(document)


def test_a_hard_space_beside_a_structural_tag_is_not_left_between_the_paragraphs() -> None:
    document = render(docx("{%p if x %}\u00a0", "a", "{%p endif %} \u00a0", "b"), x=True)
    assert texts(document) == ["a", "b"]
    assert "\u00a0" not in xml(document)


def test_a_page_break_is_not_taken_out_by_a_dash() -> None:
    assert texts(render(docx(p("a", PAGE, "{%- if x %}b{% endif %}")), x=True)) == ["a\fb"]


def test_a_macro_beside_a_break_takes_nothing_away() -> None:
    source = docx(p("{% macro m() %}said{% endmacro %}", PAGE), "{{ m() }}")
    assert texts(render(source)) == ["\f", "said"]


SECTION = "<w:sectPr><w:pgSz w:w='16838' w:h='11906' w:orient='landscape'/></w:sectPr>"


def test_a_dash_keeps_the_section_that_ends_with_the_second_paragraph() -> None:
    document = render(docx("a", p("{%- if x %}b{% endif %}", properties=SECTION), "c"), x=False)
    assert texts(document) == ["a", "c"]
    assert xml(document).index("landscape") < xml(document).index(">c<")


def test_a_dash_over_the_end_of_a_section_is_refused() -> None:
    assert refusals(docx(p("a", properties=SECTION), "{%- if x %}b{% endif %}")) == [
        "letter.docx: body, paragraph 2: joined-over-break: {%- if x %}: the end of a section stands between the two "
        "paragraphs that the dash joins; take the dash out of the tag, or the break out from between the paragraphs"
    ]


HALF = (
    "a section ends in this block that begins before it: without the block, what stands before it would have the paper "
    "and the headers of the next section; begin the section right before the block (Layout, Breaks, Next Page), or end "
    "it outside"
)


@pytest.mark.parametrize(
    ("body", "number"),
    [
        (("a", "{% if x %}", p("b", properties=SECTION), "{% endif %}"), 2),
        (("a", "{% for y in x %}", p("b", properties=SECTION), "{% endfor %}"), 2),
        (("a", "{% if x %}", p("b", properties=SECTION), "{% else %}", "c", "{% endif %}"), 2),
        (("a {% if x %}b", p("c {% endif %}", properties=SECTION), "d"), 1),
    ],
)
def test_a_section_that_ends_in_a_block_and_begins_before_it_is_refused(body: tuple[str, ...], number: int) -> None:
    opening = "{% for y in x %}" if "for" in "".join(body) else "{% if x %}"
    assert refusals(docx(*body)) == [f"letter.docx: body, paragraph {number}: section-half-in-block: {opening}: {HALF}"]


@pytest.mark.parametrize(
    "body",
    [
        ("{% if x %}", p("b", properties=SECTION), "{% endif %}"),
        (p("a", properties=SECTION), "{% if x %}", "b", p("b", properties=SECTION), "{% endif %}"),
        ("a", "{% if x %}", p("b", properties=SECTION), "{% else %}", p("c", properties=SECTION), "{% endif %}"),
        (p("{% if x %}a{% endif %}", properties=SECTION),),
    ],
)
def test_a_section_that_stands_whole_in_a_block_or_ends_in_any_case_is_fine(body: tuple[str, ...]) -> None:
    for x in (True, False):
        assert texts(render(docx(*body, "end"), x=x))[-1] == "end"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one", 'the text "one" stands'),
        ("a" * 41, f'the text "{"a" * 40}" stands'),
        ("{{ y }}", "the tag {{ y }} stands"),
        ("{% if y %}", "the tag {% if y %} stands"),
    ],
)
def test_text_and_other_tags_beside_a_structural_tag_are_named(text: str, said: str) -> None:
    assert refusals(docx(p("{%p if x %}", text), "a", "{%p endif %}"))[0] == (
        f"letter.docx: body, paragraph 1: text-beside-structural-tag: {{%p if x %}}: {said} in the same paragraph, which the tag replaces as a whole; "
        "give the tag a paragraph of its own"
    )


def test_a_comment_and_blanks_beside_a_structural_tag_go_with_its_paragraph() -> None:
    source = docx(p("{# why #} {%p if x %}  "), "a", p("{%p endif %}{# done #}"), "b")
    assert texts(render(source, x=True)) == ["a", "b"]
    assert texts(render(source, x=False)) == ["b"]


def test_several_structural_tags_share_a_paragraph() -> None:
    source = docx("{%p if x %}{%p if y %}", "a", "{%p endif %}{%p endif %}", "b")
    assert texts(render(source, x=True, y=True)) == ["a", "b"]
    assert texts(render(source, x=True, y=False)) == ["b"]


@pytest.mark.parametrize(("letters", "called"), [("tr", "row"), ("tc", "cell")])
def test_a_letter_for_a_structure_that_is_not_there_is_refused(letters: str, called: str) -> None:
    assert refusals(docx(f"{{%{letters} if x %}}"))[0] == (
        f"letter.docx: body, paragraph 1: no-such-structure: {{%{letters} if x %}}: this tag stands in no {called}; move it into a {called}, "
        f"or take the letters {letters} out of it"
    )


def test_the_bookmarks_of_a_lifted_paragraph_are_kept_beside_it() -> None:
    document = render(docx("{%p if x %}", "a", p(marked(run("{%p endif %}"))), "b"), x=True)
    assert texts(document) == ["a", "b"]
    assert '</w:p><w:bookmarkStart w:id="4" w:name="here"/><w:bookmarkEnd w:id="4"/><w:p>' in xml(document)


def test_the_bookmarks_of_a_lifted_row_are_kept_as_a_pair() -> None:
    rows = table(["{%tr for a in all %}"], ["{{ a }}"], [p(marked(run("{%tr endfor %}")))], ["end"])
    document = render(docx(rows), all=["1", "2"])
    assert texts(document) == ["1", "2", "end"]
    assert xml(document).count("<w:bookmarkStart") == xml(document).count("<w:bookmarkEnd") == 1


def test_the_edges_of_a_region_that_some_may_edit_are_kept_too() -> None:
    region = '<w:permStart w:id="7" w:edGrp="everyone"/>' + run("{%p if x %}") + '<w:permEnd w:id="7"/>'
    document = render(docx(p(region), "a", "{%p endif %}"), x=True)
    assert texts(document) == ["a"]
    assert '<w:permStart w:id="7" w:edGrp="everyone"/><w:permEnd w:id="7"/>' in xml(document)


def test_a_comment_with_a_level_letter_leaves_its_structure_out_with_all_that_is_in_it() -> None:
    source = docx(table(["{#tr later #}{{ gone }}"], ["{#tc#}kept"], ["kept {# note #}"]))
    assert texts(render(source)) == ["kept", "kept "]
    assert warnings(docx("{#p later #}" + "a" * 41, "b")) == [
        f'letter.docx: body, paragraph 1: commented-out: {{#p later #}}: the paragraph with the text "{"a" * 40}" is left out; write the '
        "comment as {# … #} if nothing else is to be left out"
    ]
    assert warnings(docx(table(["{#tc later #} x "], ["y"]))) == [
        'letter.docx: body, table 1, row 1, column 1: commented-out: {#tc later #}: the cell with the text "x" is left out; write the '
        "comment as {# … #} if nothing else is to be left out"
    ]
    assert warnings(docx("{#p alone #}", "b")) == []


def test_structural_tags_after_a_commented_paragraph_still_stand_for_their_own() -> None:
    source = docx("{#p why #}", "{%p if x %}", "a", "{%p endif %}", "b")
    assert texts(render(source, x=True)) == ["a", "b"]
    assert texts(render(source, x=False)) == ["b"]
    assert refusals(docx("{#p why #}", "{%p if x %}one", "a", "{%p endif %}")) == [
        'letter.docx: body, paragraph 2: text-beside-structural-tag: {%p if x %}: the text "one" stands in the same '
        "paragraph, which the tag replaces as a whole; give the tag a paragraph of its own"
    ]


def test_a_structural_tag_after_one_in_the_wrong_place_is_judged_too() -> None:
    assert refusals(docx("{%tr if x %}", "{%p if y %}one", "a", "{%p endif %}"))[:2] == [
        "letter.docx: body, paragraph 1: no-such-structure: {%tr if x %}: this tag stands in no row; move it into a "
        "row, or take the letters tr out of it",
        'letter.docx: body, paragraph 2: text-beside-structural-tag: {%p if y %}: the text "one" stands in the same '
        "paragraph, which the tag replaces as a whole; give the tag a paragraph of its own",
    ]


def test_a_run_tag_splits_its_run_and_both_halves_keep_the_formatting() -> None:
    document = render(docx(p("a", bold("one {%r if x %}two{%r endif %} three"), "z")), x=True)
    body = xml(document)
    assert texts(document) == ["aone two threez"]
    assert body.count("<w:b/>") == 3
    assert [node.text for node in Package.open(bytes(document)).xml("word/document.xml").iter(name("w:t"))] == [
        "a",
        "one ",
        "two",
        " three",
        "z",
    ]


def test_a_run_tag_at_the_edge_of_its_run_leaves_no_empty_run() -> None:
    document = render(docx(p(bold("{%r if x %}one{%r endif %}"))), x=True)
    assert xml(document).count("<w:r>") == 1
    assert '<w:t xml:space="preserve">one</w:t>' in xml(document)


def test_what_follows_a_run_tag_in_its_run_stays_behind_it() -> None:
    content = "<w:r><w:t>a{%r if x %}b</w:t><w:tab/><w:t>c{%r endif %}d</w:t></w:r>"
    document = render(docx(p(content)), x=True)
    assert texts(document) == ["ab\tcd"]
    assert xml(document).index(">b<") < xml(document).index("<w:tab/>") < xml(document).index(">c<")
    gone = render(docx(p(content)), x=False)
    assert texts(gone) == ["ad"]
    assert "<w:tab/>" not in xml(gone)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (("a", "{%- if x %}b{% endif %}"), ["ab"]),
        (("{% if x %}a{% endif -%}", "b"), ["ab"]),
        (("a", "{%- if x -%}", "b", "{%- endif -%}", "c"), ["abc"]),
        (("a{%- if x %}b{% endif -%}c", "d"), ["abc", "d"]),
        (("a", p(TAB, "{%- if x %}b{% endif %}")), ["a", "\tb"]),
        (("a", p(SYMBOL, "{%- if x %}b{% endif %}")), ["a", "b"]),
        (("a", "{# note #}{%- if x %}b{% endif %}"), ["a", "b"]),
        ((p("{%- if x %}b{% endif %}"), "c"), ["b", "c"]),
        (("a", "{% if x %}b{% endif -%}"), ["a", "b"]),
        ((table(["a"]), "{%- if x %}b{% endif %}"), ["a", "b"]),
    ],
)
def test_a_dash_joins_paragraphs_only_where_nothing_shows_before_their_edge(
    body: tuple[str, ...], shown: list[str]
) -> None:
    assert texts(render(docx(*body), x=True)) == shown


@pytest.mark.parametrize("content", [("a", BREAK, "{%- if x %}b{% endif %}"), ("{% if x %}a{% endif -%}", BREAK, "b")])
def test_a_dash_beside_a_line_break_takes_the_break_out_and_joins_nothing(content: tuple[str, ...]) -> None:
    document = render(docx("before", p(*content), "after"), x=True)
    assert texts(document) == ["before", "ab", "after"]
    assert "<w:br/>" not in xml(document)


def test_joined_paragraphs_keep_the_formatting_of_the_first() -> None:
    document = render(docx(item("a"), p("{%- if x %}b{% endif %}", properties='<w:jc w:val="right"/>')), x=True)
    assert '<w:numId w:val="1"/>' in xml(document)
    assert '<w:jc w:val="right"/>' not in xml(document)


def test_a_tag_that_prints_for_its_paragraph_takes_on_its_properties() -> None:
    source = docx(p("{{p x | markdown }}", properties='<w:jc w:val="right"/>'))
    assert '<w:pPr><w:jc w:val="right"/></w:pPr>' in xml(render(source, x="one"))
