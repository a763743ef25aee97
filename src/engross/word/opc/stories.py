"""A Word package → its stories: the parts that hold text, what Word calls each, and where a paragraph stands in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from engross.problems import WordPlace
from engross.word.opc.content_types import is_xml
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part, relationships
from engross.word.opc.xml_names import (
    ID,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TR,
    VAL,
    Element,
    P,
    T,
    ancestor,
    name,
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_KINDS = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
_PROPERTIES = {_OFFICE + "extended-properties", _OFFICE + "custom-properties", _CORE}
_BOX, _STYLE, _LEVEL = name("w:txbxContent"), name("w:pStyle"), name("w:outlineLvl")
_BODY_TEXT = "9"
"""The outline level that says that a paragraph is no heading (ECMA-376, part 1, 17.3.1.20)."""
_FALLBACK = name("mc:Fallback")
_OWN_MARK = name("w:customMarkFollows")
"""What says that a note has a mark of its own, and is not counted."""
_NOTE_TYPE = name("w:type")
_SEPARATORS = {"separator": "separator", "continuationSeparator": "continuation separator",
               "continuationNotice": "continuation notice"}  # fmt: skip
"""What Word calls that which it draws between the text and its notes (View, Draft; References, Show Notes)."""
_TYPES = {"first": "first-page ", "even": "even-page ", "default": ""}


class Story(Struct, frozen=True):
    """A part that holds text: `kind` is body, header, footer, footnotes, endnotes or properties.

    `notes` are the identifiers of a part's notes in the order in which the body refers to them, by which Word counts.
    """

    part: str
    kind: str
    region: str
    notes: tuple[str, ...] = ()


def stories(package: Package, body: Element) -> tuple[Story, ...]:
    """Every part of a Word file that may hold tags: the body first, then what it refers to, then the properties."""
    main = main_part(package)
    told = [Story(main, "body", "body")]
    used = {node.get(name("r:id")): node for node in body.iter(name("w:headerReference"), name("w:footerReference"))}
    total = sum(1 for _ in body.iter(name("w:sectPr")))
    sections = {node: number for number, node in enumerate(body.iter(name("w:sectPr")), start=1)}
    for relationship in relationships(package, main):
        kind = _KINDS.get(relationship.kind)
        if kind is None or relationship.external or relationship.target not in package:
            continue
        region = kind
        reference = used.get(relationship.id)
        if reference is not None:
            region = _TYPES.get(reference.get(name("w:type"), ""), "") + kind
            section = reference.getparent()
            if total > 1 and section is not None and section in sections:
                region += f" of section {sections[section]}"
        told.append(Story(relationship.target, kind, region, _notes(kind, body)))
    told += [
        Story(relationship.target, "properties", "document properties")
        for relationship in relationships(package, "")
        if relationship.type in _PROPERTIES and not relationship.external and relationship.target in package
    ]
    return tuple(dict.fromkeys(told))


def word_parts(package: Package) -> tuple[str, ...]:
    """Return the XML parts that hold anything of Word's namespace, in the order of the archive, whatever their names.

    Only such a part can hold text, styles, settings or tracked changes.
    """
    remembered = package.memory.get(word_parts)
    if not isinstance(remembered, tuple):
        parts = (part for part in package.names if is_xml(package, part))
        remembered = tuple(part for part in parts if may_hold(package.read(part), b"wordprocessingml"))
        package.memory[word_parts] = remembered
    return remembered


def may_hold(data: bytes, *words: bytes) -> bool:
    """Return whether an XML part may hold one of these words; one that is not written as usual is to be looked into."""
    return data[:1] != b"<" or any(word in data for word in words)


_DEFINITIONS = re.compile(rb"<w:(?:styles|numbering|settings|fonts|webSettings)[\s>]")
_HEAD = 2048
"""How far into a part its root begins, where it is written as usual."""


def holds_definitions(data: bytes) -> bool:
    """Return whether a part defines styles, lists or settings, and so holds no text; False if that is not plain."""
    return _DEFINITIONS.search(data, 0, _HEAD) is not None


def _notes(kind: str, body: Element) -> tuple[str, ...]:
    references = body.iter(name(f"w:{kind[:-1]}Reference")) if kind in {"footnotes", "endnotes"} else ()
    return tuple(node.get(ID, "") for node in references if node.get(_OWN_MARK) in {None, "0", "false", "off"})


class Places:
    """Where each paragraph of one story stands, in the words that Word shows; made before any change to the story."""

    def __init__(self, file: str, story: Story, root: Element, headings: frozenset[str]) -> None:
        self._places: dict[Element, Callable[[], WordPlace]] = {}
        self._file, self._story, self._headings = file, story, headings
        self._boxes = _numbered_boxes(root)
        self._walk(root)

    def __contains__(self, paragraph: Element) -> bool:
        return paragraph in self._places

    def of(self, paragraph: Element) -> WordPlace:
        """Return the place of a paragraph of this story, without a tag."""
        return self._places[paragraph]()

    def where(self, paragraph: Element) -> Callable[[], WordPlace]:
        """Return what makes the place of a paragraph, for those who may never ask for it."""
        return self._places[paragraph]

    def copy(self, original: Element, copied: Element) -> None:
        """Let each paragraph of a copy of some of the story stand where its original does."""
        for paragraph, like in zip(copied.iter(P), original.iter(P), strict=True):
            if like in self._places:
                self._places[paragraph] = self._places[like]

    def _walk(self, root: Element) -> None:
        heading = ""
        headings = self._heads(root)
        within: Counter[Element | None] = Counter()
        tables: dict[Element, int] = {}
        counted: _Counted = {}
        has_cells = next(root.iter(TC), None) is not None
        notes = name(f"w:{self._story.kind[:-1]}") if self._story.kind in {"footnotes", "endnotes"} else ""
        copies = _copies(root) if self._boxes else {}
        for index, paragraph in enumerate(root.iter(P)):
            if paragraph in copies:
                self._places[paragraph] = self._places[copies[paragraph]]
                continue
            cell = ancestor(paragraph, TC) if has_cells else None
            note = ancestor(paragraph, notes) if notes else None
            box = ancestor(paragraph, _BOX) if self._boxes else None
            container = _nearest(cell, box) if cell is not None or box is not None else note
            within[container] += 1
            table = row = column = 0
            if cell is not None:
                table, row, column = _cell(cell, tables, counted)
            self._places[paragraph] = partial(
                WordPlace, self._file, self._region(note, box), heading, within[container], table, row, column,
                part=self._story.part, index=index,
            )  # fmt: skip
            if paragraph in headings:
                heading = "".join(node.text or "" for node in paragraph.iter(T)).strip() or heading

    def _heads(self, root: Element) -> set[Element]:
        """The paragraphs that are headings: by their own outline level, else by their style."""
        levels = {node.getparent(): node.get(VAL) != _BODY_TEXT for node in root.iter(_LEVEL)}
        styled = {node.getparent() for node in root.iter(_STYLE) if node.get(VAL) in self._headings}
        heads = (styled - levels.keys()) | {properties for properties, is_head in levels.items() if is_head}
        paragraphs = (None if properties is None else properties.getparent() for properties in heads)
        return {paragraph for paragraph in paragraphs if paragraph is not None and paragraph.tag == P}

    def _region(self, note: Element | None, box: Element | None) -> str:
        if note is not None:
            own, notes = note.get(ID, ""), self._story.notes
            shown = f"{notes.index(own) + 1}" if own in notes else _SEPARATORS.get(note.get(_NOTE_TYPE, ""), own)
            return f"{self._story.kind[:-1]} {shown}"
        if box is not None:
            number = f" {self._boxes[box]}" if len(self._boxes) > 1 and box in self._boxes else ""
            return f"text box{number} in the {self._story.region}"
        return self._story.region


def _numbered_boxes(root: Element) -> dict[Element, int]:
    """The text boxes of a story, in order, without those that are stored again for older programs."""
    boxes = (box for box in root.iter(_BOX) if ancestor(box, _FALLBACK) is None)
    return {box: number for number, box in enumerate(boxes, start=1)}


def _nearest(cell: Element | None, box: Element | None) -> Element | None:
    """The one of a cell and a text box that stands in the other."""
    if cell is None or box is None:
        return cell if box is None else box
    return cell if ancestor(cell, _BOX) is box else box


def _copies(root: Element) -> dict[Element, Element]:
    """The paragraphs that a file stores a second time for older programs, as those of text boxes, with the first."""
    copies: dict[Element, Element] = {}
    for fallback in root.iter(_FALLBACK):
        first = fallback.getprevious()
        if first is not None:
            copies |= dict(zip(fallback.iter(P), first.iter(P), strict=False))
    return copies


def _cell(cell: Element, tables: dict[Element, int], counted: _Counted) -> tuple[int, int, int]:
    row, table = ancestor(cell, TR), ancestor(cell, TBL)
    if row is None or table is None:
        return 0, 0, 0
    number = tables.setdefault(table, len(tables) + 1)
    return number, 1 + _before(row, TR, counted), 1 + _before(cell, TC, counted)


_Counted = dict[Element, dict[Element, int]]
"""How many elements of their kind stand before each row of a table and each cell of a row, by what they stand in."""


def _before(node: Element, tag: str, counted: _Counted) -> int:
    """How many such elements stand before this one, content controls around them looked through."""
    parent = node.getparent()
    if parent is None:
        return 0
    if parent not in counted:
        counted[parent] = dict(_numbered(parent, tag))
    control = parent.getparent() if parent.tag == SDT_CONTENT else None
    return counted[parent][node] + (_before(control, tag, counted) if control is not None else 0)


def _numbered(parent: Element, tag: str) -> Iterator[tuple[Element, int]]:
    count = 0
    for child in parent:
        yield child, count
        count += 1 if child.tag == tag else sum(1 for _ in child.iter(tag)) if child.tag == SDT else 0
