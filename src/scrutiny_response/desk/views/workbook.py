"""The cycle as an Excel workbook: written for people who fill in there, and brought back after a look at it."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from secrets import token_hex
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from engross import paths
from engross.problems import Refused
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import Message, said, told
from scrutiny_response.desk.forms.surface import spelled_in
from scrutiny_response.desk.pages import page, to
from scrutiny_response.use_cases.workbooks import bringing_in, making
from scrutiny_response.use_cases.workbooks.bringing_in import Brought

_NAME = "cycle.xlsx"
_TAKE = "take "
"""With what the name of a field begins that says whose answer is taken."""


class Sheet(Struct, frozen=True):
    """What would become, or became, of one sheet; `asked` are the cells for which both sides have changed.

    Each of these has its place on the page, the name of its field and its words.
    """

    name: str
    changes: tuple[tuple[str, str, str, str], ...]
    problems: tuple[Any, ...]
    asked: tuple[tuple[str, str, Markup], ...]
    is_written: bool
    is_refused: bool


def workbook(desk: Desk, request: Request) -> Response:
    """Offer the workbook, and take one that was filled in."""
    errors: list[Message] = []
    if request.method == "POST":
        file = request.files.get("workbook")
        if file is None or not (file.filename or "").casefold().endswith(".xlsx"):
            words = Markup("Choose the workbook that was filled in, an Excel file (.xlsx)")
            errors = [Message("workbook", words, is_error=True)]
        else:
            name = token_hex(8)
            place = desk.scratch / f"workbook-{name}"
            place.mkdir(parents=True)
            file.save(place / _NAME)
            return to(f"/workbook/{name}")
    return page(desk, "workbook.html", title="Workbook", here="documents", errors=errors,
                back=("/documents", "Documents"),
                status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)  # fmt: skip


def download(desk: Desk, request: Request) -> Response:
    """Write the workbook, and send it."""
    desk.scratch.mkdir(parents=True, exist_ok=True)
    target = desk.scratch / f"workbook-{token_hex(8)}.xlsx"
    _, problems = making.make(target, [desk.folder.inputs], None)
    if not paths.is_file(target):
        raise Refused(problems)
    return send_file(target, request.environ, as_attachment=True, download_name=f"{_cycle_name(desk)}.xlsx")


def brought(desk: Desk, request: Request, name: str) -> Response:
    """Show what a workbook that was filled in would change, or bring it in."""
    file = desk.scratch / f"workbook-{name}" / _NAME
    if not name.isalnum() or not paths.is_file(file):
        raise NotFound
    is_look = request.method != "POST"
    take = {} if is_look else _taken(request)
    sheets, problems = bringing_in.bring_in(file, desk.folder.inputs, desk.view.framework(), take, dry_run=is_look)
    shown = [_sheet(number, each) for number, each in enumerate(sheets) if each.changes or each.problems]
    errors = [] if is_look else [Message(id_, words, is_error=True) for sheet in shown for id_, _, words in sheet.asked]
    title = "What was brought in" if any(sheet.is_written for sheet in shown) else "What the workbook changes"
    return page(
        desk, "workbook_brought.html", title=title,
        here="documents", back=("/workbook", "Workbook"), action=f"/workbook/{name}", is_look=is_look, sheets=shown,
        problems=[told(problem) for problem in problems], errors=errors,
        can_write=any(sheet.asked for sheet in shown) or (is_look and any(sheet.changes for sheet in sheets)),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )  # fmt: skip


def _taken(request: Request) -> dict[str, str]:
    """Return whose answer is taken for each cell for which both sides have changed."""
    return {
        name.removeprefix(_TAKE): side
        for name, side in request.form.items()
        if name.startswith(_TAKE) and side in {"workbook", "file"}
    }


def _sheet(number: int, one: Brought) -> Sheet:
    asked = [problem for problem in one.problems if problem.id == "changed-in-both"]
    return Sheet(
        one.sheet,
        tuple((_cell(change.place), change.title, _shown(change.old), _shown(change.new)) for change in one.changes),
        tuple(
            (_cell(problem.place), told(problem), problem.is_error) for problem in one.problems if problem not in asked
        ),
        tuple(
            (f"take-{number}-{place}", f"{_TAKE}{_cell(each.place)}", said(each.message))
            for place, each in enumerate(asked, start=1)
        ),
        one.is_written,
        one.refused,
    )


def _shown(text: str) -> str:
    return spelled_in(text.strip("`"))


def _cell(place: object) -> str:
    """Return a cell as people say it, without the name under which the workbook lies here."""
    return str(place).rpartition(f"{_NAME}: ")[2]


def _cycle_name(desk: Desk) -> str:
    return Path(paths.real(desk.folder.root)).name or "cycle"
