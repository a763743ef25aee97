"""A shape and a record → the same shape in which the record stands for the one of its key, however deep."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from engross.word.shape.types import Field, ListType, RecordType, Type, options, union


class Replacing:
    """Records in which another stands for the one of its key."""

    def __init__(self, by: RecordType) -> None:
        self._by = by

    def record(self, record: RecordType) -> RecordType:
        """Return a record in which every record of that key is the other one."""
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
