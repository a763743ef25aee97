"""Drafts of e-mails with the documents that go out: written, looked at, taken into the mail program, noted as sent."""

from __future__ import annotations

import os
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import fields_of
from scrutiny_response.desk.forms.messages import Message, told
from scrutiny_response.desk.pages import page
from scrutiny_response.desk.views.issuable import ON, day_of
from scrutiny_response.desk.views.to_mend import told_with_links
from scrutiny_response.domain.event_parts import Stage
from scrutiny_response.use_cases import emails as use_case
from scrutiny_response.use_cases.cycle_view.view import slug_of
from scrutiny_response.use_cases.emails import EmailOptions, EmailRun, EmailState
from scrutiny_response.use_cases.emails.values import FOLDER


def emails(desk: Desk, request: Request) -> Response:
    """Ask for which stage drafts are wanted; write them, or record that one has been sent."""
    stage = _stage(request.form.get("stage", ""))
    options = EmailOptions(stage=stage, templates=desk.folder.templates)
    run: EmailRun | None = None
    errors: list[Message] = []
    if request.form.get("do") == "sent":
        one, (day, errors) = (
            desk.view.partnership(request.form.get("of", ""), desk.today()),
            day_of(request.form, desk.today()),
        )
        if one is None:
            raise NotFound
        if day is not None:
            run = use_case.record_sent([Path(one.file)], desk.folder.output, options, day)
    elif request.method == "POST":
        run = use_case.write_drafts([desk.folder.inputs], desk.folder.output, options)
    return page(
        desk,
        "emails.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        title="E-mails",
        here="due",
        back=("/due", "Due"),
        stage=stage,
        stages=tuple(Stage),
        errors=errors,
        run=run,
        shown=_shown(desk, run) if run else (),
        problems=[told(problem) for problem in run.problems] if run else (),
        on=ON,
        on_fields=fields_of(ON, desk.today().isoformat()),
    )


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
