"""A Word package → where it is open to what a rendering adds: links, lists, pictures and their content types."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from engross.word.model.style_index import StyleIndex
from engross.word.model.style_reading import twips
from engross.word.opc.archive import part_key
from engross.word.opc.content_types import content_types
from engross.word.opc.numbers import natural_number, number_at, number_or
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import document_part, main_part, relationships_part
from engross.word.opc.xml_names import NAMESPACES, VAL, Element, children, name
from engross.word.render.insertion_points import ContentTypes, InsertionPoints, Links, NumberedList, Numbering

_HERE = "here"
_LEVELS = 9
_NO_LINKS = f'<Relationships xmlns="{NAMESPACES["rel"]}"/>'.encode()
_NO_LISTS = f'<w:numbering xmlns:w="{NAMESPACES["w"]}"/>'.encode()
_BEFORE_LISTS = (name("w:numPicBullet"), name("w:abstractNum"))


def insertion_points(package: Package, styles: StyleIndex, parts: Iterable[str]) -> InsertionPoints:
    """Where a package with these styles, and these parts of it, are open to additions."""
    main = main_part(package)
    return InsertionPoints(
        main,
        {part: _links(package, part) for part in dict.fromkeys((main, *parts))},
        _numbering(package, main),
        _types(package),
        styles,
        frozenset(map(part_key, package.names)),
    )


def _root(package: Package, part: str, otherwise: bytes = b"") -> Element:
    return package.xml(part) if part in package else etree.fromstring(otherwise)


def _cut(root: Element) -> tuple[str, ...]:
    """The text of a part, cut where its marks stand."""
    return tuple(re.split(rf"<\?{_HERE} ?\?>", serialise(root).decode()))


def _here() -> Element:
    return etree.ProcessingInstruction(_HERE)


def _prefix(root: Element) -> str:
    return f"{root.prefix}:" if root.prefix else ""


def _links(package: Package, part: str) -> Links:
    held = relationships_part(part)
    root = _root(package, held, _NO_LINKS)
    ids = {}
    last = 0
    for node in children(root, name("rel:Relationship")):
        external = node.get("TargetMode") == "External"
        ids[node.get("Type", ""), node.get("Target", ""), external] = node.get("Id", "")
        ends = re.search(r"[0-9]{1,9}$", node.get("Id", ""))
        last = max(last, int(ends[0]) if ends else 0)
    root.append(_here())
    return Links(held, _cut(root), _prefix(root), ids, last)


def _types(package: Package) -> ContentTypes:
    root = package.xml(CONTENT_TYPES)
    root.append(_here())
    return ContentTypes(_cut(root), _prefix(root), content_types(package).extensions)


def _numbering(package: Package, main: str) -> Numbering:
    part = document_part(package, "numbering") or ""
    missing = part not in package
    if missing:
        part = posixpath.join(posixpath.dirname(main), "numbering.xml")
    root = _root(package, part, _NO_LISTS)
    prefixes = {**{key: uri for key, uri in root.nsmap.items() if key}, "w": NAMESPACES["w"]}
    etree.cleanup_namespaces(root, top_nsmap=prefixes, keep_ns_prefixes=list(prefixes))
    definitions = {number_at(node, "w:abstractNumId"): node for node in children(root, name("w:abstractNum"))}
    lists = {number_at(node, "w:numId"): node for node in children(root, name("w:num"))}
    numbered_lists = {number: _list(node, definitions) for number, node in lists.items()}
    root.insert(sum(1 for child in root if child.tag in _BEFORE_LISTS), _here())
    _after_lists(root)
    return Numbering(part, missing, _cut(root), numbered_lists, max(definitions, default=-1), max(lists, default=0))


def _after_lists(root: Element) -> None:
    """Mark the place after the last list, before whatever the schema puts after lists."""
    last = max((place for place, child in enumerate(root) if child.tag in {name("w:num"), etree.PI}), default=-1)
    root.insert(last + 1, _here())


def _list(node: Element, definitions: Mapping[int, Element]) -> NumberedList:
    named = node.find(name("w:abstractNumId"))
    number = number_or(-1, named.get(VAL)) if named is not None else -1
    definition = _followed(definitions.get(number), definitions)
    starts = [1] * _LEVELS
    levels = {} if definition is None else {number_at(n, "w:ilvl"): n for n in children(definition, name("w:lvl"))}
    own = {}
    for override in children(node, name("w:lvlOverride")):
        for level in children(override, name("w:lvl")):
            own[number_at(override, "w:ilvl")] = etree.tostring(level, encoding="unicode", with_tail=False)
            levels[number_at(override, "w:ilvl")] = level
    for place, level in levels.items():
        _begin(starts, place, level.find(name("w:start")))
    for override in children(node, name("w:lvlOverride")):
        _begin(starts, number_at(override, "w:ilvl"), override.find(name("w:startOverride")))
    return NumberedList(number, tuple(starts), own, {place: _indent(level) for place, level in levels.items()})


def _indent(level: Element) -> tuple[int, int]:
    indent = level.find("w:pPr/w:ind", NAMESPACES)
    return twips(indent, "left", "start") or 0, twips(indent, "hanging") or 0


def _begin(starts: list[int], place: int, start: Element | None) -> None:
    number = None if start is None else natural_number(start.get(VAL))
    if number is not None and 0 <= place < _LEVELS:
        starts[place] = number


def _followed(definition: Element | None, definitions: Mapping[int, Element]) -> Element | None:
    """A definition that only names a list style leads to the one that defines it."""
    link = None if definition is None else definition.find(name("w:numStyleLink"))
    if link is None:
        return definition
    named = {node.get(VAL): d for d in definitions.values() for node in children(d, name("w:styleLink"))}
    return named.get(link.get(VAL), definition)
