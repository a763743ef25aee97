"""A JSON schema → its shape: what it says of objects, arrays, texts and references, and nothing that it does not say.

A schema that names properties is taken to name them all, unless `additionalProperties` or `patternProperties` say
that there are more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from scrutiny_response.word.shape.hints import in_words
from scrutiny_response.word.shape.kinds import (
    MISSING,
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    YES_OR_NO,
    Field,
    Fixed,
    Kind,
    Listing,
    Record,
    Scalar,
    Table,
    either,
)

_FORMATS: Mapping[str, Kind] = {"date": Scalar("date"), "date-time": Scalar("date"), "time": Scalar("time")}
_SIMPLE: Mapping[str, Kind] = {"number": NUMBER, "integer": NUMBER, "boolean": YES_OR_NO, "null": NOTHING}
_BY_KEYWORD = {"properties": "object", "additionalProperties": "object", "items": "array", "prefixItems": "array"}


def kind_of_schema(schema: Mapping[str, Any]) -> Kind:
    """The kind of the values that a whole JSON schema describes."""
    return _Schema(schema).kind(schema, "#", str(schema.get("title", "document")))


class _Schema:
    """One schema while it is read. References are followed within it only; each object is read when asked for."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self.following: tuple[str, ...] = ()

    def kind(self, schema: object, pointer: str, name: str) -> Kind:
        if not isinstance(schema, Mapping):
            return UNKNOWN
        if "$ref" in schema:
            return self._referred(str(schema["$ref"]))
        if "const" in schema or "enum" in schema:
            return either(map(_constant, schema.get("enum", [schema.get("const")])))
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                choices = [_merged(schema, choice, keyword) for choice in schema[keyword]]
                return either(self.kind(c, f"{pointer}/{keyword}/{n}", name) for n, c in enumerate(choices))
        if "allOf" in schema:
            return self.kind(self._all_of(schema), f"{pointer}/allOf", name)
        return either(self._typed(type_, schema, pointer, name) for type_ in _types(schema))

    def _typed(self, type_: str, schema: Mapping[str, Any], pointer: str, name: str) -> Kind:
        if type_ == "object":
            return self._object(schema, pointer, name)
        if type_ == "array":
            return self._array(schema, pointer, name)
        if type_ == "string":
            return _FORMATS.get(str(schema.get("format")), TEXT)
        return _SIMPLE.get(type_, UNKNOWN)

    def _object(self, schema: Mapping[str, Any], pointer: str, name: str) -> Kind:
        more = schema.get("additionalProperties", "patternProperties" in schema)
        others = None if more is False else self.kind(more, f"{pointer}/additionalProperties", name)
        if "properties" not in schema:
            return Table(others if others is not None else UNKNOWN)
        return Record(in_words(str(schema.get("title", name))), (id(self.root), pointer),
                      cache(lambda: self._fields(schema, pointer)), keyed=True, others=others)  # fmt: skip

    def _fields(self, schema: Mapping[str, Any], pointer: str) -> Mapping[str, Field]:
        required = set(schema.get("required", ()))
        return {
            name: self._field(name, inner, f"{pointer}/properties/{name}", name in required)
            for name, inner in schema["properties"].items()
        }

    def _field(self, name: str, schema: object, pointer: str, required: bool) -> Field:
        kind = self.kind(schema, pointer, name)
        described = self._described(schema)
        examples = described.get("examples") or [described.get("default", "")]
        return Field(name, kind if required else either((kind, MISSING)), str(described.get("description", "")),
                     "" if examples[0] is None else str(examples[0]))  # fmt: skip

    def _described(self, schema: object) -> Mapping[str, Any]:
        """Where the words about a field stand: in itself, else in what it refers to."""
        if not isinstance(schema, Mapping):
            return {}
        target = self._find(str(schema["$ref"])) if "$ref" in schema and "description" not in schema else None
        return target if isinstance(target, Mapping) else schema

    def _array(self, schema: Mapping[str, Any], pointer: str, name: str) -> Kind:
        if "prefixItems" in schema:
            return Fixed(tuple(self.kind(s, f"{pointer}/{n}", name) for n, s in enumerate(schema["prefixItems"])))
        item = self.kind(schema.get("items"), f"{pointer}/items", name.removesuffix("s"))
        return Listing(item, some=int(schema.get("minItems", 0)) > 0)

    def _referred(self, reference: str) -> Kind:
        target = self._find(reference)
        if target is None or reference in self.following:
            return UNKNOWN
        self.following = (*self.following, reference)
        try:
            return self.kind(target, reference, reference.rsplit("/", 1)[-1])
        finally:
            self.following = self.following[:-1]

    def _find(self, reference: str) -> object | None:
        if not reference.startswith("#"):
            return None
        found: object = self.root
        for step in reference[1:].strip("/").split("/") if reference != "#" else ():
            key = step.replace("~1", "/").replace("~0", "~")
            if not isinstance(found, Mapping) or key not in found:
                return None
            found = found[key]
        return found

    def _all_of(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        merged: dict[str, Any] = {key: value for key, value in schema.items() if key != "allOf"}
        for part in schema["allOf"]:
            found = self._find(str(part["$ref"])) if isinstance(part, Mapping) and "$ref" in part else part
            if isinstance(found, Mapping):
                merged = _joined(merged, self._all_of(found) if "allOf" in found else found)
        return merged


def _merged(schema: Mapping[str, Any], choice: object, keyword: str) -> object:
    """One choice of several, with what the schema says beside them."""
    beside = {key: value for key, value in schema.items() if key not in {keyword, "title", "description", "examples"}}
    if not isinstance(choice, Mapping) or not beside.get("properties"):
        return choice
    return _joined(beside, choice) if "$ref" not in choice else {"allOf": [beside, choice]}


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    joined = {**one, **{key: value for key, value in other.items() if key != "title"}}
    if "properties" in one or "properties" in other:
        joined["properties"] = {**one.get("properties", {}), **other.get("properties", {})}
    joined["required"] = [*one.get("required", ()), *other.get("required", ())]
    return joined


def _types(schema: Mapping[str, Any]) -> Iterable[str]:
    given = schema.get("type")
    if given is None:
        return [next((type_ for keyword, type_ in _BY_KEYWORD.items() if keyword in schema), "anything")]
    return [given] if isinstance(given, str) else given


def _constant(value: object) -> Kind:
    if isinstance(value, str):
        return Scalar("text", (value,))
    if isinstance(value, bool):
        return YES_OR_NO
    return NOTHING if value is None else NUMBER if isinstance(value, int | float) else UNKNOWN
