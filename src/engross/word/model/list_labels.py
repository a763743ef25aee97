"""The numbered lists of a Word file → the labels of their paragraphs, counted in order, as Word shows them.

ECMA-376, part 1, 17.9: lists of one definition count together; a level begins anew behind a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from engross.word.model.number_forms import LIST_FORMS, counted
from engross.word.model.styles import StyleSheet, is_on, style_id
from engross.word.opc.numbers import natural_number, natural_or, number_at
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.xml_names import NAMESPACES, VAL, Element, children, name, val, value

_LEVELS = 9
_PLACE = re.compile("%([1-9])")


class _Level(Struct, frozen=True):
    """A level of a list; it begins anew after an item of the first `anew_after` levels (17.9.10)."""

    form: str | None
    text: str
    start: int
    is_legal: bool
    style: str
    anew_after: int

    @property
    def runs_on(self) -> bool:
        """Whether the level never begins anew."""
        return self.anew_after == 0


AddedList = tuple[int, Mapping[int, int]]
"""The definition of a list, and where its levels begin."""


class ItemNumber(NamedTuple):
    """Where an item stands: the definition of its list, its level, and how far each level has counted."""

    definition: int
    level: int
    counts: tuple[int | None, ...]


class ListLabels(Struct, frozen=True):
    """The lists of a file: the levels of each definition, the definition of each list, and where a list begins anew."""

    definitions: Mapping[int, tuple[_Level, ...]]
    lists: Mapping[int, int]
    starts: Mapping[int, Mapping[int, int]]

    @classmethod
    def of(cls, package: Package) -> ListLabels:
        """Return the lists of a package; none if it has no part of them."""
        part = document_part(package, "numbering")
        if part is None or part not in package:
            return cls({}, {}, {})
        root = package.look(part)
        nodes = {number_at(node, "w:abstractNumId"): node for node in children(root, name("w:abstractNum"))}
        definitions = {number: tuple(_levels(_followed(node, nodes.values()))) for number, node in nodes.items()}
        nums = {number_at(node, "w:numId"): node for node in children(root, name("w:num"))}
        lists = {number: natural_or(0, value(node, "w:abstractNumId")) for number, node in nums.items()}
        return cls(definitions, lists, {number: dict(_overrides(node)) for number, node in nums.items()})

    def with_lists(self, added: Mapping[int, AddedList]) -> ListLabels:
        """Return the same with further lists: by number, the definition of each and where its levels begin."""
        if not added:
            return self
        lists = {**self.lists, **{number: definition for number, (definition, _) in added.items()}}
        starts = {**self.starts, **{number: begins for number, (_, begins) in added.items()}}
        return ListLabels(self.definitions, lists, starts)

    def written(self, item: ItemNumber) -> str:
        """Return the label of an item; "" if it has none or it is not known."""
        return _written(self.definitions[item.definition], item.level, item.counts)

    def number_in_context(self, item: ItemNumber, least: int = 0) -> str:
        """Return an item's number with those of the levels above it, down from `least`, without trailing periods.

        What a field `REF` with `\\w` shows (ECMA-376, part 1, 17.16.5.53); "" if it is not known.
        """
        levels, level, pieces = self.definitions[item.definition], item.level, list[str]()
        while level >= least:
            places = _PLACE.findall(levels[level].text)
            piece = _written(levels, level, item.counts)
            if not piece and (places or level == item.level):
                return ""
            pieces.append(piece.rstrip("."))
            level = min([level, *(int(place) - 1 for place in places)]) - 1
        return "".join(reversed(pieces))

    def place_of(self, paragraph: Element, sheet: StyleSheet) -> tuple[int, int]:
        """Return the list and the level, from 0, to which a paragraph belongs; (0, 0) for one that is in no list."""
        styles = sheet.of_paragraph(paragraph)[::-1]
        number = _first(paragraph, styles, "w:numId") or 0
        own = value(paragraph, "w:pPr/w:numPr/w:ilvl")
        if own is not None:
            return number, natural_or(0, own)
        ids = [style_id(style) for style in styles]
        levels = self.definitions.get(self.lists.get(number, -1), ())
        linked = (at for at, level in enumerate(levels) if level.style and level.style in ids)
        return number, next(linked, _first(paragraph, styles, "w:ilvl") or 0)


class LabelCount(Struct):
    """How far each list has counted, while the paragraphs of a document are gone through in order."""

    labels: ListLabels
    counts: dict[int, list[int | None]] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)

    def label(self, number: int, level: int) -> str:
        """Count on for a paragraph of a list at a level; its label, "" if it has none or it is not known."""
        item = self.item(number, level)
        return "" if item is None else self.labels.written(item)

    def item(self, number: int, level: int) -> ItemNumber | None:
        """Count on for a paragraph of a list at a level; where it stands, None if it is in no list that is known."""
        definition = self.labels.lists.get(number)
        levels = self.labels.definitions.get(-1 if definition is None else definition, ())
        if definition is None or level >= len(levels):
            return None
        count = self.counts.setdefault(definition, [None] * _LEVELS)
        if number not in self.begun:
            self.begun.add(number)
            for at in self.labels.starts.get(number, {}):
                count[at] = None
        last = count[level]
        begins = self.labels.starts.get(number, {}).get(level, levels[level].start)
        count[level] = begins if last is None else last + 1
        for below in range(level + 1, _LEVELS):
            if below >= len(levels) or level < levels[below].anew_after:
                count[below] = None
        return ItemNumber(definition, level, tuple(count))


def _written(levels: tuple[_Level, ...], level: int, count: Sequence[int | None]) -> str:
    own = levels[level]
    places = [int(place) - 1 for place in _PLACE.findall(own.text)]
    if not places or any(at >= len(levels) or levels[at].form is None for at in places):
        return ""

    def write(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        held = count[at]
        number = levels[at].start if held is None else held
        return counted(number, "" if own.is_legal else levels[at].form or "")

    return _PLACE.sub(write, own.text).strip()


def _levels(definition: Element) -> Iterator[_Level]:
    for at, node in enumerate(children(definition, name("w:lvl"))):
        start = natural_number(value(node, "w:start"))
        anew_after = natural_number(value(node, "w:lvlRestart"))
        yield _Level(
            LIST_FORMS.get(value(node, "w:numFmt") or "decimal"),
            value(node, "w:lvlText") or "",
            1 if start is None else start,
            is_on(node.find("w:isLgl", NAMESPACES)),
            value(node, "w:pStyle") or "",
            at if anew_after is None else anew_after,
        )


def _followed(definition: Element, others: Iterable[Element]) -> Element:
    """A definition that only names a list style leads to the one that defines it."""
    link = definition.find("w:numStyleLink", NAMESPACES)
    if link is None:
        return definition
    named = (other for other in others if val(other.find("w:styleLink", NAMESPACES)) == link.get(VAL))
    return next(named, definition)


def _overrides(node: Element) -> Iterator[tuple[int, int]]:
    for override in children(node, name("w:lvlOverride")):
        start = natural_number(value(override, "w:startOverride"))
        level = number_at(override, "w:ilvl")
        if start is not None and 0 <= level < _LEVELS:
            yield level, start


def _first(paragraph: Element, styles: tuple[Element, ...], what: str) -> int | None:
    """What a paragraph says of its list, or the nearest of its styles that says it."""
    numbers = (natural_number(value(node, f"w:pPr/w:numPr/{what}")) for node in (paragraph, *styles))
    return next((number for number in numbers if number is not None), None)
