"""A JSON schema → the library's validator of trees, which finds all that is wrong with one.

It is asked only where something is: see `fast_validator.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError

from scrutiny_response.intake.fast_validator import FORMATS, is_boolean, is_integer, is_number, is_text
from scrutiny_response.intake.scalars import Unreadable
from scrutiny_response.intake.tree import List, Map, Text


def validator(document: Mapping[str, Any]) -> Any:
    """Return what finds every error of a tree against a schema in which every reference is filled in."""
    return _Validator(document, format_checker=_formats())


def _formats() -> jsonschema.FormatChecker:
    """Return the forms in which single values are written; each says itself what it found and expected."""
    checker = jsonschema.FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name, raises=Unreadable)(_passing(check))
    return checker


def _passing(check: Callable[[str], object]) -> Callable[[object], bool]:
    def passes(value: object) -> bool:
        if isinstance(value, Text) and not value.is_empty:
            check(value)
        return True

    return passes


def _minimum(_: object, least: int, value: object, __: object) -> Iterator[ValidationError]:
    if isinstance(value, Text) and is_integer(value) and int(value) < least:
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
                yield from validator.descend(value[name], part, path=name)


def _items(validator: Any, part: Any, value: object, _: object) -> Iterator[ValidationError]:
    for position, item in enumerate(value if isinstance(value, List) else ()):
        yield from validator.descend(item, part, path=position)


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
            "string": lambda _, value: is_text(value),
            "boolean": lambda _, value: is_boolean(value),
            "integer": lambda _, value: is_integer(value),
            "number": lambda _, value: is_number(value),
        }
    ),
)
