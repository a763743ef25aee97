"""A calendar file that is there → its events, a few at a time, by their references."""

from __future__ import annotations

import datetime as dt
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from engross import paths
from engross.paths import Kind
from engross.problems import FilePlace, Problem

if TYPE_CHECKING:
    from icalendar import Event

REFERENCE = "X-SCRUTINY-REFERENCE"
"""Whose date an event is."""
FILE = "X-SCRUTINY-FILE"
"""Where that is said: the assessment file's path from the output folder."""

_BEGIN, _END = b"BEGIN:VEVENT", b"END:VEVENT"
_MARKS = b"BbEe"
"""What a line that may be either begins with."""
_ONCE = frozenset(
    "UID DTSTART DTEND DTSTAMP SUMMARY DESCRIPTION STATUS SEQUENCE TRANSP "
    f"{REFERENCE} {FILE} X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-CDO-BUSYSTATUS".split()
)
"""What an event says once."""
_FOLD = re.compile(rb"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([\\;,])")
"""What a text of one line escapes (RFC 5545, 3.3.11); programs that write it anew may, and may not."""


class ExistingCalendar:
    """The events of a calendar, of which only the references and the places in the file are held in memory.

    Without a file there is none. An event that is damaged, or has no UID or no day, is left out. `problem` is why the
    file cannot be read.
    """

    def __init__(self, stream: IO[bytes] | None = None, problem: Problem | None = None) -> None:
        self._stream = stream or BytesIO()
        self.problem = problem
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        for place, block in _blocks(self._stream):
            self._places[_value(block, REFERENCE)].append(place)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the events in a file, none if it cannot be read."""
        try:
            if paths.is_file(path):
                return cls(path.open("rb"))
            is_pipe = paths.look(path).kind is Kind.DEVICE  # what a folder is in the way of is told when it is written
            return cls(problem=_unreadable(path, "it is no file")) if is_pipe else cls()
        except (OSError, ValueError) as error:
            return cls(problem=_unreadable(path, str(getattr(error, "strerror", None) or error)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    @property
    def references(self) -> list[str]:
        """The references of all events, each once; empty for one that says none."""
        return list(self._places)

    def events(self, reference: str) -> Iterator[Event]:
        """Yield the events of a reference."""
        return (event for event in map(event_of, self.blocks(reference)) if event is not None)

    def blocks(self, reference: str) -> Iterator[bytes]:
        """Yield the texts of the events of a reference, damaged ones, too."""
        for place in self._places.get(reference, ()):
            self._stream.seek(place)
            _, block = next(_blocks(self._stream))
            yield block


def _blocks(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the text of each event from here on, and where it begins."""
    place, begun, lines = stream.tell(), 0, list[bytes]()
    for line in stream:
        mark = line.rstrip().upper() if line[:1] in _MARKS else b""
        if mark == _BEGIN:
            begun, lines = place, []
        lines.append(line)
        if mark == _END and lines[0].rstrip().upper() == _BEGIN:
            yield begun, b"".join(lines)
            lines = []
        place += len(line)


def _value(block: bytes, name: str) -> str:
    """Return the text that an event says under one name, read without all the rest; "" if it does not say it."""
    line = re.search(rb"(?i)^%s(?:;[^:\n]*)?:(.*?)\r?$" % name.encode(), _FOLD.sub(b"", block), re.MULTILINE)
    return _ESCAPED.sub(r"\1", line[1].decode(errors="replace")) if line else ""


def event_of(block: bytes) -> Event | None:
    """Return the event that a text says; None if it is damaged."""
    from icalendar import Event, vText  # noqa: PLC0415  # it takes a fifth of a second, which other commands do not spend

    try:
        event: Any = Event.from_ical(block.decode())
        for name in list(event):
            if isinstance(event[name], list):
                event[name] = _once(name, event[name])
        for name in (REFERENCE, FILE):  # from its version 7.3 on, the library takes them as they are written
            if name in event:
                event[name] = vText(_value(block, name))
        if not _is_a_time(event.get("DTSTAMP")):
            event.pop("DTSTAMP", None)
        event.content_lines()  # what cannot be written again is damaged, too
        return event if "UID" in event and event["DTSTART"].dt.isoformat() else None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None


def _is_a_time(value: Any) -> bool:
    """Whether a property holds a time; the library gives one that it cannot read a value that raises when looked at."""
    try:
        return isinstance(value.dt, dt.datetime)
    except (AttributeError, ValueError):
        return False


def _once(name: str, values: list[Any]) -> Any:
    """Return a property that another program wrote in several lines as one: all categories, of others the first."""
    if name != "CATEGORIES":
        return values[0] if name in _ONCE else values
    from icalendar.prop import vCategory  # noqa: PLC0415  # likewise

    return vCategory(list(dict.fromkeys(str(word) for value in values for word in value.cats)))


def _unreadable(path: Path, why: str) -> Problem:
    message = f"the calendar that lies here cannot be read ({why}), so it is left as it is"
    return Problem("unreadable-calendar", FilePlace(path.as_posix()), message, "see what it is, and move it away")
