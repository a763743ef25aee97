"""A draft of the report, an appendix and a place → the report's body with the appendix in it."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny_response.word.attach.appendix import Appendix, end_mark, start_mark
from scrutiny_response.word.attach.choices import Choices
from scrutiny_response.word.attach.names import PPR, Element
from scrutiny_response.word.attach.parts import Draft
from scrutiny_response.word.attach.place import blocks_before, blocks_of
from scrutiny_response.word.attach.sections import (
    Surroundings,
    continue_after,
    dress,
    effective,
    end_section_in,
    even_pages_differ,
    own_section,
    paragraph_section,
    sections_of,
    verbatim,
)


@dataclass(frozen=True, slots=True)
class Joined:
    """What a removal must know: the section that follows the appendix, as it was; None at the end of the report."""

    following: Element | None
    at_border: bool = False


def join(draft: Draft, appendix: Appendix, place: Element | None, choices: Choices) -> Joined:
    """Put the appendix after this block of the report's body; at its end for None."""
    body = draft.body
    closing = own_section(body)
    before = blocks_before(body, place)
    after = blocks_of(body)[len(before) :]
    sections = [*sections_of(after), closing]
    governing = sections[0]
    at_border = bool(before) and paragraph_section(before[-1]) is not None
    around = Surroundings(_shown(before, None if at_border and after else governing), _even_pages(draft))
    dress(draft, appendix.sections, around, choices)
    if not after:
        return _at_end(body, closing, appendix)
    return _between(body, appendix, (before, governing, at_border))


def _shown(before: list[Element], governing: Element | None) -> dict[tuple[str, str], str]:
    return effective([*sections_of(before), *([governing] if governing is not None else [])])


def _even_pages(draft: Draft) -> bool:
    name = draft.one("settings")
    return even_pages_differ(draft.root(name) if name else None)


def _at_end(body: Element, closing: Element, appendix: Appendix) -> Joined:
    blocks = blocks_of(body)
    small = end_section_in(_last_block(blocks), closing)
    mark = start_mark(appendix.mark)
    _mark(small if small is not None else appendix.blocks[0], mark)
    own = [] if small is None else [small]
    body.extend([*own, *appendix.blocks, end_mark(appendix.mark), appendix.sections[-1]])
    return Joined(None)


def _between(body: Element, appendix: Appendix, where: tuple[list[Element], Element, bool]) -> Joined:
    before, governing, at_border = where
    following = verbatim(governing)
    shown = _shown(before, None if at_border else governing)
    blocks = list(appendix.blocks)
    small = None
    if not at_border:
        small = end_section_in(_last_block(before), verbatim(governing))
    _mark(small if small is not None else blocks[0], start_mark(appendix.mark))
    closing = end_section_in(blocks[-1], appendix.sections[-1])
    blocks = [*([small] if small is not None else []), *blocks, *([closing] if closing is not None else [])]
    continue_after(governing, shown, divided=not at_border)
    place = body.index(before[-1]) + 1 if before else 0
    body[place:place] = [*blocks, end_mark(appendix.mark)]
    return Joined(following, at_border)


def _last_block(blocks: list[Element]) -> Element | None:
    """The last paragraph, table or control; what is no block, such as the end of a bookmark, does not count."""
    names = ("p", "tbl", "sdt", "customXml", "altChunk")
    return next((block for block in reversed(blocks) if str(block.tag).rpartition("}")[2] in names), None)


def _mark(paragraph: Element, mark: Element) -> None:
    """Begin the bookmark in a paragraph, before its text."""
    place = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
    paragraph.insert(place, mark)
