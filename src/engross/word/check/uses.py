"""A type → what can be done with its values: gone over, counted, computed with, put in order."""

from __future__ import annotations

from engross.word.shape.types import (
    ListType,
    MacroType,
    MapType,
    MethodType,
    RecordType,
    Scalar,
    TupleType,
    Type,
    Unknown,
)


def may_be_list(type_: Type) -> bool:
    """Whether a loop can go over such a value: also a text, letter by letter, and a group of fields, name by name."""
    if isinstance(type_, Scalar):
        return type_.sort == "text"
    return type_.keyed if isinstance(type_, RecordType) else not isinstance(type_, MethodType | MacroType)


def may_be_number(type_: Type) -> bool:
    """Return whether it can be computed with."""
    return isinstance(type_, Unknown) or (isinstance(type_, Scalar) and type_.sort in {"number", "yes or no"})


def may_be_counted(type_: Type) -> bool:
    """Return whether it is a number, or has some."""
    if isinstance(type_, Scalar):
        return type_.sort == "number"
    return type_.keyed if isinstance(type_, RecordType) else not isinstance(type_, MethodType | MacroType)


def may_be_group(type_: Type) -> bool:
    """Return whether it has fields by name."""
    return isinstance(type_, Unknown | MapType) or (isinstance(type_, RecordType) and type_.keyed)


def is_number(type_: Type) -> bool:
    """Return whether it is known to be a number, as yes and no are to Python."""
    return isinstance(type_, Scalar) and type_.sort in {"number", "yes or no"}


def comparable(one: Type, other: Type) -> bool:
    """Return whether one value can come before the other, as far as is known."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return _order(one) == _order(other)
    lists = isinstance(one, ListType | TupleType) and isinstance(other, ListType | TupleType)
    return lists or isinstance(one, Unknown) or isinstance(other, Unknown)


def _order(type_: Scalar) -> str:
    """Among what a value has its place; a date of which Python's type is not known may be written as text."""
    if type_.sort == "yes or no":
        return "number"
    return "text" if type_.sort in {"date", "time"} and type_.python is None else type_.sort
