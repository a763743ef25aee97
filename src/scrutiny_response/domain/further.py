"""Values of an office's own: what a cycle file declares, and what the assessments say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NoReturn

from msgspec import Struct

Value = str | dt.date | int | Decimal | bool | tuple[str | dt.date | int | Decimal, ...] | None
"""One value; None if nobody said it, and an empty tuple for a list of which nobody did."""


class FurtherType(StrEnum):
    """What a further value is, as the cycle file declares it."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_OR_NO = "yes or no"
    TEXTS = "list of texts"
    DATES = "list of dates"
    NUMBERS = "list of numbers"

    @property
    def is_list(self) -> bool:
        """Whether there may be several."""
        return self in _LISTS

    @property
    def one(self) -> FurtherType:
        """What one of several is."""
        return _LISTS.get(self, self)


_LISTS = {
    FurtherType.TEXTS: FurtherType.TEXT,
    FurtherType.DATES: FurtherType.DATE,
    FurtherType.NUMBERS: FurtherType.NUMBER,
}


class Declared(Struct, frozen=True, kw_only=True):
    """A further value as a cycle file declares it; `is_given` if the cycle file says it for every assessment."""

    name: Annotated[str, "By what name templates and assessments call it", "first_visit"]
    type: Annotated[FurtherType, "What it is", "date"]
    meaning: Annotated[str, "What it means, for those who fill it in or print it; may be empty"] = ""
    example: Annotated[str, "How it is written; may be empty", "2027-01-18"] = ""
    required: Annotated[bool, "Whether every assessment has to say it"] = False
    is_given: Annotated[bool, "Whether the cycle file says it for all"] = False

    @property
    def title(self) -> str:
        """Return what it is called on forms: its name in words."""
        return self.name.replace("_", " ").capitalize()

    @property
    def is_always_there(self) -> bool:
        """Whether a template may count on it."""
        return self.required or self.is_given


Declarations = tuple[Declared, ...]
"""All that a cycle file declares, in its order."""


class Further(dict[str, Value]):
    """The further values of one assessment by their names; all that are declared are there. It is never changed."""

    has_declared_fields = True
    """Says to the check of templates that what is in it is declared in a cycle file."""

    def __hash__(self) -> int:  # type: ignore[override]  # it does not change, so that it has one
        return hash(tuple(self.items()))

    def _unchanged(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("further values do not change")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _unchanged

    def __reduce__(self) -> tuple[type[Further], tuple[dict[str, Value]]]:
        return Further, (dict(self),)


def completed(values: Mapping[str, Value], declared: Iterable[Declared]) -> Further:
    """Return further values in the order in which they are declared; where one is not there, something stands for it.

    A sample is shown in a template with it: the template may print, without a condition, what is always there.
    """
    return Further({each.name: values.get(each.name, _stand_in(each)) for each in declared})


def _stand_in(declared: Declared) -> Value:
    if declared.type.is_list:
        return ()
    if not declared.is_always_there:
        return None
    stand_ins: Mapping[FurtherType, Value] = {
        FurtherType.TEXT: declared.example or declared.title,
        FurtherType.DATE: dt.date(2027, 1, 18),
        FurtherType.NUMBER: 1,
        FurtherType.YES_OR_NO: True,
    }
    return stand_ins[declared.type]
