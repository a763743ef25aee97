"""The tree of a part → whether a rendering of it can make a table's row wider, so that its grid is to be looked at."""

from __future__ import annotations

from lxml import etree

from engross.word.opc.xml_names import TR, Element, name, names

_WRAPPERS = names("w:sdt", "w:sdtContent", "w:customXml")


def may_widen(root: Element) -> bool:
    """Whether a rendering of this tree can make a row wider: marks stand among cells, or say how far a cell spans."""
    if any("\ufdd0" in (span.get(name("w:val")) or "") for span in root.iter(name("w:gridSpan"))):
        return True
    return any(_among_cells(node) for node in root.iter(etree.PI))


def _among_cells(mark: Element) -> bool:
    """Whether a mark stands directly in a row, content controls around it looked through."""
    around = mark.getparent()
    while around is not None and around.tag in _WRAPPERS:
        around = around.getparent()
    return around is not None and around.tag == TR
