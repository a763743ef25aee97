"""What is converted to a PDF in a Word file's stead, and what its PDF has to say: what the Word and PDF sides share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

DECORATION = "\u2060decoration\u2060"
"""The description that a picture which is decoration has in a copy: no author writes it, and no reader is told it."""


class PrintedTable(Struct, frozen=True):
    """What a Word file says of a table: how many rows it has, and whether its first column names them."""

    rows: int
    has_row_headers: bool


class Margins(NamedTuple):
    """What stands in the header and in the footer of a page."""

    header: str
    footer: str


class PrintedText(Struct, frozen=True):
    """What a Word file says, in order, so that its PDF can be held against it.

    `text` is that of the body, `notes` that of the footnotes and endnotes in the order in which the text refers to
    them, `boxes` that of the text boxes. `first_margins` are what the first page may have above and below its text,
    `margins` what the others may have; none if that is not known. Where the file stores no words but a PDF may show
    some, such as the label of a list, a note's number or a page's, there stands one GAP.
    """

    text: str
    notes: str
    boxes: str
    first_margins: tuple[Margins, ...] = ()
    margins: tuple[Margins, ...] = ()


GAP = "\ufffc"
"""Stands in a text for what a Word file does not store, and a PDF may show: a few characters, or none."""


class PrintCopy(Struct, frozen=True):
    """The bytes that are converted, and what is known of the Word file whose PDF they become.

    Made of bytes alone, it is a copy of which nothing else is known. `tables` are the file's tables in order, those in
    text boxes left out; `text` is None if it cannot be compared. `says` are texts, by their names, that the PDF says
    of itself. `items` are the numbers of list items before the first table, in each of its cells, behind it, and so on;
    `undescribed` are the names of pictures of which nothing is said.
    """

    data: bytes
    tables: tuple[PrintedTable, ...] = ()
    text: PrintedText | None = None
    says: tuple[tuple[str, str], ...] = ()
    items: tuple[int, ...] = ()
    undescribed: tuple[str, ...] = ()


Prepare = Callable[[bytes], PrintCopy]
"""What makes the copy of a Word file."""
