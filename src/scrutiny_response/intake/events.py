"""The folder of a record → the events of each reference, in their order, or every problem that keeps them from it.

Each reference has a folder, and each event a file in it, called after its day and what happened:
`2026-12-07-issued.yaml`, and `2026-12-07-issued-2.yaml` for a second of one kind on one day. Each event says its number
and the SHA-256 of the file of the one before it, so that an event that was changed, lost or doubled is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from engross import paths
from engross.files import hash_of
from engross.paths import Kind
from engross.problems import FilePlace, Problem, in_order
from engross.suggestions import nearest_hint, one_of
from scrutiny_response.domain.events import EVENTS, Event, Recorded, kept_files
from scrutiny_response.intake.build import Built, build
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.intake.documents import problem_of, tree_of
from scrutiny_response.intake.file_names import is_beside
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.tree import Map, Text, place_of

_NAMED = re.compile(r"(\d{4}-\d\d-\d\d)-([a-z]+(?:-[a-z]+)*)(?:-[1-9]\d*)?\.yaml", re.ASCII)
_BACK = "bring back the file as the software wrote it, from a backup or from the earlier versions of the shared folder"
_DAMAGED = {"no-keys", "not-yaml", "wrong-encoding"}
"""Of an event that is not as it was written at all, no assessment's advice (a sample, Notepad) helps."""
_FILE = "this is a file, and no folder"
_ONE = "keep the one that the software wrote, and move the other out of the record"


class HistoryReading(Struct, frozen=True):
    """What lies in one folder of a record: the events in their order, and what is wrong with them.

    While there is a problem, the events are those that could be read, and nothing may be concluded from them.
    """

    folder: str
    reference: str
    events: tuple[Recorded, ...]
    problems: tuple[Problem, ...]


def read_record(record: Path) -> tuple[HistoryReading, ...]:
    """Return the history in each folder of a record, in the order of the folders' names; none if there is no record.

    If the record is there and cannot be read, there is one, which says so.
    """
    looked = paths.look(record)
    if looked.kind is Kind.NOTHING:
        return ()
    if looked.kind is not Kind.FOLDER:
        return (_unreadable(record, looked.reason or _FILE),)
    try:
        inside = [path for path in record.iterdir() if not paths.is_file(path) and not path.name.startswith(".")]
    except OSError as error:
        return (_unreadable(record, paths.reason(error)),)
    folders = sorted(inside)
    return tuple(_with_doubled([read_history(folder) for folder in folders]))


def read_history(folder: Path) -> HistoryReading:
    """Return the history in one reference's folder; without events if nothing has this name.

    What is there and is no folder, or one that may not be read, is a problem.
    """
    looked, of_record = paths.look(folder), paths.look(folder.parent)
    if of_record.kind not in {Kind.FOLDER, Kind.NOTHING}:
        return _unreadable(folder.parent, of_record.reason or _FILE)
    if looked.kind is Kind.NOTHING:
        return HistoryReading(folder.as_posix(), "", (), ())
    if looked.kind is not Kind.FOLDER:
        return _unreadable(folder, looked.reason or _FILE)
    try:
        names = [path for path in folder.iterdir() if path.suffix == ".yaml" and not is_beside(path.name)]
    except OSError as error:
        return _unreadable(folder, paths.reason(error))
    return _read(folder, sorted(names))


def _unreadable(folder: Path, why: str) -> HistoryReading:
    message = f"the record cannot be read: {why}"
    hint = "check that you may open it: what is issued is not touched without it, and nothing can be added to it"
    problem = Problem("unreadable-folder", FilePlace(folder.as_posix()), message, hint)
    return HistoryReading(folder.as_posix(), "", (), (problem,))


def _read(folder: Path, files: Sequence[Path]) -> HistoryReading:
    readings = {path.name: _event(path) for path in files}
    recorded = (reading for reading in readings.values() if isinstance(reading, Recorded))
    events = sorted(recorded, key=lambda each: each.event.number)
    beside = {
        kept.file for recorded in events for kept in kept_files(recorded.event)
    }  # answers, as version 0.2.0 kept them
    problems = [
        problem
        for name, each in readings.items()
        if not isinstance(each, Recorded) and name not in beside
        for problem in each
    ]
    problems += _chained(folder, events, are_all_read=not problems)
    reference = events[0].event.reference if events else ""
    return HistoryReading(folder.as_posix(), reference, tuple(events), tuple(problems))


def event_from(data: bytes, file: str) -> Event | list[Problem]:
    """Return the event in the bytes of a file, or every problem in it with its line and column."""
    root, problems = tree_of(data, file)
    if root is None:
        return problems
    word = root.get(Text("event"))
    if word not in EVENTS:
        place = place_of(root, ("event",))
        message = f"`{word}` is no event" if isinstance(word, Text) else "the file does not say what happened"
        hint = (isinstance(word, Text) and nearest_hint(word, EVENTS)) or f"an event is {one_of(tuple(EVENTS))}"
        return [*problems, Problem("unknown-event", place, message, hint)]
    return _built(root, str(word), problems)


def _built(root: Map, word: str, problems: list[Problem]) -> Event | list[Problem]:
    rules = schema("event", word)
    faults = rules.faults(root)
    built = Built(rules, {id(fault.node) for fault in faults if fault.id != "missing-key"})
    event = build(EVENTS[word], root, built)
    problems = [*problems, *(problem_of(fault, root) for fault in (*faults, *built.missing))]
    return list(in_order(problems)) or event


def _event(path: Path) -> Recorded | list[Problem]:
    data = read_bytes(path)
    if isinstance(data, Problem) or not data:
        return [_unread(path, data)]
    event = event_from(data, path.as_posix())
    if isinstance(event, list):
        return [problem._replace(hint=_BACK) if problem.id in _DAMAGED else problem for problem in event]
    named = _NAMED.fullmatch(path.name)
    if not named or (named[1], named[2]) != (event.date.isoformat(), event.kind):
        message = f"this file says `{event.kind}` on {event.date}, which its name does not"
        hint = f"if somebody renamed it, call it `{event.date}-{event.kind}.yaml`; if it is a copy, {_ONE}"
        return [Problem("event-name", FilePlace(path.as_posix()), message, hint)]
    return Recorded(path.name, hash_of(data), event)


def _unread(path: Path, data: bytes | Problem) -> Problem:
    """Return why an event's file says nothing: what lies there in its place, or that it is empty."""
    looked, place = paths.look(path), FilePlace(path.as_posix())
    if looked.kind is Kind.BROKEN_LINK:
        return Problem(
            "broken-link", place, looked.reason, f"connect the drive or the share that it leads to, or {_BACK}"
        )
    if looked.kind in {Kind.FOLDER, Kind.DEVICE}:
        message = looked.reason or "this is a folder, and no file"
        return Problem("not-a-file", place, message, f"move it out of the record, and {_BACK}")
    return data if isinstance(data, Problem) else Problem("empty-file", place, "the file says nothing", _BACK)


def _chained(folder: Path, events: Sequence[Recorded], *, are_all_read: bool) -> Iterator[Problem]:
    """Yield what breaks the order: numbers missing or twice, events changed after the next was written.

    Where a file could not be read, its number is missing for that reason alone.
    """
    by_number: dict[int, Recorded] = {}
    reference = events[0].event.reference if events else ""
    for recorded in events:
        place, event = FilePlace((folder / recorded.file).as_posix()), recorded.event
        first = by_number.setdefault(event.number, recorded)
        if first is not recorded:
            message = f"this is event {event.number} of its reference, and so is {first.file}"
            yield Problem("event-doubled", place, message, _ONE)
        if event.reference != reference:
            message = f"this event is of {event.reference}, and {events[0].file} of {reference}"
            yield Problem("event-of-another", place, message, "move it into the folder of its own reference")
    last = max(by_number, default=0)
    for number in range(1, last + 1):
        if number in by_number:
            yield from _follows(folder, by_number[number], by_number.get(number - 1))
        elif are_all_read:
            message = f"event {number} is missing: the events here go up to {last}"
            yield Problem("event-missing", FilePlace(folder.as_posix()), message, _BACK)


def _follows(folder: Path, each: Recorded, previous: Recorded | None) -> Iterator[Problem]:
    wanted = each.event.previous
    if previous and wanted != previous.hash:
        message = f"this file is not as it was when {each.file} was written after it"
        yield Problem("event-changed", FilePlace((folder / previous.file).as_posix()), message, _BACK)
    elif each.event.number == 1 and wanted:
        message = "this is the first event of its reference, and names one before it"
        yield Problem("event-changed", FilePlace((folder / each.file).as_posix()), message, _BACK)


def _with_doubled(histories: Iterable[HistoryReading]) -> Iterator[HistoryReading]:
    """Yield the histories; those that share a reference, in whatever capitals, are told of it."""
    histories = tuple(histories)
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for history in histories:
        folders[history.reference.casefold()].append(history.folder)
    for history in histories:
        others = [folder for folder in folders[history.reference.casefold()] if folder != history.folder]
        if not history.reference or not others:
            yield history
            continue
        message = f"the events of {history.reference} lie in another folder too: {others[0]}"
        problem = Problem("event-doubled", FilePlace(history.folder), message, _ONE)
        yield HistoryReading(history.folder, history.reference, history.events, (*history.problems, problem))
