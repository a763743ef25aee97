"""A scalar or a mapping and a name → the type of the field or method of that name, as Python has it."""

from __future__ import annotations

from engross.word.shape.hints import member_of_class
from engross.word.shape.types import (
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    YES_OR_NO,
    ListType,
    MethodType,
    Scalar,
    TupleType,
    Type,
    union,
)

_TEXTS = frozenset({"upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "replace", "removeprefix",
                    "removesuffix", "casefold", "swapcase", "center", "ljust", "rjust", "zfill", "join",
                    "strftime", "isoformat"})  # fmt: skip
_ANSWERS = ("is", "startswith", "endswith")
_NUMBERS = frozenset({"year", "month", "day", "hour", "minute", "second"})
_COUNTS = frozenset({"count", "index", "find", "weekday", "isoweekday", "toordinal"})
_LISTS = frozenset({"split", "rsplit", "splitlines"})
_PLAIN: dict[str, type] = {"text": str, "number": float, "yes or no": bool}
"""What values are in Python where the shape does not say; a date may be written as text, so nothing is said of it."""


def of_scalar(type_: Scalar, name: str) -> Type | None:
    """Return what a field or method of a scalar is; None if it has none of this name."""
    if type_.python is None:
        written = _PLAIN.get(type_.sort)
        return UNKNOWN if written is None else of_class(written, name)
    return member_of_class(type_.python, name) or of_class(type_.python, name)


def of_class(cls: type, name: str) -> Type | None:
    """Return a field or method that Python's own classes have; None if they have none of this name."""
    if name.startswith("_") or not hasattr(cls, name):
        return None
    if not callable(getattr(cls, name)):
        return NUMBER if name in _NUMBERS else UNKNOWN
    results: tuple[tuple[bool, Type], ...] = (
        (name in _TEXTS, TEXT),
        (name in _COUNTS, NUMBER),
        (name in _LISTS, ListType(TEXT)),
        (name.startswith(_ANSWERS), YES_OR_NO),
    )
    return MethodType(next((result for fits, result in results if fits), UNKNOWN))


def of_mapping(name: str, value: Type) -> Type | None:
    """Return what a method of a mapping gives; None if the name is none of theirs."""
    results: dict[str, Type] = {
        "items": ListType(TupleType((TEXT, value))),
        "keys": ListType(TEXT),
        "values": ListType(value),
        "get": union((value, NOTHING)),
    }
    return MethodType(results[name]) if name in results else None
