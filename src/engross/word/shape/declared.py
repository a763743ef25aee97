"""A type and a JSON schema → the shape in which a type that says nothing of its fields has those of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:  # where a compiled template was kept, nothing asks for its shape
    from engross.word.shape.types import RecordType


class DeclaredShape(Struct, frozen=True):
    """A type in which every field of the class `of` has the fields that the `schema` of an object declares.

    For values of which only a user's file says what there are: their fields are checked as all others. `of` is a
    mapping whose attribute `has_declared_fields` is true; without a declaration nothing is said of its fields.
    """

    shape: type
    of: type
    schema: Mapping[str, Any]

    def as_record(self) -> RecordType:
        """Return the shape; TypeError if the type has no fields, or the schema is none of an object with properties."""
        from engross.word.shape.hints import type_of_hint  # noqa: PLC0415  # as above
        from engross.word.shape.replacing import Replacing  # noqa: PLC0415  # likewise
        from engross.word.shape.schema import type_of_schema  # noqa: PLC0415  # likewise
        from engross.word.shape.types import RecordType  # noqa: PLC0415  # likewise

        record, declared = type_of_hint(self.shape), type_of_schema(self.schema)
        if not (isinstance(record, RecordType) and isinstance(declared, RecordType)):
            raise TypeError(
                "a declared shape is a dataclass or Struct, and the JSON schema of an object with properties"
            )
        return Replacing(replace(declared, key=(self.of.__module__, self.of.__qualname__))).record(record)
