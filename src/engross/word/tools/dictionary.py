"""A shape → the dictionary of all its fields: what each means, of what kind it is, an example, and how to write it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from engross.word.shape import shape_of
from engross.word.shape.hints import parameter_of, type_of_hint
from engross.word.shape.types import (
    YES_OR_NO,
    Field,
    ListType,
    MapType,
    MethodType,
    RecordType,
    Scalar,
    TupleType,
    Type,
    UnionType,
    all_records,
    may_be_nothing,
    options,
    records,
    union,
    without_nothing,
)

Filters = Mapping[str, Callable[..., Any]]

_EVERYWHERE = "Everywhere"
_FEW = 6
_SIMPLE = {"text": "text", "number": "number", "yes or no": "yes or no", "date": "date", "time": "time"}


class FieldEntry(Struct, frozen=True):
    """One field: `group` says where it belongs, `type` is in an author's words, `write` is the tag that gives it."""

    group: str
    name: str
    type: str
    meaning: str
    example: str
    write: str

    def as_json(self) -> dict[str, str]:
        """Return the entry as plain values for JSON."""
        return asdict(self)


class _Reached(Struct, frozen=True):
    """A record, the words before its fields' names, and where it is found."""

    record: RecordType
    prefix: str
    group: str


def dictionary(type_: object, filters: Filters | None = None) -> tuple[FieldEntry, ...]:
    """Return every field that a template can use with values of this type (a dataclass, a Struct or a JSON schema).

    Each record is told once, where it is reached first, from the top downwards. `filters` are the filters handed in
    with the template: if one takes just what a field holds, the field is written with it.
    """
    waiting = [_Reached(shape_of(type_), "", "")]
    told: dict[Hashable, str] = {waiting[0].record.key: ""}
    entries: list[FieldEntry] = []
    while waiting:
        reached = waiting.pop(0)
        for field in reached.record.fields().values():
            waiting += _inner(field, reached.prefix, told)
            entries.append(_entry(field, reached, told, filters or {}))
    return tuple(entries)


def _inner(field: Field, prefix: str, told: dict[Hashable, str]) -> Iterator[_Reached]:
    """Yield the records that a field leads to for the first time."""
    path = f"{prefix}{field.name}{'(…)' if field.method else ''}"
    listed = any(isinstance(option, ListType | MapType) for option in options(_given(field.type)))
    for record in records(field.type):
        if record.key not in told:
            one = _singular(field.name, record)
            told[record.key] = f"{{% for {one} in {path} %}}" if listed else path
            yield _Reached(record, f"{one}." if listed else f"{path}.", told[record.key])


def _entry(field: Field, reached: _Reached, told: Mapping[Hashable, str], filters: Filters) -> FieldEntry:
    path = f"{reached.prefix}{field.name}{'(…)' if field.method else ''}"
    kind = _given(field.type)
    write = _written(path, field, without_nothing(kind), filters)
    if may_be_nothing(kind) and write.startswith("{{"):
        write = f"{{% if {path} %}}{write}{{% endif %}}"
    first = next((told[record.key] for record in records(kind)), "")
    here = {"", path, f"{{% for {_one(field)} in {path} %}}"}
    elsewhere = "" if first in here else f"; its fields stand under {first}"
    return FieldEntry(reached.group, path, f"{words(kind)}{elsewhere}", field.meaning, field.example, write)


def _given(kind: Type) -> Type:
    """Return what a field gives, once it is called if it must be."""
    return union(option.result if isinstance(option, MethodType) else option for option in options(kind))


def _written(path: str, field: Field, kind: Type, filters: Filters) -> str:
    """Return the tag that gives a field; if it may be empty, the caller adds the condition around it."""
    fitting = [name for name, function in filters.items() if type_of_hint(parameter_of(function)) == kind]
    if isinstance(kind, UnionType) and fitting:
        return f"{{{{ {path} | {fitting[0]} }}}}"
    if isinstance(kind, RecordType):
        return _field_of(path, kind, may_be_nothing(_given(field.type)))
    if kind == YES_OR_NO:
        return f"{{% if {path} %}} … {{% endif %}}"
    if isinstance(kind, MapType):
        return f"{{% for name, value in {path}.items() %}} … {{% endfor %}}"
    if isinstance(kind, ListType | TupleType) and not (isinstance(kind, ListType) and isinstance(kind.item, Scalar)):
        return f"{{% for {_one(field)} in {path} %}} … {{% endfor %}}"
    return f"{{{{ {path}{_how(kind)} }}}}"


def _how(kind: Type) -> str:
    """Return what must follow a value so that it can be printed."""
    if isinstance(kind, ListType):
        return ' | map("date") | join_and' if _how(kind.item) == " | date" else " | join_and"
    return {"date": " | date", "time": '.strftime("%H:%M")'}.get(kind.sort, "") if isinstance(kind, Scalar) else ""


def _field_of(path: str, record: RecordType, optional: bool) -> str:
    if optional:
        return f"{{% if {path} %}} … {{% endif %}}"
    scalars = [
        field.name for field in record.fields().values() if isinstance(field.type, Scalar) and field.type.sort == "text"
    ]
    chosen = "name" if "name" in scalars else next(iter(scalars), "")
    return f"{{{{ {path}.{chosen or '…'} }}}}"


def words(kind: Type) -> str:
    """Return a kind in an author's words: "text", "date", "list of areas", "yes or no", "text, may be empty"."""
    words = " or ".join(dict.fromkeys(map(_word, options(without_nothing(kind)))))
    return f"{words}, may be empty" if may_be_nothing(kind) else words


def _word(kind: Type) -> str:
    if isinstance(kind, Scalar):
        if kind.words and len(kind.words) <= _FEW:
            return f"text: {', '.join(kind.words[:-1])}{' or ' if len(kind.words) > 1 else ''}{kind.words[-1]}"
        return _SIMPLE[kind.sort]
    if isinstance(kind, RecordType):
        return kind.name
    if isinstance(kind, ListType):
        return f"list of {_plural(words(without_nothing(kind.item)).split(':')[0])}"
    if isinstance(kind, MapType):
        return f"{_plural(words(kind.value).split(':')[0])} by name"
    return "several values" if isinstance(kind, TupleType) else "anything"


def _plural(word: str) -> str:
    if word in {"anything", "several values", "yes or no"}:
        return word
    if word.endswith("criterion"):
        return f"{word[:-2]}a"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"


def _one(field: Field) -> str:
    return _singular(field.name, next(records(field.type), None))


def _singular(name: str, record: RecordType | None) -> str:
    """Return the name of one item of a list: `areas` gives "area", `copies` gives "copy"."""
    if name.endswith("ies"):
        return name[:-3] + "y"
    if name.endswith("s") and not name.endswith("ss"):
        return name[:-1]
    return record.name.replace(" ", "_") if record is not None else "item"


def by_group(entries: Iterable[FieldEntry]) -> list[tuple[str, list[FieldEntry]]]:
    """Return the entries under the words that say where they can be used."""
    return [(group or _EVERYWHERE, list(rows)) for group, rows in groupby(entries, key=lambda entry: entry.group)]


def unused(type_: object, uses: Iterable[tuple[Hashable, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the fields that no template uses: the name of each record with such fields, and their names.

    `uses` are the uses of all templates together. A field that leads to a record that is used by another way is not
    told, nor are the fields of a record that is not used at all, but only the field that leads to it.
    """
    used = set(uses)
    root = shape_of(type_)
    reached = {key for key, _ in used} | {root.key}
    unused_fields = []
    for record in (root, *(record for record in all_records(root) if record.key != root.key)):
        if record.key in reached:
            names = tuple(
                field.name
                for field in record.fields().values()
                if not field.method and (record.key, field.name) not in used
                and not any(inner.key in reached for inner in records(field.type))
            )  # fmt: skip
            unused_fields += [(record.name, names)] if names else []
    return tuple(unused_fields)
