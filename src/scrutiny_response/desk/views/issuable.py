"""What can be done with a partnership's documents in the record: issued, corrected, recorded as sent, withdrawn.

Each is a form on their page. Here stands what its questions are, which documents it is about, and what is against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict

from engross.days import spelled
from engross.problems import Problem
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import value_of
from scrutiny_response.desk.forms.messages import Message, first_field, told, told_of_date, told_of_document
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.domain.contradictions.second_look import MAY_BE_MEANT
from scrutiny_response.domain.days_ahead import is_far
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.history import standing
from scrutiny_response.use_cases import issuing
from scrutiny_response.use_cases.cycle_view import Partnership
from scrutiny_response.use_cases.issuing import IssueOptions, IssueOutcome
from scrutiny_response.use_cases.second_look import to_accept

ON = Question(path=("on",), kind=Kind.DATE, label="On which day", hint="For example, 7 12 2026", is_needed=True)
_BY = Question(
    path=("by",),
    kind=Kind.LINE,
    label="Who approved it",
    hint="The name and the role. For example, Eilidh Garvie, chief inspector",
    is_needed=True,
)
_THE_DAY = "the day"
_REASON = Question(path=("reason",), kind=Kind.LINE, label="Why", is_needed=True)
_AS_EDITED = Question(
    path=("as_edited",),
    kind=Kind.LINE,
    label="Issue as edited in Word: why",
    hint="The record keeps the reason, and the lines that differ. Leave it empty to issue only what is as it was made.",
)


class Standing(Struct, frozen=True):
    """A document that is issued: what it is called, on which day, and who approved it."""

    name: str
    date: dt.date
    approved_by: str


class Choice(Struct, frozen=True):
    """A document that can be chosen, whether it is to begin with, and whether it is for nobody outside."""

    name: str
    is_chosen: bool = True
    is_internal: bool = False


class Issuable(Struct, frozen=True):
    """What a page shows of a partnership's documents in the record.

    `against` is what keeps documents from being issued as they lie today, `doubts` what has to be accepted, each with
    its value; `forms` are the questions of each form by its name, and `choices` the documents that it is about.
    """

    standing: tuple[Standing, ...]
    against: tuple[Markup, ...]
    doubts: tuple[tuple[str, Markup], ...]
    forms: dict[str, tuple[Question, ...]]
    choices: dict[str, tuple[Choice, ...]]


def issuable(desk: Desk, one: Partnership, lying: Iterable[str]) -> Issuable:
    """Return what can be done with a partnership's documents today; `lying` are those that lie in the output folder."""
    outcome, problems = tried(desk, one, IssueOptions(on=desk.today()))
    met = [*(outcome.problems if outcome else ()), *problems]
    stands = tuple(Standing(name, each.date, each.approved_by) for name, each in standing(one.events).items())
    wanted = _wanted(one, outcome, {stand.name for stand in stands})
    can_issue = bool(one.is_final and wanted and any(name.endswith(".docx") for name in lying))
    is_edited = any(problem.id == "edited-for-issue" for problem in met)
    chosen = tuple(Choice(stand.name) for stand in stands)
    questions = {
        "issue": (*([_AS_EDITED] if is_edited else []), _BY, ON) if can_issue else (),
        "adopt": (_BY, ON) if can_issue else (),
        "replace": (_REASON, replace(_BY, hint="Not needed for a draft.", is_needed=False), ON) if stands else (),
        "withdraw": (_REASON, replace(_BY, hint="", is_needed=False), ON) if stands else (),
    }
    return Issuable(
        standing=stands,
        against=tuple(told_of_document(problem) for problem in met
                      if problem.is_error and problem.id not in MAY_BE_MEANT),
        doubts=tuple((f"{doubt.id}@{doubt.place}", told(doubt)) for doubt in _doubts(desk, one)),
        forms={form: of_form(form, asked) for form, asked in questions.items() if asked},
        choices={"issue": wanted, "adopt": wanted, "replace": chosen, "withdraw": chosen},
    )  # fmt: skip


def tried(desk: Desk, one: Partnership, options: IssueOptions) -> tuple[IssueOutcome | None, tuple[Problem, ...]]:
    """Issue what one partnership has ready, or only look; return what became of it, and what refuses the cycle."""
    outcomes, problems = issuing.issue([Path(one.file)], desk.folder.output, desk.folder.sources, options)
    return next(iter(outcomes), None), problems


def of_form(form: str, questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return questions with the names that they have in one of several forms of a page."""
    return tuple(replace(question, path=(form, *question.path)) for question in questions)


def answer(form: str, name: str, sent: MultiDict[str, str]) -> str:
    """Return what was answered to a question of a form, as one line."""
    return " ".join(sent.get(f"{form}.{name}", "").split())


def day_gone(asked: Question, sent: MultiDict[str, str], today: dt.date) -> tuple[dt.date | None, list[Message]]:
    """Return the day on which something happened that has happened already, or what is wrong with it."""
    day, errors = day_at(asked, sent, today)
    if day is not None and day > today:
        return None, [wrong(asked, f"This day has not come yet: today is {spelled(today)}")]
    return day, errors


def day_of(sent: MultiDict[str, str], today: dt.date, form: str = "") -> tuple[dt.date | None, list[Message]]:
    """Return the day that a form says for an event, or what is wrong with it."""
    return day_at(of_form(form, [ON])[0] if form else ON, sent, today)


def day_at(
    asked: Question, sent: MultiDict[str, str], today: dt.date, what: str = _THE_DAY
) -> tuple[dt.date | None, list[Message]]:
    """Return the day that a form answers to a question, or what is wrong with it; None if there need be none.

    Where a form asks for several days, `what` says which this is.
    """
    value = value_of(asked, sent)
    if value is None and not asked.is_needed:
        return None, []
    of_date = told_of_date(asked, value)
    if of_date:
        return None, [of_date]
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        return None, [wrong(asked, f"Enter {what} as day, month and year, such as 7 12 2026")]
    if is_far(day, today):
        named = "This day" if what == _THE_DAY else initial_capital(what)
        return None, [wrong(asked, f"{named} is more than two years ahead: check the year")]
    return day, []


def wrong(question: Question, words: str) -> Message:
    """Return what is said at a question of a form."""
    return Message(first_field(question), Markup("{}").format(words), is_error=True)


def _doubts(desk: Desk, one: Partnership) -> Iterator[Problem]:
    """Yield what has to be accepted before anything of a partnership is issued or corrected."""
    for doubts in to_accept([partnership.reading for partnership in desk.view.partnerships(desk.today())]):
        if doubts.file == one.file:
            yield from doubts.problems


def _wanted(one: Partnership, outcome: IssueOutcome | None, stands: set[str]) -> tuple[Choice, ...]:
    """Return the documents that are not issued yet; internal ones are chosen by whoever means it."""
    assessment = one.reading.assessment
    asked = [*(outcome.documents if outcome else ()), *(assessment.documents if assessment else ())]
    names = [name for name in dict.fromkeys(asked) if name not in stands]
    is_internal = assessment.is_internal if assessment else lambda _name: False
    return tuple(Choice(name, is_chosen=not is_internal(name), is_internal=is_internal(name)) for name in names)
