"""Drafts of e-mails with the documents that go out: written, looked at, taken into the mail program, noted as sent."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlencode

from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import fields_of
from scrutiny_response.desk.forms.messages import Message, is_about, told
from scrutiny_response.desk.pages import ask_again, page, to
from scrutiny_response.desk.views.issuable import ON, day_gone, wrong
from scrutiny_response.desk.views.subject import partnership_of
from scrutiny_response.desk.views.to_mend import told_with_links
from scrutiny_response.domain.event_parts import Stage
from scrutiny_response.use_cases import emails as use_case
from scrutiny_response.use_cases.cycle_view import Partnership
from scrutiny_response.use_cases.cycle_view.view import slug_of
from scrutiny_response.use_cases.emails import EmailOptions, EmailRun, EmailState
from scrutiny_response.use_cases.emails.values import FOLDER


def emails(desk: Desk, request: Request) -> Response:
    """Ask for which stage drafts are wanted, and write them; of a stage that is named, show those that lie there."""
    stage = _stage(request.values.get("stage", ""))
    options = EmailOptions(stage=stage, templates=desk.folder.templates)
    run: EmailRun | None = None
    if request.method == "POST":
        run = use_case.write_drafts([desk.folder.inputs], desk.folder.output, options)
    elif "stage" in request.args:
        run = use_case.lying([desk.folder.inputs], desk.folder.output, options)
    return page(
        desk,
        "emails.html",
        title="E-mails",
        here="due",
        back=("/due", "Due"),
        stage=stage,
        stages=tuple(Stage),
        run=run,
        is_written=request.method == "POST",
        shown=_shown(desk, run) if run else (),
        problems=[told(problem) for problem in run.problems] if run else (),
        notice=request.args.get("notice", "")[:200],
    )


def sent(desk: Desk, request: Request, slug: str) -> Response:
    """Ask on which day an e-mail was sent, and write that into the record."""
    one = partnership_of(desk, slug)
    stage = _stage(request.values.get("stage", ""))
    action, of_stage = f"/emails/sent/{quote(slug, safe='')}", urlencode({"stage": stage})
    if request.method == "POST":
        day, errors = day_gone(ON, request.form, desk.today())
        errors += _recorded(desk, one, stage, day) if day is not None else []
        if errors:
            return ask_again(desk, f"{action}?{of_stage}", request.form, errors)
        return to(f"/emails?{of_stage}", f"Written into the record of {one.name}.")
    typed, told_of = desk.told.sent(request)
    shown = {name: typed.get(name, value) for name, value in fields_of(ON, desk.today().isoformat()).items()}
    return page(
        desk, "sent.html", title="The e-mail has been sent", here="due", one=one, action=action, errors=told_of,
        stage=stage, back=(f"/emails?{of_stage}", "E-mails"), on=ON, on_fields=shown,
        on_wrong=[error for error in told_of if is_about(error, ON)],
        status=HTTPStatus.UNPROCESSABLE_ENTITY if told_of else HTTPStatus.OK,
    )  # fmt: skip


def _recorded(desk: Desk, one: Partnership, stage: Stage, day: dt.date) -> list[Message]:
    """Write into the record that an e-mail was sent; return what is against it."""
    options = EmailOptions(stage=stage, templates=desk.folder.templates)
    run = use_case.record_sent([Path(one.file)], desk.folder.output, options, day)
    against = [*run.problems, *(problem for each in run.outcomes if each.refused for problem in each.problems)]
    if any(each.state is EmailState.SENT for each in run.outcomes):
        return []
    return [wrong(ON, told(problem)) for problem in against] or [wrong(ON, "There is nothing of it to be sent")]


def draft(desk: Desk, request: Request, name: str) -> Response:
    """Send a draft, which the mail program opens."""
    names: list[str] = []
    with suppress(OSError):
        names = os.listdir(desk.folder.output / FOLDER)  # noqa: PTH208  # names are all that is wanted
    if name not in names:
        raise NotFound
    file = desk.folder.output / FOLDER / name
    return send_file(file, request.environ, as_attachment=True, download_name=name)


def _stage(word: str) -> Stage:
    return Stage(word) if word in set(Stage) else Stage.ISSUED


def _shown(desk: Desk, run: EmailRun) -> list[dict[str, object]]:
    """Return what is shown of each partnership of which there is something to say."""
    names = {partnership.slug: partnership.name for partnership in desk.view.partnerships(desk.today())}
    return [
        {
            "slug": slug_of(one.file),
            "name": one.partnership or names.get(slug_of(one.file), slug_of(one.file)),
            "state": "not ready" if one.state is EmailState.REFUSED else str(one.state),
            "is_drafted": one.state is EmailState.DRAFTED,
            "to": [recipient.name for recipient in one.to],
            "copies": [copy.name for copy in one.copies],
            "without": one.without_address,
            "documents": [document.title for document in one.documents],
            "draft": Path(one.draft).name,
            "problems": told_with_links(desk, slug_of(one.file), one.problems),
        }
        for one in run.outcomes
        if one.state is not EmailState.NOTHING or one.problems
    ]
