"""What stands in a block → numbered afresh in each turn, so that no id, bookmark or name comes twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from engross.word.opc.xml_names import ID, NAMESPACES, Element, P, drop, name, names
from engross.word.tags.pair import Block
from engross.word.tags.tag_table import Tag, Tags, mark, nowhere, number_of

LOOPS = {"for", "macro", "call"}
_IDS = tuple(map(name, ("w14:paraId", "w14:textId", "wp14:anchorId", "wp14:editId")))
"""What nothing else refers to, so that it may be left out."""
_CHAIN, _LINKED = name("wps:txbx"), name("wps:linkedTxbx")
"""A text box, and one in which its text goes on."""
_NEXT = re.compile(r"mso-next-textbox:#([^;]+)")
_CHANGES = (
    "ins del moveFrom moveTo cellIns cellDel cellMerge numberingChange rPrChange pPrChange sectPrChange tblPrChange "
    "tblPrExChange tblGridChange trPrChange tcPrChange"
)
_TRACKED = names(*(f"w:{change}" for change in _CHANGES.split()))
_NUMBERED = etree.XPath(
    "descendant-or-self::*[self::wp:docPr or self::w:id or @w14:paraId or @w14:textId or @wp14:anchorId or "
    "self::v:*[@id or @type or contains(@style, '#')] or self::o:OLEObject or self::wps:txbx or self::wps:linkedTxbx "
    "or @w:id]",
    namespaces=NAMESPACES,
)
_SHAPE_ID, _OBJECT = name("o:spid"), name("o:OLEObject")
_OBJECTS = "9000"
"""What the identifiers of objects in loops begin with: those of Word have ten digits."""
_OF_SHAPES = f"{{{NAMESPACES['v']}}}"

Within = Mapping[Element, tuple[Block, ...]]
"""The blocks that each element stands in, from the outermost to the innermost."""


def within_blocks(blocks: list[Block]) -> Within:
    """Which blocks each element stands in; `blocks` are in the order of their openings."""
    within: dict[Element, tuple[Block, ...]] = {}
    for block in blocks:
        for node in _span(block):
            for element in node.iter():
                within[element] = (*within.get(element, ()), block)
    return within


def number_afresh(root: Element, within: Within, tags: Tags) -> None:
    """Give what stands in loops numbers that are made when the document is."""
    in_loops = []
    has_loops = any(block.word in LOOPS for around in within.values() for block in around)
    for element in _numbered(root) if has_loops else ():
        loops = [block for block in within.get(element, ()) if block.word in LOOPS]
        if loops:
            _renumber(element, tags)
            in_loops.append((element, loops[-1]))
    _name_shapes(in_loops, tags)


def _numbered(root: Element) -> list[Element]:
    """The elements, at an element and below it, that may hold a number which nothing else of the document has."""
    return list(_NUMBERED(root))  # type: ignore[arg-type]  # the stubs allow numbers, which this does not give


def _span(block: Block) -> Iterator[Element]:
    """The elements between a block's first mark and its last, with the paragraphs that these stand in."""
    first, last = block.marks[0], block.marks[-1]
    if first.getparent() is not last.getparent():
        first, last = _paragraph(first), _paragraph(last)
        yield first
    node = first.getnext()
    while node is not None and node is not last:
        yield node
        node = node.getnext()
    if node is not None and node.tag == P:
        yield node


def _paragraph(node: Element) -> Element:
    return next(node.iterancestors(P))


def _renumber(element: Element, tags: Tags) -> None:
    for key in _IDS:
        if key in element.attrib:
            del element.attrib[key]
    if element.tag == name("wp:docPr"):
        element.set("id", placeholder(tags, "0|_fresh"))
    elif element.tag in {_CHAIN, _LINKED} and "id" in element.attrib:
        begins = "_begin" if element.tag == _CHAIN else "_end"
        element.set("id", placeholder(tags, f"'box{element.get('id')}'|{begins}"))
    elif element.tag in _TRACKED:
        element.set(ID, placeholder(tags, "0|_fresh"))
    elif element.tag == ID and element.getparent() is not None and element.getparent().tag == name("w:sdtPr"):  # type: ignore[union-attr]  # just checked
        drop(element)


def _name_shapes(in_loops: list[tuple[Element, Block]], tags: Tags) -> None:
    """Give the old kind of shapes (VML) in loops, and what refers to them there, names of their own in each turn."""
    own = {
        (element.get("id", ""), loop) for element, loop in in_loops if element.tag.startswith(_OF_SHAPES)
    } - {("", loop) for _, loop in in_loops}  # fmt: skip
    for called, loop in sorted(own, key=lambda each: each[0]):
        at_each_turn(loop, f"do {_of_shape(called)}|_turn", tags)
    for element, loop in in_loops:
        element.attrib.pop(_SHAPE_ID, "")
        for key, sign in (("id", ""), ("type", "#"), ("ShapeID", "")):
            called = element.get(key, "").removeprefix(sign)
            is_shape = element.tag.startswith(_OF_SHAPES) or element.tag == _OBJECT
            if is_shape and (called, loop) in own:
                element.set(key, sign + placeholder(tags, f"{_of_shape(called)}|_now"))
        style = element.get("style", "")
        chained = _NEXT.search(style)
        if chained and (chained[1], loop) in own:
            goes_on = placeholder(tags, f"{_of_shape(chained[1])}|_now")
            element.set("style", style[: chained.start(1)] + goes_on + style[chained.end(1) :])
        if element.tag == _OBJECT and "ObjectID" in element.attrib:
            element.set("ObjectID", f"_{_OBJECTS}{placeholder(tags, '0|_fresh')}")


def _of_shape(called: str) -> str:
    return "'shape:" + called.replace("\\", "").replace("'", "") + "'"


def at_each_turn(loop: Block, code: str, tags: Tags) -> None:
    """Let a statement of the engine's own be done at the beginning of each turn of a loop."""
    opening = loop.marks[0]
    where = tags.tags[number_of(opening)].where
    sign = mark(tags.add(Tag("statement", "", code.split(maxsplit=1)[0], code, where, ours=True)))
    sign.tail, opening.tail = opening.tail, None
    opening.addnext(sign)


def placeholder(tags: Tags, code: str) -> str:
    """Return the mark, for an attribute's value, of a tag that the engine itself adds."""
    return f"\ufdd0{tags.add(Tag('print', '', '', code, nowhere, ours=True))}\ufdd1"


def last_number(roots: Iterable[Element]) -> int:
    """Return the largest number that anything below these elements has, so that numbers made later are fresh."""
    return max((number for root in roots for number in _numbers(root)), default=0)


def _numbers(root: Element) -> Iterator[int]:
    for element in root.iter(name("wp:docPr"), name("w:bookmarkStart"), name("w:permStart"), *_TRACKED):
        number = element.get("id") or element.get(ID) or ""
        if number.isdecimal():
            yield int(number)
