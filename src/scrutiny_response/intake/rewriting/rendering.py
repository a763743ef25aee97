"""A value → the words and lines of YAML or JSON that say it, in the way the samples are written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from scrutiny_response.intake.rewriting.values import Value, YesNo
from scrutiny_response.intake.tree import Map, Source, Text
from scrutiny_response.intake.yaml_text import composed

WIDTH = 120
"""How many characters a line has at most if there is a choice."""

_MISTAKEN = re.compile(
    r"~|=|<<|null|true|false|yes|no|on|off|y|n|[-+.]?[0-9][0-9_.,:xXoOeE+-]*|[-+]?\.(?:inf|nan)", re.IGNORECASE
)
"""Texts that YAML, in one of its versions, takes for a number, a yes or a no, or nothing."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = re.compile(r"\S+(?: \S+)*")


class Rendered(Struct, frozen=True):
    """What stands on the line of a key or a dash, and the lines below it."""

    head: str
    body: tuple[str, ...] = ()


class Manner(Struct, frozen=True):
    """How a value is to be written: within brackets or not, as JSON or YAML, and how far its lines are indented."""

    indent: int = 0
    in_brackets: bool = False
    is_json: bool = False

    def below(self) -> Manner:
        """Return the manner of what stands one level deeper."""
        return Manner(self.indent + 2, self.in_brackets, self.is_json)


def rendered(value: Value, manner: Manner, *, used: int = 0) -> Rendered:
    """Return a value in this manner; `used` says how many characters its first line has already.

    The indent is that of the lines below: of a map's keys, a list's dashes and the lines of a long text.
    """
    if isinstance(value, str):
        return _text(value, manner, used)
    if manner.in_brackets or not value:
        return Rendered(in_brackets(value, manner))
    if isinstance(value, Mapping):
        return Rendered("", tuple(line for key, each in value.items() for line in entry(key, each, manner)))
    if all(isinstance(item, str) for item in value):
        short = in_brackets(value, manner)
        if used + len(short) < WIDTH and not ({'"', "'"} & set(short)):
            return Rendered(short)
    return Rendered("", tuple(line for each in value for line in item(each, manner)))


def entry(key: str, value: Value, manner: Manner) -> list[str]:
    """Return the lines of a key with its value."""
    start = f"{' ' * manner.indent}{inline(key, manner, _as_key)}:"
    below = rendered(value, manner.below(), used=len(start) + 1)
    return [f"{start} {below.head}".rstrip(), *below.body]


def item(value: Value, manner: Manner) -> list[str]:
    """Return the lines of a value with its dash."""
    below = rendered(value, manner.below(), used=manner.indent + 2)
    dash = f"{' ' * manner.indent}- "
    if below.head or not below.body:
        return [f"{dash}{below.head}", *below.body]
    return [f"{dash}{below.body[0].lstrip(' ')}", *below.body[1:]]


def in_brackets(value: Value, manner: Manner) -> str:
    """Return a value on one line, with brackets and braces."""
    within = Manner(manner.indent, in_brackets=True, is_json=manner.is_json)
    if isinstance(value, Mapping):
        return "{" + ", ".join(pair(key, each, within) for key, each in value.items()) + "}"
    if isinstance(value, str):
        return inline(value, within)
    return "[" + ", ".join(in_brackets(each, within) for each in value) + "]"


def pair(key: str, value: Value, manner: Manner) -> str:
    """Return a key with its value as they stand between braces."""
    return f"{inline(key, manner, _as_key)}: {in_brackets(value, manner)}"


def _as_value(written: str, manner: Manner) -> Text | None:
    return _read(f"{{k: {written}}}" if manner.in_brackets else f"k: {written}\n", lambda root: root.get(Text("k")))


def _as_key(written: str, manner: Manner) -> Text | None:
    around = f"{{{written}: v}}" if manner.in_brackets else f"{written}: v\n"
    return _read(around, lambda root: next(iter(root)) if len(root) == 1 else None)


def _read(text: str, part: Callable[[Map], object]) -> Text | None:
    """Return what a parser finds in a text that holds one key and its value; None if it finds anything else."""
    root, problems = composed(text, Source("", tuple(text.split("\n"))))
    node = part(root) if isinstance(root, Map) and len(root) == 1 and not problems else None
    return node if isinstance(node, Text) else None


Reader = Callable[[str, Manner], Text | None]


def inline(value: str, manner: Manner, read: Reader = _as_value, quotes: str = "") -> str:
    """Return a text on one line: without quotes if nothing else can be meant by it, otherwise in the simplest ones.

    `quotes` are those that stand around it now; they stay if they can.
    """
    if isinstance(value, YesNo):
        return str(value)
    choices: dict[str, Callable[[str], str]] = {
        "": lambda text: text,
        "'": lambda text: "'" + text.replace("'", "''") + "'",
        '"': lambda text: json.dumps(text, ensure_ascii=False),
    }
    for style in () if manner.is_json else sorted(choices, key=lambda style: style != quotes):
        written = choices[style](value)
        if _is_on_one_line(value) and (style or not _is_mistaken(value)) and _says(read(written, manner), value, style):
            return written
    return choices['"'](value)


def _says(node: Text | None, value: str, style: str) -> bool:
    return node is not None and node == value and not node.is_empty and node.is_plain is (style == "")


def _is_on_one_line(value: str) -> bool:
    return "\n" not in value and "\t" not in value


def _is_mistaken(value: str) -> bool:
    return bool(_MISTAKEN.fullmatch(value)) and not _DATE.fullmatch(value)


def _text(value: str, manner: Manner, used: int) -> Rendered:
    """Return a text on one line, or if it is long or has several lines, below its key."""
    short = inline(value, manner)
    if isinstance(value, YesNo) or manner.in_brackets or ("\n" not in value and used + len(short) <= WIDTH):
        return Rendered(short)
    indent = " " * manner.indent
    if "\n" in value:
        lines = tuple(f"{indent}{line}" if line else "" for line in value.split("\n"))
        below = Rendered("|-", lines)
    else:
        below = Rendered(">-", tuple(f"{indent}{line}" for line in folded(value, WIDTH - manner.indent)))
    text = "\n".join([f"k: {below.head}", *(f"  {line}" if line else "" for line in below.body), ""])
    node = _read(text, lambda root: root.get(Text("k")))
    return below if node == value and node is not None else Rendered(short)


def folded(value: str, width: int) -> list[str]:
    """Return the lines of a text, none longer than the width if its words allow it.

    One with other spaces than single ones between its words stays on one line.
    """
    if not _WORDS.fullmatch(value):
        return [value]
    lines: list[str] = []
    for word in value.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
