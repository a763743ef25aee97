"""What was agreed, proposed and extended about time, as frozen values: lengths, monitoring, extensions, holidays."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from msgspec import Struct

IMPROVEMENT_PLAN, PROGRESS_REVIEW = "improvement plan", "progress review"
"""What an extension may concern, beside an action, which it names by its reference."""

EXTENSION_LETTER = "timescale-extension"
"""The kind of document that records an extension."""


class Unit(StrEnum):
    """The units in which a length of time may be agreed."""

    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"


class Length(Struct, frozen=True, kw_only=True):
    """An agreed length of time, counted from the date of the letter; in a file: `6 weeks`."""

    count: Annotated[int, "How many", "6"]
    unit: Annotated[Unit, "Of what: working days, weeks or months", "weeks"]

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


class Span(Struct, frozen=True, kw_only=True):
    """An agreed time between two dates, both included; in a file: `2027-03-01 to 2027-05-31`."""

    first: Annotated[dt.date, "The first day", "2027-03-01"]
    last: Annotated[dt.date, "The last day", "2027-05-31"]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


Timescale = dt.date | Length | Span
"""When something is due: a day, a length counted from the date of the letter, or a time between two dates."""


class Monitoring(Struct, frozen=True, kw_only=True):
    """The timeframes for monitoring that were agreed, or that the cycle file proposes."""

    interval: Annotated[Length | None, "The interval of formal monitoring", "3 months"]
    first: Annotated[dt.date | None, "The first date of formal monitoring", "2027-02-01"]
    review: Annotated[Timescale | None, "When the formal progress review takes place", "2027-11-01"]
    by: Annotated[str | None, "Who monitors", "the link inspector"]
    proposed: Annotated[
        tuple[str, ...],
        'Which of "interval", "first" and "review" are proposed by the cycle file, not agreed',
        "review",
    ]


class Extension(Struct, frozen=True, kw_only=True):
    """An agreed timescale that is extended: the record of the old one, the new one and why."""

    concerns: Annotated[
        str, 'What it is about: "improvement plan", "progress review" or an action\'s reference', "A1.2"
    ]
    original: Annotated[Timescale, "The timescale that was agreed first", "2027-01-05"]
    new: Annotated[Timescale, "The timescale that is agreed now", "2027-02-05"]
    reason: Annotated[str, "Why it is extended"]
    agreed_with: Annotated[str, "With whom the new timescale was agreed", "Dr Morag Sinclair, chief officer"]
    agreed_on: Annotated[dt.date, "When it was agreed", "2026-12-14"]
    letter_date: Annotated[dt.date, "The date of the letter that records the extension", "2026-12-16"]


class Holiday(Struct, frozen=True, kw_only=True):
    """A day that is a holiday here, beside Scotland's bank holidays."""

    date: Annotated[dt.date, "The day", "2027-04-05"]
    name: Annotated[str, "What it is called", "Easter Monday (local)"]


class HolidayChanges(Struct, frozen=True, kw_only=True):
    """How the holidays differ from Scotland's bank holidays."""

    add: Annotated[tuple[Holiday, ...], "Days that are holidays here"]
    remove: Annotated[tuple[dt.date, ...], "Bank holidays that are working days here", "2027-01-04"]
