"""The house's page set-up → the template's sections, orientation by orientation; tables follow the text's width."""

from __future__ import annotations

from copy import deepcopy

from engross.word.opc.numbers import number_or
from engross.word.opc.xml_names import NAMESPACES, TBL, TC, Element, ancestor, children, make, name, names

_SECTION, _SIZE, _MARGINS = name("w:sectPr"), name("w:pgSz"), name("w:pgMar")
_TAKEN = ("w:pgSz", "w:pgMar", "w:pgBorders")
_BEFORE = names("w:headerReference", "w:footerReference", "w:footnotePr", "w:endnotePr", "w:type", "w:pgSz", "w:pgMar",
                "w:paperSrc")  # fmt: skip
_FULL = 0.98
"""A table at least this share of the text's width is meant to fill it."""


def set_up(house: Element, template: Element) -> None:
    """Give each section of the template the paper, margins and borders of the house's first section turned that way.

    Where the house has none turned that way, its first section's paper is turned and its margins are kept. A table
    that filled the text's width fills it again, and one that would stick out is made narrower.
    """
    patterns = list(house.iter(_SECTION))
    if not patterns:
        return
    for section, tables in _sections(template):
        old_width = _text_width(section)
        pattern = next(
            (candidate for candidate in patterns if _is_landscape(candidate) == _is_landscape(section)), None
        )
        _take(section, patterns[0] if pattern is None else pattern, turned=pattern is None)
        after = _text_width(section)
        for table in tables:
            _fit(table, old_width, after)


def _sections(body: Element) -> list[tuple[Element, list[Element]]]:
    """Return each section with its tables; a section's properties stand at its end."""
    sections: list[tuple[Element, list[Element]]] = []
    tables: list[Element] = []
    for node in body.iter(TBL, _SECTION):
        if node.tag == TBL and ancestor(node, TC) is None:
            tables.append(node)
        elif node.tag == _SECTION and ancestor(node, name("w:sectPrChange")) is None:
            sections.append((node, tables))
            tables = []
    return sections


def _is_landscape(section: Element) -> bool:
    size = section.find(_SIZE)
    if size is None:
        return False
    return size.get(name("w:orient")) == "landscape" or _number(size, "w") > _number(size, "h")


def _take(section: Element, pattern: Element, *, turned: bool) -> None:
    for tag in _TAKEN:
        old = section.find(tag, NAMESPACES)
        if old is not None:
            section.remove(old)
    for tag in reversed(_TAKEN):
        theirs = pattern.find(tag, NAMESPACES)
        if theirs is not None:
            _insert(section, _turned(theirs) if turned and tag == "w:pgSz" else deepcopy(theirs), tag)


def _insert(section: Element, node: Element, tag: str) -> None:
    earlier = [node for node in children(section, *_BEFORE) if node.tag not in {name(each) for each in _TAKEN}]
    earlier = earlier if tag == "w:pgBorders" else [node for node in earlier if node.tag != name("w:paperSrc")]
    if earlier:
        earlier[-1].addnext(node)
    else:
        section.insert(0, node)


def _turned(size: Element) -> Element:
    turned = make("w:pgSz", w=str(_number(size, "h")), h=str(_number(size, "w")))
    if _number(turned, "w") > _number(turned, "h"):
        turned.set(name("w:orient"), "landscape")
    return turned


def _text_width(section: Element) -> int:
    size, margins = section.find(_SIZE), section.find(_MARGINS)
    if size is None or margins is None:
        return 0
    return _number(size, "w") - sum(_number(margins, side) for side in ("left", "right", "gutter"))


def _fit(table: Element, old_width: int, after: int) -> None:
    width = table.find("w:tblPr/w:tblW", NAMESPACES)
    if width is None or width.get(name("w:type"), "dxa") != "dxa" or old_width <= 0 or after <= 0:
        return
    wide = _number(width, "w")
    if wide <= 0 or (wide < _FULL * old_width and wide <= after):
        return
    scale = (after if wide > after or wide >= _FULL * old_width else wide) / wide
    own = [width, *table.iterfind("w:tblGrid/w:gridCol", NAMESPACES)]
    own += [
        width
        for width in table.iter(name("w:tcW"))
        if _belongs(width, table) and width.get(name("w:type"), "dxa") == "dxa"
    ]
    for node in own:
        node.set(name("w:w"), str(round(_number(node, "w") * scale)))


def _belongs(width: Element, table: Element) -> bool:
    return ancestor(width, TBL) is table


def _number(node: Element, key: str) -> int:
    text = node.get(name(f"w:{key}"), "0")
    return number_or(0, text)
