"""The parts of a document → those that something in it leads to: the picture of a false condition is not handed on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from msgspec import Struct

from engross.word.language.jinja_tokens import STATEMENT
from engross.word.opc.archive import Packed, deflated, part_key, unpacked
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import Relationship, relationships, relationships_part
from engross.word.opc.used_parts import left_over, lines_without_part, named_ids, reached, sought
from engross.word.tags.tag_table import BLOCKS, CLOSINGS, is_block_set

_BLOCK = re.compile(f"{STATEMENT}((\\w+)[^\n]*)\n")
_SET = "set"


class UsePlan(Struct, frozen=True):
    """The relationships of a template by part, and those that not every document names.

    `unsure` has, by part, the ids of those and, for each, the id to look for in the part's text.
    """

    lines: Mapping[str, tuple[Relationship, ...]]
    unsure: Mapping[str, Mapping[str, str]]

    def without_unused(self, parts: Mapping[str, Packed]) -> dict[str, Packed]:
        """Return the parts of a document without those that nothing in it leads to, and without what leads nowhere."""
        gone = {part: ids for part, wanted in self.unsure.items() if (ids := _unnamed(unpacked(parts[part]), wanted))}
        if not gone:
            return dict(parts)
        lines = {part: [line for line in own if line.id not in gone.get(part, ())] for part, own in self.lines.items()}
        lost = set(left_over([part for part in self.lines if part], reached(lines)))
        kept = {name: part for name, part in parts.items() if name not in lost}
        for part, ids in gone.items():
            named = next((name for name in kept if part_key(name) == part_key(relationships_part(part))), None)
            if named is not None:
                kept[named] = deflated(named, _without_ids(unpacked(kept[named]), ids))
        named = next(name for name in kept if part_key(name) == part_key(CONTENT_TYPES))
        types = etree.fromstring(unpacked(kept[named]))
        for node in lines_without_part(types, set(map(part_key, kept))):
            types.remove(node)
        return {**kept, named: deflated(named, serialise(types))}


def use_plan(package: Package, sources: Mapping[str, str], notes: Iterable[str]) -> UsePlan | None:
    """Return what settles which parts a document needs; None if every document needs all.

    `sources` are the Jinja sources of the parts that tags touch, `notes` the parts of notes, written anew.
    """
    unsure: dict[str, Mapping[str, str]] = {part: sought(package, part) for part in notes}
    for part, text in sources.items():
        wanted = sought(package, part)
        certain = named_ids("".join(_outside(text)).encode()) if wanted else frozenset[str]()
        unsure[part] = {own: looked_for for own, looked_for in wanted.items() if looked_for not in certain}
    unsure = {part: ids for part, ids in unsure.items() if ids}
    if not unsure:
        return None
    return UsePlan({part: relationships(package, part) for part in ("", *package.names)}, unsure)


def _outside(text: str) -> Iterator[str]:
    """The pieces of a source that stand in no block."""
    depth = at = 0
    for statement in _BLOCK.finditer(text):
        if not depth:
            yield text[at : statement.start()]
        code, word, at = statement[1], statement[2], statement.end()
        depth += word in BLOCKS or (word == _SET and is_block_set(code))
        depth -= word in CLOSINGS
    if not depth:
        yield text[at:]


def _unnamed(data: bytes, wanted: Mapping[str, str]) -> frozenset[str]:
    return frozenset(own for own, looked_for in wanted.items() if f'="{looked_for}"'.encode() not in data)


def _without_ids(data: bytes, ids: frozenset[str]) -> bytes:
    root = etree.fromstring(data)
    for node in list(root):
        if node.get("Id") in ids:
            root.remove(node)
    return serialise(root)
