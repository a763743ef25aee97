"""The plan's document defaults and theme → properties of its own styles, so that they look the same under others.

Used for the plan's look only: under the house's look the report's defaults are what is wanted.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from lxml import etree

from engross.word.attach.order import insert_in_order
from engross.word.attach.parts import Parts
from engross.word.opc.xml_names import NAMESPACES, PPR, RPR, Element, P, R, make, val, w

_ON = {"val": "1"}
_OFF = {"val": "0"}
_NONE = {"val": "none"}
_AUTO = {"val": "auto"}
_NEUTRAL: dict[str, dict[str, str]] = {
    **dict.fromkeys(
        "b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof vanish webHidden specVanish "
        "rtl cs keepNext keepLines pageBreakBefore suppressLineNumbers suppressAutoHyphens topLinePunct bidi "
        "contextualSpacing mirrorIndents suppressOverlap".split(),
        _OFF,
    ),
    **dict.fromkeys(
        "snapToGrid widowControl kinsoku wordWrap overflowPunct autoSpaceDE autoSpaceDN adjustRightInd".split(), _ON
    ),
    **dict.fromkeys(("u", "highlight", "effect", "em"), _NONE),
    **dict.fromkeys(("textAlignment", "color"), _AUTO),
    "rFonts": dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), "Times New Roman"),
    "sz": {"val": "20"},
    "szCs": {"val": "20"},
    "kern": {"val": "0"},
    "position": {"val": "0"},
    "w": {"val": "100"},
    "jc": {"val": "left"},
    "vertAlign": {"val": "baseline"},
    "textDirection": {"val": "lrTb"},
    "outlineLvl": {"val": "9"},
    "ind": {"left": "0", "right": "0", "firstLine": "0"},
}
"""What a property is where nobody says it (ECMA-376, part 1, 17.3); of any other, nothing that undoes it is known."""
_NEUTRAL_SPACING = {PPR: {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}, RPR: {"val": "0"}}
_WHOLE = {w("lang"), w("tabs"), w("pBdr"), w("shd"), w("bdr")}
_THEME_FONTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "cstheme": "cs", "eastAsiaTheme": "eastAsia"}
_THEME_COLOURS = tuple(map(w, "themeColor themeTint themeShade themeFill themeFillTint themeFillShade".split()))
_FONT_OF = {"ascii": "latin", "hAnsi": "latin", "cs": "cs", "eastAsia": "ea"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Flattening:
    """What the plan's defaults say that the report's do not, written into styles and into cells."""

    def __init__(self, report: Parts, plan: Parts) -> None:
        self._fonts = _theme_fonts(plan)
        ours, theirs = _defaults(plan), _defaults(report)
        for properties in ours.values():
            self.take_theme_off(properties)
        self._said = {holder: _difference(ours[holder], theirs[holder], holder) for holder in (PPR, RPR)}
        self.nothing_to_do = not any(len(difference) for difference in self._said.values()) and (
            self._fonts == _theme_fonts(report)
        )

    def flatten(self, style: Element) -> None:
        """Say in a paragraph style that is based on no other what the plan's defaults said for it."""
        if style.get(w("type")) == "paragraph":
            for holder, properties in self._said.items():
                if len(properties):
                    _merge(_holder(style, holder), properties)

    def keep_cells(self, table: Element, chain: Sequence[Element], styled: Mapping[str, Sequence[Element]]) -> None:
        """Say in a table's paragraphs what its style says of them, and a flattened style would now overrule.

        `chain` are the table's style and those it is based on; `styled` the chain of each paragraph style, by id.
        """
        for holder, properties in self._said.items():
            spoken = _spoken(chain, holder, {child.tag for child in properties})
            free: dict[str, Element] = {}
            for paragraph in table.iter(P) if len(spoken) else ():
                key = val(paragraph.find("w:pPr/w:pStyle", NAMESPACES))
                if key not in free:
                    free[key] = _without(spoken, styled.get(key, styled[""]), holder)
                if len(free[key]):
                    for item in [paragraph] if holder == PPR else paragraph.iter(R):
                        _merge(_holder(item, holder), free[key])

    def take_theme_off(self, story: Element) -> None:
        """Name the fonts and keep the colours that the plan's theme gave: the report's theme has others."""
        for fonts in story.iter(w("rFonts")):
            for theme, plain in _THEME_FONTS.items():
                named = fonts.attrib.pop(w(theme), "")
                font = self._fonts.get((str(named)[:5], _FONT_OF[plain]), "")
                if font:
                    fonts.set(w(plain), font)
        for item in story.iter(w("color"), w("shd"), w("u"), *_BORDERS):
            for name in _THEME_COLOURS:
                item.attrib.pop(name, "")


_BORDERS = tuple(map(w, "top left start bottom right end insideH insideV between bar bdr".split()))


def _defaults(parts: Parts) -> dict[str, Element]:
    name = parts.one("styles")
    root = parts.root(name) if name else None
    defaults: dict[str, Element] = {}
    for holder, path in ((PPR, "w:docDefaults/w:pPrDefault/w:pPr"), (RPR, "w:docDefaults/w:rPrDefault/w:rPr")):
        item = root.find(path, NAMESPACES) if root is not None else None
        defaults[holder] = copy.deepcopy(item) if item is not None else etree.Element(holder)
    return defaults


def _theme_fonts(parts: Parts) -> dict[tuple[str, str], str]:
    """The fonts of a theme: ("major" or "minor", "latin", "ea" or "cs") to their names."""
    name = parts.one("theme")
    root = parts.root(name) if name else None
    fonts: dict[tuple[str, str], str] = {}
    for size in ("major", "minor") if root is not None else ():
        for script in ("latin", "ea", "cs"):
            font = root.find(f".//{_DRAWING}{size}Font/{_DRAWING}{script}") if root is not None else None
            fonts[size, script] = font.get("typeface", "") if font is not None else ""
    return fonts


def _difference(ours: Element, theirs: Element, holder: str) -> Element:
    """What must be said for the plan's defaults to hold where the report's do: attribute by attribute."""
    difference = etree.Element(holder)
    for child in ours:
        same = theirs.find(child.tag)
        if same is None or sorted(same.items()) != sorted(child.items()):
            difference.append(copy.deepcopy(child))
    for child in theirs:
        mine = difference.find(child.tag)
        neutral = _neutral(child, holder)
        if mine is None and ours.find(child.tag) is None and neutral is not None:
            difference.append(neutral)
        elif mine is not None and neutral is not None:
            _fill(mine, neutral)
    return difference


def _neutral(child: Element, holder: str) -> Element | None:
    """What undoes a property of the report's defaults; None if nothing does, or it is not Word's main vocabulary."""
    local = etree.QName(child).localname
    attributes = _NEUTRAL_SPACING[holder] if local == "spacing" else _NEUTRAL.get(local)
    return make(f"w:{local}", **attributes) if attributes and child.tag == w(local) else None


def _fill(item: Element, more: Element) -> None:
    for name, text in more.items():
        if item.get(name) is None:
            item.set(name, str(text))


def _merge(properties: Element, more: Element) -> None:
    """Add what is said to properties, which win if they say it themselves."""
    for child in more:
        own = properties.find(child.tag)
        if own is None:
            insert_in_order(properties, copy.deepcopy(child))
        elif child.tag not in _WHOLE:
            _fill(own, child)


def _holder(item: Element, tag: str) -> Element:
    holder = item.find(tag)
    if holder is None:
        holder = etree.Element(tag)
        insert_in_order(item, holder)
    return holder


def _spoken(chain: Sequence[Element], holder: str, tags: set[str]) -> Element:
    """What a table's style says of paragraphs or of text, as far as the defaults speak of it as well."""
    spoken = etree.Element(holder)
    for style in chain:
        for child in style.iterfind(f"{holder}/*"):
            if child.tag in tags:
                _merge(spoken, _only(child, holder))
    return spoken


def _only(child: Element, holder: str) -> Element:
    single = etree.Element(holder)
    single.append(copy.deepcopy(child))
    return single


def _without(spoken: Element, own: Sequence[Element], holder: str) -> Element:
    tags = {child.tag for style in own for child in style.iterfind(f"{holder}/*")}
    free = etree.Element(holder)
    free.extend(copy.deepcopy(child) for child in spoken if child.tag not in tags)
    return free
