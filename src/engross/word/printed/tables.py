"""A body → its tables in order, with what the file says of their rows: how many there are, and what names them.

The first column names the rows if the table's author says so (Table Design, First Column; `w:tblLook`, ECMA-376,
part 1, 17.4.55) and each row has a name of its own there: Word has the option on in new tables, whatever they hold.
"""

from __future__ import annotations

from engross.print_copy import PrintedTable
from engross.word.model.formatting.tables import cells, is_chosen, is_header, rows
from engross.word.model.headings import heading_level
from engross.word.model.styles import StyleSheet
from engross.word.opc.xml_names import NAMESPACES, TBL, VAL, Element, P, name, text_of, value

_BOX = name("w:txbxContent")
_LEAST_COLUMNS = 2


def printed_tables(root: Element) -> tuple[PrintedTable, ...]:
    """Return the tables below `root` in order, those of text boxes left out; a nested one follows what it lies in."""
    tables = (table for table in root.iter(TBL) if next(table.iterancestors(_BOX), None) is None)
    return tuple(PrintedTable(len(rows(table)), _has_row_headers(table)) for table in tables)


def items_by_place(root: Element, sheet: StyleSheet) -> tuple[int, ...]:
    """Return how many list items stand before the first table, in each of its cells, behind it, and so on."""
    counts = [0]

    def read(element: Element) -> None:
        for child in element.iterchildren("*"):
            if child.tag == P:
                counts[-1] += is_numbered(child, sheet) and not heading_level(sheet, child)
            elif child.tag == TBL:
                for cell in (cell for row in rows(child) for cell in cells(row) if not _continues(cell)):
                    counts.append(0)
                    read(cell)
                counts.append(0)
            else:
                read(child)

    read(root)
    return tuple(counts)


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


def is_numbered(paragraph: Element, styles: StyleSheet) -> bool:
    """Return whether a paragraph is an item of a list."""
    lists = (value(node, "w:pPr/w:numPr/w:numId") for node in (paragraph, *reversed(styles.of_paragraph(paragraph))))
    return next((number for number in lists if number is not None), "0") != "0"
