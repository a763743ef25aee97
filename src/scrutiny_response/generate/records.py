"""An assessment file and its reference → what the record of its cycle says: what is issued, and the hash of its events.

The record is the folder `record` in the cycle's folder, which is the one that holds the folder of the assessments; or
the one that was named on the command line. It is looked into only where it is there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engross import paths
from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.store import record as store
from scrutiny_response.store.outcome import Outcome

if TYPE_CHECKING:
    from scrutiny_response.domain.events import Recorded
    from scrutiny_response.domain.history import Replaced, Standing
    from scrutiny_response.intake.events import HistoryReading


class History(NamedTuple):
    """What a record says of one reference: its folder, its events in their order, and what stands of them by name."""

    folder: Path
    events: tuple[Recorded, ...]
    standing: Mapping[str, Standing]


class Record:
    """One record, read as far as it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_there = paths.look(folder).kind is not paths.Kind.NOTHING
        self.history = lru_cache(maxsize=256)(self._history)

    def hash_of(self, reference: str) -> str:
        """Return a hash of all events of a reference; empty if there are none."""
        folder = store.folder_of(self.folder, reference) if self.is_there and reference else None
        if folder is None or not paths.is_folder(folder):
            return ""
        there = sorted(folder.glob("*.yaml"))  # of a folder that may not be read, nothing: as none is recorded
        contents = ((path.name, read_bytes(path)) for path in there)
        hashes = ((name, data if isinstance(data, bytes) else str(data).encode()) for name, data in contents)
        return _digest((name, hashlib.sha256(data).digest()) for name, data in hashes)

    @cached_property
    def histories(self) -> tuple[History, ...]:
        """Every history as far as it could be read; what is wrong with it is told where it is asked for."""
        return tuple(_as_history(Path(reading.folder), reading.events) for reading in self._readings)

    def is_known(self, reference: str) -> bool:
        """Return whether all is known that was issued as a reference; of no reference, as any."""
        own = store.folder_of(self.folder, reference) if reference else None
        return not any(
            reading.problems for reading in self._readings if own is None or Path(reading.folder).name == own.name
        )

    @cached_property
    def _readings(self) -> tuple[HistoryReading, ...]:
        from scrutiny_response.intake.events import read_record  # noqa: PLC0415  # what reads YAML takes long to load

        return read_record(self.folder)

    @cached_property
    def by_path(self) -> Mapping[str, Standing]:
        """Every document that stands, by its path in the output folder."""
        return {each.document.path: each for history in self.histories for each in history.standing.values()}

    @cached_property
    def replaced(self) -> Mapping[tuple[str, str], Replaced]:
        """What each document follows that was issued before, by its reference and its name.

        Only histories with a correction, or with something that was withdrawn, are read.
        """
        kinds = ("replaced", "withdrawn") if self.is_there else ()
        folders = {path.parent for kind in kinds for path in self.folder.glob(f"*/*-{kind}*.yaml")}
        histories = [history for history in self.histories if history.folder in folders] if folders else ()
        return {
            (history.events[0].event.reference, name): each
            for history in histories
            for name, each in _issued_again(history)
        }

    def _history(self, reference: str) -> History:
        from scrutiny_response.intake.events import read_history  # noqa: PLC0415  # likewise

        folder = store.folder_of(self.folder, reference)
        if not self.is_there:
            return History(folder, (), {})
        reading = read_history(folder)
        problems = list(reading.problems)
        if not problems and reading.reference != reference and reading.events:
            message = f"this folder holds the events of {reading.reference}, and not of {reference}"
            hint = (
                f"write `reference: {reading.reference}` if both are one; if not, give one of the two another: "
                "their folders would have the same name"
            )
            problems.append(Problem("event-of-another", FilePlace(folder.as_posix()), message, hint))
        if problems:
            raise Refused(problems)
        return _as_history(folder, reading.events)


class Records:
    """The records of a run's assessments; `named` is the one named on the command line, for all of them."""

    def __init__(self, named: Path | None = None) -> None:
        self.named = named
        self.of_folder = lru_cache(maxsize=64)(self._of_folder)

    def of(self, file: str) -> Record:
        """Return the record to which an assessment file's events belong."""
        return self.of_folder(os.path.dirname(file))  # noqa: PTH120  # asked for every file

    def replaced(self, inputs: Iterable[Path]) -> Mapping[tuple[str, str], Replaced]:
        """Return what is replaced in the records of all these files and folders."""
        folders = {str(path if paths.is_folder(path) else path.parent) for path in inputs}
        return {key: date for folder in sorted(folders) for key, date in self.of_folder(folder).replaced.items()}

    def _of_folder(self, folder: str) -> Record:
        return Record(self.named or record_of(Path(folder)))


def without_assessment(records: Records, inputs: Iterable[Path], outcomes: Iterable[Outcome]) -> Iterator[Problem]:
    """Yield the references with something issued in the record of a folder of `inputs`, and no assessment in it."""
    folders = {records.of_folder(path.as_posix()) for path in inputs if paths.is_folder(path)}
    there = [record for record in folders if record.is_there]
    references = {one.reference.casefold() for one in outcomes} if there else {""}
    if "" in references:  # of a file that could not be read
        return
    for record in there:
        for history in record.histories:
            reference = history.events[0].event.reference if history.events else ""
            if history.standing and reference.casefold() not in references:
                message = f"{reference} has been issued, and no assessment here has this reference"
                hint = "bring its file back, or keep the record of a closed reference elsewhere, whole"
                place = FilePlace(history.folder.as_posix())
                yield Problem("record-without-assessment", place, message, hint, Severity.WARNING)


def hash_of_events(events: Iterable[Recorded]) -> str:
    """Return the hash that `Record.hash_of` gave when these were all events of a reference; empty if there are none."""
    by_name = sorted((event.file, bytes.fromhex(event.hash)) for event in events)
    return _digest(by_name) if by_name else ""


def _digest(hashes: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, hash_ in hashes:
        digest.update(f"{name}\0".encode("utf-8", "surrogateescape"))
        digest.update(hash_)
    return digest.hexdigest()


def record_of(folder: Path) -> Path:
    """Return where the record of the assessments in a folder lies, links followed."""
    whole = Path(os.path.realpath(folder)).parent / store.NAME
    here = Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) and not folder.is_absolute() else whole


def _issued_again(history: History) -> Iterator[tuple[str, Replaced]]:
    """Yield each document that was issued more than once, or withdrawn, with what it follows now."""
    from scrutiny_response.domain.events import Issued  # noqa: PLC0415  # few cycles have any
    from scrutiny_response.domain.history import Replaced, issues  # noqa: PLC0415  # likewise

    issued = [event for _, _, event in history.events if isinstance(event, Issued)]
    for name in sorted({document.document for event in issued for document in event.documents}):
        stands = history.standing.get(name)
        issue = issues(history.events, name) + (0 if stands else 1)
        if issue > 1:
            yield name, Replaced(_date_of(history, name, stands.document.replaces) if stands else None, issue)


def _date_of(history: History, name: str, number: int | None) -> dt.date | None:
    """Return the date that a document bore when an event of this number issued it; None if none did."""
    documents = (
        each for _, _, event in history.events if event.number == number for each in getattr(event, "documents", ())
    )
    return next((document.dated for document in documents if document.document == name), None)


def _as_history(folder: Path, events: tuple[Recorded, ...]) -> History:
    from scrutiny_response.domain.history import standing  # noqa: PLC0415  # only where there is a record

    return History(folder, events, standing(events))
