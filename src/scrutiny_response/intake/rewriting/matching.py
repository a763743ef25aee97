"""The items of a list as it is and as it shall be → which of the one is which of the other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from scrutiny_response.intake.rewriting.values import Value

_SURE = 2
"""How much an equal first key says, as the reference of an action: as much as two other values."""


def matched(old: Sequence[Value], new: Sequence[Value]) -> list[int | None]:
    """Return, for each new item, the number of the old one that it was; None if it is new.

    Equal items come first, in their order if they keep it; then those that have most in common; then those between
    the same neighbours. A wrong guess makes more lines change, and never what they say.
    """
    was: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    _equal_in_order(old, new, was, free)
    _equal_elsewhere(old, new, was, free)
    _alike(old, new, was, free)
    _between_neighbours(old, new, was, free)
    return was


def _words(items: Sequence[Value]) -> list[str]:
    return [json.dumps(item, sort_keys=True) for item in items]


def _equal_in_order(old: Sequence[Value], new: Sequence[Value], was: list[int | None], free: dict[int, None]) -> None:
    blocks = SequenceMatcher(a=_words(old), b=_words(new), autojunk=False).get_matching_blocks()
    for block in blocks:
        for step in range(block.size):
            was[block.b + step] = block.a + step
            del free[block.a + step]


def _equal_elsewhere(old: Sequence[Value], new: Sequence[Value], was: list[int | None], free: dict[int, None]) -> None:
    for position, item in enumerate(new):
        same = next((number for number in free if old[number] == item), None)
        if was[position] is None and same is not None:
            was[position] = same
            del free[same]


def _alike(old: Sequence[Value], new: Sequence[Value], was: list[int | None], free: dict[int, None]) -> None:
    scores = sorted(
        (-_in_common(old[number], item), abs(number - position), position, number)
        for position, item in enumerate(new)
        if was[position] is None
        for number in free
        if _in_common(old[number], item)
    )
    for _, _, position, number in scores:
        if was[position] is None and number in free:
            was[position] = number
            del free[number]


def _in_common(old: Value, new: Value) -> int:
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return 0
    equal = [key for key, value in new.items() if old.get(key) == value]
    return len(equal) + (_SURE if equal and equal[0] == next(iter(new)) else 0)


def _between_neighbours(
    old: Sequence[Value], new: Sequence[Value], was: list[int | None], free: dict[int, None]
) -> None:
    for position, item in enumerate(new):
        if was[position] is None:
            least = next((number for number in reversed(was[:position]) if number is not None), -1)
            most = next((number for number in was[position:] if number is not None), len(old))
            same = next((number for number in free if least < number < most and _is_like(old[number], item)), None)
            if same is not None:
                was[position] = same
                del free[same]


def _is_like(old: Value, new: Value) -> bool:
    return isinstance(old, Mapping) == isinstance(new, Mapping) and isinstance(old, str) == isinstance(new, str)
