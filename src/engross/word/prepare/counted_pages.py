"""A template → the page numbers that Word shows in one form and a PDF in another: each told at its field.

LibreOffice, which makes the PDF, knows some forms of page numbers only, and shows the pages of references in digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from engross.problems import Place
from engross.word.model.contents import Heading, Switches, line_switches, lists_of
from engross.word.model.fields import FieldView, fields_in
from engross.word.model.headings import heading_level
from engross.word.model.number_forms import LIST_FORMS
from engross.word.model.styles import StyleSheet, style_name
from engross.word.opc.package import Package
from engross.word.opc.xml_names import PPR, SECTPR, Element, P, name

_NUMBERS, _FORM, _CHAPTER = name("w:pgNumType"), name("w:fmt"), name("w:chapStyle")
_MARK, _NAME = name("w:bookmarkStart"), name("w:name")
_SWITCH = re.compile(r'\\(?:\*\s*"?(\w+)|(#)(?!\s*"?[#,]*[#0]"?(?:\s|$)))')
"""A form of a number; a picture of one digit at least changes none."""
_SHAPELESS = frozenset({"mergeformat", "charformat", "upper", "lower", "firstcap", "caps"})
"""What changes no number in digits."""
_FOLLOWED = frozenset({"arabic", "roman", "alphabetic"})
_PLAIN = "let the field show 1, 2, 3 (right-click, Edit Field), or take it out"
_OF_SECTION = "choose another number format (Insert, Page Number, Format Page Numbers)"


class Pages(Struct, frozen=True):
    """How the pages of a body are numbered: the section of each of its blocks, and how sections count."""

    sections: dict[Element, Element]
    numbers: tuple[Element, ...]

    @classmethod
    def of(cls, body: Element) -> Pages:
        """Read the sections of a document."""
        sections: dict[Element, Element] = {}
        waiting: list[Element] = []
        for block in next(body.iter(name("w:body")), ()):
            waiting.append(block)
            end = block if block.tag == SECTPR else block.find(f"{PPR}/{SECTPR}")
            if end is not None:
                sections |= dict.fromkeys(waiting, end)
                waiting = []
        return cls(sections, tuple(body.iter(_NUMBERS)))

    @property
    def has_forms(self) -> bool:
        """Whether the pages of a section are numbered otherwise than 1, 2, 3."""
        return any(_is_other(numbers) for numbers in self.numbers)

    def is_other(self, node: Element) -> bool:
        """Whether an element of the body stands on pages that are numbered otherwise than 1, 2, 3."""
        block = next((each for each in (node, *node.iterancestors()) if each in self.sections), None)
        numbers = None if block is None else self.sections[block].find(_NUMBERS)
        return numbers is not None and _is_other(numbers)


def _is_other(numbers: Element) -> bool:
    return numbers.get(_FORM, "decimal") != "decimal" or numbers.get(_CHAPTER) is not None


def page_forms(
    fields: list[tuple[FieldView, Place]], package: Package, body: Element
) -> Iterator[tuple[Place, str, str]]:
    """Tell each field whose page number its PDF shows in another form: the place, what is wrong, and what to do."""
    pages = Pages.of(body)
    unknown = [numbers for numbers in pages.numbers if numbers.get(_FORM, "decimal") not in LIST_FORMS]
    has_chapters = any(numbers.get(_CHAPTER) is not None for numbers in pages.numbers)
    for field, place in fields:
        if field.word in {"PAGE", "NUMPAGES", "PAGEREF"} and _form(field, field.word == "PAGEREF"):
            yield place, f"the field {' '.join(field.instruction.split())} is shown in another form in the PDF", _PLAIN
        elif field.word == "PAGE" and has_chapters:
            yield place, "the numbers of pages hold the number of the chapter in Word, and not in the PDF", _OF_SECTION
        elif field.word == "PAGE" and unknown and not _SWITCH.search(field.instruction):
            form = unknown[0].get(_FORM)
            yield place, f"the numbers of pages have a form ({form}) that the PDF shows as 1, 2, 3", _OF_SECTION
        elif field.word in {"PAGEREF", "TOC"} and pages.has_forms and _leads_to_other(field, pages, package, body):
            yield (place, f"the field {field.word} shows pages as they are numbered in Word, such as i, ii, iii, and "
                   "in digits in the PDF", "number these pages 1, 2, 3 (Insert, Page Number, Format Page Numbers), or "
                   "take the line or the reference out")  # fmt: skip


def _form(field: FieldView, is_digits: bool) -> bool:
    """Whether a field asks for a form of its number that a PDF does not follow."""
    asked = {(match[1] or match[2]).lower() for match in _SWITCH.finditer(field.instruction)} - _SHAPELESS
    return bool(asked - ({"arabic"} if is_digits else _FOLLOWED))


def _leads_to_other(field: FieldView, pages: Pages, package: Package, body: Element) -> bool:
    if field.word == "PAGEREF":
        called = "".join(field.arguments[:1]).lower()
        marks = [mark for mark in body.iter(_MARK) if mark.get(_NAME, "").lower() == called]
        return not called.startswith("_toc") and any(map(pages.is_other, marks))
    return any(pages.is_other(paragraph) for paragraph in _listed(field, package, body))


def _listed(field: FieldView, package: Package, body: Element) -> Iterator[Element]:
    """Yield the paragraphs whose pages a table of contents shows; every heading if it is not known what it lists."""
    listed, sheet = lists_of(field.instruction), StyleSheet.of(package)
    if isinstance(listed, str):
        captions = {item.paragraph for item in fields_in(body) if item.word == "SEQ" and item.arguments[:1] == [listed]}
        shown = () if line_switches(field.instruction).bare else captions
        yield from (paragraph for paragraph in shown if paragraph is not None)
        return
    for paragraph in body.iter(P):
        chain, level = sheet.of_paragraph(paragraph), heading_level(sheet, paragraph)
        if isinstance(listed, Switches):
            style = style_name(chain[-1]) if chain else ""
            level = listed.level_of(Heading(paragraph, "", style, level, 0)) if level or style in listed.styles else 0
            level = 0 if level in listed.bare else level
        if level:
            yield paragraph
