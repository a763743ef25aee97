"""Text with tags → WordprocessingML elements: paragraphs, lists of blocks, tables and sections.

A block is a paragraph, a table or a sequence of blocks. The tags `{%p … %}` and `{%tr … %}` stand in paragraphs and
rows of their own, each tag whole in one run, so that people find and edit them easily in Word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element  # noqa: SLF001  # lxml has no public name for the class of its elements
Block = Element | Sequence["Block"]


@dataclass(frozen=True, slots=True)
class Bold:
    """A piece of text that stands out by the character style "Strong"."""

    text: str


@dataclass(frozen=True, slots=True)
class Room:
    """A space of no width that the character style "Signature Room" makes so high that its line leaves room above."""


@dataclass(frozen=True, slots=True)
class Gaelic:
    """A piece of text in Scottish Gaelic, marked so that it is read aloud and spell-checked as Gaelic."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field that Word works out, such as PAGE, with the text to show until then."""

    instruction: str
    shown: str


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to the address of the relationship with this identifier."""

    text: str
    relationship: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within the paragraph."""


Piece = str | Bold | Room | Gaelic | Field | Link | Break


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its width in twentieths of a point."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, each a text or a sequence of paragraphs; `height` is the least, in twentieths of a point."""

    cells: tuple[str | Sequence[Block], ...]
    height: int = 0


@dataclass(frozen=True, slots=True)
class RowTag:
    """A tag that stands in a row of its own."""

    statement: str


def element(name: str, /, *children: Element | None, **attributes: object) -> Element:
    """The element `prefix:name` with these children (None is left out) and attributes of the same prefix."""
    prefix, local = name.split(":")
    uri = NAMESPACES[prefix]
    node = etree.Element(f"{{{uri}}}{local}", nsmap=NAMESPACES)
    for key, value in attributes.items():
        node.set(f"{{{uri}}}{key}", str(value))
    node.extend(child for child in children if child is not None)
    return node


def paragraph(style: str, *pieces: Piece, page_break: bool = False, section: Element | None = None) -> Block:
    """A paragraph in the style with this identifier; `section` ends a section after it."""
    properties = element(
        "w:pPr",
        element("w:pStyle", val=style) if style != "Normal" else None,
        element("w:pageBreakBefore") if page_break else None,
        section,
    )
    runs = [run for piece in pieces for run in _runs(piece)]
    return element("w:p", properties if len(properties) else None, *runs)


def tag(statement: str) -> Block:
    """A statement in a paragraph of its own, in the style that shows it to be a tag."""
    return paragraph("Tag", f"{{%p {statement} %}}")


def when(condition: str, *blocks: Block, otherwise: Sequence[Block] = ()) -> Block:
    """These blocks where the condition holds, the others where it does not."""
    return choose((condition, blocks), otherwise=otherwise)


def choose(*choices: tuple[str, Sequence[Block]], otherwise: Sequence[Block] = ()) -> Block:
    """The blocks of the first condition that holds, or the others."""
    written: list[Block] = []
    for number, (condition, blocks) in enumerate(choices):
        written += [tag(f"{'elif' if number else 'if'} {condition}"), *blocks]
    if otherwise:
        written += [tag("else"), *otherwise]
    return [*written, tag("endif")]


def each(loop: str, *blocks: Block) -> Block:
    """These blocks for each turn of the loop, such as "area in areas"."""
    return [tag(f"for {loop}"), *blocks, tag("endfor")]


def rows_when(condition: str, *rows: Row | RowTag) -> tuple[Row | RowTag, ...]:
    """These rows where the condition holds."""
    return RowTag(f"if {condition}"), *rows, RowTag("endif")


def rows_each(loop: str, *rows: Row | RowTag) -> tuple[Row | RowTag, ...]:
    """These rows for each turn of the loop."""
    return RowTag(f"for {loop}"), *rows, RowTag("endfor")


def table(
    caption: str,
    description: str,
    columns: Sequence[Column],
    rows: Iterable[Row | RowTag],
    *,
    together: bool = False,
) -> Block:
    """A table with a marked header row; caption and description are what a screen reader says of it.

    `together` keeps a short table on one page, with the paragraph that follows.
    """
    text = "TableTextTogether" if together else "TableText"
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val="ResponseTable"),
        element("w:tblW", w=sum(column.width for column in columns), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="06A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        element("w:tblCaption", val=caption),
        element("w:tblDescription", val=description),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=column.width) for column in columns))
    header = _row(columns, [[paragraph("TableHeading", column.heading)] for column in columns], header=True)
    return element("w:tbl", properties, grid, header, *(_any_row(columns, row, text) for row in rows))


def flatten(block: Block) -> Iterator[Element]:
    """The paragraphs and tables of a block, in order."""
    if isinstance(block, Element):
        yield block
    else:
        for inner in block:
            yield from flatten(inner)


def _any_row(columns: Sequence[Column], row: Row | RowTag, style: str) -> Element:
    if isinstance(row, RowTag):
        widest = max(columns, key=lambda column: column.width)
        cells = [f"{{%tr {row.statement} %}}" if column is widest else "" for column in columns]
        return _row(columns, [[_cell_text("TableTag", cell)] for cell in cells])
    blocks = [[_cell_text(style, cell)] if isinstance(cell, str) else cell for cell in row.cells]
    return _row(columns, blocks, height=row.height)


def _cell_text(style: str, text: str) -> Block:
    return paragraph(style, text) if text else paragraph(style)


def _row(
    columns: Sequence[Column], cells: Sequence[Sequence[Block]], *, header: bool = False, height: int = 0
) -> Element:
    properties = element(
        "w:trPr",
        element("w:cantSplit"),
        element("w:trHeight", val=height, hRule="atLeast") if height else None,
        element("w:tblHeader") if header else None,
    )
    return element("w:tr", properties, *(_cell(column, blocks) for column, blocks in zip(columns, cells, strict=True)))


def _cell(column: Column, blocks: Sequence[Block]) -> Element:
    width = element("w:tcPr", element("w:tcW", w=column.width, type="dxa"))
    return element("w:tc", width, *flatten(blocks))


def _runs(piece: Piece) -> list[Element]:  # noqa: PLR0911  # one for each kind of piece
    match piece:
        case str():
            return [_run(piece)]
        case Bold(text):
            return [_run(text, element("w:rPr", element("w:rStyle", val="Strong")))]
        case Room():
            return [_run("\u200b", element("w:rPr", element("w:rStyle", val="SignatureRoom")))]
        case Gaelic(text):
            return [_run(text, element("w:rPr", element("w:lang", val="gd-GB")))]
        case Break():
            return [element("w:r", element("w:br"))]
        case Link(text, relationship):
            link = element("w:hyperlink", _run(text, element("w:rPr", element("w:rStyle", val="Hyperlink"))))
            link.set(f"{{{NAMESPACES['r']}}}id", relationship)
            return [link]
        case Field(instruction, shown):
            code = element("w:instrText")
            code.text = f" {instruction} "
            code.set(XML_SPACE, "preserve")
            begin, separate, end = (element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
            return [element("w:r", part) for part in (begin, code, separate)] + [_run(shown), element("w:r", end)]


def _run(text: str, properties: Element | None = None) -> Element:
    content = element("w:t")
    content.text = text
    if text != text.strip():
        content.set(XML_SPACE, "preserve")
    return element("w:r", properties, content)
