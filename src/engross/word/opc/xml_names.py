"""The names of WordprocessingML: namespaces, elements and attributes → short Python names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from lxml import etree

Element = etree._Element  # noqa: SLF001  # lxml names its element type so; there is no public name
"""An element of an XML part."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


_W = f"{{{NAMESPACES['w']}}}"


@cache
def name(prefixed: str) -> str:
    """`w:p` → `{http://…}p`."""
    prefix, local = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def names(*prefixed: str) -> frozenset[str]:
    """Several names at once, for membership tests."""
    return frozenset(map(name, prefixed))


def w(local: str) -> str:
    """`p` → `{http://…}p`, in Word's main namespace."""
    return _W + local


P, R, T = name("w:p"), name("w:r"), name("w:t")
TBL, TR, TC = name("w:tbl"), name("w:tr"), name("w:tc")
PPR, RPR, SECTPR = name("w:pPr"), name("w:rPr"), name("w:sectPr")
SDT, SDT_CONTENT = name("w:sdt"), name("w:sdtContent")
VAL, ID, R_ID, PARA_ID = name("w:val"), name("w:id"), name("r:id"), name("w14:paraId")
SPACE = name("xml:space")
OFFICE = NAMESPACES["r"]
"""The types of the relationships of Office's own parts begin with this, and a slash."""


def make(prefixed: str, /, **attributes: str) -> Element:
    """Return a new element, which declares its namespace; attributes are named without their prefix and belong to w."""
    prefix = prefixed.partition(":")[0]
    texts = {w(key): text for key, text in attributes.items()}
    return etree.Element(name(prefixed), texts, nsmap={prefix: NAMESPACES[prefix]})


def ancestor(node: Element, tag: str) -> Element | None:
    """Return the nearest ancestor with this name."""
    return next(node.iterancestors(tag), None)


def children(node: Element, *tags: str) -> Iterator[Element]:
    """Return the direct children with one of these names."""
    return node.iterchildren(*tags)


def value(node: Element | None, path: str) -> str | None:
    """The w:val of the element at this path of prefixed names, the first of each name; None if there is none."""
    for tag in _steps(path):
        if node is None:
            return None
        node = next(node.iterchildren(tag), None)
    return None if node is None else node.get(VAL)


def val(node: Element | None) -> str:
    """Return an element's w:val; "" if there is no element, or no value."""
    return "" if node is None else node.get(VAL, "")


def text_of(node: Element) -> str:
    """Return the text of a paragraph or a larger piece, without tabs and breaks."""
    return "".join(text.text or "" for text in node.iter(T))


@lru_cache(maxsize=128)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(name(step) for step in path.split("/"))


def unwrap(element: Element) -> None:
    """Replace an element by its children; it must hold no text of its own."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    for child in reversed(element):
        parent.insert(index, child)
    parent.remove(element)


def drop(node: Element) -> None:
    """Take an element or processing instruction out of its parent, leaving the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    tail = node.tail
    if tail:
        previous = node.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        node.tail = None
    parent.remove(node)
