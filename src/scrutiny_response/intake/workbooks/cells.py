"""An Excel file → its sheets' cells as what was typed into them, within bounds; nothing that a program computed.

A workbook comes from outside: its size is bounded before it is read, and no part of it may declare entities.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from pathlib import Path
from typing import Any

from msgspec import Struct

from engross import paths
from engross.files import read_file
from engross.paths import Kind
from engross.problems import FilePlace, Problem, Refused

LARGEST = 50_000_000
"""The most bytes that a workbook may have; unpacked, its parts may have ten times as many."""
MOST_PARTS = 5_000
MOST_ROWS, MOST_COLUMNS = 20_000, 100
"""How far a sheet is read; the sheet of all actions has a row for each."""

_SAVE_AS = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)"
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an Excel file of before 2007, or one with a password",
    b"%PDF-": "a PDF",
    b"<": "a page or an XML file, whatever its name says",
}


class Typed(Enum):
    """What kind of thing stands in a cell."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    YES_OR_NO = auto()
    FORMULA = auto()
    FAULT = auto()


class Cell(Struct, frozen=True):
    """What stands in a cell, as text: of a date year-month-day, with the time if there is one."""

    typed: Typed
    text: str


class Grid(Struct, frozen=True):
    """A sheet's name and its cells that hold something, by row and column, counted from 1."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a workbook in their order; Refused if it is none, or cannot be read within bounds."""
    try:
        data = read_file(path, LARGEST)
    except OSError as error:
        raise Refused([_unreadable(path, error)]) from None
    if fault := _bounds(data, path.as_posix()):
        raise Refused([fault])
    try:
        import openpyxl  # noqa: PLC0415  # it comes with an extra
    except ModuleNotFoundError:
        message = "the part of the software that reads workbooks is not installed"
        hint = 'install it in the folder of the software with: pip install ".[workbook]"'
        raise Refused([Problem("workbook-part-missing", FilePlace(path.as_posix()), message, hint)]) from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            return [_grid(sheet) for sheet in book.worksheets]
        finally:
            book.close()
    except Exception:  # openpyxl raises whatever a damage leads to
        raise Refused([_damaged(path.as_posix(), "the workbook is damaged")]) from None


def _unreadable(path: Path, error: OSError) -> Problem:
    looked = paths.look(path)
    is_there = looked.kind in {Kind.FILE, Kind.UNKNOWN}
    why = paths.reason(error) if is_there else looked.reason or "this is a folder"
    hint = "close it in Excel, check that you may open it, and try again"
    message, hint = f"the workbook cannot be read: {why}", hint if is_there else "name a workbook that is there"
    return Problem("unreadable-file", FilePlace(path.as_posix()), message, hint)


def _damaged(file: str, message: str) -> Problem:
    return Problem("damaged-workbook", FilePlace(file), message, f"{_SAVE_AS}; if that fails, write it anew")


def _bounds(data: bytes, file: str) -> Problem | None:
    """Return why a file is no workbook that may be read; None if it is one."""
    kind = next((kind for start, kind in _OTHERS.items() if data.startswith(start)), None)
    if kind or not data.startswith(b"PK"):
        return Problem("not-a-workbook", FilePlace(file), f"this is {kind or 'no Excel workbook'}", _SAVE_AS)
    if len(data) > LARGEST:
        message = f"the workbook has more than {LARGEST:,} bytes, which no cycle has"
        return Problem("workbook-too-large", FilePlace(file), message, "take the pictures and other sheets out of it")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archive_fault(archive, file)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError,
            ValueError):  # fmt: skip
        return _damaged(file, "the workbook is damaged")


def _archive_fault(archive: zipfile.ZipFile, file: str) -> Problem | None:
    names, parts = archive.namelist(), archive.infolist()
    if "mimetype" in names:
        message = "this is an OpenDocument file, of which values are not read"
        return Problem("not-a-workbook", FilePlace(file), message, _SAVE_AS)
    if "xl/workbook.xml" not in names:
        return Problem("not-a-workbook", FilePlace(file), "this is no Excel workbook", _SAVE_AS)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST * 10:
        message = "the workbook unpacks into more than any cycle has"
        return Problem("workbook-too-large", FilePlace(file), message, "write it anew, and copy the answers")
    return next((fault for part in parts if (fault := _part_fault(archive, part, file))), None)


def _part_fault(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> Problem | None:
    """Return what is wrong with one part; unpacking it also checks that it is as large as it says."""
    if not part.filename.endswith((".xml", ".rels")):
        return None
    with archive.open(part) as stream:
        kept = b""
        while block := stream.read(1 << 20):
            text = kept + block
            if any(mark in text for mark in _ENTITIES) or text[:4].count(0) > 1:
                return _damaged(file, f"its part {part.filename} declares what no workbook needs")
            kept = block[-20:]
    return None


def _grid(sheet: Any) -> Grid:
    sheet.reset_dimensions()  # what a file says of its own size
    rows: dict[int, dict[int, Cell]] = {}
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), start=1):
        own = dict(_cells(cells))
        if own:
            rows[number] = own
    return Grid(str(sheet.title), rows)


def _cells(cells: Any) -> Iterator[tuple[int, Cell]]:
    for column, cell in enumerate(cells, start=1):
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        yield column, _cell(cell, value)


def _cell(cell: Any, value: Any) -> Cell:
    if cell.data_type == "f":
        return _formula(str(getattr(value, "text", value)))
    if cell.data_type == "e":
        return Cell(Typed.FAULT, str(value))
    if isinstance(value, bool):
        return Cell(Typed.YES_OR_NO, "yes" if value else "no")
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        is_day = isinstance(value, dt.datetime) and value.time() == dt.time()
        return Cell(Typed.DATE, str(value)[: len("2027-03-31")] if is_day else str(value))
    if isinstance(value, int | float):
        return Cell(Typed.NUMBER, str(int(value)) if float(value).is_integer() else repr(value))
    return Cell(Typed.TEXT, str(value).replace("\r\n", "\n").replace("\r", "\n").strip())


def _formula(text: str) -> Cell:
    """LibreOffice writes a yes as a formula; any other is told, and its stored result is not looked at."""
    plain = text.replace(" ", "").upper()
    if plain in {"=TRUE()", "=FALSE()"}:
        return Cell(Typed.YES_OR_NO, "yes" if plain == "=TRUE()" else "no")
    return Cell(Typed.FORMULA, text)
