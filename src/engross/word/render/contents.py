"""A rendered body whose tables of contents are empty → the same with a line for each of its headings and captions.

A line shows its page only where that is certain without a layout (`_pages`): the same document on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from engross.word.model.contents import Entry, Heading, Switches, line_switches, lists_of, make_line, paragraph_of
from engross.word.model.fields import Field, complex_fields, fields_in
from engross.word.model.headings import heading_level
from engross.word.model.list_labels import AddedList, LabelCount, ListLabels
from engross.word.model.styles import StyleSheet, is_on, style_name
from engross.word.opc.numbers import natural_or
from engross.word.opc.package import serialise
from engross.word.opc.xml_names import (
    PPR,
    SECTPR,
    TBL,
    Element,
    P,
    R,
    T,
    ancestor,
    children,
    make,
    name,
    text_of,
)
from engross.word.tags.contents import Contents

_MARK, _NAME = name("w:bookmarkStart"), name("w:name")
_BOX = name("w:txbxContent")
_SIGNS = {name("w:tab"): " ", name("w:br"): " ", name("w:cr"): " ", name("w:noBreakHyphen"): "-"}
_TALL = (TBL, name("w:drawing"), name("w:pict"), name("w:object"))
_FIRST = 991000001
_MOST_ON_A_PAGE = 900
"""How many characters, a paragraph counted as 60 at least, fit on any page: three quarters of a small one."""
_SHORTEST = 60


class ContentsPlan(Struct, frozen=True):
    """The tables of contents of a template, its styles, by which its headings are told, and the lists they are in."""

    contents: Contents
    sheet: StyleSheet
    labels: ListLabels

    def __reduce__(self) -> tuple[Callable[..., ContentsPlan], tuple[object, ...]]:
        """Kept with its template (`kept`), it is written as XML."""
        patterns = {code: [_written(line) for line in lines] for code, lines in self.contents.patterns.items()}
        styles = None if self.sheet.root is None else _written(self.sheet.root)
        return _plan_from, (patterns, styles, self.labels)


def _written(element: Element) -> bytes:
    return etree.tostring(element, with_tail=False)


def _plan_from(patterns: Mapping[str, list[bytes]], styles: bytes | None, labels: ListLabels) -> ContentsPlan:
    contents = Contents({code: tuple(map(etree.fromstring, lines)) for code, lines in patterns.items()})
    return ContentsPlan(contents, StyleSheet(None if styles is None else etree.fromstring(styles)), labels)


def with_contents(
    body: bytes, template: ContentsPlan, added: Mapping[int, AddedList], fresh: Callable[[], int]
) -> bytes:
    """Return a body with its tables of contents made.

    `added` are the lists of this document alone; `fresh` gives the numbers of new bookmarks.
    """
    plan = replace(template, labels=template.labels.with_lists(added))
    root = etree.fromstring(body)
    tables = [field for field in complex_fields(root) if field.instruction in plan.contents.patterns]
    if not tables:
        return body
    anchors = _Anchors(root, fresh)
    headings = list(_headings(root, plan))
    for field in tables:
        _fill(field, list(_entries(field, root, headings, anchors)), plan)
    return serialise(root)


class _Anchors:
    """The bookmarks that lines lead to: the headings' own, or new ones."""

    def __init__(self, root: Element, fresh: Callable[[], int]) -> None:
        self._fresh = fresh
        self._taken = {mark.get(_NAME, "") for mark in root.iter(_MARK)}
        self._next = _FIRST

    def of(self, paragraph: Element) -> str:
        """Return the name of the bookmark around a paragraph's text; it is set if there is none."""
        own = next(
            (mark.get(_NAME, "") for mark in paragraph.iter(_MARK) if mark.get(_NAME, "").startswith("_Toc")), ""
        )
        return own or self._set(paragraph)

    def _set(self, paragraph: Element) -> str:
        while f"_Toc{self._next}" in self._taken:
            self._next += 1
        called, number = f"_Toc{self._next}", str(self._fresh())
        self._taken.add(called)
        paragraph.insert(1 if paragraph.find(PPR) is not None else 0, make("w:bookmarkStart", id=number, name=called))
        paragraph.append(make("w:bookmarkEnd", id=number))
        return called


def _headings(root: Element, plan: ContentsPlan) -> Iterator[Heading]:
    sheet, count = plan.sheet, LabelCount(plan.labels)
    pages = _pages(root, sheet)
    for paragraph in root.iter(P):
        number, at = plan.labels.place_of(paragraph, sheet)
        label = count.label(number, at) if number else ""
        level = heading_level(sheet, paragraph) if ancestor(paragraph, _BOX) is None else 0
        chain = sheet.of_paragraph(paragraph)
        text = _text(paragraph)
        if text:
            called = style_name(chain[-1]) if chain else ""
            yield Heading(paragraph, text, called, level, pages.get(_block(paragraph), 0), label)


def _text(paragraph: Element) -> str:
    """What a heading says in one line: a space where a tab or a break parts its words, a hyphen for a no-break one."""
    pieces = (_SIGNS.get(node.tag) or node.text or "" for node in paragraph.iter(T, *_SIGNS))
    return " ".join("".join(pieces).split())


def _entries(field: Field, root: Element, headings: list[Heading], anchors: _Anchors) -> Iterator[Entry]:
    listed = lists_of(field.instruction)
    if isinstance(listed, Switches):
        for heading in headings:
            level = listed.level_of(heading) if heading.level or heading.style in listed.styles else 0
            if level:
                page = str(heading.page or "")
                yield Entry(heading.text, level, anchors.of(heading.paragraph), page, heading.label)
    elif listed:
        captioned = {
            item.paragraph for item in fields_in(root) if item.word == "SEQ" and item.arguments[:1] == [listed]
        }
        for heading in headings:
            if heading.paragraph in captioned:
                yield Entry(heading.text, 1, anchors.of(heading.paragraph), str(heading.page or ""))


def _fill(field: Field, entries: list[Entry], plan: ContentsPlan) -> None:
    """Put the lines where the table's field is empty: the first into its own paragraph, the end into the last."""
    separator, end = (ancestor(node, R) for node in (field.separate, field.end) if node is not None)
    if not entries or separator is None or end is None:
        return
    listed = lists_of(field.instruction)
    switches = listed if isinstance(listed, Switches) else line_switches(field.instruction)
    patterns = list(plan.contents.patterns[field.instruction])
    called = "toc {}" if isinstance(listed, Switches) else "table of figures"
    lines = [make_line(entry, plan.sheet.id_of(called.format(entry.level)), switches, patterns) for entry in entries]
    start = paragraph_of(separator)
    last = start
    for line in lines[1:]:
        last.addnext(line)
        last = line
    first = lines[0]
    content = [child for child in first if child.tag != PPR]
    for child in reversed(content):
        separator.addnext(child)
    _with_properties(start, first)
    if last is not start:
        behind = [end, *end.itersiblings()]
        last.extend(behind)


def _with_properties(paragraph: Element, line: Element) -> None:
    own, new = paragraph.find(PPR), line.find(PPR)
    if own is not None:
        paragraph.remove(own)
    if new is not None:
        paragraph.insert(0, new)


def _block(paragraph: Element) -> Element:
    """The child of the body in which a paragraph stands."""
    body = name("w:body")
    node = paragraph
    while (parent := node.getparent()) is not None and parent.tag != body:
        node = parent
    return node


def _pages(root: Element, sheet: StyleSheet) -> dict[Element, int]:
    """The page of each block of a body if it is certain: as long as all text before it fits on the pages it has."""
    body = root.find(name("w:body"))
    pages: dict[Element, int] = {}
    page, weight = _first_page(root), 0
    lines = _SHORTEST * sum(1 for paragraph in root.iter(P) if heading_level(sheet, paragraph))
    for block in children(body, P, TBL, name("w:sdt")) if body is not None else ():
        if page and weight and _begins_page(block, sheet):
            page, weight = page + 1, 0
        weight += _weight(block) + (lines if any(field.word == "TOC" for field in complex_fields(block)) else 0)
        if not page or weight > _MOST_ON_A_PAGE:
            break
        pages[block] = page
        breaks = [node for node in block.iter(name("w:br")) if node.get(name("w:type")) == "page"]
        if breaks:
            page, weight = page + len(breaks), 0
        if block.find(f"{PPR}/{SECTPR}") is not None:
            break
    return pages


def _first_page(root: Element) -> int:
    """The number of the first page; 0 if it is not plainly in digits."""
    sections = list(root.iter(SECTPR))
    numbers = sections[0].find(name("w:pgNumType")) if sections else None
    if numbers is None:
        return 1
    is_plain = numbers.get(name("w:fmt"), "decimal") == "decimal" and numbers.get(name("w:chapStyle")) is None
    return natural_or(0, numbers.get(name("w:start"), "1")) if is_plain else 0


def _begins_page(block: Element, sheet: StyleSheet) -> bool:
    first = block if block.tag == P else next(block.iter(P), block)
    breaks = (node.find(f"{PPR}/{name('w:pageBreakBefore')}") for node in (*sheet.of_paragraph(first), first))
    switches = [switch for switch in breaks if switch is not None]
    return bool(switches) and is_on(switches[-1])


def _weight(block: Element) -> int:
    """How much of a page a block may take; more than a page if nobody can say."""
    if next(block.iter(*_TALL), None) is not None:
        return _MOST_ON_A_PAGE + 1
    return sum(max(_SHORTEST, len(text_of(paragraph))) for paragraph in block.iter(P))
