"""The type of a value and that of the parameter it is given to → whether it fits, as far as both are known."""

from __future__ import annotations

import sys

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
    options,
    without_nothing,
)

_IDS = {"text": "not-a-text", "number": "not-a-number", "date": "not-a-date"}


def misfit(type_: Type, parameter: Type) -> Type | None:
    """Return what a value may be that a parameter does not take; None if it fits. That it may be empty is no matter."""
    taken = options(without_nothing(parameter))
    given = options(without_nothing(type_))
    return next((each for each in given if not any(_fits(each, other) for other in taken)), None)


def fault_of(parameter: Type) -> str:
    """Return the identifier of the problem that a value is none of what a parameter takes."""
    first = options(without_nothing(parameter))[0]
    if isinstance(first, ListType | TupleType):
        return "not-a-list"
    return _IDS.get(first.sort, "wrong-argument") if isinstance(first, Scalar) else "not-a-group"


def _fits(given: Type, taken: Type) -> bool:
    if isinstance(given, MethodType | MacroType | Unknown) or isinstance(taken, Unknown):
        return not isinstance(given, MethodType | MacroType)
    if isinstance(given, Scalar):
        return isinstance(taken, Scalar) and _sorts_fit(given, taken)
    if isinstance(given, ListType | TupleType):
        items = given.items if isinstance(given, TupleType) else (given.item,)
        if isinstance(taken, TupleType):
            return not isinstance(given, TupleType) or len(given.items) == len(taken.items)
        return isinstance(taken, ListType) and all(misfit(item, taken.item) is None for item in items)
    if isinstance(given, RecordType) and isinstance(taken, RecordType):
        return _records_fit(given, taken)
    return isinstance(taken, MapType | RecordType) and (not isinstance(given, RecordType) or given.keyed)


def _sorts_fit(given: Scalar, taken: Scalar) -> bool:
    """Whether a single value fits; a date of which Python's type is not known may be written as text."""
    if given.sort == taken.sort or (given.sort, taken.sort) == ("yes or no", "number"):
        return not (given.words and taken.words) or not set(given.words).isdisjoint(taken.words)
    return given.sort in {"date", "time"} and given.python is None and taken.sort == "text"


def _records_fit(given: RecordType, taken: RecordType) -> bool:
    if given.key == taken.key:
        return True
    classes = _class(given.key), _class(taken.key)
    return not all(classes) or given.keyed or issubclass(*classes)  # type: ignore[arg-type]  # all are classes


def _class(key: object) -> type | None:
    """The class that a record is of; None if it is of none that is known here."""
    module, name = key if isinstance(key, tuple) and len(key) == 2 else ("", "")  # noqa: PLR2004  # a class's key
    class_ = getattr(sys.modules.get(str(module)), str(name), None)
    return class_ if isinstance(class_, type) else None
