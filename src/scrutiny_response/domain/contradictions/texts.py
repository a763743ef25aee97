"""An assessment → every text that people wrote in it, with its path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import NamedTuple

from scrutiny_response.domain.assessment import Assessment, CriterionAnswer
from scrutiny_response.domain.contradictions.case import DataPath

NAMES = frozenset({"reference", "report", "file_name", "documents", "attachment", "second_indicator"})
"""Keys under which names and patterns stand, and no text for a reader."""


class Written(NamedTuple):
    """One text and where it stands."""

    path: DataPath
    text: str


def texts(assessment: Assessment) -> Iterator[Written]:
    """Yield every text of an assessment that a document may print, in the order of its fields."""
    yield from _texts((), assessment)


def _texts(path: DataPath, value: object) -> Iterator[Written]:
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield Written(path, value)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            key = item.criterion if isinstance(item, CriterionAnswer) else number
            yield from _texts((*path, key), item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NAMES and not (isinstance(value, CriterionAnswer) and field.name == "criterion"):
                yield from _texts((*path, field.name), getattr(value, field.name))
