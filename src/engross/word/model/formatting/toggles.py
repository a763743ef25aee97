"""On-off properties of text, hidden among them: whether one is on for a run, by every way in which Word inherits it.

Direct formatting decides; else the document's defaults turn it on; else each kind of style (the table's, the
paragraph's, the character's) that turns it on turns it round (ECMA-376, part 1, 17.7.3).
"""

from __future__ import annotations

from collections.abc import Iterable

from engross.word.model.formatting.tables import TableLooks
from engross.word.model.styles import StyleSheet, is_on
from engross.word.opc.xml_names import NAMESPACES, RPR, TC, Element, ancestor, value


class Toggles:
    """The on-off properties of the text of one Word file."""

    def __init__(self, styles: StyleSheet, tables: TableLooks | None = None) -> None:
        self._styles = styles
        self._tables = tables or TableLooks(styles)

    def is_hidden(self, run: Element, paragraph: Element) -> bool:
        """Return whether the text of a run is hidden. There is no other rule for it in this package."""
        return self.is_on(run, paragraph, "w:vanish")

    def is_on(self, run: Element, paragraph: Element, path: str) -> bool:
        """Return whether a property such as "w:b" is on for a run."""
        direct = last([run.find(RPR)], path)
        if direct is not None:
            return is_on(direct)
        if is_on(last([self._styles.defaults("w:rPr")], path)):
            return True
        kinds = (self.of_table(paragraph), self._styles.of_paragraph(paragraph), self.of_character(run))
        return sum(is_on(last((style.find(RPR) for style in kind), path)) for kind in kinds) % 2 == 1

    def of_character(self, run: Element) -> tuple[Element, ...]:
        """Return the chain of a run's character style, the base first."""
        return self._styles.chain(value(run, "w:rPr/w:rStyle"), "character")

    def of_table(self, paragraph: Element) -> tuple[Element, ...]:
        """Return what the style of the table around a paragraph says for its cell, the weakest first."""
        cell = ancestor(paragraph, TC)
        return () if cell is None else self._tables.layers(cell)


def last(sources: Iterable[Element | None], path: str) -> Element | None:
    """Return the element at this path in the last source that has it: what is said later counts."""
    winner = None
    for source in sources:
        element = None if source is None else source.find(path, NAMESPACES)
        winner = winner if element is None else element
    return winner
