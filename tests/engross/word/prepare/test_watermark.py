"""A mark stands behind the text of every page where its condition holds, and leaves no trace where none does."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from engross.word import Refused, Template
from engross.word.accessibility import check_accessibility
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part, relationships
from engross.word.opc.xml_names import name
from engross.word.prepare.watermark import watermarked
from tests.engross.word.paper import docx, p, texts
from tests.structure import faults

MARKS = (('state == "draft"', "Draft"), ('state == "factual accuracy"', "Factual accuracy & more"))
TITLE_PAGE = (
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:titlePg/></w:sectPr></w:pPr>'
    "<w:r><w:t>One</w:t></w:r></w:p>"
)


def made(template: bytes, state: str) -> bytes:
    """The document of a template with marks, in this state."""
    return bytes(Template.open(template, prepare=lambda package: watermarked(package, MARKS)).render({"state": state}))


def marks(document: bytes) -> dict[str, list[str]]:
    """The words behind the text in each header part that a section uses, by the kinds of page that it is for."""
    package = Package.open(document)
    targets = {it.id: it.target for it in relationships(package, main_part(package))}
    references = package.xml(main_part(package)).iter(name("w:headerReference"))
    parts = {str(it.get(name("w:type"))): targets[str(it.get(name("r:id")))] for it in references}
    return {
        kind: [path.get("string", "") for path in package.xml(part).iter(name("v:textpath")) if path.get("string")]
        for kind, part in parts.items()
    }


def schema_errors(document: bytes, folder: Path) -> list[str]:
    (folder / "document.docx").write_bytes(document)
    return [error.description for error in OpenXmlValidator().validate(folder / "document.docx").errors]


@pytest.mark.parametrize(
    ("state", "words"),
    [("draft", ["Draft"]), ("factual accuracy", ["Factual accuracy & more"]), ("issued", [])],
)
def test_the_mark_is_that_of_the_first_condition_that_holds(state: str, words: list[str]) -> None:
    assert marks(made(docx("One", header=p("{{ state }}")), state)) == {"default": words}


def test_a_document_without_a_header_is_given_one_for_each_kind_of_page() -> None:
    document = made(docx(TITLE_PAGE, "Two"), "draft")
    assert marks(document) == {"default": ["Draft"], "first": ["Draft"]}
    assert faults(document) == []


def test_a_first_page_without_a_header_of_its_own_is_marked_too() -> None:
    document = made(docx(TITLE_PAGE, "Two", header=p("Running")), "draft")
    assert {kind: words for kind, words in marks(document).items() if words} == {
        "default": ["Draft"],
        "first": ["Draft"],
    }
    assert faults(document) == []


def test_where_no_condition_holds_nothing_is_left_of_the_marks() -> None:
    template = docx("One", header=p("Running"))
    document = Package.open(made(template, "issued"))
    assert b"textpath" not in document.read("word/header1.xml")
    assert document.read("word/header1.xml").count(b"<w:p>") == 1
    assert texts(bytes(document)) == ["One"]


@pytest.mark.parametrize("header", ["", p("Running"), p("{%p if state %}") + p("{{ state }}") + p("{%p endif %}")])
def test_a_marked_document_is_sound_and_accessible_and_keeps_the_schema(header: str, tmp_path: Path) -> None:
    document = made(docx("One", header=header, properties="Letter"), "draft")
    assert faults(document) == []
    assert check_accessibility(Package.open(document)) == ()
    plain = bytes(Template.open(docx("One", header=header, properties="Letter")).render({"state": "draft"}))
    assert schema_errors(document, tmp_path) == schema_errors(plain, tmp_path)


def test_each_mark_has_its_own_number_and_no_words_for_readers_of_screens() -> None:
    document = Package.open(made(docx(TITLE_PAGE, "Two"), "draft"))
    shapes = [
        shape for part in document.names if "header" in part and part.endswith(".xml")
        for shape in document.xml(part).iter(name("v:shape"))
    ]  # fmt: skip
    assert len({shape.get("id") for shape in shapes}) == len(shapes) == 2
    assert {shape.get("alt") for shape in shapes} == {""}


def test_a_fault_in_a_header_keeps_its_place() -> None:
    template = docx("One", header=p("Running") + p("{{ 1 / 0 }}"), properties="Letter")
    opened = Template.open(template, file="letter.docx", prepare=lambda package: watermarked(package, MARKS))
    with pytest.raises(Refused, match=r"letter\.docx: header, paragraph 2"):
        opened.render({"state": "draft"})
