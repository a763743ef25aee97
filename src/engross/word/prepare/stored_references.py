"""A template → the cross-references in it that will show what Word stored, and not what the document says: each told.

All others are made anew when a document is rendered (`render.references`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.problems import Place, Problem, Severity
from engross.word.model.contents import lines_of
from engross.word.model.cross_references import CrossReferences, bookmark_of
from engross.word.model.fields import FieldView, complex_fields
from engross.word.model.list_labels import ListLabels
from engross.word.model.note_numbers import NoteNumbers
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part
from engross.word.opc.stories import may_hold, stories
from engross.word.opc.xml_names import Element, name
from engross.word.prepare.field_fates import placed_fields

_PAGE = ("shows the page that Word stored in the template, until somebody updates it; its PDF shows the right one",
         "update it in the finished document (Ctrl+A, F9), or refer to a heading or a number")  # fmt: skip
_OTHER = ("shows what Word stored in the template: several paragraphs, a picture, or a number that nobody knows before "
          "Word counts it",
          "update it in the finished document (Ctrl+A, F9), or write a tag in its place, such as {{ … }}")  # fmt: skip

_STATEMENTS = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""The tags that leave nothing on the page."""


def stored_references(package: Package) -> Iterator[Problem]:
    """Tell each reference of a template to a bookmark in it that will show what Word stored."""
    body = package.look(main_part(package))
    roots = [body, *(package.look(story.part) for story in stories(package, body)[1:])]
    marks = {mark.get(name("w:name"), "").lower() for root in roots for mark in root.iter(name("w:bookmarkStart"))}
    fields = list(placed_fields(package)) if marks else []
    asking = [(field, place, _target(field)) for field, place in fields if _target(field) in marks]
    if not asking:
        return
    targets = {target for _, _, target in asking}
    labels, notes = ListLabels.of(package), NoteNumbers.of(package)
    references = CrossReferences.of(roots, targets, StyleSheet.of(package), labels, notes, without=_STATEMENTS)
    listed = _in_contents(package, body)
    for field, place, _ in asking:
        why = _why(field, references)
        if why and field.paragraph not in listed:
            yield _problem(field, place, *why)


def _target(field: FieldView) -> str:
    """The bookmark that a field refers to, in small letters; "" for another field."""
    if field.word == "PAGEREF":
        return "".join(field.arguments[:1]).lower()
    return bookmark_of(field)


def _why(field: FieldView, references: CrossReferences) -> tuple[str, str] | None:
    if field.is_put_together:  # it is refused as such
        return None
    if field.word == "PAGEREF":
        return _PAGE
    return _OTHER if references.shown(field) is None or not field.texts else None


def _in_contents(package: Package, body: Element) -> set[Element | None]:
    """The lines of tables of contents, which are made anew or told of by themselves."""
    if not may_hold(package.read(main_part(package)), b"TOC"):
        return set()
    tables = [field for field in complex_fields(body) if field.word == "TOC"]
    return {line for table in tables for line in lines_of(table, body)}


def _problem(field: FieldView, place: Place, shows: str, advice: str) -> Problem:
    message = f"the field {' '.join(field.instruction.split())} {shows}"
    return Problem("field-as-stored", place, message, advice, Severity.WARNING)
