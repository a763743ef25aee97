"""A map of a YAML text and a key that it lacks → where the key belongs, and its lines.

A form that `scrutiny new` made holds such keys behind a number sign, explained: they are taken out of their comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from scrutiny_response.use_cases.editing import spans, yaml_writing
from scrutiny_response.use_cases.editing.splices import Splice
from scrutiny_response.use_cases.editing.values import Value

_HELPER_KEY = re.compile(r"( *)([\w-]+):.*")


def inserted(text: str, node: yaml.MappingNode, name: str, wanted: Mapping[str, Value], after: int) -> Splice:
    """Return a new key of a map of lines; `after` is where the key of the map itself ends.

    `wanted` holds all its keys in the order in which they should stand.
    """
    indent = node.value[0][0].start_mark.column
    helpers = rf"(?:^ {{{indent}}}(?:#   |  # ).*\n)*"
    waiting = re.compile(rf"^ {{{indent}}}# {re.escape(name)}:.*\n{helpers}", re.MULTILINE)
    commented = waiting.search(text, spans.line_end(text, after) if after else 0, node.end_mark.index)
    if commented:
        lines = commented[0].splitlines()[1:]
        written = "".join(f"{line}\n" for line in _opened(lines, name, wanted[name], indent))
        return Splice(commented.start(), commented.end(), written)
    sibling = _sibling_before(node, name, wanted)
    written = yaml_writing.block({name: wanted[name]}, indent)
    if sibling is not None:
        end = spans.lines_of(sibling, text).end
        gap = "\n" if indent == 0 and text[end : end + 1] == "\n" else ""
        return Splice(end, end, gap + written)
    first = node.value[0][0]
    if spans.stands_first(first, text):
        start = _above_comments(text, spans.line_start(text, first.start_mark.index), indent)
        return Splice(start, start, written)
    return Splice(first.start_mark.index, first.start_mark.index, written.lstrip(" ") + " " * indent)


def _above_comments(text: str, start: int, indent: int) -> int:
    """Return where the comments directly above a line begin."""
    above = re.search(rf"(?:^ {{{indent}}}#.*\n)*\Z", text[:start], re.MULTILINE)
    return above.start() if above else start


def _sibling_before(node: yaml.MappingNode, name: str, wanted: Mapping[str, Value]) -> spans.Entry | None:
    """Return the nearest key before this one that stands there already."""
    entries = {key.value: (key, value) for key, value in node.value}
    names = list(wanted)
    return next((entries[each] for each in reversed(names[: names.index(name)]) if each in entries), None)


def _opened(lines: list[str], name: str, value: Value, indent: int) -> Iterator[str]:
    """Yield a key's lines in place of its comment; of a group the explanations and the keys that wait stay."""
    if not isinstance(value, Mapping):
        yield from yaml_writing.block({name: value}, indent).splitlines()
        return
    space, missing = " " * indent, dict(value)
    yield f"{space}{name}:"
    for line in lines:
        is_key = line.startswith(f"{space}#   ")
        shown = line[indent + 2 :] if is_key else line[indent:]
        key = _HELPER_KEY.fullmatch(shown) if is_key else None
        if key and key[2] in missing:
            yield from yaml_writing.block({key[2]: missing.pop(key[2])}, indent + 2).splitlines()
        else:
            yield f"{space}  # {shown.strip()}" if key else f"{space}{shown}"
    if missing:
        yield from yaml_writing.block(missing, indent + 2).splitlines()
