"""What a cycle says → an Excel workbook: a form for each partnership, and one sheet of all actions.

No cell holds a formula; the same cycle gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import IO, Any, NamedTuple

import xlsxwriter

from scrutiny_response.domain.framework import Framework
from scrutiny_response.intake.workbooks import actions
from scrutiny_response.intake.workbooks.answers import NONE, shown_in_list
from scrutiny_response.intake.workbooks.book import WRITTEN
from scrutiny_response.intake.workbooks.form import ACTIONS, Column, Field, Form, Kind, Section, Table
from scrutiny_response.intake.workbooks.rows import FILE, LABELS, LEVEL, VERSION
from scrutiny_response.intake.workbooks.sheet import ANSWER, HELP, KEY, QUESTION
from scrutiny_response.use_cases.workbooks.gathering import Cycle, Gathered, at
from scrutiny_response.use_cases.workbooks.looks import Looks

START = "Start here"
"""The first sheet, which is only read by people."""
_WRITTEN_ONCE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""What stands for the time of writing, which would make the bytes differ."""
_KEY, _LABEL, _FIRST = 0, 1, 2
"""The columns of the hidden keys, of the questions, and of the first answer."""
_WIDTHS = (12, 36, 42, 42, 52, 18, 22)
_LINE_HEIGHT, _TALLEST = 15, 405
"""Points; Excel knows no taller row."""
_SPARE = 3
_MOST_BESIDE_HELP = 4
"""A table of so many columns has no room for help beside its heads."""
_SPARE_ACTIONS = 25
_ACTION_WIDTHS = (8, 24, 10, 14, 50, 30, 28, 44, 16)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_CHOICES, _LONGEST_HELP = 255, 255
_ALLOWED = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True,
    "sort": True, "autofilter": True,
}  # fmt: skip
"""What may be done on a protected sheet; there is no password: it keeps from slips, and from nothing else."""

INTRODUCTION = (
    "This workbook is a copy of the cycle's files, to be filled in with Excel or LibreOffice.",
    "Each partnership has a sheet, and all actions have one together. Fill in the white cells; choose from the list"
    " where a cell offers one. Leave a cell empty if there is nothing to say.",
    "Lists have a row for each item. Insert rows where you need more. To say that a list is empty although the sheet"
    " Cycle names something, write none in its first row.",
    "An action belongs to the partnership and the area that its row names. That sheet may be sorted and filtered.",
    "Dates may be typed as Excel takes them. A timescale may also be 6 weeks, or 2027-03-01 to 2027-05-31.",
    "Nothing here is calculated: the level of support is what the software says of the answers.",
    "Then save the workbook, close it, and bring it in: on the desk, under Documents, Workbook.",
    "In a terminal, scrutiny check FILE.xlsx checks it, and scrutiny workbook --read FILE.xlsx brings it in.",
)


def write(stream: IO[bytes], cycle: Cycle, framework: Framework, levels: Mapping[str, str]) -> None:
    """Write the workbook; `levels` has what the answers of each file indicate now, in words, by the file's name."""
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "Assessments of the cycle", "created": _WRITTEN_ONCE})
        writer = _Writer(book, framework)
        writer.start([assessment.sheet for assessment in cycle.assessments])
        if cycle.own:
            writer.sheet(cycle.own, cycle.own_form, "What is the same for the whole cycle", "")
        for assessment in cycle.assessments:
            name = at(assessment.value, ("partnership", "name")) or assessment.sheet
            writer.sheet(assessment, cycle.form, str(name), levels.get(assessment.file, ""))
        writer.actions(cycle.assessments)
        writer.as_written([assessment for assessment in (cycle.own, *cycle.assessments) if assessment])


class _Spot(NamedTuple):
    """One cell of a sheet, counted from 0."""

    sheet: Any
    row: int
    column: int


class _Writer:
    def __init__(self, book: Any, framework: Framework) -> None:
        self.book, self.looks = book, Looks(book)
        self.numbers = {criterion.id: criterion.number for criterion in framework.criteria()}

    def start(self, sheets: Sequence[str]) -> None:
        sheet = self.book.add_worksheet(START)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, "The assessments of the cycle", self.looks.title)
        for row, text in enumerate(INTRODUCTION, start=2):
            sheet.write_string(row, 0, text, self.looks.paragraph)
        for row, name in enumerate([*sheets, actions.SHEET], start=len(INTRODUCTION) + 3):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.looks.link, string=name)
        sheet.protect("", _ALLOWED)
        sheet.set_paper(9)

    def sheet(self, gathered: Gathered, form: Form, title: str, level: str) -> None:
        """Write the form of one file."""
        sheet = self.book.add_worksheet(gathered.sheet)
        sheet.set_column(_KEY, _KEY, _WIDTHS[0], None, {"hidden": True})
        for column, width in enumerate(_WIDTHS[1:], start=1):
            sheet.set_column(column, column, width, self.looks.around)
        sheet.write_string(0, _LABEL, title, self.looks.title)
        for column, head in enumerate((KEY, QUESTION, ANSWER, HELP)):
            sheet.write_string(1, column, head, self.looks.head)
        for column in range(4, len(_WIDTHS)):
            sheet.write_blank(1, column, None, self.looks.head)
        sheet.freeze_panes(2, _FIRST)
        row = self._row(sheet, 2, FILE, LABELS[FILE], gathered.file)
        row = self._row(sheet, row, VERSION, LABELS[VERSION], gathered.version)
        if level:
            row = self._row(sheet, row, LEVEL, LABELS[LEVEL], level)
        for section in form.sections:
            row = self._section(sheet, row + 1, section, gathered.value)
        self._set_up(sheet, title, row, len(_WIDTHS))

    def _set_up(self, sheet: Any, title: str, last: int, columns: int) -> None:
        sheet.print_area(0, _LABEL, last, columns - 1)
        sheet.protect("", _ALLOWED)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer(f"&L{title.replace('&', '&&')[:80]}&RPage &P of &N")

    def _row(self, sheet: Any, row: int, key: str, label: str, text: str) -> int:
        sheet.write_string(row, _KEY, key)
        sheet.write_string(row, _LABEL, label, self.looks.quiet)
        sheet.write_string(row, _FIRST, text, self.looks.note)
        return row + 1

    def _section(self, sheet: Any, row: int, section: Section, value: Mapping[str, Any]) -> int:
        sheet.write_string(row, _KEY, section.key)
        for column in range(_LABEL, len(_WIDTHS)):
            sheet.write_blank(row, column, None, self.looks.section)
        sheet.write_string(row, _LABEL, section.title, self.looks.section)
        row += 1
        for block in section.blocks:
            held = at(value, block.path)
            if isinstance(block, Field):
                self._field(sheet, row, block, held)
                row += 1
            else:
                row = self._table(sheet, row, block, held)
        return row

    def _field(self, sheet: Any, row: int, field: Field, held: Any) -> None:
        sheet.write_string(row, _KEY, field.key)
        sheet.write_string(row, _LABEL, field.title, self.looks.label)
        self._cell(_Spot(sheet, row, _FIRST), field.column, held)
        sheet.write_string(row, _FIRST + 1, field.column.help, self.looks.help)
        _make_room(sheet, row, [(held, _WIDTHS[_FIRST])])

    def _cell(self, spot: _Spot, expected: Column, held: Any, *, is_item: bool = False) -> None:
        """Write an answer, or the empty cell for it, with what may be chosen there."""
        text = self._shown(held, expected, is_item=is_item)
        if expected.kind is Kind.DATE and _DATE.fullmatch(text) and _day(text):
            spot.sheet.write_datetime(spot.row, spot.column, _day(text), self.looks.date)
        elif text:
            spot.sheet.write_string(spot.row, spot.column, text, self.looks.answer)
        else:
            looks = self.looks.date if expected.kind is Kind.DATE else self.looks.answer
            spot.sheet.write_blank(spot.row, spot.column, None, looks)
        self._help(spot, expected)

    def _shown(self, held: Any, expected: Column, *, is_item: bool) -> str:
        if held is None:
            return ""
        if expected.kind is Kind.WORDS:
            return ", ".join(self.numbers.get(word, word) for word in held)
        if expected.kind is Kind.YES_OR_NO:
            return {"true": "yes", "false": "no"}.get(str(held), str(held))
        return shown_in_list(str(held)) if is_item else str(held)

    def _help(self, spot: _Spot, expected: Column) -> None:
        rule: dict[str, Any] = {"validate": "any"}
        if expected.choices:
            words = ", ".join(expected.choices)
            rule = {"validate": "list", "source": self._choices(expected.choices), "error_title": "Not in the list"}
            rule["error_message"] = f"Choose one of: {words}"[:_LONGEST_HELP]
        rule |= {"input_title": expected.title[:32], "input_message": expected.help[:_LONGEST_HELP]}
        spot.sheet.data_validation(spot.row, spot.column, spot.row, spot.column, rule)

    def _choices(self, choices: Sequence[str]) -> Any:
        """Return what is offered: the words themselves, or if they are many the cells that hold them."""
        if len(",".join(choices)) <= _LONGEST_CHOICES and not any("," in choice for choice in choices):
            return list(choices)
        return self.looks.listed(choices)

    def _table(self, sheet: Any, row: int, table: Table, held: Any) -> int:
        sheet.write_string(row, _KEY, table.key)
        sheet.write_string(row, _LABEL, table.title, self.looks.table_head)
        for column, each in enumerate(table.columns, start=_FIRST):
            sheet.write_string(row, column, each.title, self.looks.table_head)
        if len(table.columns) < _MOST_BESIDE_HELP:
            sheet.write_string(row, _FIRST + len(table.columns), table.help, self.looks.help)
        row += 1
        if table.rows:
            for key, words in table.rows:
                self._table_row(
                    _Spot(sheet, row, _LABEL), table, (table.key_of(key), words), (held or {}).get(key) or {}
                )
                row += 1
            return row
        items = [NONE] if held == [] else [held] if isinstance(held, Mapping) else held or []
        for number in range(1, len(items) + _SPARE + 1):
            item = items[number - 1] if number <= len(items) else None
            self._table_row(_Spot(sheet, row, _LABEL), table, (table.row_key, str(number)), item)
            row += 1
        return row

    def _table_row(self, spot: _Spot, table: Table, words: tuple[str, str], item: Any) -> None:
        sheet, row, _ = spot
        sheet.write_string(row, _KEY, words[0])
        sheet.write_string(row, _LABEL, words[1], self.looks.label if table.rows else self.looks.number)
        if isinstance(item, str) and not (table.holds_texts or table.rows):
            item = {table.columns[0].key: item}  # that there is none
        for column, each in enumerate(table.columns, start=_FIRST):
            held = item if not each.key else (item or {}).get(each.key)
            is_item = not each.key and item != NONE
            self._cell(_Spot(sheet, row, column), each, held, is_item=is_item)
        texts = [item if not column.key else (item or {}).get(column.key) for column in table.columns]
        shown = [(words[1], _WIDTHS[_LABEL]), *zip(texts, _WIDTHS[_FIRST:], strict=False)]
        _make_room(sheet, row, shown)

    def actions(self, gathered: Sequence[Gathered]) -> None:
        """Write the sheet of all actions, with empty rows behind them."""
        sheet = self.book.add_worksheet(actions.SHEET)
        columns = actions.titles()
        heads = (KEY, actions.PARTNERSHIP, actions.AREA, *columns)
        for column, (head, width) in enumerate(zip(heads, _ACTION_WIDTHS, strict=True)):
            sheet.set_column(column, column, width, None, {"hidden": column == _KEY})
            sheet.write_string(0, column, head, self.looks.head)
        names = Column("", actions.PARTNERSHIP, "The name of the partnership's sheet.", Kind.TEXT,
                       tuple(each.sheet for each in gathered))  # fmt: skip
        area = Column("", actions.AREA, "The reference of the area, as on the partnership's sheet.")
        row, widths = 1, _ACTION_WIDTHS
        rows = [(each.sheet, *labelled) for each in gathered for labelled in _actions(each.value)]
        for number, (whose, label, action) in enumerate([*rows, *[("", "", {})] * _SPARE_ACTIONS], start=1):
            if whose:
                sheet.write_string(row, _KEY, str(number))
            self._cell(_Spot(sheet, row, 1), names, whose)
            self._cell(_Spot(sheet, row, 2), area, label)
            for column, each in enumerate(columns.values(), start=3):
                self._cell(_Spot(sheet, row, column), each, action.get(each.key))
            texts = [action.get(column.key) for column in columns.values()]
            _make_room(sheet, row, list(zip(texts, widths[3:], strict=True)))
            row += 1
        sheet.freeze_panes(1, 4)
        sheet.autofilter(0, 1, row - 1, len(heads) - 1)
        self._set_up(sheet, "All actions", row - 1, len(heads))
        sheet.repeat_rows(0)

    def as_written(self, gathered: Sequence[Gathered]) -> None:
        """Write, hidden, what the files said: by it one sees later what changed in a file, and what in the workbook."""
        sheet = self.book.add_worksheet(WRITTEN)
        row = 0
        for each in gathered:
            text = json.dumps(each.value, ensure_ascii=False, sort_keys=True)
            for start in range(0, len(text), 30_000):
                sheet.write_string(row, 0, each.file)
                sheet.write_string(row, 1, f"|{text[start : start + 30_000]}|")
                row += 1
        sheet.hide()
        self.looks.finish()


def _actions(value: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the actions of an assessment, each with its area as this sheet names it."""
    areas = value.get(str(ACTIONS[0])) or []
    labels = actions.labels_of(areas)
    return [
        (label, action)
        for label, area in zip(labels, areas, strict=True)
        for action in area.get(ACTIONS[1], ())
    ]  # fmt: skip


def _make_room(sheet: Any, row: int, texts: Sequence[tuple[Any, float]]) -> None:
    """Make a row as high as its texts need; Excel does so itself only when somebody types."""
    lines = max(
        (sum(math.ceil(max(len(line), 1) / width) for line in text.split("\n")) for text, width in texts
         if isinstance(text, str)), default=1
    )  # fmt: skip
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE_HEIGHT + 3, _TALLEST))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
