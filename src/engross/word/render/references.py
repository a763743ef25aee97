"""The rendered parts of a document → the same, each cross-reference showing what its bookmark holds in this document.

What Word stored beside a reference is what its bookmark held in the template, the same in each turn of a loop. Word
shows it until somebody updates the fields; LibreOffice reads the bookmark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from engross.problems import Place, Problem, Refused
from engross.word.model.cross_references import CrossReferences, reference_fields
from engross.word.model.fields import FieldView, fields_in
from engross.word.model.list_labels import AddedList, ListLabels
from engross.word.model.note_numbers import NoteNumbers
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import serialise
from engross.word.opc.xml_names import SPACE, Element, P, ancestor, drop, make, text_of

_ELEMENTS = {"\t": "w:tab", "\n": "w:br", "\x1e": "w:noBreakHyphen", "\x1f": "w:softHyphen"}


@dataclass(frozen=True, slots=True)
class ReferencePlan:
    """The parts of a template that hold cross-references, each with its place, and what tells the numbers they show.

    `sheet` is there only if one shows the number of a paragraph.
    """

    parts: Mapping[str, Place]
    sheet: StyleSheet | None
    labels: ListLabels
    notes: NoteNumbers


def with_references(
    parts: Mapping[str, bytes], main: str, plan: ReferencePlan, added: Mapping[int, AddedList]
) -> dict[str, bytes]:
    """Return those parts whose references show something else now than is stored; `added` are lists of this document.

    References that show a page or several paragraphs stay. Raises Refused if one would show nothing.
    """
    roots = {part: etree.fromstring(data) for part, data in parts.items()}
    fields = {part: reference_fields(fields_in(roots[part])) for part in plan.parts}
    wanted = {each.arguments[0].lower() for some in fields.values() for each in some}
    references = CrossReferences.of(roots[main], wanted, plan.sheet, plan.labels.with_lists(added), plan.notes)
    empty = [
        _empty(each, plan.parts[part]) for part, some in fields.items() for each in some if references.shown(each) == ""
    ]
    if empty:
        raise Refused(empty)
    changed = {part for part, some in fields.items() if sum([_settle(each, references) for each in some])}
    return {part: serialise(roots[part]) for part in sorted(changed)}


def _empty(field: FieldView, place: Place) -> Problem:
    paragraph = ancestor(field.element, P)
    words = " ".join(text_of(paragraph).split()) if paragraph is not None else ""
    message = (
        f'the cross-reference {field.instruction.strip()} in the paragraph "{words[:60]}" would show nothing: what it '
        "refers to is empty in the document made of these values"
    )
    hint = "put it under the same condition as the words that it refers to"
    return Problem("reference-to-nothing", place, message, hint)


def _settle(field: FieldView, references: CrossReferences) -> bool:
    """Let a reference show what it has to show; return whether that changed anything."""
    text = references.shown(field)
    if text is None or not field.texts or (field.result == text and not field.signs):
        return False
    for node in (*field.texts[1:], *field.signs):
        drop(node)
    _fill(field.texts[0], text)
    return True


def _fill(node: Element, text: str) -> None:
    """Let a text, and signs and texts behind it in its run, say this."""
    node.text, last = "", node
    node.set(SPACE, "preserve")
    for character in text:
        if character in _ELEMENTS:
            sign = make(_ELEMENTS[character])
            last.addnext(sign)
            last = sign
        else:
            if last.tag != node.tag:
                following = make("w:t")
                following.set(SPACE, "preserve")
                last.addnext(following)
                last = following
            last.text = (last.text or "") + character
