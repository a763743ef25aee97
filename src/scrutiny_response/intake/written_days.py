"""A timescale as people write it → the day that it says, if it says one for certain."""

from __future__ import annotations

import datetime as dt
import re

from scrutiny_response.domain.bank_holidays import FIRST_YEAR, LAST_YEAR

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})")
_NUMBERS = re.compile(r"(?<!\d)(?<!\d-)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CENTURY = 2000


def day_in(text: str) -> dt.date | None:
    """Return the last day that a text names; None if it names none: of a period, that is its end.

    Of several lines the first that names a day counts: a plan says the day, and below it how it was counted.

    Numbers are read as in Scotland, the day first. "8 weeks from 23 November 2026" names a day that is none of its own.
    A year of which no bank holidays are known is a slip of the pen, and no day.
    """
    first = text.partition("\n")[0] if "\n" in text else ""
    if first and (day := day_in(first)) is not None:
        return day
    text = " ".join(text.casefold().split())
    if re.search(r"\bfrom \d", text) and re.search(r"\b(?:weeks?|months?|days?)\b", text):
        return None
    named = [(match.start(), match) for pattern in (_WRITTEN, _NUMBERS, _ISO) for match in pattern.finditer(text)]
    days = [day for _, match in sorted(named, key=lambda each: each[0]) if (day := _day(match)) is not None]
    return days[-1] if days else None


def _day(match: re.Match[str]) -> dt.date | None:
    first, second, third = match.groups()
    if match.re is _ISO:
        year, month, day = int(first), int(second), int(third)
    else:
        month = _month(second) if match.re is _WRITTEN else int(second)
        day, year = int(first), int(third) + (_CENTURY if len(third) == 2 else 0)  # noqa: PLR2004  # digits of a year
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date if FIRST_YEAR <= year <= LAST_YEAR else None


def _month(word: str) -> int:
    """Return the number of a month by its name or its beginning; 0 if it is none."""
    return next((number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word)), 0)
