"""What became of a run of e-mail drafts → an address list in Excel for mail merge, and a page of who gets what."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from jinja2 import Template as Page

from scrutiny_response.store.cells import WRITTEN_ONCE
from scrutiny_response.use_cases.emails.values import EmailRun, EmailState
from scrutiny_response.use_cases.html_pages import pages_in

WORKBOOK, PAGE = "addresses.xlsx", "who-gets-what.html"
_COLUMNS = (
    ("Reference", 18),
    ("Partnership", 44),
    ("To or copy", 12),
    ("Name", 34),
    ("E-mail", 36),
    ("Documents", 60),
)


def workbook(run: EmailRun) -> bytes:
    """Return the address list: a row for each person to whom a draft goes; no cell is a formula."""
    import xlsxwriter  # noqa: PLC0415  # only where drafts are made

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": "Addresses", "created": WRITTEN_ONCE})
        sheet = book.add_worksheet("Addresses")
        bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True, "num_format": "@"})
        for column, (title, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, bold)
        row = 0
        for row, cells in enumerate(_rows(run), start=1):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, text if cell.startswith(("=", "+", "-", "@")) else None)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(row, 1), len(_COLUMNS) - 1)
    return stream.getvalue()


def _rows(run: EmailRun) -> list[tuple[str, ...]]:
    return [
        (outcome.reference, outcome.partnership, role, person.name, person.email or "", _documents(outcome.documents))
        for outcome in run.outcomes
        if outcome.state is EmailState.DRAFTED
        for role, people in (("To", outcome.to), ("Copy", outcome.copies))
        for person in people
    ]


def _documents(documents: tuple[object, ...]) -> str:
    return "; ".join(str(getattr(document, "title", "")) for document in documents)


def page(run: EmailRun) -> bytes:
    """Return a page of who gets what, what cannot be sent and why, and who has no address."""
    return _page().render(run=run).encode()


@cache
def _page() -> Page:
    return pages_in(Path(__file__).resolve().parent).get_template(PAGE)
