"""Tables whose first column names the rows, as the Word file says → header cells for these rows.

ISO 32000-1, 14.8.5.7. LibreOffice 7.4 makes header cells only of header rows. Which table is which is known by their
order; where the tables of the PDF are not those of the Word file, row by row, none is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Dictionary, Name, Object

from engross.pdf.structure_tree import Tags, add_attributes, attributes, is_element, kids, role, role_map
from engross.print_copy import PrintedTable

_GROUPS = {"/THead", "/TBody", "/TFoot"}
CELLS = {"/TH", "/TD"}


def add_row_headers(tags: Tags, tables: Sequence[PrintedTable]) -> None:
    """Make header cells of the first column of those tables that have row headers."""
    if not any(table.has_row_headers for table in tables):
        return
    roles = role_map(tags.root)
    tagged = [list(rows_of(table, roles)) for table in tags.of("/Table")]
    if [len(rows) for rows in tagged] != [table.rows for table in tables]:
        return
    for rows, table in zip(tagged, tables, strict=True):
        if table.has_row_headers:
            for cell in _first_column(rows, roles):
                _name_the_row(cell)


def rows_of(table: Object, roles: Mapping[str, str]) -> Iterator[Object]:
    """Yield the rows of a table, in order."""
    for kid in filter(is_element, kids(table)):
        if role(kid, roles) == "/TR":
            yield kid
        elif role(kid, roles) in _GROUPS:
            yield from rows_of(kid, roles)


def _first_column(rows: Sequence[Object], roles: dict[str, str]) -> Iterator[Object]:
    """Yield the data cells that begin in the first column; a cell may cover it in several rows."""
    covered = 0
    for row in rows:
        cells = [kid for kid in filter(is_element, kids(row)) if role(kid, roles) in CELLS]
        if covered:
            covered -= 1
        elif cells:
            covered = _span(cells[0]) - 1
            if role(cells[0], roles) == "/TD":
                yield cells[0]


def _span(cell: Object) -> int:
    spans = (attribute.get("/RowSpan") for attribute in attributes(cell))
    return next((int(span) for span in spans if span is not None), 1)


def _name_the_row(cell: Object) -> None:
    cell.S = Name.TH
    own = next((attribute for attribute in attributes(cell) if attribute.get("/O") == Name.Table), None)
    if own is None:
        add_attributes(cell, Dictionary(O=Name.Table, Scope=Name.Row))
    else:
        own.Scope = Name.Row
