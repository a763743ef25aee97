"""Word files → tagged PDF files, report and plan → one PDF: knows PDF and LibreOffice, nothing of inspections.

pikepdf comes with the extra "pdf" and is loaded only when it is used: `require` says so where it is missing.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from engross.pdf.converter import Converter
from engross.pdf.files import Archive, Attached, Choices, ConvertedPdf, Enclosure, PdfFile, WordFile
from engross.pdf.pages import Page, page_pictures, require_poppler
from engross.problems import FilePlace, Problem, Refused

__all__ = [
    "Archive",
    "Attached",
    "Choices",
    "ConvertedPdf",
    "Converter",
    "Enclosure",
    "Page",
    "PdfFile",
    "WordFile",
    "archive_of",
    "attach",
    "enclosure",
    "find_converter",
    "is_made_from",
    "made_from",
    "page_count",
    "page_pictures",
    "require",
    "require_poppler",
    "to_pdf",
]


def require() -> None:
    """Raise Refused, with what to install, where the library that works on PDF files is missing."""
    if find_spec("pikepdf") is None:
        message = "PDF files need the Python library pikepdf, which is not installed"
        hint = "install it (pip install pikepdf), or leave the PDFs out"
        raise Refused([Problem("pikepdf-missing", FilePlace("pikepdf"), message, hint)])


def find_converter() -> Converter:
    """LibreOffice on this machine, for `make`; Refused where it, or pikepdf, is missing, with what to install."""
    problems: list[Problem] = []
    found: Converter | None = None
    try:
        require()
    except Refused as refused:
        problems += refused.problems
    try:
        found = Converter.find()
    except Refused as refused:
        problems += refused.problems
    if problems or found is None:
        raise Refused(problems)
    return found


def to_pdf(
    office: Converter, files: Sequence[WordFile], archive: Archive | None = None
) -> tuple[ConvertedPdf | Problem, ...]:
    """For each Word file, in this order, its accessible PDF or the problem with it: see `conversion`."""
    require()
    made: tuple[ConvertedPdf | Problem, ...] = _module("conversion").convert(office, files, archive)
    return made


def attach(report: PdfFile, plan: PdfFile, choices: Choices | None = None, word: Enclosure | None = None) -> Attached:
    """The report's PDF with the plan's PDF as its appendix, and the Word plan embedded: see `appendix.story`."""
    require()
    attached: Attached = _module("appendix.merge").attach(report, plan, choices or Choices(), word)
    return attached


def is_made_from(data: bytes, word: bytes, archive: Archive | None = None) -> bool:
    """Whether a PDF says that `make` made it from this Word file, with the same `archive`."""
    require()
    source: str = _module("conversion").source(word, archive)
    return bool(_module("postprocess").source_of(data) == source)


def made_from(path: Path) -> str:
    """The SHA-256 of the Word file from which `make` made the PDF that lies at a path, in hexadecimal digits.

    "" where none lies there, where it says no such thing, and where pikepdf is missing.
    """
    if find_spec("pikepdf") is None:
        return ""
    try:
        said: str = _module("postprocess").source_of(path.read_bytes())
    except OSError:
        return ""
    return said.partition(" ")[0]


def archive_of(file: PdfFile) -> Archive | None:
    """The PDF/A version that a PDF claims, where it is one that `make` can match; Refused as `attach` refuses."""
    require()
    with _module("opened").opened(file) as pdf:
        claimed = _module("conformance").Claims.of(pdf).archive
    return Archive(claimed) if claimed in set(Archive) else None


def enclosure(name: str, data: bytes) -> Enclosure:
    """A Word file to embed, with the date that its own properties give for its last change."""
    modified = _module("conversion").properties(data).modified
    return Enclosure(name, data, modified) if modified else Enclosure(name, data)


def page_count(file: PdfFile) -> int:
    """How many pages a PDF file has; Refused as `attach` refuses."""
    require()
    with _module("opened").opened(file) as pdf:
        return len(pdf.pages)


def _module(name: str) -> Any:
    return importlib.import_module(f"engross.pdf.{name}")
