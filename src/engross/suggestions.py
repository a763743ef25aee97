"""A word that nobody knows → the nearest word that is known, and hints and lists of words as sentences say them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

_LONGEST = 80
"""How many characters of a word are compared."""


def _in_backticks(word: str) -> str:
    return f"`{word}`"


def nearest(word: str, choices: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the known word most like this one, capitals, hyphens and underscores apart; None if none is like it.

    `likeness` is how much two words must have in common, from 0 to 1. A word is never taken for its opposite:
    `satisfactory` is not nearly `unsatisfactory`.
    """
    folded = {
        _folded(candidate): candidate
        for candidate in reversed(list(choices))
        if not _are_opposite(_folded(word), _folded(candidate))
    }
    import difflib  # noqa: PLC0415  # only if something is wrong

    matches = difflib.get_close_matches(_folded(word[:_LONGEST]), folded, n=1, cutoff=likeness)
    return folded[matches[0]] if matches else None


def nearest_hint(word: str, choices: Iterable[str], quoted: Callable[[str], str] = _in_backticks) -> str:
    """Return "did you mean `name`?" with the nearest known word, as `quoted` writes it; empty if none is like it."""
    meant = nearest(word, choices)
    return f"did you mean {quoted(meant)}?" if meant else ""


def did_you_mean(word: str, choices: Sequence[str]) -> str:
    """Return what to do about an unknown word: use the nearest known one, else any of them."""
    numbered = [candidate for candidate in choices if _unnumbered(candidate) == _unnumbered(word)]
    if len(numbered) > 1 and word not in choices:
        return f"use {one_of(numbered)}"
    return nearest_hint(word, choices) or f"use {one_of(choices)}"


def in_quotes(text: str) -> str:
    """Return a text of a document in double quotes, as messages show it."""
    return f'"{text}"'


def one_of(choices: Sequence[str]) -> str:
    """Return words as a choice: `a`, `b` or `c`."""
    return _listed(choices, "or")


def all_of(words: Sequence[str]) -> str:
    """Return words together: `a`, `b` and `c`."""
    return _listed(words, "and")


def _listed(words: Sequence[str], conjunction: str) -> str:
    *others, last = map(_in_backticks, words)
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def _are_opposite(one: str, other: str) -> bool:
    return any(prefix + one == other or prefix + other == one for prefix in ("un", "not ", "in", "dis"))


def _unnumbered(word: str) -> str:
    return _folded(word).rstrip("0123456789")


def _folded(word: str) -> str:
    return word.casefold().strip().replace("_", " ").replace("-", " ")
