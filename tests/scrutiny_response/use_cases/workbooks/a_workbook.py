"""A cycle folder with its workbook, in which a test types, pastes, sorts and inserts as people do in Excel."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from scrutiny_response import resources
from scrutiny_response.domain.framework import Framework
from scrutiny_response.intake import read_framework
from scrutiny_response.use_cases.workbooks.bringing_in import Brought, bring_in
from scrutiny_response.use_cases.workbooks.making import make

KEY, LABEL, ANSWER = 1, 2, 3
"""The columns of a partnership's sheet."""


@cache
def framework() -> Framework:
    return read_framework(None)


@cache
def _made(names: tuple[str, ...]) -> bytes:
    """The workbook of these assessments, which is the same each time."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder)
        for name in (*names, "cycle"):
            shutil.copy(resources.inputs() / f"{name}.yaml", inputs)
        make(inputs / "c.xlsx", [inputs])
        return (inputs / "c.xlsx").read_bytes()


class Desk:
    """A folder with some of the sample cycle's assessments in `inputs`, and their workbook."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder, self.inputs, self.path = folder, folder / "inputs", folder / "c.xlsx"
        self.inputs.mkdir()
        for name in (*(names or ("skerravale",)), "cycle"):
            shutil.copy(resources.inputs() / f"{name}.yaml", self.inputs)
        self.path.write_bytes(_made(names or ("skerravale",)))

    def file(self, name: str = "skerravale") -> Path:
        return self.inputs / f"{name}.yaml"

    def edit(self, change: Callable[[Any], object]) -> None:
        """Open the workbook in another program, change it, and save it."""
        book = openpyxl.load_workbook(self.path)
        change(book)
        book.save(self.path)

    def type(self, cells: dict[tuple[str, str, int], Any]) -> None:
        """Type into cells, each named by its sheet, the key of its row, and its column."""

        def change(book: Any) -> None:
            for (sheet, key, column), value in cells.items():
                cell = book[sheet].cell(row_of(book[sheet], key), column)
                cell.number_format = "General"  # as it is where somebody pasted
                cell.value = value

        self.edit(change)

    def cell(self, sheet: str, key: str, column: int = ANSWER) -> str:
        """The name of a cell, by the key of its row."""
        own = openpyxl.load_workbook(self.path)[sheet]
        return str(own.cell(row_of(own, key), column).coordinate)

    def bring_in(self, take: dict[str, str] | None = None, *, dry_run: bool = False) -> Brought:
        """Bring the workbook in; return what became of its first partnership."""
        sheets, problems = bring_in(self.path, self.inputs, framework(), take or {}, dry_run=dry_run)
        assert problems == ()
        return next(sheet for sheet in sheets if sheet.sheet != "Cycle")

    def told(self, brought: Brought) -> list[str]:
        """The problems as they are printed, without the folder's name."""
        return [str(problem).replace(f"{self.folder.as_posix()}/", "") for problem in brought.problems]


def row_of(sheet: Any, key: str) -> int:
    """The row with a key; the first, of a list's."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, KEY).value == key)
