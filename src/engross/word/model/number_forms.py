"""A number → how Word writes it in one of its forms for fields, lists and notes: in digits, letters, signs or words.

ECMA-376, part 1, 17.16.4.3 (fields) and 17.18.59 (lists and notes).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from engross.labels import letter, roman

LIST_FORMS = {
    "decimal": "", "upperRoman": "ROMAN", "lowerRoman": "roman", "upperLetter": "ALPHABETIC",
    "lowerLetter": "alphabetic", "decimalZero": "00", "ordinal": "Ordinal", "cardinalText": "CardText FirstCap",
    "ordinalText": "OrdText FirstCap", "chicago": "chicago",
}  # fmt: skip
"""How Word's lists and notes count, and what fields call the same; what counts otherwise is not known here."""
_MOST = {"roman": 3999, "alphabetic": 780, "chicago": 100,
         **dict.fromkeys(("cardtext", "ordtext", "dollartext"), 999_999)}  # fmt: skip
"""The largest number that is written in a form; larger ones are written in digits."""
_IN_CASE_OF_NAME = frozenset({"roman", "alphabetic"})
_NOTE_SIGNS = "*†‡§"
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIRST_TENS = 20
_SCALES = ((1_000, "thousand"), (100, "hundred"))
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}  # fmt: skip
_ENDS = {1: "st", 2: "nd", 3: "rd"}


def counted(number: int, form: str) -> str:
    """Return a number in one of Word's forms for fields ("ROMAN", "CardText FirstCap"); in digits in any other form.

    A picture ("00", "#,##0") has a zero for each digit that there is at least, and a comma if thousands have one.
    Word tells capitals from small letters by those of the form's name.
    """
    called, *cases = form.split() or [""]
    write = _FORMS.get(called.lower())
    if write is None or not 0 < number <= _MOST.get(called.lower(), number):
        return _pictured(number, called if called.strip("#0,") == "" else "")
    written = write(number)
    if called.lower() in _IN_CASE_OF_NAME:
        return written if called[:1].isupper() else written.lower()
    for case in cases:
        written = _CASES.get(case.lower(), str)(written)
    return written


def _pictured(number: int, picture: str) -> str:
    digits = str(number).zfill(picture.count("0"))
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits) if "," in picture else digits


def cardinal(number: int) -> str:
    """Return a number in English words, as Word writes it: "one hundred twenty-one"."""
    for scale, called in _SCALES:
        if number >= scale:
            rest = number % scale
            return f"{cardinal(number // scale)} {called}" + (f" {cardinal(rest)}" if rest else "")
    if number < _FIRST_TENS:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def ordinal(number: int) -> str:
    """Return the place of a number in English words: "twenty-first"."""
    words = cardinal(number)
    last = re.split("[ -]", words)[-1]
    return words.removesuffix(last) + _ORDINALS.get(last, (last[:-1] + "ie" if last.endswith("y") else last) + "th")


def _ordinal_digits(number: int) -> str:
    is_teen = number % 100 // 10 == 1
    return f"{number}{'th' if is_teen else _ENDS.get(number % 10, 'th')}"


def _signs(number: int) -> str:
    turns, place = divmod(number - 1, len(_NOTE_SIGNS))
    return _NOTE_SIGNS[place] * (turns + 1)


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_FORMS: dict[str, Callable[[int], str]] = {
    "roman": roman,
    "alphabetic": letter,
    "ordinal": _ordinal_digits,
    "cardtext": cardinal,
    "ordtext": ordinal,
    "dollartext": lambda number: f"{cardinal(number)} and 00/100",
    "hex": lambda number: f"{number:X}",
    "arabicdash": lambda number: f"- {number} -",
    "chicago": _signs,
}
_CASES: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "firstcap": _first_capital,
    "caps": lambda text: " ".join(map(_first_capital, text.split(" "))),
}
