"""A template's tables of contents → empty fields, and the lines that Word stored in them, as patterns for new ones.

What Word stored is its memory of the template, not what the author wrote: it is no text in which tags are read, and
each document gets lines of its own (`render.contents`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

from msgspec import Struct

from engross.problems import Severity, WordPlace
from engross.word.model.contents import lines_of, lists_of, paragraph_of
from engross.word.model.fields import INSTRUCTION, SIMPLE, Field, complex_fields, first_word
from engross.word.opc.xml_names import PPR, RPR, Element, P, R, T, ancestor, drop, make, name
from engross.word.tags.tag_table import Tags

_EDGES = (name("w:bookmarkStart"), name("w:bookmarkEnd"))


class Contents(Struct, frozen=True):
    """The tables of contents of a template: by what the field says, the lines that Word stored, each a paragraph."""

    patterns: Mapping[str, tuple[Element, ...]]


def tables_of_contents(root: Element) -> list[Field]:
    """Return the tables of contents of a story that can be made anew, without what Word stored being read as tags."""
    _separate(root)
    fields = [field for field in complex_fields(root) if field.word == "TOC" and _is_plain(field)]
    for field in fields:
        for node in _stored(field):
            for text in (*node.iter(T), *node.iter(INSTRUCTION)):
                if text not in field.instructions and "{" in (text.text or ""):
                    text.text = ""
    return fields


def report_stored(root: Element, remade: list[Field], where: Callable[[Element], WordPlace], tags: Tags) -> None:
    """Tell of tables of contents that stay as Word stored them: those of fields, of one bookmark, and of odd places."""
    begun = {field.begin for field in remade}
    stored = [
        *(field.begin for field in complex_fields(root) if field.word == "TOC" and field.separate is not None),
        *(node for node in root.iter(SIMPLE) if first_word(node.get(name("w:instr"), "")) == "TOC"),
    ]
    for node in stored:
        if node not in begun:
            tags.report("field-as-stored", where(paragraph_of(node)),
                        "this table of contents is not made anew for each document: it lists what the template held "
                        "when Word last updated it",
                        "update it in the finished document (F9), or let it list headings (References, Table of "
                        "Contents)", Severity.WARNING)  # fmt: skip


def _separate(root: Element) -> None:
    """Give each table of contents that was never made the separator behind which its lines belong."""
    for field in complex_fields(root):
        if field.word != "TOC" or field.separate is not None or field.end is None:
            continue
        run = ancestor(field.end, R)
        if run is None or ancestor(run, P) is not ancestor(field.begin, P):  # a block may cut it in two
            continue
        closing = make("w:r")
        closing.append(field.end)
        run.addnext(closing)
        opening = make("w:r")
        opening.append(make("w:fldChar", fldCharType="separate"))
        run.addnext(opening)
        if all(child.tag == RPR for child in run):
            drop(run)


def _is_plain(field: Field) -> bool:
    """Return whether a table lies among the paragraphs of one text, its lines known to be made as Word makes them."""
    if field.separate is None or field.end is None or lists_of(field.instruction) is None:
        return False
    start, end = paragraph_of(field.separate), paragraph_of(field.end)
    return paragraph_of(field.begin) is start and start.getparent() is end.getparent()


def _stored(field: Field) -> list[Element]:
    """The blocks from the paragraph of a table's beginning to that of its end."""
    assert field.separate is not None and field.end is not None  # noqa: S101, PT018  # only such are taken
    start, end = paragraph_of(field.separate), paragraph_of(field.end)
    blocks = [start]
    while blocks[-1] is not end:
        following = blocks[-1].getnext()
        if following is None:
            break
        blocks.append(following)
    return blocks


def emptied(fields: list[Field], root: Element, where: Callable[[Element], WordPlace], tags: Tags) -> Contents:
    """Empty these tables of contents, and return the lines that were in them; tell that their pages are not known."""
    patterns: dict[str, tuple[Element, ...]] = {}
    for field in fields:
        patterns[field.instruction] = tuple(deepcopy(line) for line in lines_of(field, root))
        if "\\n" not in field.instruction:
            tags.report("contents-without-pages", where(paragraph_of(field.begin)),
                        "the lines of this table of contents are made anew for each document, and only a layout "
                        "knows their pages: lines whose page is not certain show none in the Word file",
                        "update the finished document (F9) if it is sent as a Word file; its PDF shows them",
                        Severity.WARNING)  # fmt: skip
        _empty(field)
    return Contents(patterns)


def _empty(field: Field) -> None:
    """Take out what lies between a table's separator and its end, but for the edges of bookmarks."""
    blocks = _stored(field)
    start, last = blocks[0], blocks[-1]
    separator, end = (ancestor(node, R) for node in (field.separate, field.end) if node is not None)
    if separator is None or end is None:
        return
    gone = _between(separator, end, start, last)
    was_line = last is not start and any(
        text.text for node in gone for text in node.iter(T) if last in text.iterancestors()
    )
    for node in (*gone, *blocks[1:-1]):
        edges = [node] if node.tag in _EDGES else list(node.iter(*_EDGES))
        drop(node)
        start.extend(edges)
    drop(end)
    separator.addnext(end)
    if was_line and all(child.tag == PPR for child in last):
        drop(last)


def _between(separator: Element, end: Element, start: Element, last: Element) -> list[Element]:
    """What stands behind the separator in its paragraph, and before the end in its own."""
    behind = list(_child_of(start, separator).itersiblings())
    closing = _child_of(last, end)
    if last is start:
        return behind[: behind.index(closing)]
    children = [child for child in last if child.tag != PPR]
    return behind + children[: children.index(closing)]


def _child_of(paragraph: Element, node: Element) -> Element:
    """The child of a paragraph in which something stands."""
    return next(child for child in paragraph if child is node or node in child.iter())
