"""Rows of tables of which Word shows nothing → no rows: another program would read them out.

A row stays where its table would be left without one and cannot go itself.
"""

from __future__ import annotations

from engross.word.model.formatting.toggles import Toggles
from engross.word.model.visible import seen
from engross.word.opc.xml_names import PPR, TBL, TR, Element, P, ancestor, drop, names

_KEPT = names("w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd")


def without_hidden_rows(root: Element, toggles: Toggles) -> int:
    """Take the rows out that nobody sees; bookmarks in them stay. Return how many there were."""
    hidden = [row for row in root.iter(TR) if _is_hidden(row, toggles)]
    for row in hidden:
        table = ancestor(row, TBL)
        if table is None:
            continue
        is_last = sum(1 for other in table.iter(TR) if ancestor(other, TBL) is table) == 1
        following = table.getnext()
        if not is_last:
            _take_out(row)
        elif following is not None and following.tag == P:
            _take_out(table)
    return len(hidden)


def _take_out(element: Element) -> None:
    for node in list(element.iter(*_KEPT)):
        element.addprevious(node)
    drop(element)


def _is_hidden(row: Element, toggles: Toggles) -> bool:
    paragraphs = list(row.iter(P))
    return (
        bool(paragraphs)
        and all(_end_is_hidden(paragraph, toggles) for paragraph in paragraphs)
        and next(iter(seen(row)), None) is None
    )


def _end_is_hidden(paragraph: Element, toggles: Toggles) -> bool:
    properties = paragraph.find(PPR)
    return toggles.is_hidden(paragraph if properties is None else properties, paragraph)
