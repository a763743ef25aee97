"""What a file said when its sheet was written, what it says now, and what the sheet says → what it is to say.

What was changed on one side only is taken from there. What was changed on both, to different things, is asked.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any, Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from scrutiny_response.intake.rewriting.matching import matched
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.intake.workbooks.form import ACTIONS, Field, Form, Kind, Table, action_columns

UNKNOWN: Final = object()
"""What a file said when its sheet was written, if nobody knows that any more."""


class Difference(Struct, frozen=True):
    """A value that the file has and one that the sheet has.

    `path` is where it stands in what the file is to say, `cell` where in the sheet: rows may have moved in one of them.
    """

    path: DataPath
    cell: DataPath
    title: str
    file: Any
    sheet: Any


class Merge(Struct):
    """What the file is to say; what changes in it; and what was changed on both sides, for which it stays as it is."""

    value: dict[str, Any] = field(default_factory=dict)
    changes: list[Difference] = field(default_factory=list)
    asked: list[Difference] = field(default_factory=list)


class _Shape(Struct, frozen=True):
    """What a sheet can say at one place: keys, or items with keys; neither for what stands in one cell."""

    title: str
    keys: Mapping[str, _Shape] | None = None
    items: Mapping[str, _Shape] | None = None
    is_cell: bool = False
    is_one_or_many: bool = False


def merge(base: Any, file: Mapping[str, Any], sheet: Mapping[str, Any], form: Form, seen: Container[DataPath]) -> Merge:
    """Return what a file is to say. Of what was not seen on its sheet, or has no cell, the file keeps what it says."""
    merged = Merge()
    merged.value = _keys(merged, _Three(base, file, sheet), _shapes(form, seen), _At())
    return merged


class _Three(NamedTuple):
    """A value as it was when the sheet was written, as the file has it now, and as the sheet has it."""

    base: Any
    file: Any
    sheet: Any

    def of(self, key: str) -> _Three:
        return _Three(*(_of(each, key) for each in self))


class _At(NamedTuple):
    """A place in what the file is to say, and the same in the sheet."""

    path: DataPath = ()
    cell: DataPath = ()

    def below(self, step: str | int, in_sheet: str | int | None = None) -> _At:
        return _At((*self.path, step), (*self.cell, step if in_sheet is None else in_sheet))


class _Row(NamedTuple):
    """An item of a list in all three, None if it is not; and its number in the sheet."""

    three: _Three
    number: int


def _keys(merged: Merge, three: _Three, shapes: Mapping[str, _Shape], at: _At) -> dict[str, Any]:
    result = dict(three.file or {})
    for key, shape in shapes.items():
        new = _value(merged, three.of(key), shape, at.below(key))
        if new is None:
            result.pop(key, None)
        else:
            result[key] = new
    return result


def _of(value: Any, key: str) -> Any:
    if value is UNKNOWN:
        return UNKNOWN
    return value.get(key) if isinstance(value, Mapping) else None


def _value(merged: Merge, three: _Three, shape: _Shape, at: _At) -> Any:
    if shape.is_one_or_many:
        return _one_or_many(merged, three, shape, at)
    base, file, sheet = three
    if same(file, sheet, shape):
        return file
    if shape.keys is not None and isinstance(file or {}, Mapping):
        return _keys(merged, three, shape.keys, at) or None
    if base is not UNKNOWN and same(base, sheet, shape):
        return file
    if shape.items is not None and file and sheet and all(isinstance(each, list) for each in three):
        rows = _rows(base, file, sheet)
        if rows is not None:
            if _is_in_another_order(base, sheet):
                order = (_first_words(file), _first_words(sheet))
                merged.changes.append(Difference(at.path, at.cell, "the order of the rows", *order))
            return _items(merged, rows, shape.items, at)
    return _whole(merged, three, shape, at)


def _whole(merged: Merge, three: _Three, shape: _Shape, at: _At) -> Any:
    """Return the sheet's value if the file's has not changed; else ask, and keep the file's."""
    is_safe = three.base is not UNKNOWN and same(three.base, three.file, shape)
    into = merged.changes if is_safe else merged.asked
    into.append(Difference(at.path, at.cell, shape.title, three.file, three.sheet))
    return three.sheet if is_safe else three.file


def _one_or_many(merged: Merge, three: _Three, shape: _Shape, at: _At) -> Any:
    """Return a list; one item by itself, unless the file has it in a list."""
    lists = _Three(*([each] if isinstance(each, Mapping) else each for each in three))
    result = _value(merged, lists, replace(shape, is_one_or_many=False), at)
    return result[0] if result and len(result) == 1 and not isinstance(three.file, list) else result


def _rows(base: list[Any], file: list[Any], sheet: list[Any]) -> list[_Row] | None:
    """Return the items of the result, and those that are gone from the sheet.

    None if both sides added, moved or took away items, or one took away what the other changed: then it is asked.
    """
    of_file, of_sheet = matched(base, file), matched(base, sheet)
    whole = list(range(len(base)))
    gone = [number for number in whole if number not in of_sheet]
    if of_file == whole and all(base[number] == file[number] for number in gone):
        kept = [
            _Row(_Three(None, None, item) if was is None else _Three(base[was], file[was], item), number)
            for number, (was, item) in enumerate(zip(of_sheet, sheet, strict=True))
        ]
        return kept + [_Row(_Three(base[number], file[number], None), -1) for number in gone]
    lost = [number for number in whole if number not in of_file]
    if of_sheet == whole and all(_alike(base[number], sheet[number]) for number in lost):
        return [
            _Row(_Three(item, item, item) if was is None else _Three(base[was], item, sheet[was]), was or 0)
            for was, item in zip(of_file, file, strict=True)
        ]
    return None


def _is_in_another_order(base: list[Any], sheet: list[Any]) -> bool:
    kept = [was for was in matched(base, sheet) if was is not None]
    return kept != sorted(kept)


def _first_words(items: Sequence[Any]) -> str:
    """Return what tells the items of a list, each by the first thing that it says."""
    return ", ".join(next((each for each in item.values() if isinstance(each, str)), "") for item in items)


def _items(merged: Merge, rows: Sequence[_Row], items: Mapping[str, _Shape], at: _At) -> list[Any]:
    results: list[Any] = []
    for three, number in rows:
        here = at.below(len(results), number)
        if three.sheet is None:
            merged.changes.append(Difference(at.path, at.cell, "a row", three.file, None))
        elif three.file is None:
            merged.changes.append(Difference(here.path, here.cell, "a new row", None, three.sheet))
            results.append(three.sheet)
        else:
            results.append(_keys(merged, three, items, here))
    return results


def same(one: Any, other: Any, shape: _Shape) -> bool:
    """Return whether a file and a cell say the same: blanks at the ends aside, and nothing is nothing."""
    if isinstance(one, str) and isinstance(other, str):
        return _text(one) == _text(other)
    if isinstance(one or {}, Mapping) and isinstance(other or {}, Mapping) and shape.keys is not None:
        return _same_keys(one or {}, other or {}, shape.keys)
    if shape.items is not None and isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same_keys(a, b, shape.items) for a, b in zip(one, other, strict=True))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_text(a) == _text(b) for a, b in zip(one, other, strict=True))
    return _is_nothing(one, shape) and _is_nothing(other, shape)


def _same_keys(one: Any, other: Any, shapes: Mapping[str, _Shape]) -> bool:
    return all(same(_of(one, key), _of(other, key), shape) for key, shape in shapes.items())


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(_alike(one.get(key), other.get(key)) for key in {*one, *other})
    if isinstance(one, str) and isinstance(other, str):
        return _text(one) == _text(other)
    return (one or None) == (other or None)


def _text(value: Any) -> str:
    return str(value).replace("\r\n", "\n").strip()


def _is_nothing(value: Any, shape: _Shape) -> bool:
    """Return whether a value is the same as an empty cell; an empty list is, if no cell can say it."""
    return (
        value is None
        or value == {}
        or (isinstance(value, str) and not value.strip())
        or (shape.is_cell and value == [])
    )


def _shapes(form: Form, seen: Container[DataPath]) -> dict[str, _Shape]:
    shapes: dict[str, Any] = {}
    for block in form.blocks:
        if block.path not in seen:
            continue
        inner = shapes
        for step in block.path[:-1]:
            inner = inner.setdefault(str(step), {})
        inner[str(block.path[-1])] = _shape(block, seen)
    return {key: _settled(key, shape) for key, shape in shapes.items()}


def _settled(key: str, shape: Any) -> _Shape:
    if isinstance(shape, _Shape):
        return shape
    return _Shape(key, keys={name: _settled(name, inner) for name, inner in shape.items()})


def _shape(block: Field | Table, seen: Container[DataPath]) -> _Shape:
    if isinstance(block, Field):
        return _Shape(block.title)
    if block.holds_texts:
        return _Shape(block.title)
    columns = {column.key: _Shape(column.title, is_cell=column.kind is Kind.WORDS) for column in block.columns}
    if block.rows:
        rows = [(key, words) for key, words in block.rows if (*block.path, key) in seen]
        return _Shape(block.title, keys={key: _Shape(words, keys=columns) for key, words in rows})
    if block.path == ACTIONS[:1]:
        own = {column.key: _Shape(column.title) for column in action_columns()}
        columns[str(ACTIONS[1])] = _Shape("Actions", items=own, is_cell=True)
    return _Shape(block.title, items=columns, is_one_or_many=block.is_one_or_many)
