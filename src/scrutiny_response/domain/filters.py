"""Values of the domain → the words in which a document says them: the filters that templates add to the engine's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from engross.days import spelled
from scrutiny_response.domain.timeframes import Length, Span, Timescale

_GROUPS = frozenset({"board", "committee", "group", "meeting", "panel", "team"})
"""The words that show that a decision was a group's and not one person's."""
_ARTICLES = frozenset({"a", "an", "our", "the"})
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def timescale(value: Timescale, counted_from: dt.date | None = None) -> str:
    """When something is due, in words: "23 November 2026", "6 weeks" or "1 March 2027 to 31 May 2027".

    With `counted_from`, a length says from when it is counted: "6 weeks from 23 November 2026".
    """
    match value:
        case Span(first=first, last=last):
            return spelled(first) if first == last else f"{spelled(first)} to {spelled(last)}"
        case Length():
            return f"{value} from {spelled(counted_from)}" if counted_from else str(value)
        case _:
            return spelled(value)


def in_words(number: int) -> str:
    """Return a count within a sentence: "none", "one" and so on to "ten"; digits from 11 on."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def every(interval: Length) -> str:
    """Return an interval as how often something happens: "every month", "every six weeks", "every 12 months"."""
    unit = str(interval.unit)
    return f"every {unit[:-1]}" if interval.count == 1 else f"every {in_words(interval.count)} {unit}"


def ours(group: str) -> str:
    """Return a group of our own within a sentence: "our Quality and Consistency Panel"; anybody else as written."""
    first, space, rest = group.partition(" ")
    if first.casefold() in _ARTICLES:
        return f"{first.lower()}{space}{rest}"
    is_group = not _GROUPS.isdisjoint(re.findall(r"\w+", group.casefold()))
    return f"our {group}" if is_group and "," not in group else group


def initial_capital(text: str) -> str:
    """Return the text with its first letter as a capital; the others stay as they are."""
    return text[:1].upper() + text[1:]


def initial_small(text: str) -> str:
    """The text with its first letter small, to follow other words, unless its first word has other capitals ("NHS")."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "timescale": timescale,
        "in_words": in_words,
        "every": every,
        "ours": ours,
        "initial_capital": initial_capital,
        "initial_small": initial_small,
    }
)
"""The domain's filters by the name that templates use."""
