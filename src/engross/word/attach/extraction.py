"""A body with an appendix → the body without it, as it was before."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct

from engross.word.attach.ids import END, NAME, START
from engross.word.attach.names import is_line_of, number_of
from engross.word.attach.record import Record
from engross.word.attach.sections import FOOTER, HEADER, is_small, paragraph_section, sections_of
from engross.word.model.fields import FIELD_CHARACTER, FIELD_TYPE, INSTRUCTION
from engross.word.opc.xml_names import ID, NAMESPACES, PPR, R_ID, SDT, SECTPR, Element, P, R, w

_CUT = "appendix"
_PAGE_REFERENCE = re.compile(r"PAGEREF\s+\"?([^\s\"\\]+)")


class Extracted(Struct, frozen=True):
    """What was taken out: blocks of the body and lines of tables of contents, and the appendix's last section."""

    blocks: list[Element]
    lines: list[Element]
    section: Element | None


def marks_in(body: Element) -> list[str]:
    """The marks of all that earlier runs attached to a body, in order."""
    return list(dict.fromkeys(name for mark in body.iter(START) if number_of(name := mark.get(NAME, ""))))


def begins_appendix(block: Element) -> bool:
    """Return whether something that an earlier run attached begins in a block."""
    return any(number_of(mark.get(NAME, "")) for mark in block.iter(START))


def appendix_in(body: Element, mark: str) -> list[Element]:
    """Return the blocks of the appendix with this mark in a body, in order; none if there is none."""
    start = _start(body, mark)
    return [] if start is None else _range(body, start, _end(body, start))


def take_out(body: Element, record: Record | None, mark: str) -> Extracted:
    """Take the appendix with this mark and its lines of contents out of a body, and close the gap."""
    extracted = detach(body, record, mark)
    for block in extracted.blocks:
        body.remove(block)
    return extracted


def detach(body: Element, record: Record | None, mark: str) -> Extracted:
    """Close the gap around the appendix, which itself still stands there: moving it would take its time."""
    start = _start(body, mark)
    if start is None:
        return Extracted([], [], None)
    end = _end(body, start)
    blocks = _range(body, start, end)
    after = [block for block in blocks[-1].itersiblings() if block.tag != SECTPR]
    names = {item.get(NAME, "") for block in blocks for item in block.iter(START)}
    _remove_references(body, record)
    small = paragraph_section(blocks[0])
    preceding = next(blocks[0].itersiblings(P, w("tbl"), SDT, preceding=True), None)
    if end is not None and _block(body, end) not in blocks:
        _remove(end)
    section = _close(body, (preceding, small), after, record)
    return Extracted(blocks, _remove_lines(body, _candidates(body, names, mark), blocks), section)


def outside(body: Element, extracted: Extracted) -> bytes:
    """Return a body's XML without the appendix that still stands in it."""
    if extracted.blocks:
        extracted.blocks[0].addprevious(etree.ProcessingInstruction(_CUT, _CUT))
        extracted.blocks[-1].addnext(etree.ProcessingInstruction(_CUT, _CUT))
    whole = etree.tostring(body, with_tail=False).split(f"<?{_CUT} {_CUT}?>".encode())
    return whole[0] + whole[-1] if extracted.blocks else whole[0]


def _start(body: Element, name: str) -> Element | None:
    return next((mark for mark in body.iter(START) if mark.get(NAME) == name), None)


def _end(body: Element, start: Element) -> Element | None:
    return next((mark for mark in body.iter(END) if mark.get(ID) == start.get(ID)), None)


def _block(body: Element, item: Element) -> Element:
    return item if item.getparent() is body else next(step for step in item.iterancestors() if step.getparent() is body)


def _range(body: Element, start: Element, end: Element | None) -> list[Element]:
    """The blocks from the start mark to the end mark; one that has the end mark before its text is not among them."""
    children = list(body)
    for section in body.iterchildren(SECTPR):
        children.remove(section)
    first = children.index(_block(body, start))
    if first and is_small(children[first - 1]):
        first -= 1
    if end is None:
        return children[first:]
    block = _block(body, end)
    text_before = any(step.tag == R for step in end.itersiblings(preceding=True))
    inside = block is end or block is _block(body, start) or text_before or block.tag != P
    return children[first : children.index(block) + (1 if inside else 0)]


def _close(
    body: Element, preceding: tuple[Element | None, Element | None], after: list[Element], record: Record | None
) -> Element | None:
    """Give the section that the appendix divided or followed its old end, and return the one that goes."""
    block, small = preceding
    at_border = record is not None and record.at_border
    old = small
    if old is None and not at_border:
        old = paragraph_section(block)
        if old is not None and block is not None:
            _pull(block, old)
    governing = next(iter(sections_of(after)), None)
    governing = governing if governing is not None else _closing(body)
    if at_border and record is not None and record.following is not None:
        old = record.following
    if governing is None or old is None:
        return None
    parent = governing.getparent()
    if parent is not None:
        parent.replace(governing, old)
    return governing


def _remove_references(body: Element, record: Record | None) -> None:
    """Take back the empty headers that the appendix behind was given; what was attached anew since has none of them."""
    keys = record.references if record is not None else ()
    for reference in [item for item in body.iter(HEADER, FOOTER) if item.get(R_ID) in keys] if keys else ():
        _remove(reference)


def _closing(body: Element) -> Element | None:
    return body[-1] if len(body) and body[-1].tag == SECTPR else None


def _pull(block: Element, section: Element) -> None:
    properties = block.find(PPR)
    if properties is not None:
        properties.remove(section)
        if not len(properties):
            block.remove(properties)


def _remove_lines(body: Element, candidates: list[Element], blocks: list[Element]) -> list[Element]:
    """Take out the lines of contents that lead into the appendix; the end of a field among them goes one line up."""
    lines = [line for line in candidates if not any(_block(body, line) is block for block in blocks)]
    for line in lines:
        previous = line.getprevious()
        ends = list(line.iter(FIELD_CHARACTER))
        depth = sum({"begin": 1, "end": -1}.get(item.get(FIELD_TYPE, ""), 0) for item in ends)
        if depth < 0 and previous is not None:
            run = next(step for step in ends[-1].iterancestors(R))
            previous.append(run)
        _remove(line)
    return lines


def _candidates(body: Element, names: set[str], appendix: str) -> list[Element]:
    """The lines of contents that lead to one of these bookmarks, or are marked as lines of this appendix."""
    links = [link for link in body.iter(w("hyperlink")) if link.get(w("anchor")) in names]
    references = [node for node in body.iter(INSTRUCTION) if "PAGEREF" in (node.text or "")]
    leading = [*links, *(node for node in references if _refers_to(node, names))]
    marked = [mark for mark in body.iter(START) if is_line_of(appendix, mark.get(NAME, ""))]
    lines = [line for item in leading if _is_line(line := next(item.iterancestors(P)))]
    return list(dict.fromkeys([*lines, *(next(mark.iterancestors(P)) for mark in marked)]))


def _refers_to(node: Element, names: set[str]) -> bool:
    paragraph = next(node.iterancestors(P))
    reference = _PAGE_REFERENCE.search("".join(item.text or "" for item in paragraph.iter(INSTRUCTION)))
    return reference is not None and reference[1] in names


def _is_line(paragraph: Element) -> bool:
    """Whether a paragraph is a line of contents: nothing in it but its link and its page reference."""
    return any("PAGEREF" in (node.text or "") for node in paragraph.iter(INSTRUCTION)) or bool(
        paragraph.find("w:hyperlink", NAMESPACES) is not None and paragraph.find(R) is None
    )


def _remove(item: Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)
