"""The type of what a template is rendered with → their shape: each field with its type and meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engross.records import is_record
from engross.word.shape.declared import DeclaredShape

if TYPE_CHECKING:  # where a compiled template was kept, nothing asks for its shape
    from engross.word.shape.types import RecordType

__all__ = ["DeclaredShape", "first_date", "shape_of"]

_DEEPEST_DATE = 2
"""How many groups deep a date is looked for."""


def shape_of(shape: object) -> RecordType:
    """Return the shape of the values that a template is rendered with.

    `shape` is a dataclass or a Struct of msgspec, a JSON schema of an object with properties as a mapping, or both in
    one (`DeclaredShape`).
    Raises TypeError for anything else.
    """
    from engross.word.shape.hints import type_of_hint  # noqa: PLC0415  # as above
    from engross.word.shape.schema import type_of_schema  # noqa: PLC0415  # likewise
    from engross.word.shape.types import RecordType  # noqa: PLC0415  # likewise

    if isinstance(shape, RecordType):
        return shape
    if isinstance(shape, DeclaredShape):
        return shape.as_record()
    is_class = isinstance(shape, type) and is_record(shape)
    record = type_of_schema(shape) if isinstance(shape, Mapping) else type_of_hint(shape) if is_class else None
    if not isinstance(record, RecordType):
        raise TypeError("a shape is a dataclass, a Struct or the JSON schema of an object with properties")
    return record


def first_date(record: RecordType) -> str:
    """Return how a template names a date of these values, such as "inspection.ended"; "" if they have none.

    One that is called a date comes before others, one that is never empty before others, and then the nearest.
    """
    from engross.word.shape.types import RecordType, Scalar, may_be_nothing, options  # noqa: PLC0415  # likewise

    dates: list[tuple[bool, bool, str]] = []
    waiting = [("", record, False)]
    while waiting:
        path, group, is_optional = waiting.pop(0)
        for field in group.fields().values():
            named = f"{path}{field.name}"
            may_lack = is_optional or may_be_nothing(field.type)
            inner = [option for option in options(field.type) if isinstance(option, RecordType)]
            if any(isinstance(option, Scalar) and option.sort == "date" for option in options(field.type)):
                dates.append(("date" not in field.name, may_lack, named))
            elif named.count(".") < _DEEPEST_DATE:
                waiting += [(f"{named}.", record, may_lack) for record in inner]
    return min(dates, key=lambda date: date[:2])[2] if dates else ""
