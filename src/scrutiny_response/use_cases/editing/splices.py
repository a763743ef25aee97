"""A change of a text: from where to where it is taken out, and what stands there instead."""

from __future__ import annotations

from typing import NamedTuple


class Splice(NamedTuple):
    """What is written in place of the characters from `start` up to `end`."""

    start: int
    end: int
    written: str
