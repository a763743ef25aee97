"""The rendered parts of a document → the same, each cross-reference showing what its bookmark holds in this document.

What Word stored beside a reference is what its bookmark held in the template, the same in each turn of a loop. Word
shows it until somebody updates the fields; LibreOffice reads the bookmark.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from engross.problems import Place, Problem, Refused
from engross.word.model.cross_references import CrossReferences, bookmark_of, reference_fields
from engross.word.model.fields import FieldView, fields_in
from engross.word.model.list_labels import AddedList, ListLabels
from engross.word.model.note_numbers import NoteNumbers
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import serialise
from engross.word.opc.xml_names import SPACE, Element, P, ancestor, drop, make, text_of

_ELEMENTS = {"\t": "w:tab", "\n": "w:br", "\x1e": "w:noBreakHyphen", "\x1f": "w:softHyphen"}


class ReferencePlan(Struct, frozen=True):
    """The parts of a template that hold cross-references, each with its place, and what tells the numbers they show.

    `targets` are the parts other than the body that hold bookmarks they refer to. `sheet` is there only if one shows
    the number of a paragraph.
    """

    parts: Mapping[str, Place]
    targets: tuple[str, ...]
    sheet: StyleSheet | None
    labels: ListLabels
    notes: NoteNumbers

    @property
    def read(self) -> frozenset[str]:
        """The parts that are read beside the body."""
        return frozenset((*self.parts, *self.targets))


def with_references(
    parts: Mapping[str, bytes], main: str, plan: ReferencePlan, added: Mapping[int, AddedList]
) -> dict[str, bytes]:
    """Return those parts whose references show something else now than is stored; `added` are lists of this document.

    References that show a page or several paragraphs stay. Raises Refused if one would show nothing, or itself.
    """
    roots = {part: etree.fromstring(data) for part, data in parts.items()}
    stories = [roots[main], *(roots[part] for part in plan.targets if part != main)]
    labels, changed = plan.labels.with_lists(added), set[str]()
    fields = [(part, field) for part in plan.parts for field in reference_fields(fields_in(roots[part]))]
    wanted = {bookmark_of(each) for _, each in fields}
    earlier: list[str | None] = []
    for _ in range(len(wanted) + 2):  # what one shows may stand in what another refers to
        references = CrossReferences.of(stories, wanted, plan.sheet, labels, plan.notes)
        shown = [references.shown(each) for _, each in fields]
        if shown == earlier:
            break
        texts = list(zip(fields, shown, strict=True))
        _refuse([_empty(each, plan.parts[part]) for (part, each), text in texts if text == ""])
        changed |= {part for (part, each), text in texts if _settle(each, text)}
        if not references.are_chained(each for _, each in fields):
            break
        earlier = shown
        fields = [(part, field) for part in plan.parts for field in reference_fields(fields_in(roots[part]))]
    else:
        references = CrossReferences.of(stories, wanted, plan.sheet, labels, plan.notes)
        endless = zip(fields, shown, strict=True)
        _refuse([_circular(each, plan.parts[part]) for (part, each), text in endless if references.shown(each) != text])
    return {part: serialise(roots[part]) for part in sorted(changed)}


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _circular(field: FieldView, place: Place) -> Problem:
    return Problem("reference-to-itself", place, f"{_named(field)} stands in what it refers to, and has no end",
                   "let the bookmark end before the cross-reference")  # fmt: skip


def _named(field: FieldView) -> str:
    paragraph = ancestor(field.element, P)
    words = " ".join(text_of(paragraph).split()) if paragraph is not None else ""
    return f'the cross-reference {field.instruction.strip()} in the paragraph "{words[:60]}"'


def _empty(field: FieldView, place: Place) -> Problem:
    message = f"{_named(field)} would show nothing: what it refers to is empty in the document made of these values"
    hint = "put it under the same condition as the words that it refers to"
    return Problem("reference-to-nothing", place, message, hint)


def _settle(field: FieldView, text: str | None) -> bool:
    """Let a reference show what it has to show; return whether that changed anything."""
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
