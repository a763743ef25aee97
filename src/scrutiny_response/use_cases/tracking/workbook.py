"""How all cases stand on a day → an Excel workbook: actions, partnerships, and the rules by which they are rated.

The day that was asked for stands on every sheet and page. The same cases give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from engross.days import spelled
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.ratings import Rating, in_words
from scrutiny_response.domain.tracking import Case, TrackedAction
from scrutiny_response.store.cells import WRITTEN_ONCE, Cell, Looks
from scrutiny_response.use_cases.tracking.survey import Tracked, Tracker

ACTIONS = (
    ("Reference", 13), ("Partnership", 19), ("Area", 6), ("Action", 7), ("What will be done", 31), ("Lead role", 16),
    ("Measure of success", 22), ("Original date", 11), ("Date now", 11), ("Times revised", 8), ("Days over", 7),
    ("Days overdue", 8), ("Status", 11), ("Stands", 10), ("Rating", 8), ("Last heard", 11),
)  # fmt: skip
"""The columns of the actions and their widths in characters, with which a page of A4 can still be read."""
PARTNERSHIPS = (
    ("Reference", 13), ("Partnership", 30), ("Level of support", 19), ("How far", 16), ("Plan received", 11),
    ("Plan accepted", 11), ("Last heard", 11), ("Actions", 8), ("Completed", 11), ("Completed, %", 11), ("Overdue", 9),
    ("Slipped", 8), ("Due", 6), ("Red", 6), ("Amber", 8), ("Green", 8),
)  # fmt: skip
_FILLS = {Rating.RED: "#F4B6B0", Rating.AMBER: "#FFE08A", Rating.GREEN: "#BFE3C0"}
"""Light enough for black words; the word says the same."""
_A4 = 9
_DAY = {"num_format": "d mmm yyyy", "align": "left", "valign": "top"}
_LINE, _HIGHEST = 15, 405
"""The height of a line, and the greatest height of a row, in points."""
_HEAD = 2
"""The row, counted from 0, of a table's heads: the day stands above."""


def workbook(tracker: Tracker) -> bytes:
    """Return the workbook."""
    import xlsxwriter  # noqa: PLC0415  # only where one is written

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        title = f"Improvement plans on {spelled(tracker.on)}"
        book.set_properties({"title": title, "created": WRITTEN_ONCE})
        looks = Looks.of(book)._replace(day=book.add_format(_DAY))
        _table(book, looks, "Actions", title, ACTIONS, [_action(*each) for each in _all(tracker)], frozen=4)
        partnerships = [_partnership(partnership) for partnership in tracker.partnerships]
        _table(book, looks, "Partnerships", title, PARTNERSHIPS, partnerships, frozen=2)
        _rules(book, looks, title, tracker)
    return stream.getvalue()


def _table(  # noqa: PLR0913, PLR0917  # what a sheet is made of
    book: Any,
    looks: Looks,
    name: str,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[Cell, ...]],
    frozen: int,
) -> None:
    """Write a sheet with one table under a line that says the day: heads that stay, filters, and pages in landscape."""
    sheet = book.add_worksheet(name)
    _page(sheet, title)
    looks.put(sheet, 0, 0, f"{name}: {title[0].lower()}{title[1:]}", book.add_format({"bold": True, "font_size": 14}))
    heads = [{"header": head, "header_format": book.add_format({"bold": True, "text_wrap": True, "valign": "top"})}
             for head, _ in columns]  # fmt: skip
    last = max(len(rows), 1) + _HEAD
    sheet.add_table(_HEAD, 0, last, len(columns) - 1,
                    {"name": name, "columns": heads, "style": "Table Style Light 1", "autofilter": True})  # fmt: skip
    for column, (_, width) in enumerate(columns):
        sheet.set_column(column, column, width)
    fills = {f"{rating}".capitalize(): book.add_format({"valign": "top", "bg_color": fill, "font_color": "#000000"})
             for rating, fill in _FILLS.items()}  # fmt: skip
    for number, cells in enumerate(rows, start=_HEAD + 1):
        sheet.set_row(number, _height(cells, columns))
        for column, cell in enumerate(cells):
            is_rating = columns[column][0] == "Rating"
            looks.put(sheet, number, column, cell, fills.get(str(cell)) if is_rating else None)
    sheet.set_row(_HEAD, 2 * _LINE)
    sheet.freeze_panes(_HEAD + 1, frozen)
    sheet.repeat_rows(_HEAD)
    sheet.print_area(0, 0, last, len(columns) - 1)


def _height(cells: Sequence[Cell], columns: Sequence[tuple[str, int]]) -> int:
    """Return the height of a row in points in which every text is seen whole: not every program works that out."""
    lines = [-(-len(cell) // max(1, width - 3)) for cell, (_, width) in zip(cells, columns, strict=True)
             if isinstance(cell, str)]  # fmt: skip
    return min(_HIGHEST, _LINE * max(lines, default=1))


def _page(sheet: Any, title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(0)  # lines are printed too
    sheet.set_footer(f"&L{title}&RPage &P of &N")


def _all(tracker: Tracker) -> Iterator[tuple[Case, TrackedAction]]:
    return ((partnership.case, action) for partnership in tracker.partnerships for action in partnership.case.actions)


def _action(case: Case, tracked: TrackedAction) -> tuple[Cell, ...]:
    now = tracked.now
    return (
        case.assessment.reference, case.assessment.partnership.name, now.area or "own", now.reference, now.action,
        now.lead, now.measure, tracked.first_date, tracked.date, tracked.times_revised, tracked.days_over,
        tracked.days_overdue, initial_capital(now.status), initial_capital(tracked.stands),
        initial_capital(tracked.rating), now.heard_on or "not heard yet",
    )  # fmt: skip


def _partnership(tracked: Tracked) -> tuple[Cell, ...]:
    case = tracked.case
    return (
        case.assessment.reference, case.assessment.partnership.name, initial_capital(tracked.level),
        initial_capital(case.in_words), case.received or "not yet", case.accepted.date if case.accepted else "not yet",
        case.heard_on or "not yet", len(case.counted), case.completed, case.percentage, case.number("overdue"),
        case.number("slipped"), case.number("due"), case.rated(Rating.RED), case.rated(Rating.AMBER),
        case.rated(Rating.GREEN),
    )  # fmt: skip


def _rules(book: Any, looks: Looks, title: str, tracker: Tracker) -> None:
    sheet = book.add_worksheet("Rules")
    _page(sheet, title)
    bold = book.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    rules = [(initial_capital(rating), words) for ratings in tracker.ratings for rating, words in in_words(ratings)]
    unread = [("Not read", str(problem.place)) for problem in tracker.problems]
    for row, (name, words) in enumerate((("The day", spelled(tracker.on)), *unread, *rules, *_MEANINGS)):
        looks.put(sheet, row, 0, name, bold)
        looks.put(sheet, row, 1, words)
        sheet.set_row(row, _height((name, words), (("", 24), ("", 100))))


_MEANINGS = (
    ("Original date", "the date that was agreed first"),
    ("Date now", "the date that stands now, by what was agreed and heard since"),
    ("Days over", "days past the original date, also if it was revised; none for what is completed"),
    ("Days overdue", "days past the date now"),
    ("Slipped", "the original date has passed, and the date now has not"),
    ("Completed, %", "of the actions that were neither withdrawn nor taken out"),
)
