"""Texts, numbers and dates → the cells of a workbook: no cell is ever a formula, whatever is written into it.

A text that Excel might take for a formula when it is edited is marked as text.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

WRITTEN_ONCE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""What stands for the time of writing, which would make the bytes differ."""
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767
"""The most characters of a cell; XlsxWriter leaves out longer texts."""

Cell = str | int | dt.date | None


class Looks(NamedTuple):
    """How cells look in one workbook: texts, texts that are marked as such, dates and numbers."""

    text: Any
    marked: Any
    day: Any
    number: Any

    @classmethod
    def of(cls, workbook: Any) -> Looks:
        """Return the looks of a workbook of XlsxWriter."""
        wrapped = {"text_wrap": True, "valign": "top"}
        return cls(
            workbook.add_format(wrapped),
            workbook.add_format({**wrapped, "quote_prefix": True}),
            workbook.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"}),
            workbook.add_format({"align": "center", "valign": "top"}),
        )

    def put(self, sheet: Any, row: int, column: int, cell: Cell, look: Any = None) -> None:
        """Write one cell, with another look than its kind's if one is given; nothing is written for nothing."""
        if isinstance(cell, dt.date):
            sheet.write_datetime(row, column, cell, look or self.day)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, look or self.number)
        elif cell:
            own = self.marked if cell.startswith(_LIKE_FORMULAS) else self.text
            sheet.write_string(row, column, cell[:_LONGEST], look or own)
