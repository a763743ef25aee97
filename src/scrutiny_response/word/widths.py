"""A place in a story → the room for text and pictures there, in twentieths of a point."""

from __future__ import annotations

from bisect import bisect_left

from scrutiny_response.word.ooxml import NAMESPACES, TBL, TC, Element, ancestor, name
from scrutiny_response.word.styles import twips

_SECTION = name("w:sectPr")
_CELL_MARGINS = 216
"""What Word keeps free beside the text of a cell, both sides together, where the table says nothing."""


class Widths:
    """How wide the text is at each place of a story; made before any change to the story."""

    def __init__(self, root: Element, sections: list[Element]) -> None:
        """`sections` are the sections of the body; a story outside the body is as wide as the first of them."""
        self._children = {child: place for place, child in enumerate(_blocks(root))}
        ends = [(self._children.get(_top(s, self._children), len(self._children)), s) for s in root.iter(_SECTION)]
        self._ends = [place for place, _ in ends]
        self._widths = [text_width(section) for _, section in ends] or [text_width(s) for s in sections[:1]]

    def at(self, node: Element) -> int:
        """The width of the text where a node stands; 0 where nothing in the file says it."""
        cell = ancestor(node, TC)
        if cell is not None:
            return _cell_width(cell)
        if not self._widths:
            return 0
        place = self._children.get(_top(node, self._children), 0)
        return self._widths[min(bisect_left(self._ends, place), len(self._widths) - 1)]


def _blocks(root: Element) -> list[Element]:
    body = root.find("w:body", NAMESPACES)
    return list(root if body is None else body)


def _top(node: Element, tops: dict[Element, int]) -> Element:
    """The ancestor that stands directly in the story."""
    while node not in tops:
        parent = node.getparent()
        if parent is None:
            return node
        node = parent
    return node


def text_width(section: Element) -> int:
    """The width of a section's text, or of one of its columns."""
    size, margins = section.find("w:pgSz", NAMESPACES), section.find("w:pgMar", NAMESPACES)
    page = twips(size, "w")
    if page is None:
        return 0
    width = (
        page - abs(twips(margins, "left") or 0) - abs(twips(margins, "right") or 0) - (twips(margins, "gutter") or 0)
    )
    columns = section.find("w:cols", NAMESPACES)
    count, gap = twips(columns, "num") or 1, twips(columns, "space")
    return max((width - (count - 1) * (720 if gap is None else gap)) // count, 0)


def _cell_width(cell: Element) -> int:
    width = cell.find("w:tcPr/w:tcW", NAMESPACES)
    sized = twips(width, "w") if width is not None and width.get(name("w:type"), "dxa") == "dxa" else None
    if not sized:
        sized = _from_grid(cell)
    return max(sized - _CELL_MARGINS, 0) if sized else 0


def _from_grid(cell: Element) -> int:
    """A cell's width by the grid of its table."""
    table, row = ancestor(cell, TBL), cell.getparent()
    columns = [] if table is None else table.findall("w:tblGrid/w:gridCol", NAMESPACES)
    start = 0
    for other in [] if row is None else row.iterchildren(TC):
        span = twips(other.find("w:tcPr/w:gridSpan", NAMESPACES), "val") or 1
        if other is cell:
            return sum(twips(column, "w") or 0 for column in columns[start : start + span])
        start += span
    return 0
