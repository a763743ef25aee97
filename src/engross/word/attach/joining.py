"""An editor of the report, an appendix and a place → the report's body with the appendix in it."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from engross.word.attach.appendix import Appendix, end_mark, start_mark
from engross.word.attach.choices import Choices
from engross.word.attach.extraction import appendix_in, begins_appendix
from engross.word.attach.parts import PackageEditor
from engross.word.attach.place import blocks_before, blocks_of
from engross.word.attach.record import content_of
from engross.word.attach.sections import (
    Surroundings,
    apply_page_setup,
    continue_after,
    effective,
    end_section_in,
    even_pages_differ,
    is_small,
    own_section,
    paragraph_section,
    sections_of,
    show_again,
    verbatim,
)
from engross.word.opc.xml_names import PPR, Element


class Joined(Struct, frozen=True):
    """What a removal must know: the section that follows the appendix, as it was; None at the end of the report.

    `references` and `content` are as a record has them.
    """

    following: Element | None
    at_border: bool = False
    references: tuple[str, ...] = ()
    content: str = ""


def join(editor: PackageEditor, appendix: Appendix, where: tuple[Element | None, bool], choices: Choices) -> Joined:
    """Put the appendix after a block of the report's body, at its end for None.

    `where` also says whether the appendix's XML may stand in the report as it is written, which is much faster.
    """
    place, as_written = where
    editor.edit(editor.main)
    body = editor.body
    closing = own_section(body)
    preceding = blocks_before(body, place)
    after = blocks_of(body)[len(preceding) :]
    governing = [*sections_of(after), closing][0]
    at_border = bool(preceding) and paragraph_section(preceding[-1]) is not None
    around = Surroundings(_shown(preceding, None if at_border and after else governing), _even_pages(editor))
    apply_page_setup(editor, appendix.sections, around, choices)
    if not after:
        joined = _at_end(editor, appendix, closing)
    elif is_small(after[0]) and len(after) > 1 and begins_appendix(after[1]):
        joined = _before_another(editor, appendix, after)
    else:
        joined = _between(editor, appendix, preceding, governing)
    joined = replace(joined, content=content_of(appendix.body))
    _insert(editor, appendix.body, body.index(preceding[-1]) + 1 if preceding else 0, as_written)
    if not after:
        body.append(appendix.sections[-1])
    return joined


def _insert(editor: PackageEditor, appendix: Element, place: int, as_written: bool) -> None:
    if as_written:
        written = etree.tostring(appendix, encoding="utf-8")
        editor.splice(editor.main, editor.body, place, written[written.index(b">") + 1 : written.rindex(b"</")])
    else:
        editor.body[place:place] = list(appendix)


def _shown(preceding: list[Element], governing: Element | None) -> dict[tuple[str, str], str]:
    return effective([*sections_of(preceding), *([governing] if governing is not None else [])])


def _even_pages(editor: PackageEditor) -> bool:
    name = editor.one("settings")
    return even_pages_differ(editor.root(name) if name else None)


def _before_another(editor: PackageEditor, appendix: Appendix, after: list[Element]) -> Joined:
    """Put the appendix before another: the small paragraph there, which ends the report's section, now ends its own."""
    holder = after[0].find(PPR)
    section = paragraph_section(after[0])
    if holder is not None and section is not None:
        holder.replace(section, appendix.sections[-1])
        _frame(appendix, end_section_in(None, section), None)
    governing = [*sections_of(after[1:]), own_section(editor.body)][0]
    given = set(effective([governing]).values())
    show_again(editor, governing, {}, appendix.sections)
    return Joined(None, references=tuple(sorted(set(effective([governing]).values()) - given)))


def _at_end(editor: PackageEditor, appendix: Appendix, closing: Element) -> Joined:
    body = editor.body
    blocks = blocks_of(body)
    # What another appendix ends with is its own, and goes with it: the section ends behind it.
    is_another = any(appendix_in(body, mark)[-1] is blocks[-1] for mark in editor.marks)
    small = end_section_in(None if is_another else _last_block(blocks), closing)
    _frame(appendix, small, None)
    return Joined(None)


def _between(editor: PackageEditor, appendix: Appendix, preceding: list[Element], governing: Element) -> Joined:
    at_border = paragraph_section(preceding[-1]) is not None
    following = verbatim(governing)
    shown = _shown(preceding, None if at_border else governing)
    small = None if at_border else end_section_in(_last_block(preceding), verbatim(governing))
    _frame(appendix, small, end_section_in(appendix.blocks[-1], appendix.sections[-1]))
    continue_after(governing, divided=not at_border)
    show_again(editor, governing, shown, appendix.sections)
    return Joined(following, at_border)


def _frame(appendix: Appendix, opening: Element | None, closing: Element | None) -> None:
    """Put the marks around the appendix, and the paragraphs in which sections end, if there are any.

    The first mark stands in the heading: LibreOffice drops paragraphs that only end a section, and what is in them.
    """
    _mark(appendix.blocks[0], start_mark(appendix))
    if opening is not None:
        appendix.body.insert(0, opening)
    if closing is not None:
        appendix.body.append(closing)
    appendix.body.append(end_mark(appendix))


def _last_block(blocks: list[Element]) -> Element | None:
    """The last paragraph, table or control; what is no block, such as the end of a bookmark, does not count."""
    names = ("p", "tbl", "sdt", "customXml", "altChunk")
    return next((block for block in reversed(blocks) if str(block.tag).rpartition("}")[2] in names), None)


def _mark(paragraph: Element, mark: Element) -> None:
    """Begin the bookmark in a paragraph, before its text."""
    place = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
    paragraph.insert(place, mark)
