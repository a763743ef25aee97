"""An assessment → every text that people wrote in it, with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import Struct

from scrutiny_response.domain.assessment import Assessment, CriterionAnswer
from scrutiny_response.domain.further import Further

Steps = tuple[str | int, ...]
"""The keys and positions that lead to a text in an assessment file; criteria stand under their identifiers."""

NAMES = frozenset({"reference", "report", "file_name", "documents", "attachment", "second_indicator"})
"""Keys under which names and patterns stand, and no text for a reader."""


class Written(NamedTuple):
    """One text and where it stands."""

    path: Steps
    text: str


def texts(assessment: Assessment) -> Iterator[Written]:
    """Yield every text of an assessment that a document may print, in the order of its fields."""
    written: list[Written] = []
    _collect((), assessment, written)
    yield from written


def words(assessment: Assessment) -> str:
    """Return the same texts without their places, each on lines of its own, in small letters."""
    gathered: list[str] = []
    _gather(_HELD[Assessment](assessment), gathered)
    return "\n".join(gathered).casefold()


def _gather(values: Iterable[Any], gathered: list[str]) -> None:
    """Add the texts among some values, and those within them."""
    for value in values:
        kind: Any = type(value)
        if kind is str:
            gathered.append(value)
        elif value:
            _gather(_HELD[kind](value), gathered)


def _collect(path: Steps, value: Any, texts: list[Written]) -> None:
    kind: Any = type(value)
    if kind is str:
        texts.append(Written(path, value))
    elif kind is tuple:
        for number, item in enumerate(value):
            _collect((*path, item.criterion if type(item) is CriterionAnswer else number), item, texts)
    elif kind is Further:
        for name, item in value.items():
            _collect((*path, name), item, texts)
    else:
        for name in _FIELDS[kind]:
            item = getattr(value, name)
            inner: Any = type(item)
            if inner is str:
                texts.append(Written((*path, name), item))
            elif item and (inner is tuple or inner is Further or _FIELDS[inner]):
                _collect((*path, name), item, texts)


class _Fields(dict[type, tuple[str, ...]]):
    """By type, the fields of a Struct in which texts may stand; none of any other type."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        left_out = NAMES | {"criterion"} if kind is CriterionAnswer else NAMES
        names = (name for name in kind.__struct_fields__ if name not in left_out) if issubclass(kind, Struct) else ()
        self[kind] = tuple(names)
        return self[kind]


_FIELDS = _Fields()


class _Held(dict[type, Callable[[Any], Iterable[Any]]]):
    """By type, what gives the values in which texts may stand: all of a Struct in one call."""

    def __missing__(self, kind: type) -> Callable[[Any], Iterable[Any]]:
        names = _FIELDS[kind]
        self[kind] = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]
        return self[kind]


_HELD = _Held({tuple: tuple, Further: Further.values})
