"""A file's text ↔ the text with line feeds only that its parser reads; each line keeps its own end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from scrutiny_response.intake.yaml_text import JSON_PAIR, JSON_pair_joined

_READ_OTHERWISE = re.compile(rf"\A\ufeff|\r\n?|{JSON_PAIR.pattern}", re.IGNORECASE)
"""What the parser is given in another form: a byte order mark, line ends, and JSON's two escapes for one character."""


class Splice(NamedTuple):
    """A text in place of what stands between two offsets of the text that was read."""

    start: int
    end: int
    text: str


class Original(Struct, frozen=True):
    """A text as it lies in its file, as it is read, and how far the one is behind the other from where on."""

    written: str
    text: str
    line_end: str
    _from: tuple[int, ...]
    _behind: tuple[int, ...]

    def part(self, start: int, end: int) -> str:
        """Return what is written between two offsets of the text that is read, with line feeds at its line ends."""
        return re.sub("\r\n?", "\n", self._written(start, end))

    def patched(self, start: int, end: int, splices: Iterable[Splice]) -> str:
        """Return a part with other texts in some places of it, with line feeds at its line ends."""
        pieces, position = [], start
        for splice in sorted(splices, key=lambda splice: splice[:2]):
            pieces += [self.part(position, splice.start), splice.text]
            position = max(splice.end, position)
        return "".join([*pieces, self.part(position, end)])

    def rewritten(self, splices: Iterable[Splice]) -> str:
        """Return the whole file's text with these splices; new lines end as the first line of the file does."""
        pieces, position = [self.written[: self._offset(0)]], 0
        for splice in sorted(splices, key=lambda splice: splice[:2]):
            pieces += [self._written(position, splice.start), splice.text.replace("\n", self.line_end)]
            position = max(splice.end, position)
        return "".join([*pieces, self._written(position, len(self.text))])

    def _written(self, start: int, end: int) -> str:
        return self.written[self._offset(start) : self._offset(end)]

    def _offset(self, position: int) -> int:
        behind = bisect_right(self._from, position)
        return position + (self._behind[behind - 1] if behind else 0)


def original(written: str) -> Original:
    """Return a file's text, decoded but otherwise as it lies there, beside the text that is read."""
    pieces, begins, shifts, position, length = [], [], [], 0, 0
    for match in _READ_OTHERWISE.finditer(written):
        is_line_end = match[0][0] == "\r"
        read = "\n" if is_line_end else "" if match[0] == "\ufeff" else JSON_pair_joined(match)
        pieces += [written[position : match.start()], read]
        length += match.start() - position + len(read)
        position = match.end()
        if len(match[0]) != len(read):
            begins.append(length)
            shifts.append(len(match[0]) - len(read))
    text = "".join([*pieces, written[position:]])
    end = re.search("\r\n?|\n", written)
    return Original(written, text, end[0] if end else "\n", tuple(begins), tuple(accumulate(shifts)))
