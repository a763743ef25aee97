"""The house style → values: its colours, sizes and spacing, one style sheet that letter and plan share.

Sizes are in points, spacing and indents in twentieths of a point, colours as RRGGBB. Every text colour has a contrast
of at least 7 to 1 on every background that it meets here (WCAG 2.2 asks for 4.5 to 1).
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Arial"
INK = "1D252C"
ACCENT = "1F4E66"
RULE = "8FA9B7"
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
    Style(
        id="InBrief",
        name="In Brief",
        look=Look(
            before=120, after=120, left=170, borders=(("left", ACCENT, 18, 8),), contextual=True, keep_lines=True
        ),
    ),
    Style(id="ReferenceLine", name="Reference Line", look=Look(after=280, contextual=True)),
    Style(id="Address", name="Address", look=Look(after=280, contextual=True)),
    Style(id="CopyList", name="Copy List", based_on="Address", look=Look(contextual=True)),
    Style(id="Salutation", name="Salutation", next="Subject", look=Look(before=80, after=200, keep_next=True)),
    Style(id="Closing", name="Closing", look=Look(before=240, after=280, keep_next=True, keep_lines=True)),
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
        look=Look(size=10, before=240, after=0, line=252, contextual=True),
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
        id="SignatureRoom",
        name="Signature Room",
        kind="character",
        based_on="DefaultParagraphFont",
        priority=24,
        look=Look(size=48),
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

BUILT_IN = frozenset(
    {
        *("Normal", "Default Paragraph Font", "Title", "Subtitle", "heading 1", "heading 2", "heading 3"),
        *("List Bullet", "List Number", "Salutation", "Closing", "caption", "header", "footer"),
        *("Strong", "Hyperlink", "Normal Table", "No List"),
    }
)
"""The names that Word knows; every other style is marked as the house's own."""
