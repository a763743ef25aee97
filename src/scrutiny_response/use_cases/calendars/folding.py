"""A calendar's event → its text, its lines folded (RFC 5545, 3.1).

The library folds character by character, which was a fifth of the time of writing calendars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Component

_MOST = 74
"""The most octets of a line."""
_FOLD = b"\r\n "
_FOLLOWS = 0b1100_0000, 0b1000_0000
"""The first bits of an octet, and what they are in one that does not begin a character."""
_ESCAPES = b"\\^"
"""Each of them belongs together with the character behind it; of a row of them, each second one is such a character."""


def text_of(component: Component) -> bytes:
    """Return what the library's own `to_ical` gives of an event, its properties in the order in which they were set."""
    lines = component.content_lines(sorted=False)
    return b"".join(folded(line) + b"\r\n" for line in lines if line)


def folded(line: str) -> bytes:
    """Return a line in pieces that no program cuts: no character and no escape is taken apart."""
    data = line.encode()
    pieces: list[bytes] = []
    start, (bits, in_character) = 0, _FOLLOWS
    while len(data) - start > _MOST:
        end = start + _MOST
        while data[end] & bits == in_character:
            end -= 1
        end -= (end - len(data[start:end].rstrip(_ESCAPES)) - start) % 2
        pieces.append(data[start:end])
        start = end
    return _FOLD.join((*pieces, data[start:]))
