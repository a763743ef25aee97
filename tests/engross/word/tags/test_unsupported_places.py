"""What Word would show in place of a value, or could not read, is freed of that or refused with its place."""

from __future__ import annotations

import pytest

from engross.word import Document, Refused, Template
from tests.engross.word.paper import docx, p, run, table, texts, xml
from tests.structure import faults

MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>{}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
BEGIN, END = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
CODE = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'


def render(source: bytes, **values: object) -> Document:
    made = Template.open(source, file="letter.docx").render(values)
    assert faults(bytes(made)) == []
    return made


def refusals(source: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        Template.open(source, file="letter.docx")
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("bound", ['<w:dataBinding w:xpath="/x" w:storeItemID="{A}"/>', "<w:showingPlcHdr/>"])
def test_a_control_that_would_show_something_else_than_the_value_is_freed(bound: str) -> None:
    control = f"<w:sdt><w:sdtPr>{bound}</w:sdtPr><w:sdtContent>{p('a')}</w:sdtContent></w:sdt>"
    made = render(docx(control.replace(">a<", ">{{ x }}<"), control.replace(">a<", ">fixed<")), x="value")
    assert texts(made) == ["value", "fixed"]
    assert xml(made).count(bound) == 1


def test_a_tag_in_an_equation_or_a_phonetic_guide_is_refused_where_it_stands() -> None:
    said = "a tag stands where tags are not read: {{ x }}; move it into the text of a paragraph"
    assert refusals(docx("a", p(RUBY.format("{{ x }}")))) == [
        f"letter.docx: body, paragraph 2: tag-where-none-is-read: {said}"
    ]
    equation = f"<m:oMath {MATHS}><m:r><m:t>{{{{ x }}}}</m:t></m:r></m:oMath>"
    assert refusals(docx("{{ y }}", p(equation))) == [f"letter.docx: body, paragraph 2: tag-where-none-is-read: {said}"]
    assert refusals(docx("a", header=p(equation))) == [
        f"letter.docx: header, paragraph 1: tag-where-none-is-read: {said}"
    ]


def test_a_tag_in_a_chart_is_refused() -> None:
    chart = '<c:chart xmlns:c="c" xmlns:a="a"><a:t>{{ x }}</a:t></c:chart>'
    source = docx("a", parts={"word/charts/chart1.xml": chart}, relationships=[("rC", "chart", "charts/chart1.xml")])
    assert refusals(source) == [
        "letter.docx: tag-where-none-is-read: a tag stands in a chart or diagram, where tags are not read: {{ x }}; take it out, and put it into "
        "the text beside"
    ]


def test_an_included_document_is_refused() -> None:
    source = docx(
        '<w:altChunk r:id="rA"/>', "a", parts={"word/chunk.xml": "<a/>"}, relationships=[("rA", "aFChunk", "chunk.xml")]
    )
    assert refusals(source) == [
        "letter.docx: included-document: another document is included in it, which is not read; open it in Word and save it again, which "
        "takes that document's text over"
    ]


@pytest.mark.parametrize(
    "body",
    [
        (p(BEGIN, "{% if x %}", CODE.format("PAGE"), END, "{% endif %}"),),
        (p("{% if x %}", BEGIN, CODE.format("PAGE"), "{% else %}", END, "{% endif %}"),),
        (p("a", BEGIN, CODE.format("TOC")), "{%p if x %}", p("b", END), "{%p endif %}"),
    ],
)
def test_a_field_that_a_block_cuts_in_two_is_refused(body: tuple[str, ...]) -> None:
    (said,) = refusals(docx(*body))
    assert said.endswith(
        "a field, such as a page number, begins on one side of a tag of this block and ends on the other; put the whole "
        "field between two tags of the block, or outside it"
    )


def test_a_whole_field_in_a_block_and_a_block_in_a_field_are_kept() -> None:
    whole = p("{% for n in x %}", BEGIN, CODE.format("PAGE"), END, "{% endfor %}")
    inside = p(BEGIN, CODE.format("{% if x %}PAGE{% endif %}"), END)
    around = p(BEGIN, CODE.format("TOC")), "{%p if x %}", "b", "{%p endif %}", p(END)
    assert xml(render(docx(whole, inside, *around), x=[1, 2])).count('"begin"') == 4


def test_a_value_ends_no_text_in_the_code_of_a_field() -> None:
    made = render(docx(p(BEGIN, CODE.format('XE "{{ x }}"'), END)), x='a" \\o "b')
    simple = p('<w:fldSimple w:instr=" QUOTE &quot;{{ x }}&quot; "><w:r><w:t>{{ x }}</w:t></w:r></w:fldSimple>')
    assert 'w:instr=" QUOTE &quot;a\\&#34; b&quot; "' in xml(render(docx(simple), x='a" b'))
    assert 'XE "a\\&#34; \\\\o \\&#34;b"' in xml(made)


def test_the_controls_that_google_docs_puts_around_text_do_not_cut_a_tag() -> None:
    control = '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    made = render(docx(p(run("{{"), control.format(run(" x }} & more"))), control.format(p("{{ x }}"))), x="value")
    assert texts(made) == ["value & more", "value"]
    assert "<w:sdt>" not in xml(made)


def test_a_region_that_some_may_edit_is_numbered_in_each_turn() -> None:
    region = p('<w:permStart w:id="1" w:edGrp="everyone"/>', run("{{ n }}"), '<w:permEnd w:id="1"/>')
    made = render(docx("{%p for n in x %}", region, "{%p endfor %}"), x=[1, 2])
    assert xml(made).count("<w:permStart ") == xml(made).count("<w:permEnd ") == 2


def test_cells_that_repeat_within_a_control_widen_the_grid() -> None:
    cells = table(["{%tc for n in x %}", "{{ n }}", "{%tc endfor %}"]).replace("<w:tr>", "<w:tr><w:sdt><w:sdtContent>")
    made = render(
        docx(cells.replace("</w:tr>", "</w:sdtContent></w:sdt></w:tr>"), run("end").join(("<w:p>", "</w:p>"))),
        x=range(5),
    )
    assert xml(made).count("<w:gridCol ") == 5


def test_the_date_that_was_picked_in_the_template_does_not_stay_behind_a_tag() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:date w:fullDate="2025-05-01T00:00:00Z"><w:dateFormat w:val="d MMM yyyy"/></w:date></w:sdtPr>'
        "<w:sdtContent>{}</w:sdtContent></w:sdt>"
    )
    document = xml(render(docx(p(control.format(run("{{ x }}")))), x="2 June 2026"))
    assert ("fullDate" in document, "2 June 2026" in document) == (False, True)
    assert "fullDate" in xml(render(docx(p(control.format(run("1 May 2025"))), "{{ x }}"), x="a"))
