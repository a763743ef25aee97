"""A PDF as LibreOffice wrote it, and the copy that it was made of → the PDF, mended and compared, with its warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from msgspec.structs import replace
from pikepdf import PdfError

from engross.pdf.comparison import Difference, first_difference, first_margin_difference
from engross.pdf.core_properties import Properties, properties
from engross.pdf.damage import first_line
from engross.pdf.files import ConvertedPdf, WordFile
from engross.pdf.fonts import missing_fonts
from engross.pdf.marked_text import MarkedText
from engross.pdf.postprocess import postprocess
from engross.pdf.spoken_text import spoken_text, untagged_text
from engross.print_copy import PrintCopy, PrintedText
from engross.problems import FilePlace, Problem, Severity


def finished(file: WordFile, copy: PrintCopy, converted: bytes, source: str) -> ConvertedPdf | Problem:
    """Return the PDF as LibreOffice wrote it, mended, with its warnings, or the problem with it; `source` is in it."""
    own = properties(file.data)
    stem = PurePath(file.name).stem
    titled = replace(own, title=own.title or stem, source=source, custom=copy.says)
    try:
        data, texts = postprocess(converted, titled, copy.tables, copy.items)
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        message = f"LibreOffice made a PDF of this file that is not whole ({type(error).__name__}: {first_line(error)})"
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
        message = (
            f"what this PDF says could not be read back and compared ({type(error).__name__}: {first_line(error)})"
        )
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
