"""The fields in a story → the same fields fit for another document, and those that are not, as their text."""

from __future__ import annotations

import re
from collections.abc import Callable

from engross.word.model.fields import SIMPLE, Field, complex_fields, first_word
from engross.word.opc.xml_names import RPR, SPACE, Element, w

TO_TEXT = frozenset(
    "ASK AUTHOR COMMENTS CREATEDATE DATABASE DDE DDEAUTO DOCPROPERTY DOCVARIABLE EDITTIME FILENAME FILESIZE FILLIN "
    "INCLUDEPICTURE INCLUDETEXT INFO KEYWORDS LASTSAVEDBY LINK MERGEFIELD NUMCHARS NUMWORDS PRINTDATE REVNUM SAVEDATE "
    "SEQ SUBJECT TEMPLATE TITLE USERADDRESS USERINITIALS USERNAME".split()
)
"""The fields whose result depends on the file they stand in, its properties, its place or its counts.

SEQ is among them: updated in the report it would go on from the report's tables, and renumber those that follow.
"""
_LINK = re.compile(
    r'(^\s*(?:REF|PAGEREF|NOTEREF)\s+"?|^\s*HYPERLINK\b.*\\l\s+"?|^\s*TOC\b.*\\b\s+"?)([^\s"\\]+)', re.IGNORECASE
)
_LEVELS = re.compile(r'(\\o\s+")(\d)-(\d)(")')
_STYLE_LEVEL = re.compile(r"([,;]\s*)([1-8])\b")
_HEADING = re.compile(r'(STYLEREF\s+"?(?:heading\s+)?)([1-8])\b', re.IGNORECASE)


def settle(story: Element, rename: Callable[[str], str], mark: str, down: int = 1) -> None:
    """Make a story's fields fit for the report: bookmarks renamed, levels demoted, what cannot follow as its text.

    `mark` is the bookmark around the appendix; `down` says how many levels lower its headings are.
    """
    for complex_field in list(complex_fields(story)):
        for character in (complex_field.begin, complex_field.separate, complex_field.end):
            if character is not None:
                character.attrib.pop(w("dirty"), "")
        if complex_field.word in TO_TEXT and complex_field.end is not None:
            _to_text(complex_field)
        elif complex_field.instructions:
            _instruct(complex_field.instructions, adapted(complex_field.instruction, rename, mark, down))
    for simple in list(story.iter(SIMPLE)):
        simple.attrib.pop(w("dirty"), "")
        instruction = simple.get(w("instr"), "")
        if first_word(instruction) in TO_TEXT:
            _unwrap(simple)
        else:
            simple.set(w("instr"), adapted(instruction, rename, mark, down))


def adapted(instruction: str, rename: Callable[[str], str], mark: str, down: int = 1) -> str:
    """An instruction with its bookmarks renamed, and its heading levels as much lower as the plan's headings are."""
    new = _LINK.sub(lambda link: link[1] + rename(link[2]), instruction)
    if first_word(new) == "TOC":
        new = _LEVELS.sub(lambda text: f"{text[1]}{_lower(text[2], down)}-{_lower(text[3], down)}{text[4]}", new)
        return new if "\\b" in new else f"{new.rstrip()} \\b {mark} "
    return _HEADING.sub(lambda text: text[1] + _lower(text[2], down), new)


def _lower(level: str, down: int) -> str:
    return str(min(int(level) + down, 9))


def _instruct(nodes: list[Element], instruction: str) -> None:
    if "".join(node.text or "" for node in nodes) == instruction:
        return
    for node in nodes:
        node.text = ""
    nodes[0].text = instruction
    nodes[0].set(SPACE, "preserve")


def _to_text(complex_field: Field) -> None:
    for node in [complex_field.begin, *complex_field.before_result, complex_field.separate, complex_field.end]:
        run = node.getparent() if node is not None else None
        if run is not None and node is not None:
            run.remove(node)
            if all(child.tag == RPR for child in run):
                _remove(run)


def _remove(item: Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _unwrap(item: Element) -> None:
    parent = item.getparent()
    if parent is not None:
        place = parent.index(item)
        parent[place : place + 1] = [child for child in item if child.tag != w("fldData")]
