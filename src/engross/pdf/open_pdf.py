"""A PDF file's bytes → an open PDF that may be worked on, or the reason why it may not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from msgspec import Struct
from pikepdf import Array, Dictionary, Object, PasswordError, Pdf, PdfError

from engross.pdf.damage import AGAIN, first_line, harmless, is_harmless, lost, recovered, with_right_count
from engross.pdf.files import PdfFile
from engross.problems import FilePlace, Problem, Refused, Severity

STRANGE = (PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError)
"""What pikepdf and Python raise if an object of a file is not what it must be."""


class OpenPdf(Struct, frozen=True):
    """A PDF that may be worked on, and what its reader should know of it: information, or that it was recovered."""

    pdf: Pdf
    problems: tuple[Problem, ...] = ()

    @property
    def recovered(self) -> bool:
        """True if the file is damaged, and something had to be looked for."""
        return any(problem.severity is Severity.WARNING for problem in self.problems)


def open_pdf(file: PdfFile) -> Pdf:
    """Return the PDF, open. Refused if it is damaged, encrypted, signed, a portfolio or a form of Adobe LiveCycle's."""
    return open_told(file).pdf


def open_told(file: PdfFile) -> OpenPdf:
    """Return the PDF, open, with what is wrong inside it and does no harm; Refused as `open_pdf` refuses."""
    try:
        opened = _opened(file)
        problems = [*_losses(opened.problems), *_problems(opened.pdf, file.name)]
    except PasswordError:
        raise Refused([_encrypted(file.name)]) from None
    except STRANGE as error:
        message = f"this is not a whole PDF file ({first_line(error)})"
        raise Refused([Problem("pdf-damaged", FilePlace(file.name), message, AGAIN)]) from None
    if problems:
        raise Refused(problems)
    return opened


def _opened(file: PdfFile) -> OpenPdf:
    """The file as it is, or, if that needs more than every reader does, as far as it can be recovered."""
    try:
        pdf, faults = _read(file, recover=False)
    except PasswordError:
        raise
    except STRANGE as error:
        pdf, faults = None, [str(error)]
    if pdf is not None and is_harmless(faults):
        return OpenPdf(pdf, (harmless(file.name, faults),) if faults else ())
    found_again, more = _read(file, recover=True)
    losses = tuple(lost(file.name, found_again, [*faults, *more]))
    return OpenPdf(found_again, losses or (recovered(file.name, faults, found_again),))


def _read(file: PdfFile, *, recover: bool) -> tuple[Pdf, list[str]]:
    """The file, open, and all that qpdf says of it."""
    with _log() as logged:
        # An object that ends with the file is not found again without something behind it.
        data = file.data + b"\n%%EOF\n" if recover else file.data
        pdf = Pdf.open(BytesIO(data), attempt_recovery=recover, suppress_warnings=True)
        if pdf.is_encrypted:
            return pdf, []
        if recover:
            # A trailer that was cut off says neither; qpdf writes the right size where there is one.
            pdf.trailer.Root, pdf.trailer.Size = pdf.Root, len(pdf.objects) + 1
        faults = [*with_right_count(pdf), *pdf.get_warnings(), *pdf.check_pdf_syntax()]
    return pdf, [*filter(str.strip, logged), *map(str, faults)]


@contextmanager
def _log() -> Iterator[list[str]]:
    """Collect what pikepdf says to its log and to nobody else, such as that a page is not there."""
    messages: list[str] = []
    listener = _Listener(messages)
    logger = logging.getLogger("pikepdf._core")
    is_passed_on, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield messages
    finally:
        logger.removeHandler(listener)
        logger.propagate = is_passed_on


class _Listener(logging.Handler):
    """Puts messages into a list."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__()
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self._messages.append(record.getMessage())


def _losses(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.is_error]


def _problems(pdf: Pdf, name: str) -> Iterator[Problem]:
    if pdf.is_encrypted:
        yield _encrypted(name)
        return
    if not len(pdf.pages):
        yield Problem("pdf-damaged", FilePlace(name), "this PDF file has no pages", AGAIN)
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
