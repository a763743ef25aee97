"""The cells of one sheet and the form that it is → what was answered, in which cell, and what cannot be taken.

Each row is known twice: by the key in a hidden column, and by the words that people see. Where one is lost the other
is taken; if they disagree, it is told. Rows of a list are known by their numbers, and what has none follows the row
above it. So rows and columns may be moved, sorted and put in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from engross.problems import CellPlace, Problem, Severity
from scrutiny_response.intake.located import Entered, cell_name
from scrutiny_response.intake.scalars import shortened
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.intake.workbooks.answers import NONE, Unclear, answer, item_of
from scrutiny_response.intake.workbooks.cells import Cell, Grid
from scrutiny_response.intake.workbooks.form import Column, Field, Form, Section, Table
from scrutiny_response.intake.workbooks.rows import FILE, VERSION, Known, rows_of

KEY, QUESTION, ANSWER, HELP = "Key", "Question", "Answer", "Help"
"""The heads of a sheet's columns."""
_ANEW = "write the workbook anew, and copy the answers into it"


class SheetReading(Struct):
    """What a sheet says: `values` with None for cells that are empty, and the cell of each path."""

    sheet: str
    values: dict[str, Any] = field(default_factory=dict)
    positions: dict[DataPath, tuple[str, int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    file: str = ""
    version: str = ""
    tables: dict[DataPath, list[tuple[float, Entered, dict[DataPath, tuple[int, int]]]]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def is_form(grid: Grid) -> bool:
    """Return whether a sheet has the heads of a form."""
    return _heads(grid) is not None


def _heads(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Return the row of the heads, and the column of each."""
    for row, cells in grid.rows.items():
        texts = {cell.text: column for column, cell in reversed(list(cells.items()))}
        if QUESTION in texts and ANSWER in texts:
            return row, texts
    return None


def read_sheet(grid: Grid, form: Form, book: str, numbers: Mapping[str, str]) -> SheetReading:
    """Return what a sheet says of what its form asks; nothing that is not clear is among its values."""
    reader = _Reader(grid, form, book, numbers)
    for row, cells in grid.rows.items():
        if row > reader.heads_row:
            reader.row(row, cells)
    reader.finish()
    return reader.reading


class _Reader:
    def __init__(self, grid: Grid, form: Form, book: str, numbers: Mapping[str, str]) -> None:
        self.grid, self.form, self.book, self.numbers = grid, form, book, numbers
        self.reading, self.rows = SheetReading(grid.name), rows_of(form)
        self.heads_row, heads = _heads(grid) or (0, {})
        self.key_column, self.label_column = heads.get(KEY, 0), heads[QUESTION]
        self.answer_column, self.help_column = heads[ANSWER], heads.get(HELP, 0)
        self.section, self.number = "", 0.0
        self.table: Table | None = None
        self.columns: dict[str, dict[int, Column]] = {}
        self.may_be_one = {block.path for block in form.blocks if isinstance(block, Table) and block.is_one_or_many}

    def place(self, row: int, column: int) -> CellPlace:
        return CellPlace(self.book, self.grid.name, cell_name(row, column))

    def found(self, id: str, place: CellPlace, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.reading.problems.append(Problem(id, place, message, hint, severity))

    def row(self, row: int, cells: Mapping[int, Cell]) -> None:
        key = cells[self.key_column].text if self.key_column in cells else ""
        label = cells[self.label_column].text if self.label_column in cells else ""
        rest = {column: cell for column, cell in cells.items() if column not in {self.key_column, self.label_column}}
        kind = self.rows.known(key, label, self.section, self.table)
        if kind is None or not self.rows.fits(key, label):
            self._unknown(row, key, label, rest, kind)
        elif isinstance(kind, Section):
            self.section, self.table = kind.title, None
        elif isinstance(kind, Field):
            self.table = None
            self._field(kind, row, rest)
        elif isinstance(kind, tuple):
            self._table_row(kind[0], kind[1], row, rest, label)
        elif kind in {FILE, VERSION} and rest:
            setattr(self.reading, kind[1:], rest[min(rest)].text)

    def _unknown(self, row: int, key: str, label: str, rest: Mapping[int, Cell], kind: Known | None) -> None:
        if kind is not None:
            message = f"this row says `{shortened(label)}`, and its hidden key is that of another row (`{key}`)"
            hint = "undo the sorting or pasting that moved one without the other, or write the workbook anew"
            self.found("mixed-up-row", self.place(row, self.label_column), message, hint)
        elif rest and not (self.help_column and set(rest) == {self.help_column}):
            first = min(rest)
            message = f"`{shortened(rest[first].text)}` stands in a row that belongs to no question"
            hint = "move it into the answer that it belongs to, or empty the row"
            self.found("unknown-row", self.place(row, first), message, hint)

    def _field(self, field: Field, row: int, rest: Mapping[int, Cell]) -> None:
        self._once(field.key, field.title, row)
        self.reading.positions[field.path] = (self.grid.name, row, self.answer_column)
        _put(self.reading.values, field.path, self._answer(rest.get(self.answer_column), field.column, row))
        self._outside(row, {column for column in rest if column not in {self.answer_column, self.help_column}}, rest)

    def _once(self, key: str, title: str, row: int) -> None:
        if key in self.reading.seen:
            message = f"`{title}` stands here a second time"
            hint = "keep one of the two rows"
            self.found("row-twice", self.place(row, self.label_column), message, hint)
        self.reading.seen.add(key)

    def _answer(self, cell: Cell | None, column: Column, row: int, number: int = 0) -> Entered:
        if cell is None:
            return None
        try:
            return answer(cell, column, self.place(row, number or self.answer_column), self.numbers)
        except Unclear as unclear:
            self.reading.problems.append(unclear.problem)
            return None

    def _outside(self, row: int, columns: set[int], rest: Mapping[int, Cell]) -> None:
        for column in sorted(columns):
            message = f"`{shortened(rest[column].text)}` stands beside the form, and is not taken"
            hint = "move it into an answer if it is one"
            self.found("beside-the-form", self.place(row, column), message, hint, Severity.WARNING)

    def _table_row(self, table: Table, key: str, row: int, rest: Mapping[int, Cell], label: str) -> None:
        if not key:
            self._table_heads(table, row, rest)
            return
        if table != self.table:
            if not self._heads_seen(table, row):
                return
            self.table = table
        columns = self.columns[table.key]
        if not columns:  # its heads are gone, which was told
            self.reading.seen.add(key)
            return
        values = {each.key: self._answer(rest.get(number), each, row, number) for number, each in columns.items()}
        cells = {each.key: (row, number) for number, each in columns.items()}
        self._outside(row, set(rest) - set(columns), rest)
        if key == table.row_key:
            self._item(table, values, cells, label)
        else:
            self._once(key, label, row)
            own = (*table.path, key.removeprefix(f"{table.key[:-1]}."))
            self._keyed(own, values, cells)

    def _heads_seen(self, table: Table, row: int) -> bool:
        if table.key in self.columns:
            return True
        message = f"the heads of the table `{table.title}` do not stand above this row"
        self.found("heads-missing", self.place(row, self.label_column), message, _ANEW)
        return False

    def _table_heads(self, table: Table, row: int, rest: Mapping[int, Cell]) -> None:
        self._once(table.key, table.title, row)
        self.table, self.number = table, 0.0
        titles = {column.title: column for column in table.columns}
        columns = {number: titles[cell.text] for number, cell in rest.items() if cell.text in titles}
        missing = [title for title in titles if title not in {column.title for column in columns.values()}]
        if missing:
            message = f"the table `{table.title}` has no column `{missing[0]}`"
            self.found("column-missing", self.place(row, self.label_column), message, _ANEW)
        self.columns[table.key] = columns
        self.reading.positions[table.path] = (self.grid.name, row, self.label_column)
        self.reading.tables.setdefault(table.path, [])

    def _item(self, table: Table, values: dict[str, Entered], cells: dict[str, tuple[int, int]], label: str) -> None:
        self.number = float(label) if label.isdecimal() else self.number
        if all(value is None for value in values.values()):
            return
        item: Entered = values[""] if table.holds_texts else values
        own: dict[DataPath, tuple[int, int]] = {((key,) if key else ()): position for key, position in cells.items()}
        self.reading.tables.setdefault(table.path, []).append((self.number, item, own))

    def _keyed(self, path: DataPath, values: dict[str, Entered], cells: dict[str, tuple[int, int]]) -> None:
        """Put the answers of one fixed row; a row that says nothing is not there."""
        for key, (row, number) in cells.items():
            self.reading.positions[*path, key] = (self.grid.name, row, number)
        first = min(cells.values())
        self.reading.positions[path] = (self.grid.name, *first)
        if any(value is not None for value in values.values()):
            _put(self.reading.values, path, values)

    def finish(self) -> None:
        """Put the lists together, and tell of rows that are gone."""
        for path, rows in self.reading.tables.items():
            self._list(path, rows)
        expected = [row for block in self.form.blocks for row in _rows_of(block)]
        for title in [words for key, words in expected if key not in self.reading.seen]:
            message = f"the row `{title}` is not on this sheet, so that its answer is not known"
            hint = "to take an answer away, empty its cell; if the row is needed, write the workbook anew"
            self.found("row-gone", CellPlace(self.book, self.grid.name), message, hint, Severity.WARNING)

    def _list(self, path: DataPath, rows: list[tuple[float, Entered, dict[DataPath, tuple[int, int]]]]) -> None:
        ordered = sorted(rows, key=lambda row: row[0])
        first = ordered[0][1] if ordered else None
        words = first if isinstance(first, str) else next(iter(first.values())) if isinstance(first, Mapping) else None
        if len(ordered) == 1 and isinstance(words, str) and words.casefold() == NONE:
            _put(self.reading.values, path, [])
            return
        items = [_item_value(item) for _, item, _ in ordered]
        if items:
            _put(self.reading.values, path, items[0] if len(items) == 1 and path in self.may_be_one else items)
        for number, (_, _, cells) in enumerate(ordered):
            for inner, (row, column) in cells.items():
                self.reading.positions[*path, number, *inner] = (self.grid.name, row, column)
                if len(items) == 1 and path in self.may_be_one:
                    self.reading.positions[*path, *inner] = (self.grid.name, row, column)
            if () not in cells:
                self.reading.positions[*path, number] = (self.grid.name, *min(cells.values()))


def _rows_of(block: Field | Table) -> list[tuple[str, str]]:
    """Return the rows that must be there once: their keys and their words."""
    fixed = [(block.key_of(key), words) for key, words in block.rows] if isinstance(block, Table) else []
    return [(block.key, block.title), *fixed]


def _item_value(item: Entered) -> Entered:
    return item_of(item) if isinstance(item, str) else item


def _put(values: dict[str, Any], path: DataPath, value: Entered) -> None:
    for step in path[:-1]:
        values = values.setdefault(str(step), {})
    values[str(path[-1])] = value
