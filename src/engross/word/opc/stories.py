"""A Word package → its stories: the parts that hold text, what Word calls each, and where a paragraph stands in one."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from engross.problems import WordPlace
from engross.word.opc.package import Package
from engross.word.opc.xml_names import (
    ID,
    NAMESPACES,
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
    value,
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
_BOX, _STYLE = name("w:txbxContent"), name("w:pStyle")
_OWN_MARK = name("w:customMarkFollows")
"""What says that a note has a mark of its own, and is not counted."""
_TYPES = {"first": "first-page ", "even": "even-page ", "default": ""}


@dataclass(frozen=True, slots=True)
class Relationship:
    """One line of a relationships part; `target` is a part's name where it is internal."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type, such as "header" or "hyperlink"."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Story:
    """A part that holds text: `kind` is body, header, footer, footnotes, endnotes or properties.

    `notes` are the identifiers of a part's notes in the order in which the body refers to them, by which Word counts.
    """

    part: str
    kind: str
    region: str
    notes: tuple[str, ...] = ()


def relationships_part(part: str) -> str:
    """The name of the part that holds another's relationships; "" stands for the package itself."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relationships(package: Package, part: str) -> tuple[Relationship, ...]:
    """The relationships of a part ("" for the package itself), in file order."""
    known = package.memory.get((relationships, part))
    if not isinstance(known, tuple):
        known = package.memory[relationships, part] = tuple(_read_relationships(package, part))
    return known


def _read_relationships(package: Package, part: str) -> Iterator[Relationship]:
    source = relationships_part(part)
    if source not in package:
        return
    folder = posixpath.dirname(part)
    for node in package.look(source).iterchildren(name("rel:Relationship")):
        external = node.get("TargetMode") == "External"
        target = node.get("Target", "")
        if not external:
            target = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            )
        yield Relationship(node.get("Id", ""), node.get("Type", ""), target, external)


def main_part(package: Package) -> str:
    """The name of the part that holds the body; KeyError where the package has none."""
    for relationship in relationships(package, ""):
        if relationship.kind == "officeDocument" and relationship.target in package:
            return relationship.target
    raise KeyError("officeDocument")


def stories(package: Package, body: Element) -> tuple[Story, ...]:
    """Every part of a Word file that may hold tags: the body first, then what it refers to, then the properties."""
    main = main_part(package)
    found = [Story(main, "body", "body")]
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
        found.append(Story(relationship.target, kind, region, _notes(kind, body)))
    found += [
        Story(relationship.target, "properties", "document properties")
        for relationship in relationships(package, "")
        if relationship.type in _PROPERTIES and relationship.target in package
    ]
    return tuple(dict.fromkeys(found))


def _notes(kind: str, body: Element) -> tuple[str, ...]:
    references = body.iter(name(f"w:{kind[:-1]}Reference")) if kind in {"footnotes", "endnotes"} else ()
    return tuple(node.get(ID, "") for node in references if node.get(_OWN_MARK) in {None, "0", "false", "off"})


class Places:
    """Where each paragraph of one story stands, in the words that Word shows; made before any change to the story."""

    def __init__(self, file: str, story: Story, root: Element, headings: frozenset[str]) -> None:
        self._places: dict[Element, Callable[[], WordPlace]] = {}
        self._file, self._story, self._headings = file, story, headings
        self._has_boxes = next(root.iter(_BOX), None) is not None
        self._walk(root)

    def of(self, paragraph: Element) -> WordPlace:
        """The place of a paragraph of this story, without a tag."""
        return self._places[paragraph]()

    def where(self, paragraph: Element) -> Callable[[], WordPlace]:
        """What makes the place of a paragraph, for those who may never ask for it."""
        return self._places[paragraph]

    def _walk(self, root: Element) -> None:
        heading = ""
        styled = (style for style in root.iter(_STYLE) if style.get(VAL) in self._headings)
        headings = {paragraph for style in styled for paragraph in style.iterancestors(P)}
        within: Counter[Element | None] = Counter()
        tables: dict[Element, int] = {}
        counted: _Counted = {}
        has_cells = next(root.iter(TC), None) is not None
        notes = name(f"w:{self._story.kind[:-1]}") if self._story.kind in {"footnotes", "endnotes"} else ""
        for index, paragraph in enumerate(root.iter(P)):
            cell = ancestor(paragraph, TC) if has_cells else None
            note = ancestor(paragraph, notes) if notes else None
            container = cell if cell is not None else note
            within[container] += 1
            table = row = column = 0
            if cell is not None:
                table, row, column = _cell(cell, tables, counted)
            self._places[paragraph] = partial(
                WordPlace, self._file, self._region(note, paragraph), heading, within[container], table, row, column,
                part=self._story.part, index=index,
            )  # fmt: skip
            if paragraph in headings and value(paragraph, "w:pPr/w:pStyle") in self._headings:
                heading = "".join(node.text or "" for node in paragraph.iter(T)).strip() or heading

    def _region(self, note: Element | None, paragraph: Element) -> str:
        if note is not None:
            own, notes = note.get(ID, ""), self._story.notes
            return f"{self._story.kind[:-1]} {notes.index(own) + 1 if own in notes else own}"
        if self._has_boxes and ancestor(paragraph, _BOX) is not None:
            return f"text box in the {self._story.region}"
        return self._story.region


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


def heading_styles(package: Package) -> frozenset[str]:
    """The ids of the paragraph styles that are headings: named "heading 1" to "heading 9", "Title", or with a level."""
    part = next((r.target for r in relationships(package, main_part(package)) if r.kind == "styles"), None)
    if part is None or part not in package:
        return frozenset()
    return frozenset(_headings(package.look(part)))


def _headings(styles: Element) -> Iterator[str]:
    for style in styles.iterchildren(name("w:style")):
        called = (value(style, "w:name") or "").lower()
        outline = style.find("w:pPr/w:outlineLvl", NAMESPACES)
        levelled = outline is not None and (outline.get(VAL) or "9") != "9"
        if called.startswith("heading ") or called == "title" or levelled:
            yield style.get(name("w:styleId"), "")
