"""The names of WordprocessingML → short constants, so that the rules read like the format's own papers (ECMA-376)."""

from __future__ import annotations

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives its elements no public name

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NS = {"w": W, "w14": W14, "w15": W15, "wp": WP, "mc": MC, "r": OFFICE}

PARA_ID = f"{{{W14}}}paraId"
R_ID = f"{{{OFFICE}}}id"
APPENDIX = "AttachedAppendix"
"""The bookmark around everything that was attached; a hidden one, with a low line first, LibreOffice drops."""
APPENDIX_LINE = "AttachedLine"
"""How the bookmarks of those lines of contents begin that lead nowhere, and could not be found again otherwise."""


def w(name: str) -> str:
    """A name in Word's main namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


VAL = w("val")
ID = w("id")
P, R, T, TBL, SDT = w("p"), w("r"), w("t"), w("tbl"), w("sdt")
PPR, RPR, SECTPR = w("pPr"), w("rPr"), w("sectPr")


def make(name: str, /, **attributes: str) -> Element:
    """An element of Word's main namespace with attributes of it."""
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()}, nsmap={"w": W})


def make_root(space: str, name: str) -> Element:
    """The root of a part whose namespace needs no prefix."""
    return etree.Element(f"{{{space}}}{name}", nsmap={None: space})  # type: ignore[dict-item]  # the stubs forbid None


def value(item: Element | None) -> str:
    """An element's w:val; empty where there is no element."""
    return "" if item is None else item.get(VAL, "")


def is_on(item: Element | None) -> bool:
    """Whether an on-off property is there and not switched off."""
    return item is not None and item.get(VAL, "1") not in {"0", "false", "off"}


def text_of(item: Element) -> str:
    """The visible text of a paragraph or a larger piece."""
    return "".join(node.text or "" for node in item.iter(T))
