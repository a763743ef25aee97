"""A day → the words in which documents and screens say it, in English whatever the computer's language is."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month_number(name: str) -> int:
    """Return the number of a month from its English name, of which the first three letters count; 0 if it is none."""
    short = name[:3].casefold()
    return next((number for number, full_name in enumerate(MONTHS, 1) if full_name[:3].casefold() == short), 0)


@lru_cache(maxsize=256)  # documents of one cycle say the same days again and again
def spelled(day: dt.date) -> str:
    """Return a day as "23 November 2026"."""
    return f"{day.day} {month(day)}"


def month(day: dt.date) -> str:
    """Return a day's month as "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def weekday(day: dt.date) -> str:
    """Return a day's name, as "Monday"."""
    return _WEEKDAYS[day.weekday()]
