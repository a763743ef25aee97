"""A table of actions and its columns → its rows, each with the action that it seems to be and all that it says."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from engross.word import bookmark_name
from engross.word.reading import Cell, Row, Table
from scrutiny_response.use_cases.returned.columns import Columns
from scrutiny_response.use_cases.returned.values import KnownPlan
from scrutiny_response.use_cases.returned.vocabulary import key_of, plain

_HEXADECIMAL = re.compile("[0-9A-Fa-f]{6}")
_NAMED_COLOURS = frozenset({"red", "darkRed", "yellow", "darkYellow", "green", "darkGreen"})
_LEAST_SATURATED, _LEAST_BRIGHT = 0.25, 0.35
_BETWEEN_REFERENCES = re.compile(r"\s+(?:and|to)\s+|[,;/&+\n-]")
_AFTER_REFERENCE = re.compile(r"[\s:.)\-]")


class PlanRow(Struct, frozen=True):
    """A row of a table of actions.

    `area` is the reference of the area that it stands under. `references` are those of the plan's actions that its
    reference cell names, `marked` those of its bookmarks, and `worded` those whose words stand in its action's cell.
    `written` is the reference as it is written. `texts` are what its columns say; `doubts` are columns whose cell
    covers others too.
    """

    row: Row
    table: Table
    area: str
    written: str
    references: tuple[str, ...]
    marked: tuple[str, ...]
    worded: tuple[str, ...]
    texts: Mapping[str, str]
    doubts: tuple[str, ...]
    continues_above: bool
    is_coloured: bool
    comments: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether it says nothing but perhaps a reference."""
        return not any(text for role, text in self.texts.items() if role != "reference")


class RowReader:
    """Reads the rows of a plan's tables; what the plan's actions are called is prepared once."""

    def __init__(self, plan: KnownPlan) -> None:
        self._plan = plan
        self._by_key: dict[str, list[str]] = {}
        self._by_words: dict[str, list[str]] = {}
        for action in plan.actions:
            self._by_key.setdefault(key_of(action.reference), []).append(action.reference)
            if action.action:
                self._by_words.setdefault(plain(action.action), []).append(action.reference)
        self._by_mark = {bookmark_name("action", a.reference).casefold(): a.reference for a in plan.actions}

    def rows(self, table: Table, columns: Columns, rows: Sequence[Row]) -> Iterator[PlanRow]:
        """Yield the rows below a header, read by its columns; an area's title leads those below it."""
        area = area_of(table, self._plan)
        for row in rows:
            if titled := self._titles(row):
                area = titled
            elif row.cells:
                yield self._read(table, area, columns, row)

    def knows(self, row: Row) -> bool:
        """Return whether a row holds an action of the plan, by a bookmark, a reference or its words."""
        return any(
            self._marked(cell.bookmarks) or self._named(cell.text) or plain(cell.text) in self._by_words
            for cell in row.cells
        )

    def references_in(self, text: str) -> tuple[str, ...]:
        """Return the references that a text consists of, or names among other words."""
        named = self._named(text)
        if named:
            return named
        words = [key_of(word) for word in plain(text).replace(",", " ").replace(";", " ").split()]
        return tuple(reference for word in words for reference in self._by_key.get(word, ()))

    def _titles(self, row: Row) -> str:
        """Return the reference of the area whose title is all that a row says; "" if it says anything else."""
        if len(row.cells) != 1 or row.cells[0].is_continued or self.knows(row):
            return ""
        text = plain(row.cells[0].text)
        for area in self._plan.areas:
            lead, title, after = text.partition(plain(area.title))
            if title and not after and lead.strip(" :.-") in {"", plain(area.reference)}:
                return area.reference
        return ""

    def _read(self, table: Table, area: str, columns: Columns, row: Row) -> PlanRow:
        cells = {role: columns.cells(row, role) for role in columns.spans}
        texts = {role: _joined(own) for role, own in cells.items()}
        doubts = tuple(role for role, own in cells.items() if any(columns.covers_more(row, cell) for cell in own))
        reference_cells = cells.get("reference", ())
        written = "" if "reference" in doubts else texts.get("reference", "")
        references = self._named(written)
        if not references and not written:
            references, texts = self._led_by_reference(texts)
        marked = self._marked([name for cell in row.cells for name in cell.bookmarks])
        own_cells = [cell for role in ("status", "rag") for cell in cells.get(role, ())]
        return PlanRow(
            row,
            table,
            area,
            written,
            references,
            marked,
            tuple(self._by_words.get(plain(texts.get("action", "")), ())),
            texts,
            doubts,
            any(cell.is_continued for cell in reference_cells),
            any(is_traffic_light(colour) for cell in own_cells for colour in cell.colours),
            tuple(text for cell in row.cells for text in cell.comments),
        )

    def _named(self, text: str) -> tuple[str, ...]:
        """Return the actions that a reference cell names; several if its lines name several."""
        exact = [action.reference for action in self._plan.actions if action.reference == text]
        if exact:
            return tuple(exact)
        lines = tuple(
            reference for line in text.split("\n") for reference in self._by_key.get(key_of(line), ()) if key_of(line)
        )
        return lines or self._several(text)

    def _several(self, text: str) -> tuple[str, ...]:
        """Return the actions that one line names together, as in "A1.1 and A1.2"; none if it names only one."""
        words = [key_of(word) for word in _BETWEEN_REFERENCES.split(plain(text))]
        named = dict.fromkeys(reference for word in words if word for reference in self._by_key.get(word, ()))
        return tuple(named) if len(named) > 1 else ()

    def _marked(self, bookmarks: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            self._by_mark[name.casefold()] for name in dict.fromkeys(bookmarks) if name.casefold() in self._by_mark
        )

    def _led_by_reference(self, texts: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return the action whose reference leads the action's cell, and the texts without it."""
        text = texts.get("action", "")
        for action in sorted(self._plan.actions, key=lambda each: -len(each.reference)):
            own = action.reference
            rest = text[len(own) :] if text.startswith(own) else ""
            if rest and (_AFTER_REFERENCE.match(rest) or plain(rest) == plain(action.action)):
                return (own,), {**texts, "action": rest.lstrip(" :.)-\n\t")}
        return (), dict(texts)


def _joined(cells: Sequence[Cell]) -> str:
    """Return what the cells of one column say; lines that are the same, as merged cells have them, only once."""
    lines = [line for cell in cells for line in cell.text.split("\n") if line]
    return "\n".join(dict.fromkeys(lines))


def is_traffic_light(colour: str) -> bool:
    """Return whether a colour is a red, amber or green that somebody chose, and no shade of the page's design."""
    if colour in _NAMED_COLOURS:
        return True
    if not _HEXADECIMAL.fullmatch(colour):
        return False
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, brightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    strength = saturation * (1 - abs(2 * brightness - 1))
    is_warm_or_green = hue <= 150 / 360 or hue >= 340 / 360
    return is_warm_or_green and strength >= _LEAST_SATURATED and brightness >= _LEAST_BRIGHT / 2


def area_of(table: Table, plan: KnownPlan) -> str:
    """Return the reference of the area under whose heading a table stands; "" if it stands under none."""
    marks = {bookmark_name("area", area.reference).casefold(): area.reference for area in plan.areas}
    keys = {key_of(area.reference): area.reference for area in plan.areas}
    for heading in reversed(table.headings):
        for mark in heading.bookmarks:
            if mark.casefold() in marks:
                return marks[mark.casefold()]
        first = key_of(heading.text.split(":")[0])
        if first in keys:
            return keys[first]
    return ""
