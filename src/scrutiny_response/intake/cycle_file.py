"""A folder → the cycle file in it, as it lies there; what it says is read in `cycles`."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from engross import paths
from engross.problems import FilePlace, Problem
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.intake.files import cycle_files

if TYPE_CHECKING:
    from scrutiny_response.intake.located import Cells


class CycleFile(NamedTuple):
    """A cycle file as it lies in its folder: its name and bytes, both empty if there is none.

    Where it cannot be read, the problem stands in place of the bytes. `cells` says where each value stands if it is a
    workbook's sheet.
    """

    file: str
    data: bytes | None = None
    problem: Problem | None = None
    cells: Cells | None = None


def find_cycle(folder: Path) -> CycleFile:
    """Return the cycle file of a folder, as it lies there; where there is none, one that says nothing."""
    try:
        files = cycle_files(folder)
    except OSError as error:
        place, message = FilePlace(folder.as_posix()), f"the folder cannot be read: {paths.reason(error)}"
        problem = Problem("unreadable-folder", place, message, "check that you may open it: its cycle file is needed")
        return CycleFile(folder.as_posix(), problem=problem)
    if not files:
        return CycleFile("")
    first, names = files[0], [PurePath(str(file.place) if isinstance(file, Problem) else file).name for file in files]
    file = str(first.place) if isinstance(first, Problem) else first.as_posix()
    if len(files) > 1:
        message = f"there are {len(files)} cycle files here: {', '.join(names)}"
        problem = Problem("several-cycle-files", FilePlace(folder.as_posix()), message, "keep one of them")
        return CycleFile(file, problem=problem)
    data = first if isinstance(first, Problem) else read_bytes(first)
    return CycleFile(file, problem=data) if isinstance(data, Problem) else CycleFile(file, data)
