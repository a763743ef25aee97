"""The values of a file and a path into them → what stands there; or the values with something else there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from scrutiny_response.intake.tree import DataPath

Values: TypeAlias = "str | Sequence[Values] | Mapping[str, Values] | None"
"""What a file says, or is to say: a text, a list, a map; or nothing, which a file is not told."""


def is_given(value: Values) -> bool:
    """Return whether a value says something: an empty list does, an empty map does not."""
    return value is not None and value != {}


def without_nothing(value: Values) -> Values:
    """Return a value without the keys of its maps that say nothing; an item of a list that says nothing is empty."""
    if isinstance(value, Mapping):
        kept = {key: without_nothing(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if is_given(inner)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ["" if item is None else without_nothing(item) for item in value]
    return value


def value_at(value: Values, path: DataPath) -> Values:
    """Return the value at a path; None if nothing is given there."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, Sequence) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def placed(value: Values, path: DataPath, inner: Values, order: Mapping[str, Sequence[str]] | None = None) -> Values:
    """Return a value in which `inner` stands at a path; what is on the way there and missing is made.

    `order` says in which order the keys of a map stand, by the path of the map as `key.key`; others come last. A list
    is as long as it is, or one item longer.
    """
    return _placed(value, path, inner, order or {}, ())


def _placed(value: Values, path: DataPath, inner: Values, order: Mapping[str, Sequence[str]], at: DataPath) -> Values:
    if not path:
        return inner
    step, *rest = path
    if isinstance(step, int):
        items = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
        old = items[step] if step < len(items) else None
        items[step : step + 1] = [_placed(old, tuple(rest), inner, order, (*at, step))]
        return items
    entries = dict(value) if isinstance(value, Mapping) else {}
    entries[step] = _placed(entries.get(step), tuple(rest), inner, order, (*at, step))
    wanted = order.get(".".join(str(each) for each in at if isinstance(each, str)), ())
    return dict(sorted(entries.items(), key=lambda entry: _position(entry[0], wanted)))


def _position(key: str, wanted: Sequence[str]) -> int:
    return wanted.index(key) if key in wanted else len(wanted)
