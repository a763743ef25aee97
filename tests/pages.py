"""A Word file's bytes → what a reader finds on its pages: styled paragraphs, headings, tables and running lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from engross.word.opc.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element  # noqa: SLF001  # lxml has no public name for the class of its elements


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's style identifier and text; `in_table` where it stands in a cell."""

    style: str
    text: str
    in_table: bool


class Pages:
    """What a reader finds in a Word file."""

    def __init__(self, data: bytes) -> None:
        self.package = Package.open(data)
        self.body = self.package.xml("word/document.xml")

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the body, in order."""
        return [_paragraph(node) for node in self.body.iter(f"{W}p")]

    @property
    def texts(self) -> list[str]:
        """The texts of the body's paragraphs, in order."""
        return [paragraph.text for paragraph in self.paragraphs]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The headings with their levels, in order."""
        marked = ((re.fullmatch(r"Heading(\d)", paragraph.style), paragraph.text) for paragraph in self.paragraphs)
        return [(int(match[1]), text) for match, text in marked if match]

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables as rows of cells' texts; the paragraphs of a cell are joined by a slash."""
        return [
            [[" / ".join(_text(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")] for row in rows]
            for rows in (list(table.iter(f"{W}tr")) for table in self.body.iter(f"{W}tbl"))
        ]

    def table(self, caption: str) -> list[list[str]]:
        """The first table with this caption."""
        captions = [node.get(f"{W}val") for node in self.body.iter(f"{W}tblCaption")]
        return self.tables[captions.index(caption)]

    def styles_in(self, caption: str) -> set[str]:
        """The styles of the paragraphs of the tables with this caption."""
        called = (
            table
            for table in self.body.iter(f"{W}tbl")
            for name in table.iter(f"{W}tblCaption")
            if name.get(f"{W}val") == caption
        )
        return {_paragraph(node).style for table in called for node in table.iter(f"{W}p")}

    def under(self, heading: str) -> list[str]:
        """The texts between this heading and the next of its level or a higher one."""
        texts: list[str] = []
        depth = 0
        for paragraph in self.paragraphs:
            match = re.fullmatch(r"Heading(\d)", paragraph.style)
            if match and depth and int(match[1]) <= depth:
                break
            if depth:
                texts.append(paragraph.text)
            elif match and paragraph.text == heading:
                depth = int(match[1])
        return texts

    def running(self, kind: str) -> list[list[str]]:
        """The lines of each "header" or "footer" part, in the order of the parts."""
        names = sorted(name for name in self.package.names if name.startswith(f"word/{kind}"))
        return [[_text(node) for node in self.package.xml(name).iter(f"{W}p")] for name in names]

    def property(self, local: str) -> str:
        """A core property such as "title"."""
        nodes = [node for node in self.package.xml("docProps/core.xml").iter("{*}*") if node.tag.endswith(f"}}{local}")]
        return nodes[0].text or ""

    def everything(self) -> str:
        """All text of all parts, properties and addresses included."""
        roots = (self.package.xml(name) for name in self.package.names if name.endswith((".xml", ".rels")))
        return "\n".join(chain.from_iterable(_words(root) for root in roots))


def _words(root: Element) -> Iterator[str]:
    for node in root.iter("{*}*"):
        if node.text:
            yield node.text
        yield from map(str, node.attrib.values())


def _paragraph(node: Element) -> Paragraph:
    style = node.find(f"{W}pPr/{W}pStyle")
    name = "Normal" if style is None else style.get(f"{W}val", "")
    return Paragraph(name, _text(node), any(ancestor.tag == f"{W}tc" for ancestor in node.iterancestors()))


def _text(node: Element) -> str:
    return "".join(run.text or "" for run in node.iter(f"{W}t"))
