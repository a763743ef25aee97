"""A folder → the cycle file in it, as it lies there; what it says is read in `cycles`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from engross import files as disk
from engross import paths
from engross.problems import FilePlace, Place, Problem, Severity
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.intake.file_names import is_own
from scrutiny_response.intake.files import cycle_files

if TYPE_CHECKING:
    from scrutiny_response.intake.located import Cells

SIGNATURES = "signatures"
"""The folder of the pictures of signatures, beside the cycle file."""
MOST_SIGNATURE = 2 * 1024 * 1024
"""The largest picture of a signature that is taken, in bytes."""
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class CycleFile(NamedTuple):
    """A cycle file as it lies in its folder: its name and bytes, both empty if there is none.

    Where it cannot be read, the problem stands in place of the bytes. `cells` says where each value stands if it is a
    workbook's sheet. `signatures` are the pictures of signatures in the folder `signatures` beside it: names and bytes,
    or why one cannot be read. `is_elsewhere` says that it is a workbook's that lies in no cycle's folder: which
    pictures lie beside the cycle is not known then.
    """

    file: str
    data: bytes | None = None
    problem: Problem | None = None
    cells: Cells | None = None
    signatures: tuple[tuple[str, bytes | str], ...] = ()
    is_elsewhere: bool = False


def find_cycle(folder: Path) -> CycleFile:
    """Return the cycle file of a folder, as it lies there; if there is none, one that says nothing."""
    try:
        files = cycle_files(folder)
    except OSError as error:
        place, message = FilePlace(folder.as_posix()), f"the folder cannot be read: {paths.reason(error)}"
        problem = Problem("unreadable-folder", place, message, "check that you may open it: its cycle file is needed")
        return CycleFile(folder.as_posix(), problem=problem)
    signatures = signatures_in(folder)
    if not files:
        return CycleFile("", signatures=signatures)
    first, names = files[0], [PurePath(str(file.place) if isinstance(file, Problem) else file).name for file in files]
    file = str(first.place) if isinstance(first, Problem) else first.as_posix()
    if len(files) > 1:
        message = f"there are {len(files)} cycle files here: {', '.join(names)}"
        problem = Problem("several-cycle-files", FilePlace(folder.as_posix()), message, "keep one of them")
        return CycleFile(file, problem=problem)
    data = first if isinstance(first, Problem) else read_bytes(first)
    return CycleFile(file, problem=data) if isinstance(data, Problem) else CycleFile(file, data, signatures=signatures)


def signature(cycle: CycleFile, name: str) -> bytes | str:
    """Return the picture of this name; in its place, why there is none."""
    picture = next((data for each, data in cycle.signatures if paths.key(each) == paths.key(name)), None)
    others = ", ".join(each for each, _ in cycle.signatures)
    there = f", where there are {others}" if others else ""
    return picture or f"no such picture lies in the folder `{SIGNATURES}` beside the assessments{there}"


def unsigned(cycle: CycleFile, name: str, place: Place) -> Problem | None:
    """Return what is wrong with the name of a signature's picture; only a warning if that cannot be known."""
    if cycle.is_elsewhere:
        message = f"`{name}` lies with the cycle, and is not printed from here"
        hint = "to have it printed, put the workbook into the cycle's folder"
        return Problem("no-signature", place, message, hint, Severity.WARNING)
    picture = signature(cycle, name)
    if isinstance(picture, bytes):
        return None
    message, hint = f"`{name}` cannot be printed: {picture}", "put a PNG or JPEG of at most 2 MB into that folder"
    return Problem("no-signature", place, message, hint)


def signatures_in(*folders: Path) -> tuple[tuple[str, bytes | str], ...]:
    """Return the pictures of signatures beside the files of these folders, of the first that has any."""
    return next(filter(None, (tuple(_signatures(folder / SIGNATURES)) for folder in folders)), ())


def _signatures(folder: Path) -> Iterator[tuple[str, bytes | str]]:
    """Yield the pictures in a folder by their names; in place of the bytes, why one cannot be taken."""
    if not paths.is_folder(folder):
        return
    try:
        names = sorted(path.name for path in folder.iterdir() if is_own(path.name, _PICTURES))
    except OSError as error:
        yield "", f"the folder cannot be read: {paths.reason(error)}"
        return
    for name in names:
        try:
            data = disk.read_file(folder / name, MOST_SIGNATURE)
        except OSError as error:
            yield name, f"it cannot be read: {paths.reason(error)}"
            continue
        if len(data) > MOST_SIGNATURE:
            yield name, f"it has more than {MOST_SIGNATURE:,} bytes"
        else:
            yield name, data if data.startswith(_BEGINNINGS) else "it is neither a PNG nor a JPEG picture"
