"""What is known of a value before there is one → its type: a text, a date, a record, a list, or one of several.

Whatever is not known is `Unknown`, of which nothing is ever reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace


class Unknown(Struct, frozen=True):
    """Nothing is known of the value."""


class Nothing(Struct, frozen=True):
    """An empty field (None), or where `missing` is true one that the data do not have at all.

    `unsure` is what no type can tell: the first item of a list that may be empty.
    """

    missing: bool = False
    unsure: bool = False


class Scalar(Struct, frozen=True, eq=False):
    """A single value: `sort` is text, number, yes or no, date or time.

    `words` are all the texts that it can be, if they are known; `python` its type in Python, if there is one.
    """

    sort: str
    words: tuple[str, ...] = ()
    python: type | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scalar) and (self.sort, self.words) == (other.sort, other.words)

    def __hash__(self) -> int:
        return hash((self.sort, self.words))


class Field(Struct, frozen=True):
    """One field of a record, with what the shape says of it; `method` tells that it must be called."""

    name: str
    type: Type
    meaning: str = ""
    example: str = ""
    method: bool = False


class RecordType(Struct, frozen=True, eq=False):
    """A group of named fields. Two records are the same where their key and what is known of them further are.

    `name` is its type as the shape names it. `read` gives its fields, when they are asked for: shapes may be circular.
    `keyed` says that the fields are keys of a mapping; `others` is the type of the fields not named, None if there
    are none; `narrowed` the types of the fields of which more is known.
    """

    name: str
    key: Hashable
    read: Callable[[], Mapping[str, Field]]
    keyed: bool = False
    others: Type | None = None
    narrowed: tuple[tuple[str, Type], ...] = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RecordType):
            return False
        return (self.name, self.key, self.narrowed) == (other.name, other.key, other.narrowed)

    def __hash__(self) -> int:
        return hash((self.name, self.key, self.narrowed))

    def fields(self) -> Mapping[str, Field]:
        """Return its fields by name, in the order of the shape."""
        return self.read()

    def narrow(self, name: str, type_: Type) -> RecordType:
        """Return the same record, of which the type of one field is narrower."""
        return replace(self, narrowed=(*(pair for pair in self.narrowed if pair[0] != name), (name, type_)))


class ListType(Struct, frozen=True):
    """A list; `some` says that it is not empty."""

    item: Type
    some: bool = False


class MapType(Struct, frozen=True):
    """A mapping from texts to values of one type."""

    value: Type


class TupleType(Struct, frozen=True):
    """Several values in a fixed order; the names are those by which they can also be called."""

    items: tuple[Type, ...]
    names: tuple[str, ...] = ()


class MethodType(Struct, frozen=True):
    """Something that must be called to give a value."""

    result: Type


class MacroType(Struct, frozen=True):
    """A macro of the template, by its number."""

    number: int


class UnionType(Struct, frozen=True):
    """One of several types; made by `union` only, so that none of the options is a UnionType or Unknown.

    Without options it is the type of what is never reached, such as the other way of a condition that always holds.
    """

    options: tuple[Type, ...]


Type = Unknown | Nothing | Scalar | RecordType | ListType | MapType | TupleType | MethodType | MacroType | UnionType
"""What is known of a value."""

UNKNOWN = Unknown()
NOTHING, MISSING, NO_ITEM = Nothing(), Nothing(missing=True), Nothing(missing=True, unsure=True)
TEXT, NUMBER, YES_OR_NO = Scalar("text"), Scalar("number"), Scalar("yes or no")


def options(type_: Type) -> tuple[Type, ...]:
    """Return the types that a value may have: itself if it is not one of several."""
    return type_.options if isinstance(type_, UnionType) else (type_,)


def union(types: Iterable[Type]) -> Type:
    """Return one of these types; Unknown where one of them is."""
    merged = _merged(dict.fromkeys(option for type_ in types for option in options(type_)))
    if UNKNOWN in merged:
        return UNKNOWN
    return merged[0] if len(merged) == 1 else UnionType(tuple(merged))


def _merged(types: Collection[Type]) -> list[Type]:
    """The types, each once: texts of known words together, and lists or texts of any content before known ones."""
    merged: list[Type] = []
    scalars: dict[str, Scalar] = {}
    for type_ in types:
        if isinstance(type_, Scalar):
            merged_scalar = scalars.setdefault(type_.sort, type_)
            words = (*merged_scalar.words, *type_.words) if merged_scalar.words and type_.words else ()
            scalars[type_.sort] = (
                merged_scalar if merged_scalar == type_ else Scalar(type_.sort, tuple(dict.fromkeys(words)))
            )
        elif not (isinstance(type_, ListType) and type_.some and replace(type_, some=False) in types):
            merged.append(type_)
    return [*scalars.values(), *merged]


def is_nothing(type_: Type) -> bool:
    """Return whether a value of this type is always empty or missing."""
    return bool(options(type_)) and all(isinstance(option, Nothing) for option in options(type_))


def may_be_nothing(type_: Type) -> bool:
    """Return whether a value of this type may be empty or missing."""
    return any(isinstance(option, Nothing) for option in options(type_))


def may_be_missing(type_: Type) -> bool:
    """Return whether the data may lack the value altogether."""
    return MISSING in options(type_)


def may_fail(type_: Type) -> bool:
    """Whether nothing at all can be asked of the value in some data: they lack it, or the list has no such item."""
    return any(isinstance(option, Nothing) and option.missing for option in options(type_))


def without_nothing(type_: Type) -> Type:
    """Return the type, given that there is a value."""
    return union(option for option in options(type_) if not isinstance(option, Nothing))


def when_true(type_: Type) -> Type:
    """Return the type, given that the value counts as true."""
    types = (option for option in options(type_) if not isinstance(option, Nothing))
    return union(replace(option, some=True) if isinstance(option, ListType) else option for option in types)


def when_false(type_: Type) -> Type:
    """Return the type, given that the value counts as false."""
    return union(option for option in options(type_) if _may_be_false(option))


def _may_be_false(type_: Type) -> bool:
    if isinstance(type_, RecordType):
        return type_.keyed
    if isinstance(type_, ListType):
        return not type_.some
    return type_ != MISSING and not (isinstance(type_, Scalar) and type_.sort in {"date", "time"})


def records(type_: Type) -> Iterator[RecordType]:
    """Yield the records that a value of this type is or holds, not those in their fields."""
    for option in options(type_):
        if isinstance(option, RecordType):
            yield option
        elif isinstance(option, ListType):
            yield from records(option.item)
        elif isinstance(option, MapType):
            yield from records(option.value)
        elif isinstance(option, TupleType):
            for item in option.items:
                yield from records(item)
        elif isinstance(option, MethodType):
            yield from records(option.result)


def all_records(type_: Type) -> tuple[RecordType, ...]:
    """Return every record that can be reached from a type, each once, in the order in which a reader meets them."""
    reached: dict[Hashable, RecordType] = {}
    waiting = list(records(type_))
    while waiting:
        record = waiting.pop(0)
        if record.key not in reached:
            reached[record.key] = record
            waiting += [inner for each in record.fields().values() for inner in records(each.type)]
    return tuple(reached.values())
