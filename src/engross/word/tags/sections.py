"""The blocks of the body → a problem for each that would take the end of a section away, which began before it.

A section's paper and headers stand at its end. Where that is left out, what stands before it takes the next one's.
"""

from __future__ import annotations

from msgspec import Struct, field

from engross.word.model.visible import seen
from engross.word.opc.xml_names import PPR, SECTPR, TBL, Element, P, name
from engross.word.tags.pair import Block
from engross.word.tags.tag_table import Tags, is_mark, number_of

_MADE_ELSEWHERE = frozenset({"macro", "call", "set"})
"""The blocks whose content stands where it is printed."""


class _Branching(Struct):
    """An open block: is a section begun where it opens, what do its branches end, and do they end that section?"""

    begun: bool
    ends: list[bool] = field(default_factory=list)
    closes: list[bool] = field(default_factory=list)
    has_closed: bool = False


def check_sections(root: Element, blocks: list[Block], tags: Tags) -> None:
    """Report each block in which a section ends that begins before it, unless it ends there in any case."""
    if not any(section.getparent() is not None and section.getparent().tag == PPR for section in root.iter(SECTPR)):  # type: ignore[union-attr]  # just checked
        return
    owners = {node: block for block in blocks for node in block.marks if block.word not in _MADE_ELSEWHERE}
    _Sections(owners, tags).walk(root)
    for block in blocks:
        if any(_ends_section(paragraph) for paragraph in _paragraphs(block)):
            _report(block, tags)


class _Sections:
    """Follows through the body whether something stands there whose section has not ended."""

    def __init__(self, owners: dict[Element, Block], tags: Tags) -> None:
        self._owners, self._tags = owners, tags
        self._begun = False
        self._open: list[_Branching] = []

    def walk(self, holder: Element) -> None:
        """Go through everything in an element, in order."""
        for node in holder:
            if is_mark(node):
                if node in self._owners:
                    self._pass(node, self._owners[node])
            elif node.tag in {P, TBL}:
                self._begun |= any(thing.text.strip() or not thing.text for thing in seen(node))
                if _ends_section(node):
                    self._end()
            else:
                self.walk(node)

    def _end(self) -> None:
        self._begun = False
        for around in self._open:
            around.has_closed = True

    def _pass(self, node: Element, block: Block) -> None:
        if node is block.marks[0]:
            self._open.append(_Branching(self._begun))
            return
        around = self._open[-1]
        around.ends.append(self._begun)
        around.closes.append(around.has_closed)
        around.has_closed = False
        if node is not block.marks[-1]:
            self._begun = around.begun
            return
        self._open.pop()
        words = [self._tags.tags[number_of(mark)].word for mark in block.marks]
        if "else" not in words:
            around.ends.append(around.begun)
            around.closes.append(False)
        self._begun = any(around.ends)
        if around.begun and any(around.closes) and not all(around.closes):
            _report(block, self._tags)
        for outer in self._open:
            outer.has_closed |= all(around.closes)


def _paragraphs(block: Block) -> list[Element]:
    """The paragraphs from the one that a block begins in to the one it ends in, if these are two."""
    first, last = block.marks[0].getparent(), block.marks[-1].getparent()
    if first is None or last is None or first is last or first.tag != P:
        return []
    between = [first]
    while between[-1] is not last and (following := between[-1].getnext()) is not None:
        between.append(following)
    return between


def _ends_section(node: Element) -> bool:
    properties = node.find(PPR)
    return properties is not None and properties.find(name("w:sectPr")) is not None


def _report(block: Block, tags: Tags) -> None:
    tags.report("section-half-in-block", tags.tags[number_of(block.marks[0])].place,
                "a section ends in this block that begins before it: without the block, what stands before it would "
                "have the paper and the headers of the next section",
                "begin the section right before the block (Layout, Breaks, Next Page), or end it outside")  # fmt: skip
