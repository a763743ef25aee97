"""A kind → what can be done with its values: gone over, counted, computed with, put in order."""

from __future__ import annotations

from engross.word.shape.types import ListType, Macro, MapType, Method, Record, Scalar, TupleType, Type, Unknown


def may_be_list(kind: Type) -> bool:
    """Whether a loop can go over such a value: also a text, letter by letter, and a group of fields, name by name."""
    if isinstance(kind, Scalar):
        return kind.sort == "text"
    return kind.keyed if isinstance(kind, Record) else not isinstance(kind, Method | Macro)


def may_be_number(kind: Type) -> bool:
    """Whether it can be computed with."""
    return isinstance(kind, Unknown) or (isinstance(kind, Scalar) and kind.sort in {"number", "yes or no"})


def may_be_counted(kind: Type) -> bool:
    """Whether it is a number, or has some."""
    if isinstance(kind, Scalar):
        return kind.sort == "number"
    return kind.keyed if isinstance(kind, Record) else not isinstance(kind, Method | Macro)


def may_be_group(kind: Type) -> bool:
    """Whether it has fields by name."""
    return isinstance(kind, Unknown | MapType) or (isinstance(kind, Record) and kind.keyed)


def is_number(kind: Type) -> bool:
    """Whether it is known to be a number, as yes and no are to Python."""
    return isinstance(kind, Scalar) and kind.sort in {"number", "yes or no"}


def comparable(one: Type, other: Type) -> bool:
    """Whether one value can come before the other, as far as is known."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return _order(one) == _order(other)
    lists = isinstance(one, ListType | TupleType) and isinstance(other, ListType | TupleType)
    return lists or isinstance(one, Unknown) or isinstance(other, Unknown)


def _order(kind: Scalar) -> str:
    """Among what a value has its place; a date of which Python's type is not known may be written as text."""
    if kind.sort == "yes or no":
        return "number"
    return "text" if kind.sort in {"date", "time"} and kind.python is None else kind.sort
