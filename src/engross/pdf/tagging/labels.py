"""List items that begin with their label as if it were text → labels of their own, and lists that say how they count.

LibreOffice 7.4 writes a bullet or a number as the first piece of an item's paragraph. ISO 14289-1, 7.6, asks for a Lbl
and, on the list, for ListNumbering (ISO 32000-1, table 347).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf

from engross.pdf.marked_text import MarkedText
from engross.pdf.structure_tree import (
    Tags,
    add_attributes,
    is_element,
    is_same_object,
    kids,
    number_tree,
    numbers,
    role,
    role_map,
    without,
)

_NUMBER = re.compile(
    r"(?:(?:[^\W\d_]+ )?[(\[]?[0-9]+|[(\[]?(?:[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+))(?:[.\-][0-9A-Za-z]+)*[.):\]]{0,2}"
)
_CIRCLES, _SQUARES = "o◦○", "▪■□▫\uf0a7"
_NUMBERINGS = (
    (re.compile(r"\W*i\W*"), "LowerRoman"),
    (re.compile(r"\W*I\W*"), "UpperRoman"),
    (re.compile(r"\W*[a-z]\W*"), "LowerAlpha"),
    (re.compile(r"\W*[A-Z]\W*"), "UpperAlpha"),
)
"""How lists count by their first labels; one that begins with more letters goes on from another list."""
_DEEPEST = 4
"""How many elements may lie around a label within an item: LBody, a paragraph, and a span or two."""


class _Piece(NamedTuple):
    """The first content of an item: the element that holds it, its page and its identifier there."""

    owner: Object
    page: Object
    identifier: int


def add_labels(pdf: Pdf, tags: Tags, read: Callable[[], MarkedText]) -> None:
    """Give each list item that begins with a label a Lbl of it; `read` gives the text of marked content."""
    lists = tags.of("/L")
    if not lists:
        return
    root = tags.root
    roles = role_map(root)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    labelling = _Labelling(pdf, roles, read(), numbers(root.get("/ParentTree")), pages)
    for element in lists:
        items = [kid for kid in filter(is_element, kids(element)) if role(kid, roles) == "/LI"]
        labels = [label for label in map(labelling.label, items) if label]
        if labels:
            add_attributes(element, Dictionary(O=Name.List, ListNumbering=Name(f"/{numbering(labels[0])}")))
    root.ParentTree = number_tree(pdf, labelling.parents)
    tags.changed("/Lbl", "/Span")


class _Labelling(Struct, frozen=True):
    """A PDF whose items get labels: its role map, its texts, its parent tree, and the numbers of its pages."""

    pdf: Pdf
    roles: Mapping[str, str]
    texts: MarkedText
    parents: Mapping[int, Object]
    pages: Mapping[tuple[int, int], int]

    def label(self, item: Object) -> str:
        """Return the label of an item, which has an element of its own now; "" if it had one, or has none."""
        held = kids(item)
        if any(is_element(kid) and role(kid, self.roles) == "/Lbl" for kid in held):
            return ""
        piece = _first(item)
        if piece is None or str(piece.owner.S) == "/Link":
            return ""
        text = self.texts.get((self.pages.get(piece.page.objgen, -1), piece.identifier), "")
        content = self.parents.get(int(piece.page.get("/StructParents", -1)))
        if not is_label(text) or content is None or not is_same_object(content[piece.identifier], piece.owner):
            return ""
        element = Dictionary(Type=Name.StructElem, S=Name.Lbl, P=item, Pg=piece.page, K=Array([piece.identifier]))
        label = self.pdf.make_indirect(element)
        _take_first(piece.owner)
        content[piece.identifier] = label
        item.K = Array([label, *held])
        return text


def is_label(text: str) -> bool:
    """Return whether a text is the label of a list item: one sign that is no letter, or a number as lists count."""
    return (len(text) == 1 and not text.isalnum() and not text.isspace()) or bool(_NUMBER.fullmatch(text))


def numbering(label: str) -> str:
    """Return how a list whose first item has this label counts, in the words of ISO 32000-1."""
    if label in _CIRCLES:
        return "Circle"
    if label in _SQUARES:
        return "Square"
    if not any(sign.isalnum() for sign in label):
        return "Disc"
    return next((called for pattern, called in _NUMBERINGS if pattern.fullmatch(label)), "Decimal")


def _first(item: Object) -> _Piece | None:
    """The first content of an item, if nothing but elements lies around it."""
    owner, page = item, item.get("/Pg")
    for _ in range(_DEEPEST):
        first = next(iter(kids(owner)), None)
        page = owner.get("/Pg", page)
        if isinstance(first, int):
            return None if page is None else _Piece(owner, page, int(first))
        if not isinstance(first, Dictionary):
            return None
        if not is_element(first):
            page = first.get("/Pg", page)
            return None if page is None or "/MCID" not in first else _Piece(owner, page, int(first.MCID))
        owner = first
    return None


def _take_first(owner: Object) -> None:
    """Take the first content out of an element, and the element too if it was a span that held nothing else."""
    rest = kids(owner)[1:]
    if rest or str(owner.S) != "/Span":
        owner.K = Array(rest)
    else:
        without(owner.P, owner)
