"""The house style's values → styles.xml."""

from __future__ import annotations

from tools.template_source.markup import Element, element
from tools.template_source.styles import (
    ACCENT,
    BUILT_IN,
    FONT,
    INK,
    RULE,
    STYLES,
    Look,
    Style,
)


def style_sheet() -> Element:
    """The root of styles.xml."""
    return element("w:styles", _defaults(), _latent(), *map(_style, STYLES), _plain_table(), _no_list(), _house_table())


def _defaults() -> Element:
    run = element(
        "w:rPr",
        element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        element("w:color", val=INK),
        element("w:sz", val=24),
        element("w:szCs", val=24),
        element("w:lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA"),
    )
    paragraph = element("w:pPr", element("w:widowControl"), element("w:spacing", after=0, line=240, lineRule="auto"))
    return element("w:docDefaults", element("w:rPrDefault", run), element("w:pPrDefault", paragraph))


def _latent() -> Element:
    """Word's hundreds of built-in styles stay out of sight, so that its style list shows this house's alone."""
    return element(
        "w:latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def _style(style: Style) -> Element:
    shown = style.id != "DefaultParagraphFont"
    node = element(
        "w:style",
        element("w:name", val=style.name),
        element("w:basedOn", val=style.based_on) if style.based_on else None,
        element("w:next", val=style.next) if style.next else None,
        element("w:uiPriority", val=style.priority),
        None if shown else element("w:semiHidden"),
        element("w:qFormat") if shown else None,
        _filled("w:pPr", *paragraph_properties(style.look)) if style.kind == "paragraph" else None,
        _filled("w:rPr", *run_properties(style.look)),
        type=style.kind,
        **({"default": 1} if style.default else {}),
        styleId=style.id,
    )
    if style.name not in BUILT_IN:
        node.set(f"{{{node.nsmap['w']}}}customStyle", "1")
    return node


def paragraph_properties(look: Look) -> list[Element | None]:
    """The children of w:pPr for this look, in the schema's order."""
    spacing = {
        key: value
        for key, value in (("before", look.before), ("after", look.after), ("line", look.line))
        if value is not None
    }
    indent = {
        key: value
        for key, value in (("left", look.left), ("right", look.right), ("hanging", look.hanging))
        if value is not None
    }
    return [
        element("w:keepNext") if look.keep_next else None,
        element("w:keepLines") if look.keep_lines else None,
        element("w:numPr", element("w:numId", val=look.number)) if look.number else None,
        element("w:pBdr", *(_border(*border) for border in look.borders)) if look.borders else None,
        element("w:shd", val="clear", color="auto", fill=look.fill) if look.fill else None,
        element("w:spacing", **spacing, **({"lineRule": "auto"} if look.line else {})) if spacing else None,
        element("w:ind", **indent) if indent else None,
        element("w:contextualSpacing") if look.contextual else None,
        element("w:outlineLvl", val=look.outline) if look.outline is not None else None,
    ]


def run_properties(look: Look) -> list[Element | None]:
    """The children of w:rPr for this look, in the schema's order."""
    half_points = None if look.size is None else round(look.size * 2)
    return [
        element("w:b") if look.bold else None,
        element("w:bCs") if look.bold else None,
        element("w:color", val=look.colour) if look.colour else None,
        element("w:sz", val=half_points) if half_points else None,
        element("w:szCs", val=half_points) if half_points else None,
        element("w:u", val="single") if look.underline else None,
    ]


def _filled(name: str, *children: Element | None) -> Element | None:
    node = element(name, *children)
    return node if len(node) else None


def _border(side: str, colour: str, width: int, distance: int = 0) -> Element:
    return element(f"w:{side}", val="single", sz=width, space=distance, color=colour)


def _plain_table() -> Element:
    margins = element(
        "w:tblCellMar",
        *(
            element(f"w:{side}", w=width, type="dxa")
            for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
        ),
    )
    return element(
        "w:style",
        element("w:name", val="Normal Table"),
        element("w:uiPriority", val=99),
        element("w:semiHidden"),
        element("w:unhideWhenUsed"),
        element("w:tblPr", element("w:tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _no_list() -> Element:
    return element(
        "w:style",
        element("w:name", val="No List"),
        element("w:uiPriority", val=99),
        element("w:semiHidden"),
        element("w:unhideWhenUsed"),
        type="numbering",
        default=1,
        styleId="NoList",
    )


def _house_table() -> Element:
    """Rows are told apart by rules alone: a shaded cell would hide the mark of a draft behind it."""
    outer = (("top", ACCENT, 8), ("bottom", ACCENT, 8), ("insideH", RULE, 4), ("insideV", RULE, 4))
    borders = element("w:tblBorders", *(_border(*border) for border in outer))
    return element(
        "w:style",
        element("w:name", val="Response Table"),
        element("w:basedOn", val="TableNormal"),
        element("w:uiPriority", val=30),
        element("w:qFormat"),
        element("w:tblPr", borders),
        element(
            "w:tblStylePr",
            element("w:tcPr", element("w:tcBorders", _border("bottom", ACCENT, 12))),
            type="firstRow",
        ),
        type="table",
        customStyle=1,
        styleId="ResponseTable",
    )
