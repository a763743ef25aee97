"""Text with a character style in a table with a style → the same, its font, size and colour said by the text itself.

In such tables LibreOffice 7.4 lets the document's defaults win over character styles: links in cells lose their colour.
"""

from __future__ import annotations

from copy import deepcopy

from engross.word.model.formatting.toggles import last
from engross.word.model.styles import StyleSheet
from engross.word.opc.xml_names import NAMESPACES, RPR, TBL, Element, R, value

_LOST = ("w:rFonts", "w:color", "w:sz", "w:szCs")


def settle_styled_runs(root: Element, styles: StyleSheet) -> int:
    """Say what a run has of its character style in the run, where a table's style is around it; return how many did."""
    styled = (table for table in root.iter(TBL) if table.find("w:tblPr/w:tblStyle", NAMESPACES) is not None)
    return sum(_settle(run, styles) for table in styled for run in table.iter(R))


def _settle(run: Element, styles: StyleSheet) -> bool:
    own, style = run.find(RPR), value(run, "w:rPr/w:rStyle")
    if own is None or style not in styles.by_id:
        return False
    layers = [layer.find(RPR) for layer in styles.chain(style, "character")]
    lost = [last(layers, path) for path in _LOST if own.find(path, NAMESPACES) is None]
    direct = [deepcopy(element) for element in lost if element is not None]
    own.extend(direct)
    return bool(direct)
