"""A tagged PDF and the text of its marked content → what the PDF says, in the order of its tags.

What is no text of the document is left out: artifacts, and what is painted within figures. Labels of list items stand
in gaps of the Word file. Notes and text boxes are apart, as a PDF may have them in other places than the Word file.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Dictionary, Object, Pdf

from engross.pdf.marked_text import UNTAGGED, MarkedText
from engross.pdf.structure_tree import MOST_DEEP, is_element, kids, role, role_map
from engross.print_copy import PrintedText

_SILENT = {"/Figure", "/Formula"}
_INLINE = {"/Span", "/Link", "/Reference", "/Quote", "/Code", "/Annot", "/BibEntry"}
_NOTE, _FRAME = "/Note", "/Div"


def spoken_text(data: bytes, texts: MarkedText) -> PrintedText:
    """Return what a tagged PDF says; `texts` are those of its marked content."""
    with Pdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        reading = _Reading(texts, role_map(root), {page.obj.objgen: number for number, page in enumerate(pdf.pages)})
        reading.read(root, reading.body, 0)
    return PrintedText("".join(reading.body), "".join(reading.notes), "".join(reading.boxes))


def untagged_text(texts: MarkedText) -> tuple[str, ...]:
    """Return what each page says outside of the tags: its header, rows that are repeated, its footer."""
    return tuple(text for (_, identifier), text in sorted(texts.items()) if identifier == UNTAGGED)


class _Reading:
    """A structure tree that is being read: what it says so far."""

    def __init__(self, texts: MarkedText, roles: dict[str, str], pages: dict[tuple[int, int], int]) -> None:
        self._texts, self._roles, self._pages = texts, roles, pages
        self.body: list[str] = []
        self.notes: list[str] = []
        self.boxes: list[str] = []

    def read(self, element: Object, into: list[str], depth: int) -> None:
        """Read what an element holds, in its order."""
        for kid in kids(element) if depth < MOST_DEEP else ():
            if not is_element(kid):
                into += self._content(kid, element)
                continue
            kind = role(kid, self._roles)
            if kind in _SILENT:
                continue
            self.read(kid, {_NOTE: self.notes, _FRAME: self.boxes}.get(kind, into), depth + 1)
            if kind not in _INLINE:
                into.append("\n")

    def _content(self, kid: object, element: Object) -> Iterator[str]:
        """Yield the text of a piece of marked content, which an identifier or a reference leads to."""
        own = kid if isinstance(kid, Dictionary) else Dictionary()
        identifier = kid if isinstance(kid, int) else own.get("/MCID")
        page = own.get("/Pg", element.get("/Pg"))
        if identifier is not None and page is not None:
            yield self._texts.get((self._pages.get(page.objgen, -1), int(identifier)), "")
