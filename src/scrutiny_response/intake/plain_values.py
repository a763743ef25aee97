"""The text of a file as people usually write one → plain values; nothing for any other: `yaml_text` reads those.

It gives up at the first thing that is out of the ordinary, and never says what that is. Whatever it reads, `yaml_text`
reads the same: a key without a value is None, a plain `true` or `false` a bool, all else a text as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from scrutiny_response.intake.fast_validator import BOOLEANS
from scrutiny_response.intake.tree import EMPTY, List, Map, Node

Value = str | bool | None | list["Value"] | dict[str, "Value"]
"""What a file holds, without places."""
Mark = tuple[int, int]
"""A line and a column, both counted from 1."""

PLACED = frozenset({"reference", "documents"})
"""The keys at the top whose places are asked for also where nothing is wrong."""
_DEEPEST = 16
_COMMENT = re.compile(r"#(?<=[ \t]#)[^#\s]")
"""A comment that may be the end of a text; a pattern that begins with a character is found several times as fast."""


class GivenUp(Exception):  # nothing is wrong: somebody else reads it
    """Something out of the ordinary was met."""


class Plain(NamedTuple):
    """What a file holds, and where the values of `PLACED` keys stand: by key, of a list each of its items."""

    values: dict[str, Value]
    marks: Mapping[str, Sequence[Mark]]


_SCALAR, _MAP_END = yaml.ScalarEvent, yaml.MappingEndEvent
_MEANT = frozenset((*EMPTY, *BOOLEANS))
"""What is no text if it stands without quotation marks."""


def plain_values(text: str) -> Plain:
    """Return what a text holds; GivenUp if anything in it is out of the ordinary."""
    if "\\" in text or _COMMENT.search(text):  # an escape may stand for what no text may hold
        raise GivenUp
    next_event = yaml.CSafeLoader(text).get_event
    marks: dict[str, Sequence[Mark]] = {}
    try:
        next_event()
        if type(next_event()) is not yaml.DocumentStartEvent or type(next_event()) is not yaml.MappingStartEvent:
            raise GivenUp
        values = _map(next_event, 0, marks)
        next_event()
        if type(next_event()) is not yaml.StreamEndEvent:
            raise GivenUp
    except yaml.YAMLError as error:
        raise GivenUp from error
    return Plain(values, marks)


def plain_of(node: Node) -> Value:
    """Return a tree as plain values; GivenUp if it holds anything that was refused."""
    if node.is_refused:
        raise GivenUp
    if isinstance(node, Map):
        return {str(key): plain_of(value) for key, value in node.items()}
    if isinstance(node, List):
        return [plain_of(item) for item in node]
    return _scalar(str(node), is_plain=node.is_plain)


def merged_plain(own: Mapping[str, Value], common: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values of an assessment before those of its cycle file, as `tree.merged` does."""
    both = dict(common)
    for key, value in own.items():
        theirs = both.get(key)
        if isinstance(value, dict) and isinstance(theirs, dict):
            both[key] = merged_plain(value, theirs)
        elif value is not None or key not in both:
            both[key] = value
    return both


def _map(next_event: Callable[[], Any], depth: int, marks: dict[str, Sequence[Mark]] | None = None) -> dict[str, Value]:
    """Return the map that has just begun; places are noted of the one at the top."""
    values: dict[str, Value] = {}
    while True:
        event = next_event()
        if type(event) is not _SCALAR or event.anchor is not None or event.tag is not None:
            if type(event) is _MAP_END:
                return values
            raise GivenUp
        key = event.value
        if key in values or key[:1].isspace():
            raise GivenUp
        event = next_event()
        if marks is not None and key in PLACED:
            values[key], marks[key] = _placed(next_event, event)
        elif type(event) is _SCALAR and event.anchor is None and event.tag is None and depth <= _DEEPEST:
            values[key] = _text(event)
        else:
            values[key] = _value(next_event, event, depth)


def _value(next_event: Callable[[], Any], event: Any, depth: int) -> Value:
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None or depth > _DEEPEST:
        raise GivenUp
    if kind is _SCALAR:
        return _text(event)
    if kind is yaml.MappingStartEvent:
        return _map(next_event, depth + 1)
    items: list[Value] = []
    while type(item := next_event()) is not yaml.SequenceEndEvent:
        items.append(_value(next_event, item, depth + 1))
    return items


def _text(event: Any) -> Value:
    written: str = event.value
    style = event.style
    if style == "":
        return written if written not in _MEANT else _scalar(written, is_plain=True)
    return written.rstrip("\n") if style in {"|", ">"} else written


def _placed(next_event: Callable[[], Any], event: Any) -> tuple[Value, Sequence[Mark]]:
    """Return a text, or a list of texts, with the place of each."""
    if type(event) is yaml.ScalarEvent:
        return _value(next_event, event, 0), (_mark(event),)
    if type(event) is not yaml.SequenceStartEvent or event.anchor is not None or event.tag is not None:
        raise GivenUp
    items: list[Value] = []
    marks: list[Mark] = []
    while type(item := next_event()) is not yaml.SequenceEndEvent:
        if type(item) is not yaml.ScalarEvent:
            raise GivenUp
        items.append(_value(next_event, item, 0))
        marks.append(_mark(item))
    return items, marks


def _scalar(written: str, *, is_plain: bool) -> Value:
    if not is_plain:
        return written
    if written in EMPTY:
        return None
    return written.casefold() == "true" if written in BOOLEANS else written


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1
