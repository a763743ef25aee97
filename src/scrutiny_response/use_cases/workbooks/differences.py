"""The differences of a file and a sheet → what changes, in words; what is asked if both changed; what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from engross.problems import CellPlace, Problem
from scrutiny_response.intake.scalars import shortened
from scrutiny_response.intake.workbooks.book import Sheet
from scrutiny_response.use_cases.workbooks.merging import Difference, Merge

FILE, WORKBOOK = "file", "workbook"
"""Whose answer is taken where both have changed."""


class Change(Struct, frozen=True):
    """One answer that a file is given: its cell, its words, what the file says and what it will say."""

    place: CellPlace
    title: str
    old: str
    new: str

    def __str__(self) -> str:
        if not self.old:
            return f"{_own(self.place)}: {self.title}: {self.new}"
        if not self.new:
            return f"{_own(self.place)}: {self.title}: taken out, was {self.old}"
        return f"{_own(self.place)}: {self.title}: {self.new}, was {self.old}"


def settled(merged: Merge, sheet: Sheet, take: Mapping[str, str]) -> list[Problem]:
    """Take the answers that were chosen if both have changed; return a question for each of the others."""
    questions: list[Problem] = []
    taken: list[Difference] = []
    for difference in merged.asked:
        place = sheet.cells.place(difference.cell)
        choice = take.get(_own(place), take.get("", ""))
        if choice == WORKBOOK:
            taken.append(difference)
        elif choice != FILE:
            questions.append(_question(difference, place, sheet))
    merged.changes += taken
    put_all(merged.value, taken)
    return questions


def put_all(value: dict[str, Any], taken: Sequence[Difference]) -> None:
    """Put what the sheet says of differences into what a file is to say."""
    for difference in taken:
        inner: Any = value
        for step in difference.path[:-1]:
            inner = inner.setdefault(step, {}) if isinstance(inner, dict) else inner[step]
        if difference.sheet is None:
            del inner[difference.path[-1]]
        else:
            inner[difference.path[-1]] = difference.sheet


def _question(each: Difference, place: CellPlace, sheet: Sheet) -> Problem:
    message = (
        f"{each.title}: the workbook says {_words(each.sheet) or 'nothing'}, and {sheet.file}, which was changed since "
        f"the workbook was written, says {_words(each.file) or 'nothing'}"
    )
    hint = f'say which is right: --take "{_own(place)}=workbook" or --take "{_own(place)}=file"'
    return Problem("changed-in-both", place, message, hint)


def _own(place: CellPlace) -> str:
    """Return a cell without the name of the workbook."""
    return f"{place.sheet}, {place.cell}" if place.cell else place.sheet


def change_of(each: Difference, sheet: Sheet) -> Change:
    return Change(sheet.cells.place(each.cell), each.title, _words(each.file), _words(each.sheet))


def _words(value: Any) -> str:
    """Return a value in a few words."""
    if value in (None, "", {}):
        return ""
    if isinstance(value, str):
        return f"`{shortened(value)}`"
    if isinstance(value, Mapping):
        return f"`{shortened(', '.join(str(each) for each in value.values() if isinstance(each, str)))}`"
    return ", ".join(_words(each) for each in value) or "an empty list"
