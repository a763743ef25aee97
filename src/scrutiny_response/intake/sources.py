"""Paths → the bytes of each assessment file, with the cycle file beside it; a reading if there is nothing to read.

What is here is all that a run needs of files that it knows already: what a cycle file says is read only if one of
its assessments is not known. How these are read is in `assessments`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engross import paths
from engross.problems import Place, Problem, in_order
from scrutiny_response.domain.identity import Identity
from scrutiny_response.intake.cycle_file import CycleFile, find_cycle
from scrutiny_response.intake.disk import read_bytes

if TYPE_CHECKING:
    from scrutiny_response.domain.asked_letters import Asked
    from scrutiny_response.domain.assessment import Assessment
    from scrutiny_response.domain.events import Recorded
    from scrutiny_response.domain.level import Indication
    from scrutiny_response.intake.located import Cells
    from scrutiny_response.intake.tree import DataPath

Progress = Callable[[int, int], None]
"""Told how many assessments are done, and of how many."""


class Source(NamedTuple):
    """One assessment file as it lies on disk, and the cycle file beside it.

    Or one sheet of a workbook, with the cells in which its values stand, and the sheet of the cycle.
    `follow_ups` are the letters that are asked for beside its documents, which answer some of its `events`.
    """

    file: str
    data: bytes
    cycle: CycleFile
    cells: Cells | None = None
    follow_ups: tuple[Asked, ...] = ()
    events: tuple[Recorded, ...] = ()


class Identified(NamedTuple):
    """What no other assessment of the run may share, and the place where it is said."""

    identity: Identity
    place: Place


class Reading(NamedTuple):
    """What became of one file: its assessment if nothing in it is refused, otherwise None, and all its problems.

    `identified` is None if a name cannot be relied on. `documents` says where each document is asked for, and `paths`
    which value a problem is about; one that is about no single value is not there. `signature` is the picture of the
    signature, if there is one, and `indication` the level that the answers indicate, if it was asked for.
    """

    file: str
    assessment: Assessment | None
    problems: tuple[Problem, ...] = ()
    identified: Identified | None = None
    documents: Mapping[str, Place] = {}
    paths: Mapping[Problem, DataPath] = {}
    signature: bytes | None = None
    indication: Indication | None = None


def counted(readings: Iterable[Reading], total: int, progress: Progress) -> Iterator[Reading]:
    """Yield the readings, each told when it is done with; a faulty cycle file has one more than there are files."""
    for number, reading in enumerate(readings, start=1):
        yield reading
        progress(min(number, total), total)
    progress(total, total)


def sources(
    files: Iterable[str | Problem | Source | Reading], is_known: Callable[[Source], bool] = lambda _source: False
) -> Iterator[Source | Reading]:
    """The bytes of each assessment file, one after the other; a reading if there is nothing that could be read.

    A faulty cycle file has a reading of its own before its assessments. It is not looked into where the first of these
    `is_known`: that one was read with the same cycle file, and was sound.
    """
    cycles: dict[str, CycleFile] = {}
    reported: set[str] = set()
    for file in files:
        if isinstance(file, Problem):
            yield Reading(str(file.place), None, (file,))
            continue
        if not isinstance(file, str):  # a sheet of a workbook, or what became of it
            yield file
            continue
        folder = os.path.dirname(file)  # noqa: PTH120  # a path takes longer to make than the file to read
        if folder in cycles:
            yield _read(file, cycles[folder])
            continue
        cycle = cycles[folder] = find_cycle(Path(folder))
        source, real = _read(file, cycle), paths.real(folder)
        if real not in reported and not (isinstance(source, Source) and is_known(source)):
            reported.add(real)
            yield from _faulty(cycle)
        yield source


def _read(path: str, cycle: CycleFile) -> Source | Reading:
    file, data = path.replace(os.sep, "/"), read_bytes(path)
    return Reading(file, None, (data,)) if isinstance(data, Problem) else Source(file, data, cycle)


def _faulty(cycle_file: CycleFile) -> Iterator[Reading]:
    """Yield the reading of a cycle file that has problems."""
    from scrutiny_response.intake.cycles import cycle_from  # noqa: PLC0415  # what reads YAML takes long to load

    cycle = cycle_from(cycle_file)
    if cycle.problems:
        yield Reading(cycle.file, None, in_order(cycle.problems))
