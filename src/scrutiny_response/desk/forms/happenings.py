"""An event that is noted → the questions about it, and a form → what is said of it; or what cannot be read of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from werkzeug.datastructures import MultiDict

from engross.problems import Problem
from scrutiny_response.desk.forms.answers import value_of
from scrutiny_response.desk.forms.messages import Message, first_field, said, told, told_of_date
from scrutiny_response.desk.forms.questions import Kind, Option, Question
from scrutiny_response.desk.forms.surface import spelled_in
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.event_parts import Progress
from scrutiny_response.domain.events import Closed, ExtensionAgreed, PlanAccepted, PlanReturned, Recorded, ReviewDone
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.follow_up import stands, timescales
from scrutiny_response.domain.timeframes import Span
from scrutiny_response.intake.scalars import Unreadable, check_line, date_from, timescale_from
from scrutiny_response.use_cases.noting import NEEDED, TAKEN

AREAS = "areas"
_ON = "on"
_SEEN, _EVIDENCE = "seen", "evidence"
_BY = "The name and the role. For example, Struan Bell, link inspector"
_A_DAY = "For example, 1 2 2027"


class Happening(Struct, frozen=True):
    """A kind of event: what its page and its button are called, what is said of it there, and what is asked first."""

    title: str
    button: str
    text: str
    asked: tuple[tuple[str, Kind, str, str], ...]


HAPPENINGS: dict[str, Happening] = {
    PlanAccepted.kind: Happening(
        "Accept the plan", "Accept the plan", "The plan that came back is fit for purpose.",
        (("by", Kind.LINE, "Who accepted it", _BY),
         ("publication", Kind.DATE, "By when the partnership publishes it", _A_DAY),
         ("review", Kind.DATE, "When the progress review takes place", "Only if it is agreed now. " + _A_DAY),
         ("evidence", Kind.TIME, "By when evidence is due",
          "A day such as 18 October 2027, or how long before the review, such as 2 weeks")),
    ),
    PlanReturned.kind: Happening(
        "Send the plan back", "Send it back", "The partnership is asked to revise the plan that came.",
        (("by", Kind.LINE, "Who sent it back", _BY),
         ("due", Kind.DATE, "When the revised plan is due", "For example, 15 2 2027"),
         ("reason", Kind.LINE, "What concerns the whole plan", "For example, It names no leads.")),
    ),
    ExtensionAgreed.kind: Happening(
        "Agree more time", "Write the extension into the record",
        "What was agreed first stays in the record. What is due, the year and the calendars follow the new timescale.",
        (("concerns", Kind.CHOICE, "What is extended", ""),
         ("new", Kind.TIME, "The new timescale",
          "A day such as 31 March 2027, or a length from the day of the letter, such as 12 weeks"),
         ("reason", Kind.LINE, "Why it is extended", "For example, The lead officer's post is vacant."),
         ("agreed_with", Kind.LINE, "With whom it was agreed",
          "The name and the role. For example, Dr Morag Sinclair, chief officer"),
         ("letter_date", Kind.DATE, "The date of the letter that records it", _A_DAY)),
    ),
    ReviewDone.kind: Happening(
        "Progress review", "Write the review into the record", "What the review saw in each area for improvement.",
        (("by", Kind.LINE, "Who reviewed", _BY),),
    ),
    Closed.kind: Happening(
        "End formal monitoring", "End formal monitoring",
        "Nothing more can be recorded of this partnership after that.",
        (("by", Kind.LINE, "Who decided it", "The name and the role. For example, Eilidh Garvie, chief inspector"),
         ("reason", Kind.LINE, "Why formal monitoring ends", "For example, Every action is complete, on evidence.")),
    ),
}  # fmt: skip
"""What can be noted, in the order in which it happens."""


def questions_about(kind: str, assessment: Assessment, events: Sequence[Recorded]) -> tuple[Question, ...]:
    """Return the questions about an event of this kind, the day and a note among them."""
    asked = [
        Question(path=(name,), kind=how, label=label, hint=hint, is_needed=name in NEEDED[kind],
                 options=_concerns(assessment, events) if name == "concerns" else ())
        for name, how, label, hint in HAPPENINGS[kind].asked
    ]  # fmt: skip
    areas = list(_areas(kind, assessment)) if AREAS in TAKEN[kind] else []
    day = Question(path=(_ON,), kind=Kind.DATE, label="On which day", hint="For example, 1 2 2027", is_needed=True)
    note = Question(path=("note",), kind=Kind.LINE, label="What else is to be known")
    return (*asked, *areas, day, note)


def _concerns(assessment: Assessment, events: Sequence[Recorded]) -> tuple[Option, ...]:
    """Return what can be extended, each with the timescale that stands."""
    return tuple(
        Option(what, initial_capital(what), spelled_in(f"now {stands(assessment, events, what)}"))
        for what in timescales(assessment, events)
    )


def _areas(kind: str, assessment: Assessment) -> Iterator[Question]:
    """Yield what is asked of each area; its number stands for its reference, which may be anything."""
    options = tuple(Option(progress, initial_capital(progress)) for progress in Progress)
    for number, area in enumerate(assessment.areas):
        name = f"{area.reference} {area.title}"
        if kind == ReviewDone.kind:
            yield Question(path=(AREAS, number), kind=Kind.CHOICE, label=f"How far {name} has come", options=options,
                           is_needed=True)  # fmt: skip
            yield Question(path=(_SEEN, number), kind=Kind.LINE, label=f"What was seen in {area.reference}")
        else:
            yield Question(path=(AREAS, number), kind=Kind.LINE, label=f"What the plan does not yet reflect of {name}")


def answers_to(
    questions: Sequence[Question], form: MultiDict[str, str], assessment: Assessment
) -> tuple[dict[str, Any], list[Message]]:
    """Return what a form says of an event but its day, as `noting.Details` has it, and what of it cannot be read."""
    answers: dict[str, Any] = {}
    wrong: list[Message] = []
    for question in questions:
        if question.name == _ON:
            continue
        try:
            answer = _read(question, value_of(question, form))
        except Unreadable as error:
            of_date = told_of_date(question, value_of(question, form))
            wrong.append(of_date or Message(first_field(question), _unread(question, error), is_error=True))
            continue
        if answer and len(question.path) == 1:
            answers[str(question.path[0])] = answer
    areas = {area.reference: _of_area(number, form) for number, area in enumerate(assessment.areas)}
    if any(areas.values()):
        answers[AREAS] = {reference: text for reference, text in areas.items() if text}
    return answers, wrong


def _read(question: Question, answer: Any) -> Any:
    """Return an answer as the event has it; Unreadable if it is none."""
    if not isinstance(answer, str):
        return None
    if question.kind is Kind.DATE:
        return date_from(answer)
    if question.kind is Kind.TIME:
        when = timescale_from(answer)
        if question.name == _EVIDENCE and isinstance(when, Span):
            raise Unreadable(f"{answer} is a time between two days", "enter one day")
        return when
    check_line(answer)
    return answer


def _unread(question: Question, error: Unreadable) -> Markup:
    """Return what is said of an answer that cannot be read."""
    if question.kind is Kind.TIME:
        return Markup("{}: enter it as in the example").format(question.label)
    return said(f"{error}; {error.hint}")


def _of_area(number: int, form: MultiDict[str, str]) -> str:
    """Return what is said of an area: how far it has come and what was seen, or why the plan falls short of it."""
    word, seen = (" ".join(form.get(f"{name}.{number}", "").split()) for name in (AREAS, _SEEN))
    return f"{word}: {seen}" if word and seen else word


def against(
    questions: Sequence[Question], form: MultiDict[str, str], about: str, problem: Problem
) -> tuple[Message, ...]:
    """Return what is said against an event, at the question that it is about: of areas, at each that has to be said."""
    candidates = [question for question in questions if question.path[0] == about] or list(questions[:1])
    open_ones = [question for question in candidates if not value_of(question, form)]
    if problem.id in _LACKING and open_ones:
        needed = [question for question in open_ones if question.is_needed] or open_ones[:1]
        return tuple(Message(first_field(question), _enter(question), is_error=True) for question in needed)
    question = next(iter(open_ones), candidates[0])
    return (Message(first_field(question), told(problem), is_error=True),)


def _enter(question: Question) -> Markup:
    verb = "Choose" if question.kind is Kind.CHOICE else "Enter"
    return Markup("{} {}").format(verb, f"{question.label[:1].lower()}{question.label[1:]}")


_LACKING = frozenset({"event-lacks", "area-without-progress"})
"""What says that something has to be said of an event and is not."""
