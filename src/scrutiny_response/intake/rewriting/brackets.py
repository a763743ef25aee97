"""What stands within brackets, and the keys or items that shall stand there → the same anew, on its own lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from scrutiny_response.intake.rewriting.layout import Part
from scrutiny_response.intake.rewriting.original import Original, Splice
from scrutiny_response.intake.rewriting.rendering import Manner, in_brackets, pair
from scrutiny_response.intake.rewriting.values import Value


class Wanted(NamedTuple):
    """What shall stand there: the number of the entry that it was, None if it is new; its key in a map; its value."""

    was: int | None
    key: str | None
    value: Value


def rebuilt(
    original: Original, part: Part, wanted: Sequence[Wanted], splices: Sequence[Splice], *, is_json: bool
) -> Splice:
    """Return the whole with some taken out, put in or moved; what stays is written as it was, with its splices."""
    entries, inner_end = part.entries, part.end - 1
    lead = original.part(part.start + 1, entries[0].start if entries else inner_end)
    tail = original.part(entries[-1].end, inner_end) if entries else ""
    between = [original.part(first.end, second.start) for first, second in pairwise(entries)]
    usual = next((each for each in between if "#" not in each), f",{lead}" if "\n" in lead else ", ")
    manner = Manner(in_brackets=True, is_json=is_json)
    pieces: list[str] = []
    for was, key, value in wanted:
        if pieces:
            pieces.append(between[was - 1] if was else usual)
        if was is None:
            pieces.append(in_brackets(value, manner) if key is None else pair(key, value, manner))
        else:
            start, end = entries[was].start, entries[was].end
            own = [splice for splice in splices if start <= splice.start and splice.end <= end]
            pieces.append(original.patched(start, end, own))
    inner = [lead, *pieces, tail] if pieces else []
    opening, closing = original.text[part.start], original.text[inner_end]
    return Splice(part.start, part.end, "".join([opening, *inner, closing]))
