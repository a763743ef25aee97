"""Dated assessments, and the events that are there → the events of a calendar, each a new version of itself."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import quote

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.dates_now import dates_now
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.monitoring import Milestone, WorkingDays, earlier, plan
from scrutiny_response.domain.timeframes import Length
from scrutiny_response.use_cases.calendars.existing import FILE, REFERENCE, ExistingCalendar
from scrutiny_response.use_cases.calendars.folding import text_of

if TYPE_CHECKING:
    from icalendar import Component, Event

PRODUCT = "-//Care Inspectorate//Scrutiny response//EN"
CANCELLED = "Cancelled: "
"""What a cancelled event's summary begins with, as Outlook shows imported ones and says nothing of their status."""
_MOST_DIGITS = 9
"""A longer number was not counted up to."""
MORNING = dt.timedelta(hours=9)
"""When on its day an alarm rings."""

_COMPARED = ("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "CATEGORIES")
"""What, when it differs, makes an event a new version of itself."""


Alarm = Length | Literal["none"] | None
"""How long before each date calendars remind of it; None if that is as the assessments say."""


@dataclass(frozen=True, slots=True)
class DatedAssessment:
    """An assessment with its file, as a path from the output folder, and the events of its reference."""

    assessment: Assessment
    file: str = ""
    events: tuple[Recorded, ...] = ()

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Its dates as they stand now, on its own working days."""
        schedule = plan(self.assessment, WorkingDays(self.assessment.holidays))
        return tuple(each.milestone for each in dates_now(self.assessment, schedule, self.events))


class EventText(NamedTuple):
    """An event as it is written, with what orders it: its day and its UID."""

    day: str
    uid: str
    text: bytes


def calendar(assessments: Iterable[Assessment], alarm: Alarm = None, replaced: bytes = b"") -> bytes:
    """Return the calendar of these assessments' dates; `replaced` is the calendar that it replaces."""
    existing = ExistingCalendar(BytesIO(replaced))
    dated = [DatedAssessment(assessment) for assessment in assessments]
    own = {one.assessment.reference for one in dated}
    blocks = [block for one in dated for block in versions(one, alarm, existing.events(one.assessment.reference))]
    blocks += [block(event) for other in existing.references if other not in own for event in existing.events(other)]
    return b"".join(pieces(written.text for written in sorted(blocks)))


def pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a calendar's file, piece by piece; the events are in the order of their days."""
    from icalendar import Calendar  # noqa: PLC0415  # it takes a fifth of a second, which other commands do not spend

    frame = Calendar()
    for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")):
        frame.add(name, value)
    begin, end, rest = bytes(frame.to_ical(sorted=False)).partition(b"END:VCALENDAR")
    yield begin
    yield from blocks
    yield end + rest


def versions(dated: DatedAssessment, alarm: Alarm, existing: Iterable[Event]) -> list[EventText]:
    """Return the events of an assessment, each a new version of what was there; cancel those that are no more."""
    last_versions = latest(existing)
    events = [_versioned(event, last_versions) for event in _events(dated, alarm)]
    settled = {str(event["UID"]) for event in events}
    return [
        block(event)
        for event in (*events, *(cancelled(old) for name, old in last_versions.items() if name not in settled))
    ]


def latest(events: Iterable[Event]) -> dict[str, Event]:
    """Return the last version of each event, by its UID."""
    return {str(event["UID"]): event for event in sorted(events, key=_sequence)}


def block(event: Event) -> EventText:
    """Return an event as it is written."""
    start: Any = event["DTSTART"]
    return EventText(start.dt.isoformat()[:10], str(event["UID"]), text_of(event))


def _events(dated: DatedAssessment, alarm: Alarm) -> Iterator[Event]:
    """Yield an event for each date as it stands now, numbered within its kind."""
    numbers: Counter[str] = Counter()
    for milestone in dated.milestones:
        numbers[milestone.kind] += 1
        yield _event(dated, milestone, numbers[milestone.kind], _chosen(alarm, dated.assessment))


def _chosen(alarm: Alarm, assessment: Assessment) -> Length | None:
    return None if alarm == "none" else alarm or assessment.alarm


def _event(dated: DatedAssessment, milestone: Milestone, number: int, alarm: Length | None) -> Event:
    assessment = dated.assessment
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
    if dated.file:
        event.add(FILE, dated.file)
    event.add("DTSTAMP", _stamp(assessment))
    if alarm:
        event.add_component(_alarm(event, milestone, alarm, WorkingDays(assessment.holidays)))
    return event


def _uid(reference: str, kind: str, number: int) -> str:
    """Return an event's UID: the same for the same reference, kind and number in every run, whatever the date."""
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


def _versioned(event: Event, last_versions: Mapping[str, Event]) -> Event:
    """Give an event its sequence: that of the event it replaces, or one higher if it says anything else."""
    old = last_versions.get(str(event["UID"]))
    number = _sequence(old) if old is not None else 0
    if old is not None and (
        any(_said(event, name) != _said(old, name) for name in _COMPARED) or _rings(event) != _rings(old)
    ):
        number += 1
    return _numbered(event, number)


def _rings(event: Event) -> list[bytes]:
    return [_said(component, "TRIGGER") for component in event.subcomponents]


def _sequence(event: Event) -> int:
    number = str(event.get("SEQUENCE", 0))
    return int(number) if number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS else 0


def _numbered(event: Event, number: int) -> Event:
    """Number an event's version, stamped a second later than the one before, as programs that compare stamps expect."""
    event.add("SEQUENCE", number)
    stamp: Any = getattr(event.pop("DTSTAMP", None), "dt", None)
    day = stamp if isinstance(stamp, dt.datetime) else dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    event.add("DTSTAMP", day.replace(hour=0, minute=0, second=0) + dt.timedelta(seconds=number))
    return event


def cancelled(old: Event) -> Event:
    """Cancel an event that is no more.

    Programs that follow the standard strike it out or take it away; in others its summary says so.
    """
    if str(old.get("STATUS")) == "CANCELLED":
        return old
    ended = copy.deepcopy(old)
    for name, value in (("STATUS", "CANCELLED"), ("SUMMARY", CANCELLED + str(old.get("SUMMARY", "")))):
        ended.pop(name, None)
        ended.add(name, value)
    ended.subcomponents.clear()
    ended.pop("SEQUENCE", None)
    return _numbered(ended, _sequence(old) + 1)


def _said(event: Component, name: str) -> bytes:
    value: Any = event.get(name)
    return b"" if value is None else bytes(value.to_ical())


def _alarm(event: Event, milestone: Milestone, length: Length, days: WorkingDays) -> Component:
    from icalendar import Alarm  # noqa: PLC0415  # likewise

    display = Alarm()
    display.add("ACTION", "DISPLAY")
    display.add("DESCRIPTION", str(event["SUMMARY"]))
    display.add("TRIGGER", earlier(milestone.date, length, days) - milestone.date + MORNING)
    return display
