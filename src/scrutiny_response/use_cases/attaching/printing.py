"""Word results → the accessible PDF of each, with what its reader should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engross import pdf
from engross.pdf import ConvertedPdf, WordFile
from engross.problems import FilePlace, Problem, Refused, Severity
from engross.word import for_conversion
from scrutiny_response.store import whole_files


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF of a result, or None if there is none, and what is told of it."""

    data: bytes | None = None
    problems: tuple[Problem, ...] = ()


def printed(results: Sequence[tuple[Path, bytes]]) -> list[Printed]:
    """Return for each Word result, named by where it will lie, its PDF or the problem with it."""
    if not results:
        return []
    try:
        office = pdf.find_converter()
    except Refused as refused:
        return [Printed(None, refused.problems) for _ in results]
    files = [WordFile(path.as_posix(), data) for path, data in results]
    return [
        _printed(file, copy) for file, copy in zip(files, pdf.to_pdf(office, files, None, for_conversion), strict=True)
    ]


def _printed(file: WordFile, copy: ConvertedPdf | Problem) -> Printed:
    if isinstance(copy, Problem):
        return Printed(None, (copy,))
    message = "LibreOffice laid out this PDF, so pages may break elsewhere than in Word"
    hint = "look at its pages, and at the page numbers in its contents"
    note = Problem("pages-as-laid-out", FilePlace(whole_files.pdf_path(file.name)), message, hint,
                   Severity.INFORMATION)  # fmt: skip
    return Printed(pdf.seal(copy.data), (*copy.warnings, note))
