"""A schema and a type → one function that checks plain values and builds the type's frozen value in the same step.

It is put together once, from the same schema and the same hints from which `fast_validator` and `build` work, and
says the same as the two of them; what they refuse or have to complete, it gives up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any

from scrutiny_response.domain.further import Declarations, Further
from scrutiny_response.intake import scalars
from scrutiny_response.intake.build import (
    READERS,
    Hint,
    demanded,
    hints,
    is_struct,
    may_be_none,
    number_from,
    value_type,
)
from scrutiny_response.intake.fast_validator import FOR_PEOPLE, FORMATS, is_number
from scrutiny_response.intake.plain_values import GivenUp
from scrutiny_response.intake.schema import assessment_schema, schema

Make = Callable[[Any], Any]
"""What checks a plain value and makes what it stands for; GivenUp if it does not fit."""
_KNOWN = FOR_PEOPLE | {
    "type", "properties", "additionalProperties", "required", "items", "minItems", "uniqueItems", "enum", "pattern",
    "minLength", "format",
}  # fmt: skip
_SCALARS = frozenset({"string", "boolean"})
_ONE_OR_MORE = ["object", "array"]
_ABSENT = object()
_TEXT = Hint(str, is_tuple=False, is_optional=False)


@cache
def plain_builder(cls: type, name: str, declared: Declarations = ()) -> Make:
    """Return what builds this type from plain values that keep to the schema of this name.

    `declared` are an office's own values, if it is that of an assessment. KeyError if the schema has a word, or asks
    for a kind of value, that is not known here.
    """
    return _object(cls, (assessment_schema(declared) if declared else schema(name)).document)


def _object(cls: Any, part: Mapping[str, Any], given: str = "") -> Make:
    """What builds a Struct from a map; the field `given` comes as "" beside its values."""
    _check_words(part)
    if part["additionalProperties"] is not False:
        raise KeyError("additionalProperties")
    properties, required = part["properties"], frozenset(part.get("required", ()))
    names = frozenset(properties)
    fields = {name: hint for name, hint in hints(cls).items() if name != given}
    makers = [
        (name, _value(hint, properties[name]) if name in properties else None, _absent(hint, name, part))
        for name, hint in fields.items()
    ]
    others = [(name, _value(_TEXT, properties[name])) for name in names - fields.keys()]

    def build(node: Any) -> Any:
        if type(node) is not dict or not (node.keys() <= names):
            raise GivenUp
        values = {}
        for name, make, absent in makers:
            value = node.get(name)
            if value is None:
                if name in required or absent is _ABSENT:
                    raise GivenUp
                values[name] = absent
            else:
                values[name] = make(value)  # type: ignore[misc]  # a key that is given is a property
        for name, check in others:
            if node.get(name) is not None:
                check(node[name])
            elif name in required:
                raise GivenUp
        return values if given else cls(**values)

    return build


def _absent(hint: Hint, name: str, outer: Mapping[str, Any]) -> Any:
    """What stands for a key that is not given, as `build` has it; _ABSENT where it has to be given."""
    inner = outer["properties"].get(name, {})
    if "default" in inner:
        default = inner["default"]
        return _value(hint, inner)(default)
    if hint.is_tuple and "minItems" not in inner:
        return ()
    if hint.is_tuple and is_struct(hint.type) and not demanded(hint.type, inner["items"]):
        return (_object(hint.type, inner["items"])({}),)
    if hint.is_optional:
        return None
    may_be_empty = (
        not inner.get("required") if hint.type is Further else is_struct(hint.type) and not demanded(hint.type, inner)
    )
    return _group(hint.type, inner)({}) if may_be_empty else _ABSENT


def _value(hint: Hint, part: Mapping[str, Any]) -> Make:
    _check_words(part)
    kind = part["type"]
    if kind == _ONE_OR_MORE:
        return _one_or_more(hint, part)
    if kind == "array":
        return _list(hint, part)
    if kind == "object":
        return _keyed(hint.type, part) if hint.is_tuple else _group(hint.type, part)
    if kind == "number":
        return _number
    if kind not in _SCALARS:
        raise KeyError(kind)
    return _boolean(hint) if kind == "boolean" else _text(hint, part)


def _group(cls: Any, part: Mapping[str, Any]) -> Make:
    return _further(part) if cls is Further else _object(cls, part)


def _further(part: Mapping[str, Any]) -> Make:
    """What builds an office's own values; one that is not given is there all the same."""
    required, makers, absent = frozenset(part.get("required", ())), {}, {}
    for name, inner in part.get("properties", {}).items():
        is_list = inner["type"] == "array"
        makers[name] = _value(Hint(value_type(inner), is_tuple=is_list, is_optional=True), inner)
        absent[name] = () if is_list else None

    def build(node: Any) -> Any:
        if type(node) is not dict or not (node.keys() <= makers.keys()):
            raise GivenUp
        given = {name: makers[name](value) for name, value in node.items() if value is not None}
        if not (required <= given.keys()):
            raise GivenUp
        return Further({**absent, **given})

    return build


def _number(node: Any) -> Any:
    if not is_number(node):
        raise GivenUp
    return number_from(node)


def _list(hint: Hint, part: Mapping[str, Any]) -> Make:
    make = _value(Hint(hint.type, is_tuple=False, is_optional=False), part["items"])
    least, is_unique = part.get("minItems", 0), part.get("uniqueItems", False)

    def build(node: Any) -> Any:
        if type(node) is not list or len(node) < least:
            raise GivenUp
        if is_unique and any(item in node[:number] for number, item in enumerate(node)):
            raise GivenUp
        return tuple([make(item) for item in node])

    return build


def _one_or_more(hint: Hint, part: Mapping[str, Any]) -> Make:
    """What builds the items of a list, or the only one, which may stand without a list."""
    item = part["items"]
    own = {word: value for word, value in part.items() if word in {*item, "type"}} | {"type": "object"}
    if _fits(own) != _fits(item):
        raise KeyError("items")
    make_list, make_one = _list(hint, part), _object(hint.type, item)
    return lambda node: (make_one(node),) if type(node) is dict else make_list(node)


def _keyed(cls: Any, part: Mapping[str, Any]) -> Make:
    """The items of a map from identifier to the rest: the identifier becomes the first field."""
    first, inner = next(iter(hints(cls))), part["additionalProperties"]
    if any(_fits(named) != _fits(inner) for named in part.get("properties", {}).values()):
        raise KeyError("properties")
    make = _object(cls, inner, first)

    def build(node: Any) -> Any:
        if type(node) is not dict or None in node.values():
            raise GivenUp
        return tuple([cls(**{first: key}, **make(value)) for key, value in node.items()])

    return build


def _fits(part: Any) -> Any:
    """What a part of a schema asks for, without what it says to people."""
    if not isinstance(part, dict):
        return part
    kept = {key: _fits(value) for key, value in part.items() if key not in FOR_PEOPLE | {"properties"}}
    return kept | {"properties": {name: _fits(value) for name, value in part.get("properties", {}).items()}}


def _boolean(hint: Hint) -> Make:
    if hint.type is not bool:
        raise KeyError("boolean")

    def build(node: Any) -> Any:
        if type(node) is not bool:
            raise GivenUp
        return node

    return build


def _text(hint: Hint, part: Mapping[str, Any]) -> Make:
    tests, read = _tests(part), _reader(hint.type)
    check = FORMATS.get(part.get("format", ""), _nothing)
    none = object() if not may_be_none(part) else "none"
    if check is read:  # the same function says whether it is a date and which
        check = _nothing

    def build(node: Any) -> Any:
        if type(node) is not str:
            raise GivenUp
        for test in tests:
            if not test(node):
                raise GivenUp
        try:
            check(node)
            return None if node == none else read(node)
        except scalars.Unreadable as error:
            raise GivenUp from error

    def line(node: Any) -> Any:
        """Most texts are of one line, and nothing else is asked of them."""
        if type(node) is not str or node.isspace() or not node or not node.isprintable() or node[0] in "“‘":
            return build(node)
        return node

    return line if check in {scalars.check_line, scalars.check_text} and not tests and hint.type is str else build


def _nothing(_: str) -> object:
    return None


def _reader(kind: Any) -> Callable[[str], object]:
    if kind is str:
        return str
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    return READERS[kind]


def _tests(part: Mapping[str, Any]) -> list[Callable[[str], object]]:
    tests: list[Callable[[str], object]] = []
    if "enum" in part:
        tests.append(frozenset(part["enum"]).__contains__)
    if "pattern" in part:
        tests.append(re.compile(part["pattern"]).search)
    if "minLength" in part:
        tests.append(lambda node, least=part["minLength"]: len(node) >= least)  # type: ignore[misc]  # bound now
    return tests


def _check_words(part: Mapping[str, Any]) -> None:
    """KeyError if a part of a schema has a word that is not known here."""
    for word in part:
        if word not in _KNOWN:
            raise KeyError(word)
