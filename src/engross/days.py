"""A day → the words in which documents and screens say it, in English whatever the computer's language is."""

from __future__ import annotations

import datetime as dt

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spelled(day: dt.date) -> str:
    """A day as "23 November 2026"."""
    return f"{day.day} {month(day)}"


def month(day: dt.date) -> str:
    """A day's month as "November 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def weekday(day: dt.date) -> str:
    """A day's name, as "Monday"."""
    return _WEEKDAYS[day.weekday()]
