"""A Word file → its text with tags, styles, lists, tables, headers, footers and notes marked, line by line.

Made for reading a change: one line for each paragraph, nothing that Word renumbers by itself, and always the same
lines for the same words, so that a difference of two files shows what an author changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from engross.problems import Refused
from engross.word.model.formatting.tables import cells, is_header, rows
from engross.word.model.headings import heading_level
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part, relationships
from engross.word.opc.stories import Story, stories
from engross.word.opc.xml_names import NAMESPACES, RPR, SDT_CONTENT, TBL, VAL, Element, P, R, T, name, value
from engross.word.prepare.validate import unreadable

_INDENT = "    "
_WRAPPING = (name("w:sdt"), SDT_CONTENT, name("w:customXml"), name("w:smartTag"), name("w:ins"), name("w:moveTo"))
_INLINE = (*_WRAPPING, name("w:dir"), name("w:bdo"))
_NOTES = {name("w:footnoteReference"): "footnote", name("w:endnoteReference"): "endnote"}
_BREAKS = {"page": " [page break] ", "column": " [column break] "}
_DEPTHS = frozenset("012345678")
_FIELD = {"begin": "[field ", "separate": ": ", "end": "]"}
_WORKED_OUT = re.compile(
    r"\[field\s+((?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|SAVEDATE|PRINTDATE)\b[^:\]]*?)\s*(?::[^\]]*)?\]"
)
"""Fields whose result Word works out afresh: it would show as a change that nobody made."""
_PLAIN = frozenset({"Hyperlink", "Default Paragraph Font"})
_MARKS = {"w:b": "bold", "w:i": "italic", "w:u": "underlined", "w:strike": "struck out"}
_PROPERTIES = {"title", "subject", "creator", "keywords", "description", "category", "contentStatus", "language"}


def show(package: Package) -> str:
    """Return the file as text, which ends in a line end. Raise Refused if it is no Word document."""
    fault = unreadable(package)
    if fault is not None:
        raise Refused([fault])
    body = package.xml(main_part(package))
    lines: list[str] = []
    for story in stories(package, body):
        shown = list(
            _properties(package, story) if story.kind == "properties" else _Telling(package, story, body).lines()
        )
        if shown:
            lines += [f"== {story.region} ==", "", *shown, ""]
    return "\n".join(lines)


class _Telling:
    """Tells one story; `styles` are the file's, `links` the addresses that the story's hyperlinks lead to."""

    def __init__(self, package: Package, story: Story, body: Element) -> None:
        self.root = body if story.kind == "body" else package.xml(story.part)
        self.story = story
        self.styles = StyleSheet.of(package)
        self.links = {link.id: link.target for link in relationships(package, story.part) if link.external}

    def lines(self) -> Iterator[str]:
        if self.story.kind in {"footnotes", "endnotes"}:
            for note in self._notes():
                yield f"[{self.story.kind[:-1]}]"
                yield from self.blocks(note, _INDENT)
        else:
            inner = self.root.find("w:body", NAMESPACES)
            yield from self.blocks(self.root if inner is None else inner, "")

    def _notes(self) -> list[Element]:
        return [note for note in self.root if note.get(name("w:type"), "normal") == "normal"]

    def blocks(self, parent: Element, indent: str) -> Iterator[str]:
        """Yield the paragraphs and tables of a story, a cell, a text box or a content control."""
        for child in parent:
            if child.tag == P:
                yield from self.paragraph(child, indent)
            elif child.tag == TBL:
                yield from self.table(child, indent)
            elif child.tag == name("w:sectPr"):
                yield f"{indent}[section: {_paper(child)}]"
            elif child.tag in _WRAPPING:
                yield from self.blocks(child, indent)

    def paragraph(self, paragraph: Element, indent: str) -> Iterator[str]:
        """Yield a paragraph with its style and its place in a list, then what stands in its text boxes."""
        text = "".join(self.inline(paragraph))
        first, *more = (self._opening(paragraph) + text).split("\n")
        yield (indent + first).rstrip()
        yield from (f"{indent}{_INDENT}{line}".rstrip() for line in more)
        for box in paragraph.iter(name("w:txbxContent")):
            if not any(parent.tag == name("mc:Fallback") for parent in box.iterancestors()):
                yield f"{indent}[text box]"
                yield from self.blocks(box, indent + _INDENT)
        section = paragraph.find("w:pPr/w:sectPr", NAMESPACES)
        if section is not None:
            yield f"{indent}[section: {_paper(section)}]"

    def table(self, table: Element, indent: str) -> Iterator[str]:
        """Yield a table, row by row and cell by cell."""
        caption = value(table, "w:tblPr/w:tblCaption")
        style = self.styles.chain(value(table, "w:tblPr/w:tblStyle"), "table")
        named = [words for words in (caption and f'"{caption}"', style and f"({value(style[-1], 'w:name')})") if words]
        yield f"{indent}[table{''.join(f' {words}' for words in named)}]"
        for row in rows(table):
            yield f"{indent}[{'header row' if is_header(row) else 'row'}]"
            for cell in cells(row):
                told = list(self.blocks(cell, indent + _INDENT * 2)) or [""]
                yield f"{indent}{_INDENT}|{told[0][len(indent) + len(_INDENT) + 1 :] if told[0] else ''}".rstrip()
                yield from told[1:]
        yield f"{indent}[end of table]"

    def inline(self, parent: Element) -> Iterator[str]:
        """Yield the text of a paragraph: what is bold, a link, a note, a picture or a field is marked."""
        marked: list[tuple[str, str]] = []
        for child in parent:
            if child.tag == R:
                marked.append((self._formatting(child), "".join(self._run(child))))
            elif child.tag == name("w:hyperlink"):
                marked.append(("", f"[{''.join(self.inline(child))}]({self._target(child)})"))
            elif child.tag == name("w:fldSimple"):
                marked.append(("", f"[field {_words(child.get(name('w:instr')))}: {''.join(self.inline(child))}]"))
            elif child.tag in _INLINE:
                marked.append(("", "".join(self.inline(child))))
            elif child.tag == name("w:del"):
                marked.append(("deleted", "".join(text.text or "" for text in child.iter(name("w:delText")))))
        yield _WORKED_OUT.sub(r"[field \1]", "".join(_joined(marked)))

    def _target(self, link: Element) -> str:
        """Return the address of a link; Word writes the braces of a tag in it as %7B and %7D."""
        address = self.links.get(link.get(name("r:id"), ""), "")
        return unquote(address) if "%7B" in address else address or f"#{link.get(name('w:anchor'), '')}"

    def _run(self, run: Element) -> Iterator[str]:
        for child in run:
            if child.tag == T:
                yield child.text or ""
            elif child.tag == name("w:tab"):
                yield "\t"
            elif child.tag in {name("w:br"), name("w:cr")}:
                yield _BREAKS.get(child.get(name("w:type"), ""), "\n")
            elif child.tag == name("w:noBreakHyphen"):
                yield "-"
            elif child.tag == name("w:instrText"):
                yield child.text or ""
            elif child.tag == name("w:fldChar"):
                yield _FIELD.get(child.get(name("w:fldCharType"), ""), "")
            elif child.tag in _NOTES:
                yield f"[{_NOTES[child.tag]}]"
            else:
                yield from _picture(child)

    def _formatting(self, run: Element) -> str:
        """Direct formatting that carries meaning, and a character style, in words; "" for plain text."""
        properties = run.find(RPR)
        style = value(properties, "w:rStyle")
        chain = self.styles.chain(style, "character") if style else ()
        called = value(chain[-1], "w:name") if chain else None
        looks = (
            []
            if properties is None
            else [mark for path, mark in _MARKS.items() if _is_on(properties.find(path, NAMESPACES))]
        )
        return ", ".join([*([called] if called and called not in _PLAIN else []), *looks])

    def _opening(self, paragraph: Element) -> str:
        """Return the style's name, but for that of plain text, and the mark of a heading or of an item of a list."""
        level = heading_level(self.styles, paragraph) or None
        called = self.styles.name_of(paragraph)
        depth = self._list_depth(paragraph)
        mark = f"{'#' * level} " if level else f"{'  ' * depth}- " if depth is not None else ""
        plain = called in {"", "Normal"} or (level and called.lower() == f"heading {level}")
        return mark if plain else f"{mark}({called}) "

    def _list_depth(self, paragraph: Element) -> int | None:
        chain = self.styles.of_paragraph(paragraph)
        for source in (paragraph, *reversed(chain)):
            numbering = source.find("w:pPr/w:numPr", NAMESPACES)
            if numbering is not None and value(numbering, "w:numId") is not None:
                depth = value(numbering, "w:ilvl") or "0"
                return None if value(numbering, "w:numId") == "0" else int(depth) if depth in _DEPTHS else 0
        return None


def _joined(marked: list[tuple[str, str]]) -> Iterator[str]:
    """Runs of the same formatting as one, so that the pieces Word cuts a sentence into do not show."""
    at = 0
    while at < len(marked):
        formatting = marked[at][0]
        end = next((n for n in range(at, len(marked)) if marked[n][0] != formatting), len(marked))
        text = "".join(piece for _, piece in marked[at:end])
        yield f"<{formatting}>{text}</{formatting}>" if formatting and text.strip() else text
        at = end


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(VAL, "1") not in {"0", "false", "none", "off"}


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _picture(element: Element) -> Iterator[str]:
    for properties in element.iter(name("wp:docPr")):
        if not any(parent.tag == name("mc:Fallback") for parent in properties.iterancestors()):
            yield f"[picture: {properties.get('descr') or properties.get('name') or ''}]"


def _paper(section: Element) -> str:
    size = section.find("w:pgSz", NAMESPACES)
    turned = size is not None and size.get(name("w:orient")) == "landscape"
    kind = value(section, "w:type") or "nextPage"
    return f"{'landscape' if turned else 'portrait'}, {kind}"


def _properties(package: Package, story: Story) -> Iterator[str]:
    """Yield the document's properties that hold words; dates and counts, which Word changes by itself, are left out."""
    for node in package.xml(story.part).iter(etree.Element):
        called = str(node.tag).rpartition("}")[2]
        text = " ".join((node.text or "").split())
        holder = node.getparent()
        own = None if holder is None else holder.get("name")
        if text and (called in _PROPERTIES or own):
            yield f"{own or called}: {text}"
