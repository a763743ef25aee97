"""A paragraph's or run's properties and changes to them → the properties, each once and in the schema's order."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

_PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_RUN = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position",
    "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip
_ORDERS = {"pPr": _PARAGRAPH, "rPr": _RUN}
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_DECLARATION = re.compile(r' xmlns:[\w.-]+="urn:[\w.-]+"')


@lru_cache(maxsize=512)
def changed(element: str, properties: str, *changes: str) -> str:
    """The properties (`<w:pPr>…</w:pPr>` or `<w:rPr>…</w:rPr>`, or "") with these child elements put in or replaced.

    `element` is pPr or rPr. What the schema does not order comes last, as it does in Word's own files.
    """
    if not changes:
        return properties
    children = {**_children(properties), **{_local(change): change for change in changes}}
    order = _ORDERS[element]
    ordered = sorted(children.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))
    return f"<w:{element}>{''.join(text for _, text in ordered)}</w:{element}>"


def _local(text: str) -> str:
    start = re.match(r"<w:(\w+)", text)
    return start[1] if start else text


def _children(properties: str) -> dict[str, str]:
    """The child elements of some properties, by local name in Word's namespace, else by their whole name."""
    if not properties:
        return {}
    prefixes = sorted({"w", *_PREFIX.findall(properties)})
    declared = " ".join(f'xmlns:{prefix}="urn:{prefix}"' for prefix in prefixes)
    root = etree.fromstring(f"<all {declared}>{properties}</all>")[0]
    return {
        str(child.tag).removeprefix("{urn:w}"): _DECLARATION.sub("", etree.tostring(child, encoding="unicode"))
        for child in root
    }
