"""A cell and what is expected in it → the words that an assessment file would have, or why there are none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engross.days import month_number
from engross.problems import CellPlace, Problem
from scrutiny_response.intake.rewriting.values import YesNo
from scrutiny_response.intake.scalars import shortened
from scrutiny_response.intake.workbooks.cells import Cell, Typed
from scrutiny_response.intake.workbooks.form import Column, Kind

NONE = "none"
"""What stands in the first row of a list that is said to be empty, so that the cycle's does not hold."""

_DAY_IN_WORDS = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})", re.ASCII)
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
"""A character as Excel files write it where XML cannot hold it; as a text it cannot be told from that."""
_QUOTED_NONE = re.compile(rf'"+{NONE}"+', re.IGNORECASE)

_TRUE_OR_FALSE = {"yes": "true", "true": "true", "no": "false", "false": "false"}
_AS_TEXT = "format the cell as Text (Home, Number), and type it again"


class Unclear(Exception):
    """What stands in a cell cannot be taken as it is; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def answer(cell: Cell, column: Column, place: CellPlace, numbers: Mapping[str, str]) -> str | list[str]:
    """Return what a cell says; Unclear if that is not certain. `numbers` has the criteria's identifiers by number."""
    if cell.typed is Typed.FORMULA:
        hint = "type the value itself (or copy the cell, and choose Paste Special, Values)"
        message = f"this cell holds a formula ({shortened(cell.text)}), and what a formula gives is not read"
        raise Unclear(Problem("formula-in-cell", place, message, hint))
    if cell.typed is Typed.FAULT:
        raise Unclear(
            Problem("fault-in-cell", place, f"this cell shows the fault {cell.text}", "type the value itself")
        )
    if _ESCAPED.search(cell.text.replace("_x000D_\n", "\n")):
        message = f"this text holds {_ESCAPED.findall(cell.text)[0]}, which Excel files write for a character"
        raise Unclear(Problem("unclear-character", place, message, "type the text again"))
    text = cell.text.replace("_x000D_\n", "\n")
    if column.kind is Kind.WORDS:
        return _words(cell, text, place, numbers)
    if column.kind is Kind.YES_OR_NO:
        return YesNo(_TRUE_OR_FALSE[text.casefold()]) if text.casefold() in _TRUE_OR_FALSE else text
    if column.kind is Kind.NUMBER:
        return text.strip()
    if column.kind is Kind.DATE:
        return _date(cell, text, place)
    return _text(cell, text, place)


def _words(cell: Cell, text: str, place: CellPlace, numbers: Mapping[str, str]) -> list[str]:
    """Return the words of a list; Excel may have taken 1.10 for a number, and keeps 1.1 of it."""
    alike = [number for number in numbers if number.rstrip("0") == text.rstrip("0")]
    if cell.typed is Typed.DATE or (cell.typed is Typed.NUMBER and len(alike) > 1):
        return [_text(cell, text, place)]
    return [numbers.get(word.strip(), word.strip()) for word in re.split(r"[,;\n]", text) if word.strip()]


def _date(cell: Cell, text: str, place: CellPlace) -> str:
    if cell.typed is Typed.NUMBER:
        message = f"the number {text} stands here, where a date was expected"
        raise Unclear(
            Problem("number-for-date", place, message, "format the cell as a date, or type it like 2027-03-31")
        )
    if cell.typed is Typed.DATE and (":" in text or len(text) != len("2027-03-31")):
        raise Unclear(
            Problem("time-in-cell", place, f"{text} is a time, where a day was expected", "type the day alone")
        )
    match = _DAY_IN_WORDS.fullmatch(text)
    month = month_number(match[2]) if match else 0
    return f"{match[3]}-{month:02}-{int(match[1]):02}" if match and month else text


def _text(cell: Cell, text: str, place: CellPlace) -> str:
    if cell.typed is Typed.NUMBER:
        message = f"Excel took this for the number {text}, and keeps no zeros at its beginning or end"
        raise Unclear(Problem("number-for-text", place, message, _AS_TEXT))
    if cell.typed is Typed.DATE:
        raise Unclear(Problem("date-for-text", place, f"Excel took this for a date ({text})", _AS_TEXT))
    if cell.typed is Typed.YES_OR_NO:
        raise Unclear(Problem("yes-for-text", place, "Excel took this for TRUE or FALSE", _AS_TEXT))
    return text


def shown_in_list(text: str) -> str:
    """Return a list's item as it stands in a cell: one that says `none` itself has quotation marks."""
    return f'"{text}"' if text.casefold() == NONE or _QUOTED_NONE.fullmatch(text) else text


def item_of(text: str) -> str:
    """Return what an item in a cell says."""
    return text[1:-1] if _QUOTED_NONE.fullmatch(text) else text


def cannot_be_shown(text: str) -> bool:
    """Return whether a text would not come back from a cell as it is."""
    return bool(_ESCAPED.search(text)) or "x005F_" in text
