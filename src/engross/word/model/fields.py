"""The fields of a story: what each says, between which of its nodes it stands, and what it shows.

Simple and complex fields are read as one (ECMA-376, part 1, 17.16.18 and 17.16.19).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from engross.word.opc.stories import may_hold
from engross.word.opc.xml_names import RPR, Element, P, R, T, ancestor, w

FIELD_CHARACTER, INSTRUCTION, SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
FIELD_TYPE = w("fldCharType")
_INSTR = w("instr")
SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\x1e", w("softHyphen"): "\x1f"}
"""The signs that are elements of their own, each with the character that stands for it in a text, as in Word's own."""
_BARE = re.compile(r"[^\W\d]\w*")
"""The name of a bookmark: what a field that says nothing else refers to."""
FIELD_WORDS = frozenset(
    "= ADDIN ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BARCODE BIBLIOGRAPHY "
    "BIDIOUTLINE CITATION COMMENTS COMPARE CONTROL CREATEDATE DATA DATABASE DATE DDE DDEAUTO DISPLAYBARCODE "
    "DOCPROPERTY DOCVARIABLE EDITTIME EMBED EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT FTNREF "
    "GLOSSARY GOTOBUTTON GREETINGLINE HTMLACTIVEX HTMLCONTROL HYPERLINK IF IMPORT INCLUDE INCLUDEPICTURE INCLUDETEXT "
    "INDEX INFO KEYWORDS LASTSAVEDBY LINK LISTNUM MACROBUTTON MERGEBARCODE MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF "
    "NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINT PRINTDATE PRIVATE QUOTE RD REF REVNUM SAVEDATE SECTION "
    "SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SUBJECT SUBSCRIBER SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC "
    "USERADDRESS USERINITIALS USERNAME XE".split()
)
"""The words that fields begin with (ECMA-376, part 1, 17.16.5, and those that Word reads besides)."""
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"?|“([^”]*)”?|([^\s"]+)')


class Field(Struct):
    """A complex field: its characters, the nodes of its instruction, and the texts and signs of its result."""

    begin: Element
    instructions: list[Element] = field(default_factory=list)
    before_result: list[Element] = field(default_factory=list)
    results: list[Element] = field(default_factory=list)
    signs: list[Element] = field(default_factory=list)
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


class FieldView(Struct, frozen=True):
    """A field of either sort: its instruction, an element to tell its place by, and the texts (w:t) of its result.

    `is_put_together` says that other fields stand in its instruction. `signs` are the breaks, tabs and hyphens of its
    result.
    """

    instruction: str
    element: Element
    texts: tuple[Element, ...]
    is_put_together: bool = False
    signs: tuple[Element, ...] = ()

    @property
    def word(self) -> str:
        """The kind of field, such as "TOC"; REF for one that only names a bookmark, as Word reads it."""
        return "REF" if bare_name(self.instruction) else first_word(self.instruction)

    @property
    def arguments(self) -> list[str]:
        """What follows the kind, without quotation marks, up to the first switch."""
        called = bare_name(self.instruction)
        return [called] if called else arguments(self.instruction)

    @property
    def result(self) -> str:
        """The text that the field shows."""
        return "".join(node.text or "" for node in self.texts)

    @property
    def paragraph(self) -> Element | None:
        """The paragraph in which the field begins."""
        return ancestor(self.element, P)


def first_word(instruction: str) -> str:
    """Return the kind of field that an instruction begins with, in capitals; "=" for a formula."""
    words = instruction.split(None, 1)
    if not words:
        return ""
    return "=" if words[0].startswith("=") else words[0].upper()


def bare_name(instruction: str) -> str:
    """Return the bookmark that an instruction names without REF, which Word allows; "" if it says anything else."""
    words = instruction.split(None, 1)
    is_bare = words and _BARE.fullmatch(words[0]) and words[0].upper() not in FIELD_WORDS
    return words[0] if is_bare else ""


def arguments(instruction: str) -> list[str]:
    """Return what follows the kind of an instruction, without quotation marks, up to the first switch."""
    words = instruction.split(None, 1)
    rest = words[1] if len(words) > 1 else ""
    values: list[str] = []
    for match in _ARGUMENT.finditer(rest):
        if match[3] is not None and match[3].startswith("\\"):
            break
        values.append(next(group for group in match.groups() if group is not None))
    return values


def complex_fields(story: Element) -> Iterator[Field]:
    """The complex fields of a story, the inner before the outer; a field without an end comes last, without one."""
    open_fields: list[Field] = []
    bounds = {node.getparent() for node in story.iter(FIELD_CHARACTER)}
    for run in story.iter(R) if bounds else ():
        if not open_fields and run not in bounds:
            continue
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
    if node.tag == T and open_fields[-1].separate is not None:
        open_fields[-1].results.append(node)
    if node.tag in SIGNS and open_fields[-1].separate is not None:
        open_fields[-1].signs.append(node)
    for outer in open_fields:
        if outer.separate is None and node is not outer.begin:
            outer.before_result.append(node)


def may_hold_fields(data: bytes) -> bool:
    """Return whether a part may hold a field."""
    return may_hold(data, b"fldChar", b"fldSimple")


def fields_in(story: Element) -> Iterator[FieldView]:
    """Yield every field of a story, simple and complex; the texts are those of its own result, not of inner fields."""
    for complex_field in complex_fields(story):
        holds_fields = any(node.tag == FIELD_CHARACTER for node in complex_field.before_result)
        result, signs = tuple(complex_field.results), tuple(complex_field.signs)
        yield FieldView(complex_field.instruction, complex_field.begin, result, holds_fields, signs)
    for simple in story.iter(SIMPLE):
        inner = {node for other in simple.iterdescendants(SIMPLE) for node in other.iter(T, *SIGNS)}
        texts, signs = (
            tuple(node for node in simple.iter(*tags) if node not in inner) for tags in ((T,), tuple(SIGNS))
        )
        yield FieldView(simple.get(_INSTR, ""), simple, texts, signs=signs)
