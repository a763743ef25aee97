"""The type of what a template is rendered with → their shape: each field with its kind and meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass

from engross.word.shape.hints import type_of_hint
from engross.word.shape.schema import type_of_schema
from engross.word.shape.types import Record


def shape_of(type_: object) -> Record:
    """The shape of the values that a template is rendered with.

    `type_` is a dataclass, or a JSON schema of an object with properties as a mapping. Raises TypeError for anything
    else.
    """
    if isinstance(type_, Record):
        return type_
    is_class = isinstance(type_, type) and is_dataclass(type_)
    kind = type_of_schema(type_) if isinstance(type_, Mapping) else type_of_hint(type_) if is_class else None
    if not isinstance(kind, Record):
        raise TypeError("a shape is a dataclass, or the JSON schema of an object with properties")
    return kind
