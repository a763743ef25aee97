"""Dated assessments, and the events that are there → the events of a calendar, each a new version of itself."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import quote

from msgspec import Struct

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.dates_now import dates_now
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.monitoring import Milestone, WorkingDays, earlier, plan
from scrutiny_response.domain.timeframes import Length
from scrutiny_response.use_cases.calendars.existing import ExistingCalendar, event_of
from scrutiny_response.use_cases.calendars.folding import text_of
from scrutiny_response.use_cases.calendars.writing import Draft, draft, pieces

if TYPE_CHECKING:
    from icalendar import Component, Event

CANCELLED = "Cancelled: "
"""What a cancelled event's summary begins with, as Outlook shows imported ones and says nothing of their status."""
_MOST_DIGITS = 9
"""A longer number was not counted up to."""
_NUMBER = re.compile(rb"\nSEQUENCE:([0-9]{1,%d})\r" % _MOST_DIGITS)

_COMPARED = ("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "CATEGORIES")
"""What, when it differs, makes an event a new version of itself."""


Alarm = Length | Literal["none"] | None
"""How long before each date calendars remind of it; None if that is as the assessments say."""


class DatedAssessment(Struct, frozen=True):
    """An assessment with its file, as a path from the output folder, and the events of its reference."""

    assessment: Assessment
    file: str = ""
    events: tuple[Recorded, ...] = ()

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Its dates as they stand now, on its own working days."""
        schedule = plan(self.assessment, WorkingDays(self.assessment.holidays))
        return tuple(date_now.milestone for date_now in dates_now(self.assessment, schedule, self.events))


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
    blocks = [written for one in dated for written in versions(one, alarm, existing.blocks(one.assessment.reference))]
    blocks += [block(event) for other in existing.references if other not in own for event in existing.events(other)]
    return b"".join(pieces(written.text for written in sorted(blocks)))


def versions(dated: DatedAssessment, alarm: Alarm, existing: Iterable[bytes]) -> list[EventText]:
    """Return the events of an assessment, each a new version of what was there; cancel those that are no more.

    What was there are the texts of events. They are read only if they are not those that would be written again.
    """
    drafts = list(_drafts(dated, alarm))
    texts = tuple(dict.fromkeys(existing))
    numbers = _numbers_as_written(drafts, texts)
    if numbers is not None:
        return [_numbered_text(one, numbers.get(one.uid, 0)) for one in drafts]
    last_versions = latest(event for event in map(event_of, texts) if event is not None)
    settled = {one.uid for one in drafts}
    return [
        *(_numbered_text(one, _number(one, last_versions.get(one.uid))) for one in drafts),
        *(block(cancelled(old)) for name, old in last_versions.items() if name not in settled),
    ]


def _numbers_as_written(drafts: Sequence[Draft], texts: Iterable[bytes]) -> Mapping[str, int] | None:
    """Return the number of the last version of each event that is there, by its UID; None if one says anything else."""
    numbers: dict[str, int] = {}
    for text in texts:
        number = int(numbered[1]) if (numbered := _NUMBER.search(text)) else 0
        same = next((one.uid for one in drafts if text.startswith(one.head) and one.text(number) == text), None)
        if same is None:
            return None
        numbers[same] = max(number, numbers.get(same, 0))
    return numbers


def _numbered_text(one: Draft, number: int) -> EventText:
    return EventText(one.day.isoformat(), one.uid, one.text(number))


def latest(events: Iterable[Event]) -> dict[str, Event]:
    """Return the last version of each event, by its UID."""
    return {str(event["UID"]): event for event in sorted(events, key=_sequence)}


def block(event: Event) -> EventText:
    """Return an event as it is written."""
    start: Any = event["DTSTART"]
    return EventText(start.dt.isoformat()[:10], str(event["UID"]), text_of(event))


def _drafts(dated: DatedAssessment, alarm: Alarm) -> Iterator[Draft]:
    """Yield an event for each date as it stands now, numbered within its kind."""
    numbers: Counter[str] = Counter()
    assessment = dated.assessment
    length = _chosen(alarm, assessment)
    days = WorkingDays(assessment.holidays)
    for milestone in dated.milestones:
        numbers[milestone.kind] += 1
        uid = _uid(assessment.reference, milestone.kind, numbers[milestone.kind])
        rings = earlier(milestone.date, length, days) if length else None
        yield draft(uid, assessment, milestone, dated.file, _summary(assessment, milestone), rings)


def _chosen(alarm: Alarm, assessment: Assessment) -> Length | None:
    return None if alarm == "none" else alarm or assessment.alarm


def _uid(reference: str, kind: str, number: int) -> str:
    """Return an event's UID: the same for the same reference, kind and number in every run, whatever the date."""
    return f"{quote(reference.casefold(), safe='')}-{kind.casefold().replace(' ', '-')}-{number}@scrutiny-response"


def _summary(assessment: Assessment, milestone: Milestone) -> str:
    words = f"{initial_capital(milestone.kind)}: {assessment.partnership.name}"
    return words if assessment.state.is_final else f"{words} ({assessment.state}, not final)"


def _number(one: Draft, old: Event | None) -> int:
    """Return an event's number: that of the event it replaces, or one higher if it says anything else."""
    if old is None:
        return 0
    event, number = event_of(one.text(0)), _sequence(old)
    is_same = event is not None and all(_said(event, name) == _said(old, name) for name in _COMPARED)
    return number if event is not None and is_same and _rings(event) == _rings(old) else number + 1


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
