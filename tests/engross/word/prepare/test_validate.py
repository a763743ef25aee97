"""Files that no template may be made of are refused by name, and hostile archives harm nothing."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from engross.word import Refused, Template
from engross.word.opc.archive import Stored, pack
from engross.word.opc.package import Package
from tests.engross.word.paper import DECLARATIONS, docx, p, run, table, texts, xml
from tests.structure import faults

BY = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
INSERTED = f"<w:ins {BY}>{run('c')}</w:ins>"


def refusal(source: bytes | Path) -> list[str]:
    with pytest.raises(Refused) as caught:
        Template.open(source, file="letter.docx")
    return [str(problem) for problem in caught.value.problems]


def archive(names: list[str], content: bytes = b"x") -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content)
    return whole.getvalue()


def test_a_file_that_is_no_archive_is_refused() -> None:
    assert refusal(b"not a Word file") == [
        "letter.docx: not-a-word-file: this is not a Word file, whatever its name says: perhaps a text, a picture or a web page; "
        "open it in Word, and save it as Word Document (.docx)"
    ]


def test_an_encrypted_file_is_refused_by_name() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == [
        "letter.docx: encrypted-or-old: this is an encrypted file or one of the old .doc kind, not a .docx file; "
        "open it in Word, take the password off, and save it as Word Document (.docx)"
    ]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.docx") == [
        "letter.docx: unreadable-file: the file cannot be read (No such file or directory); check its name and its permissions"
    ]


def test_an_archive_without_a_document_is_refused() -> None:
    assert refusal(archive(["a.txt"])) == [
        "letter.docx: not-a-word-file: this archive has no [Content_Types].xml, so it is not a Word file; "
        "save it from Word as Word Document (.docx)"
    ]


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word\\document.xml", "a//b", "C:/../x"])
def test_a_hostile_name_in_an_archive_is_refused(name: str) -> None:
    whole = pack([Stored.deflate("[Content_Types].xml", b"<x/>"), Stored.deflate(name, b"x")])
    assert refusal(whole) == [
        f"letter.docx: damaged-file: this is not a whole Word file (the part name {name!r} is not allowed); "
        "open it in Word and save it again as Word Document (.docx)"
    ]


def test_an_archive_says_the_same_of_a_part_where_it_lies_and_in_the_directory() -> None:
    parts = [Stored.deflate("word/a.xml", b"<a/>" * 99), Stored("word/é.png", 0, zlib.crc32(b"png"), 3, b"png")]
    with zipfile.ZipFile(BytesIO(pack(parts))) as made:
        said = [(it.filename, it.compress_type, it.CRC, it.file_size, it.compress_size) for it in made.infolist()]
        assert said == [(it.name, it.method, it.crc, it.size, len(it.data)) for it in parts]
        assert [it.flag_bits for it in made.infolist()] == [0, 0x800]
        assert {it.date_time for it in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [made.read(it.name) for it in parts] == [it.unpack() for it in parts]
    for part, info in zip(parts, made.infolist(), strict=True):
        name = part.name.encode()
        facts = (20, info.flag_bits, part.method, 0, 33, part.crc, len(part.data), part.size, len(name), 0)
        local = struct.pack("<4s5H3L2H", b"PK\x03\x04", *facts)
        assert pack(parts)[info.header_offset :].startswith(local + name + part.data)


def test_two_parts_of_one_name_are_refused() -> None:
    whole = pack([Stored.deflate("[Content_Types].xml", b"<x/>"), Stored.deflate("a", b"1"), Stored.deflate("A", b"2")])
    assert "the part name 'A' is not allowed" in refusal(whole)[0]


def test_an_archive_that_unpacks_beyond_all_measure_is_refused() -> None:
    assert refusal(archive(["[Content_Types].xml"], b"\0" * 8_000_000)) == [
        "letter.docx: too-large: the file is larger, or unpacks to more, than a Word document may here; "
        "compress its pictures in Word (Picture Format, Compress Pictures) and save it again"
    ]


def test_an_archive_with_too_many_parts_is_refused() -> None:
    assert "unpacks to more" in refusal(archive([f"p{n}" for n in range(5000)]))[0]


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_file_that_was_cut_off_is_refused(cut: float) -> None:
    whole = docx("text")
    assert refusal(whole[: int(len(whole) * cut)]) == [
        "letter.docx: damaged-file: the file breaks off: it was not sent, copied or downloaded to its end; "
        "take a whole one from where it was saved or sent"
    ]


def test_a_part_whose_bytes_have_changed_is_refused() -> None:
    part = Stored.deflate("word/document.xml", b"<a/>")
    whole = pack([Stored.deflate("[Content_Types].xml", b"<x/>"), Stored(part.name, 8, 1, part.size, part.data)])
    assert refusal(whole) == [
        "letter.docx: damaged-file: this is not a whole Word file (the part 'word/document.xml' is damaged); "
        "open it in Word and save it again as Word Document (.docx)"
    ]


@pytest.mark.parametrize(
    "evil",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {}><w:body><w:p/></w:body></w:document>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document {}><w:body><w:p/></w:body></w:document>',
    ],
)
def test_a_document_type_is_refused(evil: str) -> None:
    source = bytes(Package.open(docx("a")).replace({"word/document.xml": evil.format(DECLARATIONS).encode()}))
    assert refusal(source) == [
        "letter.docx: document-type: the part word/document.xml has a document type declaration, which Word never writes; "
        "open the file in Word and save it again as Word Document (.docx)"
    ]


def test_a_part_that_is_not_well_formed_is_refused() -> None:
    source = bytes(Package.open(docx("a")).replace({"word/document.xml": b"<w:document>"}))
    assert refusal(source)[0].startswith(
        "letter.docx: damaged-part: the part word/document.xml is not well-formed XML ("
    )


def test_macros_are_refused_by_name() -> None:
    assert refusal(docx("a", parts={"word/vbaProject.bin": b"x"})) == [
        "letter.docx: macros: the file holds macros; save it from Word as Word Document (.docx)"
    ]


def test_a_signed_file_is_refused_by_name() -> None:
    assert refusal(docx("a", parts={"_xmlsignatures/sig1.xml": "<x/>"})) == [
        "letter.docx: signed: the file is digitally signed, and any change breaks a signature; "
        "remove the signature (File, Info, View Signatures) and save it again"
    ]


def test_a_strict_file_is_refused_by_name() -> None:
    strict = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'
    assert refusal(bytes(Package.open(docx("a")).replace({"word/document.xml": strict.encode()}))) == [
        "letter.docx: strict-format: the file is saved as Strict Open XML, which is not read here; "
        "in Word choose File, Save As, and as type Word Document (*.docx) in place of Strict Open XML Document (*.docx)"
    ]


def test_a_picture_outside_the_file_is_refused_by_name() -> None:
    assert refusal(docx("a", relationships=[("rOut", "image", "http://example.org/track.png")])) == [
        "letter.docx: outside-the-file: it refers to something outside the file: http://example.org/track.png (image); "
        "insert it into the document instead of linking to it"
    ]


def test_all_that_is_unsafe_is_said_at_once() -> None:
    source = docx("a", relationships=[("rOut", "image", "http://e.org/a")], parts={"word/vbaProject.bin": b"x"})
    assert len(refusal(source)) == 2


def test_tracked_changes_are_said_and_refuse_nothing() -> None:
    source = docx(p("a", f'<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{run("b")}</w:ins>'))
    template = Template.open(source, file="letter.docx")
    assert [(problem.severity, str(problem)) for problem in template.problems] == [
        (
            "warning",
            "letter.docx: body, paragraph 1: tracked-changes: a tracked change is neither accepted nor rejected, and would be in every document; "
            "accept or reject all changes (Review, Accept All Changes)",
        )
    ]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (p("b", properties=f"<w:rPr><w:ins {BY}/></w:rPr>"), "body, paragraph 2"),
        (table(["b", "c"]).replace("<w:tr>", f"<w:tr><w:trPr><w:ins {BY}/></w:trPr>"), "body, table 1, row 1, column 1"),
        (table(["b", p("c", f"<w:del {BY}><w:r><w:delText>d</w:delText></w:r></w:del>")]), "body, table 1, row 1, column 2"),
    ],
)  # fmt: skip
def test_a_tracked_change_is_told_where_it_is(body: str, place: str) -> None:
    template = Template.open(docx("a", body, "z"), file="letter.docx")
    assert [str(problem.place) for problem in template.problems] == [f"letter.docx: {place}"]


def test_of_several_tracked_changes_the_first_is_told() -> None:
    template = Template.open(docx("a", p("b", INSERTED, INSERTED), p(INSERTED)), file="letter.docx")
    assert [(str(problem.place), problem.message) for problem in template.problems] == [
        (
            "letter.docx: body, paragraph 2",
            "3 tracked changes, the first of them here, are neither accepted nor rejected, and would be in every document",
        )
    ]


def test_comments_of_a_template_are_not_in_its_documents() -> None:
    comments = (
        f'<w:comments {DECLARATIONS}><w:comment w:id="0" w:author="Someone" w:initials="S">{p("secret")}</w:comment>'
        "</w:comments>"
    )
    body = p(
        '<w:commentRangeStart w:id="0"/>', "text {{ x }}", '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )  # fmt: skip
    source = docx(body, relationships=[("rC", "comments", "comments.xml")], parts={"word/comments.xml": comments})
    made = Template.open(source).render({"x": "1"})
    assert texts(made) == ["text 1"]
    assert "comment" not in xml(made)
    assert "word/comments.xml" not in Package.open(bytes(made)).names
    assert faults(bytes(made)) == []


def test_the_attached_template_of_a_word_file_is_let_go() -> None:
    settings = f'<w:settings {DECLARATIONS}><w:attachedTemplate r:id="rId1"/></w:settings>'
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="file:///C:/Users/someone/Normal.dotm" TargetMode="External"/></Relationships>'
    )
    parts: dict[str, str | bytes] = {"word/settings.xml": settings, "word/_rels/settings.xml.rels": rels}
    made = Template.open(docx("a", relationships=[("rS", "settings", "settings.xml")], parts=parts)).render({})
    assert "someone" not in xml(made, "word/_rels/settings.xml.rels")
    assert "attachedTemplate" not in xml(made, "word/settings.xml")


def test_a_header_that_is_named_and_is_not_there_is_refused_when_the_template_is_opened() -> None:
    assert refusal(docx("a", relationships=[("rH", "header", "header9.xml")])) == [
        "letter.docx: damaged-file: the part word/header9.xml, which word/document.xml names, is not there; open it in Word, let Word "
        "repair it, and save it again"
    ]


def test_a_header_of_a_section_that_the_file_does_not_know_is_refused_when_the_template_is_opened() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rNone"/></w:sectPr></w:pPr></w:p>'
    assert refusal(docx("a", section, "b", header=p("known"))) == [
        "letter.docx: damaged-file: the relationship rNone, which word/document.xml uses, is not there; open it in "
        "Word, let Word repair it, and save it again"
    ]


def test_a_building_block_with_a_tag_goes_into_no_document() -> None:
    blocks = "".join(f"<w:docPart><w:docPartBody>{p(text)}</w:docPartBody></w:docPart>" for text in ("kept", "{{ x }}"))
    glossary = f"<w:glossaryDocument {DECLARATIONS}><w:docParts>{blocks}</w:docParts></w:glossaryDocument>"
    source = docx("a", relationships=[("rG", "glossaryDocument", "beside.xml")], parts={"word/beside.xml": glossary})
    made = Template.open(source).render({})
    assert texts(made, "word/beside.xml") == ["kept"]


def test_a_picture_that_is_named_and_is_not_there_keeps_no_template_from_being_used() -> None:
    source = docx("a", relationships=[("rP", "image", "media/image9.png")])
    assert texts(Template.open(source).render({})) == ["a"]


def test_a_workbook_within_the_document_holds_no_macros_by_itself() -> None:
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
    types = f'<Override PartName="/word/embeddings/book.xlsb" ContentType="{kind}"/>'
    source = docx("a", parts={"word/embeddings/book.xlsb": b"x"}, types=types)
    assert texts(Template.open(source).render({})) == ["a"]


def test_another_document_in_a_header_is_refused_too() -> None:
    assert refusal(docx("a", header=p("b") + '<w:altChunk r:id="rA"/>')) == [
        "letter.docx: included-document: another document is included in it, which is not read; open it in Word and save it again, which "
        "takes that document's text over"
    ]


def test_marks_of_comments_that_are_not_in_the_file_go_too() -> None:
    marks = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    document = bytes(Template.open(docx(p(marks.format(run("{{ x }}"))))).render({"x": "a"}))
    assert b"comment" not in Package.open(document).read("word/document.xml")
