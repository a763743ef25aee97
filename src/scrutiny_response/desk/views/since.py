"""What happened to a partnership since its letter went out, and what happens next: noted in its record on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross.problems import Refused
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import chosen, fields_of, value_of
from scrutiny_response.desk.forms.happenings import HAPPENINGS, against, answers_to, questions_about
from scrutiny_response.desk.forms.messages import Message, is_about, told
from scrutiny_response.desk.forms.names import as_title, within_a_sentence
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.forms.surface import spelled_in
from scrutiny_response.desk.pages import ask_again, page, partnership_at, to
from scrutiny_response.desk.views.issuable import day_of
from scrutiny_response.desk.views.subject import partnership_of
from scrutiny_response.desk.views.to_mend import told_with_links
from scrutiny_response.domain.as_issued import as_issued
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.events import (
    Closed,
    Event,
    ExtensionAgreed,
    Issued,
    PlanAccepted,
    PlanReceived,
    PlanReturned,
    ReviewDone,
    Sent,
    Withdrawn,
)
from scrutiny_response.domain.filters import listed
from scrutiny_response.use_cases import noting
from scrutiny_response.use_cases.cycle_view import Partnership

_SETTLING = frozenset({PlanAccepted.kind, PlanReturned.kind})
_NOTED = "Written into the record: {}."


class _About(Struct, frozen=True):
    """An event that is noted: its kind, the assessment that it is of, and what is asked about it."""

    kind: str
    assessment: Assessment
    questions: tuple[Question, ...]


def since(desk: Desk, request: Request, slug: str) -> Response:
    """Show what happened to a partnership, and what can be noted now."""
    one = partnership_of(desk, slug)
    waits = is_open(one)
    closed = next((recorded.event.date for recorded in one.events if isinstance(recorded.event, Closed)), None)
    offered = () if closed else [
        (kind, each.title) for kind, each in HAPPENINGS.items() if waits or kind not in _SETTLING
    ]  # fmt: skip
    return page(
        desk, "since.html", title="What happened since", here="cycle", back=(partnership_at(slug), "Task list"),
        one=one, happened=[(event.date, *in_words(event)) for _, _, event in reversed(one.events)], waits=waits,
        offered=offered, closed=closed, is_ahead=bool(closed and closed > desk.today()),
        notice=request.args.get("notice", "")[:200],
    )  # fmt: skip


def note(desk: Desk, request: Request, slug: str, kind: str) -> Response:
    """Ask what is to be known of an event, and write it into the record."""
    one = partnership_of(desk, slug)
    if kind not in HAPPENINGS:
        raise NotFound
    assessment = one.reading.assessment
    if assessment is None:
        return page(desk, "refusal.html", title="What is wrong with its answers has to be mended first", here="cycle",
                    one=one, reasons=told_with_links(desk, slug, one.errors), back=(partnership_at(slug), "Task list"),
                    status=HTTPStatus.UNPROCESSABLE_ENTITY)  # fmt: skip
    assessment = as_issued(assessment, one.events)
    about = _About(kind, assessment, questions_about(kind, assessment, one.events))
    action = f"{partnership_at(slug)}/since/{kind}"
    if request.method == "POST":
        against_it = _noted(desk, one, about, request.form)
        if against_it:
            return ask_again(desk, action, request.form, against_it)
        return to(f"{partnership_at(slug)}/since", _NOTED.format(kind.replace("-", " ")))
    sent, errors = desk.told.sent(request)
    return page(
        desk, "note.html", title=HAPPENINGS[kind].title, here="cycle", one=one, happening=HAPPENINGS[kind],
        back=(f"{partnership_at(slug)}/since", "What happened since"), action=action,
        errors=errors, asked=[_shown(question, sent, desk, errors) for question in about.questions],
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )  # fmt: skip


def is_open(one: Partnership) -> bool:
    """Return whether a plan came that was neither accepted nor returned yet, and still can be."""
    kinds = [
        recorded.event
        for recorded in one.events
        if isinstance(recorded.event, PlanReceived | PlanAccepted | PlanReturned | Closed)
    ]
    return bool(kinds) and isinstance(kinds[-1], PlanReceived)


def in_words(event: Event) -> tuple[str, str]:
    """Return what an event is called, and what is to be known of it."""
    return as_title(event.kind), spelled_in(". ".join(filter(None, (_detail(event), event.note))))


def _detail(event: Event) -> str:
    say = next((say for kind, say in _DETAILS.items() if isinstance(event, kind)), None)
    return str(say(event)) if say else ""


def _counted(event: PlanReceived) -> str:
    count = len(event.actions) + len(event.added)
    return f"{count} {'action' if count == 1 else 'actions'}"


_DETAILS: dict[type[Event], Callable[[Any], str]] = {
    Issued: lambda event: listed(within_a_sentence(document.document) for document in event.documents),
    Withdrawn: lambda event: f"{listed(map(within_a_sentence, event.documents))}: {event.reason}",
    PlanReceived: _counted,
    PlanAccepted: lambda event: f"by {event.accepted_by}",
    PlanReturned: lambda event: f"by {event.returned_by}; the revised plan is due on {event.due}",
    ExtensionAgreed: lambda event: f"{event.concerns}: {event.new} instead of {event.original}. {event.reason}",
    ReviewDone: lambda event: ", ".join(f"{area.reference} {area.progress}" for area in event.areas),
    Closed: lambda event: event.reason,
    Sent: lambda event: (
        f"{listed(within_a_sentence(document.document) for document in event.documents)}, to "
        f"{listed(each.name for each in (*event.to, *event.copies))}"
    ),
}
"""What is to be known of an event, by its kind."""


def _noted(desk: Desk, one: Partnership, about: _About, form: MultiDict[str, str]) -> list[Message]:
    """Write an event into the record; return what is against it."""
    day, errors = day_of(form, desk.today())
    answers, wrong = answers_to(about.questions, form, about.assessment)
    errors = [*wrong, *errors]
    if errors or day is None:
        return errors
    words = frozenset(noting.Details.__struct_fields__)
    details = noting.Details(on=day, **{name: answer for name, answer in answers.items() if name in words})
    try:
        noting.note(Path(one.file), about.kind, details)
    except noting.NotNoted as refused:
        reasons = zip(refused.about, refused.problems, strict=True)
        return [each for name, problem in reasons for each in against(about.questions, form, name, problem)]
    except Refused as refused:
        return [Message("on.day", told(problem), is_error=True) for problem in refused.problems]
    return []


def _shown(question: Question, sent: MultiDict[str, str], desk: Desk, errors: Sequence[Message]) -> tuple[Any, ...]:
    """Return a question with what its fields show, what is chosen, and what is wrong with it."""
    today = desk.today().isoformat() if question.name == "on" else None
    shown = {name: sent.get(name, value) for name, value in fields_of(question, today).items()}
    own = [error for error in errors if is_about(error, question)]
    return question, shown, chosen(value_of(question, sent)) if question.kind is Kind.CHOICE else (), own
