"""Word results → the accessible PDF of each, with what its reader should know; or that the one beside it is older."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from engross import paths, pdf
from engross.files import hash_of
from engross.pdf import ConvertedPdf, WordFile
from engross.problems import FilePlace, Problem, Refused, Severity
from engross.word import for_conversion
from scrutiny_response.store import staging, whole_files


class Printed(Struct, frozen=True):
    """The PDF of a result, or None if there is none, and what is told of it."""

    data: bytes | None = None
    problems: tuple[Problem, ...] = ()


def printed(results: Sequence[tuple[Path, bytes | Problem]]) -> list[Printed]:
    """Return for each Word result, named by where it will lie, its PDF or the problem with it.

    A result that could not be read comes as the problem with it.
    """
    if not results:
        return []
    try:
        office = pdf.find_converter()
    except Refused as refused:
        return [Printed(None, refused.problems) for _ in results]
    files = [WordFile(path.as_posix(), data) for path, data in results if isinstance(data, bytes)]
    copies = iter(pdf.to_pdf(office, files, None, for_conversion))
    return [
        Printed(None, (data,)) if isinstance(data, Problem) else _printed(path.as_posix(), next(copies))
        for path, data in results
    ]


def _printed(name: str, copy: ConvertedPdf | Problem) -> Printed:
    if isinstance(copy, Problem):
        return Printed(None, (copy,))
    message = "LibreOffice laid out this PDF, so pages may break elsewhere than in Word"
    hint = "look at its pages, and at the page numbers in its contents"
    note = Problem("pages-as-laid-out", FilePlace(whole_files.pdf_path(name)), message, hint,
                   Severity.INFORMATION)  # fmt: skip
    return Printed(pdf.seal(copy.data), (*copy.warnings, note))


def stale_pdf(target: Path, data: bytes) -> tuple[Problem, ...]:
    """Tell of a PDF beside the place of a result that is about to be written there without one: nobody is to send it.

    A PDF that says that it was made from this very result is none; nor is one of any origin, while the result stays.
    """
    beside = Path(whole_files.pdf_path(str(target)))
    if beside == target or not paths.is_file(beside):
        return ()
    new = hash_of(data)
    source = pdf.made_from(beside)
    if source == new or (not source and staging.hash_on_disk(target) == new):
        return ()
    message = "this PDF was not made from the document beside it, so the two might say different things"
    hint = "run again with --pdf, or take it away"
    return (Problem("stale-pdf", FilePlace(beside.as_posix()), message, hint, Severity.WARNING),)
