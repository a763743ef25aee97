"""What stands in a block → numbered afresh in each turn, so that no id, bookmark or name comes twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from engross.word.opc.xml_names import ID, NAMESPACES, Element, P, drop, name
from engross.word.tags.pair import Block
from engross.word.tags.tag_table import Tag, Tags, nowhere

LOOPS = {"for", "macro", "call"}
_PARAGRAPH_IDS = (name("w14:paraId"), name("w14:textId"))
_NUMBERED = etree.XPath(
    "descendant-or-self::*[self::wp:docPr or self::w:id or @w14:paraId or @w14:textId]", namespaces=NAMESPACES
)

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
    for element in _numbered(root):
        if any(block.word in LOOPS for block in within.get(element, ())):
            _renumber(element, tags)
    for kind in ("bookmark", "perm"):
        _pairs(root, within, tags, kind)


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
    for key in _PARAGRAPH_IDS:
        if key in element.attrib:
            del element.attrib[key]
    if element.tag == name("wp:docPr"):
        element.set("id", placeholder(tags, "0|_fresh"))
    elif element.tag == ID and element.getparent() is not None and element.getparent().tag == name("w:sdtPr"):  # type: ignore[union-attr]  # just checked
        drop(element)


def _pairs(root: Element, within: Within, tags: Tags, kind: str) -> None:
    """Number bookmarks ("bookmark") or regions that some may edit ("perm"); what a block cuts in two is left out."""
    ends = {node.get(ID): node for node in root.iter(name(f"w:{kind}End"))}
    for start in list(root.iter(name(f"w:{kind}Start"))):
        end = ends.get(start.get(ID))
        around = within.get(start, ())
        if end is None or within.get(end, ()) != around:
            drop(start)
            if end is not None:
                drop(end)
        elif any(block.word in LOOPS for block in around):
            key = f"{kind}{start.get(ID, '')}"
            start.set(ID, placeholder(tags, f"'{key}'|_begin"))
            end.set(ID, placeholder(tags, f"'{key}'|_end"))
            called = start.get(name("w:name"), "").replace("\\", "").replace("'", "")
            if called:
                start.set(name("w:name"), placeholder(tags, f"'{called}'|_unique"))


def placeholder(tags: Tags, code: str) -> str:
    """The mark, for an attribute's value, of a tag that the engine itself adds."""
    return f"\ufdd0{tags.add(Tag('print', '', '', code, nowhere, ours=True))}\ufdd1"


def last_number(roots: Iterable[Element]) -> int:
    """The largest number that anything below these elements has, so that numbers made later are fresh."""
    return max((number for root in roots for number in _numbers(root)), default=0)


def _numbers(root: Element) -> Iterator[int]:
    for element in root.iter(name("wp:docPr"), name("w:bookmarkStart"), name("w:permStart")):
        number = element.get("id") or element.get(ID) or ""
        if number.isdigit():
            yield int(number)
