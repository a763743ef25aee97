"""A path → the Word or PDF file of a report or a plan, and what that says of itself."""

from __future__ import annotations

from pathlib import Path

from engross import pdf
from engross.pdf import PdfFile, WordFile
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package, custom_properties, document_title
from scrutiny_response.use_cases.attaching.request import WORD, ending
from scrutiny_response.use_cases.document_properties import DocumentProperties


def word_file(path: Path) -> Package:
    """Return the Word file at a path; Refused if it is none."""
    return Package.open(path, path.as_posix())


def plan_file(path: Path) -> Package:
    """Return a plan's Word file; Refused if it says that it is not for the partnership."""
    package = word_file(path)
    properties = _said_by(package)
    _refuse_internal(DocumentProperties.of(properties).named(properties, path), path)
    return package


def pdf_file(path: Path) -> PdfFile:
    """Return the PDF file at a path; Refused if it cannot be read."""
    return PdfFile(path.as_posix(), WordFile.read(path).data)


def plan_pdf(path: Path) -> PdfFile:
    """Return a plan's PDF file; Refused if it says that it is not for the partnership."""
    file = pdf_file(path)
    _refuse_internal(DocumentProperties.of_pdf(pdf.document_properties(file), path), path)
    return file


def properties_of(path: Path) -> DocumentProperties:
    """Return what a plan says of itself; nothing if it cannot be read, which attaching it refuses."""
    try:
        if ending(path) == WORD:
            return DocumentProperties.of(_said_by(word_file(path)))
        return DocumentProperties.of_pdf(pdf.document_properties(pdf_file(path)), path)
    except Refused:
        return DocumentProperties()


def _said_by(package: Package) -> dict[str, str]:
    """Return the custom properties of a Word file, and its title."""
    return {**custom_properties(package), "Title": document_title(package)}


def _refuse_internal(says: DocumentProperties, path: Path) -> None:
    if says.is_internal:
        message = "this document says that it is internal, so it cannot be attached to a report"
        raise Refused([Problem("internal-attached", FilePlace(path.as_posix()), message, "attach the plan")])
