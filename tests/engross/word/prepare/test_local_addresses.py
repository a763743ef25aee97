"""No document goes out with the name of a machine, a drive or somebody's folder that no page shows."""

from __future__ import annotations

import pytest

from engross.word import Package, Template, unissuable
from engross.word.prepare.local_addresses import is_local
from tests.engross.word.paper import docx, p, run, xml

LINK = p('<w:hyperlink r:id="rL"><w:r><w:t>the guidance</w:t></w:r></w:hyperlink>')


def told(source: bytes) -> list[str]:
    """What a template is told of, and a finished document too."""
    template = [str(each) for each in Template.open(source, file="a.docx").problems]
    assert [str(each) for each in unissuable(Package.open(source, "a.docx"))] == template
    return template


@pytest.mark.parametrize(
    "address",
    [
        "file:///C:/Users/jane/x.docx",
        "file://server/share/x.docx",
        "C:\\Users\\jane\\x.docx",
        "S:/Inspections/x.docx",
        "\\\\server\\share\\x.docx",
        "%5C%5Cserver%5Cshare%5Cx.docx",
        "/home/jane/x.docx",
        "../Guidance/x.docx",
        "http://intranet/x",
        "https://office-my.sharepoint.com/personal/jane_example_org/x.docx",
        "onenote:///D:\\Notes\\x.one",
    ],
)
def test_a_place_of_one_machine_or_person_is_local(address: str) -> None:
    assert is_local(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/home/a", "https://example.org/Users/a", "https://example.org/c:/a", "mailto:a@example.org",
        "tel:+44 131", "#here", "www.example.org", "{{ url }}", "https://example.org:8080/a", "",
    ],
)  # fmt: skip
def test_what_everybody_can_open_is_not(address: str) -> None:
    assert not is_local(address)


def test_a_link_to_a_folder_is_told_with_its_place() -> None:
    source = docx("a {{ x }}", LINK, relationships=[("rL", "hyperlink", "file:///C:/Users/jane/My%20Docs/x.docx")])
    assert told(source) == [
        "a.docx: body, paragraph 2: local-address: a link names a place that others do not have: "
        "file:///C:/Users/jane/My Docs/x.docx; take the link away (right-click, Remove Hyperlink), or let it lead to a "
        "page that others can open"
    ]


@pytest.mark.parametrize(
    ("code", "told_as"), [("\\\\\\\\srv\\\\share\\\\x", "\\\\srv\\share\\x"), ("C:\\\\a\\\\x", "C:\\a\\x")]
)
def test_a_field_that_leads_to_a_folder_is_told(code: str, told_as: str) -> None:
    field = p(f'<w:fldSimple w:instr=" HYPERLINK &quot;{code}&quot; ">{run("x")}</w:fldSimple>')
    (text,) = told(docx("a {{ x }}", field))
    assert text.startswith(f"a.docx: body, paragraph 2: local-address: the field HYPERLINK names a place that others do not have: {told_as};")  # fmt: skip


def test_what_word_keeps_unseen_is_told_and_what_a_page_shows_is_not() -> None:
    shown = run("Save it as C:\\Users\\you\\letter.docx")
    assert told(docx(p(shown))) == []
    control = '<w:sdt><w:sdtPr><w:alias w:val="S:\\Team\\a.docx"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    (text,) = told(docx(p(control.format(shown))))
    assert text == (
        "a.docx: body, paragraph 1: local-address: what Word keeps unseen names a place that others do not have: "
        "S:\\Team\\a.docx; take it out, or make what holds it anew"
    )


def test_a_folder_in_the_words_for_a_picture_is_told_with_the_way_to_them() -> None:
    picture = r'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="C:\Users\jane\logo.png"/></wp:inline></w:drawing></w:r>'
    assert told(docx("a", p(picture))) == [
        "a.docx: body, paragraph 2: local-address: the alternative text of a picture names a place that others do not "
        r"have: C:\Users\jane\logo.png; right-click it, choose View Alt Text, and say in a sentence what it shows"
    ]


def test_a_linked_picture_or_object_in_a_document_is_told() -> None:
    source = docx("a", relationships=[("rX", "oleObject", "file:///C:/Users/jane/Book1.xlsx")])
    assert [each.id for each in unissuable(Package.open(source, "a.docx"))] == ["outside-the-file", "local-address"]


def test_the_folder_of_a_picture_and_the_settings_of_a_printer_are_cleaned_away() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="C:\\Users\\jane\\logo.png" '
        'descr="The logo"/></wp:inline></w:drawing></w:r>'
    )
    section = '<w:sectPr><w:printerSettings r:id="rP"/></w:sectPr>'
    source = docx(
        p(drawing, run("{{ x }}"), properties=section),
        relationships=[("rP", "printerSettings", "printerSettings/p1.bin")],
        parts={"word/printerSettings/p1.bin": b"server"},
        types='<Default Extension="bin" ContentType="application/octet-stream"/>',
    )
    template = Template.open(source, file="a.docx")
    assert template.problems == ()
    document = bytes(template.render({"x": "y"}))
    assert 'name="logo.png"' in xml(document)
    assert "printerSettings" not in xml(document)
    assert "word/printerSettings/p1.bin" not in Package.open(document)
