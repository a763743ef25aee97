"""The Jinja source of one part, and which of its lines is whose: apart from how it is written, for those who render."""

from __future__ import annotations

from msgspec import Struct


class JinjaSource(Struct, frozen=True):
    """Jinja source of one part; `lines[n]` is the number of the tag on line n + 1.

    `stray` is a tag's delimiter that stands where no tag is read, with the text around it; usually "".
    """

    text: str
    lines: tuple[int, ...]
    stray: str

    def tag_on(self, line: int) -> int | None:
        """The number of the tag on a line of the source, counted from 1."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else None
