"""A place in a story → the space for text and pictures there, in twentieths of a point."""

from __future__ import annotations

from bisect import bisect_left

from engross.word.model.style_reading import twips
from engross.word.opc.xml_names import NAMESPACES, TBL, TC, Element, ancestor, name

_SECTION = name("w:sectPr")
_CELL_MARGINS = 216
"""What Word keeps free beside the text of a cell, both sides together, where the table says nothing."""
_COLUMN_GAP = 720
"""What Word keeps free between columns, where the section says nothing."""


class Space:
    """How wide and high the text is at each place of a story; made before any change to the story."""

    def __init__(self, root: Element, sections: list[Element]) -> None:
        """`sections` are the sections of the body; a story outside the body is as wide as the first of them."""
        body = root.find("w:body", NAMESPACES)
        self._children = {child: place for place, child in enumerate(root if body is None else body)}
        ends = [(self._children.get(self._top(s), len(self._children)), s) for s in root.iter(_SECTION)]
        self._ends = [place for place, _ in ends]
        self._sizes = [_text(section) for _, section in ends] or [_text(section) for section in sections[:1]]

    def at(self, node: Element) -> tuple[int, int]:
        """Return the width and height of the text where a node stands; 0 for what nothing in the file says."""
        width, height = self._sizes[self._nearest(node)] if self._sizes else (0, 0)
        cell = ancestor(node, TC)
        return (width if cell is None else _cell_width(cell) or width), height

    def _nearest(self, node: Element) -> int:
        """The place, among the sizes, of the section that a node stands in."""
        last = len(self._sizes) - 1
        return min(bisect_left(self._ends, self._children.get(self._top(node), 0)), last) if last else 0

    def _top(self, node: Element) -> Element:
        """The ancestor that stands directly in the story."""
        return next((above for above in (node, *node.iterancestors()) if above in self._children), node)


def _text(section: Element) -> tuple[int, int]:
    """The width of a section's text, or of one of its columns, and its height."""
    size, margins = section.find("w:pgSz", NAMESPACES), section.find("w:pgMar", NAMESPACES)
    across = (twips(size, "w") or 0) - sum(abs(twips(margins, edge) or 0) for edge in ("left", "right", "gutter"))
    down = (twips(size, "h") or 0) - sum(abs(twips(margins, edge) or 0) for edge in ("top", "bottom"))
    columns = section.find("w:cols", NAMESPACES)
    count, gap = max(twips(columns, "num") or 1, 1), twips(columns, "space")
    width = (across - (count - 1) * (_COLUMN_GAP if gap is None else gap)) // count
    return max(width, 0), max(down, 0)


def _cell_width(cell: Element) -> int:
    """The width of a cell's text, as the cell says it or the grid of its table; 0 if neither does."""
    width = cell.find("w:tcPr/w:tcW", NAMESPACES)
    sized = twips(width, "w") if width is not None and width.get(name("w:type"), "dxa") == "dxa" else None
    return max((sized or _from_grid(cell)) - _CELL_MARGINS, 0)


def _from_grid(cell: Element) -> int:
    table, row = ancestor(cell, TBL), cell.getparent()
    columns = [] if table is None else table.findall("w:tblGrid/w:gridCol", NAMESPACES)
    start = 0
    for other in [] if row is None else row.iterchildren(TC):
        span = twips(other.find("w:tcPr/w:gridSpan", NAMESPACES), "val") or 1
        if other is cell:
            return sum(twips(column, "w") or 0 for column in columns[start : start + span])
        start += span
    return 0
