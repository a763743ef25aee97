"""A number in an address or a form → that number; anybody may send anything there."""

from __future__ import annotations

_LONGEST = 6
"""The most digits that a number has: Python takes none of some thousands, and no list is that long."""


def is_number(word: str) -> bool:
    """Return whether a word is a number that counts something: `²` is a digit for Python, and yet no number."""
    return word.isdecimal() and len(word) <= _LONGEST


def position(word: str) -> int:
    """Return the position in a list that a word says, or -1, which is none."""
    return int(word) if is_number(word) else -1
