"""A paragraph → the text of its runs, and what of it a document prints: block tags and comments print nothing."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from engross.word.opc.xml_names import SDT_CONTENT, Element, R, T, name, names
from engross.word.tags.tag_scanner import scan

_CONTAINERS = names("w:hyperlink", "w:sdt", "w:fldSimple", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir",
                    "w:bdo")  # fmt: skip
_CHARACTERS = {name("w:tab"): "\t", name("w:cr"): "\n", name("w:br"): "\n", name("w:noBreakHyphen"): "-"}
_LINK, _FIELD, _CODE = name("w:hyperlink"), name("w:fldChar"), name("w:instrText")


class Piece(Struct, frozen=True):
    """One run with its text; `link` is the number of the hyperlink in the paragraph that it belongs to, or None."""

    run: Element
    text: str
    link: int | None


def pieces(paragraph: Element) -> tuple[Piece, ...]:
    """Return the runs of a paragraph, with all their text; runs that are deleted are left out."""
    return tuple(_Walk().through(paragraph, None))


def printed(all_pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the same runs without the text of block tags and comments; `{{ }}` stays, for the text that it prints."""
    text = "".join(piece.text for piece in all_pieces)
    if "{" not in text:
        return all_pieces
    silent = set()
    for tag in scan(text):
        if tag.opener in {"{%", "{#"} and not tag.fault:
            silent |= set(range(tag.start, tag.end))
    kept_pieces, at = [], 0
    for piece in all_pieces:
        kept = "".join(character for place, character in enumerate(piece.text, at) if place not in silent)
        kept_pieces.append(replace(piece, text=kept))
        at += len(piece.text)
    return tuple(kept_pieces)


class _Walk:
    """Walks through a paragraph; links are w:hyperlink elements and HYPERLINK fields, numbered as they come."""

    def __init__(self) -> None:
        self.links = 0
        self.fields: list[int | None] = []

    def through(self, parent: Element, link: int | None) -> Iterator[Piece]:
        for child in parent:
            if child.tag == R:
                yield Piece(child, self._text(child), link if link is not None else self._field())
            elif child.tag == _LINK:
                self.links += 1
                yield from self.through(child, self.links)
            elif child.tag in _CONTAINERS or child.tag == SDT_CONTENT:
                yield from self.through(child, link)

    def _field(self) -> int | None:
        return next((link for link in reversed(self.fields) if link is not None), None)

    def _text(self, run: Element) -> str:
        text = []
        for child in run:
            if child.tag == T:
                text.append(child.text or "")
            elif child.tag in _CHARACTERS and child.get(name("w:type"), "textWrapping") == "textWrapping":
                text.append(_CHARACTERS[child.tag])
            elif child.tag == _FIELD:
                self._mark(child.get(name("w:fldCharType"), ""))
            elif child.tag == _CODE and self.fields and (child.text or "").split()[:1] == ["HYPERLINK"]:
                self.links += 1
                self.fields[-1] = self.links
        return "".join(text)

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(None)
        elif kind == "end" and self.fields:
            self.fields.pop()
