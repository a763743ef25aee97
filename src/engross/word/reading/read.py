"""A Word package → the blocks of its body in order: paragraphs, and tables by their grids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct, field

from engross.problems import FilePlace, Problem, Refused, WordPlace
from engross.word.model.headings import heading_level
from engross.word.model.styles import StyleSheet
from engross.word.opc.numbers import number_or
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part, related_parts
from engross.word.opc.xml_names import ID, TBL, TC, TR, VAL, Element, P, name, names, text_of
from engross.word.prepare.tracked_changes import tracked_changes
from engross.word.reading.text import Words, fills, tidy, words
from engross.word.reading.values import Cell, DocumentText, Paragraph, Row, Table

_WRAPPERS = names("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:del", "w:smartTag", "w:moveFrom", "w:moveTo")
_BODY, _BOOKMARK, _NAME = name("w:body"), name("w:bookmarkStart"), name("w:name")
_ROW_PROPERTIES, _CELL_PROPERTIES = name("w:trPr"), name("w:tcPr")
_PICTURES = names("w:drawing", "w:pict", "w:object")
_OFF = {"0", "false", "off"}


def read_document(package: Package) -> DocumentText:
    """Return what a Word file says. Refused if it has no body that can be read."""
    try:
        main = main_part(package)
        root = package.look(main)
        body = root.find(_BODY)
    except KeyError:  # what leads to the text, or the text itself, is not there
        body = None
    if body is None:
        raise Refused([Problem("no-body", FilePlace(package.file), "this Word file has no text",
                               "open it in Word, save it again as Word Document (.docx)")])  # fmt: skip
    reading = _Reading(package.file, StyleSheet.of(package), _comments(package, main))
    reading.read(body)
    return DocumentText(
        tuple(reading.blocks),
        _properties(package),
        _application(package),
        bool(tracked_changes(root)),
        sum(1 for _ in root.iter(*_PICTURES)),
    )


class _Reading(Struct):
    """A body that is being read: the headings above, how many tables there were, and the bookmarks that wait."""

    file: str
    styles: StyleSheet
    comments: Mapping[str, str]
    blocks: list[Paragraph | Table] = field(default_factory=list)
    headings: list[Paragraph] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0
    waiting: list[str] = field(default_factory=list)

    def read(self, holder: Element) -> None:
        for child in holder:
            if child.tag == P:
                self._read_paragraph(child)
            elif child.tag == TBL:
                self._read_table(child)
            elif child.tag == _BOOKMARK:
                self.waiting.append(child.get(_NAME, ""))
            elif child.tag in _WRAPPERS:
                self.read(child)

    def _read_paragraph(self, element: Element) -> None:
        self.paragraphs += 1
        read = words(element, self.comments)
        level = heading_level(self.styles, element)
        place = WordPlace(self.file, "body", self._heading, self.paragraphs)
        paragraph = Paragraph(tidy(read.text), level, (*self._taken(), *read.bookmarks), place)
        self.blocks.append(paragraph)
        if level and paragraph.text:
            self.headings = [heading for heading in self.headings if heading.level < level] + [paragraph]
        for inner in read.tables:  # a text box in the paragraph may hold tables
            self._read_table(inner)

    def _read_table(self, element: Element) -> None:
        self.tables += 1
        number = self.tables
        place = len(self.blocks)
        nested: list[Element] = []
        rows = tuple(self._rows(element, number, nested))
        self.blocks.insert(place, Table(number, rows, tuple(self.headings), self._place(number)))
        for inner in nested:
            self._read_table(inner)

    def _rows(self, table: Element, number: int, nested: list[Element]) -> Iterator[Row]:
        above: dict[int, Cell] = {}
        for at, element in enumerate(_held(table, TR, self.waiting), start=1):
            properties = element.find(_ROW_PROPERTIES)
            cells = tuple(self._cells(element, number, at, nested, above))
            change = _change(properties)
            if not change and not any(cell.text for cell in cells):
                change = _emptied_by(cells)
            yield Row(cells, self._place(number, at), _is_on(properties, "w:tblHeader"), change)

    def _cells(
        self, row: Element, number: int, at: int, nested: list[Element], above: dict[int, Cell]
    ) -> Iterator[Cell]:
        column = _grid_number(row.find(_ROW_PROPERTIES), "w:gridBefore", 0)
        for position, element in enumerate(_held(row, TC, self.waiting), start=1):
            properties = element.find(_CELL_PROPERTIES)
            span = max(1, _grid_number(properties, "w:gridSpan", 1))
            read = words(element, self.comments)
            inner = _only_cell(read)
            if inner is None:
                nested += read.tables
            else:
                read.read(inner)
                read.colours += fills(inner.find(_CELL_PROPERTIES))
            cell = self._cell(read, (column, column + span), self._place(number, at, position), properties)
            if _continues(properties) and column in above:
                upper = above[column]
                cell = Cell(column, column + span, upper.text, cell.place, upper.struck, upper.inserted,
                            cell.bookmarks, upper.colours, upper.comments, upper.crossed,
                            is_continued=True)  # fmt: skip
            above[column] = cell
            column += span
            yield cell

    def _cell(self, read: Words, columns: tuple[int, int], place: WordPlace, properties: Element | None) -> Cell:
        first, end = columns
        return Cell(
            first,
            end,
            tidy(read.text),
            place,
            tidy(read.struck),
            tidy(read.inserted),
            (*self._taken(), *read.bookmarks),
            (*fills(properties), *read.colours),
            tuple(read.comments),
            tidy(read.crossed),
        )

    @property
    def _heading(self) -> str:
        return self.headings[-1].text if self.headings else ""

    def _place(self, table: int, row: int = 0, column: int = 0) -> WordPlace:
        return WordPlace(self.file, "body", self._heading, 0, table, row, column)

    def _taken(self) -> tuple[str, ...]:
        """Return the bookmarks that stood before this, in no paragraph or cell, which are its own."""
        taken = tuple(self.waiting)
        self.waiting.clear()
        return taken


def _only_cell(read: Words) -> Element | None:
    """Return the cell of a table of one cell, such as a coloured box, if the outer one says nothing else."""
    cells = [cell for table in read.tables for cell in table.iter(TC)]
    return cells[0] if len(cells) == 1 and not "".join(read.text).strip() else None


def _held(holder: Element, tag: str, waiting: list[str]) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in controls too; note bookmarks that stand among them."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag == _BOOKMARK:
            waiting.append(child.get(_NAME, ""))
        elif child.tag in _WRAPPERS:
            yield from _held(child, tag, waiting)


def _grid_number(properties: Element | None, tag: str, otherwise: int) -> int:
    element = None if properties is None else properties.find(name(tag))
    return otherwise if element is None else min(max(0, number_or(otherwise, element.get(VAL))), 1000)


def _is_on(properties: Element | None, tag: str) -> bool:
    element = None if properties is None else properties.find(name(tag))
    return element is not None and element.get(VAL, "true") not in _OFF


def _continues(properties: Element | None) -> bool:
    merge = None if properties is None else properties.find(name("w:vMerge"))
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _change(properties: Element | None) -> str:
    for tag, change in (("w:del", "deleted"), ("w:ins", "inserted")):
        if properties is not None and properties.find(name(tag)) is not None:
            return change
    return ""


def _emptied_by(cells: tuple[Cell, ...]) -> str:
    if any(cell.struck for cell in cells):
        return "deleted"
    return "crossed out" if any(cell.crossed for cell in cells) else ""


def _comments(package: Package, main: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for part in related_parts(package, main, "comments"):
        if part in package:
            texts |= {element.get(ID, ""): text_of(element) for element in package.look(part).iter(name("w:comment"))}
    return texts


def _properties(package: Package) -> dict[str, str]:
    texts: dict[str, str] = {}
    for part in related_parts(package, "", "custom-properties"):
        if part in package:
            texts |= {element.get("name", ""): "".join(map(str, element.itertext())) for element in package.look(part)}
    return texts


def _application(package: Package) -> str:
    for part in related_parts(package, "", "extended-properties"):
        if part in package:
            for element in package.look(part).iter(etree.Element):
                if str(element.tag).endswith("}Application"):
                    return (element.text or "").strip()
    return ""
