"""The schema of a file → what may stand at a path, and in which order its keys stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from scrutiny_response.domain.further import Declarations
from scrutiny_response.intake import read_framework
from scrutiny_response.intake.rewriting.values import yes_or_no
from scrutiny_response.intake.schema import assessment_schema, schema
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import Values

Part = Mapping[str, Any]
"""What a schema says of one value."""


def part_at(kind: str, path: DataPath, declared: Declarations = ()) -> Part:
    """Return what the schema of this kind of file says of a path; KeyError if nothing may stand there.

    `declared` are the values of the office's own, of which an assessment may say something.
    """
    part: Part = (assessment_schema(declared) if kind == "assessment" else schema(kind)).document
    for step in path:
        part = part["items"] if isinstance(step, int) else _entry(part, step)
    return part


def _entry(part: Part, key: str) -> Part:
    entries = part.get("properties", {})
    if key in entries:
        inner: Part = entries[key]
        return inner
    raise KeyError(key)


def in_schema_order(value: Values, part: Part) -> Values:
    """Return a value with its keys in the order in which the schema names them, and a yes or a no as such."""
    if isinstance(value, Mapping):
        entries = part.get("properties", {})
        names = [*(name for name in entries if name in value), *(name for name in value if name not in entries)]
        return {name: in_schema_order(value[name], entries.get(name, {})) for name in names}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [in_schema_order(item, part.get("items", {})) for item in value]
    if isinstance(value, str) and part.get("type") == "boolean":
        return yes_or_no(str(value)) or value
    return value


@cache
def titles() -> Mapping[str, str]:
    """Return what each key is called, by the key: the first title that the schema gives it."""
    by_key: dict[str, str] = {}
    for name, title in _titles(schema("assessment").document):
        by_key.setdefault(name, title)
    return by_key


@cache
def names_of_the_framework() -> Mapping[str, str]:
    """Return what levels, characteristics and circumstances are called, by their identifiers."""
    framework = read_framework(None)
    levels = {level.id: level.name for level in framework.levels}
    points = {point.id: point.text for level in framework.levels for point in level.characteristics}
    return {**levels, **points, **{each.id: each.text for each in framework.circumstances}}


def _titles(part: Part) -> Iterator[tuple[str, str]]:
    for name, inner in part.get("properties", {}).items():
        yield name, inner.get("title", name)
    for inner in (*part.get("properties", {}).values(), part.get("items"), part.get("additionalProperties")):
        if isinstance(inner, Mapping):
            yield from _titles(inner)
