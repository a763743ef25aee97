"""A relationship of the plan → the same relationship of the report, with the parts it leads to copied along."""

from __future__ import annotations

import re
from typing import Any, cast
from urllib.parse import quote

from lxml import etree

from engross.word.attach.names import make_root
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.opc.package import serialise
from engross.word.opc.relationships import relationships_part
from engross.word.opc.xml_names import NAMESPACES, OFFICE, Element, name, w

_SECTIONS = (w("headerReference"), w("footerReference"))  # these parts are stories, and carried as such
_USES = etree.XPath(
    "descendant-or-self::*/@r:*|descendant-or-self::*/@o:relid",
    namespaces={"r": OFFICE, "o": "urn:schemas-microsoft-com:office:office"},
)
_RELATIONSHIP = name("rel:Relationship")
_DRAWING_OF_DIAGRAM = re.compile(rb'(\brelId=")([^"]+)(")')


class Media:
    """Carries parts from the plan to the report: each once, under a free name, with what they lead to."""

    def __init__(self, editor: PackageEditor, plan: Parts) -> None:
        self.editor = editor
        self.plan = plan
        self._copies: dict[str, str] = {}
        self._ids: dict[tuple[str, str, str], str] = {}

    def relink(self, story: Element, source: str, target: str) -> None:
        """Let each relationship id in a story that stood in the plan's part name one of the report's part."""
        for owner, attribute, key in _uses(story):
            owner.set(attribute, self.carry(source, key, target))

    def carry(self, source: str, key: str, target: str) -> str:
        """Return the id in the report's part of what an id in the plan's part leads to."""
        place = (source, key, target)
        if place not in self._ids:
            rel = self.plan.relationships(source)[key]
            seen = rel.target if rel.external else self.copy(rel.target)
            self._ids[place] = self.editor.relate(target, rel.type, seen, rel.external)
        return self._ids[place]

    def copy(self, name: str) -> str:
        """Return the report's copy of a part of the plan."""
        if name not in self._copies:
            self._copies[name] = self.editor.free_name(name)
            content = self._with_drawing(name, self.plan.package.read(name))
            self.editor.add(self._copies[name], content, self.plan.content_type(name))
            self.copy_relationships(name, self._copies[name])
        return self._copies[name]

    def copy_relationships(self, source: str, target: str) -> None:
        """Give a copied part the relationships of its original, under their old ids."""
        lines = self.plan.relationships(source)
        if not lines:
            return
        root = make_root(NAMESPACES["rel"], "Relationships")
        for rel in lines.values():
            seen = rel.target if rel.external else f"/{quote(self.copy(rel.target))}"
            item = etree.SubElement(root, _RELATIONSHIP, Id=rel.id, Type=rel.type, Target=seen)
            if rel.external and not seen.startswith("#"):
                item.set("TargetMode", "External")
        self.editor.add(relationships_part(target), serialise(root), "")

    def _with_drawing(self, name: str, content: bytes) -> bytes:
        """A diagram's data names its drawing by an id of the *document's* relationships ([MS-ODRAWXML] 2.2.3)."""
        if not self.plan.content_type(name).endswith("diagramData+xml"):
            return content
        lines = self.plan.relationships(self.plan.main)

        def renamed(match: re.Match[bytes]) -> bytes:
            key = match[2].decode()
            return (
                match[1] + self.carry(self.plan.main, key, self.editor.main).encode() + match[3]
                if key in lines
                else match[0]
            )

        return _DRAWING_OF_DIAGRAM.sub(renamed, content)


def _uses(story: Element) -> list[tuple[Element, str, str]]:
    """Each use of a relationship in a story: the element, its attribute's name, the id."""
    ids = cast("list[Any]", _USES(story))  # attribute values that know their element
    uses = ((value.getparent(), str(value.attrname), str(value)) for value in ids)
    return [(owner, name, key) for owner, name, key in uses if key and owner.tag not in _SECTIONS]


def ids_in(story: Element) -> set[str]:
    """Return the relationship ids that a story uses."""
    return {key for _, _, key in _uses(story)}
