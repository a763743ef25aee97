"""A tagged PDF → what a screen reader would say of it, line by line, in the order of its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Dictionary, Object, Pdf

from engross.pdf.files import PdfFile
from engross.pdf.marked_text import MarkedText, marked_text
from engross.pdf.open_pdf import open_pdf
from engross.pdf.structure_tree import MOST_DEEP, elements, is_element, kids, role, role_map

_HEADING = re.compile(r"/H([1-6]?)")
_INLINE = {"/Span", "/Quote", "/Code", "/BibEntry", "/Lbl", "/Reference", "/NonStruct", "/Annot", "/Em", "/Strong"}
_PAGE = "[page "
_UNTAGGED = "This PDF has no tags: a screen reader guesses what to say, and in which order."


def read_aloud(file: PdfFile) -> tuple[str, ...]:
    """Return what a screen reader would say of a PDF, line by line; Refused as `attach` refuses.

    Pages, headings with their levels, lists with their items, tables with their sizes and header cells, links, notes,
    pictures and changes of language are said as such; artifacts are passed over.
    """
    with open_pdf(file) as pdf:
        head = [f"Document: {pdf.docinfo.get('/Title', '') or 'without a title'}", *_language(pdf)]
        root = pdf.Root.get("/StructTreeRoot", Dictionary())
        if not kids(root):
            return (*head, _UNTAGGED)
        # The pages are read as they are now, in case the file had to be recovered.
        stream = BytesIO()
        pdf.save(stream)
        reader = _Reader(pdf, marked_text(stream.getvalue()), role_map(root))
        reader.block(root, "", 0)
        return (*head, *reader.lines)


def _language(pdf: Pdf) -> Iterator[str]:
    yield f"Language: {pdf.Root.get('/Lang', '') or 'not said'}"


class _Reader:
    """A structure tree that is being read: the lines said so far, and the page they are on."""

    def __init__(self, pdf: Pdf, texts: MarkedText, roles: dict[str, str]) -> None:
        self._texts, self._roles = texts, roles
        self._numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._labels = [page.label for page in pdf.pages]
        self._page = -1
        self.lines: list[str] = []

    def block(self, element: Object, indent: str, depth: int, lead: str = "") -> None:
        """Say what an element holds: its text in one line, and blocks within it in lines of their own."""
        spoken: list[str] = []
        for kid in kids(element) if depth < MOST_DEEP else ():
            if not is_element(kid) or role(kid, self._roles) in _INLINE | {"/Link", "/Note", "/Form"}:
                spoken.append(self._inline(kid, element, depth + 1))
                continue
            lead = self._flush(spoken, indent, lead)
            self._one(kid, indent, depth + 1, lead)
            lead = ""
        self._flush(spoken, indent, lead)

    def _flush(self, spoken: list[str], indent: str, lead: str) -> str:
        """Say the text that was gathered; what is said before it, once."""
        text = " ".join("".join(spoken).split())
        if text or (spoken and lead):
            self.lines.append(f"{indent}{lead}{text or 'blank'}")
            lead = ""
        elif spoken:
            self.lines.append(f"{indent}blank")
        spoken.clear()
        return lead

    def _one(self, element: Object, indent: str, depth: int, lead: str) -> None:
        kind = role(element, self._roles)
        heading = _HEADING.fullmatch(kind)
        lead += f"({element.Lang}) " if "/Lang" in element else ""
        if heading:
            self.block(element, indent, depth, f"{lead}Heading {heading[1]}: ".replace(" :", ":"))
        elif kind == "/L":
            items = sum(1 for kid in kids(element) if is_element(kid) and role(kid, self._roles) == "/LI")
            self.lines.append(f"{indent}List of {items} item{'s' if items != 1 else ''}")
            self.block(element, indent + "  ", depth)
        elif kind == "/LI":
            self._item(element, indent, depth)
        elif kind == "/Table":
            self._table(element, indent, depth)
        elif kind in {"/Figure", "/Formula"}:
            self._turn(element)
            words = str(element.get("/Alt", "") or element.get("/ActualText", ""))
            self.lines.append(f"{indent}Picture: {words}" if words else f"{indent}Picture without a description")
        else:
            self.block(element, indent, depth, lead)

    def _item(self, element: Object, indent: str, depth: int) -> None:
        parts = [kid for kid in kids(element) if is_element(kid)]
        labels = [kid for kid in parts if role(kid, self._roles) == "/Lbl"]
        label = " ".join(self._inline(label, element, depth + 1) for label in labels).strip()
        for kid in parts:
            if kid not in labels:
                self.block(kid, indent, depth + 1, f"{label} " if label else "")
                label = ""

    def _table(self, element: Object, indent: str, depth: int) -> None:
        rows = [row for row in elements(element) if role(row, self._roles) == "/TR"]
        cells = [[cell for cell in kids(row) if is_element(cell)] for row in rows]
        columns = max(map(len, cells), default=0)
        self.lines.append(f"{indent}Table of {len(rows)} rows and {columns} columns")
        for number, row in enumerate(cells, 1):
            texts = [self._cell(cell, depth + 1) for cell in row]
            self.lines.append(f"{indent}  Row {number}: " + " | ".join(texts))

    def _cell(self, cell: Object, depth: int) -> str:
        outer, self.lines = self.lines, []
        self.block(cell, "", depth)
        pages = [line for line in self.lines if line.startswith(_PAGE)]
        text = "; ".join(line.strip() for line in self.lines if line.strip() != "blank" and line not in pages)
        self.lines = [*outer, *pages]
        is_header = role(cell, self._roles) == "/TH"
        return f"header {text or 'empty'}" if is_header else text or "empty"

    def _inline(self, kid: Any, element: Object, depth: int) -> str:
        if not is_element(kid):
            return self._content(kid, element)
        words = str(kid.get("/ActualText", "") or kid.get("/Alt", ""))
        kind = role(kid, self._roles)
        inner = words or "".join(self._inline(each, kid, depth + 1) for each in kids(kid) if depth < MOST_DEEP)
        spoken = {"/Link": "{} (link)", "/Note": " (note: {}) ", "/Form": " (form field: {}) "}.get(kind, "{}")
        tongue = f"({kid.Lang}) " if "/Lang" in kid else ""
        return tongue + spoken.format(" ".join(inner.split()) if kind in {"/Note", "/Form"} else inner)

    def _content(self, kid: Any, element: Object) -> str:
        """The text of a piece of marked content, which an identifier or a reference leads to."""
        own = kid if isinstance(kid, Dictionary) else Dictionary()
        identifier = kid if isinstance(kid, int) else own.get("/MCID")
        page = own.get("/Pg", element.get("/Pg"))
        number = self._numbers.get(page.objgen, -1) if page is not None else -1
        self._at(number)
        return "" if identifier is None else self._texts.get((number, int(identifier)), "")

    def _turn(self, element: Object) -> None:
        page = element.get("/Pg")
        self._at(self._numbers.get(page.objgen, -1) if page is not None else -1)

    def _at(self, number: int) -> None:
        if number not in {-1, self._page}:
            self._page = number
            self.lines.append(f"{_PAGE}{self._labels[number]}]")
