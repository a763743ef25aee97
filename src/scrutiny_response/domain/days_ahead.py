"""How far ahead of today an event may be recorded: farther, a year was mistyped, and nothing recorded is taken back."""

from __future__ import annotations

import datetime as dt

_FAR = dt.timedelta(days=730)


def is_far(day: dt.date | None, today: dt.date) -> bool:
    """Return whether a day is too far ahead for an event."""
    return day is not None and day > today + _FAR
