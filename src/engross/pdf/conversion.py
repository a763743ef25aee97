"""Word files → accessible PDFs: converted by LibreOffice, mended, each with its warnings, or the reason why not."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from engross.files import hash_of
from engross.pdf.converter import Office, Result
from engross.pdf.files import Archive, ConvertedPdf, WordFile
from engross.print_copy import Prepare, PrintCopy
from engross.problems import Problem


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
    results = {n: _finished(files[n], copies[n], result, archive) for n, result in converted}
    return tuple(results[n] for n in range(len(files)))


def source_mark(data: bytes, archive: Archive | None) -> str:
    """Return what a PDF says that it was made from: the Word file's SHA-256, and the PDF/A that was asked for."""
    return f"{hash_of(data)} {int(archive or 0)}"


def _finished(file: WordFile, copy: PrintCopy, result: Result, archive: Archive | None) -> ConvertedPdf | Problem:
    if not isinstance(result, bytes):
        return result
    from engross.pdf.finishing import finished  # noqa: PLC0415  # loaded while LibreOffice is at the next file

    return finished(file, copy, result, source_mark(file.data, archive))
