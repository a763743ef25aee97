"""A list, a tuple, a mapping or a text → the types of what is in it."""

from __future__ import annotations

from engross.word.shape.types import (
    NO_ITEM,
    TEXT,
    UNKNOWN,
    ListType,
    MapType,
    RecordType,
    Scalar,
    TupleType,
    Type,
    union,
)


def items_of(type_: Type) -> tuple[Type, bool]:
    """Return the type of what a loop goes over, and whether there is always something."""
    if isinstance(type_, ListType):
        return type_.item, type_.some
    if isinstance(type_, TupleType):
        return union(type_.items), bool(type_.items)
    if isinstance(type_, RecordType) and type_.keyed:
        return TEXT, True
    if isinstance(type_, MapType) or (isinstance(type_, Scalar) and type_.sort == "text"):
        return TEXT, False
    return UNKNOWN, False


def sliced(type_: Type) -> Type:
    """Return the type of a slice."""
    if isinstance(type_, ListType | TupleType):
        return ListType(type_.item if isinstance(type_, ListType) else union(type_.items))
    return TEXT if isinstance(type_, Scalar) and type_.sort == "text" else UNKNOWN


def at(type_: Type, place: object) -> Type:
    """Return what stands at a place of a list; only of the first and the last is it known, and only in some lists."""
    if isinstance(type_, ListType):
        return union((type_.item, NO_ITEM)) if place in {0, -1} and not type_.some else type_.item
    if isinstance(type_, TupleType):
        inside = isinstance(place, int) and -len(type_.items) <= place < len(type_.items)
        return type_.items[place] if inside and isinstance(place, int) else union(type_.items)
    if isinstance(type_, MapType):
        return type_.value
    return TEXT if isinstance(type_, Scalar) and type_.sort == "text" else UNKNOWN
