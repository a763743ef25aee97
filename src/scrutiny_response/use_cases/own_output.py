"""A workbook in place of the cycle's folder: where its documents may go, to be looked at and no more."""

from __future__ import annotations

from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.store import recovery

OUTPUT = "output"


def refuse_own_output(workbook: Path, folder: Path) -> Path:
    """Refuse if documents from a workbook would go among those of the cycle's files; return the record to use: none.

    That is the folder `output` here or beside the workbook or its folder, and any in which documents of files lie.
    """
    beside = (Path(), workbook.parent, workbook.parent.parent)
    is_own = any(paths.real(folder) == paths.real(path / OUTPUT) for path in beside)
    with recovery.read_manifest(folder) as recorded:
        others = [file for file in recorded.files if f"/{workbook.name}/" not in f"/{file}"]
    if is_own or others:
        message = "documents from a workbook are only to be looked at, and these are those of the cycle's files"
        hint = "choose a folder of their own, such as: -o looked-at"
        raise Refused([Problem("output-of-the-cycle", FilePlace(folder.as_posix()), message, hint)])
    return no_record(workbook)


def no_record(workbook: Path) -> Path:
    """Return the record of a workbook's assessments: a path at which nothing can be."""
    return workbook / "no-record"
