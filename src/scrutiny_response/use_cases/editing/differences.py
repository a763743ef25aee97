"""A YAML text and the values that it should hold → the places where they differ, each with what should stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeGuard

import yaml

from scrutiny_response.intake.tree import EMPTY
from scrutiny_response.use_cases.editing import spans, yaml_writing
from scrutiny_response.use_cases.editing.arrangement import arrangement
from scrutiny_response.use_cases.editing.new_keys import inserted
from scrutiny_response.use_cases.editing.splices import Splice
from scrutiny_response.use_cases.editing.values import Value, is_given

__all__ = ["Splice", "differences"]

_INNER_COMMENT = re.compile(r"(?:^|[ \t])(#.*)$", re.MULTILINE)


class _Place(NamedTuple):
    """Where a value stands: how far its key or dash is indented, where that ends, and its key if it has one."""

    indent: int
    after: int
    key: yaml.ScalarNode | None = None


def differences(text: str, root: yaml.Node | None, wanted: Value) -> Iterator[Splice]:
    """Yield what to write into a text so that it comes nearer to these values; nothing if it says them."""
    if root is not None:
        yield from _value(text, root, wanted, _Place(-2, 0))


def _value(text: str, node: yaml.Node, wanted: Value, place: _Place) -> Iterator[Splice]:
    """Yield the differences of a value that is given and wanted."""
    if _plain(node) == wanted:
        return
    is_flow = isinstance(node, yaml.CollectionNode) and node.flow_style
    if isinstance(node, yaml.ScalarNode) and isinstance(wanted, str):
        yield _scalar(text, node, wanted, place)
    elif isinstance(node, yaml.MappingNode) and isinstance(wanted, Mapping) and not is_flow:
        yield from _map(text, node, wanted, place)
    elif isinstance(node, yaml.SequenceNode) and _is_list(wanted) and wanted and not is_flow:
        yield from _list(text, node, wanted, place)
    else:
        yield from _otherwise(text, node, wanted, place)


def _scalar(text: str, node: yaml.ScalarNode, wanted: str, place: _Place) -> Splice:
    start, end = spans.content(node, text)
    style = node.style if _plain(node) is not None else None
    written = yaml_writing.scalar(wanted, max(place.indent, 0), style)
    behind = text[end : spans.line_end(text, end)].rstrip("\n")
    if "\n" in written and behind.strip():  # else the comment behind would be taken for a part of the text
        first, _, rest = written.partition("\n")
        written, end = f"{first}{behind}\n{rest}", end + len(behind)
    return Splice(start, end, written if start > place.after else f" {written}")


def _map(text: str, node: yaml.MappingNode, wanted: Mapping[str, Value], place: _Place) -> Iterator[Splice]:
    indent = node.value[0][0].start_mark.column
    for number, (key, value) in enumerate(node.value):
        inner = wanted.get(key.value)
        if is_given(inner):
            yield from _value(text, value, inner, _Place(indent, key.end_mark.index + 1, key))
        elif _plain(value) is not None:
            following = node.value[number + 1][0] if number + 1 < len(node.value) else None
            yield _removed(text, key, value, following)
    keys = {key.value for key, _ in node.value}
    for name, inner in wanted.items():
        if name not in keys and is_given(inner):
            yield inserted(text, node, name, wanted, place.after)


def _removed(text: str, key: yaml.ScalarNode, value: yaml.Node, following: yaml.Node | None) -> Splice:
    """Return a key taken out; it stays without a value if it is explained or holds an item's dash."""
    start, end = spans.lines_of((key, value), text)
    colon, last = key.end_mark.index + 1, spans.content(value, text).end
    if not spans.stands_first(key, text):
        is_next = following is not None and not text[last : following.start_mark.index].strip()
        if following is not None and is_next:
            return Splice(key.start_mark.index, following.start_mark.index, "")
        return Splice(colon, last, "")
    above = text[spans.line_start(text, start - 1) : start] if start else ""
    is_explained = re.match(rf" {{{key.start_mark.column}}}#", above) is not None
    has_comment = bool(text[last:end].strip())
    return Splice(colon, last, "") if is_explained or has_comment else Splice(start, end, "")


def _list(text: str, node: yaml.SequenceNode, wanted: Sequence[Value], place: _Place) -> Iterator[Splice]:
    order = arrangement([_plain(item) for item in node.value], wanted)
    dash = node.start_mark.column
    if order == list(range(len(node.value))):
        for item, inner in zip(node.value, wanted, strict=True):
            yield from _value(text, item, inner, _Place(dash, item.start_mark.index - 1))
        return
    items = spans.items_of(node, text, place.after)
    written = [
        yaml_writing.block([inner], dash) if number is None else text[slice(*items[number])]
        for number, inner in zip(order, wanted, strict=True)
    ]
    yield Splice(items[0].start, items[-1].end, "".join(written))


def _otherwise(text: str, node: yaml.Node, wanted: Value, place: _Place) -> Iterator[Splice]:
    """Yield a value written anew in a single line where it fits, in lines of its own where it does not."""
    start, end = spans.content(node, text)
    is_empty = _plain(node) is None
    is_long = isinstance(wanted, str) or (bool(wanted) and (is_empty or not _fits(text, node, wanted)))
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        yield from _emptied(text, node, place)
    elif isinstance(wanted, str):
        yield Splice(start, end, yaml_writing.scalar(wanted, max(place.indent, 0)))
    elif is_long and place.key is not None:
        yield Splice(place.after, end, "")
        behind = spans.line_end(text, end)
        yield Splice(behind, behind, yaml_writing.block(wanted, place.indent + 2))
    else:
        yield Splice(start, end, yaml_writing.flow(wanted) if start > place.after else f" {yaml_writing.flow(wanted)}")
    above = spans.line_start(text, place.key.start_mark.index if place.key else start)
    for comment in _INNER_COMMENT.findall(text[start:end]) if "\n" in text[start:end] else ():
        yield Splice(above, above, f"{' ' * max(place.indent, 0)}{comment}\n")


def _emptied(text: str, node: yaml.CollectionNode, place: _Place) -> Iterator[Splice]:
    """Yield a block taken out behind its key, which is left with an empty list: what is wanted comes in its place."""
    end = spans.line_end(text, spans.content(node, text).end)
    yield Splice(place.after, place.after, " []")
    yield Splice(spans.line_end(text, place.after), end, "")


def _fits(text: str, node: yaml.Node, wanted: Value) -> bool:
    column = node.start_mark.index - spans.line_start(text, node.start_mark.index)
    return column + len(yaml_writing.flow(wanted)) <= yaml_writing.WIDTH


def _is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _plain(node: yaml.Node) -> Value:
    """Return the values of a node; None if nothing is given."""
    if isinstance(node, yaml.MappingNode):
        entries = {key.value: _plain(value) for key, value in node.value}
        return {key: value for key, value in entries.items() if is_given(value)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    style, text = getattr(node, "style", None), str(node.value)
    if style in {"|", ">"}:
        return text.rstrip("\n")
    return None if not style and text in EMPTY else text
