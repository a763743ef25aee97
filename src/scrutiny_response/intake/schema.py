"""A tree and a JSON schema → every fault of its shape, in words that people understand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from scrutiny_response import resources
from scrutiny_response.domain.further import Declarations, Declared, FurtherType
from scrutiny_response.intake.fast_validator import Test, fast_validator
from scrutiny_response.intake.faults import FAULTS, Fault
from scrutiny_response.intake.tree import List, Map, Text

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_LEFT_OUT = {"$ref", "$defs"}


class Schema(Struct, frozen=True):
    """A JSON schema, compiled: its document with every reference filled in, and whether a tree keeps to it."""

    document: Mapping[str, Any]
    is_valid: Test

    def faults(self, root: Map) -> list[Fault]:
        """Return every fault of the tree's shape, one for each thing that is wrong, in the order of their places."""
        if self.is_valid(root):
            return []
        from scrutiny_response.intake.validator import validator  # noqa: PLC0415  # it takes as long as ten files

        errors = sorted(validator(self.document).iter_errors(root), key=_position)
        faults = (fault for error in errors for fault in FAULTS[str(error.validator)](error))
        return list(_once(fault for fault in faults if not fault.node.is_refused))


@cache
def schema(name: str, part: str = "") -> Schema:
    """Return the shipped schema of this name ("assessment", "cycle" or "framework"), compiled once.

    Of "event" each kind is a part of its own, such as "issued".
    """
    file = f"{name}.schema.json"
    document = _target(f"{file}#/$defs/{part}", file) if part else _filled_in(_document(file), file)
    return Schema(document, fast_validator(document))


@lru_cache(maxsize=16)
def assessment_schema(declared: Declarations) -> Schema:
    """Return the schema of an assessment with the further values that its cycle file declares, compiled once."""
    document = _filled_in(assessment_document(declared), "assessment.schema.json")
    return Schema(document, fast_validator(document))


def assessment_document(declared: Declarations) -> dict[str, Any]:
    """Return the shipped schema of an assessment, as it lies, with further values: what editors complete with."""
    document = _document("assessment.schema.json")
    properties = {each.name: further_part(each) for each in declared}
    further = {**document["properties"]["further"], "properties": properties}
    wanted = [each.name for each in declared if each.required and not each.is_given]
    both = {**document, "properties": {**document["properties"], "further": further}}
    if wanted:
        further["required"] = wanted
        both["required"] = [*document.get("required", ()), "further"]
    return both


def further_part(declared: Declared) -> dict[str, Any]:
    """Return what a schema says of one further value."""
    example = declared.example
    meaning = declared.meaning.rstrip(".") or f"{declared.title}: {declared.type}"
    part = {"title": declared.title, "description": f"{meaning}."}
    if declared.type.is_list:
        return {**part, "type": "array", "items": {**part, **_FURTHER[declared.type.one]}}
    return {**part, **_FURTHER[declared.type], **({"examples": [example]} if example else {})}


_FURTHER: Mapping[FurtherType, Mapping[str, Any]] = {
    FurtherType.TEXT: {"type": "string", "format": "text"},
    FurtherType.DATE: {"type": "string", "format": "date"},
    FurtherType.NUMBER: {"type": "number"},
    FurtherType.YES_OR_NO: {"type": "boolean"},
}
"""What a schema asks for of a value of each type."""


@cache
def _document(name: str) -> Any:
    return json.loads((resources.schemas() / name).read_text(encoding="utf-8"))


def _filled_in(part: Any, name: str) -> Any:
    """Return a part of the schema of this name with what its references mean in their place; its own words come first.

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
    part = _document(file or name)
    for step in pointer.split("/"):
        part = part[step]
    return _filled_in(part, file or name)


def _position(error: ValidationError) -> tuple[int, int]:
    place: List | Map | Text = error.instance  # type: ignore[assignment]  # the trees checked here have no others
    return place.line, place.column


def _once(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Yield the first fault of each value: an empty date is empty, and not also of a wrong form."""
    seen: set[tuple[object, ...]] = set()
    for fault in faults:
        if fault.path not in seen:
            yield fault
        seen.add(fault.path)
