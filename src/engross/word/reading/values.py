"""What a Word file says, as frozen values: paragraphs, tables, rows and cells, with their places in Word's words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engross.problems import WordPlace


class Paragraph(Struct, frozen=True):
    """A paragraph outside of tables: its text, the level of the heading that it is (0 if none), and its bookmarks."""

    text: str
    level: int
    bookmarks: tuple[str, ...]
    place: WordPlace


class Cell(Struct, frozen=True):
    """A cell: the grid's columns that it covers, counted from 0, and what it says.

    `struck` is what tracked deletions took away and `inserted` what tracked insertions put in; `crossed` is what was
    crossed out by hand. `colours` are the fills, highlights and colours of text that were set in it, as six hexadecimal
    digits or Word's names; `comments` the texts of the comments in it. `is_continued` says that it continues the cell
    above it.
    """

    first: int
    end: int
    text: str
    place: WordPlace
    struck: str = ""
    inserted: str = ""
    bookmarks: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    crossed: str = ""
    is_continued: bool = False


class Row(Struct, frozen=True):
    """A row of a table; `change` is "inserted" or "deleted" if that is tracked and neither accepted nor rejected.

    It is "crossed out" where somebody did that by hand to all that the row says.
    """

    cells: tuple[Cell, ...]
    place: WordPlace
    is_header: bool = False
    change: str = ""

    @property
    def text(self) -> str:
        """What all its cells say."""
        return " ".join(cell.text for cell in self.cells if cell.text and not cell.is_continued)

    @property
    def is_struck(self) -> bool:
        """Return whether the row no longer counts: it was deleted with tracking, or crossed out by hand."""
        return self.change in {"deleted", "crossed out"}

    @property
    def has_changes(self) -> bool:
        """Return whether anything in it is a tracked change."""
        return self.change in {"inserted", "deleted"} or any(cell.struck or cell.inserted for cell in self.cells)


class Table(Struct, frozen=True):
    """A table; `headings` are the headings that it stands under, the nearest last."""

    number: int
    rows: tuple[Row, ...]
    headings: tuple[Paragraph, ...]
    place: WordPlace


class DocumentText(Struct, frozen=True):
    """What a whole document says: its blocks in order, its custom properties, and who saved it.

    `application` is what the file says of the program that saved it last; "" if it says nothing. `has_changes` says
    whether tracked changes are neither accepted nor rejected, `pictures` how many pictures it has.
    """

    blocks: tuple[Paragraph | Table, ...]
    properties: dict[str, str]
    application: str
    has_changes: bool
    pictures: int

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in order; a nested one follows the one that it stands in."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside of tables, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
