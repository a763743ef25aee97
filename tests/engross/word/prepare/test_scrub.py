"""Nothing of the people and the machine that edited a template reaches a document that is made of it."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from engross.word import Template
from engross.word.opc.package import Package
from engross.word.prepare.scrub import cleaned, leftovers
from tests.engross.word.paper import DECLARATIONS, docx, p, run, table, texts
from tests.structure import faults

HIDDEN = "<w:vanish/>"
SETTINGS = (
    f"<w:settings {DECLARATIONS}>"
    '<w:proofState w:spelling="clean"/><w:docVars><w:docVar w:name="Author" w:val="Jo Editor"/></w:docVars>'
    '<w:rsids><w:rsidRoot w:val="00AA11"/></w:rsids><w:decimalSymbol w:val="."/></w:settings>'
)


def everything(package: Package) -> bytes:
    return b"\n".join(package.read(name) for name in package.names)


def edited_in_word() -> bytes:
    """A template as an editor's desk leaves it: names, counts, a thumbnail, and properties of their own."""
    document = python_docx.Document()
    document.add_paragraph("{{ name }}")
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = "Letter", "Jo Editor", "Jo Editor"
    properties.comments, properties.revision, properties.keywords = "ask Jo first", 41, "response letter"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_no_name_date_or_count_of_the_editor_is_left_and_what_describes_the_document_stays() -> None:
    made = Package.open(bytes(Template.open(edited_in_word()).render({"name": "Morag"})))
    said = everything(made)
    for left in (b"Jo Editor", b"ask Jo", b"revision", b"modified", b"created", b"TotalTime", b"Template>", b"Company"):
        assert left not in said, left
    assert b"Letter</dc:title>" in said
    assert b"response letter</cp:keywords>" in said
    assert faults(bytes(made)) == []


def test_the_picture_of_the_first_page_and_the_data_of_other_systems_are_left_out() -> None:
    made = Package.open(bytes(Template.open(edited_in_word()).render({"name": "Morag"})))
    assert [name for name in made.names if "thumbnail" in name or name.startswith("customXml")] == []
    assert b"thumbnail" not in everything(made)
    assert b"customXml" not in everything(made)


def test_a_property_with_a_tag_is_meant_and_stays() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Letter</dc:title>'
        "<dc:creator>{{ signatory }}</dc:creator><cp:lastModifiedBy>Jo Editor</cp:lastModifiedBy></cp:coreProperties>"
    )
    template = docx("{{ signatory }}", parts={"docProps/core.xml": core})
    made = Package.open(bytes(Template.open(template).render({"signatory": "Eilidh Garvie"})))
    assert b"<dc:creator>Eilidh Garvie</dc:creator>" in made.read("docProps/core.xml")
    assert b"Jo Editor" not in made.read("docProps/core.xml")


def test_the_identifiers_of_editing_sessions_are_taken_away_everywhere() -> None:
    body = '<w:p w:rsidR="00AA11" w:rsidRDefault="00BB22"><w:r w:rsidRPr="00AA11"><w:t>One</w:t></w:r></w:p>'
    template = docx(
        body,
        relationships=[("rSettings", "settings", "settings.xml")],
        parts={"word/settings.xml": SETTINGS},
    )
    made = Package.open(bytes(Template.open(template).render({})))
    assert b"rsid" not in everything(made)
    assert b"docVar" not in made.read("word/settings.xml")
    assert b"decimalSymbol" in made.read("word/settings.xml")
    assert texts(bytes(made)) == ["One"]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (("Seen", run(" not seen", HIDDEN)), "Seen"),
        (("Seen", run(" seen too", '<w:vanish w:val="0"/>')), "Seen seen too"),
        ((run("{{ na", ""), run("me", HIDDEN), run(" }}", "")), "Morag"),
        ((run("note to self", HIDDEN), "{{ name }}"), "Morag"),
    ],
)
def test_hidden_text_without_a_tag_is_in_no_document(runs: tuple[str, ...], expected: str) -> None:
    made = bytes(Template.open(docx(p(*runs))).render({"name": "Morag"}))
    assert texts(made) == [expected]


def test_a_style_that_hides_text_hides_it_from_no_check() -> None:
    styles = (
        f'<w:styles {DECLARATIONS}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '</w:style><w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr>'
        "</w:style></w:styles>"
    )
    template = docx(p("Seen", run(" secret", '<w:rStyle w:val="Secret"/>')), parts={"word/styles.xml": styles})
    assert texts(bytes(Template.open(template).render({}))) == ["Seen"]


STYLED = f"""<w:styles {DECLARATIONS}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Hidden"/></w:style>
<w:style w:type="paragraph" w:styleId="Shown"><w:name w:val="Shown"/><w:basedOn w:val="Hidden"/>
<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Deeper"><w:name w:val="Deeper"/><w:basedOn w:val="Secret"/></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""
CELL = '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("secret words", properties='<w:pStyle w:val="Hidden"/>'), ""),
        (p("secret words", properties='<w:pStyle w:val="Below"/>'), ""),
        (p("seen", properties='<w:pStyle w:val="Shown"/>'), "seen"),
        (p(run("secret words", '<w:rStyle w:val="Secret"/>')), ""),
        (p(run("secret words", '<w:rStyle w:val="Deeper"/>')), ""),
        (p(run("seen", '<w:rStyle w:val="Deeper"/><w:vanish w:val="0"/>')), "seen"),
        (p(run("seen", '<w:rStyle w:val="Deeper"/>'), properties='<w:pStyle w:val="Hidden"/>'), "seen"),
        (CELL.format(run("secret words")), ""),
    ],
    ids=[
        "paragraph style",
        "its base",
        "turned off",
        "character style",
        "its base too",
        "direct",
        "twice",
        "table style",
    ],
)
def test_text_that_any_style_hides_is_told_and_in_no_document(body: str, expected: str) -> None:
    source = docx(body, p("after"), parts={"word/styles.xml": STYLED})
    shown = ["after"] if body.startswith("<w:tbl>") else [expected, "after"]  # of a hidden row Word shows nothing
    assert texts(bytes(Template.open(source).render({}))) == shown
    hidden = "it has hidden text: secret words; select all, and clear Hidden (Home, Font)"
    told = [str(problem) for problem in leftovers(Package.open(source, "a.docx"))]
    assert told == ([] if expected else [f"a.docx: hidden-text: {hidden}"])


def test_text_that_the_defaults_hide_is_told() -> None:
    styles = f"<w:styles {DECLARATIONS}><w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>"
    source = docx(p("secret words"), p(run("seen", '<w:vanish w:val="0"/>')), parts={"word/styles.xml": styles})
    assert texts(bytes(Template.open(source).render({}))) == ["", "seen"]


def test_what_word_itself_hides_within_a_field_stays() -> None:
    field = '<w:r><w:rPr><w:vanish/></w:rPr><w:instrText xml:space="preserve"> XE "word" </w:instrText></w:r>'
    made = Package.open(bytes(Template.open(docx(p("One", field))).render({})))
    assert b'XE "word"' in made.read("word/document.xml")


def test_what_hidden_text_goes_is_told_at_its_place() -> None:
    hint = "clear Hidden (Home, Font) if it is to be read; a note to yourself can be a comment tag: {# … #}"
    note, tag = p(run("shown"), run("ask Jo", HIDDEN)), p(run("{{ name }}", HIDDEN))
    one = Template.open(docx("{{ name }}", note, tag), file="a.docx")
    assert [str(problem) for problem in one.problems if problem.id == "hidden-text-left-out"] == [
        f'a.docx: body, paragraph 2: hidden-text-left-out: hidden text goes into no document: "ask Jo"; {hint}'
    ]
    two = Template.open(docx(note, p(run("{{ name }}")), p(run("x" * 80, HIDDEN))), file="a.docx")
    assert [str(problem) for problem in two.problems if problem.id == "hidden-text-left-out"] == [
        'a.docx: body, paragraph 1: hidden-text-left-out: hidden text goes into no document: "ask Jo", nor does that of 1 '
        f"more paragraph; {hint}"
    ]
    assert texts(bytes(two.render({"name": "Morag"}))) == ["shown", "Morag", ""]


def test_a_hidden_tag_is_left_and_said() -> None:
    template = Template.open(docx(p(run("{{ name }}", HIDDEN))), file="letter.docx")
    assert [str(problem) for problem in template.problems] == [
        "letter.docx: hidden-text: it has hidden text: {{ name }}; select all, and clear Hidden (Home, Font)"
    ]


def test_hidden_tags_that_print_nothing_leave_no_hidden_text() -> None:
    tags = p(run("{# ask Jo #}", HIDDEN), run("{% if name %}", HIDDEN), "Shown", run("{% endif %}", HIDDEN))
    template = Template.open(docx(tags), file="letter.docx")
    assert template.problems == ()
    assert texts(template.render({"name": "Morag"})) == ["Shown"]


def test_a_clean_package_is_left_as_it_is_byte_for_byte() -> None:
    once = cleaned(Package.open(edited_in_word()))
    assert bytes(cleaned(once)) == bytes(once)
    assert list(leftovers(once)) == []


def test_the_check_names_what_a_file_still_holds() -> None:
    found = [problem.id for problem in leftovers(Package.open(edited_in_word()))]
    assert found.count("author") > 1
    marked = docx('<w:p w:rsidR="00AA11"><w:r><w:t>One</w:t></w:r></w:p>', p(run("not seen", HIDDEN)))
    assert [problem.id for problem in leftovers(Package.open(marked))] == ["hidden-text", "editing-marks"]


def test_a_row_of_which_word_shows_nothing_goes() -> None:
    ends = "<w:rPr><w:vanish/></w:rPr>"
    hidden = p(
        '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>', run("h", "<w:vanish/>"), properties=ends
    )
    shown = p(run("h", "<w:vanish/>"))
    source = docx(table(["a", "b"], [hidden, hidden], [hidden, shown]), "end")
    document = bytes(Template.open(source).render({}))
    assert texts(document) == ["a", "b", "", "", "end"]
    assert b'w:name="a"' in Package.open(document).read("word/document.xml")
    alone = bytes(Template.open(docx("{{ 1 }}", table([hidden]), "end")).render({}))
    assert b"<w:tbl>" not in Package.open(alone).read("word/document.xml")


def test_nothing_asks_the_reader_whether_fields_may_be_updated() -> None:
    begin, end = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    source = docx(
        p("{{ x }}", begin, code, end),
        relationships=[("rSettings", "settings", "settings.xml")],
        parts={"word/settings.xml": f'<w:settings {DECLARATIONS}><w:updateFields w:val="true"/></w:settings>'},
    )
    said = everything(Package.open(bytes(Template.open(source).render({"x": 1}))))
    assert b"updateFields" not in said
    assert b"dirty" not in said
    assert b'fldCharType="begin"' in said
