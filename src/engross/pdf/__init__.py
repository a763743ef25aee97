"""Word files → tagged PDF files, report and plan → one PDF: knows PDF and LibreOffice, nothing of inspections.

pikepdf and playa come with the extra "pdf" and are loaded only when they are used: `require` says so if one is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from engross.pdf.converter import Converter, Office
from engross.pdf.files import Archive, AttachedPdf, ConvertedPdf, Enclosure, PdfAttachChoices, PdfFile, WordFile
from engross.pdf.pages import Page, page_pictures, require_poppler
from engross.pdf.word_copy import to_word
from engross.print_copy import Prepare, PrintCopy
from engross.problems import FilePlace, Problem, Refused, collect

__all__ = [
    "Archive",
    "AttachedPdf",
    "ConvertedPdf",
    "Converter",
    "Enclosure",
    "Office",
    "Page",
    "PdfAttachChoices",
    "PdfFile",
    "WordFile",
    "appendices",
    "archive_of",
    "attach",
    "digests",
    "document_properties",
    "enclosure",
    "find_converter",
    "is_as_sealed",
    "is_made_from",
    "kept_converter",
    "made_from",
    "page_count",
    "page_pictures",
    "read_aloud",
    "require",
    "require_poppler",
    "seal",
    "to_pdf",
    "to_word",
]


def require() -> None:
    """Raise Refused, with what to install, if a library that works on PDF files is missing."""
    for library, package in (("pikepdf", "pikepdf"), ("playa", "playa-pdf")):
        if find_spec(library) is None:
            message = f"PDF files need the Python library {package}, which is not installed"
            hint = f"install it (pip install {package}), or leave the PDFs out"
            raise Refused([Problem("pdf-library-missing", FilePlace(package), message, hint)])


def find_converter() -> Converter:
    """Return LibreOffice on this machine, for `to_pdf`; Refused, with what to install, if it or pikepdf is missing."""
    finders: list[Callable[[], Converter | None]] = [require, Converter.find]
    return next(converter for converter in collect(finders) if converter)


def kept_converter() -> Office:
    """Return a LibreOffice that stays for the next file, until this process ends; Refused as by `find_converter`.

    It is for pages that somebody looks at, one document after the other; what is issued has a process of its own.
    """
    from engross.pdf.keeping import kept

    return kept(find_converter())


def to_pdf(
    converter: Office,
    files: Sequence[WordFile],
    archive: Archive | None = None,
    prepare: Prepare = PrintCopy,
) -> tuple[ConvertedPdf | Problem, ...]:
    """Return for each Word file, in this order, its accessible PDF or the problem with it: see `conversion`.

    `prepare` makes the copy of a Word file that is converted (`engross.word.for_conversion`); with it, decoration, row
    headers and pages of contents come out right, and a PDF that says something else than its Word file is warned of.
    """
    require()
    from engross.pdf.conversion import convert

    return convert(converter, files, archive, prepare)


def attach(
    report: PdfFile, plan: PdfFile, choices: PdfAttachChoices | None = None, word: Enclosure | None = None
) -> AttachedPdf:
    """Return the report's PDF with the plan's PDF as its appendix, and the Word plan embedded: see `appendix.merge`."""
    require()
    from engross.pdf.appendix import merge

    return merge.attach(report, plan, choices or PdfAttachChoices(), word)


def appendices(file: PdfFile) -> tuple[tuple[str, str], ...]:
    """Return the outline entry and the key of all that was attached to a PDF, in order; Refused as `attach` refuses."""
    require()
    from engross.pdf.appendix.earlier import attached_in
    from engross.pdf.open_pdf import open_pdf

    with open_pdf(file) as pdf:
        return tuple(attached_in(pdf))


def digests(file: PdfFile) -> dict[str, str]:
    """Return for each key in a PDF a digest of what was attached and how; "" if somebody has changed the file since.

    Refused as `attach` refuses.
    """
    require()
    from engross.pdf.appendix.unchanged import digests_in
    from engross.pdf.open_pdf import open_pdf

    with open_pdf(file) as pdf:
        return digests_in(file, pdf)


def document_properties(file: PdfFile) -> dict[str, str]:
    """Return the texts that a PDF says of itself, by their names, such as its Title; Refused as `attach` refuses.

    Among them is what `prepare` gave of the Word file from which `to_pdf` made it.
    """
    require()
    from pikepdf import String

    from engross.pdf.open_pdf import open_pdf

    with open_pdf(file) as pdf:
        return {name[1:]: str(text) for name, text in pdf.docinfo.items() if isinstance(text, String)}


def seal(data: bytes) -> bytes:
    """Return a PDF with a digest of its bytes in it, for `is_as_sealed`; `attach` seals what it makes."""
    require()
    from engross.pdf import sealing

    return sealing.seal(data)


def is_as_sealed(data: bytes) -> bool | None:
    """Return whether a PDF is as `seal` or `attach` left it; None if it says nothing of it."""
    require()
    from engross.pdf import sealing

    return sealing.is_as_sealed(data)


def is_made_from(data: bytes, word: bytes, archive: Archive | None = None) -> bool:
    """Return True if a PDF says that `to_pdf` made it from this Word file, with the same `archive`."""
    require()
    from engross.pdf.conversion import source_mark
    from engross.pdf.postprocess import source_of

    return source_of(data) == source_mark(word, archive)


def made_from(path: Path) -> str:
    """Return the SHA-256 of the Word file from which `to_pdf` made the PDF at a path, in hexadecimal digits.

    Return "" if no file lies there, if it says no such thing, and if pikepdf is missing.
    """
    if find_spec("pikepdf") is None:
        return ""
    from engross.pdf.postprocess import source_of

    try:
        return source_of(path.read_bytes()).partition(" ")[0]
    except OSError:
        return ""


def archive_of(file: PdfFile) -> Archive | None:
    """Return the PDF/A version that a PDF claims, if `to_pdf` can match it; Refused as `attach` refuses."""
    require()
    from engross.pdf.conformance import Conformance
    from engross.pdf.open_pdf import open_pdf

    with open_pdf(file) as pdf:
        claimed = Conformance.of(pdf).archive
    return Archive(claimed) if claimed in set(Archive) else None


def enclosure(name: str, data: bytes) -> Enclosure:
    """Return a Word file to embed, with the date that its own properties give for its last change."""
    from engross.pdf.core_properties import properties

    modified = properties(data).modified
    return Enclosure(name, data, modified) if modified else Enclosure(name, data)


def read_aloud(file: PdfFile) -> tuple[str, ...]:
    """Return what a screen reader would say of a PDF, line by line, in the order of its tags; Refused as `attach`."""
    require()
    from engross.pdf import reading_aloud

    return reading_aloud.read_aloud(file)


def page_count(file: PdfFile) -> int:
    """Return how many pages a PDF file has; Refused as `attach` refuses."""
    require()
    from engross.pdf.open_pdf import open_pdf

    with open_pdf(file) as pdf:
        return len(pdf.pages)
