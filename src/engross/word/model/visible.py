"""What a reader sees in a Word file: the one list of it, for whoever joins something or takes something away.

What is on the list is kept, or refused with its place. What is not on it is never seen and may go.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from engross.word.opc.xml_names import PPR, SDT, SECTPR, VAL, Element, P, T, name

_FIELD, _NOTE, _HIDDEN_TEXT = "a field", "a note", "deleted text"
_THINGS = {
    name("w:delText"): _HIDDEN_TEXT,
    name("w:delInstrText"): _HIDDEN_TEXT,
    name("w:noBreakHyphen"): "a no-break hyphen",
    name("w:softHyphen"): "an optional hyphen",
    name("w:sym"): "a symbol",
    name("w:drawing"): "a picture",
    name("w:pict"): "a picture",
    name("w:contentPart"): "a drawing",
    name("w:object"): "an embedded object",
    name("w:fldChar"): _FIELD,
    name("w:fldSimple"): _FIELD,
    name("w:instrText"): _FIELD,
    name("w:pgNum"): _FIELD,
    **{name(f"w:{kind}{form}"): _FIELD for kind in ("day", "month", "year") for form in ("Short", "Long")},
    name("w:footnoteReference"): _NOTE,
    name("w:endnoteReference"): _NOTE,
    name("w:footnoteRef"): "the number of a note",
    name("w:endnoteRef"): "the number of a note",
    name("w:separator"): "a separator",
    name("w:continuationSeparator"): "a separator",
    name("w:ruby"): "a phonetic guide",
    name("m:oMath"): "an equation",
    name("m:oMathPara"): "an equation",
    name("w:altChunk"): "an included document",
    name("w:subDoc"): "an included document",
    name("w:tbl"): "a table",
    SDT: "a content control",
    SECTPR: "the end of a section",
    name("w:pageBreakBefore"): "a page break before the paragraph",
}
_BR, _TABS = name("w:br"), {name("w:tab"), name("w:ptab")}
_BREAKS = {"page": "a page break", "column": "a column break"}
_LINE_BREAK = "a line break"
_SPACES = {_BR: _LINE_BREAK, name("w:cr"): _LINE_BREAK, **dict.fromkeys(_TABS, "a tab")}
_OF_PARAGRAPH = {SECTPR, name("w:pageBreakBefore")}
_STOPS = name("w:tabs")
"""What says where tabs stop; its elements are called as a tab in the text is."""
_OFF = {"0", "false", "off"}


class Seen(NamedTuple):
    """One thing that a reader sees: the element that it is, or whose text it is; the text, "" for anything else.

    The marks of tags count among the things: what stands there is seen in the document.
    """

    node: Element
    text: str


def seen(root: Element) -> Iterator[Seen]:
    """Return all that a reader sees in an element, in its order; text may be nothing but space."""
    for node in root.iter():
        if node.tag == T:
            if node.text:
                yield Seen(node, node.text)
        elif node.tag is etree.PI:  # type: ignore[comparison-overlap]  # the stubs say str only
            yield Seen(node, "")
            if node.tail and node.getparent() is not None:
                yield Seen(node.getparent(), node.tail)  # type: ignore[arg-type]  # just checked
        elif (node.tag in _THINGS or node.tag in _SPACES) and _is_seen(node):
            yield Seen(node, "")


def is_space(node: Element) -> bool:
    """Return whether this is a break or a tab: what may stand in a paragraph of its own where a tag stood beside it."""
    return node.tag in _SPACES


def is_line_break(node: Element) -> bool:
    """Return whether the text goes on in the next line here, and not on another page or in another column."""
    return _SPACES.get(str(node.tag)) == _LINE_BREAK and _kind(node) not in _BREAKS


def is_of_paragraph(node: Element) -> bool:
    """Return whether this is said of a paragraph as a whole: that it begins a page or ends a section."""
    return node.tag in _OF_PARAGRAPH


def in_words(thing: Seen) -> str:
    """Return what is seen in the words of a message."""
    if thing.text:
        return f'the text "{thing.text.strip()[:40]}"'
    return _THINGS.get(str(thing.node.tag)) or _BREAKS.get(_kind(thing.node)) or _SPACES[str(thing.node.tag)]


def breaks_of(paragraph: Element) -> dict[str, Element]:
    """Return what a paragraph says of pages and sections as a whole: its elements by their local names."""
    properties = paragraph.find(PPR)
    of_paragraph = [node for node in properties if node.tag in _OF_PARAGRAPH] if properties is not None else []
    return {str(etree.QName(node).localname): node for node in of_paragraph if _is_seen(node)}


def _kind(node: Element) -> str:
    return node.get(name("w:type"), "")


def _is_seen(node: Element) -> bool:
    """Whether an element of a name that is on the list says what it seems to say."""
    if node.tag in _OF_PARAGRAPH:
        return node.get(VAL, "1") not in _OFF
    if node.tag in _TABS:
        return node.getparent() is None or node.getparent().tag != _STOPS  # type: ignore[union-attr]  # just checked
    if node.tag == SDT:  # around a tag it is the tag's, and around anything else that is seen itself
        return next(node.iter(etree.PI), None) is None and next(node.iter(P, T), None) is None
    return True
