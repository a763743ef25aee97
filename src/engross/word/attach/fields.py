"""The fields in a story → the same fields fit for another document, and those that are not, as their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from engross.word.opc.xml_names import RPR, SPACE, Element, R, w

FIELD_CHARACTER, INSTRUCTION, SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
FIELD_TYPE = w("fldCharType")
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


@dataclass(slots=True)
class Field:
    """A complex field: its characters, the nodes of its instruction, and whether it is past its separator."""

    begin: Element
    instructions: list[Element] = field(default_factory=list)
    before_result: list[Element] = field(default_factory=list)
    separate: Element | None = None
    end: Element | None = None

    @property
    def instruction(self) -> str:
        """The instruction, joined over its runs."""
        return "".join(node.text or "" for node in self.instructions)

    @property
    def word(self) -> str:
        """The kind of field, such as "TOC"."""
        return first_word(self.instruction)


def first_word(instruction: str) -> str:
    """The kind of field that an instruction begins with, in capitals."""
    words = instruction.split(None, 1)
    return words[0].upper() if words else ""


def complex_fields(story: Element) -> Iterator[Field]:
    """The complex fields of a story, the inner before the outer; a field without an end comes last, without one."""
    open_fields: list[Field] = []
    for run in story.iter(R):
        for node in run:
            kind = node.get(FIELD_TYPE) if node.tag == FIELD_CHARACTER else None
            if kind == "begin":
                open_fields.append(Field(node))
            elif open_fields and kind == "separate":
                open_fields[-1].separate = node
            elif open_fields and kind == "end":
                open_fields[-1].end = node
                yield open_fields.pop()
            if open_fields and node.tag != RPR:
                _collect(open_fields, node)
    yield from reversed(open_fields)


def _collect(open_fields: list[Field], node: Element) -> None:
    if node.tag == INSTRUCTION and open_fields[-1].separate is None:
        open_fields[-1].instructions.append(node)
    for outer in open_fields:
        if outer.separate is None and node is not outer.begin:
            outer.before_result.append(node)


def settle(story: Element, rename: Callable[[str], str], mark: str) -> None:
    """Make a story's fields fit for the report: bookmarks renamed, levels demoted, what cannot follow as its text.

    `mark` is the bookmark around the appendix.
    """
    for complex_field in list(complex_fields(story)):
        for character in (complex_field.begin, complex_field.separate, complex_field.end):
            if character is not None:
                character.attrib.pop(w("dirty"), "")
        if complex_field.word in TO_TEXT and complex_field.end is not None:
            _to_text(complex_field)
        elif complex_field.instructions:
            _instruct(complex_field.instructions, adapted(complex_field.instruction, rename, mark))
    for simple in list(story.iter(SIMPLE)):
        simple.attrib.pop(w("dirty"), "")
        instruction = simple.get(w("instr"), "")
        if first_word(instruction) in TO_TEXT:
            _unwrap(simple)
        else:
            simple.set(w("instr"), adapted(instruction, rename, mark))


def adapted(instruction: str, rename: Callable[[str], str], mark: str) -> str:
    """An instruction with its bookmarks renamed, and its heading levels one lower, as the plan's headings are."""
    new = _LINK.sub(lambda found: found[1] + rename(found[2]), instruction)
    if first_word(new) == "TOC":
        new = _LEVELS.sub(lambda found: f"{found[1]}{_lower(found[2])}-{_lower(found[3])}{found[4]}", new)
        return new if "\\b" in new else f"{new.rstrip()} \\b {mark} "
    return _HEADING.sub(lambda found: found[1] + _lower(found[2]), new)


def _lower(level: str) -> str:
    return str(min(int(level) + 1, 9))


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
