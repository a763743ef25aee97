"""Paths → the bytes of each assessment file, with the cycle file beside it; a reading where there is nothing to read.

What is here is all that a run needs of files that it knows already; how the others are read is in `assessments`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scrutiny_response.assessment import Assessment, Identity
from scrutiny_response.intake.cycle_file import CycleFile, cycle_from, find_cycle
from scrutiny_response.intake.documents import in_order, read_bytes
from scrutiny_response.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Source:
    """One assessment file as it lies on disk, and the cycle file beside it."""

    file: str
    data: bytes
    cycle: CycleFile


@dataclass(frozen=True, slots=True)
class Identified:
    """What no other assessment of the run may share, and the place where it is said."""

    identity: Identity
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: its assessment where it has no problem, otherwise None and all its problems.

    `identified` is None where a name cannot be relied on. `documents` says where each document is asked for.
    """

    file: str
    assessment: Assessment | None
    problems: tuple[Problem, ...] = ()
    identified: Identified | None = None
    documents: Mapping[str, Place] = field(default_factory=dict)


def sources(files: Iterable[str | Problem]) -> Iterator[Source | Reading]:
    """The bytes of each assessment file, one after the other; a reading where there is nothing that could be read.

    A faulty cycle file has a reading of its own before its assessments.
    """
    cycles: dict[str, CycleFile] = {}
    said: set[str] = set()
    for found in files:
        if isinstance(found, Problem):
            yield Reading(str(found.place), None, (found,))
            continue
        folder = os.path.dirname(found)  # noqa: PTH120  # a path takes longer to make than the file to read
        if folder not in cycles:
            cycles[folder] = find_cycle(Path(folder))
            cycle = cycle_from(cycles[folder])
            if cycle.problems and os.path.realpath(folder) not in said:
                said.add(os.path.realpath(folder))
                yield Reading(cycle.file, None, in_order(cycle.problems))
        file, data = found.replace(os.sep, "/"), read_bytes(found)
        if isinstance(data, Problem):
            yield Reading(file, None, (data,))
        else:
            yield Source(file, data, cycles[folder])
