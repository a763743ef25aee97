"""Headings: whether a paragraph is one, and of which level. There is no other rule for it in this package.

A paragraph's own outline level decides; else the nearest of its style and those that it is based on that says it, by
its name ("heading 1" to "heading 9") or by its outline level (ECMA-376, part 1, 17.3.1.20 and 17.7.4.9).
"""

from __future__ import annotations

import re

from engross.word.model.styles import StyleSheet, style_id, style_name, style_type
from engross.word.opc.numbers import natural_number
from engross.word.opc.package import Package
from engross.word.opc.xml_names import Element, value

LOWEST = 9
"""The lowest level that a heading can have."""
_HEADING = re.compile(r"heading ([1-9])")
_TITLE = "title"


def heading_number(called: str) -> int:
    """Return the number in the name of a built-in heading style, in lower case; 0 for any other name."""
    matched = _HEADING.fullmatch(called)
    return int(matched[1]) if matched else 0


def heading_level(sheet: StyleSheet, paragraph: Element) -> int:
    """Return the level of a heading, 1 for the highest; 0 for a paragraph that is none."""
    own = value(paragraph, "w:pPr/w:outlineLvl")
    if own is not None:
        return _level(own)
    chain = sheet.of_paragraph(paragraph)
    return _level_by_styles(chain[::-1]) if chain else 0


def style_level(sheet: StyleSheet, style: Element) -> int:
    """Return the level of the headings that a style makes; 0 for a style that makes none."""
    return _level_by_styles(sheet.lineage(style))


def heading_styles(package: Package) -> frozenset[str]:
    """Return the ids of the paragraph styles whose text a place may name: those of headings and of titles."""
    sheet = StyleSheet.of(package)
    styles = (style for style in sheet.by_id.values() if style_type(style) == "paragraph")
    return frozenset(style_id(style) for style in styles if style_level(sheet, style) or style_name(style) == _TITLE)


def _level_by_styles(nearest_first: tuple[Element, ...]) -> int:
    for style in nearest_first:
        number = heading_number(style_name(style))
        outline = value(style, "w:pPr/w:outlineLvl")
        if number or outline is not None:
            return number or _level(outline)
    return 0


def _level(outline: str | None) -> int:
    number = natural_number(outline)
    return 0 if number is None or number >= LOWEST else number + 1  # a tenth level means body text
