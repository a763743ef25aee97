"""A table in Markdown → a table in the template's own style, with its first row marked as its heading."""

from __future__ import annotations

import re

from markdown_it.tree import SyntaxTreeNode

from engross.word.model.grids import few_enough
from engross.word.render.markdown.inlines import Phrases
from engross.word.render.state import RenderState
from engross.word.values.printing import Site

_PAGE = 9026
"""The width of an A4 page's text between margins of an inch, in twentieths of a point, where no width is known."""
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in _EDGES)
_LOOK = (
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
    'w:noVBand="1"/>'
)
_STYLE = re.compile(r'<w:pStyle w:val="[^"]*"/>')
_ALIGNMENT = re.compile(r"text-align:(\w+)")


def write_table(node: SyntaxTreeNode, state: RenderState, site: Site, phrases: Phrases, indent: int) -> str:
    """Return the XML of a table, `indent` twentieths of a point from the margin."""
    styles = state.compiled.insertion_points().styles
    styled = styles.table or styles.find("table", "table grid")
    rows = [row for part in node.children for row in part.children]
    number = few_enough(len(rows[0].children))
    width = ((site.extent[0] or _PAGE) - indent) // number
    grid = f'<w:gridCol w:w="{width}"/>' * number
    head = phrases if styled in styles.headed else phrases.strong
    kept = _STYLE.search(site.properties)
    writer = _Rows(width, kept[0] if kept else "")
    body = "".join(writer.row(row, phrases if place else head, not place) for place, row in enumerate(rows))
    named = f'<w:tblStyle w:val="{styled}"/>' if styled else ""
    borders = "" if styled else f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    moved = f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else ""
    size = f'<w:tblW w:w="{width * number}" w:type="dxa"/>'
    return f"<w:tbl><w:tblPr>{named}{size}{moved}{borders}{_LOOK}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


class _Rows:
    """Writes the rows of a table whose columns are this wide, with the style of the paragraph the tag stood in."""

    def __init__(self, width: int, styled: str) -> None:
        self._width, self._styled = width, styled

    def row(self, row: SyntaxTreeNode, phrases: Phrases, heading: bool) -> str:
        """Return one row; a row is never split between pages, and a heading repeats on each."""
        marked = "<w:tblHeader/>" if heading else ""
        cells = "".join(self._cell(cell, phrases) for cell in row.children)
        return f"<w:tr><w:trPr><w:cantSplit/>{marked}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: SyntaxTreeNode, phrases: Phrases) -> str:
        aligned = _ALIGNMENT.search(str(cell.attrs.get("style", "")))
        inner = self._styled + (f'<w:jc w:val="{aligned[1]}"/>' if aligned else "")
        properties = f"<w:pPr>{inner}</w:pPr>" if inner else ""
        size = f'<w:tcPr><w:tcW w:w="{self._width}" w:type="dxa"/></w:tcPr>'
        return f"<w:tc>{size}<w:p>{properties}{phrases.runs(cell.children)}</w:p></w:tc>"
