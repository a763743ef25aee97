"""Documents issued, corrected and withdrawn from their page: what is ready, what is not and why, and then done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross.problems import Problem, Refused, Severity
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import value_of
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.pages import page, to
from scrutiny_response.domain.history import standing
from scrutiny_response.use_cases import issuing
from scrutiny_response.use_cases.cycle_view import Partnership
from scrutiny_response.use_cases.issuing import IssueOptions, IssueOutcome, IssueState

ON = Question(path=("on",), kind=Kind.DATE, label="On which day", hint="For example, 7 12 2026", is_needed=True)
APPROVED_BY = Question(
    path=("approved_by",),
    kind=Kind.LINE,
    label="Who approved it",
    hint="The name and the role. For example, Eilidh Garvie, chief inspector",
    is_needed=True,
)
REASON = Question(path=("reason",), kind=Kind.LINE, label="Why", hint="", is_needed=True)


def issue_values(desk: Desk, one: Partnership) -> Mapping[str, Any]:
    """Return what is shown of issuing a partnership's documents."""
    outcome, problems = _issued(desk, one, IssueOptions(on=desk.today()))
    warnings = [each for each in outcome.problems if each.severity is Severity.WARNING] if outcome else []
    day = desk.today()
    return {
        "issuing": outcome,
        "can_issue": bool(outcome and outcome.documents and one.is_final and outcome.state is not IssueState.STANDING),
        "accepted": [(f"{each.id}@{each.place}", told(each)) for each in warnings],
        "against": [told(each) for each in (*(outcome.problems if outcome else ()), *problems)
                    if each.severity is Severity.ERROR],
        "standing": [(name, each.date, each.approved_by) for name, each in standing(one.events).items()],
        "on": ON,
        "approved_by": APPROVED_BY,
        "reason": REASON,
        "on_fields": {"on.day": str(day.day), "on.month": str(day.month), "on.year": str(day.year)},
    }  # fmt: skip


def issue(desk: Desk, request: Request, slug: str) -> Response:
    """Issue the documents of a partnership, or write the draft of a correction."""
    one = _one(desk, slug)
    day, wrong = day_of(request.form)
    by = str(value_of(APPROVED_BY, request.form) or "")
    reason = str(value_of(REASON, request.form) or "")
    what = request.form.get("do", "")
    if what != "draft" and not by:
        wrong = [*wrong, "Enter who approved it"]
    if what in {"draft", "replace"} and not reason:
        wrong = [*wrong, "Enter why it is corrected"]
    if wrong or day is None:
        return _wrong(desk, one, wrong)
    options = IssueOptions(
        on=day,
        approved_by=by if what != "draft" else "",
        accept=tuple(request.form.getlist("accept")),
        documents=tuple(request.form.getlist("document")),
        replaces=reason if what in {"draft", "replace"} else "",
        draft=what == "draft",
    )
    outcome, problems = _issued(desk, one, options)
    if outcome is None or outcome.refused:
        return _wrong(desk, one, [told(each) for each in (*(outcome.problems if outcome else ()), *problems)])
    issued = "Issued, and written into the record." if outcome.state is IssueState.ISSUED else "Nothing was to be done."
    notice = "The draft of the correction was written." if what == "draft" else issued
    return to(f"/partnership/{slug}/documents", notice)


def withdraw(desk: Desk, request: Request, slug: str) -> Response:
    """Withdraw documents of a partnership that were issued."""
    one = _one(desk, slug)
    day, wrong = day_of(request.form)
    reason = str(value_of(REASON, request.form) or "")
    if not reason:
        wrong = [*wrong, "Enter why it is withdrawn"]
    if wrong or day is None:
        return _wrong(desk, one, wrong)
    options = issuing.WithdrawOptions(
        on=day,
        reason=reason,
        approved_by=str(value_of(APPROVED_BY, request.form) or ""),
        documents=tuple(request.form.getlist("document")),
    )
    problems = _tried(lambda: issuing.withdraw_named(Path(one.file), desk.folder.output, options))
    if problems:
        return _wrong(desk, one, [told(each) for each in problems])
    return to(f"/partnership/{slug}/documents", "Withdrawn, and written into the record.")


def _one(desk: Desk, slug: str) -> Partnership:
    one = desk.view.partnership(slug, desk.today())
    if one is None:
        raise NotFound
    return one


def _issued(desk: Desk, one: Partnership, options: IssueOptions) -> tuple[IssueOutcome | None, tuple[Problem, ...]]:
    outcomes, problems = issuing.issue([Path(one.file)], desk.folder.output, desk.folder.sources, options)
    return next(iter(outcomes), None), problems


def day_of(form: MultiDict[str, str]) -> tuple[dt.date | None, list[str]]:
    """Return the day that a form says, or what is wrong with it."""
    written = value_of(ON, form)
    try:
        return dt.date.fromisoformat(str(written)), []
    except ValueError:
        return None, ["Enter the day as day, month and year, such as 7 12 2026"]


def _tried(do: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        do()
    except Refused as refused:
        return refused.problems
    return ()


def _wrong(desk: Desk, one: Partnership, reasons: list[Any]) -> Response:
    return page(
        desk,
        "refusal.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        title="This cannot be done yet",
        here="cycle",
        back=(f"/partnership/{one.slug}/documents", "Documents"),
        reasons=reasons,
    )
