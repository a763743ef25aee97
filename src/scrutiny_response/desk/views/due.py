"""What is due: late, this week, the next weeks; and the year, month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from http import HTTPStatus

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request, Response

from engross.days import month, spelled
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import fields_of
from scrutiny_response.desk.forms.messages import is_about
from scrutiny_response.desk.forms.names import as_title
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.pages import page
from scrutiny_response.domain.asked_letters import Batch
from scrutiny_response.domain.due import DueItem, Lateness
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.follow_up_letters import asked
from scrutiny_response.use_cases.cycle_view import Partnership

_WEEK, _WEEKS = 7, 35
_MONTHS = 12
DATED = Question(
    path=("letters", "dated"),
    kind=Kind.DATE,
    label="The date of the letters",
    hint="For example, 7 12 2026",
    is_needed=True,
)
REPLY_BY = Question(
    path=("letters", "reply_by"), kind=Kind.DATE, label="Answer by", hint="For the letters that ask for an answer."
)


class Entry(Struct, frozen=True):
    """One thing that is due, and the name of the partnership in addresses."""

    slug: str
    item: DueItem

    @property
    def name(self) -> str:
        """The partnership's name and reference."""
        return f"{self.item.partnership} {self.item.reference}"

    @property
    def standing(self) -> str:
        """How late it is, how often it was moved, and what was last heard of it, as sentences.

        What was moved is counted from its first date, and says so: beside the date that stands it is less late, or not.
        """
        item = self.item
        days = f"{item.days_over} {'day' if item.days_over == 1 else 'days'}"
        often = "once" if item.times_revised == 1 else f"{item.times_revised} times"
        if item.times_revised:
            first = f"{spelled(item.first_date)}, moved {often}"
            late = f"{days} past the first date, {first}" if item.days_over else f"First {first}"
        else:
            late = f"{days} late" if item.days_over else ""
        return ". ".join(filter(None, (late, initial_capital(item.heard))))

    @property
    def words(self) -> str:
        """What is due, in words."""
        what = self.item.what[:1].upper() + self.item.what[1:]
        return f"{what} {self.item.action}".strip()


class Wanted(Struct, frozen=True):
    """A letter that the record asks for: of which partnership, what it is called, and the name of its document."""

    one: Partnership
    name: str
    document: str


def due(desk: Desk, request: Request) -> Response:
    """Show what is late, and what is due this week, in the next weeks, later; and the form for letters."""
    find = request.args.get("find", "").strip()
    sent, errors = desk.told.sent(request)
    today = desk.today()
    every = desk.view.partnerships(today)
    entries = [entry for entry in _entries(every) if find.casefold() in entry.name.casefold()]
    late = [entry for entry in entries if entry.item.status is not Lateness.DUE]
    coming = [entry for entry in entries if entry.item.status is Lateness.DUE]
    week, weeks = today + dt.timedelta(_WEEK), today + dt.timedelta(_WEEKS)
    groups = [
        ("Late", late),
        ("This week", [entry for entry in coming if entry.item.date < week]),
        ("The next four weeks", [entry for entry in coming if week <= entry.item.date < weeks]),
        ("Later", [entry for entry in coming if entry.item.date >= weeks]),
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    questions = [(each, _fields(each, value, sent), (), [one for one in errors if is_about(one, each)])
                 for each, value in ((DATED, today.isoformat()), (REPLY_BY, None))]  # fmt: skip
    return page(desk, "due.html", status=status, title="Due", here="due", groups=groups, today=today, find=find,
                is_followed=_is_followed(every), wanted=wanted(every, Batch(today, today)), questions=questions,
                errors=errors, notice=request.args.get("notice", "")[:200])  # fmt: skip


def year(desk: Desk, request: Request) -> Response:
    """Show the twelve months from this one on."""
    with_actions = bool(request.args.get("actions"))
    every = desk.view.partnerships(desk.today())
    entries = [entry for entry in _entries(every) if with_actions or entry.item.what != "action"]
    first = desk.today().replace(day=1)
    months = [(month(day), _within(entries, day, _after(day))) for day in _firsts(first)]
    later = [entry for entry in entries if entry.item.date >= _after(_firsts(first)[-1])]
    return page(desk, "year.html", title="The year", here="year", months=months, later=later, with_actions=with_actions,
                is_followed=_is_followed(every), earlier=sum(entry.item.date < first for entry in entries))  # fmt: skip


def _is_followed(every: Sequence[Partnership]) -> bool:
    """Return whether anything of any partnership is issued, or came back."""
    return any(partnership.events for partnership in every)


def wanted(every: Sequence[Partnership], batch: Batch) -> list[Wanted]:
    """Return the letters that the record asks for on a day and that are not issued yet."""
    return [
        Wanted(one, as_title(str(letter.kind)), letter.name)
        for one in every
        if one.events and one.reading.assessment
        for letter in asked(one.reading.assessment, one.events, batch)
    ]


def _fields(question: Question, value: str | None, sent: MultiDict[str, str]) -> dict[str, str]:
    return {name: sent.get(name, shown_) for name, shown_ in fields_of(question, value).items()}


def _entries(every: Sequence[Partnership]) -> list[Entry]:
    due_ = [Entry(one.slug, item) for one in every for item in one.due]
    return sorted(due_, key=lambda each: (each.item.date, each.item.partnership, each.item.what, each.item.action))


def _firsts(first: dt.date) -> list[dt.date]:
    days = [first]
    while len(days) < _MONTHS:
        days.append(_after(days[-1]))
    return days


def _after(first: dt.date) -> dt.date:
    """Return the first day of the month after this one's."""
    return (first + dt.timedelta(days=31)).replace(day=1)


def _within(entries: Sequence[Entry], first: dt.date, after: dt.date) -> list[Entry]:
    return [entry for entry in entries if first <= entry.item.date < after]
