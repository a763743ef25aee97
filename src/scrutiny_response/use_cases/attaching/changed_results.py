"""The place of a result → why it may not be written over: somebody has changed what lies there, or it is no result."""

from __future__ import annotations

from pathlib import Path

from engross import paths, pdf
from engross.pdf import PdfFile, WordFile
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from engross.word import attach as word
from scrutiny_response.use_cases.attaching.request import PDF, ending


def changed_result(target: Path, data: bytes | None = None, *, overwrite: bool = False) -> Problem | None:
    """Return the problem if something lies at `target` that no run left there as it is now, and that is not `data`.

    With `overwrite`, a result that somebody has changed is no problem; another file always is.
    """
    if not paths.is_file(target):
        return None
    try:
        there = WordFile.read(target).data
    except Refused as refused:
        return refused.problems[0]
    if there == data:
        return None
    is_as_left, is_result = _is_result(target, there)
    if is_as_left or (is_result and overwrite):
        return None
    place = FilePlace(target.as_posix())
    if not is_result:
        message = "another file lies here, which this command did not write"
        hint = "move it to another folder, or give the result another name"
        return Problem("result-taken", place, message, hint)
    hint = "to keep it, move it to another folder or rename it; to have the new one, run again with --overwrite-edited"
    message = "somebody has changed this result since it was made, and the new one reads otherwise"
    if is_as_left is None:
        message = "an earlier version or another program wrote this result, so it may have been changed by hand since"
    return Problem("result-edited", place, message, hint)


def _is_result(target: Path, data: bytes) -> tuple[bool | None, bool]:
    """Whether a file is as a run left it, None if it does not say so, and whether it is a result at all."""
    try:
        if ending(target) == PDF:
            is_as_left = pdf.is_as_sealed(data)
            is_ours = is_as_left is not None or pdf.made_from(target) != ""
            return is_as_left, is_ours or bool(pdf.appendices(PdfFile(target.as_posix(), data)))
        document = Package.open(data)
        is_as_left = word.is_as_sealed(document)
        return is_as_left, is_as_left is not None or bool(word.appendices(document))
    except Refused:
        return None, False
