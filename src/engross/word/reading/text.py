"""A paragraph's or a cell's XML → its text with tracked insertions in, what was struck out, colours and comments.

Words that are formatted as hidden are no text, and words that somebody crossed out by hand are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from engross.word.opc.xml_names import ID, RPR, SDT, TBL, VAL, Element, P, R, T, name, names

_STRUCK = names("w:del", "w:moveFrom")
_PUT_IN = names("w:ins", "w:moveTo")
_SILENT = names(
    *("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tcPr", "w:trPr", "w:tblPr", "w:tblGrid", "w:instrText"),
    *("w:delInstrText", "mc:Fallback", "w:fldData"),
)
_SIGNS = {name("w:tab"): "\t", name("w:br"): "\n", name("w:cr"): "\n", name("w:noBreakHyphen"): "-"}
_NO_COLOUR = {"", "auto", "none", "FFFFFF", "000000"}
_DELETED_TEXT, _BOOKMARK, _COMMENT = name("w:delText"), name("w:bookmarkStart"), name("w:commentReference")
_PLACEHOLDER, _PROPERTIES = name("w:showingPlcHdr"), name("w:sdtPr")
_UNREAD_LOOKS = (("hidden", names("w:vanish")), ("crossed", names("w:strike", "w:dstrike")))
_RUN_LOOKS = (("w:rPr/w:highlight", "w:val"), ("w:rPr/w:shd", "w:fill"), ("w:rPr/w:color", "w:val"))


class Words(Struct):
    """What was read of an element so far."""

    comments_by_id: Mapping[str, str]
    text: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    tables: list[Element] = field(default_factory=list)

    def read(self, element: Element, change: str = "") -> None:
        """Read what stands in an element; its tables are only listed."""
        for child in element:
            tag = child.tag
            if tag in _SILENT:
                continue
            if tag == TBL:
                self.tables.append(child)
            elif tag == T:
                self._say(child.text or "", change)
            elif tag == _DELETED_TEXT:
                self._say(child.text or "", "struck")
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], change)
            elif tag == _BOOKMARK:
                self.bookmarks.append(child.get(name("w:name"), ""))
            elif tag == _COMMENT:
                self.comments.append(self.comments_by_id.get(child.get(ID, ""), ""))
            elif not _shows_placeholder(child):
                self._read_within(child, change)

    def _read_within(self, child: Element, change: str) -> None:
        if child.tag == R and not change and (look := _unread(child)):
            change = look
        if child.tag in _STRUCK:
            change = "struck"
        elif child.tag in _PUT_IN and not change:
            change = "inserted"
        if child.tag == P and self.text and self.text[-1] != "\n":
            self._say("\n", "")
        self.colours += _colours(child)
        self.read(child, change)

    def _say(self, text: str, change: str) -> None:
        if change in {"struck", "crossed", "hidden"}:
            {"struck": self.struck, "crossed": self.crossed, "hidden": []}[change].append(text)
            return
        self.text.append(text)
        if change == "inserted":
            self.inserted.append(text)


def words(element: Element, comments: Mapping[str, str]) -> Words:
    """Return what an element says; `comments` are the texts of the document's comments by their ids."""
    read = Words(comments)
    read.read(element)
    return read


def tidy(pieces: list[str]) -> str:
    """Return text as people compare it: lines without empty ones, and single blanks."""
    lines = ("".join(pieces)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def fills(cell_properties: Element | None) -> Iterator[str]:
    """Yield the colour that was set as a cell's fill."""
    if cell_properties is not None:
        for shading in cell_properties.iter(name("w:shd")):
            fill = shading.get(name("w:fill"), "")
            if fill not in _NO_COLOUR:
                yield fill


def _colours(element: Element) -> Iterator[str]:
    for path, attribute in _RUN_LOOKS if element.tag == name("w:r") else ():
        looks = element.find("/".join(map(name, path.split("/"))))
        colour = "" if looks is None else looks.get(name(attribute), "")
        if colour not in _NO_COLOUR:
            yield colour


def _unread(run: Element) -> str:
    """Return "hidden" or "crossed" for a run whose words are formatted so; "" for all others."""
    for change, tags in _UNREAD_LOOKS:
        for tag in tags:
            look = run.find(f"{RPR}/{tag}")
            if look is not None and look.get(VAL, "true") not in {"0", "false", "off"}:
                return change
    return ""


def _shows_placeholder(element: Element) -> bool:
    """Return whether an element is a content control that only prompts for an answer."""
    if element.tag != SDT:
        return False
    properties = element.find(_PROPERTIES)
    prompt = None if properties is None else properties.find(_PLACEHOLDER)
    return prompt is not None and prompt.get(VAL, "true") not in {"0", "false", "off"}
