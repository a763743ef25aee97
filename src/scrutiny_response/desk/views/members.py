"""The partnerships of the cycle come and go: a new one is begun, one is removed, and put back."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross.files import hash_of
from engross.problems import Problem, Refused
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import fields_of, value_of
from scrutiny_response.desk.forms.messages import Message, said, told
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.pages import ask_again, page, partnership_at, to
from scrutiny_response.desk.views.files import listed
from scrutiny_response.desk.views.subject import partnership_of
from scrutiny_response.domain.events import Closed
from scrutiny_response.use_cases import new, removing
from scrutiny_response.use_cases.cycle_view import Partnership
from scrutiny_response.use_cases.cycle_view.view import slug_of

_NAME = Question(
    path=("name",),
    kind=Kind.LINE,
    label="Name of the partnership",
    hint="As it stands in the letter. For example, Strathlorne Health and Social Care Partnership",
    is_needed=True,
)
_REFERENCE = Question(path=("reference",), kind=Kind.LINE, label="Our reference", hint="For example, PSR-2026-014")
_TAKEN = {"already-there": "There is a partnership of this name already"}


def new_partnership(desk: Desk, request: Request) -> Response:
    """Ask for the name of a new partnership, and make its file."""
    if request.method == "POST":
        return _begun(desk, request)
    sent, errors = desk.told.sent(request)
    asked = [
        (question, {name: sent.get(name, shown) for name, shown in fields_of(question, None).items()}, (),
         [error for error in errors if error.field == question.name])
        for question in (_NAME, _REFERENCE)
    ]  # fmt: skip
    return page(desk, "new.html", title="New partnership", here="cycle", errors=errors, asked=asked,
                status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)  # fmt: skip


def _begun(desk: Desk, request: Request) -> Response:
    name, reference = (str(value_of(question, request.form) or "") for question in (_NAME, _REFERENCE))
    if not name:
        return ask_again(desk, "/new", request.form, [_at(_NAME, "Enter the name of the partnership")])
    try:
        file = new.begin(desk.folder.inputs, name, reference)
    except Refused as refused:
        return ask_again(desk, "/new", request.form, map(_against, refused.problems))
    return to(partnership_at(slug_of(file.as_posix())))


def _against(problem: Problem) -> Message:
    asked = _REFERENCE if problem.id == "repeated-reference" else _NAME
    return _at(asked, _TAKEN.get(problem.id) or told(problem))


def _at(asked: Question, words: str) -> Message:
    return Message(asked.name, Markup("{}").format(words), is_error=True)


def remove(desk: Desk, request: Request, slug: str) -> Response:
    """Ask whether a partnership is to be removed, saying what stays; or say why it cannot be; or remove it."""
    one = partnership_of(desk, slug)
    if request.method == "POST":
        away = removing.remove(Path(one.file), request.form.get("seen", ""), desk.folder.record)
        return to(f"/?{urlencode({'removed': away.name})}" if away else f"{partnership_at(slug)}/remove?changed")
    against = tuple(removing.against(Path(one.file), desk.folder.record))
    return page(
        desk, "remove.html", title="Remove this partnership", here="cycle", back=(partnership_at(slug), "Task list"),
        one=one, against=[said(problem.message) for problem in against], is_closed=_is_closed(one),
        seen=hash_of(one.data), documents=[] if against else sorted(listed(desk, slug)),
        has_changed="changed" in request.args,
    )  # fmt: skip


def _is_closed(one: Partnership) -> bool:
    return any(isinstance(recorded.event, Closed) for recorded in one.events)


def removed(desk: Desk, request: Request) -> Response:
    """Show what was removed and can be put back."""
    rows = removing.removed(desk.folder.inputs)
    return page(desk, "removed.html", title="Removed partnerships", here="cycle", rows=rows,
                back=("/", "All partnerships"), notice=request.args.get("notice", "")[:200])  # fmt: skip


def put_back(desk: Desk, _request: Request, name: str) -> Response:
    """Put back a partnership that was removed."""
    if name not in {each.name for each in removing.removed(desk.folder.inputs)}:
        raise NotFound
    file = removing.put_back(desk.folder.inputs, name)
    return to(partnership_at(slug_of(file.as_posix())), "Put back.")
