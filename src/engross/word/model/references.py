"""A story → the references in it to bookmarks: links, and all fields that name one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

from engross.word.model.fields import bare_name
from engross.word.opc.package import Package
from engross.word.opc.relationships import relationships
from engross.word.opc.xml_names import NAMESPACES, R_ID, SPACE, Element, name, names

FIELD, INSTRUCTION, SIMPLE, LINK = name("w:fldChar"), name("w:instrText"), name("w:fldSimple"), name("w:hyperlink")
INSTR, ANCHOR, FIELD_KIND = name("w:instr"), name("w:anchor"), name("w:fldCharType")
_MARKED = "\ufffc"
"""Stands in the instruction of a field for a tag in it."""
_NAME = r'"?(?P<target>[^\s"\\]+)'
_UP_TO = r'(?:[^"\\]|"(?:[^"\\]|\\.)*"|\\.)*?'
"""What may stand before a switch: words, quoted texts and other switches."""
_TARGETS = tuple(
    re.compile(rf"\s*{pattern}{_NAME}", re.IGNORECASE | re.DOTALL)
    for pattern in (
        r"(?P<kind>REF|PAGEREF|NOTEREF|FTNREF|GOTOBUTTON)\s+",
        r'(?P<kind>HYPERLINK)\s+(?:"?\#|(?:""\s*)?(?=\\)(?:[^"]|"[^"]*")*?\\l\s*)',
        r'(?P<kind>SEQ)\s+(?:"[^"]*"|[^\s"\\]+)\s+',
        rf"(?P<kind>TOC|INDEX|TOA)\b{_UP_TO}\\b\s*",
        rf"(?P<kind>XE|TA)\b{_UP_TO}\\r\s*",
    )
)
"""How each kind of field names a bookmark (ECMA-376, part 1, 17.16.5)."""
_DRAWN = names("a:hlinkClick", "a:hlinkHover")
_LINKED_SHAPES = etree.XPath("descendant::v:*[@href]", namespaces=NAMESPACES)
_ANYWHERE = {"_top", "_bottom"}
"""The ends of the document, which need no bookmark."""


class Reference(NamedTuple):
    """A reference to the bookmark `target`; `kind` is the word of its field, HYPERLINK for a link of any sort.

    `nodes` hold it: the elements of a field's instruction, or the one element with the attribute `key`. The target
    stands in their text, or in the attribute's, from `start` to `end`.
    """

    kind: str
    target: str
    nodes: tuple[Element, ...]
    key: str
    start: int
    end: int

    def as_anchor(self) -> Reference:
        """Note a link of text that leads to a bookmark by a relationship as a place in the document; return it."""
        (link,) = self.nodes
        del link.attrib[R_ID]
        link.set(ANCHOR, self.target)
        return self._replace(key=ANCHOR, end=len(self.target))

    def lead_to(self, sign: Element | str) -> None:
        """Let something else stand for the target: a text in an attribute, an element in an instruction."""
        first = self.nodes[0]
        if isinstance(sign, str):
            text = first.get(self.key, "")
            first.set(self.key, text[: self.start] + sign + text[self.end :])
            return
        text = instruction(self.nodes)
        for node in self.nodes:
            node.text = ""
        first.text, sign.tail = text[: self.start], text[self.end :]
        first.insert(0, sign)
        first.set(SPACE, "preserve")


class _Open(Struct):
    """A field whose end is not reached."""

    nodes: list[Element] = field(default_factory=list)
    is_read: bool = False


def inner_links(package: Package, part: str) -> dict[str, str]:
    """Return the bookmarks that relationships of a part lead to, by their ids."""
    lines = (line for line in relationships(package, part) if line.kind == "hyperlink" and line.target.startswith("#"))
    return {line.id: unquote(line.target[1:]) for line in lines if line.target[1:]}


def instruction(nodes: tuple[Element, ...]) -> str:
    """Return what a field says, joined over the elements that hold it."""
    texts: list[str] = []
    for node in nodes:
        texts.append(node.text or "")
        texts += [_MARKED + (child.tail or "") for child in node]
    return "".join(texts)


def references(root: Element, links: Mapping[str, str]) -> Iterator[Reference]:
    """Return the references of a story to bookmarks whose names are known, in order.

    `links` are the bookmarks that relationships of its part lead to, by their ids (`inner_links`).
    """
    opened: list[_Open] = []
    for node in root.iter(FIELD, INSTRUCTION, SIMPLE, LINK, *_DRAWN):
        if node.tag == FIELD:
            yield from _at_character(node, opened)
            _follow(node, opened)
        elif node.tag == INSTRUCTION:
            if opened and not opened[-1].is_read:
                opened[-1].nodes.append(node)
        elif node.tag == SIMPLE:
            yield from _read(node.get(INSTR, ""), (node,), INSTR)
        else:
            yield from _of_link(node, links)
    yield from _of_shapes(root)


def _of_link(node: Element, links: Mapping[str, str]) -> Iterator[Reference]:
    """The reference that a link is: it names a place in the document, or a relationship that leads to one."""
    related, anchor = node.get(R_ID), node.get(ANCHOR, "")
    if related is not None and related in links:
        yield from _known(Reference("HYPERLINK", links[related], (node,), R_ID, 0, len(related)))
    elif anchor and related is None:
        yield from _known(Reference("HYPERLINK", anchor, (node,), ANCHOR, 0, len(anchor)))


def _of_shapes(root: Element) -> Iterator[Reference]:
    """The links of the old kind of shapes (VML) to places in the document."""
    shapes: list[Element] = list(_LINKED_SHAPES(root))  # type: ignore[arg-type]  # the stubs allow numbers
    for node in shapes:
        address = node.get("href", "")
        if address.startswith("#"):
            yield from _known(Reference("HYPERLINK", address[1:], (node,), "href", 1, len(address)))


def _at_character(node: Element, opened: list[_Open]) -> Iterator[Reference]:
    """The reference whose instruction ends at a field character."""
    if opened and not opened[-1].is_read and node.get(FIELD_KIND) in {"separate", "end"} and opened[-1].nodes:
        nodes = tuple(opened[-1].nodes)
        if all(child.tag is etree.PI for holder in nodes for child in holder):  # type: ignore[comparison-overlap]  # the stubs say str only
            yield from _read(instruction(nodes), nodes, "")


def _follow(node: Element, opened: list[_Open]) -> None:
    kind = node.get(FIELD_KIND)
    if kind == "begin":
        opened.append(_Open())
    elif opened and kind == "separate":
        opened[-1].is_read = True
    elif opened and kind == "end":
        opened.pop()


def _read(text: str, nodes: tuple[Element, ...], key: str) -> Iterator[Reference]:
    if not key and any(len(node) for node in nodes):
        return
    called = bare_name(text)
    if called:
        start = text.index(called)
        yield from _known(Reference("REF", called, nodes, key, start, start + len(called)))
        return
    match = next(filter(None, (pattern.match(text) for pattern in _TARGETS)), None)
    if match:
        kind = match["kind"].upper()
        yield from _known(Reference(kind, match["target"], nodes, key, match.start("target"), match.end("target")))


def _known(reference: Reference) -> Iterator[Reference]:
    if not any(sign in reference.target for sign in "\ufdd0{") and reference.target.lower() not in _ANYWHERE:
        yield reference
