"""A body → its tables in order, with what the file says of their rows: how many there are, and what names them.

The first column names the rows if the table's author says so (Table Design, First Column; `w:tblLook`, ECMA-376,
part 1, 17.4.55) and each row has a name of its own there: Word has the option on in new tables, whatever they hold.
"""

from __future__ import annotations

from engross.print_copy import PrintedTable
from engross.word.model.formatting.tables import cells, is_chosen, is_header, rows
from engross.word.opc.xml_names import NAMESPACES, TBL, VAL, Element, name, text_of

_BOX = name("w:txbxContent")
_LEAST_COLUMNS = 2


def printed_tables(root: Element) -> tuple[PrintedTable, ...]:
    """Return the tables below `root` in order, those of text boxes left out; a nested one follows what it lies in."""
    tables = (table for table in root.iter(TBL) if next(table.iterancestors(_BOX), None) is None)
    return tuple(PrintedTable(len(rows(table)), _has_row_headers(table)) for table in tables)


def _has_row_headers(table: Element) -> bool:
    if not is_chosen(table, "firstColumn"):
        return False
    body = [cells(row) for row in rows(table) if not is_header(row)]
    if not body or any(len(row) < _LEAST_COLUMNS for row in body):
        return False
    names = [" ".join(text_of(row[0]).split()) for row in body if not _continues(row[0])]
    return all(names) and len(set(names)) == len(names)


def _continues(cell: Element) -> bool:
    """Return whether a cell is the lower part of one that covers several rows."""
    merge = cell.find("w:tcPr/w:vMerge", NAMESPACES)
    return merge is not None and merge.get(VAL) != "restart"
