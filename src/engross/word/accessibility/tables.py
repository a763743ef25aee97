"""The tables of every story → problems: no header row, merged cells, tables that only arrange, tables in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.problems import Problem
from engross.word.accessibility.content import AccessibleDocument, Paragraph, StoryContent
from engross.word.model.formatting.tables import cells, is_header
from engross.word.opc.xml_names import NAMESPACES, TC, Element, T, ancestor, name, value
from engross.word.tools.findings import make_problem

_MERGING_TAG = re.compile(r"\{%\s*(colspan|vm|hm)\b")
_NO_LINE = frozenset({"nil", "none"})


def tables(document: AccessibleDocument) -> Iterator[Problem]:
    """Yield what is wrong with each table.

    A table without a header row is an error: WCAG 2.2, 1.3.1 (level A, failure F91), and a screen reader cannot say to
    which column a cell belongs. The others are warnings: WCAG allows merged cells, tables that arrange and tables in
    tables as long as they make sense when read in order, which a program cannot tell; but Word has no way to say which
    headings a merged cell has, and such a table is hard to follow by ear and on a small screen.
    """
    for content in document.stories:
        for table in content.tables():
            first = content.first(table)
            if first is not None:
                yield from _table(document, content, table, first)


def _table(document: AccessibleDocument, content: StoryContent, table: Element, first: Paragraph) -> Iterator[Problem]:
    rows = content.rows(table)
    marked = bool(rows) and is_header(rows[0])
    if ancestor(table, TC) is not None:
        yield make_problem(
            "nested-table",
            first.place,
            "this table stands in a cell of another table",
            "take it out of the cell, or write its content as paragraphs in the cell",
            warning=True,
        )
    arranging = _arranging(document, table, rows, marked)
    if arranging:
        yield make_problem("layout-table", first.place,
                      f"{arranging}, so the table seems only to arrange text on the page",
                      "write the text in paragraphs, and use borders and shading for a frame (Home, Borders); if the "
                      "table holds facts, mark its header row (Layout, Repeat Header Rows)", warning=True)  # fmt: skip
    elif rows and not marked:
        yield make_problem("no-header-row", first.place, "the table has no header row",
                      "click into its first row and choose Layout, Repeat Header Rows")  # fmt: skip
    merged = _merged(content, table)
    if merged:
        what = "a cell is merged" if merged == 1 else f"{merged} cells are merged"
        yield make_problem("merged-cells", first.place, f"{what} in this table",
                      "split them again (Layout, Split Cells), and repeat in each cell what holds for it",
                      warning=True)  # fmt: skip


def _arranging(document: AccessibleDocument, table: Element, rows: list[Element], marked: bool) -> str:
    """Return why a table seems to hold no facts, in words; "" if it may."""
    sizes = [len(cells(row)) for row in rows]
    if sizes == [1]:
        return "the table has one cell"
    if not marked and sizes and not _has_lines(document, table):
        return "the table has neither a header row nor lines between its cells"
    return ""


def _has_lines(document: AccessibleDocument, table: Element) -> bool:
    chain = document.looks.styles.chain(value(table, "w:tblPr/w:tblStyle"), "table")
    lines: dict[str, bool] = {}
    for source in (*chain, table):
        borders = source.find("w:tblPr/w:tblBorders", NAMESPACES)
        for side in () if borders is None else borders:
            lines[str(side.tag)] = side.get(name("w:val"), "nil") not in _NO_LINE
    own = table.iterfind("w:tr/w:tc/w:tcPr/w:tcBorders/*", NAMESPACES)
    return any(lines.values()) or any(side.get(name("w:val"), "nil") not in _NO_LINE for side in own)


def _merged(content: StoryContent, table: Element) -> int:
    return sum(_is_merged(cell) for row in content.rows(table) for cell in cells(row))


def _is_merged(cell: Element) -> bool:
    """Return True if a cell spans columns or rows, or a tag makes it; one that continues another counts with it."""
    properties = cell.find("w:tcPr", NAMESPACES)
    if _MERGING_TAG.search("".join(node.text or "" for node in cell.iter(T))):
        return True
    span = value(properties, "w:gridSpan") or "1"
    merge = [None if properties is None else properties.find(f"w:{kind}", NAMESPACES) for kind in ("vMerge", "hMerge")]
    return span != "1" or any(node is not None and node.get(name("w:val")) == "restart" for node in merge)
