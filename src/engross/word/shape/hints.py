"""A type → its shape, read from its type hints: `Annotated[T, "meaning", "example"]` says what a field means."""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import types
import typing
from collections import abc
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from engross.records import field_names, is_record
from engross.word.shape.types import (
    NOTHING,
    TEXT,
    UNKNOWN,
    YES_OR_NO,
    Field,
    ListType,
    MapType,
    MethodType,
    RecordType,
    Scalar,
    TupleType,
    Type,
    union,
)

_SCALARS: Mapping[object, Type] = {
    str: Scalar("text", python=str),
    bool: YES_OR_NO,
    int: Scalar("number", python=int),
    float: Scalar("number", python=float),
    Decimal: Scalar("number", python=Decimal),
    dt.date: Scalar("date", python=dt.date),
    dt.datetime: Scalar("date", python=dt.datetime),
    dt.time: Scalar("time", python=dt.time),
    type(None): NOTHING,
    None: NOTHING,
}
_LISTS = (list, set, frozenset, abc.Sequence, abc.Iterable, abc.Iterator, abc.Collection, abc.Set, abc.Generator)
_TABLES = (dict, abc.Mapping, abc.MutableMapping)


def type_of_hint(hint: object) -> Type:
    """Return the type of a value with this type hint; Unknown where the hint says too little."""
    origin = get_origin(hint)
    if origin is not None:
        return _generic(origin, get_args(hint))
    if isinstance(hint, list):  # the parameters of a Callable
        return UNKNOWN
    if hint in _SCALARS:
        return _SCALARS[hint]
    if isinstance(hint, type):
        return _of_class(hint)
    return type_of_hint(hint.__supertype__) if isinstance(hint, typing.NewType) else UNKNOWN


def _generic(origin: object, arguments: tuple[Any, ...]) -> Type:
    if origin is Literal:
        return union(_literal(value) for value in arguments)
    if origin is Annotated:
        return type_of_hint(arguments[0])
    argument_types = [type_of_hint(argument) for argument in arguments if argument is not Ellipsis]
    if origin is Union or origin is types.UnionType:
        return union(argument_types)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return TupleType(tuple(argument_types))
    if origin is tuple or origin in _LISTS:
        return ListType(argument_types[0])
    return MapType(argument_types[1]) if origin in _TABLES else UNKNOWN


def _literal(value: object) -> Type:
    return Scalar("text", (value,), str) if isinstance(value, str) else _SCALARS.get(type(value), UNKNOWN)


@cache
def _of_class(cls: type) -> Type:
    if getattr(cls, "prints_itself", False):  # such as the value of the filter `image`; see values.printing.Rich
        return UNKNOWN
    if issubclass(cls, enum.Enum):
        return _enumeration(cls)
    if is_record(cls):
        return RecordType(in_words(cls.__name__), _key(cls), cache(lambda: _members(cls)))
    if typing.is_typeddict(cls):
        return RecordType(in_words(cls.__name__), _key(cls), cache(lambda: _members(cls)), keyed=True)
    if issubclass(cls, tuple) and hasattr(cls, "_fields"):
        hints = _hints(cls)
        return TupleType(tuple(type_of_hint(hints.get(name, Any)) for name in cls._fields), cls._fields)
    bare: Mapping[type, Type] = {
        list: ListType(UNKNOWN),
        tuple: ListType(UNKNOWN),
        set: ListType(UNKNOWN),
        dict: MapType(UNKNOWN),
    }
    if getattr(cls, "has_declared_fields", False):  # see DeclaredShape
        bare = {cls: RecordType(in_words(cls.__name__), _key(cls), dict, keyed=True, others=UNKNOWN)}
    return bare.get(cls, UNKNOWN)


def _enumeration(cls: type[enum.Enum]) -> Type:
    if issubclass(cls, str):
        return Scalar("text", tuple(str(member.value) for member in cls), cls)
    if issubclass(cls, int):
        return Scalar("number", python=cls)
    values = union(_SCALARS.get(type(member.value), UNKNOWN) for member in cls)
    own = {"name": Field("name", TEXT), "value": Field("value", values)}
    return RecordType(in_words(cls.__name__), _key(cls), lambda: {**own, **_described(cls)})


def _key(cls: type) -> tuple[str, str]:
    return cls.__module__, cls.__qualname__


def _members(cls: type) -> Mapping[str, Field]:
    hints = _hints(cls)
    declared = field_names(cls) if is_record(cls) else list(hints)
    own = {name: _field(name, hints.get(name, Any)) for name in declared if not name.startswith("_")}
    return {**own, **_described(cls)}


def _described(cls: type) -> dict[str, Field]:
    """The fields that properties and methods of a class make."""
    return {field.name: field for field in _computed(cls)}


def _computed(cls: type) -> Iterator[Field]:
    for base in reversed(cls.__mro__):
        for name, member in vars(base).items() if base not in {object, str, int, enum.Enum} else ():
            if name.startswith("_"):
                continue
            if isinstance(member, property | cached_property):
                yield _field(name, _returned(member.fget if isinstance(member, property) else member.func))
            elif isinstance(member, types.FunctionType):
                meaning = _meaning(inspect.getdoc(member) or "")
                yield Field(name, MethodType(type_of_hint(_returned(member))), meaning, method=True)


def member_of_class(cls: type, name: str) -> Type | None:
    """The type of a property or method that a class of single values, such as an enumeration, adds; None if none."""
    field = _described(cls).get(name)
    return None if field is None else field.type


def result_of(function: object) -> Type:
    """Return the type of what a function returns, by its hints."""
    return type_of_hint(_returned(function))


def parameter_of(function: object) -> object:
    """Return the hint of the parameter that takes a filter's value, its first but for what Jinja gives; Any if none."""
    hints = _hints(function)
    code = getattr(function, "__code__", None)
    place = 1 if getattr(function, "jinja_pass_arg", None) is not None else 0
    first = code.co_varnames[place] if code is not None and code.co_argcount > place else ""
    return hints.get(first, Any)


def _returned(function: object) -> object:
    return _hints(function).get("return", Any)


def _hints(thing: object) -> dict[str, Any]:
    try:
        return typing.get_type_hints(thing, include_extras=True)
    except (NameError, TypeError, AttributeError):  # a name that only a type checker sees, or a built-in function
        return {}


def _field(name: str, hint: object) -> Field:
    notes = [note for note in get_args(hint)[1:] if isinstance(note, str)] if get_origin(hint) is Annotated else []
    meaning, example = (*notes, "", "")[:2]
    return Field(name, type_of_hint(hint), meaning, example)


def in_words(name: str) -> str:
    """`QualityIndicator` → "quality indicator"."""
    parts: list[str] = []
    for character in name.replace("_", " "):
        if character.isupper() and parts and parts[-1][-1:].islower():
            parts.append(" ")
        parts.append(character)
    return "".join(parts).lower().strip()


def _meaning(docstring: str) -> str:
    """Return what a method gives, in words for authors: its docstring's first line, which begins with "Return"."""
    words = docstring.split("\n", maxsplit=1)[0].rstrip(".").removeprefix("Return ")
    return words[:1].upper() + words[1:]
