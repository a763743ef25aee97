"""The three fields of a date, as somebody filled them in → which of them is wrong, in words, and where to go."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from scrutiny_response.desk.forms.answers import ISO, PARTS, SHORT, YEAR, fields_of, month_in
from scrutiny_response.desk.forms.questions import Question
from scrutiny_response.domain.bank_holidays import FIRST_YEAR, LAST_YEAR
from scrutiny_response.domain.filters import listed
from scrutiny_response.use_cases.editing import Values

EXAMPLE = "27 3 2027"
_AS_ASKED = ("By ", "When ", "On ", "Answer ")
"""With what the label of a date begins that is a question and no name."""
_MONTHS, _DAYS, _LEAP = 12, 31, 2028


def wrong_date(question: Question, value: Values) -> tuple[tuple[str, ...], str] | None:
    """Return which fields of a date are wrong, and what is said of them.

    None if they are empty or say a day, or if a file has a text there that was not typed into the three.
    """
    parts = [fields_of(question, value)[f"{question.name}.{part}"] for part in PARTS]
    faults = dict(_faults(*parts))
    lacking = [part for part, text in zip(PARTS, parts, strict=True) if not text]
    is_one_text = isinstance(value, str) and "/" not in value and not ISO.fullmatch(value)
    if len(lacking) == len(PARTS) or not (lacking or faults) or is_one_text:
        return None
    name = f"“{question.label}”" if question.label.startswith(_AS_ASKED) else question.label
    words = f"must be a real date, such as {EXAMPLE}: {listed(faults.values())}"
    if lacking:
        words = f"must include {listed(f'a {part}' for part in lacking)}"
    return tuple(f"{question.name}.{part}" for part in lacking or faults), f"{name} {words}"


def _faults(day: str, month: str, year: str) -> Iterator[tuple[str, str]]:
    """Yield each field that is wrong, in their order, and what is to stand there."""
    in_year = month_in(month)
    number = int(in_year) if in_year else 0
    is_month, is_year = 1 <= number <= _MONTHS, bool(YEAR.fullmatch(year))
    is_day = bool(SHORT.fullmatch(day)) and 1 <= int(day) <= _DAYS
    last = calendar.monthrange(int(year) if is_year and int(year) else _LEAP, number)[1] if is_month else _DAYS
    if not is_day:
        yield "day", f"the day is a number from 1 to {last}"
    elif int(day) > last:
        named = f"{calendar.month_name[number]} {year}" if is_year else calendar.month_name[number]
        yield "day", f"{named} has {last} days"
    if not is_month:
        yield "month", f"the month is a number from 1 to {_MONTHS}, or its name"
    if not is_year:
        yield "year", "the year has four figures"
    elif not FIRST_YEAR <= int(year) <= LAST_YEAR:
        yield "year", f"the year is from {FIRST_YEAR} to {LAST_YEAR}"
