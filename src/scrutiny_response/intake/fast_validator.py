"""A JSON schema → whether a tree keeps to it, said fast, and without a word on what is wrong if it does not.

Nearly every file does; only for the others is the library asked, which finds what is wrong (`validator.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from scrutiny_response.intake import scalars
from scrutiny_response.intake.tree import EMPTY, List, Map, Node, Text

Test = Callable[[Node], bool]
"""Whether a value passes."""

FORMATS: Mapping[str, Callable[[str], object]] = {
    "date": scalars.date_from,
    "length": scalars.length_from,
    "alarm": scalars.alarm_from,
    "timescale": scalars.timescale_from,
    "line": scalars.check_line,
    "text": scalars.check_text,
    "email": scalars.check_email,
    "file-name": scalars.check_file_name,
    "report-path": scalars.check_report_path,
}
"""The forms in which single values are written; each raises Unreadable, with what it found and expected."""

FOR_PEOPLE = frozenset({"$schema", "$id", "title", "description", "examples", "default"})
"""The words of a schema that ask for nothing."""
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})


def fast_validator(part: Mapping[str, Any]) -> Test:
    """Return what tells whether a value keeps to a part of a schema in which every reference is filled in.

    KeyError if the schema has a word that is not known here.
    """
    tests = [_TESTS[word](wanted, part) for word, wanted in part.items() if word not in FOR_PEOPLE]

    def is_valid(node: Node) -> bool:
        for test in tests:  # noqa: SIM110  # a loop takes half the time of `all` and a generator
            if not test(node):
                return False
        return True

    return is_valid


def is_text(node: object) -> bool:
    """Return whether this is a text that says something."""
    return isinstance(node, Text) and not (node.is_plain and node in EMPTY)


def is_boolean(node: object) -> bool:
    """Return whether this is a yes or a no, as YAML 1.2 writes them."""
    return isinstance(node, Text) and node.is_plain and node in BOOLEANS


def is_integer(node: object) -> bool:
    """Return whether this is a whole number."""
    return isinstance(node, Text) and node.is_plain and bool(_INTEGER.fullmatch(node))


def is_number(node: object) -> bool:
    """Return whether this is a number in figures, whole or with a decimal point; quotes around it do no harm."""
    return isinstance(node, str) and bool(_NUMBER.fullmatch(node))


def _type(wanted: str | list[str], _: object) -> Test:
    if isinstance(wanted, str):
        return _TYPES[wanted]
    tests = [_TYPES[each] for each in wanted]
    return lambda node: any(test(node) for test in tests)


def _properties(wanted: Mapping[str, Any], _: object) -> Test:
    tests = {name: fast_validator(part) for name, part in wanted.items()}

    def are_sound(node: Node) -> bool:
        if isinstance(node, Map):
            for name, value in node.items():
                test = tests.get(name)
                if test and not test(value):
                    return False
        return True

    return are_sound


def _additional(wanted: Any, part: Mapping[str, Any]) -> Test:
    """Keys that the schema does not name; also those without a value: they may be the end of a text without quotes."""
    names = frozenset(part.get("properties", ()))
    test: Test = fast_validator(wanted) if isinstance(wanted, dict) else lambda _: bool(wanted)

    def are_sound(node: Node) -> bool:
        if not isinstance(node, Map):
            return True
        return names.issuperset(node.empty) and all(test(node[key]) for key in node if key not in names)

    return are_sound


def _required(wanted: list[str], _: object) -> Test:
    names = frozenset(wanted)
    return lambda node: not isinstance(node, Map) or names <= node.keys()


def _items(wanted: Mapping[str, Any], _: object) -> Test:
    test = fast_validator(wanted)
    return lambda node: not isinstance(node, List) or all(map(test, node))


def _least_items(wanted: int, _: object) -> Test:
    return lambda node: not isinstance(node, List) or len(node) >= wanted


def _unique_items(wanted: bool, _: object) -> Test:  # the schema's word
    def are_unique(node: Node) -> bool:
        return (
            not wanted
            or not isinstance(node, List)
            or not any(item in node[:number] for number, item in enumerate(node))
        )

    return are_unique


def _enum(wanted: list[str], _: object) -> Test:
    words = frozenset(wanted)
    return lambda node: isinstance(node, Text) and node in words


def _pattern(wanted: str, _: object) -> Test:
    pattern = re.compile(wanted)
    return lambda node: not is_text(node) or bool(pattern.search(str(node)))


def _least_length(wanted: int, _: object) -> Test:
    return lambda node: not is_text(node) or len(node) >= wanted


def _least(wanted: int, _: object) -> Test:
    return lambda node: not (isinstance(node, Text) and is_integer(node)) or int(node) >= wanted


def _format(wanted: str, _: object) -> Test:
    check = FORMATS[wanted]

    def is_valid(node: Node) -> bool:
        if isinstance(node, Text) and is_text(node):
            try:
                check(node)
            except scalars.Unreadable:
                return False
        return True

    return is_valid


_TYPES: Mapping[str, Test] = {
    "string": is_text,
    "boolean": is_boolean,
    "integer": is_integer,
    "number": is_number,
    "array": lambda node: isinstance(node, List),
    "object": lambda node: isinstance(node, Map),
}
_TESTS: Mapping[str, Callable[[Any, Mapping[str, Any]], Test]] = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "minItems": _least_items,
    "uniqueItems": _unique_items,
    "enum": _enum,
    "pattern": _pattern,
    "minLength": _least_length,
    "minimum": _least,
    "format": _format,
}
"""What makes a test of each word of a schema; it gets what the word asks for, and the part in which it stands."""
