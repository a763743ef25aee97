"""The cycle files of a run → the further values that they declare, which have to be the same in all of them.

Whether a cycle file may declare any is seen from its bytes: a run in which nothing has changed reads no YAML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from engross import paths
from engross.files import hash_of
from engross.problems import FilePlace, Place, Problem, Refused, in_order
from scrutiny_response.intake import CycleFile, Reading, Source, find_cycle
from scrutiny_response.intake.file_names import is_workbook

if TYPE_CHECKING:
    from scrutiny_response.domain.further import Declarations

FURTHER = "further"
"""The key under which a cycle file declares them."""
_MAY_SAY_SO = (b"further", b"\\", b"\0")
"""What stands in a file that declares something: the word, an escape in which it may be written, or UTF-16."""


def declaring(inputs: Sequence[Path], files: Iterable[str | Problem | Source | Reading]) -> tuple[CycleFile, ...]:
    """Return the cycle files beside the assessments of a run, without their pictures, if one may declare anything.

    `files` are what the inputs stand for; of a workbook, its sheets.
    """
    folders = {path if paths.is_folder(path) else path.parent for path in inputs if not is_workbook(path.name)}
    cycles = [_cycle_in(folder) for folder in sorted(folders)]
    cycles += [file.cycle for file in files if isinstance(file, Source)]
    if not any(_may_declare(cycle.data or b"") for cycle in cycles):
        return ()
    return tuple(dict.fromkeys(cycle._replace(signatures=()) for cycle in cycles if cycle.problem is None))


def hash_of_all(cycles: Iterable[CycleFile]) -> str:
    """Return a hash of what these cycle files say; empty if there are none."""
    hashes = sorted({hash_of(cycle.data or b"") for cycle in cycles})
    return hash_of("\n".join(hashes).encode()) if hashes else ""


@lru_cache(maxsize=16)
def declared_in(cycles: tuple[CycleFile, ...]) -> Declarations:
    """Return what these cycle files declare; Refused if they declare differently, or one cannot be read as far."""
    from scrutiny_response.intake.cycles import cycle_from  # noqa: PLC0415  # what reads YAML takes long to load

    read = [(cycle.file, cycle_from(cycle)) for cycle in cycles]
    faults = [
        problem for _, cycle in read for problem in cycle.problems if cycle.paths.get(problem, (FURTHER,))[0] == FURTHER
    ]
    if faults:
        raise Refused(in_order(faults))
    places = [cycle.declared_at or FilePlace(file) for file, cycle in read]
    for number, (_, cycle) in enumerate(read):
        if _as_checked(cycle.declared) != _as_checked(read[0][1].declared):
            raise Refused([_differently(places[0], places[number])])
    return read[0][1].declared if read else ()


def _as_checked(declared: Declarations) -> frozenset[tuple[str, str, bool]]:
    """Return what a template is checked against."""
    return frozenset((each.name, each.type, each.is_always_there) for each in declared)


def _differently(one: Place, other: Place) -> Problem:
    message = f"this declares other further values than {one}"
    hint = "declare the same in both, or generate the two folders one after the other"
    return Problem("declared-differently", other, message, hint)


def _cycle_in(folder: Path) -> CycleFile:
    cycle = find_cycle(folder)
    return cycle if cycle.file else CycleFile((folder / "cycle.yaml").as_posix())


def _may_declare(data: bytes) -> bool:
    return any(each in data for each in _MAY_SAY_SO)
