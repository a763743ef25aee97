"""A house style document and a template → one package, with parts carried from the first into the second."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from engross.word.opc.archive import part_key
from engross.word.opc.content_types import content_types, declare, without_content_types
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import main_part, read_relationships, relationships, relationships_part
from engross.word.opc.xml_names import NAMESPACES, Element, name

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIPS = NAMESPACES["rel"]


class Exchange:
    """The template's parts while they are changed; each XML part is read once. `finish` makes the new package."""

    def __init__(self, house: Package, template: Package) -> None:
        self.house, self.template = house, template
        self.main = main_part(template)
        self._roots: dict[str, Element] = {}
        self._before: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}
        self._carried: dict[str, str] = {}

    def root(self, part: str) -> Element:
        """Return the root of one of the template's parts; what is changed in it is kept."""
        if part not in self._roots:
            self._roots[part] = self.template.xml(part)
            self._before[part] = etree.tostring(self._roots[part])
        return self._roots[part]

    @property
    def body(self) -> Element:
        """The root of the template's body."""
        return self.root(self.main)

    def part(self, kind: str) -> str | None:
        """Return the template's part that its body relates to with this kind."""
        lines = read_relationships(self.template, self.main, self._links_root(self.main))
        targets = (line.target for line in lines if line.kind == kind and not line.external)
        return next((target for target in targets if target in self.template), None)

    def add(self, kind: str, root: Element, content_type: str) -> str:
        """Add an XML part to the template, related to its body; return its name."""
        part = self._fresh(posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))
        self._roots[part] = root
        self._new[part] = b""
        self._declare(part, content_type)
        self.relate(self.main, kind, part)
        return part

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part of the template to another; return the id of the relationship."""
        root = self._links_root(part)
        matches = (re.fullmatch(r"rId([0-9]{1,9})", node.get("Id", "")) for node in root)
        number = 1 + max((int(match[1]) for match in matches if match), default=0)
        node = etree.SubElement(root, name("rel:Relationship"))
        node.set("Id", f"rId{number}")
        node.set("Type", _OFFICE + kind)
        node.set("Target", posixpath.relpath(target, posixpath.dirname(part) or "."))
        return f"rId{number}"

    def unrelate(self, part: str, ids: set[str]) -> None:
        """Take relationships away from a part of the template."""
        root = self._links_root(part)
        for node in [node for node in root if node.get("Id") in ids]:
            root.remove(node)

    def unrelate_kind(self, kind: str) -> None:
        """Take the relationships of one kind away from the template's body."""
        self.unrelate(self.main, {link.id for link in relationships(self.template, self.main) if link.kind == kind})

    def carry(self, part: str, change: Callable[[Element], None] | None = None) -> str:
        """Bring a part of the house style document with all that it relates to; the name that it has now.

        `change` may change the root of an XML part on its way.
        """
        if part in self._carried:
            return self._carried[part]
        fresh = self._carried[part] = self._fresh(part)
        data = self.house.read(part)
        if change is not None:
            root = self.house.xml(part)
            change(root)
            data = serialise(root)
        self._new[fresh] = data
        self._declare(fresh, self._type_in_house(part))
        if relationships(self.house, part):
            self._new[relationships_part(fresh)] = self._carried_links(part, fresh)
        return fresh

    def finish(self) -> Package:
        """Return the template with all changes, and without the parts that nothing relates to any more."""
        changes: dict[str, bytes | None] = dict(self._new)
        changes |= {
            part: serialise(_tidied(root))
            for part, root in self._roots.items()
            if etree.tostring(root) != self._before.get(part)
        }
        package = self.template.replace(changes)
        gone = _reachable(self.template) - _reachable(package)
        gone |= {relationships_part(part) for part in gone if relationships_part(part) in package}
        if not gone:
            return package
        types = without_content_types(package.read(CONTENT_TYPES), package.file, gone)
        return package.replace({**dict.fromkeys(gone), CONTENT_TYPES: types})

    def _links_root(self, part: str) -> Element:
        source = relationships_part(part)
        if source not in self.template and source not in self._roots:
            self._roots[source] = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})  # type: ignore[dict-item]  # the stubs know no default namespace
        return self.root(source)

    def _carried_links(self, part: str, fresh: str) -> bytes:
        root = self.house.xml(relationships_part(part))
        targets = {link.id: link for link in relationships(self.house, part)}
        for node in list(root):
            link = targets[node.get("Id", "")]
            if not link.external and link.target in self.house:
                target = self.carry(link.target)
                node.set("Target", posixpath.relpath(target, posixpath.dirname(fresh) or "."))
            elif not link.external:
                root.remove(node)
        return serialise(root)

    def _fresh(self, part: str) -> str:
        taken = {part_key(each) for each in (*self.template.names, *self._new, *self._roots)}
        if part_key(part) not in taken:
            return part
        stem, ending = posixpath.splitext(part)
        stem = stem.rstrip("0123456789")
        names = (f"{stem}{number}{ending}" for number in range(1, len(taken) + 2))
        return next(each for each in names if part_key(each) not in taken)

    def _type_in_house(self, part: str) -> str:
        return content_types(self.house).of(part) or "application/octet-stream"

    def _declare(self, part: str, content_type: str) -> None:
        declare(self.root(CONTENT_TYPES), part, content_type)


def _tidied(root: Element) -> Element:
    copy = deepcopy(root)
    kept = [str(prefix) for prefix in copy.nsmap if prefix]
    etree.cleanup_namespaces(copy, keep_ns_prefixes=kept)
    return copy


def _reachable(package: Package) -> set[str]:
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        for link in relationships(package, waiting.pop()):
            if not link.external and link.target in package and link.target not in reached:
                reached.add(link.target)
                waiting.append(link.target)
    return reached
