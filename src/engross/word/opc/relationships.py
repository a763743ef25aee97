"""Relationships: the links from part to part of a package, each with its id and kind (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from urllib.parse import unquote

from msgspec import Struct

from engross.word.opc.package import Package, serialise
from engross.word.opc.xml_names import Element, name

_RELATIONSHIP = name("rel:Relationship")


class Relationship(Struct, frozen=True):
    """One line of a relationships part.

    `target` is the name of a part as the package spells it; where `external` is true, an address or a place within
    the part ("#bookmark"), as it is written.
    """

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type, such as "header" or "hyperlink"."""
        return self.type.rsplit("/", 1)[-1]


def relationships_part(part: str) -> str:
    """Return the name of the part that holds another's relationships; "" stands for the package itself."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    """Return the relationships of a part ("" for the package itself), in file order."""
    remembered = package.memory.get((relationships, part))
    if not isinstance(remembered, tuple):
        source = relationships_part(part)
        root = package.look(source) if source in package else None
        remembered = () if root is None else tuple(read_relationships(package, part, root))
        package.memory[relationships, part] = remembered
    return remembered


def read_relationships(package: Package, part: str, root: Element) -> Iterator[Relationship]:
    """Read the relationships of a part from the root of the part that holds them."""
    for node in root.iterchildren(_RELATIONSHIP):
        target = node.get("Target", "")
        external = node.get("TargetMode") == "External" or target.startswith("#")
        named = target if external else package.spelling(resolve(part, target))
        yield Relationship(node.get("Id", ""), node.get("Type", ""), named, external)


def resolve(part: str, target: str) -> str:
    """Return the name of the part to which a target leads, seen from the part that names it; without a first slash."""
    return unquote(posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))).lstrip("/")


def main_part(package: Package) -> str:
    """Return the name of the part that holds the body; KeyError if the package has none."""
    for relationship in relationships(package, ""):
        if relationship.kind == "officeDocument" and relationship.target in package:
            return relationship.target
    raise KeyError("officeDocument")


def related_parts(package: Package, part: str, kind: str) -> tuple[str, ...]:
    """Return the parts that are there and to which a part leads with this kind, in file order, each once."""
    lines = (line for line in relationships(package, part) if line.kind == kind and not line.external)
    return tuple(dict.fromkeys(line.target for line in lines if line.target in package))


def document_part(package: Package, kind: str) -> str | None:
    """Return the first part to which the body leads with this kind, such as "styles"; None if there is none."""
    return next(iter(related_parts(package, main_part(package), kind)), None)


def without_relationships(package: Package, part: str, ids: Container[str]) -> bytes:
    """Return a part's relationships ("" for the package's own) without those with these ids, as they are written."""
    root = package.xml(relationships_part(part))
    for node in list(root):
        if node.get("Id", "") in ids:
            root.remove(node)
    return serialise(root)
