"""The plan's body → the blocks of an appendix: its heading, its content, and the marks around them."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree
from msgspec import Struct

from engross.word.attach.importer import Importer
from engross.word.attach.order import insert_in_order
from engross.word.attach.sections import own_section, sections_of
from engross.word.attach.styles import ReportStyles, is_numbered
from engross.word.model.headings import style_level
from engross.word.model.styles import is_on
from engross.word.opc.xml_names import PPR, SPACE, Element, P, R, T, make, val, w

_BREAK = w("pageBreakBefore")


class Appendix(Struct, frozen=True):
    """What is put into the report: a body of blocks, its sections (the last stands by itself), its mark and its id."""

    body: Element
    sections: list[Element]
    mark: str
    mark_id: str

    @property
    def blocks(self) -> list[Element]:
        """The paragraphs, tables and content controls, the heading first."""
        return list(self.body)


def appendix_of(importer: Importer, text: str, style: str) -> Appendix:
    """The plan's settled body as an appendix with this heading, in the report's style for chapters.

    The plan's own headings are as much lower as that one is.
    """
    sheet = importer.styles.report
    chapter = sheet.by_id.get(style)
    importer.styles.down = max(1, style_level(sheet, chapter)) if chapter is not None else 1
    body = importer.plan.body
    last = own_section(body)
    importer.settle_body(body)
    blocks = [child for child in body if child is not last]
    _unnumber_all(body, sheet)
    _unbreak_all(body, sheet, importer.styles.imported)
    sections = [*sections_of(blocks), last]
    body.remove(last)
    body.insert(0, _heading(text, sheet, style))
    return Appendix(body, sections, importer.mark, importer.ids.mark_id())


def start_mark(appendix: Appendix) -> Element:
    """Where the appendix begins."""
    return make("w:bookmarkStart", id=appendix.mark_id, name=appendix.mark)


def end_mark(appendix: Appendix) -> Element:
    """Where the appendix ends."""
    return make("w:bookmarkEnd", id=appendix.mark_id)


def _heading(text: str, sheet: ReportStyles, style: str) -> Element:
    paragraph = make("w:p")
    properties = etree.SubElement(paragraph, PPR)
    if style:
        properties.append(make("w:pStyle", val=style))
        _unnumber(paragraph, sheet)
    if not style or not style_level(sheet, sheet.by_id[style]):
        properties.append(make("w:outlineLvl", val="0"))
    run = etree.SubElement(paragraph, R)
    written = etree.SubElement(run, T)
    written.text = text
    written.set(SPACE, "preserve")
    return paragraph


def _unnumber_all(body: Element, sheet: ReportStyles) -> None:
    uses = [(use, val(use)) for use in body.iter(w("pStyle"))]
    styles = [(key, sheet.by_id.get(key)) for key in {key for _, key in uses}]
    numbered = {key for key, style in styles if style is not None and is_numbered(style, sheet)}
    for use, key in uses:
        if key in numbered:
            _unnumber(next(use.iterancestors(P)), sheet)


def _unbreak_all(body: Element, sheet: ReportStyles, imported: Collection[str]) -> None:
    """Let no heading of the plan begin a page because the report's style for headings of its new level does."""
    breaking: dict[str, bool] = {}
    for use in list(body.iter(w("pStyle"))):
        key, properties = val(use), use.getparent()
        if key not in breaking:
            style = sheet.by_id.get(key)
            breaking[key] = key not in imported and style is not None and _begins_page(style, sheet)
        if breaking[key] and properties is not None and properties.find(_BREAK) is None:
            insert_in_order(properties, make("w:pageBreakBefore", val="0"))


def _begins_page(style: Element, sheet: ReportStyles) -> bool:
    """Whether a style is a heading's and begins a page, by itself or by one that it is based on."""
    breaks = (step.find(f"{PPR}/{_BREAK}") for step in sheet.lineage(style))
    nearest = next((item for item in breaks if item is not None), None)
    return is_on(nearest) and bool(style_level(sheet, style))


def _unnumber(paragraph: Element, sheet: ReportStyles) -> None:
    """Take the number off a heading that its style numbers: it would go on from, or shift, the report's chapters."""
    properties = paragraph.find(PPR)
    if properties is None or properties.find(w("numPr")) is not None:
        return
    style = sheet.by_id.get(val(properties.find(w("pStyle"))))
    if style is not None and sheet.level_of(paragraph) and is_numbered(style, sheet):
        insert_in_order(properties, _no_number())
        if properties.find(w("ind")) is None:
            insert_in_order(properties, make("w:ind", left="0", firstLine="0"))


def _no_number() -> Element:
    number = make("w:numPr")
    number.append(make("w:ilvl", val="0"))
    number.append(make("w:numId", val="0"))
    return number
