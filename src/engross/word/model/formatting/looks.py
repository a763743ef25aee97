"""A run in its paragraph → its look: the document's defaults, the styles in their order, then direct formatting."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from msgspec import Struct

from engross.word.model.formatting.colours import BLACK, WHITE, Colour, Palette, contrast, highlight
from engross.word.model.formatting.tables import TableLooks
from engross.word.model.formatting.toggles import Toggles, last
from engross.word.model.styles import StyleSheet, is_on
from engross.word.opc.numbers import natural_number
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, main_part
from engross.word.opc.xml_names import NAMESPACES, PPR, RPR, TBL, TC, VAL, Element, ancestor, name

_Around = tuple[tuple[Element, ...], Colour]
USUAL_SIZE = 10.0
"""The size in points of text for which a file says none (ECMA-376, part 1, 17.3.2.38)."""


class Look(Struct, frozen=True):
    """How text looks: its size in points, its emphasis, its colour, and the colour behind it."""

    size: float
    bold: bool
    italic: bool
    capitals: bool
    underlined: bool
    hidden: bool
    colour: Colour
    background: Colour

    @property
    def contrast(self) -> float:
        """The contrast of the text with what is behind it, from 1 to 21."""
        return contrast(self.colour, self.background)

    @property
    def is_large(self) -> bool:
        """Whether WCAG 2.2 calls the text large: 18 points, or 14 points and bold."""
        return self.size >= 18 or (self.bold and self.size >= 14)  # noqa: PLR2004  # WCAG's own figures


class Looks:
    """The looks of the text of one Word file; its parts are read once."""

    def __init__(self, package: Package) -> None:
        self.styles = StyleSheet.of(package)
        self._palette = Palette.of(package)
        self._page = self._page_colour(package)
        self._tables = TableLooks(self.styles)
        self._toggles = Toggles(self.styles, self._tables)
        self._cells: dict[Element, _Around] = {}
        self._looks: dict[tuple[_Around, bytes, bytes], Look] = {}

    def of(self, run: Element, paragraph: Element) -> Look:
        """Return the look of a run; the colour called automatic is black or white, whichever can be read."""
        around = self._around(ancestor(paragraph, TC))
        key = (around, _text(paragraph.find(PPR)), _text(run.find(RPR)))
        if key not in self._looks:
            self._looks[key] = self._of(run, paragraph)
        return self._looks[key]

    def _of(self, run: Element, paragraph: Element) -> Look:
        named = [self.styles.defaults("w:rPr"), *_inside(self._toggles.of_table(paragraph), RPR),
                 *_inside(self.styles.of_paragraph(paragraph), RPR), *_inside(self._toggles.of_character(run), RPR),
                 run.find(RPR)]  # fmt: skip
        background = highlight(last(named, "w:highlight")) or self._behind(named, paragraph)
        size = natural_number(_value(named, "w:sz"))
        underline = _value(named, "w:u")
        colour = self._palette.colour(last(named, "w:color"), "val", "themeColor")
        return Look(
            size=USUAL_SIZE if size is None else size / 2,
            bold=self._toggles.is_on(run, paragraph, "w:b"),
            italic=self._toggles.is_on(run, paragraph, "w:i"),
            capitals=self._toggles.is_on(run, paragraph, "w:caps"),
            underlined=underline not in {None, "none"},
            hidden=self._toggles.is_hidden(run, paragraph),
            colour=colour or max(BLACK, WHITE, key=lambda tone: contrast(tone, background)),
            background=background,
        )

    def _around(self, cell: Element | None) -> _Around:
        """What bears on text in a cell: the parts of the table's style, and the colour behind; alike in many cells."""
        if cell is None:
            return (), self._page
        if cell not in self._cells:
            self._cells[cell] = self._tables.layers(cell), self._behind_cell(cell)
        return self._cells[cell]

    def alignment(self, paragraph: Element) -> str:
        """Return how a paragraph is aligned: left, center, right, both (justified) and so on."""
        table = self._toggles.of_table(paragraph)
        sources = [self.styles.defaults("w:pPr"), *_inside(table, PPR),
                   *_inside(self.styles.of_paragraph(paragraph), PPR), paragraph.find(PPR)]  # fmt: skip
        return _value(sources, "w:jc") or "left"

    def _behind(self, run_layers: Iterable[Element | None], paragraph: Element) -> Colour:
        """What is behind a run: the run's shading, the paragraph's, the cell's, the table's, the page's."""
        paragraph_layers = [*_inside(self.styles.of_paragraph(paragraph), PPR), paragraph.find(PPR)]
        return (
            self._palette.shading(last(run_layers, "w:shd"))
            or self._palette.shading(last(paragraph_layers, "w:shd"))
            or self._around(ancestor(paragraph, TC))[1]
        )

    def _behind_cell(self, cell: Element | None) -> Colour:
        table = None if cell is None else ancestor(cell, TBL)
        if cell is None or table is None:
            return self._page
        sources = [table.find("w:tblPr", NAMESPACES), *_inside(self._tables.layers(cell), name("w:tcPr")),
                   cell.find("w:tcPr", NAMESPACES)]  # fmt: skip
        return self._palette.shading(last(sources, "w:shd")) or self._behind_cell(ancestor(table, TC))

    def _page_colour(self, package: Package) -> Colour:
        """The page's colour, which Word shows only where the settings say so; white otherwise."""
        settings = document_part(package, "settings")
        if not settings or not is_on(package.xml(settings).find("w:displayBackgroundShape", NAMESPACES)):
            return WHITE
        background = package.xml(main_part(package)).find("w:background", NAMESPACES)
        return self._palette.colour(background, "color", "themeColor") or WHITE


def _text(properties: Element | None) -> bytes:
    return b"" if properties is None else etree.tostring(properties)


def _inside(layers: Iterable[Element], tag: str) -> list[Element | None]:
    return [layer.find(tag) for layer in layers]


def _value(sources: Iterable[Element | None], path: str) -> str | None:
    element = last(sources, path)
    return None if element is None else element.get(VAL)
