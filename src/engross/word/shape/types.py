"""What is known of a value before there is one → its kind: a text, a date, a record, a list, or one of several.

Whatever is not known is `Unknown`, of which nothing is ever reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known of the value."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty field (None), or where `missing` is true one that the data do not have at all.

    `unsure` is what no type can tell: the first item of a list that may be empty.
    """

    missing: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: `sort` is text, number, yes or no, date or time.

    `words` are all the texts that it can be, where they are known; `python` its type in Python, where there is one.
    """

    sort: str
    words: tuple[str, ...] = ()
    python: type | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, with what the shape says of it; `method` tells that it must be called."""

    name: str
    kind: Type
    meaning: str = ""
    example: str = ""
    method: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A group of named fields. Two records are the same where their key and what is known further are.

    `name` is its type as the shape names it. `read` gives its fields, when they are asked for: shapes may be circular.
    `keyed` says that the fields are keys of a mapping; `others` is the kind of the fields not named, None where there
    are none; `known` what is known further of single fields.
    """

    name: str
    key: Hashable
    read: Callable[[], Mapping[str, Field]] = field(compare=False)
    keyed: bool = field(default=False, compare=False)
    others: Type | None = field(default=None, compare=False)
    known: tuple[tuple[str, Type], ...] = ()

    def fields(self) -> Mapping[str, Field]:
        """Its fields by name, in the order of the shape."""
        return self.read()

    def with_known(self, name: str, kind: Type) -> Record:
        """The same record, of which one field is known better."""
        return replace(self, known=(*(pair for pair in self.known if pair[0] != name), (name, kind)))


@dataclass(frozen=True, slots=True)
class ListType:
    """A list; `some` says that it is not empty."""

    item: Type
    some: bool = False


@dataclass(frozen=True, slots=True)
class MapType:
    """A mapping from texts to values of one kind."""

    value: Type


@dataclass(frozen=True, slots=True)
class TupleType:
    """Several values in a fixed order; the names are those by which they can also be called."""

    items: tuple[Type, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """Something that must be called to give a value."""

    result: Type


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro of the template, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class UnionType:
    """One of several kinds; made by `either` only, so that none of the options is an Either or Unknown.

    Without options it is the kind of what is never reached, such as the other way of a condition that always holds.
    """

    options: tuple[Type, ...]


Type = Unknown | Nothing | Scalar | Record | ListType | MapType | TupleType | Method | Macro | UnionType
"""What is known of a value."""

UNKNOWN = Unknown()
NOTHING, MISSING, NO_ITEM = Nothing(), Nothing(missing=True), Nothing(missing=True, unsure=True)
TEXT, NUMBER, YES_OR_NO = Scalar("text"), Scalar("number"), Scalar("yes or no")


def options(kind: Type) -> tuple[Type, ...]:
    """The kinds that a value may have: itself where it is not one of several."""
    return kind.options if isinstance(kind, UnionType) else (kind,)


def union(kinds: Iterable[Type]) -> Type:
    """One of these kinds; Unknown where one of them is."""
    merged = _merged(dict.fromkeys(option for kind in kinds for option in options(kind)))
    if UNKNOWN in merged:
        return UNKNOWN
    return merged[0] if len(merged) == 1 else UnionType(tuple(merged))


def _merged(kinds: Collection[Type]) -> list[Type]:
    """The kinds, each once: texts of known words together, and lists or texts of any content before known ones."""
    merged: list[Type] = []
    scalars: dict[str, Scalar] = {}
    for kind in kinds:
        if isinstance(kind, Scalar):
            known = scalars.setdefault(kind.sort, kind)
            words = (*known.words, *kind.words) if known.words and kind.words else ()
            scalars[kind.sort] = known if known == kind else Scalar(kind.sort, tuple(dict.fromkeys(words)))
        elif not (isinstance(kind, ListType) and kind.some and replace(kind, some=False) in kinds):
            merged.append(kind)
    return [*scalars.values(), *merged]


def is_nothing(kind: Type) -> bool:
    """Whether a value of this kind is always empty or missing."""
    return bool(options(kind)) and all(isinstance(option, Nothing) for option in options(kind))


def may_be_nothing(kind: Type) -> bool:
    """Whether a value of this kind may be empty or missing."""
    return any(isinstance(option, Nothing) for option in options(kind))


def may_be_missing(kind: Type) -> bool:
    """Whether the data may lack the value altogether."""
    return MISSING in options(kind)


def may_fail(kind: Type) -> bool:
    """Whether nothing at all can be asked of the value in some data: they lack it, or the list has no such item."""
    return any(isinstance(option, Nothing) and option.missing for option in options(kind))


def without_nothing(kind: Type) -> Type:
    """The kind, given that there is a value."""
    return union(option for option in options(kind) if not isinstance(option, Nothing))


def when_true(kind: Type) -> Type:
    """The kind, given that the value counts as true."""
    kinds = (option for option in options(kind) if not isinstance(option, Nothing))
    return union(replace(option, some=True) if isinstance(option, ListType) else option for option in kinds)


def when_false(kind: Type) -> Type:
    """The kind, given that the value counts as false."""
    return union(option for option in options(kind) if _may_be_false(option))


def _may_be_false(kind: Type) -> bool:
    if isinstance(kind, Record):
        return kind.keyed
    if isinstance(kind, ListType):
        return not kind.some
    return kind != MISSING and not (isinstance(kind, Scalar) and kind.sort in {"date", "time"})


def records(kind: Type) -> Iterator[Record]:
    """The records that a value of this kind is or holds, not those in their fields."""
    for option in options(kind):
        if isinstance(option, Record):
            yield option
        elif isinstance(option, ListType):
            yield from records(option.item)
        elif isinstance(option, MapType):
            yield from records(option.value)
        elif isinstance(option, TupleType):
            for item in option.items:
                yield from records(item)
        elif isinstance(option, Method):
            yield from records(option.result)


def all_records(kind: Type) -> tuple[Record, ...]:
    """Every record that can be reached from a kind, each once, in the order in which a reader meets them."""
    found: dict[Hashable, Record] = {}
    waiting = list(records(kind))
    while waiting:
        record = waiting.pop(0)
        if record.key not in found:
            found[record.key] = record
            waiting += [inner for each in record.fields().values() for inner in records(each.kind)]
    return tuple(found.values())
