"""A case's dates → those that contradict each other by the table of dates, and those on which nothing can happen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.bank_holidays import LAST_YEAR
from scrutiny_response.domain.contradictions.case import Case, Contradiction, Rule, staged
from scrutiny_response.domain.contradictions.date_table import READS, TABLE, Order
from scrutiny_response.domain.contradictions.dated import Dated
from scrutiny_response.domain.monitoring import Milestone, WorkingDays, plan

_DECADE = 12
"""Years that no schedule is longer than: a length of time has ten at most, and monitoring without a review one."""


def _rule(order: Order) -> Rule:
    """Return the rule that holds one line of the table."""

    def rule(case: Case) -> Iterator[Contradiction]:
        if order.states and case.assessment.state not in order.states:
            return
        for earlier in case.dates[order.earlier]:
            for later in case.dates[order.later]:
                if _contradict(order, earlier, later):
                    yield _said(order, earlier, later, case)

    return rule


def _contradict(order: Order, earlier: Dated, later: Dated) -> bool:
    """A timescale counted from the letter is never before it; what is extended has to end in time."""
    if order.earlier == "letter" and later.counted:
        return False
    return (later.last if order.later == "extended" else later.first) < earlier.last


def _said(order: Order, earlier: Dated, later: Dated, case: Case) -> Contradiction:
    days = {
        "earlier": earlier.last,
        "later": later.last if order.later == "extended" else later.first,
        "name": later.name,
    }
    own, other = (earlier, later) if order.at_earlier else (later, earlier)
    hint = order.hint.format(**days) + _moves(order, case.assessment, days["earlier"])
    return staged(Contradiction(own.path, order.id, order.message.format(**days), hint, other=other.path), case)


def _moves(order: Order, assessment: Assessment, day: object) -> str:
    """What a later date of the letter moves, where such a date is a way out."""
    is_way_out = order.later == "letter" and isinstance(day, dt.date)
    return moved_by(assessment, day) if is_way_out and isinstance(day, dt.date) else ""


def moved_by(assessment: Assessment, day: dt.date) -> str:
    """Return which dates, counted from the letter's, move if the letter is dated this day; empty if none does."""
    days = WorkingDays(assessment.holidays)
    again = replace(assessment, letter=replace(assessment.letter, date=day))
    pairs = zip(_counted(assessment, days), _counted(again, days), strict=True)
    moves = [f"{old.kind} from {old.date} to {new.date}" for old, new in pairs if old.basis and old.date != new.date]
    return f" (a letter of {day} moves {', '.join(moves)})" if moves else ""


def _counted(assessment: Assessment, days: WorkingDays) -> list[Milestone]:
    schedule = plan(assessment, days)
    return [milestone for milestone in (schedule.plan_due, schedule.review, *schedule.actions) if milestone]


def _working_days(case: Case) -> Iterator[Contradiction]:
    """A letter goes out on a working day."""
    assessment = case.assessment
    days = WorkingDays(assessment.holidays)
    for name, words in (("letter", "the letter"), ("extension letter", "the extension's letter")):
        for written in case.dates[name]:
            why = days.why_not(written.first)
            if why:
                day = days.on_or_after(written.first)
                moves = moved_by(assessment, day) if name == "letter" else ""
                hint = f"write `{written.path[-1]}: {day}`, the next working day{moves}"
                message = f"{words} is dated {written.first}, which is no working day: {why}"
                yield staged(Contradiction(written.path, "letter-on-a-holiday", message, hint), case)


def _interval(case: Case) -> Iterator[Contradiction]:
    monitoring = case.assessment.monitoring
    if monitoring.interval and not monitoring.first:
        message = f"monitoring is agreed at an interval of {monitoring.interval}, and nothing says from when"
        hint = f"add `first: {_example(case.assessment)}` to `monitoring`, or remove the interval"
        yield staged(Contradiction(("monitoring", "interval"), "interval-without-first", message, hint), case)


def _last_days(case: Case) -> Iterator[Contradiction]:
    """Refused where a date of the schedule falls into a year whose holidays are not known."""
    assessment = case.assessment
    starts = (assessment.letter.date, assessment.monitoring.first)
    if any(day is not None and day.year >= LAST_YEAR - _DECADE for day in starts):
        plan(assessment, WorkingDays(assessment.holidays))
    yield from ()


def _example(assessment: Assessment) -> dt.date:
    return WorkingDays(assessment.holidays).on_or_after(assessment.letter.date + dt.timedelta(weeks=12))


RULES: Mapping[Rule, tuple[str, ...]] = {
    **{_rule(order): (READS[order.earlier], READS[order.later], *order.reads) for order in TABLE},
    _working_days: ("letter.date", "extension", "holidays"),
    _interval: ("monitoring", "letter.date", "holidays"),
    _last_days: ("monitoring", "letter.date", "holidays", "plan_due", "areas", "extension"),
}
"""The rules of this module, and what each reads."""
