"""Comments → the parts of a Word package that hold them, beside the comments that are there already."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable

from lxml import etree

from engross.word.opc.content_types import WORD, declare
from engross.word.opc.numbers import number_or
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import document_part, relationships_part
from engross.word.opc.xml_names import ID, NAMESPACES, OFFICE, SPACE, VAL, Element, make, name, value

AUTHOR, INITIALS = "Scrutiny template check", "STC"
"""Who the comments say has written them."""

_TEXT = """<w:style xmlns:w="{w}" w:type="paragraph" w:styleId="{id}"><w:name w:val="annotation text"/>{base}
<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>
<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>"""
_REFERENCE = """<w:style xmlns:w="{w}" w:type="character" w:styleId="{id}"><w:name w:val="annotation reference"/>{base}
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>"""


class Comments:
    """Collects the comments of one document; `parts` gives the changed parts at the end."""

    def __init__(self, package: Package, main: str, body: Element, date: dt.datetime | None) -> None:
        self._package, self._main, self._date = package, main, date
        self._changed: dict[str, Element] = {}
        self._comments = self._own_part("comments", "comments")
        self._styles = self._own_part("styles", "styles")
        taken = [*self._comments.iterchildren(name("w:comment")), *body.iter(name("w:commentReference"))]
        self._last = max((number_or(-1, node.get(ID)) for node in taken), default=-1)
        self._text_style = self._style("annotation text", "paragraph", "CommentText", _TEXT)
        self.reference_style = self._style("annotation reference", "character", "CommentReference", _REFERENCE)

    def add(self, paragraphs: Iterable[str]) -> int:
        """Add a comment with these paragraphs; return its number."""
        self._last += 1
        comment = etree.SubElement(self._comments, name("w:comment"))
        comment.set(ID, str(self._last))
        comment.set(name("w:author"), AUTHOR)
        if self._date is not None:
            comment.set(name("w:date"), self._date.strftime("%Y-%m-%dT%H:%M:%SZ"))
        comment.set(name("w:initials"), INITIALS)
        for number, text in enumerate(paragraphs):
            comment.append(self._paragraph(text, first=number == 0))
        return self._last

    def _paragraph(self, text: str, first: bool) -> Element:
        paragraph = make("w:p")
        etree.SubElement(etree.SubElement(paragraph, name("w:pPr")), name("w:pStyle")).set(VAL, self._text_style)
        if first:
            run = self.reference_run()
            run.append(make("w:annotationRef"))
            paragraph.append(run)
        words = etree.SubElement(etree.SubElement(paragraph, name("w:r")), name("w:t"))
        words.text = text
        words.set(SPACE, "preserve")
        return paragraph

    def reference_run(self) -> Element:
        """Return an empty run in the style of references to comments."""
        run = make("w:r")
        etree.SubElement(etree.SubElement(run, name("w:rPr")), name("w:rStyle")).set(VAL, self.reference_style)
        return run

    def parts(self) -> dict[str, bytes]:
        """Return the changed and the new parts by name; none if there are no comments to add."""
        return {part: serialise(root) for part, root in self._changed.items()}

    def _own_part(self, kind: str, root: str) -> Element:
        """Return the root of the body's part of a kind, which is made, related and typed if the package has none."""
        own = document_part(self._package, kind)
        if own is not None:
            self._changed[own] = self._package.xml(own)
            return self._changed[own]
        folder = posixpath.dirname(self._main)
        part = posixpath.join(folder, f"{kind}.xml")
        number = 1
        while part in self._package:
            number += 1
            part = posixpath.join(folder, f"{kind}{number}.xml")
        self._relate(kind, posixpath.basename(part))
        self._type(part, f"{WORD}.{kind}+xml")
        self._changed[part] = etree.Element(name(f"w:{root}"), nsmap={"w": NAMESPACES["w"]})
        return self._changed[part]

    def _relate(self, kind: str, target: str) -> None:
        part = relationships_part(self._main)
        links = self._part(part, f'<Relationships xmlns="{NAMESPACES["rel"]}"/>')
        taken = {node.get("Id") for node in links}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        link = etree.SubElement(links, name("rel:Relationship"))
        for key, text in (("Id", f"rId{number}"), ("Type", f"{OFFICE}/{kind}"), ("Target", target)):
            link.set(key, text)

    def _type(self, part: str, type_: str) -> None:
        declare(self._part(CONTENT_TYPES, ""), part, type_)

    def _part(self, part: str, empty: str) -> Element:
        if part not in self._changed:
            self._changed[part] = self._package.xml(part) if part in self._package else etree.fromstring(empty)
        return self._changed[part]

    def _style(self, called: str, type_: str, id: str, pattern: str) -> str:
        """Return the id of the style of this name, which is added if the package has none."""
        styles = [node for node in self._styles.iterchildren(name("w:style")) if node.get(name("w:type")) == type_]
        for style in styles:
            if (value(style, "w:name") or "").lower() == called:
                return style.get(name("w:styleId")) or id
        taken = {node.get(name("w:styleId")) for node in self._styles.iterchildren(name("w:style"))}
        free = next(candidate for candidate in (id, *(f"{id}{n}" for n in range(1, 99))) if candidate not in taken)
        default = next((s.get(name("w:styleId")) for s in styles if s.get(name("w:default")) in {"1", "true"}), None)
        base = f'<w:basedOn w:val="{default}"/>' if default else ""
        added = pattern.format(w=NAMESPACES["w"], id=free, base=base).replace("\n", "")
        self._styles.append(etree.fromstring(added))
        return free
