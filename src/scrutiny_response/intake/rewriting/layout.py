"""A file's text → its keys, items and values with the offsets between which each is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import yaml
from msgspec import Struct

from scrutiny_response.intake.rewriting.original import Original
from scrutiny_response.intake.rewriting.values import Value, yes_or_no
from scrutiny_response.intake.tree import EMPTY


class Entry(Struct, frozen=True):
    """A key of a map with its value, or an item of a list: where it begins and ends, and where its value may stand.

    `behind` is the offset behind the colon or the dash; within brackets an item has none, and begins there.
    """

    key: str | None
    value: Part
    start: int
    behind: int
    end: int


class Part(Struct, frozen=True):
    """A value as it is written; `column` is where the keys of a map or the dashes of a list stand."""

    node: Any
    start: int
    end: int
    column: int
    entries: tuple[Entry, ...] = ()

    @property
    def in_brackets(self) -> bool:
        return bool(getattr(self.node, "flow_style", False))

    @property
    def is_map(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands there, or nothing between the brackets."""
        return self.start == self.end or (not self.entries and (self.is_map or self.is_list))

    def value(self) -> Value:
        """Return what it says, as `value_of` says it of a tree."""
        if self.is_map:
            return {str(entry.key): entry.value.value() for entry in self.entries if not entry.value.says_nothing}
        if self.is_list:
            return [entry.value.value() for entry in self.entries]
        written = str(self.node.value)
        if self.node.style in {"|", ">"}:
            return written.rstrip("\n")
        return (None if self.node.style else yes_or_no(written)) or written

    @property
    def says_nothing(self) -> bool:
        """Whether it is a word that stands for no value."""
        return isinstance(self.node, yaml.ScalarNode) and not self.node.style and self.node.value in EMPTY


class Layout:
    """Where the lines of a text begin and end, and where its values stand."""

    def __init__(self, original: Original) -> None:
        self.text = original.text
        self.root = self._part(yaml.compose(original.text, yaml.CSafeLoader))

    @cached_property
    def _starts(self) -> Sequence[int]:
        starts, position = [0], self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def line_start(self, offset: int) -> int:
        """Return where the line with this offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line with this offset ends: at its line feed, or at the end of the text."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def _offset(self, mark: Any) -> int:
        return int(self._starts[mark.line] + mark.column)

    def _part(self, node: Any) -> Part:
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        if isinstance(node, yaml.MappingNode):
            entries = tuple(self._keyed(key, value) for key, value in node.value)
        elif isinstance(node, yaml.SequenceNode):
            entries = self._items(node)
        else:
            end = self._content_end(start, end) if node.style in {"|", ">"} else end
            return Part(node, start, end, 0)
        if not node.flow_style:
            end = entries[-1].end
        return Part(node, start, end, int(node.start_mark.column), entries)

    def _content_end(self, start: int, end: int) -> int:
        """Return where the last line of a text ends that stands below its key; empty lines follow it."""
        lines = self.text[start:end].rstrip("\n").split("\n")
        while len(lines) > 1 and not lines[-1].strip(" "):
            lines.pop()
        return start + len("\n".join(lines))

    def _keyed(self, key: Any, value: Any) -> Entry:
        start, key_end, part = self._offset(key.start_mark), self._offset(key.end_mark), self._part(value)
        colon = self.text.find(":", key_end, max(part.start, key_end) + 1)
        behind = colon + 1 if colon >= 0 else key_end
        return Entry(str(key.value), part, start, behind, max(part.end, behind))

    def _items(self, node: Any) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        for value in node.value:
            part = self._part(value)
            if node.flow_style:
                entries.append(Entry(None, part, part.start, part.start, part.end))
            else:
                dash = self._dash(part.start, node.start_mark, is_first=not entries)
                entries.append(Entry(None, part, dash, dash + 1, max(part.end, dash + 1)))
        return tuple(entries)

    def _dash(self, start: int, list_start: Any, *, is_first: bool) -> int:
        """Return the offset of the dash before an item: on its line, or above with only comments between."""
        if is_first:
            return self._offset(list_start)
        line = self.line_start(start)
        while line > 0 and not self._begins_with_dash(line, list_start.column):
            line = self.line_start(line - 1)
        return line + int(list_start.column)

    def _begins_with_dash(self, line: int, column: int) -> bool:
        return self.text[line : line + column].strip() == "" and self.text[line + column : line + column + 1] == "-"
