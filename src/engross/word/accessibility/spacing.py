"""The blank space of every story → problems: empty paragraphs, blank lines, and spaces or tabs that make columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.problems import Problem
from engross.word.accessibility.content import AccessibleDocument, Paragraph, StoryContent
from engross.word.opc.xml_names import NAMESPACES, PPR, TBL, TC, Element, P, name
from engross.word.tools.findings import Finding, excerpt, make_problem

_COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)|^ {3,}(?=\S)|(?<=\S)\t{2,}(?=\S)|(?<=\S)[ \t]*\t[ \t]+\t?(?=\S)")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")


def empty_paragraphs(document: AccessibleDocument) -> Iterator[Problem]:
    """Empty paragraphs that make space: a warning.

    WCAG 2.2 does not forbid them; a screen reader says "blank" for each, and the space grows and shrinks with the
    text. One that Word needs is none of them: alone in a cell, after a table at the end of a cell or of the document,
    or between two tables.
    """
    for content in document.stories:
        paragraphs = content.by_element
        for stretch in _stretches(content, paragraphs):
            if _makes_space(stretch, paragraphs):
                count = len(stretch)
                what = "an empty paragraph makes" if count == 1 else f"{count} empty paragraphs make"
                them = "it" if count == 1 else "them"
                yield make_problem(
                    "empty-paragraphs",
                    paragraphs[stretch[0]].place,
                    f"{what} space between texts",
                    f"delete {them}, and set the space before or after the paragraphs in their style "
                    "(Home, Styles, Modify, Format, Paragraph)",
                    warning=True,
                )


def blank_lines(document: AccessibleDocument) -> Iterator[Finding]:
    """Two line breaks one after the other: a warning, for the same reasons."""
    for content in document.stories:
        for paragraph in content.paragraphs:
            if _BLANK_LINES.search(paragraph.text):
                yield Finding(
                    make_problem(
                        "blank-lines",
                        paragraph.place,
                        f"the paragraph {excerpt(paragraph.text)} makes blank lines with line breaks",
                        "end the paragraph instead (Enter), and set the space after it in its style",
                        warning=True,
                    ),
                    paragraph.style,
                )


def columns(document: AccessibleDocument) -> Iterator[Finding]:
    """Runs of three or more spaces, or of two or more tabs, within text: a warning.

    White space that makes columns or tables fails WCAG 2.2, 1.3.1 and 1.3.2 (failures F33 and F34); that it is meant
    so is a guess. Tabs that place the parts of a header or footer are left alone.
    """
    for content in document.stories:
        for paragraph in content.paragraphs:
            gap = _COLUMNS.search(paragraph.text)
            if gap and not (content.story.kind in {"header", "footer"} and "\t" in gap[0]):
                what = "tabs" if "\t" in gap[0] else "spaces"
                yield Finding(
                    make_problem(
                        "spaces-as-layout",
                        paragraph.place,
                        f"the paragraph {excerpt(paragraph.text)} is laid out with a run of {what}",
                        "use a table with a header row for columns, and the style's indent or alignment for a place "
                        "on the line",
                        warning=True,
                    ),
                    (what, paragraph.style),
                )


def _stretches(content: StoryContent, paragraphs: dict[Element, Paragraph]) -> Iterator[list[Element]]:
    """Yield each stretch of empty paragraphs that follow one another; paragraphs of block tags do not count."""
    stretch: list[Element] = []
    for paragraph in content.paragraphs:
        if not _is_spacer(paragraph):
            if not paragraph.is_lifted:
                yield from [stretch] if stretch else []
                stretch = []
        elif stretch and _next_shown(stretch[-1], paragraphs, forward=True) is paragraph.element:
            stretch.append(paragraph.element)
        else:
            yield from [stretch] if stretch else []
            stretch = [paragraph.element]
    yield from [stretch] if stretch else []


def _is_spacer(paragraph: Paragraph) -> bool:
    """Return True if a paragraph is empty and draws nothing: a border of its own makes it a line."""
    properties = paragraph.element.find(PPR)
    return paragraph.is_empty and (properties is None or properties.find("w:pBdr", NAMESPACES) is None)


def _makes_space(stretch: list[Element], paragraphs: dict[Element, Paragraph]) -> bool:
    previous = _next_shown(stretch[0], paragraphs, forward=False)
    after = _next_shown(stretch[-1], paragraphs, forward=True)
    tables = [neighbour is not None and neighbour.tag == TBL for neighbour in (previous, after)]
    beside_text = any(neighbour is not None and neighbour.tag == P for neighbour in (previous, after))
    if previous is None and after is None:
        return len(stretch) > 1
    if len(stretch) == 1 and tables[0] and (after is None or tables[1]):
        return False
    return beside_text or len(stretch) > 1 or _cell_holds_more(stretch[0], tables)


def _cell_holds_more(paragraph: Element, tables: list[bool]) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == TC and tables == [False, True]


def _next_shown(element: Element, paragraphs: dict[Element, Paragraph], *, forward: bool) -> Element | None:
    """Return the paragraph or table beside an element that documents have, or None; look into content controls."""
    for sibling in element.itersiblings(preceding=not forward):
        inner = sibling.iter(P, TBL) if sibling.tag == name("w:sdt") else iter([sibling])
        shown = [node for node in inner if node.tag == TBL or (node in paragraphs and not paragraphs[node].is_lifted)]
        if shown:
            return shown[0 if forward else -1]
    return None
