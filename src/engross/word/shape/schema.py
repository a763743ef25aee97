"""A JSON schema → its shape: what it says of objects, arrays, texts and references, and nothing that it does not say.

A schema that names properties is taken to name them all, unless `additionalProperties` or `patternProperties` say
that there are more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

from engross.word.shape.hints import in_words
from engross.word.shape.types import (
    MISSING,
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    YES_OR_NO,
    Field,
    ListType,
    MapType,
    RecordType,
    Scalar,
    TupleType,
    Type,
    union,
)

_FORMATS: Mapping[str, Type] = {"date": Scalar("date"), "date-time": Scalar("date"), "time": Scalar("time")}
_SIMPLE: Mapping[str, Type] = {"number": NUMBER, "integer": NUMBER, "boolean": YES_OR_NO, "null": NOTHING}
_BY_KEYWORD = {"properties": "object", "additionalProperties": "object", "items": "array", "prefixItems": "array"}
_MORE = frozenset({"patternProperties", "if", "dependentSchemas", "dependencies", "unevaluatedProperties"})
"""Keywords by which an object may have more fields than it names."""
_ANYTHING = {"additionalProperties": True}
_SAYING = frozenset({"type", "properties", "required", "items", "prefixItems", "additionalProperties", "anyOf", "oneOf",
                     "allOf", "enum", "const", "format", *_MORE})  # fmt: skip
"""Keywords that say something of a value's type, also where they stand beside a reference."""


def type_of_schema(schema: Mapping[str, Any]) -> Type:
    """Return the type of the values that a whole JSON schema describes."""
    return _Schema(schema).type_of(schema, "#", str(schema.get("title", "document")))


class _Schema:
    """One schema while it is read. References are followed within it only; each object is read when asked for."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self.following: tuple[str, ...] = ()
        self.types: dict[str, Type] = {}
        self.joined: dict[str, Mapping[str, Any]] = {}

    def type_of(self, schema: object, pointer: str, name: str) -> Type:
        if not isinstance(schema, Mapping):
            return UNKNOWN
        described = self._type_of_one(schema, pointer, name)
        return union((described, NOTHING)) if schema.get("nullable") is True else described  # as OpenAPI has it

    def _type_of_one(self, schema: Mapping[str, Any], pointer: str, name: str) -> Type:
        if "$ref" in schema:
            beside = {key: value for key, value in schema.items() if key in _SAYING}
            if not beside:
                return self._referred(str(schema["$ref"]))
            return self._type_of_one({"allOf": [{"$ref": schema["$ref"]}, beside]}, pointer, name)
        if "const" in schema or "enum" in schema:
            return union(map(_constant, _listed(schema, "enum") or [schema.get("const", ...)]))
        for keyword in ("anyOf", "oneOf"):
            if _listed(schema, keyword):
                choices = [_merged(schema, choice, keyword) for choice in schema[keyword]]
                return union(self.type_of(c, f"{pointer}/{keyword}/{n}", name) for n, c in enumerate(choices))
        if _listed(schema, "allOf"):
            return self._type_of_one(self._all_of(schema), f"{pointer}/allOf", name)
        return union(self._typed(type_, schema, pointer, name) for type_ in _types(schema))

    def _typed(self, type_: str, schema: Mapping[str, Any], pointer: str, name: str) -> Type:
        if type_ == "object":
            return self._object(schema, pointer, name)
        if type_ == "array":
            return self._array(schema, pointer, name)
        if type_ == "string":
            return _FORMATS.get(str(schema.get("format")), TEXT)
        return _SIMPLE.get(type_, UNKNOWN)

    def _object(self, schema: Mapping[str, Any], pointer: str, name: str) -> Type:
        more = schema.get("additionalProperties", not _MORE.isdisjoint(schema))
        others = None if more is False else self.type_of(more, f"{pointer}/additionalProperties", name)
        if not isinstance(schema.get("properties"), Mapping):
            return MapType(others if others is not None else UNKNOWN)
        return RecordType(in_words(str(schema.get("title", name))), (id(self.root), pointer),
                      cache(lambda: self._fields(schema, pointer)), keyed=True, others=others)  # fmt: skip

    def _fields(self, schema: Mapping[str, Any], pointer: str) -> Mapping[str, Field]:
        required = _listed(schema, "required")
        return {
            str(name): self._field(name, inner, f"{pointer}/properties/{name}", name in required)
            for name, inner in schema["properties"].items()
        }

    def _field(self, name: str, schema: object, pointer: str, required: bool) -> Field:
        type_ = self.type_of(schema, pointer, name)
        described = self._described(schema)
        examples = _listed(described, "examples") or [described.get("default", "")]
        return Field(name, type_ if required else union((type_, MISSING)), str(described.get("description", "")),
                     "" if examples[0] is None else str(examples[0]))  # fmt: skip

    def _described(self, schema: object) -> Mapping[str, Any]:
        """Where the words about a field stand: in itself, else in what it refers to."""
        if not isinstance(schema, Mapping):
            return {}
        target = self._find(str(schema["$ref"])) if "$ref" in schema and "description" not in schema else None
        return target if isinstance(target, Mapping) else schema

    def _array(self, schema: Mapping[str, Any], pointer: str, name: str) -> Type:
        each = _listed(schema, "prefixItems") or _listed(schema, "items")  # as the drafts up to 2019-09 call them
        if each:
            return TupleType(tuple(self.type_of(s, f"{pointer}/{n}", name) for n, s in enumerate(each)))
        item = self.type_of(schema.get("items"), f"{pointer}/items", name.removesuffix("s"))
        return ListType(item, some=schema.get("minItems", 0) not in {0, None})

    def _referred(self, reference: str) -> Type:
        if reference in self.following:
            return UNKNOWN
        if reference not in self.types:
            self.following = (*self.following, reference)
            self.types[reference] = self.type_of(self._find(reference), reference, reference.rsplit("/", 1)[-1])
            self.following = self.following[:-1]
        return self.types[reference]

    def _find(self, reference: str) -> object | None:
        if not reference.startswith("#"):
            return None
        schema: object = self.root
        for step in reference[1:].strip("/").split("/") if reference != "#" else ():
            key = unquote(step).replace("~1", "/").replace("~0", "~")
            if isinstance(schema, list) and key.isdecimal():
                schema = dict(enumerate(schema)).get(int(key))
            else:
                schema = schema.get(key) if isinstance(schema, Mapping) else None
        return schema

    def _all_of(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        merged: dict[str, Any] = {key: value for key, value in schema.items() if key != "allOf"}
        for part in schema["allOf"]:
            if isinstance(part, Mapping):
                merged = _joined(merged, self._part(part))
        return merged

    def _part(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        """What one of several schemas that hold together says, with what it refers to."""
        reference = str(part.get("$ref", ""))
        if reference:
            if reference not in self.joined:
                self.joined[reference] = {}  # for one that leads to itself
                referred = self._find(reference)
                self.joined[reference] = (
                    self._part(referred) if isinstance(referred, Mapping) else {"additionalProperties": True}
                )
            own = {key: value for key, value in part.items() if key in _SAYING}
            return _joined(self.joined[reference], self._part(own)) if own else self.joined[reference]
        return self._all_of(part) if _listed(part, "allOf") else part


def _merged(schema: Mapping[str, Any], choice: object, keyword: str) -> object:
    """One choice of several, with what the schema says beside them."""
    beside = {key: value for key, value in schema.items() if key not in {keyword, "title", "description", "examples"}}
    if not isinstance(choice, Mapping) or not isinstance(beside.get("properties"), Mapping):
        return choice
    return _joined(beside, choice) if "$ref" not in choice else {"allOf": [beside, choice]}


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    joined = {**one, **{key: value for key, value in other.items() if key != "title"}}
    named = [each["properties"] for each in (one, other) if isinstance(each.get("properties"), Mapping)]
    if named:
        joined["properties"] = {key: value for each in named for key, value in each.items()}
    joined["required"] = list(dict.fromkeys(map(str, (*_listed(one, "required"), *_listed(other, "required")))))
    return joined


def _listed(schema: Mapping[str, Any], keyword: str) -> list[Any]:
    """The list that a keyword gives; empty if it gives none."""
    given = schema.get(keyword)
    return given if isinstance(given, list) else []


def _types(schema: Mapping[str, Any]) -> Iterable[str]:
    given = schema.get("type")
    if given is None:
        return [next((type_ for keyword, type_ in _BY_KEYWORD.items() if keyword in schema), "anything")]
    return [str(each) for each in given] if isinstance(given, list) else [str(given)]


def _constant(value: object) -> Type:
    if isinstance(value, str):
        return Scalar("text", (value,))
    if isinstance(value, bool):
        return YES_OR_NO
    return NOTHING if value is None else NUMBER if isinstance(value, int | float) else UNKNOWN
