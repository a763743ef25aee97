"""Long tables with text around them → the same tables in line with the text, as they are longer than a page may be.

LibreOffice 7.4 puts such a table into a frame, and a frame ends with its page: the rows that do not fit are in no PDF.
"""

from __future__ import annotations

from engross.word.model.formatting.tables import rows
from engross.word.opc.xml_names import NAMESPACES, TBL, Element, drop, text_of

_MOST_ROWS = 8
_MOST_CHARACTERS = 900
"""What certainly fits on a page. A table that holds more is set in line."""


def set_long_tables_in_line(root: Element) -> int:
    """Take the placing of long tables out of them; return how many there were."""
    placed = [table for table in root.iter(TBL) if table.find("w:tblPr/w:tblpPr", NAMESPACES) is not None]
    long = [table for table in placed if len(rows(table)) > _MOST_ROWS or len(text_of(table)) > _MOST_CHARACTERS]
    for table in long:
        place = table.find("w:tblPr/w:tblpPr", NAMESPACES)
        if place is not None:
            drop(place)
    return len(long)
