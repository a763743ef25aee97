"""A date of an assessment → the text of its event (RFC 5545), with the number of its version.

The library takes many times as long to write an event, and a fifth of a second to be there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.monitoring import Milestone
from scrutiny_response.use_cases.calendars.existing import FILE, REFERENCE
from scrutiny_response.use_cases.calendars.folding import folded

PRODUCT = "-//Care Inspectorate//Scrutiny response//EN"
MORNING = dt.timedelta(hours=9)
"""When on its day an alarm rings."""
_LINE_END = b"\r\n"
_HOUR = 3600
_NO_LINE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]|\\N")
"""What the name of a file may hold on some disks, and no line of a calendar may, or only as a new line (see below)."""


class Draft(Struct, frozen=True):
    """An event before its version has a number: the day it begins on, its UID, and its text to either side of that.

    `stamp` is midnight of the letter that says so.
    """

    day: dt.date
    uid: str
    head: bytes
    stamp: dt.datetime
    tail: bytes

    def text(self, number: int) -> bytes:
        """Return the event's version of this number, stamped as many seconds later as programs expect of versions."""
        stamp = self.stamp + dt.timedelta(seconds=number)
        time = f"{stamp.hour:02}{stamp.minute:02}{stamp.second:02}"
        return b"%sSEQUENCE:%d\r\nDTSTAMP:%sT%sZ\r\n%s" % (
            self.head,
            number,
            _digits(stamp).encode(),
            time.encode(),
            self.tail,
        )


def draft(  # noqa: PLR0913, PLR0917  # what an event says
    uid: str, assessment: Assessment, milestone: Milestone, file: str, summary: str, rings: dt.date | None
) -> Draft:
    """Return the event of a date; `file` says so, if any does, and on the day `rings` programs remind of it."""
    reference = assessment.reference
    end = (milestone.until or milestone.date) + dt.timedelta(days=1)
    head = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(uid)}",
        f"DTSTART;VALUE=DATE:{_digits(milestone.date)}",
        f"DTEND;VALUE=DATE:{_digits(end)}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(chr(10).join(_description(reference, milestone)))}",
        f"CATEGORIES:{_escaped(initial_capital(milestone.kind))}",
        f"STATUS:{'TENTATIVE' if milestone.proposed else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        f"{REFERENCE}:{_masked(reference)}",
        *([f"{FILE}:{_masked(file)}"] if file and not _NO_LINE.search(file) else []),
    ]
    tail = [*(_alarm(summary, rings - milestone.date + MORNING) if rings else ()), "END:VEVENT"]
    return Draft(milestone.date, uid, _lines(head), _stamp(assessment), _lines(tail))


def pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a calendar's file, piece by piece; the events are in the order of their days."""
    yield _lines(["BEGIN:VCALENDAR", f"PRODID:{PRODUCT}", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"])
    yield from blocks
    yield _lines(["END:VCALENDAR"])


def _description(reference: str, milestone: Milestone) -> Iterator[str]:
    yield f"Our reference: {reference}"
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


def _alarm(summary: str, after: dt.timedelta) -> Iterator[str]:
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(summary)}")
    yield from (f"TRIGGER:{_duration(after)}", "END:VALARM")


def _duration(length: dt.timedelta) -> str:
    """Return a time of whole hours as RFC 5545 writes it (3.3.6)."""
    sign, size = ("-", -length) if length < dt.timedelta() else ("", length)
    hours = f"T{size.seconds // _HOUR}H" if size.seconds else ""
    days = f"{size.days}D" if size.days or not hours else ""
    return f"{sign}P{days}{hours}"


def _digits(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """Return a text as a value (RFC 5545, 3.3.11); `\\N` is a new line to the library, and stays one."""
    text = _masked(text.replace("\\N", "\n"))
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _masked(line: str) -> str:
    return line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(folded(line) + _LINE_END for line in lines)
