"""A word nobody knows → the nearest word that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, capitals, hyphens and underscores apart; None where none is like it.

    A word is never taken for its opposite: `satisfactory` is not nearly `unsatisfactory`.
    """
    folded = {
        _folded(candidate): candidate
        for candidate in reversed(list(known))
        if not _are_opposite(_folded(word), _folded(candidate))
    }
    import difflib  # noqa: PLC0415  # only where something is wrong

    matches = difflib.get_close_matches(_folded(word[:80]), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """What to do about an unknown word: the nearest known one, else all of them."""
    numbered = [candidate for candidate in known if _unnumbered(candidate) == _unnumbered(word)]
    if len(numbered) > 1 and word not in known:
        return f"use {one_of(numbered)}"
    found = nearest(word, known)
    return f"did you mean `{found}`?" if found else f"use {one_of(known)}"


def one_of(known: Sequence[str]) -> str:
    """The known words as a choice: `a`, `b` or `c`."""
    return _listed(known, "or")


def all_of(known: Sequence[str]) -> str:
    """The known words together: `a`, `b` and `c`."""
    return _listed(known, "and")


def _listed(known: Sequence[str], conjunction: str) -> str:
    *others, last = [f"`{word}`" for word in known]
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def _are_opposite(one: str, other: str) -> bool:
    return any(prefix + one == other or prefix + other == one for prefix in ("un", "not ", "in", "dis"))


def _unnumbered(word: str) -> str:
    return _folded(word).rstrip("0123456789")


def _folded(word: str) -> str:
    return word.casefold().replace("_", " ").replace("-", " ").strip()
