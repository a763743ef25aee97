"""Documents issued, corrected, recorded as sent and withdrawn from their page."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross.problems import Problem, Refused
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import Message, told_of_document
from scrutiny_response.desk.pages import ask_again, partnership_at, to
from scrutiny_response.desk.views.issuable import answer, day_of, tried
from scrutiny_response.desk.views.subject import partnership_of
from scrutiny_response.use_cases import issuing
from scrutiny_response.use_cases.issuing import IssueOptions, IssueOutcome, IssueState

_FORMS = {"issue": "issue", "adopt": "adopt", "draft": "replace", "replace": "replace"}
"""The form of each button."""
_DONE = {
    "issue": "Issued, and written into the record.",
    "adopt": "Written into the record as it was sent.",
    "replace": "Replaced, and written into the record.",
    "draft": "The draft of the correction was written. Read it in Word before you replace what was issued.",
}


def issue(desk: Desk, request: Request, slug: str) -> Response:
    """Issue the documents of a partnership, record them as sent, correct them or write the draft of a correction."""
    one, what = partnership_of(desk, slug), request.form.get("do", "")
    if what not in _FORMS:
        raise NotFound
    form, page_at = _FORMS[what], f"{partnership_at(slug)}/documents"
    day, errors = day_of(request.form, desk.today(), form)
    by, reason = (answer(form, name, request.form) for name in ("by", "reason"))
    if what != "draft" and not by:
        errors.append(_at(f"{form}.by", "Enter who approved it"))
    if form == "replace" and not reason:
        errors.append(_at(f"{form}.reason", "Enter why it is corrected"))
    documents = _chosen(request, form, errors)
    if errors or day is None:
        return ask_again(desk, page_at, request.form, errors)
    options = IssueOptions(
        on=day,
        approved_by=by,
        accept=tuple(request.form.getlist(f"{form}.accept")),
        documents=documents,
        as_edited=answer(form, "as_edited", request.form),
        replaces=reason if form == "replace" else "",
        draft=what == "draft",
        adopt=what == "adopt",
    )
    outcome, problems = tried(desk, one, options)
    if outcome is None or outcome.refused:
        met = (*(outcome.problems if outcome else ()), *problems)
        return ask_again(desk, page_at, request.form, [_against(form, problem) for problem in met])
    return to(page_at, _said(what, outcome))


def withdraw(desk: Desk, request: Request, slug: str) -> Response:
    """Withdraw documents of a partnership that were issued."""
    one, form, page_at = partnership_of(desk, slug), "withdraw", f"{partnership_at(slug)}/documents"
    day, errors = day_of(request.form, desk.today(), form)
    reason, by = (answer(form, name, request.form) for name in ("reason", "by"))
    if not reason:
        errors.append(_at(f"{form}.reason", "Enter why it is withdrawn"))
    documents = _chosen(request, form, errors)
    if errors or day is None:
        return ask_again(desk, page_at, request.form, errors)
    options = issuing.WithdrawOptions(on=day, reason=reason, approved_by=by, documents=documents)
    try:
        issuing.withdraw_named(Path(one.file), desk.folder.output, options)
    except Refused as refused:
        return ask_again(desk, page_at, request.form, [_against(form, problem) for problem in refused.problems])
    return to(page_at, "Withdrawn, and written into the record.")


def _chosen(request: Request, form: str, errors: list[Message]) -> tuple[str, ...]:
    """Return the documents that were chosen; that none was is an error, as the commands would take all for none."""
    documents = tuple(request.form.getlist(f"{form}.document"))
    if not documents:
        errors.append(_at(f"{form}.document.1", "Choose one or more documents"))
    return documents


def _said(what: str, outcome: IssueOutcome) -> str:
    if outcome.state is IssueState.STANDING:
        return "Nothing was to be done: what is issued reads as it would now."
    return _DONE[what]


def _against(form: str, problem: Problem) -> Message:
    return Message(f"form.{form}", told_of_document(problem), is_error=True)


def _at(field: str, words: str) -> Message:
    return Message(field, Markup("{}").format(words), is_error=True)
