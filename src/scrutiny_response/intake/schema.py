"""A tree and a JSON schema → every fault of its shape, in words that people understand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError

from scrutiny_response import resources
from scrutiny_response.intake import scalars
from scrutiny_response.intake.faults import FAULTS, Fault
from scrutiny_response.intake.tree import List, Map, Text

_LEFT_OUT = {"$ref", "$defs"}
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_BOOLEANS = {"true", "True", "TRUE", "false", "False", "FALSE"}


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON schema, compiled: its document with every reference filled in, and what checks a tree against it."""

    document: Mapping[str, Any]
    validator: Any

    def faults(self, root: Map) -> list[Fault]:
        """Every fault of the tree's shape, one for each thing that is wrong, in the order of their places."""
        errors = sorted(self.validator.iter_errors(root), key=_position)
        faults = (fault for error in errors for fault in FAULTS[str(error.validator)](error))
        return list(_once(fault for fault in faults if not fault.node.is_refused))


@cache
def schema(name: str) -> Schema:
    """The shipped schema of this name ("assessment", "cycle" or "framework"), compiled once."""
    document = _filled_in(_document(f"{name}.schema.json"), f"{name}.schema.json")
    return Schema(document, _Validator(document, format_checker=_formats()))


@cache
def _document(name: str) -> Any:
    return json.loads((resources.schemas() / name).read_text(encoding="utf-8"))


def _filled_in(part: Any, name: str) -> Any:
    """A part of the schema of this name with what its references mean in their place; its own words come first.

    A pattern beside a format is left out: it tells editors what the format says better.
    """
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if key not in _LEFT_OUT and not _is_doubled(key, part)}
    own = {key: _filled_in(value, name) for key, value in kept.items()}
    return {**_target(part["$ref"], name), **own} if "$ref" in part else own


def _is_doubled(key: str, part: Mapping[str, Any]) -> bool:
    return key == "pattern" and "format" in part


def _target(reference: str, name: str) -> Any:
    file, _, pointer = reference.partition("#/")
    found = _document(file or name)
    for step in pointer.split("/"):
        found = found[step]
    return _filled_in(found, file or name)


def _position(error: ValidationError) -> tuple[int, int]:
    place: List | Map | Text = error.instance  # type: ignore[assignment]  # the trees checked here have no others
    return place.line, place.column


def _once(faults: Iterator[Fault]) -> Iterator[Fault]:
    """The first fault of each value: an empty date is empty, and not also of a wrong form."""
    seen: set[tuple[object, ...]] = set()
    for fault in faults:
        if fault.path not in seen:
            yield fault
        seen.add(fault.path)


def _formats() -> jsonschema.FormatChecker:
    """The forms in which single values are written; each says itself what it found and expected."""
    checker = jsonschema.FormatChecker(formats=())
    checks: dict[str, Callable[[str], object]] = {
        "date": scalars.date_from,
        "length": scalars.length_from,
        "timescale": scalars.timescale_from,
        "line": scalars.check_line,
        "text": scalars.check_text,
        "email": scalars.check_email,
        "file-name": scalars.check_file_name,
    }
    for name, check in checks.items():
        checker.checks(name, raises=scalars.Unreadable)(_passing(check))
    return checker


def _passing(check: Callable[[str], object]) -> Callable[[object], bool]:
    def passes(value: object) -> bool:
        if isinstance(value, Text) and not value.is_empty:
            check(value)
        return True

    return passes


def _is_text(_: object, value: object) -> bool:
    return isinstance(value, Text) and not value.is_empty


def _is_plain(value: object, fits: Callable[[str], object]) -> bool:
    return isinstance(value, Text) and value.is_plain and bool(fits(value))


def _minimum(_: object, least: int, value: object, __: object) -> Iterator[ValidationError]:
    if isinstance(value, Text) and _is_plain(value, _INTEGER.fullmatch) and int(value) < least:
        yield ValidationError("too small")


def _additional(validator: Any, allowed: Any, value: object, around: Any) -> Iterator[ValidationError]:
    """Keys that the schema does not name; also those without a value: they may be the end of a text without quotes."""
    if not isinstance(value, Map):
        return
    unknown = [key for key in (*value, *value.empty) if key not in around.get("properties", {})]
    if allowed is False and unknown:
        yield ValidationError("unknown keys")
    for key in unknown if allowed is not False else ():
        if key in value:
            yield from validator.descend(value[Text(key)], allowed, path=key)
        else:
            yield ValidationError("unknown keys")


def _properties(validator: Any, properties: Any, value: object, _: object) -> Iterator[ValidationError]:
    if isinstance(value, Map):
        for name, part in properties.items():
            if name in value:
                yield from _within(validator, value[name], part, name)


def _items(validator: Any, part: Any, value: object, _: object) -> Iterator[ValidationError]:
    for position, item in enumerate(value if isinstance(value, List) else ()):
        yield from _within(validator, item, part, position)


_PARTS: dict[int, Any] = {}
"""What checks each part of a schema, by the part's identity; made anew for each value it took a third of the time."""


def _within(validator: Any, value: object, part: Any, step: str | int) -> Iterator[ValidationError]:
    checks = _PARTS.get(id(part))
    if checks is None:
        checks = _PARTS[id(part)] = validator.evolve(
            schema=part
        )  # which holds the part, so that its identity stays its
    for error in checks.iter_errors(value):
        error.path.appendleft(step)
        yield error


_Validator: Any = jsonschema.validators.extend(  # type: ignore[no-untyped-call]  # jsonschema gives it no types
    jsonschema.Draft202012Validator,
    validators={
        "minimum": _minimum,
        "additionalProperties": _additional,
        "properties": _properties,
        "items": _items,
    },
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "array": lambda _, value: isinstance(value, List),
            "object": lambda _, value: isinstance(value, Map),
            "string": _is_text,
            "boolean": lambda _, value: _is_plain(value, _BOOLEANS.__contains__),
            "integer": lambda _, value: _is_plain(value, _INTEGER.fullmatch),
        }
    ),
)
