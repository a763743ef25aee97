"""A body → what references to its bookmarks show: a text, the number of a paragraph or a note, or the direction.

ECMA-376, part 1, 17.16.5.53 (REF), 17.16.5.38 (NOTEREF). Where it cannot be said without a layout, or would be several
paragraphs or a picture, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from engross.word.model.fields import FIELD_CHARACTER, FIELD_TYPE, SIGNS, SIMPLE, FieldView
from engross.word.model.list_labels import ItemNumber, LabelCount, ListLabels
from engross.word.model.note_numbers import NoteNumbers
from engross.word.model.styles import StyleSheet
from engross.word.opc.xml_names import ID, Element, P, T, ancestor, name, names

REFERENCES = frozenset({"REF", "NOTEREF"})
"""The fields that show what a bookmark holds, or its number."""
_START, _END, _BOX = name("w:bookmarkStart"), name("w:bookmarkEnd"), name("w:txbxContent")
_NAME, _BREAK = name("w:name"), name("w:br")
_NOTES = {name("w:footnoteReference"): "footnotes", name("w:endnoteReference"): "endnotes"}
_THINGS = names("w:drawing", "w:pict", "w:object", "w:sym", "m:oMath")
_READ = (P, T, _START, _END, FIELD_CHARACTER, SIMPLE, *SIGNS, *_NOTES, *_THINGS)
_SWITCH = re.compile(r'\\(\*\s*"?\w+"?|[a-z])', re.IGNORECASE)
_PLAIN = frozenset({"h", "*mergeformat", "*charformat"})
_NUMBERS = frozenset("nrw")
_DIRECTIONS = ("above", "below")


def switches(instruction: str) -> frozenset[str]:
    """Return the switches of a field that change what it shows, in small letters, such as "n"."""
    written = (re.sub(r'[\s"]', "", match[1]).lower() for match in _SWITCH.finditer(instruction))
    return frozenset(written) - _PLAIN


@dataclass(slots=True)
class _Target:
    """A bookmark: where it begins, what stands in it so far, by paragraphs, their numbers, and the note it holds."""

    at: int
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

    @property
    def item(self) -> ItemNumber | None:
        """Where the first paragraph stands in its list."""
        return self.items.get(next(iter(self.texts)))


@dataclass(slots=True)
class _Context:
    """Where a field stands, and how far the lists have counted there."""

    at: int
    items: dict[int, ItemNumber]


@dataclass(frozen=True, slots=True)
class CrossReferences:
    """What references to the bookmarks of a body show; fields of other stories may be asked for too."""

    labels: ListLabels
    targets: Mapping[str, _Target]
    contexts: Mapping[Element, _Context]

    @classmethod
    def of(  # noqa: PLR0913  # each is read where the others are not
        cls,
        body: Element,
        wanted: Collection[str],
        sheet: StyleSheet | None,
        labels: ListLabels,
        notes: NoteNumbers,
        *,
        without: re.Pattern[str] | None = None,
    ) -> CrossReferences:
        """Read a body for references to the `wanted` bookmarks (in small letters); without `sheet`, for no numbers.

        What fits the pattern `without` counts as not there.
        """
        reading = _Reading(frozenset(wanted), sheet, LabelCount(labels), notes)
        reading.read(body)
        for target in reading.targets.values():
            target.settle(without)
        return cls(labels, reading.targets, reading.contexts)

    def shown(self, field: FieldView) -> str | None:
        """Return what a field REF or NOTEREF shows, its signs as in `SIGNS`; None if that cannot be said."""
        target = self.targets.get(field.arguments[0].lower()) if len(field.arguments) == 1 else None
        if target is None or field.is_put_together:
            return None
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
        if context is None or field.result.split()[-1:] not in ([_DIRECTIONS[0]], [_DIRECTIONS[1]]):
            return ""
        return _DIRECTIONS[target.at > context.at]


def _levels_in_common(item: ItemNumber, near: ItemNumber | None) -> int:
    """Return how many levels above an item count as they do where the reference stands; they are left out."""
    if near is None:
        return 0
    pairs = enumerate(zip(item.counts, near.counts, strict=True))
    differs = next((at for at, (one, other) in pairs if one is None or one != other), item.level)
    return min(differs, item.level)


@dataclass(slots=True)
class _Reading:
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

    def read(self, body: Element) -> None:
        """Read the paragraphs, bookmarks, texts, notes and fields of a body."""
        counts = self.notes.begun()
        for at, node in enumerate(body.iter(*_READ)):
            tag = str(node.tag)
            if tag == P:
                self._begin_paragraph(node)
            elif tag == _START:
                self._begin(node, at)
            elif tag == _END:
                self.open.pop(node.get(ID), None)
            elif tag in _NOTES:
                number = counts.next(_NOTES[tag], node)
                for target in self.open.values():
                    target.note, target.is_plain = number if target.note is None else target.note, False
            elif tag == SIMPLE or node.get(FIELD_TYPE) == "begin":
                self.contexts[node] = _Context(at, dict(self.items))
            elif tag != FIELD_CHARACTER and self.open:
                self._hold(node, tag)

    def _begin_paragraph(self, paragraph: Element) -> None:
        if self.sheet is not None:
            number, level = self.count.labels.place_of(paragraph, self.sheet)
            item = self.count.item(number, level) if number else None
            if item is not None:
                self.items[item.definition] = self.numbered[paragraph] = item
        for target in self.open.values():
            if next(iter(target.texts)) is None:  # it began between two paragraphs
                target.texts, target.items = {paragraph: ""}, {}
            target.items[paragraph] = self.numbered.get(paragraph)

    def _begin(self, start: Element, at: int) -> None:
        called = start.get(_NAME, "").lower()
        if called in self.wanted and called not in self.targets:
            home = ancestor(start, P)
            target = self.open[start.get(ID)] = self.targets[called] = _Target(at, {home: ""})
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
    return [each for each in fields if each.word in REFERENCES and len(each.arguments) == 1]
