"""A cycle's record → what in it is not as it was written: changed, missing, doubled or unchained, or in a wrong place.

It shows accidents and careless edits. It is no signature: who can write into the folder can write all of it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engross.problems import FilePlace, Problem
from scrutiny_response.intake.events import HistoryReading, read_record
from scrutiny_response.intake.kept_files import kept_file_problems
from scrutiny_response.store import places
from scrutiny_response.store import record as store


def check_record(record: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong with a record; nothing if there is none."""
    return tuple(problem for reading in read_record(record) for problem in _problems(reading))


def _problems(reading: HistoryReading) -> Iterator[Problem]:
    folder = Path(reading.folder)
    yield from reading.problems
    yield from kept_file_problems(folder, reading.events)
    wanted = store.folder_of(folder.parent, reading.reference).name if reading.reference else folder.name
    if not places.are_one(folder.parent, wanted, folder.name):
        message = f"this folder holds the events of {reading.reference}, and is not called so"
        hint = f"call it {wanted}, so that its events are found"
        yield Problem("event-of-another", FilePlace(reading.folder), message, hint)
