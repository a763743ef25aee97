"""The type of what a template is rendered with → their shape: each field with its type and meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass

from engross.word.shape.hints import type_of_hint
from engross.word.shape.schema import type_of_schema
from engross.word.shape.types import RecordType


def shape_of(shape: object) -> RecordType:
    """The shape of the values that a template is rendered with.

    `shape` is a dataclass, or a JSON schema of an object with properties as a mapping. Raises TypeError for anything
    else.
    """
    if isinstance(shape, RecordType):
        return shape
    is_class = isinstance(shape, type) and is_dataclass(shape)
    record = type_of_schema(shape) if isinstance(shape, Mapping) else type_of_hint(shape) if is_class else None
    if not isinstance(record, RecordType):
        raise TypeError("a shape is a dataclass, or the JSON schema of an object with properties")
    return record
