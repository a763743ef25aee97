"""A tree whose shape is checked → the frozen value of a type, read from the type's own hints.

Where a part is missing or faulty, something of the right type stands in for it and its path is noted, so that the
rules that look elsewhere can still speak. Such a value is never handed on.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct, field

from scrutiny_response.domain.further import Further
from scrutiny_response.domain.timeframes import Length, Span
from scrutiny_response.intake import scalars
from scrutiny_response.intake.faults import Fault, missing
from scrutiny_response.intake.schema import Schema
from scrutiny_response.intake.tree import DataPath, List, Map, Node, Text, text

_T = TypeVar("_T")


class Hint(NamedTuple):
    """A field's type: what it is of, whether it is a tuple of these, and whether it may be left out."""

    type: Any
    is_tuple: bool
    is_optional: bool


class Built(Struct):
    """What was noted while a value was built: what is missing, and the paths of all that is invalid.

    `refused` holds the identities (`id`) of the values that the schema refused.
    """

    schema: Schema
    refused: Collection[int]
    missing: list[Fault] = field(default_factory=list)
    invalid_paths: list[DataPath] = field(default_factory=list)


def build(cls: type[_T], root: Map, built: Built) -> _T:
    """Return the value of a Struct from its tree; what is missing or invalid is noted in `built`."""
    value: _T = _object(cls, root, built.schema.document, (), built)
    return value


def build_part(cls: type[_T], root: Map, name: str, built: Built) -> _T:
    """The value of the Struct that stands under one key of the tree; an empty one where the key is not given."""
    wanted = built.schema.document["properties"][name]
    part = root.get(Text(name))
    value: _T = _object(cls, part if isinstance(part, Map) else Map(root.source), wanted, (name,), built)
    return value


def plain(node: Node, wanted: Mapping[str, Any]) -> Any:
    """Return a checked tree as plain values: whole numbers where the schema wants them, text elsewhere."""
    if isinstance(node, Map):
        return {str(key): plain(value, wanted["properties"][key]) for key, value in node.items()}
    if isinstance(node, List):
        return [plain(item, wanted["items"]) for item in node]
    return int(node) if wanted.get("type") == "integer" else str(node)


def is_struct(kind: Any) -> bool:
    """Return whether a type's values are built from a map."""
    return isinstance(kind, type) and issubclass(kind, Struct)


@cache
def hints(cls: Any) -> Mapping[str, Hint]:
    """Return the types of a Struct's fields, in order."""
    types_by_name = typing.get_type_hints(cls)
    return {name: _hint(types_by_name[name]) for name in cls.__struct_fields__}


def _hint(declared: Any) -> Hint:
    if typing.get_origin(declared) is tuple:
        return Hint(typing.get_args(declared)[0], is_tuple=True, is_optional=False)
    if typing.get_origin(declared) is not types.UnionType:
        return Hint(declared, is_tuple=False, is_optional=False)
    kinds = [kind for kind in typing.get_args(declared) if kind is not types.NoneType]
    kind = kinds[0] if len(kinds) == 1 else dt.date | Length | Span
    return Hint(kind, is_tuple=False, is_optional=len(kinds) < len(typing.get_args(declared)))


def _object(cls: Any, node: Map, wanted: Mapping[str, Any], path: DataPath, built: Built, **given: object) -> Any:
    if cls is Further:
        return _further(node, wanted, path, built)
    values = {
        name: _field(node, hint, wanted, (*path, name), built) for name, hint in hints(cls).items() if name not in given
    }
    return cls(**values, **given)


def _field(node: Map, hint: Hint, outer: Mapping[str, Any], path: DataPath, built: Built) -> Any:
    name = str(path[-1])
    inner = outer.get("properties", {}).get(name, {})
    value = node.get(Text(name))
    if value is None and hint.type is Further:
        value = Map(node.source, node.line, node.column)
    if value is None and "default" in inner:
        value = _default(inner["default"], node)
    if value is not None:
        return _value(hint, value, inner, path, built)
    if hint.is_tuple and "minItems" not in inner:
        return ()
    if hint.is_tuple and is_struct(hint.type) and not demanded(hint.type, inner["items"]):
        return (_object(hint.type, Map(node.source, node.line, node.column), inner["items"], path, built),)
    if hint.is_optional:
        return None
    wanted_keys = demanded(hint.type, inner) if is_struct(hint.type) else []
    if is_struct(hint.type) and not wanted_keys:
        return _object(hint.type, Map(node.source, node.line, node.column), inner, path, built)
    built.invalid_paths.append(path)
    if name not in outer.get("required", ()):
        built.missing.append(missing(path, node, {**inner, "required": wanted_keys}, or_cycle=True))
    return stand_in(hint)


def _further(node: Map, wanted: Mapping[str, Any], path: DataPath, built: Built) -> Further:
    """Return an office's own values; one that is missing or invalid is as if nobody had said it."""
    values: dict[str, Any] = {}
    for name, part in wanted.get("properties", {}).items():
        value = node.get(Text(name))
        kind = Hint(value_type(part), is_tuple=part["type"] == "array", is_optional=True)
        given = None if value is None else _value(kind, value, part, (*path, name), built)
        values[name] = () if given is None and kind.is_tuple else given
    return Further(values)


def value_type(part: Mapping[str, Any]) -> Any:
    """Return what a further value is made into, by what a schema says of it."""
    part = part.get("items", part)
    return {"number": Decimal, "boolean": bool}.get(part["type"], dt.date if part.get("format") == "date" else str)


def number_from(written: str) -> int | Decimal:
    """Return a number in figures, whole if it is written so."""
    return Decimal(written) if "." in written else int(written)


def demanded(cls: Any, wanted: Mapping[str, Any]) -> list[str]:
    """Return what in this Struct must be given."""
    properties = wanted.get("properties", {})
    return [
        name
        for name, hint in hints(cls).items()
        if not (hint.is_tuple or hint.is_optional or "default" in properties.get(name, {}))
    ]


def _default(default: Any, node: Map) -> Node:
    if isinstance(default, list):
        items = List(node.source, node.line, node.column)
        items.extend(_default(item, node) for item in default)
        return items
    written = str(default).lower() if isinstance(default, bool) else default
    return text(written, node.source, node.line, node.column, is_plain=True)


def _value(hint: Hint, node: Node, wanted: Mapping[str, Any], path: DataPath, built: Built) -> Any:
    if node.is_refused or id(node) in built.refused:
        built.invalid_paths.append(path)
        return stand_in(hint)
    if isinstance(node, Map):
        if hint.is_tuple and "items" in wanted:  # one of them may stand without a list
            return (_object(hint.type, node, wanted["items"], (*path, 0), built),)
        if hint.is_tuple:
            return tuple(_keyed(hint.type, node, wanted, path, built))
        return _object(hint.type, node, wanted, path, built)
    if isinstance(node, List):
        inner, item = wanted["items"], Hint(hint.type, is_tuple=False, is_optional=False)
        return tuple(_value(item, each, inner, (*path, number), built) for number, each in enumerate(node))
    return None if node == "none" and may_be_none(wanted) else _scalar(hint.type, node)


def may_be_none(wanted: Mapping[str, Any]) -> bool:
    """Return whether the word `none` cancels what the cycle file says."""
    return "none" in wanted.get("enum", ()) or wanted.get("format") == "alarm"


def _keyed(cls: Any, node: Map, wanted: Mapping[str, Any], path: DataPath, built: Built) -> Iterator[Any]:
    """Yield the items of a map from identifier to the rest: the identifier becomes the first field."""
    first, inner = next(iter(hints(cls))), wanted["additionalProperties"]
    for key, value in node.items():
        if value.is_refused or id(value) in built.refused or not isinstance(value, Map):
            built.invalid_paths.append((*path, str(key)))
        else:
            yield _object(cls, value, inner, (*path, str(key)), built, **{first: str(key)})


def _scalar(kind: Any, node: Text) -> object:
    written = str(node)
    return written if kind is str else READERS.get(kind, kind)(written)


READERS: dict[Any, Callable[[str], object]] = {
    bool: lambda written: written.casefold() == "true",
    dt.date: scalars.date_from,
    Length: scalars.length_from,
    dt.date | Length | Span: scalars.timescale_from,
    Decimal: number_from,
}
"""What makes a value of each type of what is written."""


def stand_in(hint: Hint) -> Any:
    """Return something of a type, to hold the place of what is missing or invalid."""
    if hint.is_tuple:
        return ()
    if hint.is_optional:
        return None
    if hint.type is Further:
        return Further()
    if is_struct(hint.type):
        return hint.type(**{name: stand_in(inner) for name, inner in hints(hint.type).items()})
    if isinstance(hint.type, type) and issubclass(hint.type, Enum):
        return next(iter(hint.type))
    return {str: "", bool: False, int: 0}.get(hint.type, dt.date.min)
