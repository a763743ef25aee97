"""A table of contents in a template comes out with the headings and captions of each document."""

from __future__ import annotations

import pytest

from engross.print_copy import GAP
from engross.word import Template, for_conversion
from engross.word.opc.package import Package
from engross.word.printed.text import printed_text
from tests.engross.word.attach.pieces import contents
from tests.engross.word.paper import DECLARATIONS, docx, heading, p, run, texts, xml
from tests.structure import faults

BREAK = p('<w:r><w:br w:type="page"/></w:r>')


def marked(text: str, number: int) -> str:
    mark = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>'
    end = f'<w:bookmarkEnd w:id="{number}"/>'
    return p(mark, run(text), end, properties='<w:pStyle w:val="Heading1"/>')


def one_line(instruction: str = 'TOC \\o "1-3" \\h', stored: str = "") -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction.replace(chr(34), "&quot;")} </w:instrText></w:r>'
    return p(begin, code, separate, *([run(stored)] if stored else []), end)


def made(*body: str, **values: object) -> bytes:
    document = bytes(Template.open(docx(*body), file="letter.docx").render(values))
    assert faults(document) == []
    return document


def test_the_lines_are_those_of_this_document_and_lead_to_its_headings() -> None:
    table = contents([("Area {{ i }}", "TOC1", 1), ("Two", "TOC1", 2)])
    body = (table, "{%p for i in xs %}", marked("Area {{ i }}", 1), "{%p endfor %}", "{%p if not xs %}", marked("Two", 2), "{%p endif %}")  # fmt: skip
    document = made(*body, xs=["a", "b & c"])
    assert [text.strip() for text in texts(document)[:4]] == ["Area a\t1", "Area b & c\t1", "", "Area a"]
    assert xml(document).count('w:anchor="_Toc1"') == 1
    assert xml(document).count('w:anchor="_Toc1_2"') == 1
    assert "_Toc2" not in xml(document)
    assert texts(made(*body, xs=[]))[0].strip() == "Two\t1"


def test_a_heading_without_a_bookmark_gets_one() -> None:
    document = made(one_line(), heading("One {{ x }}"), heading("Two"), x=1)
    text = xml(document)
    assert text.count('w:anchor="_Toc991000001"') == text.count('w:name="_Toc991000001"') == 1
    assert text.count('w:anchor="_Toc991000002"') == text.count('w:name="_Toc991000002"') == 1


def test_stored_lines_are_not_checked_as_tags() -> None:
    document = made(contents([("{{ gone }} {% if", "TOC1", 1)]), heading("One"))
    assert [text.strip() for text in texts(document)] == ["One\t1", "", "One"]


def test_a_body_without_a_tag_gets_its_lines_too() -> None:
    assert texts(made(one_line(stored="old"), heading("One")))[0].strip() == "One\t1"


def test_a_table_that_was_never_made_is_made_too() -> None:
    """Also where all of its field stands in one run, as other programs write it."""
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert separate in one_line()
    never = one_line().replace(separate, "")
    in_one_run = never.replace("</w:r><w:r>", "")
    assert never.count("<w:r>") == 3
    assert in_one_run.count("<w:r>") == 1
    for table in (never, in_one_run):
        assert [text.strip() for text in texts(made(table, heading("One {{ x }}"), x=1))] == ["One 1\t1", "One 1"]


def test_each_line_may_have_a_page_in_the_pdf_that_only_a_layout_knows() -> None:
    """Also the last, in whose paragraph the table ends."""
    document = Package.open(made(one_line(), heading("One"), BREAK, heading("Two")))
    printed = printed_text(document)
    assert printed is not None
    assert [line.endswith(GAP) for line in printed.text.split("\n")[:3]] == [True, True, False]


def test_a_page_is_shown_only_where_it_is_certain() -> None:
    long = ["words " * 60] * 5
    document = made(one_line(), heading("One"), BREAK, heading("Two"), *long, heading("Three"), BREAK, heading("Four"))
    assert [text.strip() for text in texts(document)[:4]] == ["One\t1", "Two\t2", "Three", "Four"]


def test_a_picture_or_a_table_leaves_the_pages_behind_it_unknown() -> None:
    picture = p("<w:r><w:drawing/></w:r>")
    assert texts(made(one_line(), picture, heading("One")))[0].strip() == "One"


def test_a_list_of_figures_has_the_captions_of_this_document() -> None:
    caption = p(
        "Figure ", '<w:fldSimple w:instr=" SEQ Figure "><w:r><w:t>1</w:t></w:r></w:fldSimple>', run(": {{ i }}")
    )
    body = (one_line('TOC \\h \\c "Figure"'), "{%p for i in xs %}", caption, "{%p endfor %}", heading("No figure"))
    lines = [text.strip() for text in texts(made(*body, xs=["a", "b"]))[:2]]
    assert [line.split(": ")[1] for line in lines] == ["a\t1", "b\t1"]


def test_a_document_without_headings_has_an_empty_table() -> None:
    document = made(one_line(stored="One"), "{{ x }}", x="a")
    assert texts(document) == ["", "a"]
    assert xml(document).count("fldCharType") == 3


def test_the_owner_is_told_once_that_pages_may_lack() -> None:
    (told,) = Template.open(docx(one_line(), heading("One")), file="letter.docx").problems
    assert f"{told.severity}: {told}" == (
        "warning: letter.docx: body, paragraph 1: contents-without-pages: the lines of this table of contents are made "
        "anew for each document, and only a layout knows their pages: lines whose page is not certain show none in the "
        "Word file; update the finished document (F9) if it is sent as a Word file; its PDF shows them"
    )


@pytest.mark.parametrize("instruction", ["TOC \\f C", 'TOC \\b part \\o "1-3"'])
def test_a_table_of_another_kind_stays_as_it_is(instruction: str) -> None:
    part = p('<w:bookmarkStart w:id="9" w:name="part"/>', run("a part"), '<w:bookmarkEnd w:id="9"/>')
    assert texts(made(one_line(instruction, "stored"), heading("One"), part))[0] == "stored"


def test_the_copy_for_the_pdf_has_a_page_reference_in_each_line_and_no_table() -> None:
    document = made(one_line(), heading("One"), *["words " * 60] * 5, heading("Two"))
    copied = Package.open(for_conversion(document).data).read("word/document.xml").decode()
    assert copied.count("PAGEREF") == 2
    assert " TOC " not in copied
    assert copied.count("fldCharType") == 6
    assert Package.open(document).read("word/document.xml").decode().count("PAGEREF") == 1


def test_a_document_without_a_table_is_converted_as_it_is() -> None:
    document = made("{{ x }}", x="a")
    assert for_conversion(document).data is document


NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
LEVELS = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(text: str, level: int = 0) -> str:
    return p(text, properties=f'<w:pStyle w:val="Heading1"/>{NUMBERED.format(level)}')


def test_a_line_shows_the_number_that_its_heading_has() -> None:
    body = (one_line(), "{% for x in xs %}", numbered("Area {{ x }}"), numbered("Part", 1), numbered("Rest", 1), "{% endfor %}", heading("End"))  # fmt: skip
    source = docx(*body, parts={"word/numbering.xml": f"<w:numbering {DECLARATIONS}>{LEVELS}</w:numbering>"})
    document = bytes(Template.open(source, file="letter.docx").render({"xs": ["a", "b"]}))
    assert faults(document) == []
    assert [list(filter(None, text.split("\t")))[:-1] for text in texts(document)[:7]] == [
        ["I.", "Area a"], ["I.1", "Part"], ["I.2", "Rest"], ["II.", "Area b"], ["II.1", "Part"], ["II.2", "Rest"], ["End"],
    ]  # fmt: skip
    assert xml(document).count('<w:tab w:val="left" w:pos="440"/>') == 6


def test_a_table_that_was_never_made_is_made() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    never = p(begin, '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>', end)
    assert xml(made(never, heading("One"))).count(">One<") == 2


def test_a_table_that_stays_as_it_was_is_told() -> None:
    (told,) = Template.open(docx(one_line("TOC \\f C", "stored"), heading("One")), file="letter.docx").problems
    assert f"{told.severity}: {told}" == (
        "warning: letter.docx: body, paragraph 1: field-as-stored: this table of contents is not made anew for each "
        "document: it lists what the template held when Word last updated it; update it in the finished document (F9), "
        "or let it list headings (References, Table of Contents)"
    )


def test_a_table_that_is_a_simple_field_is_told() -> None:
    simple = '<w:fldSimple w:instr=" TOC \\o &quot;1-3&quot; "><w:r><w:t>stored</w:t></w:r></w:fldSimple>'
    (told,) = Template.open(docx(p(simple), heading("One")), file="letter.docx").problems
    assert (told.id, str(told.place)) == ("field-as-stored", "letter.docx: body, paragraph 1")


def test_the_words_of_a_heading_that_a_sign_parts_stay_apart() -> None:
    signs = [f"<w:r><w:{sign}/></w:r>" for sign in ("tab", "noBreakHyphen", "br")]
    words = run("1.") + signs[0] + run("Two") + signs[1] + run("year") + signs[2] + run("plan")
    document = made(one_line(), p(words, properties='<w:pStyle w:val="Heading1"/>'))
    assert texts(document)[0].strip() == "1. Two-year plan\t1"


def test_a_heading_that_refers_to_something_is_listed_as_it_reads() -> None:
    named = p('<w:bookmarkStart w:id="9" w:name="name"/>', run("{{ x }}"), '<w:bookmarkEnd w:id="9"/>')
    reference = f'<w:fldSimple w:instr=" REF name ">{run("old")}</w:fldSimple>'
    head = p(run("About "), reference, properties='<w:pStyle w:val="Heading1"/>')
    assert texts(made(one_line(), named, head, x="new"))[0].strip().startswith("About new")
