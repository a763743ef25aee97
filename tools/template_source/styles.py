"""The house style's figures → styles.xml: one style sheet that letter and plan share.

Sizes are in points, spacing and indents in twentieths of a point, colours as RRGGBB. Every text colour has a contrast
of at least 7 to 1 on every background that it meets here (WCAG 2.2 asks for 4.5 to 1).
"""

from __future__ import annotations

from dataclasses import dataclass

from tools.template_source.markup import Element, element

FONT = "Arial"
INK = "1D252C"
ACCENT = "1F4E66"
RULE = "8FA9B7"
HEADER_FILL = "DFE9EE"
BAND_FILL = "F5F8FA"
NOTICE_FILL = "FFF6DC"
LINK = "0A4577"
TAG = "6B2E8A"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paragraph or run looks; what is None is inherited."""

    size: float | None = None
    bold: bool | None = None
    colour: str | None = None
    underline: bool = False
    before: int | None = None
    after: int | None = None
    line: int | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    outline: int | None = None
    number: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    contextual: bool = False
    fill: str | None = None
    borders: tuple[tuple[str, str, int, int], ...] = ()
    """Each border: its side, colour, width in eighths of a point and distance in points."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style: the identifier that documents use, the name that Word shows, and its look."""

    id: str
    name: str
    kind: str = "paragraph"
    based_on: str | None = "Normal"
    next: str | None = None
    priority: int = 10
    look: Look = Look()
    default: bool = False


_BOX = tuple((side, RULE, 6, 6) for side in ("top", "left", "bottom", "right"))

STYLES = (
    Style(
        id="Normal",
        name="Normal",
        based_on=None,
        default=True,
        priority=0,
        look=Look(after=160, line=276),
    ),
    Style(
        id="DefaultParagraphFont",
        name="Default Paragraph Font",
        kind="character",
        based_on=None,
        default=True,
        priority=1,
    ),
    Style(
        id="Title",
        name="Title",
        next="Subtitle",
        priority=1,
        look=Look(size=30, bold=True, colour=ACCENT, before=560, after=120, line=240, keep_next=True, keep_lines=True),
    ),
    Style(
        id="Subtitle",
        name="Subtitle",
        next="Normal",
        priority=2,
        look=Look(size=18, colour=INK, after=120, line=252, keep_next=True, keep_lines=True),
    ),
    Style(
        id="Heading1",
        name="heading 1",
        next="Normal",
        priority=3,
        look=Look(
            size=16,
            bold=True,
            colour=ACCENT,
            before=360,
            after=120,
            line=252,
            keep_next=True,
            keep_lines=True,
            outline=0,
        ),
    ),
    Style(
        id="Heading2",
        name="heading 2",
        next="Normal",
        priority=4,
        look=Look(
            size=14,
            bold=True,
            colour=ACCENT,
            before=280,
            after=100,
            line=252,
            keep_next=True,
            keep_lines=True,
            outline=1,
        ),
    ),
    Style(
        id="Heading3",
        name="heading 3",
        next="Normal",
        priority=5,
        look=Look(size=12, bold=True, colour=INK, before=200, after=60, keep_next=True, keep_lines=True, outline=2),
    ),
    Style(id="LeadIn", name="Lead In", next="ListBullet", priority=6, look=Look(after=100, keep_next=True)),
    Style(
        id="ListBullet",
        name="List Bullet",
        priority=7,
        look=Look(number=1, left=397, hanging=397, after=160, contextual=True),
    ),
    Style(
        id="ListBulletTogether",
        name="List Bullet Together",
        based_on="ListBullet",
        priority=7,
        look=Look(keep_next=True, contextual=True),
    ),
    Style(
        id="ListNumber",
        name="List Number",
        priority=8,
        look=Look(number=2, left=397, hanging=397, after=160, contextual=True),
    ),
    Style(
        id="Subject",
        name="Subject",
        next="Normal",
        priority=9,
        look=Look(size=13, bold=True, colour=ACCENT, line=252, contextual=True, keep_next=True, keep_lines=True),
    ),
    Style(id="ReferenceLine", name="Reference Line", look=Look(after=280, contextual=True)),
    Style(id="Address", name="Address", look=Look(after=280, contextual=True)),
    Style(id="CopyList", name="Copy List", based_on="Address", look=Look(contextual=True)),
    Style(id="Salutation", name="Salutation", next="Subject", look=Look(before=80, after=200)),
    Style(id="Closing", name="Closing", next="Signature", look=Look(before=240, after=960, keep_next=True)),
    Style(id="Signature", name="Signature", look=Look(after=280, contextual=True, keep_next=True)),
    Style(id="AfterTable", name="After Table", next="Normal", look=Look(before=200)),
    Style(
        id="State",
        name="State",
        look=Look(
            bold=True,
            fill=NOTICE_FILL,
            borders=_BOX,
            before=80,
            after=280,
            left=140,
            right=140,
            contextual=True,
            keep_lines=True,
        ),
    ),
    Style(
        id="Caption",
        name="caption",
        next="Normal",
        priority=35,
        look=Look(bold=True, colour=INK, before=120, after=80, keep_next=True),
    ),
    Style(
        id="TableHeading",
        name="Table Heading",
        look=Look(bold=True, colour=ACCENT, before=50, after=50, line=252, keep_next=True),
    ),
    Style(id="TableText", name="Table Text", look=Look(before=50, after=50, line=252)),
    Style(id="TableTextTogether", name="Table Text Together", based_on="TableText", look=Look(keep_next=True)),
    Style(id="SmallPrint", name="Small Print", look=Look(before=240, after=0)),
    Style(id="Header", name="header", priority=50, look=Look(size=10, after=200, line=252, contextual=True)),
    Style(
        id="Footer",
        name="footer",
        priority=50,
        look=Look(size=10, before=160, after=0, line=252, contextual=True),
    ),
    Style(id="Marking", name="Marking", priority=51, look=Look(size=10, bold=True, before=60, after=60, line=252)),
    Style(
        id="Letterhead",
        name="Letterhead",
        based_on="Header",
        priority=52,
        look=Look(size=22, bold=True, colour=ACCENT, after=40, line=240),
    ),
    Style(
        id="LetterheadDetails",
        name="Letterhead Details",
        based_on="Header",
        priority=53,
        look=Look(size=11, after=200, borders=(("bottom", ACCENT, 18, 8),), contextual=True),
    ),
    Style(id="Tag", name="Tag", priority=60, look=Look(colour=TAG, after=0, line=240)),
    Style(id="TableTag", name="Table Tag", based_on="Tag", priority=61),
    Style(
        id="Strong", name="Strong", kind="character", based_on="DefaultParagraphFont", priority=22, look=Look(bold=True)
    ),
    Style(
        id="Hyperlink",
        name="Hyperlink",
        kind="character",
        based_on="DefaultParagraphFont",
        priority=23,
        look=Look(colour=LINK, underline=True),
    ),
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
    made = element(
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
        made.set(f"{{{made.nsmap['w']}}}customStyle", "1")
    return made


BUILT_IN = frozenset(
    {
        *("Normal", "Default Paragraph Font", "Title", "Subtitle", "heading 1", "heading 2", "heading 3"),
        *("List Bullet", "List Number", "Salutation", "Closing", "Signature", "caption", "header", "footer"),
        *("Strong", "Hyperlink", "Normal Table", "No List"),
    }
)
"""The names that Word knows; every other style is marked as the house's own."""


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
    made = element(name, *children)
    return made if len(made) else None


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
    outer = (("top", ACCENT, 8), ("bottom", ACCENT, 8), ("insideH", RULE, 4), ("insideV", RULE, 4))
    borders = element("w:tblBorders", *(_border(*border) for border in outer))
    return element(
        "w:style",
        element("w:name", val="Response Table"),
        element("w:basedOn", val="TableNormal"),
        element("w:uiPriority", val=30),
        element("w:qFormat"),
        element("w:tblPr", element("w:tblStyleRowBandSize", val=1), borders),
        _conditional("firstRow", HEADER_FILL, element("w:tcBorders", _border("bottom", ACCENT, 8))),
        _conditional("band2Horz", BAND_FILL),
        type="table",
        customStyle=1,
        styleId="ResponseTable",
    )


def _conditional(kind: str, fill: str, borders: Element | None = None) -> Element:
    shading = element("w:shd", val="clear", color="auto", fill=fill)
    return element("w:tblStylePr", element("w:tcPr", borders, shading), type=kind)
