"""Assessment files → calendar files that Outlook and others read: one for each partnership, and one for the cycle.

What was there before is read first, so that a date that moved is the same event with a higher sequence, and one that
is gone is cancelled. No clock is asked: the same files in the same folder give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scrutiny_response import __version__, output
from scrutiny_response.assessment import Assessment, Length, State, Unit
from scrutiny_response.filters import initial_capital
from scrutiny_response.intake import Reading, read_assessments, read_framework
from scrutiny_response.monitoring import Milestone, Schedule, WorkingDays, current, plan
from scrutiny_response.problems import Problem, Refused

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//Care Inspectorate//Scrutiny response//EN"
REFERENCE = "X-SCRUTINY-REFERENCE"
"""Whose date an event is."""
CYCLE = "cycle.ics"
"""The calendar of the whole cycle, at the top of the output folder."""
USUAL = "{reference}-{partnership}/{document}"
"""The place of a partnership's calendar where the pattern of its file names has the state in the way."""
MORNING = dt.timedelta(hours=9)
"""When on its day an alarm rings."""

_COMPARED = ("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "CATEGORIES")
"""What, when it differs, makes an event a new version of itself."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """What became of it: the paths in the output folder, how many dates there are, and what was refused."""

    files: tuple[str, ...] = ()
    dates: int = 0
    refused: tuple[Reading, ...] = ()
    problems: tuple[Problem, ...] = ()


def write(
    inputs: Sequence[Path], folder: Path, *, alarm: Length | None = None, framework: Path | None = None
) -> Calendars:
    """Write the calendar files of all assessments into the output folder; each appears whole or not at all.

    `alarm` is how long before each date to remind. A file that is not accepted has no calendar, and stops no other.
    """
    try:
        readings = read_assessments(inputs, read_framework(framework))
    except Refused as refused:
        return Calendars(problems=refused.problems)
    recorded = [it.assessment for it in readings if it.assessment]
    files = {_path(it): [it] for it in recorded} | {CYCLE: recorded}
    problems = []
    for path, assessments in files.items():
        problem = output.write(folder, path, calendar(assessments, alarm, _before(folder / path)))
        problems += [problem] if problem else []
    dates = sum(len(current(_schedule(it))) for it in recorded)
    return Calendars(tuple(files), dates, tuple(it for it in readings if not it.assessment), tuple(problems))


def calendar(assessments: Iterable[Assessment], alarm: Length | None = None, before: bytes = b"") -> bytes:
    """The calendar of these assessments' dates; `before` is the calendar that it replaces."""
    from icalendar import Calendar  # noqa: PLC0415  # it takes a fifth of a second, which other commands do not spend

    given = tuple(assessments)
    made = Calendar()
    for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")):
        made.add(name, value)
    known = {str(it["UID"]): it for it in _parsed(before)}
    events = [_versioned(event, known) for it in given for event in _events(it, alarm)]
    settled = {str(it["UID"]) for it in events}
    references = {it.reference for it in given}
    events += [_left(old, references) for name, old in known.items() if name not in settled]
    for event in sorted(events, key=_order):
        made.add_component(event)
    return bytes(made.to_ical(sorted=False))


def _parsed(before: bytes) -> list[Event]:
    from icalendar import Calendar  # noqa: PLC0415  # likewise

    try:
        found: Any = Calendar.from_ical(before.decode())
    except ValueError:  # nothing, or no calendar: then there is nothing to go on from
        return []
    return list(found.walk("VEVENT"))


def _events(assessment: Assessment, alarm: Length | None) -> Iterator[Event]:
    """An event for each date as it stands now, numbered within its kind."""
    numbers: Counter[str] = Counter()
    for milestone in current(_schedule(assessment)):
        numbers[milestone.kind] += 1
        yield _event(assessment, milestone, numbers[milestone.kind], alarm)


def _event(assessment: Assessment, milestone: Milestone, number: int, alarm: Length | None) -> Event:
    from icalendar import Event  # noqa: PLC0415  # likewise

    event = Event()
    event.add("UID", _uid(assessment.reference, milestone.kind, number))
    event.add("DTSTART", milestone.date)
    event.add("DTEND", (milestone.until or milestone.date) + dt.timedelta(days=1))
    event.add("SUMMARY", _summary(assessment, milestone))
    event.add("DESCRIPTION", "\n".join(_description(assessment, milestone)))
    event.add("CATEGORIES", [initial_capital(milestone.kind)])
    event.add("STATUS", "TENTATIVE" if milestone.proposed else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    event.add(REFERENCE, assessment.reference)
    event.add("DTSTAMP", _stamp(assessment))
    if alarm:
        event.add_component(_alarm(event, milestone, alarm, WorkingDays(assessment.holidays)))
    return event


def _uid(reference: str, kind: str, number: int) -> str:
    """The same for the same reference, kind and number in every run, whatever the date."""
    return f"{quote(reference.casefold(), safe='')}-{kind.casefold().replace(' ', '-')}-{number}@scrutiny-response"


def _summary(assessment: Assessment, milestone: Milestone) -> str:
    words = f"{initial_capital(milestone.kind)}: {assessment.partnership.name}"
    return words if assessment.state.is_final else f"{words} ({assessment.state}, not final)"


def _description(assessment: Assessment, milestone: Milestone) -> Iterator[str]:
    yield f"Our reference: {assessment.reference}"
    yield f"Who acts: {milestone.by}"
    if milestone.basis:
        yield f"Counted as {milestone.basis}."
    if milestone.moved:
        yield f"Next working day, as {milestone.moved}."
    if milestone.proposed:
        yield "Proposed, and not yet agreed."


def _stamp(assessment: Assessment) -> dt.datetime:
    """Midnight of the letter that says so: the last one that was written."""
    extension = assessment.extension
    day = max(assessment.letter.date, extension.letter_date) if extension else assessment.letter.date
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _versioned(event: Event, known: Mapping[str, Event]) -> Event:
    """With its sequence: that of the event it replaces, one higher where it says anything else."""
    old = known.get(str(event["UID"]))
    number = _sequence(old) if old is not None else 0
    if old is not None and any(_said(event, name) != _said(old, name) for name in _COMPARED):
        number += 1
    return _numbered(event, number)


def _sequence(event: Event) -> int:
    return int(str(event.get("SEQUENCE", 0)))


def _numbered(event: Event, number: int) -> Event:
    """Each version is stamped a second later than the one before, as programs that compare stamps expect."""
    event.add("SEQUENCE", number)
    stamp: Any = event.pop("DTSTAMP")
    event.add("DTSTAMP", stamp.dt.replace(hour=0, minute=0, second=0) + dt.timedelta(seconds=number))
    return event


def _left(old: Event, references: Collection[str]) -> Event:
    """An event of which this run says nothing: cancelled where its partnership has no such date any more.

    Whoever has it in a calendar loses it then. Where its partnership was not read or not accepted in this run, it
    stays as it was.
    """
    if str(old.get(REFERENCE)) not in references or str(old.get("STATUS")) == "CANCELLED":
        return old
    number = _sequence(old)
    old.pop("SEQUENCE", None)
    old.pop("STATUS", None)
    old.add("STATUS", "CANCELLED")
    old.subcomponents.clear()
    return _numbered(old, number + 1)


def _said(event: Event, name: str) -> bytes:
    value: Any = event.get(name)
    return b"" if value is None else bytes(value.to_ical())


def _order(event: Event) -> tuple[dt.date, str]:
    start: Any = event["DTSTART"]
    return start.dt, str(event["UID"])


def _alarm(event: Event, milestone: Milestone, length: Length, days: WorkingDays) -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415  # likewise

    made = Alarm()
    made.add("ACTION", "DISPLAY")
    made.add("DESCRIPTION", str(event["SUMMARY"]))
    made.add("TRIGGER", _earlier(milestone.date, length, days) - milestone.date + MORNING)
    return made


def _earlier(day: dt.date, length: Length, days: WorkingDays) -> dt.date:
    """The day that is this length of time before another; a month is the same day of the month, or its last."""
    if length.unit is Unit.WEEKS:
        return day - dt.timedelta(weeks=length.count)
    if length.unit is Unit.WORKING_DAYS:
        for _ in range(length.count):
            day -= dt.timedelta(days=1)
            while not days.has(day):
                day -= dt.timedelta(days=1)
        return day
    years, month = divmod(day.month - 1 - length.count, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _schedule(assessment: Assessment) -> Schedule:
    return plan(assessment, WorkingDays(assessment.holidays))


def _path(assessment: Assessment) -> str:
    """Beside the partnership's documents; the name holds no state, or each state would have a calendar of its own."""
    pattern = assessment.file_name
    for words in ("-{state}", "{state}-", "{state}"):
        pattern = pattern.replace(words, "")
    pattern = USUAL if output.pattern_fault(pattern) else pattern
    named = replace(assessment, state=State.ISSUED, file_name=pattern)
    return output.name(named, "dates", ".ics")


def _before(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def said(made: Calendars, folder: Path) -> str:
    """What is printed: the files, what was refused, and the counts."""
    written = ["Written", *(f"  {(folder / path).as_posix()}" for path in made.files)] if made.files else []
    refused = ["Refused"] if made.refused else []
    for reading in made.refused:
        refused += [f"  {reading.file}", *(textwrap.indent(str(problem), "      ") for problem in reading.problems)]
    counts = [f"Dates: {made.dates}. Files not accepted: {len(made.refused)}."]
    return "\n\n".join("\n".join(map(str, block)) for block in (made.problems, written, refused, counts) if block)


def as_json(made: Calendars, folder: Path) -> dict[str, Any]:
    """The same for programs; the paths of the files are inside the folder."""
    problems = [*made.problems, *(problem for reading in made.refused for problem in reading.problems)]
    return {
        "command": "calendar",
        "version": __version__,
        "output": folder.as_posix(),
        "files": list(made.files),
        "dates": made.dates,
        "problems": [problem.as_json() for problem in problems],
    }
