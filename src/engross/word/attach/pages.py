"""The report's breaks and properties → the page number that a line of contents shows until Word counts anew.

Nothing but a layout engine knows the page for certain. What is taken, best first: where page numbers restart, 1; what
Word stored when it last saved the report (the number of pages in its properties, to which those of what was attached
since are added, and the rendered page breaks in its text); the breaks that the author set. No page is less than the
last one that the report's contents show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engross.word.attach.choices import Choices, PageNumbers
from engross.word.attach.extraction import appendix_in
from engross.word.attach.ids import NAME, START
from engross.word.attach.parts import Parts
from engross.word.attach.record import content_of, read_all
from engross.word.attach.sections import is_small, paragraph_section
from engross.word.model.contents import lines_of, switches_of, target_of
from engross.word.model.fields import complex_fields
from engross.word.model.styles import is_on
from engross.word.opc.numbers import natural_or
from engross.word.opc.xml_names import PPR, SDT, SECTPR, Element, P, T, val, w

_RENDERED, _BREAK, _BEFORE = w("lastRenderedPageBreak"), w("br"), w("pageBreakBefore")
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"


def first_page(report: Parts, preceding: list[Element], sections: list[Element], choices: Choices) -> int:
    """Return the appendix's first page; `preceding` are the blocks before it, `sections` the report's sections."""
    if choices.page_numbers is PageNumbers.RESTART:
        return 1
    if len(preceding) < len([child for child in report.body if child.tag != w("sectPr")]):
        return _walk(preceding, sections) + 1
    restarts = any(_start(section) for section in sections)
    stored = 0 if restarts else _stored_pages(report)
    attached = {mark: appendix_in(report.body, mark) for mark in report.marks}
    listed = _last_listed(report.body, attached.values())
    listed += sum(map(_length, attached.values())) if listed else 0
    last = stored + sum(map(_length, _uncounted(report, attached))) if stored else 0
    return (last if last and last >= listed else max(_walk(preceding, sections), listed)) + 1


def _uncounted(report: Parts, attached: Mapping[str, list[Element]]) -> Iterator[list[Element]]:
    """Yield what was attached and nobody has saved since: its pages are not among those that Word stored."""
    for record in read_all(report) if attached else ():
        blocks = attached.get(record.mark, [])
        if blocks and record.content == content_of(blocks):
            yield blocks


def _length(blocks: list[Element]) -> int:
    """How many pages an appendix has, as far as nothing but breaks tells."""
    own = blocks[is_small(blocks[0]) :]  # without the end of what is before
    return pages_of(own)[-1] + _page_breaks(own[-1]) + 1


def _last_listed(body: Element, attached: Iterable[list[Element]]) -> int:
    """The page that the last line of the report's first table of contents shows; 0 if it shows none.

    Lines that lead to what was attached are passed over.
    """
    field = next((field for field in complex_fields(body) if field.word == "TOC" and field.end is not None), None)
    lines = lines_of(field, body) if field is not None and switches_of(field.instruction) else []
    names = {item.get(NAME, "") for blocks in attached for block in blocks for item in block.iter(START)}
    own = [line for line in lines if target_of(line) not in names]
    shown: list[str] = []
    for node in own[-1].iter(T, w("tab")) if own else ():
        shown = [*shown, node.text or ""] if node.tag == T else []
    return natural_or(0, "".join(shown).strip())


def pages_of(blocks: list[Element]) -> list[int]:
    """Return for each block of the appendix, how many pages after its first one it begins."""
    pages, page = [], 0
    for place, block in enumerate(blocks):
        page += _begins_page(block) if place else 0
        pages.append(page)
        page += _page_breaks(block)
        page += 1 if paragraph_section(block) is not None else 0
    return pages


def _walk(preceding: list[Element], sections: list[Element]) -> int:
    left = list(sections)
    page = _start(left[0]) or 1
    body = preceding[0].getparent() if preceding else None
    held = set(preceding)
    nodes = list(body.iter(_RENDERED, _BREAK, _BEFORE, SECTPR)) if body is not None else []
    places = dict.fromkeys(block for node in nodes if (block := _block(node, body)) in held)
    last = next((block for block in reversed(preceding) if block.tag in {P, w("tbl"), SDT}), None)
    rendered = any(next(block.iter(_RENDERED), None) is not None for block in places)
    for block in places:
        page += _breaks(block, rendered)
        if paragraph_section(block) is not None and len(left) > 1:
            left.pop(0)
            begins = not rendered and val(left[0].find(w("type"))) != "continuous" and block is not last
            page = _start(left[0]) or page + begins
    return page


def _block(node: Element, body: Element | None) -> Element:
    step = node
    while (parent := step.getparent()) is not None and parent is not body:
        step = parent
    return step


def _breaks(block: Element, rendered: bool) -> int:
    if rendered:
        return sum(1 for _ in block.iter(_RENDERED))
    return _page_breaks(block) + _begins_page(block)


def _page_breaks(block: Element) -> int:
    return sum(1 for item in block.iter(_BREAK) if item.get(w("type")) == "page")


def _begins_page(block: Element) -> int:
    return 1 if block.tag == P and is_on(block.find(f"{PPR}/{w('pageBreakBefore')}")) else 0


def _start(section: Element) -> int:
    numbers = section.find(w("pgNumType"))
    text = numbers.get(w("start"), "") if numbers is not None else ""
    return natural_or(0, text)


def _stored_pages(report: Parts) -> int:
    """The number of pages that Word wrote into the properties; 0 if it is not there."""
    for rel in report.relationships("").values():
        if rel.kind == "extended-properties" and rel.target in report:
            text = report.root(rel.target).findtext(_PROPERTIES, "")
            return natural_or(0, text)
    return 0
