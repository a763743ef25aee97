"""A heading's text or a bookmark's name → the block of the report's body after which the appendix stands."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from engross.labels import as_compared
from engross.problems import FilePlace, Problem, Refused
from engross.suggestions import in_quotes, nearest_hint
from engross.word.attach.extraction import begins_appendix
from engross.word.attach.ids import END, NAME, START
from engross.word.attach.parts import Parts
from engross.word.attach.sections import is_small
from engross.word.attach.styles import ReportStyles
from engross.word.model.fields import FIELD_CHARACTER, FIELD_TYPE, INSTRUCTION, SIMPLE
from engross.word.opc.xml_names import ID, SDT, SECTPR, Element, P, text_of, w


def blocks_of(body: Element) -> list[Element]:
    """Return a body's children without its closing section."""
    blocks = list(body)
    for section in body.iterchildren(SECTPR):
        blocks.remove(section)
    return blocks


def place_after(report: Parts, sheet: ReportStyles, after: str) -> Element | None:
    """Return the block after which the appendix stands; None for the end. Raises Refused where the place is not one."""
    blocks = blocks_of(report.body)
    place = _after_heading(blocks, sheet, after, report) or _after_bookmark(blocks, after)
    if not place:
        _refuse_unknown(report, sheet, blocks, after)
    if _within_field(blocks, place):
        _refuse(report, "place-in-field", f'the place after "{after}" is inside a field, such as a table of contents')
    for name in _quoted_across(blocks, place):
        _refuse(
            report, "place-in-bookmark", f'the place after "{after}" is inside the text that "{name}" marks for quoting'
        )
    if 1 < place < len(blocks) and is_small(blocks[place - 1]) and begins_appendix(blocks[place]):
        place -= 1  # the small paragraph belongs to what was attached behind it
    return blocks[place - 1] if place < len(blocks) else None


def blocks_before(body: Element, after: Element | None) -> list[Element]:
    """Return the blocks of a body up to this one; all of them for None, and none for the body itself."""
    blocks = blocks_of(body)
    if after is body:
        return []
    return blocks if after is None else blocks[: blocks.index(after) + 1]


def _after_heading(blocks: list[Element], sheet: ReportStyles, after: str, report: Parts) -> int:
    levels_of = sheet.headings_in(report.body)
    headings = [_heading_of(block, levels_of) for block in blocks]
    levels = [levels_of[heading] if heading is not None else 0 for heading in headings]
    wanted = as_compared(after)
    texts = [None if heading is None else as_compared(text_of(heading)) for heading in headings]
    matching = [place for place, text in enumerate(texts) if text == wanted]
    if len(matching) > 1:
        _refuse(report, "place-twice", f'{len(matching)} headings of the report read "{after}"')
    if not matching:
        return 0
    level = levels[matching[0]]
    ends = (place for place in range(matching[0] + 1, len(blocks)) if 0 < levels[place] <= level)
    return next(ends, len(blocks))


def _heading_of(block: Element, headings: Mapping[Element, int]) -> Element | None:
    """The heading that a block is, or that a content control begins with."""
    if block in headings:
        return block
    return next((paragraph for paragraph in block.iter(P) if paragraph in headings), None) if block.tag == SDT else None


def _after_bookmark(blocks: list[Element], after: str) -> int:
    for block in blocks:
        for mark in block.iter(START):
            if mark.get(NAME, "").lower() == after.lower():
                return _end_of(blocks, mark.get(ID, ""))
    return 0


def _end_of(blocks: list[Element], key: str) -> int:
    for place, block in enumerate(blocks):
        if any(mark.get(ID) == key for mark in block.iter(END)):
            return place + 1
    return 0


def _within_field(blocks: list[Element], place: int) -> bool:
    kinds = [character.get(FIELD_TYPE) for block in blocks[:place] for character in block.iter(FIELD_CHARACTER)]
    return kinds.count("begin") > kinds.count("end")


def _quoted_across(blocks: list[Element], place: int) -> list[str]:
    """The bookmarks that begin before a place, end after it, and are quoted by a field: it would quote the appendix."""
    marks = {mark.get(ID, ""): mark.get(NAME, "") for block in blocks[:place] for mark in block.iter(START)}
    ended = {mark.get(ID, "") for block in blocks[:place] for mark in block.iter(END)}
    told = " ".join(node.text or "" for block in blocks for node in block.iter(INSTRUCTION))
    simple = " ".join(node.get(w("instr"), "") for block in blocks for node in block.iter(SIMPLE))
    words = f"{told} {simple}".lower().split()
    return [name for key, name in marks.items() if key not in ended and ("ref", name.lower()) in pairwise(words)]


def _refuse_unknown(report: Parts, sheet: ReportStyles, blocks: list[Element], after: str) -> None:
    headings = [text_of(paragraph) for paragraph in sheet.headings_in(report.body) if paragraph in blocks]
    marks = [mark.get(NAME, "") for block in blocks for mark in block.iter(START)]
    meant = nearest_hint(after, [*headings, *(mark for mark in marks if not mark.startswith("_"))], in_quotes)
    message = f'no heading or bookmark of the report is called "{after}"'
    _refuse(report, "place-unknown", f"{message}; {meant}" if meant else message)


def _refuse(report: Parts, key: str, message: str) -> None:
    hint = "name a heading or a bookmark of the report as it reads there, or leave the place out for the end"
    raise Refused([Problem(key, FilePlace(report.package.file), message, hint)])
