"""Rows → an Excel workbook of one sheet, each row written as it comes: any number of rows takes no more memory.

XlsxWriter, which makes the other workbooks, takes many times as long for a cell, and a while to load: that is too much
for a workbook that every run makes.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from string import ascii_uppercase
from typing import IO, NamedTuple

from scrutiny_response.store.cells import LIKE_FORMULAS, LONGEST, WRITTEN_ONCE

_BOLD, _TEXT, _MARKED, _DAY = 1, 2, 3, 4
"""The looks of cells, by their places among the `cellXfs` of the styles; a marked text is never a formula."""
_DAY_NOUGHT = dt.date(1899, 12, 30)
_SIGNS = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BESIDE_A_NUMBER = 0.7109375
"""What Excel adds to the width of a column in characters."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}/relationships"'
_SHEET_PART = "xl/worksheets/sheet1.xml"


class Column(NamedTuple):
    """A column's title, and its width in characters."""

    title: str
    width: int


class Book(NamedTuple):
    """A workbook but for its rows: the name of its one sheet, its columns, its title, and a note beside that."""

    name: str
    columns: Sequence[Column]
    title: str
    note: str = ""


def write(file: IO[bytes], book: Book, rows: Iterable[Sequence[str | dt.date]]) -> None:
    """Write a workbook with these rows into a file; an empty text is no cell.

    The titles of the columns and the first two columns stay in sight, and the rows can be filtered.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_part(_SHEET_PART), "w") as sheet:
            last = _write_sheet(sheet.write, book.columns, rows)
        for part, xml in _other_parts(book, last).items():
            archive.writestr(_part(part), _XML + xml)


def _part(name: str) -> zipfile.ZipInfo:
    """Return a part of the archive, which says of no clock and of no system."""
    part = zipfile.ZipInfo(name)
    part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
    return part


def _write_sheet(
    write: Callable[[bytes], object], columns: Sequence[Column], rows: Iterable[Sequence[str | dt.date]]
) -> int:
    """Write the sheet's part; return the number of its last row."""
    letters = [_letter(number) for number, _ in enumerate(columns, start=1)]
    titles = "".join(
        _text_cell(f"{letter}1", column.title, _BOLD) for letter, column in zip(letters, columns, strict=True)
    )
    write(f'{_XML}<worksheet {_MAIN}>{_VIEW}{_widths(columns)}<sheetData><row r="1">{titles}</row>'.encode())
    last = 1
    for last, row in enumerate(rows, start=2):
        cells = "".join([_cell(f"{letter}{last}", value) for letter, value in zip(letters, row, strict=True) if value])
        write(f'<row r="{last}">{cells}</row>'.encode())
    write(f'</sheetData><autoFilter ref="A1:{letters[-1]}{last}"/>{_MARGINS}</worksheet>'.encode())
    return last


def _letter(number: int) -> str:
    """Return what Excel calls a column: A to Z, as this is for tables that somebody reads across."""
    return ascii_uppercase[number - 1]


def _cell(place: str, value: str | dt.date) -> str:
    if isinstance(value, dt.date):
        return f'<c r="{place}" s="{_DAY}"><v>{(value - _DAY_NOUGHT).days}</v></c>'
    return _text_cell(place, value[:LONGEST], _MARKED if value.startswith(LIKE_FORMULAS) else _TEXT)


def _text_cell(place: str, text: str, look: int) -> str:
    xml = _escaped(text)
    space = ' xml:space="preserve"' if xml[0].isspace() or xml[-1].isspace() else ""
    return f'<c r="{place}" s="{look}" t="inlineStr"><is><t{space}>{xml}</t></is></c>'


def _escaped(text: str) -> str:
    """Return a text as Excel reads it: what XML cannot hold by its number, and what looks like that likewise."""
    return _SIGNS.sub(_escape, text) if _SIGNS.search(text) else text


def _escape(sign: re.Match[str]) -> str:
    return _ESCAPES.get(sign[0]) or f"_x{ord(sign[0][0]):04X}_{sign[0][1:]}"


def _widths(columns: Sequence[Column]) -> str:
    widths = (
        f'<col min="{number}" max="{number}" width="{column.width + _BESIDE_A_NUMBER}" customWidth="1"/>'
        for number, column in enumerate(columns, start=1)
    )
    return f"<cols>{''.join(widths)}</cols>"


def _other_parts(book: Book, last: int) -> dict[str, str]:
    """Return all parts but the sheet's, of which the last row has this number."""
    filtered = f"{book.name}!$A$1:${_letter(len(book.columns))}${last}"
    return {
        "xl/workbook.xml": f'<workbook {_MAIN}><sheets><sheet name="{book.name}" sheetId="1" r:id="rId1"/></sheets>'
        f'<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{filtered}'
        "</definedName></definedNames></workbook>",
        "xl/styles.xml": _STYLES,
        "xl/_rels/workbook.xml.rels": _relationships(
            (f"{_OFFICE}/relationships/worksheet", "worksheets/sheet1.xml"),
            (f"{_OFFICE}/relationships/styles", "styles.xml"),
        ),
        "docProps/core.xml": _properties(book.title, book.note),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "[Content_Types].xml": _CONTENT_TYPES,
    }


def _relationships(*targets: tuple[str, str]) -> str:
    links = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _properties(title: str, note: str) -> str:
    written = f'xsi:type="dcterms:W3CDTF">{WRITTEN_ONCE:%Y-%m-%dT%H:%M:%SZ}'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_escaped(title)}</dc:title><dc:description>{_escaped(note)}</dc:description>"
        f"<dcterms:created {written}</dcterms:created><dcterms:modified {written}</dcterms:modified>"
        "</cp:coreProperties>"
    )


_VIEW = (
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane xSplit="2" ySplit="1" topLeftCell="C2" '
    'activePane="bottomRight" state="frozen"/><selection pane="topRight"/><selection pane="bottomLeft"/>'
    '<selection pane="bottomRight"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
)
_MARGINS = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_PLAIN = 'fontId="0" fillId="0" borderId="0"'
_TOP = '<alignment vertical="top" wrapText="1"/>'
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="d mmmm yyyy"/></numFmts>'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    f'<cellStyleXfs count="1"><xf numFmtId="0" {_PLAIN}/></cellStyleXfs><cellXfs count="5">'
    f'<xf numFmtId="0" {_PLAIN} xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    f'<xf numFmtId="0" {_PLAIN} xfId="0" applyAlignment="1">{_TOP}</xf>'
    f'<xf numFmtId="0" {_PLAIN} xfId="0" applyAlignment="1" quotePrefix="1">{_TOP}</xf>'
    f'<xf numFmtId="164" {_PLAIN} xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment horizontal="left" vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_TYPES = "application/vnd.openxmlformats"
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPES}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_TYPES}-package.core-properties+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}-officedocument.spreadsheetml.styles+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}-officedocument.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/{_SHEET_PART}" ContentType="{_TYPES}-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
