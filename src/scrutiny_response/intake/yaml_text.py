"""Text in YAML or JSON → a tree of values that know their places, or every problem in it.

YAML 1.2 read strictly: no anchors, aliases or tags, one document, no key twice. A value stays as it is written, so
that `no`, `on`, `1:30` and `1.10` are text where the schema wants text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from engross.problems import Problem
from scrutiny_response.intake.decoding import LOST, unholdable
from scrutiny_response.intake.tree import List, Map, Node, Source, Text, text
from scrutiny_response.intake.yaml_faults import fault_of, odd_indentation

DEEPEST = 20
"""How many lists and maps may stand one in another; an assessment needs five."""

_NOT_USED = "write the value out in each place; put a text that begins with `{0}` in quotes"
_COMMENT = re.compile(r"[ \t]+(#[^#\s].*)")
JSON_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""The two escapes with which JSON writes a character beyond U+FFFF, and backslashes before them that are text."""


class _Unreadable(Exception):
    """Reading cannot go on after this."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def composed(written: str, source: Source) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a text; None if there is none, or if it cannot be read to its end."""
    events = iter(yaml.CSafeLoader(_JSON_pairs_joined(written)).get_event, None)
    reader = _Reader(source, events, is_damaged=LOST in written, has_hash="#" in written)
    try:
        root = reader.document()
    except _Unreadable as stop:
        return None, [*reader.problems, stop.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, fault_of(error, source)]
    return root, reader.problems


def _JSON_pairs_joined(written: str) -> str:  # noqa: N802 - JSON is its name
    return JSON_PAIR.sub(JSON_pair_joined, written) if "\\u" in written else written


def JSON_pair_joined(match: re.Match[str]) -> str:  # noqa: N802 - JSON is its name
    r"""Return one escape for JSON's two: it writes a character beyond U+FFFF as a pair, `\ud83d\ude00`."""
    high, low = (int(match[group], 16) for group in (2, 3))
    return f"{match[1]}\\U{0x10000 + ((high - 0xD800) << 10) + low - 0xDC00:08X}"


class _Reader(Struct):
    """Parse events, one by one; the problems found on the way.

    In a damaged text, characters have been refused already; only in one with a `#` can a comment swallow text.
    """

    source: Source
    events: Iterator[Any]
    is_damaged: bool
    has_hash: bool
    problems: list[Problem] = field(default_factory=list)

    def document(self) -> Node | None:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        root = self.node(next(self.events), 0)
        next(self.events)
        again = next(self.events)
        if isinstance(again, yaml.DocumentStartEvent):
            self.found(
                "second-document", again, "a second document begins here", "a file holds one document: remove the `---`"
            )
        return root

    def node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if depth > DEEPEST:
            place = self.source.place(line, column)
            message = f"lists and groups are nested more than {DEEPEST} levels deep here"
            raise _Unreadable(Problem("too-deep", place, message, "check the brackets and the indentation"))
        problems_before = len(self.problems)
        kind = type(event)
        if event.anchor is not None or (kind is not yaml.AliasEvent and event.tag is not None):
            self.refuse_references(event)
        if kind is yaml.ScalarEvent:
            node = self.scalar(event, text(event.value, self.source, line, column))
        elif kind is yaml.MappingStartEvent:
            return self.map(Map(self.source, line, column), depth + 1)
        elif kind is yaml.SequenceStartEvent:
            return self.list(List(self.source, line, column), depth + 1)
        else:
            node = text("", self.source, line, column)
        node.is_refused = len(self.problems) > problems_before or (self.is_damaged and LOST in node)
        return node

    def scalar(self, event: Any, value: Text) -> Text:
        style = event.style
        if style in {"|", ">"}:
            return text(value.rstrip("\n"), self.source, value.line, value.column)
        held = unholdable(value.replace(LOST, "") if self.is_damaged else value)
        if held:
            self.found("unholdable-character", event, f"this text holds {held}, which Word cannot hold", "remove it")
        value.is_plain = style == ""
        return self.with_swallowed_text(event, value) if value.is_plain and self.has_hash else value

    def list(self, items: List, depth: int) -> List:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, depth))
        return items

    def map(self, entries: Map, depth: int) -> Map:
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, depth)
            if isinstance(key, Text) and key.is_plain and key[:1].isspace():
                raise _Unreadable(Problem("not-yaml", key.place, *odd_indentation(key[0])))
            value = self.node(next(self.events), depth)
            if not isinstance(key, Text):
                braces = "put a text that begins with a brace or a bracket in quotes"
                self.found("key-not-a-word", event, "a list or a group stands where a key was expected", braces)
                entries.is_refused = True
            elif key.is_refused and not key:
                entries.is_refused = True
            elif key in entries.keys_by_name:
                first = entries.keys_by_name[key].line
                message = f"`{key}` is given twice; the first is on line {first}"
                self.problems.append(Problem("duplicate-key", key.place, message, "keep one of them"))
            else:
                entries.put(key, value)
        return entries

    def refuse_references(self, event: yaml.Event) -> None:
        tag = getattr(event, "tag", None)
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            self.found("alias", event, f"`*{anchor}` is a YAML alias", _NOT_USED.format("*"))
        elif anchor is not None:
            self.found("anchor", event, f"`&{anchor}` is a YAML anchor", _NOT_USED.format("&"))
        elif tag is not None:
            self.found("tag", event, "a YAML tag, with `!`, stands here", _NOT_USED.format("!"))

    def with_swallowed_text(self, event: yaml.Event, value: Text) -> Text:
        """`Item #3 of the plan` would silently lose everything from the `#` on."""
        end: Any = event.end_mark
        lines = self.source.lines
        line = lines[end.line] if end.line < len(lines) else ""
        comment = _COMMENT.match(line, end.column) if "#" in line else None
        if not comment:
            return value
        place = self.source.place(end.line + 1, comment.start(1) + 1)
        message = f"`{comment[1][:40]}` would be read as a comment and lost"
        hint = "put the whole text in quotes; a comment has a space after its `#`"
        self.problems.append(Problem("swallowed-text", place, message, hint))
        return text(f"{value} {comment[1]}".strip(), self.source, value.line, value.column)

    def found(self, id: str, event: yaml.Event, message: str, hint: str) -> None:
        place = self.source.place(*_counted(event.start_mark))
        self.problems.append(Problem(id, place, message, hint))


def _counted(mark: Any) -> tuple[int, int]:
    """Return a parser's mark as line and column, counted from 1."""
    return mark.line + 1, mark.column + 1
