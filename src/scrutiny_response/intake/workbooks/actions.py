"""The sheet of all actions → each action in its area of its partnership, in the order that they had.

A row says whose it is: the partnership's sheet and the area's reference. So the sheet may be sorted and filtered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from engross.problems import CellPlace, FilePlace, Problem
from scrutiny_response.intake.located import Entered, cell_name
from scrutiny_response.intake.scalars import shortened
from scrutiny_response.intake.workbooks.answers import Unclear, answer
from scrutiny_response.intake.workbooks.cells import Cell, Grid
from scrutiny_response.intake.workbooks.form import ACTIONS, Column, action_columns
from scrutiny_response.intake.workbooks.sheet import KEY, SheetReading

SHEET = "Actions"
PARTNERSHIP, AREA, REFERENCE = "Partnership", "Area", "Action reference"
"""The heads of the columns that say whose an action is; its own reference is called so, for areas have one too."""

_AREAS, _ACTIONS = map(str, ACTIONS)


class _Row(NamedTuple):
    number: int
    order: float
    partnership: str
    area: str
    values: dict[str, Entered]
    cells: dict[str, tuple[int, int]]


def titles() -> dict[str, Column]:
    """Return the columns of an action by the heads that they have on this sheet."""
    return {REFERENCE if column.key == "reference" else column.title: column for column in action_columns()}


def put_in(grid: Grid | None, readings: Sequence[SheetReading], book: str, numbers: Mapping[str, str]) -> list[Problem]:
    """Put each action into its area; return the problems of those that belong to none, and of a sheet that is gone."""
    if grid is None:
        message = f"the sheet `{SHEET}` is gone, so nobody knows the actions"
        return [Problem("actions-gone", FilePlace(book), message, "undo its removal, or write the workbook anew")]
    heads = next(((row, _columns(cells)) for row, cells in grid.rows.items() if PARTNERSHIP in _columns(cells)), None)
    missing = [title for title in (PARTNERSHIP, AREA, *titles()) if heads is None or title not in heads[1]]
    if heads is None or missing:
        message = f"this sheet has no column `{missing[0]}` at its head"
        hint = "undo its removal, or write the workbook anew and copy the answers into it"
        return [Problem("column-missing", CellPlace(book, SHEET), message, hint)]
    problems: list[Problem] = []
    rows = sorted(_rows(grid, heads, book, numbers, problems), key=lambda row: row.order)
    for row in rows:
        problems += _put(row, readings, CellPlace(book, SHEET, cell_name(row.number, heads[1][AREA])), heads[1])
    return problems


def _columns(cells: Mapping[int, Cell]) -> dict[str, int]:
    return {cell.text: column for column, cell in reversed(list(cells.items()))}


def _rows(
    grid: Grid, heads: tuple[int, dict[str, int]], book: str, numbers: Mapping[str, str], problems: list[Problem]
) -> Iterator[_Row]:
    columns = {heads[1][title]: each for title, each in titles().items()}
    named = {heads[1][title] for title in (PARTNERSHIP, AREA)}
    for number, cells in grid.rows.items():
        if number <= heads[0] or not set(cells) & {*columns, *named}:
            continue
        values: dict[str, Entered] = {}
        for column, each in columns.items():
            place = CellPlace(book, SHEET, cell_name(number, column))
            values[each.key] = _answer(cells.get(column), each, place, numbers, problems)
        whose = [cells[heads[1][title]].text if heads[1][title] in cells else "" for title in (PARTNERSHIP, AREA)]
        key = cells.get(heads[1].get(KEY, 0))
        order = float(key.text) if key and key.text.isdecimal() else float("inf")
        own = {each.key: (number, column) for column, each in columns.items()}
        yield _Row(number, order, whose[0], whose[1], values, own)


def _answer(
    cell: Cell | None, column: Column, place: CellPlace, numbers: Mapping[str, str], problems: list[Problem]
) -> Entered:
    if cell is None:
        return None
    try:
        return answer(cell, column, place, numbers)
    except Unclear as unclear:
        problems.append(unclear.problem)
        return None


def _put(
    row: _Row, readings: Sequence[SheetReading], place: CellPlace, columns: Mapping[str, int]
) -> Iterator[Problem]:
    reading = next((reading for reading in readings if row.partnership.casefold() in _names(reading)), None)
    if reading is None:
        where = CellPlace(place.file, SHEET, cell_name(row.number, columns[PARTNERSHIP]))
        message = (
            f"`{shortened(row.partnership)}` is the sheet of no partnership"
            if row.partnership
            else ("this row does not say whose action it is")
        )
        yield Problem("unknown-partnership", where, message, "write the name of the partnership's sheet")
        return
    areas = reading.values.get("areas") or []
    number = area_number(areas, row.area)
    if number is None:
        listed = ", ".join(label for label in labels_of(areas) if label)
        message = (
            f"`{shortened(row.area)}` is no area of {reading.sheet}"
            if row.area
            else ("this row does not say to which area its action belongs")
        )
        hint = (
            f"write the area's reference: {listed}" if listed else "fill in the area on the partnership's sheet first"
        )
        yield Problem("unknown-area", place, message, hint)
        return
    actions: list[Any] = areas[number].setdefault(_ACTIONS, [])
    path = (_AREAS, number, _ACTIONS, len(actions))
    reading.positions[path] = (SHEET, row.number, columns[PARTNERSHIP])
    for key, (line, column) in row.cells.items():
        reading.positions[*path, key] = (SHEET, line, column)
    actions.append(row.values)


def _names(reading: SheetReading) -> set[str]:
    """Return what a partnership is called on this sheet: as its own sheet is, or was before somebody renamed it."""
    stem = reading.file.rpartition(".")[0].replace("-", " ").replace("_", " ")
    return {reading.sheet.casefold(), stem.casefold()} - {""}


def labels_of(areas: Sequence[Any]) -> list[str]:
    """Return by what each area is meant on this sheet: its reference, or its number if that is not its alone."""
    references = [str(area.get("reference") or "") if isinstance(area, Mapping) else "" for area in areas]
    plain = [reference.casefold() for reference in references]
    return [
        reference if reference and plain.count(reference.casefold()) == 1 else f"#{number}"
        for number, reference in enumerate(references, start=1)
    ]


def area_number(areas: Sequence[Any], label: str) -> int | None:
    """Return the number of the area that is meant, from 0; None if it is none."""
    labels = [each.casefold() for each in labels_of(areas)]
    return labels.index(label.casefold()) if label and label.casefold() in labels else None
