"""Values from the cells of a workbook → an assessment's bytes, and a tree that knows the cell of each value.

What is read is the same YAML as an assessment's, made of the values alone: so the same reader, schema and rules judge
it, and the same values have the same hash wherever they stand on their sheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from engross.problems import CellPlace, Problem
from scrutiny_response.intake.tree import DataPath, List, Map, Node, Source

Entered = str | None | Sequence["Entered"] | Mapping[str, "Entered"]
"""What stands in a sheet; None for a cell that could be filled in, and is not."""

Position = tuple[int, int]
"""A row and a column, counted from 1."""


class Cells(Struct, frozen=True, eq=False):
    """In which cells of a sheet the values stand; `paths` and `positions` go together."""

    book: str
    sheet: str
    paths: tuple[DataPath, ...]
    positions: tuple[tuple[str, int, int], ...]
    """The sheet, the row and the column of each: actions stand on a sheet of their own."""

    def place(self, path: DataPath) -> CellPlace:
        """Return the cell of a value; of a group, or a value without a cell, the nearest one around it or in it."""
        by_path = dict(zip(self.paths, self.positions, strict=True))
        for length in range(len(path), -1, -1):
            if path[:length] in by_path:
                return self._place(by_path[path[:length]])
        return CellPlace(self.book, self.sheet, "")

    def _place(self, position: tuple[str, int, int]) -> CellPlace:
        sheet, row, column = position
        return CellPlace(self.book, sheet, cell_name(row, column))


class SheetSource(Source, frozen=True):
    """A sheet in place of a file: what stands in its trees counts the cells, and not lines and columns."""

    cells: Cells | None = None

    def place(self, line: int, column: int) -> CellPlace:  # noqa: ARG002 - as of a text
        """Return the cell with this number; see `located`."""
        assert self.cells  # noqa: S101 - a sheet has cells
        if not line:
            return CellPlace(self.cells.book, self.cells.sheet, "")
        return self.cells._place(self.cells.positions[line - 1])  # noqa: SLF001 - the two are one thing


def as_bytes(value: Mapping[str, Entered]) -> bytes:
    """Return values as YAML that is always laid out in the same way."""
    return "\n".join([*_lines(value, 0), ""]).encode()


def _lines(value: Mapping[str, Entered], indent: int) -> Iterator[str]:
    for key, each in value.items():
        start = f"{' ' * indent}{json.dumps(key, ensure_ascii=False)}:"
        yield from _below(start, each, indent)


def _below(start: str, value: Entered, indent: int) -> Iterator[str]:
    from scrutiny_response.intake.rewriting.values import YesNo  # noqa: PLC0415  # its room changes files, which few do

    if value is None:
        yield start
    elif isinstance(value, str):
        yield f"{start} {value if isinstance(value, YesNo) else json.dumps(value, ensure_ascii=False)}"
    elif isinstance(value, Mapping):
        yield f"{start}{'' if value else ' {}'}"
        yield from _lines(value, indent + 2)
    else:
        yield f"{start}{'' if value else ' []'}"
        for each in value:
            yield from _below(f"{' ' * (indent + 2)}-", each, indent + 2)


def located(root: Map, cells: Cells, file: str) -> Map:
    """Let every value of a tree say in which cell it stands."""
    source = SheetSource(file, (), cells)
    numbers = {path: number for number, path in enumerate(cells.paths, start=1)}
    _locate(root, (), source, numbers, 0)
    return root


def _locate(node: Node, path: DataPath, source: Source, numbers: Mapping[DataPath, int], around: int) -> None:
    node.source, node.line, node.column = source, numbers.get(path, around), 1
    if isinstance(node, Map):
        for key in node.keys_by_name.values():
            key.source, key.line, key.column = source, numbers.get((*path, str(key)), node.line), 1
        for key, value in node.items():
            _locate(value, (*path, str(key)), source, numbers, node.line)
    elif isinstance(node, List):
        for number, item in enumerate(node):
            _locate(item, (*path, number), source, numbers, node.line)


def cell_name(row: int, column: int) -> str:
    """Return a cell's name as Excel shows it, such as C14."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def for_a_cell(problem: Problem) -> Problem:
    """Return a problem in the words of a sheet: what a file lacks is a cell that is empty."""
    if not isinstance(problem.place, CellPlace) or problem.id != "missing-key":
        return problem
    name = problem.message.split("`")[1].replace("_", " ")
    return problem._replace(message=f"this cell is empty, and the {name} is needed", hint="fill it in")
