"""A dataclass and a JSON schema → the shape in which a type that says nothing of its fields has those of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from engross.word.shape.hints import type_of_hint
from engross.word.shape.schema import type_of_schema
from engross.word.shape.types import Field, ListType, RecordType, Type, options, union


@dataclass(frozen=True, slots=True)
class DeclaredShape:
    """A dataclass in which every field of the class `of` has the fields that the `schema` of an object declares.

    For values of which only a user's file says what there are: their fields are checked as all others. `of` is a
    mapping whose attribute `has_declared_fields` is true; without a declaration nothing is said of its fields.
    """

    shape: type
    of: type
    schema: Mapping[str, Any]

    def as_record(self) -> RecordType:
        """Return the shape; TypeError if the class is no dataclass, or the schema none of an object with properties."""
        record, declared = type_of_hint(self.shape), type_of_schema(self.schema)
        if not (isinstance(record, RecordType) and isinstance(declared, RecordType)):
            raise TypeError("a declared shape is a dataclass, and the JSON schema of an object with properties")
        return _Replacing(replace(declared, key=(self.of.__module__, self.of.__qualname__))).record(record)


class _Replacing:
    """Records in which another stands for the one of its key, however deep."""

    def __init__(self, by: RecordType) -> None:
        self._by = by

    def record(self, record: RecordType) -> RecordType:
        return replace(record, read=cache(lambda: {name: self._field(each) for name, each in record.fields().items()}))

    def _field(self, field: Field) -> Field:
        return replace(field, type=self._type(field.type))

    def _type(self, type_: Type) -> Type:
        return union(map(self._option, options(type_)))

    def _option(self, option: Type) -> Type:
        if isinstance(option, ListType):
            return replace(option, item=self._type(option.item))
        if isinstance(option, RecordType):
            return self._by if option.key == self._by.key else self.record(option)
        return option
