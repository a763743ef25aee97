"""The files of a run and the calendars that lie there → which events and calendars are gone."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from engross.problems import Problem
from scrutiny_response.intake.file_names import CALENDARS, is_own
from scrutiny_response.store import staging
from scrutiny_response.store.outcome import Action, Change
from scrutiny_response.store.places import Places, Presence, by_keys, one_of
from scrutiny_response.use_cases.calendars.existing import FILE, REFERENCE, ExistingCalendar

if TYPE_CHECKING:
    from icalendar import Event


class KnownFiles(Struct, frozen=True):
    """What a run knows of the files that are there: those it accepted, and the references of those it refused.

    `is_whole` is false if the reference of a refused one could not be read: then it may be anybody's.
    """

    places: Places
    accepted: Collection[str]
    refused: Collection[str]
    is_whole: bool

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.places.folder

    def is_gone(self, event: Event) -> bool:
        """Return True if the file that an event is from is there no more, or was accepted in this run without it."""
        file = str(event.get(FILE, ""))
        if not file or not self.is_whole or str(event.get(REFERENCE)) in self.refused:
            return False
        presence = self.places.presence(file)
        is_there = presence is Presence.THERE
        return presence is Presence.GONE or (is_there and self.places.current_key(file) in self.accepted)


def gone_calendars(seen: KnownFiles, written: Collection[str]) -> Iterator[Change]:
    """Yield the calendar files of this software that no assessment has any more."""
    current = by_keys(written)
    for name in sorted(path for path in _calendars_in(seen.folder) if not one_of(seen.folder, path, current)):
        with ExistingCalendar.read(seen.folder / name) as existing:
            events = [event for reference in existing.references for event in existing.events(reference)]
        if events and all(map(seen.is_gone, events)):
            file = str(events[0][FILE])
            why = f"the dates of {file} are elsewhere now" if file in seen.accepted else f"{file} is gone"
            yield Change(name, Action.GONE, why)


def _calendars_in(folder: Path) -> Iterator[str]:
    """Yield the paths of the calendars in the output folder; a folder that may not be opened has none."""
    for parent, _, names in os.walk(folder):
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        yield from (name if below == os.curdir else f"{below}/{name}" for name in names if is_own(name, CALENDARS))


def removed(change: Change, folder: Path, problems: list[Problem]) -> Change:
    """Remove a calendar that is gone, and return what became of it; what kept it is added to the problems."""
    problem = staging.remove(folder, change.path)
    problems += [problem] if problem else []
    return change if problem else change._replace(done=Action.REMOVED)
