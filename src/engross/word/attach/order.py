"""An element's properties → where among them a new one belongs, by the order of the schema (ECMA-376, part 1)."""

from __future__ import annotations

from engross.word.opc.xml_names import Element, w

_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_SECTION = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
_TABLE = "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
_NUMBERING = "numPicBullet abstractNum num numIdMacAtCleanup"
_ORDER = {
    w(name): {w(child): place for place, child in enumerate(children.split())}
    for name, children in {
        "pPr": _PARAGRAPH,
        "rPr": _RUN,
        "sectPr": _SECTION,
        "style": _STYLE,
        "tblPr": _TABLE,
        "numbering": _NUMBERING,
        "p": "pPr",
        "r": "rPr",
        "tbl": "tblPr",
    }.items()
}


def insert_in_order(parent: Element, item: Element) -> None:
    """Put a child where the schema wants it: after those of its own kind and of the kinds before it.

    One of which this order says nothing, such as a property of a later Word's (`w14:ligatures`), goes to the end.
    """
    places = _ORDER.get(parent.tag, {})
    own = places.get(item.tag, len(places))
    index = 0
    for number, child in enumerate(parent, 1):
        if places.get(child.tag, len(places)) <= own:
            index = number
    parent.insert(index, item)
