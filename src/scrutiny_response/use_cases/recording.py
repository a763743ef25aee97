"""What happened to a reference → an event in its record, with the files that belong to it, whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec.structs import replace

from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.domain.events import Event, Recorded
from scrutiny_response.domain.history import cannot_be_before
from scrutiny_response.intake.events import event_from, read_history
from scrutiny_response.store import record as store
from scrutiny_response.store.event_dumper import as_yaml

Names = Mapping[str, str]
"""The names under which files lie in the record, by what they were given as."""


@contextmanager
def writing_refused(record: Path, command: str) -> Iterator[None]:
    """Hold the right to add to a record; Refused if another run has it, or if the folder cannot be written to.

    `command` is what others are told who want it meanwhile.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(store.writing(record, command))
        except OSError as error:
            message = f"the record cannot be written to ({error.strerror})"
            hint = "check that the folder may be written and that the disk has space"
            raise Refused([Problem("unwritable-folder", FilePlace(record.as_posix()), message, hint)]) from error
        yield


def history_of(record: Path, reference: str) -> tuple[Recorded, ...]:
    """Return the events of a reference in their order; Refused with every problem of its record."""
    folder = store.folder_of(record, reference)
    reading = read_history(folder)
    if reading.problems:
        raise Refused(reading.problems)
    if reading.reference not in {"", reference}:
        message = f"this folder holds the events of {reading.reference}, and not of {reference}"
        hint = (
            f"write `reference: {reading.reference}` if both are one; if not, give one of the two another: "
            "their folders would have the same name"
        )
        raise Refused([Problem("event-of-another", FilePlace(folder.as_posix()), message, hint)])
    return reading.events


def add_event(
    record: Path,
    event: Callable[[Names], Event],
    files: Mapping[str, bytes],
    history: Sequence[Recorded],
) -> Recorded:
    """Write an event and the files beside it; Refused if it cannot be written, and then it is not there.

    `event` makes it of the names under which the files lie; `history` are the events of its reference. All of this is
    done while `store.record.writing` holds the record.
    """
    planned = event({name: name for name in files})
    folder = store.folder_of(record, planned.reference)
    stem = store.free_stem(folder, planned.date, planned.kind)
    checked = event_from(as_yaml(_numbered(planned)).encode(), f"{stem}.yaml")
    if isinstance(checked, list):
        raise Refused(checked)
    names: dict[str, str] = {}
    for name, data in files.items():
        kept = store.keep(folder, stem, name, data)
        if isinstance(kept, Problem):
            raise Refused([kept])
        names[name] = kept
    recorded = store.append(folder, stem, event(names), history)
    if isinstance(recorded, Problem):
        raise Refused([recorded])
    return recorded


def earlier_than(last: Event, on: dt.date, place: FilePlace) -> Problem:
    """Return that something cannot have happened on a day, as what it follows is recorded for a later one."""
    message = cannot_be_before(last, f"this happened on {on}")
    hint = (
        "check the day that --on gives; without it, it is today by this computer's clock; if the record has the wrong "
        f"day, which stays, give --on {last.date} or later"
    )
    return Problem("earlier-than-last", place, message, hint)


def _numbered(event: Event) -> Event:
    """Return the event with a number, which it gets when it is written, so that all else can be checked before."""
    return replace(event, number=1)
