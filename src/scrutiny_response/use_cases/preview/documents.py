"""A document that lies there → pictures of its pages with their text."""

from __future__ import annotations

from pathlib import Path

from engross import files, paths, pdf
from engross.pdf import Page, WordFile, page_pictures, require_poppler
from engross.problems import FilePlace, Problem, Refused
from engross.word import for_conversion


def document_pages(document: Path) -> tuple[Page, ...]:
    """Return the pages of a Word or a PDF file; Refused if it cannot be read, or if a program for it is missing.

    LibreOffice stays for the next document that is looked at.
    """
    require_poppler()
    name = document.as_posix()
    try:
        data = files.read_file(document)
    except OSError as error:
        message = f"the document cannot be read ({paths.reason(error)})"
        hint = "close it where it is open, and try again"
        raise Refused([Problem("unreadable-file", FilePlace(name), message, hint)]) from error
    if document.suffix.casefold() == ".pdf":
        return page_pictures(name, data)
    (converted,) = pdf.to_pdf(pdf.kept_converter(), [WordFile(name, data)], prepare=for_conversion)
    if isinstance(converted, Problem):
        raise Refused([converted])
    return page_pictures(name, converted.data)
