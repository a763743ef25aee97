"""A part is the same whatever the case and the percent-encoding of its name (ECMA-376, part 2, 6.2.2.3)."""

from __future__ import annotations

import pytest

from engross.problems import Refused
from engross.word import Template
from engross.word.attach import attach
from engross.word.opc.archive import Stored, pack
from engross.word.opc.content_types import content_types
from engross.word.opc.package import Package
from engross.word.opc.relationships import Relationship, related_parts, relationships, resolve
from engross.word.prepare.watermark import watermarked
from tests.engross.word.paper import DECLARATIONS, docx, p, texts

HEADER = f"<w:hdr {DECLARATIONS}>{p('Ref {{ x }}')}</w:hdr>"


def headed(part: str, target: str) -> bytes:
    """A letter whose header lies in a part of this name, and is named by this target."""
    letter = docx("Dear {{ x }}", relationships=[("rHeader", "header", target)], parts={part: HEADER})
    body = Package.open(letter).read("word/document.xml")
    reference = b'<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/>'
    return bytes(Package.open(letter).replace({"word/document.xml": body.replace(b"<w:sectPr>", reference)}))


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("word/Header1.xml", "header1.xml"),
        ("word/header1.xml", "HEADER1.XML"),
        ("word/header%201.xml", "header%201.xml"),
        ("word/header 1.xml", "header%201.xml"),
        ("word/he%61der1.xml", "header1.xml"),
        ("word/header1.xml", "/Word/%68eader1.xml"),
    ],
)
def test_a_header_is_found_by_any_spelling_of_its_name(part: str, target: str) -> None:
    document = Template.open(headed(part, target)).render({"x": "A1"})
    assert texts(document, part) == ["Ref A1"]
    assert Package.open(bytes(document)).names == Package.open(headed(part, target)).names


def test_the_relationships_of_a_part_are_found_by_any_spelling_of_their_parts_name() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://x/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>'
    )
    package = Package.open(docx("x", parts={"word/_rels/Header1.xml.rels": links, "word/header1.xml": HEADER}))
    assert relationships(package, "word/header1.xml") == (
        Relationship("rId1", "http://x/hyperlink", "https://example.org/", external=True),
    )


def test_a_draft_mark_is_put_into_a_header_whose_name_has_capitals() -> None:
    package = watermarked(Package.open(headed("word/Header1.xml", "header1.xml")), [("x", "DRAFT")])
    assert b"DRAFT" in package.read("word/Header1.xml")
    assert package.names == Package.open(headed("word/Header1.xml", "header1.xml")).names


def test_a_plan_with_a_header_whose_name_has_capitals_is_attached_with_it() -> None:
    document = Package.open(
        attach(Package.open(docx("Report")), Package.open(headed("word/Header1.xml", "header1.xml")))
    )
    assert [part for part in document.names if b"Ref {{" in document.read(part)] == ["word/Header1.xml"]


def test_a_part_is_read_changed_and_left_out_by_any_spelling_of_its_name() -> None:
    package = Package("letter.docx", [Stored.deflate("word/A b.xml", b"<a/>")])
    assert package.spelling("WORD/a%20B.xml") == "word/A b.xml"
    assert package.read("word/a b.XML") == b"<a/>"
    changed = package.replace({"word/a%20b.xml": b"<b/>"})
    assert (changed.names, changed.read("word/A b.xml")) == (("word/A b.xml",), b"<b/>")
    assert package.replace({"word/a b.xml": None}).names == ()


def test_two_parts_whose_names_are_the_same_but_for_their_spelling_are_no_package() -> None:
    parts = ("[Content_Types].xml", "word/a b.xml", "word/A%20b.xml")
    with pytest.raises(Refused, match=r"the part name 'word/A%20b\.xml' is not allowed"):
        Package.open(pack(Stored.deflate(part, b"<x/>") for part in parts))


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("word/document.xml", "header1.xml", "word/header1.xml"),
        ("word/document.xml", "../customXml/item1.xml", "customXml/item1.xml"),
        ("word/document.xml", "/word/header1.xml", "word/header1.xml"),
        ("", "word/document.xml", "word/document.xml"),
        ("word/document.xml", "media/a%20b.png", "word/media/a b.png"),
    ],
)
def test_a_target_is_resolved_from_the_part_that_names_it(source: str, target: str, part: str) -> None:
    assert resolve(source, target) == part


def test_a_place_within_the_part_is_no_part() -> None:
    package = Package.open(docx("x", relationships=[("rId9", "hyperlink", "#there")]))
    (line,) = [line for line in relationships(package, "word/document.xml") if line.id == "rId9"]
    assert (line.target, line.external) == ("#there", True)
    assert related_parts(package, "word/document.xml", "hyperlink") == ()


def test_a_content_type_is_found_by_any_spelling_of_the_parts_name() -> None:
    types = content_types(Package.open(headed("word/Header1.xml", "header1.xml")))
    assert types.of("word/Document.xml").endswith("document.main+xml")
    assert types.of("word/media/a.PNG") == "image/png"
    assert types.of("word/media/a.unknown") == ""
