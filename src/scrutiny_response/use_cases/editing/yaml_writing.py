"""Plain values → lines of YAML as people write them by hand: no quotes where none are needed, long texts folded."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from scrutiny_response.intake.tree import EMPTY
from scrutiny_response.use_cases.editing.values import Value

WIDTH = 120
"""The longest line that is written, where its words allow."""
_TEXT, _LIST, _MAP = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"
_LONGEST_LINE = 96
"""A longer text is folded: what stands before it needs some room."""
_LONGEST_WORD = 12
"""The library ends a folded line behind the word with which it grows too long."""


class _Dumper(yaml.BaseDumper):
    """Texts without types, each written out, and the items of lists further in than their key."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the library's own
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # likewise
        super().increase_indent(flow, indentless=False)


def block(value: Value, indent: int = 0) -> str:
    """Return a list or a map as whole lines, each indented by so many spaces."""
    return _indented(_dumped(value, is_flow=False, width=WIDTH - _LONGEST_WORD - indent), indent)


def flow(value: Value) -> str:
    """Return a value as it stands among others on one line."""
    return _dumped([value], is_flow=True, width=sys.maxsize).strip()[1:-1]


def scalar(value: str, indent: int, style: str | None = None) -> str:
    """Return a text as it stands behind a key that is indented by so many spaces, without a line end.

    `style` is how a text in its place was written: in quotes it stays so, and folded too.
    """
    written = _dumped({"k": value}, is_flow=False, width=WIDTH - _LONGEST_WORD - indent, style=style)
    first, *rest = written.removeprefix("k:").removeprefix(" ").rstrip("\n").split("\n")
    return "\n".join([first, *(f"{' ' * indent}{line}" if line else line for line in rest)])


def _indented(text: str, indent: int) -> str:
    return "".join(f"{' ' * indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def _dumped(value: Value, *, is_flow: bool, width: int, style: str | None = None) -> str:
    """Return the lines of a value; texts in double quotes if the library would not read its own blocks as they were."""
    for quoting in (style, '"'):
        node = _node(value, is_flow=is_flow, style=quoting)
        text: str = yaml.serialize(
            node, Dumper=_Dumper, allow_unicode=True, width=width, explicit_start=False, explicit_end=False
        )
        text = text.removesuffix("...\n")
        if _reads(yaml.compose(text, Loader=yaml.CSafeLoader)) == _compared(value):
            return text
    raise AssertionError(value)


def _node(value: Value, *, is_flow: bool, style: str | None) -> yaml.Node:
    if isinstance(value, Mapping):
        entries = [
            (yaml.ScalarNode(_TEXT, key), _node(inner, is_flow=is_flow, style=style)) for key, inner in value.items()
        ]
        return yaml.MappingNode(_MAP, entries, flow_style=is_flow or not entries)
    if isinstance(value, str) or value is None:
        text = value or ""
        return yaml.ScalarNode(_TEXT, text, style=style if style == '"' else _style(text, style, is_flow=is_flow))
    items = [_node(item, is_flow=is_flow, style=style) for item in value]
    return yaml.SequenceNode(_LIST, items, flow_style=is_flow or not items)


def _style(text: str, before: str | None, *, is_flow: bool) -> str | None:
    """Return how a text is written: None leaves it to the library, which quotes what has to be."""
    if text in EMPTY:
        return "'"
    if is_flow or "\n" not in text:
        is_long = len(text) > _LONGEST_LINE and not is_flow
        return ">" if is_long or (before == ">" and not is_flow) else before if before in {"'", '"'} else None
    return "|"


def _reads(node: Any) -> Any:
    """Return the texts that a node stands for, as our reader takes them."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _reads(inner) for key, inner in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_reads(item) for item in node.value]
    return node.value.rstrip("\n") if node.style in {"|", ">"} else node.value


def _compared(value: Value) -> Any:
    if isinstance(value, Mapping):
        return {key: _compared(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_compared(item) for item in value]
    return value or ""
