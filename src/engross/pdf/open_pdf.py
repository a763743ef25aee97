"""A PDF file's bytes → an open PDF that may be worked on, or the reason why it may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Object, PasswordError, Pdf, PdfError

from engross.pdf.files import PdfFile
from engross.problems import FilePlace, Problem, Refused

AGAIN = "ask its author for a fresh copy, or open it and save it again as PDF, then run again"
"""What to do about a damaged file."""
STRANGE = (PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError)
"""What pikepdf and Python raise if an object of a file is not what it must be."""


def open_pdf(file: PdfFile) -> Pdf:
    """Return the PDF, open. Refused if it is damaged, encrypted, signed, a portfolio or a form of Adobe LiveCycle's."""
    try:
        pdf = Pdf.open(BytesIO(file.data), attempt_recovery=False, suppress_warnings=True)
        problems = list(_problems(pdf, file.name))
    except PasswordError:
        problems = [_encrypted(file.name)]
    except STRANGE as error:
        message = f"this is not a whole PDF file ({_first_line(error)})"
        problems = [Problem("pdf-damaged", FilePlace(file.name), message, AGAIN)]
    if problems:
        raise Refused(problems)
    return pdf


def _problems(pdf: Pdf, name: str) -> Iterator[Problem]:
    if pdf.is_encrypted:
        yield _encrypted(name)
        return
    if not len(pdf.pages):
        yield Problem("pdf-damaged", FilePlace(name), "this PDF file has no pages", AGAIN)
    faults = [*pdf.get_warnings(), *pdf.check_pdf_syntax()]
    if faults:
        message = f"this PDF file is damaged ({_first_line(faults[0])})"
        yield Problem("pdf-damaged", FilePlace(name), message, AGAIN)
    if _signatures(pdf):
        message = "this PDF file is digitally signed, and a signature does not survive an added page"
        hint = "attach the plan to the copy that is not yet signed, then have it signed"
        yield Problem("pdf-signed", FilePlace(name), message, hint)
    if "/XFA" in pdf.Root.get("/AcroForm", Dictionary()):
        message = "this PDF file is a form made with Adobe LiveCycle, whose pages are not the PDF's own"
        yield Problem("pdf-xfa-form", FilePlace(name), message, "print it to PDF, and use the printed file")
    if "/Collection" in pdf.Root:
        message = "this PDF file is a portfolio: its pages are in files inside it"
        yield Problem("pdf-portfolio", FilePlace(name), message, "save the report out of it as a PDF of its own")


def _signatures(pdf: Pdf) -> bool:
    """Return True if the file is signed or certified; a field that waits for its signature does not count."""
    form = pdf.Root.get("/AcroForm", Dictionary())
    return "/Perms" in pdf.Root or any(
        str(_inherited(field, "/FT")) == "/Sig" and "/V" in field for field in fields(form)
    )


def fields(form: Object) -> Iterator[Object]:
    """Yield all fields of a form, each before its kids."""
    waiting = list(reversed(list(form.get("/Fields", Array()))))
    seen: set[tuple[int, int]] = set()
    while waiting:
        field = waiting.pop()
        if field.objgen in seen and field.objgen != (0, 0):
            continue
        seen.add(field.objgen)
        yield field
        waiting += reversed(list(field.get("/Kids", Array())))


def _inherited(field: Object, key: str) -> Object | None:
    for _ in range(64):
        if key in field:
            return field[key]
        if "/Parent" not in field:
            return None
        field = field.Parent
    return None


def _encrypted(name: str) -> Problem:
    message = "this PDF file is encrypted: it asks for a password, or does not allow changes"
    return Problem("pdf-encrypted", FilePlace(name), message, "save a copy without security, and use that copy")


def _first_line(fault: object) -> str:
    # A stream has no name: pikepdf says its address in memory instead, another in each run.
    lines = [
        line.removeprefix(": ").removeprefix(", ") for line in re.sub("stream <[^>]*>", "", str(fault)).splitlines()
    ]
    return lines[0] if lines else type(fault).__name__
