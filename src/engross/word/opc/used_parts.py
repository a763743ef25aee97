"""A package → the same without the parts that nothing in it leads to: nobody sees them, and they are handed on.

Such a part is an old picture that another took the place of, or the workbook of a chart that was deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from lxml import etree

from engross.word.opc.archive import part_key
from engross.word.opc.content_types import is_xml
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import Relationship, relationships, relationships_part, without_relationships
from engross.word.opc.xml_names import Element

NAMED = frozenset(
    {"image", "hdphoto", "hyperlink", "chart", "chartEx", "oleObject", "package", "header", "footer", "diagramData",
     "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "control", "activeXControlBinary",
     "aFChunk", "video", "audio", "media", "model3d", "subDocument", "font", "chartUserShapes", "frame",
     "printerSettings"}
)  # fmt: skip
"""The kinds of relationships that mean nothing unless the part names their id; others count by being there."""
_IDS = re.compile(rb"""[:\s](?:embed|link|id|pict|href|dm|lo|qs|cs|blip|rel[Ii]d)\s*=\s*["']([^"'<>]*)""")
_DRAWN, _DRAWN_FROM = "diagramDrawing", "diagramData"


def named_ids(data: bytes) -> frozenset[str]:
    """Return the ids that attributes of an XML part name, and perhaps more."""
    return frozenset(id_.decode("utf-8", "replace") for id_ in _IDS.findall(data))


def sought(package: Package, part: str) -> Mapping[str, str]:
    """Return the relationships of a part that count only where their id is named: each id with the one to look for.

    What is drawn of a diagram is named by the diagram's data, and goes with them.
    """
    lines = [line for line in relationships(package, part) if line.kind in NAMED]
    data = [line for line in lines if line.kind == _DRAWN_FROM and line.target in package]
    drawn = {each: line.id for line in data for each in named_ids(package.read(line.target))}
    return {line.id: drawn.get(line.id, line.id) if line.kind == _DRAWN else line.id for line in lines}


def unnamed(package: Package, part: str, data: bytes | None = None) -> frozenset[str]:
    """Return the ids of a part's relationships that it does not name; `data` stands for its content."""
    wanted = sought(package, part) if part in package and is_xml(package, part) else {}
    if not wanted:
        return frozenset()
    there = named_ids(_plain(package, part) if data is None else data)
    return frozenset(own for own, looked_for in wanted.items() if looked_for not in there)


def _plain(package: Package, part: str) -> bytes:
    data = package.read(part)
    return data if data[:1] == b"<" else etree.tostring(package.look(part), encoding="utf-8")


def reached(lines: Mapping[str, Iterable[Relationship]]) -> frozenset[str]:
    """Return the keys of the parts to which relationships lead from the package ("") on; `lines` are those by part."""
    by_key = {part_key(part): own for part, own in lines.items()}
    keys, waiting = {""}, [""]
    while waiting:
        for line in by_key.get(waiting.pop(), ()):
            key = part_key(line.target)
            if not line.external and key not in keys:
                keys.add(key)
                waiting.append(key)
    return frozenset(keys)


def left_over(names: Iterable[str], kept: frozenset[str]) -> Iterator[str]:
    """Yield those of a package's parts, with their relationships, that are not among the keys of the parts kept."""
    stay = set(chain(kept, map(relationships_part, kept), [part_key(CONTENT_TYPES)]))
    yield from (name for name in names if part_key(name) not in stay)


def without_unused(package: Package, texts: Mapping[str, bytes] | None = None) -> Package:
    """Return a package without the relationships that no part names, and without the parts that nothing leads to.

    `texts` stand for the content of parts that is made of it later. Content types name only parts that are there.
    """
    given, changes = texts or {}, dict[str, bytes | None]()
    lines: dict[str, list[Relationship]] = {}
    for part in ("", *package.names):
        gone = unnamed(package, part, given.get(part))
        lines[part] = [line for line in relationships(package, part) if line.id not in gone]
        if gone:
            changes[relationships_part(part)] = without_relationships(package, part, gone)
    changes |= dict.fromkeys(left_over(package.names, reached(lines)))
    changes |= _typed(package, {part_key(part) for part, data in changes.items() if data is None})
    return package.replace(changes) if changes else package


def _typed(package: Package, gone: set[str]) -> dict[str, bytes | None]:
    """The content types without lines about parts that go, or are not there."""
    there = {part_key(name) for name in package.names} - gone
    if not lines_without_part(package.look(CONTENT_TYPES), there):
        return {}
    types = package.xml(CONTENT_TYPES)
    for node in lines_without_part(types, there):
        types.remove(node)
    return {CONTENT_TYPES: serialise(types)}


def lines_without_part(types: Element, there: set[str]) -> list[Element]:
    """Return the lines of content types that are about parts which are not there, as their keys say."""
    return [node for node in types if node.get("PartName") and part_key(node.get("PartName", "")[1:]) not in there]
