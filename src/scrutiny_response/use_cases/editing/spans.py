"""A YAML text → where in it each value, key and item lies, as positions counted from 0.

The parser's marks say where a block begins, but not where it ends: comments and empty lines behind it count as its
own there. Here a block ends with its last value.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml

Entry = tuple[yaml.ScalarNode, yaml.Node]
"""A key and its value."""


class Span(NamedTuple):
    """From the first character to the one behind the last."""

    start: int
    end: int


def composed(text: str) -> yaml.Node | None:
    """Return the nodes of a text with their marks."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    return node


def content(node: yaml.Node, text: str) -> Span:
    """Return where a value lies, without what follows it."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.CollectionNode):
        if node.flow_style or not node.value:
            return Span(start, end)
        last = node.value[-1]
        return Span(start, content(last[1] if isinstance(last, tuple) else last, text).end)
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return Span(start, start + len(text[start:end].rstrip("\n ")))
    return Span(start, end)


def line_start(text: str, at: int) -> int:
    """Return where the line of a position begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the next line begins."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def lines_of(entry: Entry, text: str) -> Span:
    """Return the whole lines of a key and its value, in a map of its own lines."""
    key, value = entry
    return Span(line_start(text, key.start_mark.index), line_end(text, content(value, text).end))


def stands_first(node: yaml.Node, text: str) -> bool:
    """Return whether nothing but spaces stands before a node on its line."""
    start = node.start_mark.index
    return not text[line_start(text, start) : start].strip()


def items_of(items: yaml.SequenceNode, text: str, after: int) -> list[Span]:
    """Return the whole lines of each item of a list, with the comments above it; `after` is where the list's key ends.

    An item begins where the one before it ends, so that what stands between two belongs to the second.
    """
    spans: list[Span] = []
    start = line_end(text, after)
    for item in items.value:
        end = line_end(text, content(item, text).end)
        spans.append(Span(start, end))
        start = end
    return spans
