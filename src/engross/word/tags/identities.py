"""Tags that print a record's identity, alone in a cell or at the start of a heading → marks that set a bookmark."""

from __future__ import annotations

import re
from collections.abc import Container

from engross.word.opc.xml_names import TC, Element, P, T, ancestor, value
from engross.word.tags.lift import marks
from engross.word.tags.tag_table import Tag, Tags, is_mark, mark, nowhere, number_of

_FIELD = re.compile(r"\s*([A-Za-z_]\w*)\.([A-Za-z_]\w*)\s*", re.ASCII)
_STYLE = "w:pPr/w:pStyle"
BEGIN, END = "_identity", "_identity_end"
"""The filters that print the two ends of a bookmark, if the record is of a kind that has one.

The first also stands among a template's uses, with the key of each kind of record that has such a place.
"""


def mark_identities(root: Element, tags: Tags, fields: Container[str], headings: Container[str]) -> None:
    """Put marks around the paragraphs' text that print one of these fields alone in a cell or at a heading's start.

    `headings` are the ids of the heading styles. Of what kind a record is, is seen when the document is made.
    """
    for node in marks(root):
        tag = tags.tags[number_of(node)]
        expression = _FIELD.fullmatch(tag.code) if tag.kind == "print" and not tag.level else None
        paragraph = ancestor(node, P)
        if expression is None or expression[2] not in fields or paragraph is None:
            continue
        if _is_alone_in_cell(node) or (value(paragraph, _STYLE) in headings and _begins(paragraph, node)):
            _surround(paragraph, node, expression[1], expression[2], tags)


def _is_alone_in_cell(node: Element) -> bool:
    cell = ancestor(node, TC)
    return cell is not None and marks(cell) == [node] and not _text(cell).strip()


def _begins(paragraph: Element, node: Element) -> bool:
    """Return whether nothing shows before a mark in its paragraph."""
    for element in paragraph.iter():
        if is_mark(element):
            return element is node
        if element.tag == T and (element.text or "").strip():
            return False
    return False


def _text(element: Element) -> str:
    return "".join((text.text or "") + "".join(child.tail or "" for child in text) for text in element.iter(T))


def _surround(paragraph: Element, node: Element, record: str, field: str, tags: Tags) -> None:
    """Put a mark before and after the child of the paragraph in which a tag stands."""
    child = node
    while child.getparent() is not paragraph and child.getparent() is not None:
        child = child.getparent()  # type: ignore[assignment]  # just checked
    for filter_, put in ((BEGIN, child.addprevious), (END, child.addnext)):
        put(mark(tags.add(Tag("print", "", "", f"{record}|{filter_}({field!r})", nowhere, ours=True))))
