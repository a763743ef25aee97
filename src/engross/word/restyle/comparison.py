"""Two packages → whether Word shows the same of both, whatever their parts, relationships and lists are numbered.

A template that has the house's looks already gets its parts under other names when it is restyled again. It is
recognised by this, and left byte for byte as it is.
"""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy

from lxml import etree

from engross.word.opc.content_types import content_types
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, relationships
from engross.word.opc.xml_names import ID, NAMESPACES, VAL, Element, children, name

_RELATED = f"{{{NAMESPACES['r']}}}"
_NUM, _NUM_ID = name("w:num"), name("w:numId")
_DEFINITION, _DEFINITION_ID = name("w:abstractNum"), name("w:abstractNumId")
_BOOKMARKS = (name("w:bookmarkStart"), name("w:bookmarkEnd"))
_FRESH_NAME = re.compile(r"_[0-9]+$")
_AMONG_ITSELF = "within itself"


def is_alike(one: Package, other: Package) -> bool:
    """Return True if two packages differ at most in how their parts, relationships, lists and drawings are numbered."""
    return _Digests(one).of("") == _Digests(other).of("")


class _Digests:
    """What stands for each part of a package with all that it relates to."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.types = content_types(package)
        self.digests: dict[str, str] = {}
        self.lists = self._lists()

    def of(self, part: str) -> str:
        """Return the digest of a part; "" is the package itself."""
        if part not in self.digests:
            self.digests[part] = _AMONG_ITSELF  # until it is known: parts may lead to each other
            self.digests[part] = self._digest(part)
        return self.digests[part]

    def _digest(self, part: str) -> str:
        links = {
            link.id: self._target(link.target, external=link.external) for link in relationships(self.package, part)
        }
        kinds = sorted(f"{link.kind} {links[link.id]}" for link in relationships(self.package, part))
        content = self._content(part, links) if part else b""
        return _hash(self.types.of(part) if part else "", *kinds, content)

    def _target(self, target: str, *, external: bool) -> str:
        if external or target not in self.package:
            return target
        if target == document_part(self.package, "numbering"):
            return "lists"  # as far as they are used, they stand where they are used
        return self.of(target)

    def _content(self, part: str, links: dict[str, str]) -> bytes:
        if not (part.endswith(".xml") or (self.types.of(part) or "").endswith("+xml")):
            return self.package.read(part)
        root = deepcopy(self.package.look(part))
        for node in root.iter(etree.Element):
            for key in map(str, node.attrib):
                if key.startswith(_RELATED) and node.get(key, "") in links:
                    node.set(key, links[node.get(key, "")])
        for node in root.iter(_NUM_ID):
            node.set(VAL, self.lists.get(node.get(VAL, ""), node.get(VAL, "")))
        for node in root.iter(name("wp:docPr")):
            node.attrib.pop("id", "")
        for node in root.iter(*_BOOKMARKS):
            node.attrib.pop(ID, "")
            if node.get(name("w:name")):
                node.set(name("w:name"), _FRESH_NAME.sub("", node.get(name("w:name"), "")))
        return _canonical(root)

    def _lists(self) -> dict[str, str]:
        """Return what stands for each list, by its number: what it and its definition say, without their numbers."""
        part = document_part(self.package, "numbering")
        if part is None or part not in self.package:
            return {}
        root = deepcopy(self.package.look(part))
        definitions: dict[str, str] = {}
        for node in children(root, _DEFINITION):
            number = str(node.attrib.pop(_DEFINITION_ID, ""))
            for nsid in list(node.iterchildren(name("w:nsid"))):
                node.remove(nsid)
            definitions[number] = _hash(_canonical(node))
        lists: dict[str, str] = {}
        for node in children(root, _NUM):
            number = str(node.attrib.pop(_NUM_ID, ""))
            for reference in node.iterfind("w:abstractNumId", NAMESPACES):
                reference.set(VAL, definitions.get(reference.get(VAL, ""), ""))
            lists[number] = _hash(_canonical(node))
        return lists


def _canonical(root: Element) -> bytes:
    root.tail = None
    return bytes(etree.tostring(root, method="c14n", exclusive=True))


def _hash(*pieces: str | bytes | None) -> str:
    hash_ = hashlib.sha256()
    for piece in pieces:
        data = piece if isinstance(piece, bytes) else (piece or "").encode()
        hash_.update(b"%d " % len(data) + data)
    return hash_.hexdigest()
