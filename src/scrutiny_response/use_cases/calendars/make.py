"""Assessment files → calendar files in the output folder: one for each partnership, and one for the cycle."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from engross import paths
from engross.problems import Problem, Refused, in_order
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.path_patterns import document_pattern_fault
from scrutiny_response.generate.records import Records
from scrutiny_response.intake import (
    Progress,
    Reading,
    assessment_files,
    counted,
    read_framework,
    readings,
    shared_by,
)
from scrutiny_response.store import naming, staging, whole_files
from scrutiny_response.store.outcome import Change
from scrutiny_response.store.places import Places, kept_name
from scrutiny_response.store.spill import Spill, SpilledColumn
from scrutiny_response.use_cases.calendars.events import (
    Alarm,
    DatedAssessment,
    EventText,
    block,
    cancelled,
    latest,
    versions,
)
from scrutiny_response.use_cases.calendars.existing import ExistingCalendar
from scrutiny_response.use_cases.calendars.gone import KnownFiles, gone_calendars, removed
from scrutiny_response.use_cases.calendars.writing import pieces

CYCLE = "cycle.ics"
"""The calendar of the whole cycle, at the top of the output folder."""
USUAL = "{reference}-{partnership}/{document}"
"""The place of a partnership's calendar if the pattern of its file names has the state in the way."""


class RefusedFile(NamedTuple):
    """A file that was not accepted, and why."""

    file: str
    problems: tuple[Problem, ...]


class Calendars(Struct, frozen=True):
    """What became of it: the paths in the output folder that were written, and what was refused.

    `unchanged` is how many calendars lie there that say the same as before, and `dates` how many dates there are.
    `gone` are calendar files whose assessments have gone, or have their dates elsewhere now.
    """

    files: tuple[str, ...] = ()
    unchanged: int = 0
    dates: int = 0
    refused: Sequence[RefusedFile] = ()
    problems: tuple[Problem, ...] = ()
    gone: tuple[Change, ...] = ()


class _Dates(NamedTuple):
    """One assessment: its file, its reference, its calendar's path, its events, and how many dates it has."""

    file: str
    reference: str
    path: str
    events: tuple[EventText, ...]
    dates: int


class _Noted(Struct):
    """What was noted of each file by its number, most of it in a temporary file.

    `files` has the numbers of those with one calendar by its path; paths that are one file's on some disks are one.
    """

    dates: SpilledColumn[_Dates]
    refused: SpilledColumn[RefusedFile]
    files: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("L")))
    references: set[str] = field(default_factory=set)
    unreadable: dict[str, Problem] = field(default_factory=dict)


def write(  # noqa: PLR0913  # each is a word of the command line
    inputs: Sequence[Path],
    folder: Path,
    *,
    alarm: Alarm = None,
    framework: Path | None = None,
    record: Path | None = None,
    remove_gone: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Calendars:
    """Write the calendar files of all assessments into the output folder; each appears whole or not at all.

    `alarm` is how long before each date to remind, in place of what the assessments say. A file that is not accepted
    has no calendar, and stops no other; a calendar that says what it said is left as it is. Calendar files of
    assessments that have gone are removed on demand only.
    """
    try:
        rules = read_framework(framework)
        files = tuple(assessment_files(inputs))
        noted = _Noted(SpilledColumn(spool := Spill()), SpilledColumn(spool))
        with staging.working(folder, "calendar") as work:
            with ExistingCalendar.read(folder / CYCLE) as cycle:  # which is closed again before it is replaced
                read = counted(readings(files, rules), len(files), progress)
                files_seen = _note(noted, Places(folder), read, Records(record), cycle, alarm)
                contents = {path: _own(noted, files_seen, path) for path in noted.files}
                contents[CYCLE] = _whole(noted, files_seen, cycle)
                noted.unreadable |= {CYCLE: cycle.problem} if cycle.problem else {}
            return _written(noted, files_seen, contents, staging.staged_in(work), remove_gone=remove_gone)
    except Refused as refused:
        return Calendars(problems=refused.problems)


def _note(  # noqa: PLR0913, PLR0917  # where what is noted goes, and all that it is made of
    noted: _Noted, places: Places, read: Iterable[Reading], records: Records, cycle: ExistingCalendar, alarm: Alarm
) -> KnownFiles:
    """Note the dates of each file that is accepted, and what is wrong with the others, or with their record."""
    identified = []
    for number, reading in enumerate(read):
        identified.append((reading.file, reading.identified))
        problems = reading.problems
        if reading.assessment:
            try:
                events = records.of(reading.file).history(reading.assessment.reference).events
            except Refused as refused:
                problems = refused.problems
            else:
                dated = DatedAssessment(reading.assessment, places.key(reading.file), events)
                noted.dates.put(number, _dates(noted, places.folder, dated, cycle, alarm))
                continue
        noted.refused.put(number, RefusedFile(reading.file, problems))
    for number, shared in shared_by(identified).items():
        noted.dates.drop(number)
        own_problems = noted.refused[number].problems if noted.refused.has(number) else ()
        noted.refused.put(number, RefusedFile(identified[number][0], in_order((*own_problems, *shared))))
    accepted, calendars = set(), dict[str, str]()
    for number in noted.dates.numbers():
        dates = noted.dates[number]
        noted.files[calendars.setdefault(paths.key(dates.path), dates.path)].append(number)
        noted.references.add(dates.reference)
        accepted.add(dates.file)
    others = [identified[number][1] for number in noted.refused.numbers()]
    return KnownFiles(
        places,
        accepted,
        {identified_file.identity.reference for identified_file in others if identified_file},
        all(others),
    )


def _dates(noted: _Noted, folder: Path, dated: DatedAssessment, cycle: ExistingCalendar, alarm: Alarm) -> _Dates:
    """Return the events of an assessment, which go on from those of the cycle's calendar and the partnership's own."""
    path, reference = _path(dated.assessment, folder), dated.assessment.reference
    with ExistingCalendar.read(folder / path) as own:
        events = versions(dated, alarm, [*cycle.blocks(reference), *own.blocks(reference)])
        noted.unreadable |= {path: own.problem} if own.problem else {}
    return _Dates(dated.file, reference, path, tuple(events), len(dated.milestones))


def _own(noted: _Noted, seen: KnownFiles, path: str) -> Callable[[], Iterator[bytes]]:
    """Return what yields the partnership's own calendar, with what is there of other references."""
    return lambda: pieces(event.text for event in sorted(_events_of(noted, seen, path)))


def _events_of(noted: _Noted, seen: KnownFiles, path: str) -> Iterator[EventText]:
    own = [noted.dates[number] for number in noted.files[path]]
    yield from (event for dates in own for event in dates.events)
    with ExistingCalendar.read(seen.folder / path) as existing:
        yield from _left(existing, {dates.reference for dates in own}, seen)


def _left(existing: ExistingCalendar, told: Collection[str], seen: KnownFiles) -> Iterator[EventText]:
    """Yield the events of references of which nothing was told: cancelled if all of a reference's are gone."""
    for reference in existing.references:
        if reference not in told:
            events = list(latest(existing.events(reference)).values())
            is_gone = all(map(seen.is_gone, events))
            yield from (block(cancelled(event) if is_gone else event) for event in events)


def _whole(noted: _Noted, seen: KnownFiles, cycle: ExistingCalendar) -> Callable[[], Iterator[bytes]]:
    """Return what yields the cycle's calendar; only what orders the events is in memory, with their places on disk."""
    spool = Spill()
    events = (event for number in noted.dates.numbers() for event in noted.dates[number].events)
    left = _left(cycle, noted.references, seen)
    rows = sorted((event.day, event.uid, spool.add(event.text)) for source in (events, left) for event in source)
    return lambda: pieces(spool.at(place) for _, _, place in rows)


def _written(
    noted: _Noted,
    seen: KnownFiles,
    contents: Mapping[str, Callable[[], Iterable[bytes]]],
    staged: Path,
    *,
    remove_gone: bool,
) -> Calendars:
    """Write what differs from what lies there, and say what became of it all.

    All are staged before the first is moved, as each may be held for a moment when it is new.
    """
    written: list[str] = []
    problems: list[Problem] = []
    parts: dict[str, str | Problem] = dict(noted.unreadable)
    for path, content in contents.items():
        if path not in parts and _differs(seen, path, content):
            parts[path] = _staged(staged, content)
    for path, part in parts.items():
        problem = part if isinstance(part, Problem) else whole_files.place(staged / part, seen.folder, path)
        if problem:
            problems.append(problem)
        else:
            written.append(path)
    gone = tuple(gone_calendars(seen, contents))
    if remove_gone:
        gone = tuple(removed(change, seen.folder, problems) for change in gone)
    return Calendars(
        files=tuple(written),
        unchanged=len(contents) - len(written) - len(problems),
        dates=sum(noted.dates[number].dates for number in noted.dates.numbers()),
        refused=tuple(noted.refused[number] for number in noted.refused.numbers()),
        problems=tuple(problems),
        gone=gone,
    )


def _differs(seen: KnownFiles, path: str, content: Callable[[], Iterable[bytes]]) -> bool:
    return _hash(content()) != staging.hash_on_disk(seen.folder / path)


def _staged(staged: Path, content: Callable[[], Iterable[bytes]]) -> str | Problem:
    return staging.stage_filled(staged, lambda to: to.writelines(content()))


def _hash(content: Iterable[bytes]) -> str:
    hash_ = hashlib.sha256()
    for piece in content:
        hash_.update(piece)
    return hash_.hexdigest()


def _path(assessment: Assessment, folder: Path) -> str:
    """Beside the partnership's documents; the name holds no state, or each state would have a calendar of its own."""
    pattern = assessment.file_name
    for words in ("-{state}", "{state}-", "{state}"):
        pattern = pattern.replace(words, "")
    pattern = USUAL if document_pattern_fault(pattern) else pattern
    named = replace(assessment, state=State.ISSUED, file_name=pattern)
    return kept_name(folder, naming.names(named, "dates", ".ics"))
