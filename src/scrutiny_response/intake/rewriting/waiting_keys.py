"""A file's text and what it shall say → the splices that take out of their comments the keys that shall say something.

A form that `scrutiny new` made holds each key that may be left out behind a number sign, explained. A value belongs
where its key waits, and not beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from scrutiny_response.intake.rewriting.original import Splice
from scrutiny_response.intake.rewriting.values import Value

_KEY = re.compile(r"( *)([\w-]+):.*")


def waiting_keys(text: str, wanted: Mapping[str, Value]) -> list[Splice]:
    """Return the splices after which no wanted key waits in a comment; it has no value then."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    return list(_in_map(text, root, wanted, 0)) if isinstance(root, yaml.MappingNode) else []


def _in_map(text: str, node: yaml.MappingNode, wanted: Mapping[str, Value], begin: int) -> Iterator[Splice]:
    """Yield the splices of a map of lines, whose own lines begin at an offset."""
    if node.flow_style or not node.value:
        return
    indent, own = node.value[0][0].start_mark.column, {key.value: (key, value) for key, value in node.value}
    for name, value in wanted.items():
        if name not in own:
            yield from _waiting(text, name, value, indent, (begin, node.end_mark.index))
        elif isinstance(value, Mapping) and isinstance(own[name][1], yaml.MappingNode):
            yield from _in_map(text, own[name][1], value, _next_line(text, own[name][0].end_mark.index))


def _waiting(text: str, name: str, value: Value, indent: int, within: tuple[int, int]) -> Iterator[Splice]:
    """Yield the splice for a key that waits among these offsets, with the lines that explain what is in it."""
    helpers = rf"(?:^ {{{indent}}}(?:#   |  # ).*\n)*"
    waiting = re.compile(rf"^ {{{indent}}}# {re.escape(name)}:.*\n{helpers}", re.MULTILINE)
    match = waiting.search(text, *within)
    if match:
        lines = _opened(match[0].splitlines()[1:], value, indent)
        yield Splice(match.start(), match.end(), "".join(f"{line}\n" for line in (f"{' ' * indent}{name}:", *lines)))


def _opened(lines: list[str], value: Value, indent: int) -> Iterator[str]:
    """Yield what stands below a key: of a group its explanations and keys, of all else nothing."""
    if not isinstance(value, Mapping):
        return
    space = " " * indent
    for line in lines:
        shown = line[indent + 2 :] if line.startswith(f"{space}#   ") else ""
        key = _KEY.fullmatch(shown)
        if key is None:
            yield line if not shown else f"{space}{shown}"
        else:
            yield f"{space}  {key[2]}:" if key[2] in value else f"{space}  # {key[2]}:"


def _next_line(text: str, at: int) -> int:
    return text.find("\n", at) + 1
