"""What a file says, and one edit of it → what it says then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from scrutiny_response.intake.rewriting.values import NewValue
from scrutiny_response.intake.tree import DataPath


class Put(Struct, frozen=True):
    """A value at a path: in place of the one there, or anew, with the keys on the way that there are not."""

    path: DataPath
    value: NewValue


class Remove(Struct, frozen=True):
    """The key or the item at a path is taken out."""

    path: DataPath


class Insert(Struct, frozen=True):
    """A new item stands at a path, whose last step is its position, before the one that stood there."""

    path: DataPath
    value: NewValue


class Move(Struct, frozen=True):
    """The item at a path goes to another position of its list, counted when it is taken out."""

    path: DataPath
    to: int


Edit = Put | Remove | Insert | Move


def edited_value(value: NewValue, edit: Edit) -> NewValue:
    """Return a value after an edit; KeyError or IndexError if its path leads nowhere."""
    return _along(value, edit.path, edit)


def _along(value: NewValue, path: DataPath, edit: Edit) -> NewValue:
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        keyed = dict(value) if isinstance(value, Mapping) else {}
        return _in_map(keyed, step, rest, edit)
    return _in_list(list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [], step, rest, edit)


def _in_map(keyed: dict[str, NewValue], step: str, rest: DataPath, edit: Edit) -> NewValue:
    if rest:
        if step not in keyed and not isinstance(edit, Put | Insert):
            raise KeyError(step)
        keyed[step] = _along(keyed.get(step, {} if isinstance(rest[0], str) else []), rest, edit)
    elif isinstance(edit, Put):
        keyed[step] = edit.value
    else:
        del keyed[step]
    return keyed


def _in_list(items: list[NewValue], step: int, rest: DataPath, edit: Edit) -> NewValue:
    if not 0 <= step <= len(items) - (0 if not rest and isinstance(edit, Put | Insert) else 1):
        raise IndexError(step)
    if rest:
        items[step] = _along(items[step], rest, edit)
    elif isinstance(edit, Put):
        items[step : step + 1] = [edit.value]
    elif isinstance(edit, Insert):
        items.insert(step, edit.value)
    elif isinstance(edit, Move):
        if not 0 <= edit.to < len(items):
            raise IndexError(edit.to)
        items.insert(edit.to, items.pop(step))
    else:
        del items[step]
    return items
