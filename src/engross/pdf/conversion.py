"""Word files → accessible PDFs: converted by LibreOffice, mended, each with its warnings, or the reason why not."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import PurePath

from lxml import etree
from msgspec.structs import replace
from pikepdf import PdfError

from engross.files import hash_of
from engross.pdf.comparison import Difference, first_difference, first_margin_difference
from engross.pdf.converter import Office
from engross.pdf.files import Archive, ConvertedPdf, WordFile
from engross.pdf.fonts import missing_fonts
from engross.pdf.marked_text import MarkedText
from engross.pdf.postprocess import Properties, postprocess
from engross.pdf.spoken_text import spoken_text, untagged_text
from engross.print_copy import Prepare, PrintCopy, PrintedText
from engross.problems import FilePlace, Problem, Severity

_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def convert(
    office: Office,
    files: Sequence[WordFile],
    archive: Archive | None = None,
    prepare: Prepare = PrintCopy,
) -> tuple[ConvertedPdf | Problem, ...]:
    """Return for each Word file, in this order, its PDF or the problem with it: tagged, PDF/UA, and PDF/A if asked for.

    What is converted is the copy that `prepare` makes of the file; the PDF is of the file itself. If it says something
    else than the copy says that it has to say (`comparison`), it is warned of, and not given for a file that is final.
    The same Word file gives the same bytes, with the same LibreOffice and fonts: title and dates are the Word file's.
    """
    copies = [prepare(file.data) for file in files]
    converted = office.as_they_come(
        [replace(file, data=copy.data) for file, copy in zip(files, copies, strict=True)], archive
    )
    results = {
        n: _made(files[n], copies[n], result, archive) if isinstance(result, bytes) else result
        for n, result in converted
    }
    return tuple(results[n] for n in range(len(files)))


def properties(data: bytes) -> Properties:
    """Return the title, language and dates in a Word file's core properties; empty if it has none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            root = etree.fromstring(archive.read(_CORE), etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        return Properties()
    return Properties(
        (root.findtext(f"{_DC}title") or "").strip(),
        (root.findtext(f"{_DC}language") or "").strip(),
        _date(root.findtext(f"{_TERMS}created")),
        _date(root.findtext(f"{_TERMS}modified")),
    )


def source_mark(data: bytes, archive: Archive | None) -> str:
    """Return what a PDF says that it was made from: the Word file's SHA-256, and the PDF/A that was asked for."""
    return f"{hash_of(data)} {int(archive or 0)}"


def _made(file: WordFile, copy: PrintCopy, converted: bytes, archive: Archive | None) -> ConvertedPdf | Problem:
    own = properties(file.data)
    stem = PurePath(file.name).stem
    titled = replace(own, title=own.title or stem, source=source_mark(file.data, archive), custom=copy.says)
    try:
        data, texts = postprocess(converted, titled, copy.tables, copy.items)
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        message = f"LibreOffice made a PDF of this file that is not whole ({type(error).__name__}: {error})"
        hint = "open it in Word, save it again as Word Document (.docx), then run again"
        return Problem("pdf-not-whole", FilePlace(file.name), message, hint)
    differences = tuple(_compared(file.name, copy.text, data, texts))
    refused = next((difference for difference in differences if difference.id == "pdf-differs" and file.is_final), None)
    if refused is not None:
        return refused._replace(severity=Severity.ERROR, hint=f"{refused.hint}; a final document gets no such PDF")
    told = (*_untitled(file.name, own, stem), *_undescribed(file.name, copy), *missing_fonts(file.name, file.data))
    return ConvertedPdf(data, (*told, *differences))


def _compared(name: str, text: PrintedText | None, data: bytes, texts: Callable[[], MarkedText]) -> Iterator[Problem]:
    """Tell where the PDF says something else than the Word file."""
    try:
        difference = None if text is None else first_difference(text, spoken_text(data, texts()))
        margins = None if text is None else first_margin_difference(text, untagged_text(texts()))
    except Exception as error:  # whatever a PDF reader may raise, the PDF is there
        message = f"what this PDF says could not be read back and compared ({type(error).__name__}: {error})"
        hint = "read it beside the Word file"
        yield Problem("pdf-not-compared", FilePlace(name), message, hint, Severity.WARNING)
        return
    if difference is not None:
        message = f"the PDF does not say what the Word file says: {_both(difference)}"
        hint = "look at that place in both; a field that Word computes is best written as text or as a tag"
        yield Problem("pdf-differs", FilePlace(name), message, hint, Severity.WARNING)
    if margins is not None:
        message = (
            f"page {margins[0]} of the PDF does not have the header and footer of the Word file: {_both(margins[1])}"
        )
        yield Problem("pdf-differs", FilePlace(name), message, "look at that page in both", Severity.WARNING)


def _both(difference: Difference) -> str:
    stored, shown = (f'"{words}"' if words else "nothing more" for words in difference)
    return f"the Word file has {stored}, the PDF has {shown}"


def _untitled(name: str, own: Properties, stem: str) -> Iterator[Problem]:
    if not own.title:
        message = f'this file has no title in its properties, so its PDF is called "{stem}"'
        hint = "give it a title in Word (File, Info, Title)"
        yield Problem("title-missing", FilePlace(name), message, hint, Severity.WARNING)


def _undescribed(name: str, copy: PrintCopy) -> Iterator[Problem]:
    for called in dict.fromkeys(copy.undescribed):
        what = f'the picture "{called}"' if called else "a picture"
        message = f"{what} has no alternative text, so that its PDF says nothing of it"
        hint = "right-click it in Word, choose View Alt Text, and say what it shows, or mark it as decorative"
        yield Problem("no-alt-text", FilePlace(name), message, hint, Severity.WARNING)


def _date(words: str | None) -> dt.datetime | None:
    try:
        date = dt.datetime.fromisoformat(words or "")
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=dt.UTC)
