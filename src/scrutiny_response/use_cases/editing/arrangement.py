"""The items of a list as they are and as they should be → which of the old ones each of the new ones was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scrutiny_response.use_cases.editing.values import Value


def arrangement(old: Sequence[Value], wanted: Sequence[Value]) -> list[int | None]:
    """Return for each wanted item the number of the old one that it was, changed or not; None if it is new.

    Items that are equal belong together, then those that begin with the same words (an action's reference), then the
    others of the same kind, in their order.
    """
    order: list[int | None] = [None] * len(wanted)
    left = list(range(len(old)))
    for is_same in (_is_equal, _begins_alike, _is_of_one_kind):
        for number, item in enumerate(wanted):
            if order[number] is None:
                nearest = [number, *left] if number in left else left
                was = next((other for other in nearest if is_same(old[other], item)), None)
                if was is not None:
                    order[number] = was
                    left.remove(was)
    return order


def _is_equal(old: Value, new: Value) -> bool:
    return old == new


def _begins_alike(old: Value, new: Value) -> bool:
    if not (isinstance(old, Mapping) and isinstance(new, Mapping) and old and new):
        return False
    return next(iter(old.items())) == next(iter(new.items()))


def _is_of_one_kind(old: Value, new: Value) -> bool:
    return isinstance(old, Mapping) == isinstance(new, Mapping) and isinstance(old, str) == isinstance(new, str)
