"""One written value → a date, a length of time, a timescale or a text, or why it is none."""

from __future__ import annotations

import datetime as dt
import re

from engross.days import month_number
from engross.suggestions import nearest
from scrutiny_response.domain.path_patterns import PatternFault, document_pattern_fault, report_pattern_fault
from scrutiny_response.domain.timeframes import Length, Span, Timescale, Unit

YEARS = range(1990, 2101)
"""The years of which an assessment may speak; any other is a slip of the keyboard."""

LONGEST = {Unit.WORKING_DAYS: 2500, Unit.WEEKS: 520, Unit.MONTHS: 120}
"""The longest agreed length of time in each unit: ten years."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_LENGTH = re.compile(r"(\d{1,6}) (working days?|weeks?|months?)", re.ASCII)
_LOOSE_LENGTH = re.compile(r"(\w+)[ -]*([a-z]+(?: [a-z]+)?)\.?", re.ASCII | re.IGNORECASE)
_LOOSE_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ][\d:.Z+]*)?", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+(\d{1,2}|[A-Za-z]{3,9})[-/., ]+(\d{4}|\d\d)", re.ASCII)
_EMAIL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[\w-]+(\.[\w-]+)+", re.ASCII)
"""What stands in the header of an e-mail as it is; anything else would need quotation marks, or break it."""
_CURLY = re.compile("“[^“”]*”|‘[^‘’]*’")
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_UNITS = {
    "working day": "working day",
    "day": "working day",
    "week": "week",
    "wk": "week",
    "month": "month",
    "mth": "month",
}
_TIMESCALE = "a date (2027-03-31), a length (6 weeks) or a time between two dates (2027-03-01 to 2027-05-31)"


class Unreadable(ValueError):
    """A value is not what was expected there; `hint` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def date_from(written: str) -> dt.date:
    """Return a date written 2027-03-31; Unreadable for any other form and for days that there are not."""
    match = _ISO.fullmatch(written)
    if not match:
        raise Unreadable(f"`{shortened(written)}` is not a date as year-month-day", _date_hint(written))
    year, month, day = (int(part) for part in match.groups())
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise Unreadable(f"the day {written} does not exist", "check the day and the month") from None
    if year not in YEARS:
        raise Unreadable(f"the year {year} is not between {YEARS[0]} and {YEARS[-1]}", "check the year")
    return date


def length_from(written: str) -> Length:
    """Return a length of time written 6 weeks, 20 working days or 3 months."""
    match = _LENGTH.fullmatch(written)
    if not match:
        expected = "a length of time such as `6 weeks`, `20 working days` or `3 months`"
        raise Unreadable(f"`{shortened(written)}` is not {expected}", _length_hint(written))
    count, unit = int(match[1]), Unit(match[2].rstrip("s") + "s")
    if not 1 <= count <= LONGEST[unit]:
        raise Unreadable(f"`{written}` is not a length from 1 to {LONGEST[unit]} {unit}", "check the number")
    return Length(count=count, unit=unit)


def alarm_from(written: str) -> Length | None:
    """Return a length of time, or `none` if there shall be no reminder."""
    return None if written == "none" else length_from(written)


def timescale_from(written: str) -> Timescale:
    """Return a date, a length, or a time between two dates written 2027-03-01 to 2027-05-31."""
    if _ISO.fullmatch(written):
        return date_from(written)
    if _LENGTH.fullmatch(written):
        return length_from(written)
    first, to, last = written.partition(" to ")
    if not to or not (_ISO.fullmatch(first) and _ISO.fullmatch(last)):
        raise Unreadable(f"`{shortened(written)}` is not {_TIMESCALE}", _timescale_hint(written))
    span = Span(first=date_from(first), last=date_from(last))
    if span.last <= span.first:
        raise Unreadable(f"`{written}` ends before it has begun", "write the earlier date first")
    return span


def check_text(written: str) -> None:
    """Any text that is not blank."""
    if not written.strip():
        raise Unreadable("this text is empty", "write the text, or remove the key if it may be left out")


def check_line(written: str) -> None:
    """Check that a text is on one line."""
    check_text(written)
    if "\n" in written or "\t" in written:
        raise Unreadable("this text has more than one line or a tab", "write it on one line, with spaces")
    if _CURLY.fullmatch(written):
        raise Unreadable("the quotation marks around this text would be printed", "remove them, or use straight ones")


def check_email(written: str) -> None:
    """Check an e-mail address, by its form alone."""
    if not _EMAIL.fullmatch(written):
        raise Unreadable(f"`{shortened(written)}` is not an e-mail address", "write it like name@example.org")


def check_file_name(written: str) -> None:
    """Refuse a file name pattern that could not be filled in."""
    check_line(written)
    _refuse(document_pattern_fault(written))


def check_report_path(written: str) -> None:
    """Refuse a report's path that could not be filled in, or that leads out of the cycle's folder."""
    check_line(written)
    _refuse(report_pattern_fault(written))


def _refuse(fault: PatternFault | None) -> None:
    if fault:
        raise Unreadable(fault.message, fault.hint)


def shortened(written: str) -> str:
    """Return a found value, on one line, short enough to be shown in a message."""
    line = " ".join(written.split())
    return line if len(line) <= 60 else line[:57] + "..."  # noqa: PLR2004 - the width of a message


def _date_hint(written: str) -> str:
    meant = _date_meant(written.strip())
    return f"write {meant}" if meant else "write it like 2027-03-31"


def _date_meant(written: str) -> dt.date | None:
    iso, british = _LOOSE_ISO.fullmatch(written), _BRITISH.fullmatch(written)
    if not (iso or british):
        return None
    day, month, year = reversed(iso.groups()) if iso else british.groups() if british else ()
    number = int(month) if month.isdecimal() else month_number(month)
    try:
        return dt.date(int(year) + (2000 if len(year) == len("26") else 0), number, int(day))
    except ValueError:
        return None


def _length_hint(written: str) -> str:
    meant = _length_meant(written.strip())
    return f"write {meant}" if meant else "write it like 6 weeks"


def _length_meant(written: str) -> str | None:
    match = _LOOSE_LENGTH.fullmatch(written)
    if not match:
        return None
    number, word = re.sub("^an?$", "one", match[1].casefold()), nearest(match[2].rstrip("sS"), _UNITS)
    unit = _UNITS[word] if word else None
    count = _NUMBERS.index(number) + 1 if number in _NUMBERS else int(number) if number.isdecimal() else 0
    return f"{count} {unit}{'' if count == 1 else 's'}" if unit and 0 < count <= max(LONGEST.values()) else None


def _timescale_hint(written: str) -> str:
    ends = [_date_meant(end.strip()) for end in re.split(r" to | - |–|—| until ", written.strip())]
    meant = _date_meant(written.strip()) or _length_meant(written.strip())
    if not meant and len(ends) == len(("first", "last")) and all(ends):
        meant = f"{ends[0]} to {ends[1]}"
    return f"write {meant}" if meant else "write it in one of these three ways"
