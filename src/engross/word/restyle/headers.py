"""The house's headers and footers → the template's sections, with all that they show brought along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from engross.word.model.styles import is_on
from engross.word.opc.numbers import number_or
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, main_part, relationships
from engross.word.opc.xml_names import ID, NAMESPACES, VAL, Element, children, drop, make, name, names
from engross.word.restyle.exchange import Exchange
from engross.word.restyle.styles import rename

_SECTION, _TITLE_PAGE, _RID, _KIND = name("w:sectPr"), name("w:titlePg"), name("r:id"), name("w:type")
_BOOKMARK, _NAME = name("w:bookmarkStart"), name("w:name")
_NUMBERED = {name("wp:docPr"): "id", _BOOKMARK: ID}
_BOTH = ("header", "footer")
_COMMENTS = names("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
_AFTER_TITLE_PAGE = names(
    "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange"
)
_AFTER_EVEN = names(
    "w:bookFoldRevPrinting", "w:bookFoldPrinting", "w:bookFoldPrintingSheets", "w:drawingGridHorizontalSpacing",
    "w:drawingGridVerticalSpacing", "w:displayHorizontalDrawingGridEvery", "w:displayVerticalDrawingGridEvery",
    "w:doNotUseMarginsForDrawingGridOrigin", "w:characterSpacingControl", "w:footnotePr", "w:endnotePr", "w:compat",
    "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping", "w:decimalSymbol", "w:listSeparator",
)  # fmt: skip


def parts_of(house: Package, kinds: frozenset[str]) -> dict[tuple[str, str], str]:
    """Return the house's headers and footers by kind ("header") and page ("default", "first", "even").

    They are those of its first section; what that section has not, the house has not.
    """
    section = next(house.xml(main_part(house)).iter(_SECTION), None)
    targets = {link.id: link.target for link in relationships(house, main_part(house))}
    parts = {}
    for reference in () if section is None else _references(section, kinds):
        part = targets.get(reference.get(_RID, ""), "")
        if part in house:
            parts[_kind(reference), reference.get(_KIND, "default")] = part
    return parts


def replace(exchange: Exchange, kinds: frozenset[str], ids: Mapping[str, str], numbers: Mapping[str, str]) -> None:
    """Replace the template's headers or footers, or both (`kinds`), by the house's, in all of its sections.

    Its first section says which there are, and the others carry them on. A first page, or even pages, of their own
    stay if the other kind, which is kept, has them.
    """
    sections = list(exchange.body.iter(_SECTION))
    if not sections:
        return
    house = parts_of(exchange.house, kinds)
    first = {"first": _title_page(exchange.house.xml(main_part(exchange.house))), "even": _even(exchange.house)}
    kept = frozenset(_BOTH) - kinds
    own = {"first": bool(kept) and any(section.find(_TITLE_PAGE) is not None for section in sections),
           "even": bool(kept) and _even(exchange.template)}  # fmt: skip
    for section in sections:
        for reference in list(_references(section, kinds)):
            exchange.unrelate(exchange.main, {reference.get(_RID, "")})
            section.remove(reference)
    counter = _Fresh(exchange)
    for (kind, page), part in sorted(house.items(), reverse=True):
        target = exchange.carry(part, lambda root: _made_ours(root, ids, numbers, counter))
        _refer(sections[0], kind, page, exchange.relate(exchange.main, kind, target))
    for page in ("first", "even"):
        if first[page] != own[page]:
            for kind in kept if first[page] else kinds:
                _carry_on(sections[0], kind, page)
    _set_title_page(sections, first["first"], own["first"])
    _set_even(exchange, first["even"] or own["even"])


def _made_ours(root: Element, ids: Mapping[str, str], numbers: Mapping[str, str], fresh: _Fresh) -> None:
    """A header with the template's identifiers of styles and lists, and no number or name that is there already."""
    rename(root, ids)
    for node in root.iter(name("w:numId")):
        node.set(VAL, numbers.get(node.get(VAL, ""), "0"))
    for node in list(root.iter(*_COMMENTS)):
        drop(node)
    for node in root.iter(etree.Element):
        for key in [key for key in map(str, node.attrib) if _is_passing(key)]:
            del node.attrib[key]
    fresh.number(root)


def _is_passing(key: str) -> bool:
    local = key.rpartition("}")[2]
    return local.startswith("rsid") or (local in {"paraId", "textId"} and "word/2010" in key)


_MARGIN_PART = re.compile("/(?:header|footer)", re.IGNORECASE)


class _Fresh:
    """Gives drawings and bookmarks numbers and names that are new; Word numbers content controls itself."""

    def __init__(self, exchange: Exchange) -> None:
        roots = [exchange.body]
        roots += [
            exchange.template.xml(part)
            for part in exchange.template.names
            if "/header" in part.lower() or "/footer" in part.lower()
        ]
        numbers = [node.get(key, "") for root in roots for tag, key in _NUMBERED.items() for node in root.iter(tag)]
        self.last = max((number_or(0, text) for text in numbers), default=0)
        self.names = {bookmark.get(_NAME, "") for root in roots for bookmark in root.iter(_BOOKMARK)}

    def number(self, root: Element) -> None:
        for control in list(root.iterfind(".//w:sdtPr/w:id", NAMESPACES)):
            drop(control)
        ends = {end.get(ID): end for end in root.iter(name("w:bookmarkEnd"))}
        for tag, key in _NUMBERED.items():
            for node in root.iter(tag):
                self.last += 1
                if tag == _BOOKMARK and node.get(ID) in ends:
                    ends[node.get(ID)].set(ID, str(self.last))
                node.set(key, str(self.last))
        for node in root.iter(_BOOKMARK):
            if node.get(_NAME, "") in self.names:
                node.set(_NAME, f"{node.get(_NAME, '')[:30]}_{self.last}")
            self.names.add(node.get(_NAME, ""))


def _references(section: Element, kinds: frozenset[str]) -> Iterator[Element]:
    return (
        reference for reference in section if str(reference.tag).rpartition("}")[2].removesuffix("Reference") in kinds
    )


def _kind(reference: Element) -> str:
    return str(reference.tag).rpartition("}")[2].removesuffix("Reference")


def _refer(section: Element, kind: str, page: str, id: str) -> None:
    reference = make(f"w:{kind}Reference", type=page)
    reference.set(_RID, id)
    section.insert(0, reference)


def _carry_on(section: Element, kind: str, page: str) -> None:
    """Where a page of its own begins for the other kind, this kind's goes on there as on the other pages."""
    references = {reference.get(_KIND, "default"): reference for reference in _references(section, frozenset({kind}))}
    if page not in references and "default" in references:
        _refer(section, kind, page, references["default"].get(_RID, ""))


def _title_page(body: Element) -> bool:
    section = next(body.iter(_SECTION), None)
    return section is not None and is_on(section.find(_TITLE_PAGE))


def _set_title_page(sections: list[Element], house: bool, own: bool) -> None:
    for number, section in enumerate(sections):
        mark = section.find(_TITLE_PAGE)
        if mark is not None and not own:
            section.remove(mark)
        if house and number == 0 and section.find(_TITLE_PAGE) is None:
            following = next(children(section, *_AFTER_TITLE_PAGE), None)
            if following is None:
                section.append(make("w:titlePg"))
            else:
                following.addprevious(make("w:titlePg"))


def _even(package: Package) -> bool:
    settings = document_part(package, "settings")
    return bool(settings) and is_on(package.xml(str(settings)).find("w:evenAndOddHeaders", NAMESPACES))


def _set_even(exchange: Exchange, wanted: bool) -> None:
    settings = exchange.part("settings")
    if settings is None:
        return
    root = exchange.root(settings)
    mark = root.find("w:evenAndOddHeaders", NAMESPACES)
    if mark is not None:
        root.remove(mark)
    if wanted:
        following = next(children(root, *_AFTER_EVEN), None)
        if following is None:
            root.append(make("w:evenAndOddHeaders"))
        else:
            following.addprevious(make("w:evenAndOddHeaders"))
