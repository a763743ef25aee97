"""The labels of appendices, such as "Appendix B: ", and which one comes next. One rule, for Word and for PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

WORDS = ("Appendix", "Annex", "Annexe")
"""What an appendix is called."""
BETWEEN = ": "
"""What stands between a label and its title in a report that has no appendix."""
NUMBERS = "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()
"""The numbers that labels count with in words."""
_ROMAN = tuple(
    zip("M CM D CD C XC L XL X IX V IV I".split(), (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), strict=True)
)
_LETTERS = 26
_FIRST = "A"


class Label(Struct, frozen=True):
    """The label of an appendix: its word, what it counts with, and what stands between that and its title."""

    word: str
    count: str
    between: str

    def heading(self, title: str) -> str:
        """Return the whole heading: the label and the title, or the label alone if there is none."""
        return f"{self.word} {self.count}{self.between}{title}" if title else f"{self.word} {self.count}"


def read_label(title: str, word: str = WORDS[0]) -> Label | None:
    """Return the label that a title begins with; None if it begins with none. `word` is a further word for it."""
    matched = _label_pattern(word).match(title)
    return Label(matched[1], matched[2], matched[4]) if matched and _counts(matched[2]) else None


def without_label(title: str, word: str = WORDS[0]) -> str:
    """Return what a title says after its label; all of it if it has none, or says nothing else."""
    matched = _label_pattern(word).match(title)
    return title[matched.end() :] if matched and matched[4] and _counts(matched[2]) else title


def as_compared(title: str) -> str:
    """Return a title as it is compared with another: with single spaces, and without regard to capitals."""
    return " ".join(title.split()).casefold()


@lru_cache(maxsize=16)
def _label_pattern(word: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, dict.fromkeys((word, *WORDS))))
    counts = rf"[0-9]{{1,3}}|{'|'.join(NUMBERS)}|[IVXL]{{1,7}}|([A-Z])\3?|(?-i:[A-Z]{{2}})"
    between = r"\s*[:.–—-]\s*|\s+|(?=[^\w\s])|$"
    return re.compile(rf"\s*({words})\s+({counts})({between})", re.IGNORECASE)


def next_label(labels: Sequence[Label], word: str, count: str = "") -> Label:
    """Return the label after these, in the manner of the last; the word, A and a colon after none.

    It counts with `count` where that is given.
    """
    last = labels[-1] if labels else Label(word, "", BETWEEN)
    between = last.between if last.between.strip() else BETWEEN
    return Label(last.word, count or next_count([label.count for label in labels]), between)


def next_count(counts: Sequence[str]) -> str:
    """Return the count after these, in their own manner: numbers, words, Roman numbers or letters; "A" after none.

    After "Z" comes "AA", and after that "BB", as Word numbers (ECMA-376, part 1, 17.18.59, upperLetter).
    """
    numbers = [int(count) for count in counts if count.isascii() and count.isdecimal()]
    if numbers:
        return str(max(numbers) + 1)
    in_words = [NUMBERS.index(count.title()) + 1 for count in counts if count.title() in NUMBERS]
    if in_words:
        return NUMBERS[max(in_words)] if max(in_words) < len(NUMBERS) else str(max(in_words) + 1)
    upper = [count.upper() for count in counts]
    return _next_roman(upper) if _are_roman(upper) else _next_letter(upper)


def letter(number: int) -> str:
    """Return the letter of this number from 1: A to Z, then AA, BB and so on."""
    turns, place = divmod(number - 1, _LETTERS)
    return chr(ord(_FIRST) + place) * (turns + 1)


def roman(number: int) -> str:
    """Return this number from 1 to 3999 in Roman numerals."""
    text = ""
    for numeral, worth in _ROMAN:
        text += numeral * (number // worth)
        number %= worth
    return text


_ROMAN_NUMBERS = {roman(number): number for number in range(1, 90)}


def _counts(text: str) -> bool:
    """Whether a text counts: what only looks like a Roman number does not."""
    return len(text) <= len("AA") or text.isdecimal() or text.title() in NUMBERS or text.upper() in _ROMAN_NUMBERS


def _are_roman(upper: Sequence[str]) -> bool:
    """Whether counts are Roman numbers: they begin with I, or one has several letters and no Z came before it."""
    if not upper:
        return False
    has_several = any(len(count) > 1 and count in _ROMAN_NUMBERS for count in upper)
    return upper[0] == "I" or (has_several and "Z" not in upper)


def _next_roman(upper: Iterable[str]) -> str:
    return roman(max(_ROMAN_NUMBERS.get(count, 0) for count in upper) + 1)


def _next_letter(upper: Iterable[str]) -> str:
    last = max((count for count in upper if count.isalpha()), key=lambda count: (len(count), count), default="")
    if not last:
        return _FIRST
    if len(set(last)) > 1:  # counted as columns of a sheet: after AB comes AC
        return last[:-1] + chr(ord(last[-1]) + 1) if last[-1] != "Z" else chr(ord(last[0]) + 1) + _FIRST
    return letter((len(last) - 1) * _LETTERS + ord(last[0]) - ord(_FIRST) + 2)
