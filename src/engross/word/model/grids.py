"""A rendered part → the same part with every table's grid as wide as its widest row, which tags may have widened."""

from __future__ import annotations

import re

from msgspec import Struct, field

from engross.word.values.printing import ValueRefused

MOST_COLUMNS = 63
"""The most columns that Word's tables have."""
_STEP = re.compile(
    r"<w:tbl>|</w:tbl>|<w:tr[ >]|<w:tc[ >]|<w:tblGrid>.*?</w:tblGrid>|<w:tblGrid/>"
    r'|<w:grid(?:Span|Before|After) w:val="(\d+)"/>'
)
_COLUMN = re.compile(r'<w:gridCol(?: w:w="(\d+)")?/>')


class _Table(Struct):
    """A table on the way through a part: where its grid stands, and how wide its rows are."""

    grid: re.Match[str] | None = None
    row: int = 0
    widest: int = 0

    def widen(self, columns: int) -> None:
        self.row += columns
        self.widest = max(self.widest, self.row)


class _Pass(Struct):
    tables: list[_Table] = field(default_factory=list)
    changes: list[tuple[re.Match[str], int]] = field(default_factory=list)

    def step(self, piece: re.Match[str]) -> None:
        text = piece[0]
        if text == "<w:tbl>":
            self.tables.append(_Table())
        elif not self.tables:
            return
        elif text == "</w:tbl>":
            self._close(self.tables.pop())
        elif text.startswith("<w:tblGrid"):
            self.tables[-1].grid = piece
        elif text.startswith("<w:tr"):
            self.tables[-1].row = 0
        else:
            self.tables[-1].widen(int(piece[1]) - (1 if "Span" in text else 0) if piece[1] else 1)

    def _close(self, table: _Table) -> None:
        if table.grid is not None and table.widest > len(_COLUMN.findall(table.grid[0])):
            self.changes.append((table.grid, table.widest))


def widen(text: str) -> str:
    """Return the part with wider grids where rows need them: as wide together as before, in equal columns.

    Raises ValueRefused where a row is wider than Word's tables can be.
    """
    reading = _Pass()
    for piece in _STEP.finditer(text):
        reading.step(piece)
    for grid, columns in sorted(reading.changes, key=lambda change: -change[0].start()):
        text = text[: grid.start()] + _grid(grid[0], columns) + text[grid.end() :]
    return text


def few_enough(columns: int) -> int:
    """Return the number of a row's columns; ValueRefused where Word's tables have fewer."""
    if columns > MOST_COLUMNS:
        raise ValueRefused("too-many-columns", f"a row of a table is {columns} columns wide",
                           f"Word's tables have at most {MOST_COLUMNS}; use rows instead")  # fmt: skip
    return columns


def _grid(old_grid: str, columns: int) -> str:
    width = sum(int(size or 0) for size in _COLUMN.findall(old_grid)) // few_enough(columns)
    column = f'<w:gridCol w:w="{width}"/>'
    return f"<w:tblGrid>{column * columns}</w:tblGrid>"


def columns(value: object) -> int:
    """Return how many columns a cell spans; ValueRefused for what is no such number."""
    value = int(value) if isinstance(value, str) and value.isdecimal() and len(value) < len("100") else value
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_COLUMNS:
        raise ValueRefused("not-columns", f"a cell is to span {value!r} columns",
                           f"give a whole number from 1 to {MOST_COLUMNS}")  # fmt: skip
    return value
