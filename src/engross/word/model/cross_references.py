"""Stories → what references to their bookmarks show: a text, the number of a paragraph or a note, or the direction.

ECMA-376, part 1, 17.16.5.53 (REF), 17.16.5.38 (NOTEREF), 17.16.5.56 (SEQ with a bookmark). Where it cannot be said
without a layout, or would be several paragraphs or a picture, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, field

from engross.word.model.fields import FIELD_CHARACTER, FIELD_TYPE, SIGNS, SIMPLE, FieldView, fields_in
from engross.word.model.list_labels import ItemNumber, LabelCount, ListLabels
from engross.word.model.note_numbers import NoteNumbers
from engross.word.model.styles import StyleSheet
from engross.word.opc.xml_names import ID, Element, P, T, ancestor, name, names

REFERENCES = {"REF": 1, "NOTEREF": 1, "FTNREF": 1, "SEQ": 2}
"""The fields that show what a bookmark holds, or a number of it, and how many words each has; the last names it."""
_START, _END, _BOX = name("w:bookmarkStart"), name("w:bookmarkEnd"), name("w:txbxContent")
_NAME, _BREAK, _COLUMN = name("w:name"), name("w:br"), name("w:colFirst")
_NOTES = {name("w:footnoteReference"): "footnotes", name("w:endnoteReference"): "endnotes"}
_THINGS = names("w:drawing", "w:pict", "w:object", "w:sym", "m:oMath")
_READ = (P, T, _START, _END, FIELD_CHARACTER, SIMPLE, *SIGNS, *_NOTES, *_THINGS)
_SWITCH = re.compile(r'\\(\*\s*"?\w+"?|[a-z])', re.IGNORECASE)
_PLAIN = frozenset({"h", "*mergeformat", "*charformat"})
_NUMBERS = frozenset("nrw")
_DIRECTIONS = ("above", "below")
_OF_CAPTIONS = frozenset({"*arabic", "c", "n"})
"""What a reference to a caption's number may say without changing what it shows."""


def switches(instruction: str) -> frozenset[str]:
    """Return the switches of a field that change what it shows, in small letters, such as "n"."""
    written = (re.sub(r'[\s"]', "", match[1]).lower() for match in _SWITCH.finditer(instruction))
    return frozenset(written) - _PLAIN


class _Target(Struct):
    """A bookmark: where it begins, what stands in it so far, by paragraphs, their numbers, and the note it holds."""

    at: int
    story: Element
    texts: dict[Element | None, str]
    items: dict[Element | None, ItemNumber | None] = field(default_factory=dict)
    is_plain: bool = True
    note: str | None = None

    def settle(self, without: re.Pattern[str] | None) -> None:
        """Forget what is no text, and the paragraphs with nothing else."""
        if without is not None:
            seen = {home: without.sub("", text) for home, text in self.texts.items()}
            self.texts = {home: text for home, text in seen.items() if text.strip()} or {None: ""}

    @property
    def text(self) -> str | None:
        """The text, if it stands in one paragraph and is nothing but text."""
        texts = [text for text in self.texts.values() if text]
        return "".join(texts) if self.is_plain and len(texts) <= 1 else None

    def caption(self, counted: str) -> str | None:
        """The number of the caption of this kind in the paragraph where the bookmark begins."""
        home = next(iter(self.texts))
        fields = fields_in(home) if home is not None else ()
        numbers = (each.result for each in fields if each.word == "SEQ" and _kinds(each) == [counted.lower()])
        return next(filter(None, numbers), None)

    @property
    def item(self) -> ItemNumber | None:
        """Where the first paragraph stands in its list."""
        return self.items.get(next(iter(self.texts)))


class _Context(Struct):
    """Where a field stands, whether that is in a bookmark, and how far the lists have counted there."""

    at: int
    story: Element
    is_held: bool
    items: dict[int, ItemNumber]


class CrossReferences(Struct, frozen=True):
    """What references to the bookmarks of some stories show, whatever story they stand in."""

    labels: ListLabels
    targets: Mapping[str, _Target]
    contexts: Mapping[Element, _Context]

    @classmethod
    def of(  # noqa: PLR0913  # each is read where the others are not
        cls,
        stories: Sequence[Element],
        wanted: Collection[str],
        sheet: StyleSheet | None,
        labels: ListLabels,
        notes: NoteNumbers,
        *,
        without: re.Pattern[str] | None = None,
    ) -> CrossReferences:
        """Read stories for references to the `wanted` bookmarks (in small letters); without `sheet`, for no numbers.

        The body is the first: only there do paragraphs and notes count. What fits the pattern `without` counts as not
        there.
        """
        reading = _Reading(frozenset(wanted), sheet, LabelCount(labels), notes)
        reading.read(stories[0], is_body=True)
        for story in stories[1:]:
            reading.read(story, is_body=False)
        for target in reading.targets.values():
            target.settle(without)
        return cls(labels, reading.targets, reading.contexts)

    def are_chained(self, fields: Iterable[FieldView]) -> bool:
        """Return whether one of these references stands in what another may refer to."""
        return any(context.is_held for each in fields if (context := self.contexts.get(each.element)) is not None)

    def shown(self, field: FieldView) -> str | None:
        """Return what a field of `REFERENCES` shows, its signs as in `SIGNS`; None if that cannot be said."""
        target = self.targets.get(bookmark_of(field))
        if target is None or field.is_put_together:
            return None
        if field.word == "SEQ":
            return target.caption(field.arguments[0]) if switches(field.instruction) <= _OF_CAPTIONS else None
        asked, direction = switches(field.instruction), ""
        if "p" in asked:
            direction = self._direction(field, target)
            if not direction:
                return None
            asked -= {"p"}
            if not asked and field.word == "REF":
                return direction
        shown = (
            self._number(field, target, asked) if field.word == "REF" else target.note if not asked - {"f"} else None
        )
        return None if shown is None else " ".join(filter(None, (shown, direction)))

    def _number(self, field: FieldView, target: _Target, asked: frozenset[str]) -> str | None:
        if not asked:
            return target.text
        if len(asked) > 1 or not asked <= _NUMBERS or target.item is None:
            return None
        item = target.item
        if "n" in asked:
            return self.labels.written(item).rstrip(".") or None
        context = self.contexts.get(field.element)
        near = context.items.get(item.definition) if context is not None and "r" in asked else None
        return self.labels.number_in_context(item, _levels_in_common(item, near)) or None

    def _direction(self, field: FieldView, target: _Target) -> str:
        """Return "above" or "below"; "" for a field in another story, or one that shows another language's word."""
        context = self.contexts.get(field.element)
        if (
            context is None
            or context.story is not target.story
            or field.result.split()[-1:] not in ([_DIRECTIONS[0]], [_DIRECTIONS[1]])
        ):
            return ""
        return _DIRECTIONS[target.at > context.at]


def _levels_in_common(item: ItemNumber, near: ItemNumber | None) -> int:
    """Return how many levels above an item count as they do where the reference stands; they are left out."""
    if near is None:
        return 0
    pairs = enumerate(zip(item.counts, near.counts, strict=True))
    differs = next((at for at, (one, other) in pairs if one is None or one != other), item.level)
    return min(differs, item.level)


class _Reading(Struct):
    """A body that is being read, in order."""

    wanted: frozenset[str]
    sheet: StyleSheet | None
    count: LabelCount
    notes: NoteNumbers
    targets: dict[str, _Target] = field(default_factory=dict)
    contexts: dict[Element, _Context] = field(default_factory=dict)
    open: dict[str | None, _Target] = field(default_factory=dict)
    items: dict[int, ItemNumber] = field(default_factory=dict)
    numbered: dict[Element, ItemNumber] = field(default_factory=dict)

    def read(self, story: Element, *, is_body: bool) -> None:
        """Read the paragraphs, bookmarks, texts, notes and fields of a story."""
        counts = self.notes.begun()
        for at, node in enumerate(story.iter(*_READ)):
            tag = str(node.tag)
            if tag == P:
                self._begin_paragraph(node, is_counted=is_body)
            elif tag == _START:
                self._begin(node, at, story)
            elif tag == _END:
                self.open.pop(node.get(ID), None)
            elif tag in _NOTES:
                number = counts.next(_NOTES[tag], node)
                for target in self.open.values():
                    target.note, target.is_plain = number if target.note is None else target.note, False
            elif tag == SIMPLE or node.get(FIELD_TYPE) == "begin":
                self.contexts[node] = _Context(at, story, bool(self.open), dict(self.items) if is_body else {})
            elif tag != FIELD_CHARACTER and self.open:
                self._hold(node, tag)

    def _begin_paragraph(self, paragraph: Element, *, is_counted: bool) -> None:
        if self.sheet is not None and is_counted:
            number, level = self.count.labels.place_of(paragraph, self.sheet)
            item = self.count.item(number, level) if number else None
            if item is not None:
                self.items[item.definition] = self.numbered[paragraph] = item
        for target in self.open.values():
            if next(iter(target.texts)) is None:  # it began between two paragraphs
                target.texts, target.items = {paragraph: ""}, {}
            target.items[paragraph] = self.numbered.get(paragraph)

    def _begin(self, start: Element, at: int, story: Element) -> None:
        called = start.get(_NAME, "").lower()
        if called in self.wanted and called not in self.targets:
            home = ancestor(start, P)
            target = self.open[start.get(ID)] = self.targets[called] = _Target(at, story, {home: ""})
            target.is_plain = start.get(_COLUMN) is None  # some columns of rows that lie between its ends
            if home is not None:
                target.items[home] = self.numbered.get(home)

    def _hold(self, node: Element, tag: str) -> None:
        home = ancestor(node, P)
        for target in self.open.values():
            if tag in _THINGS or (tag == _BREAK and node.get(name("w:type"))):
                target.is_plain = False
            target.texts[home] = target.texts.get(home, "") + ((node.text or "") if tag == T else SIGNS.get(tag, ""))


def reference_fields(fields: Iterable[FieldView]) -> list[FieldView]:
    """Return those fields that are references to one bookmark."""
    return [each for each in fields if bookmark_of(each)]


def bookmark_of(field: FieldView) -> str:
    """Return the bookmark that a field shows something of, in small letters; "" if it is no reference to one."""
    words = field.arguments if field.word in REFERENCES else []
    return words[-1].lower() if words and len(words) == REFERENCES[field.word] else ""


def _kinds(field: FieldView) -> list[str]:
    return [word.lower() for word in field.arguments]
