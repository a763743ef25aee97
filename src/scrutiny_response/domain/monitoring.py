"""Agreed timeframes → a dated schedule on Scottish working days."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import count
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from engross.days import spelled, weekday
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.bank_holidays import bank_holidays
from scrutiny_response.domain.timeframes import (
    IMPROVEMENT_PLAN,
    PROGRESS_REVIEW,
    HolidayChanges,
    Length,
    Monitoring,
    Span,
    Timescale,
    Unit,
)

SATURDAY = 5
WITHOUT_REVIEW = Length(count=12, unit=Unit.MONTHS)
"""How far monitoring is dated where no review is agreed: to the day before this time after its first date."""

AS_IN_SCOTLAND = HolidayChanges(add=(), remove=())
"""No holiday more or less than Scotland's bank holidays."""


class Milestone(Struct, frozen=True, kw_only=True):
    """One dated entry of the schedule."""

    kind: Annotated[str, '"plan due", "monitoring", "progress review" or "action A1.2 due"', "monitoring"]
    date: Annotated[dt.date, "The working day on which it falls, or on which its period begins", "2027-02-01"]
    until: Annotated[dt.date | None, "The last day, where it is a period", "2027-05-31"]
    agreed: Annotated[dt.date, "The date as agreed or counted, before any move", "2027-01-31"]
    moved: Annotated[
        str, "Why it was moved to the next working day; empty where it was not", "31 January 2027 is a Sunday"
    ]
    basis: Annotated[str, "How it was counted, where it was agreed as a length", "6 weeks from 23 November 2026"]
    by: Annotated[str, "Who acts", "the link inspector"]
    proposed: Annotated[bool, "Whether it is proposed by the cycle file and not yet agreed"]


class Extended(Struct, frozen=True, kw_only=True):
    """A timescale that is extended, dated: as it was, and as it is now."""

    original: Annotated[Milestone, "When it was due first"]
    new: Annotated[Milestone, "When it is due now"]


class Schedule(Struct, frozen=True, kw_only=True, dict=True):
    """The dated schedule of one partnership."""

    plan_due: Annotated[Milestone | None, "When the improvement plan is due"]
    monitoring: Annotated[tuple[Milestone, ...], "The dates of formal monitoring, in order"]
    review: Annotated[Milestone | None, "The formal progress review"]
    extended: Annotated[Extended | None, "The timescale that is extended, where one is, as first agreed and as now"]
    milestones: Annotated[tuple[Milestone, ...], "All of them as first agreed, in the order of their dates"]
    actions: Annotated[tuple[Milestone, ...], "When the actions of the plan are due, in the order of the plan"] = ()

    @property
    def first_contact(self) -> Annotated[Milestone | None, "The first monitoring, or the review, whichever is first"]:
        ours = [*self.monitoring, *([self.review] if self.review else [])]
        return min(ours, key=lambda milestone: milestone.date, default=None)

    def action_due(self, reference: str) -> Milestone:
        """Return when the action with this reference is due.

        KeyError if there is none. The first, if the reference is given twice.
        """
        return self._actions_by_kind[action_kind(reference)]

    @cached_property
    def _actions_by_kind(self) -> dict[str, Milestone]:
        return {milestone.kind: milestone for milestone in reversed(self.actions)}


def action_kind(reference: str) -> str:
    """Return the kind of a milestone at which an action is due."""
    return f"action {reference} due"


class WorkingDays(Struct, frozen=True):
    """The working days in Scotland: neither a weekend, nor a bank holiday that stays one, nor a holiday added."""

    changes: HolidayChanges = AS_IN_SCOTLAND

    def holiday(self, day: dt.date) -> str:
        """Why this weekday is a holiday, as "a bank holiday (Good Friday)"; empty if it is none."""
        for added in self.changes.add:
            if added.date == day:
                return f"a local holiday ({added.name})"
        name = "" if day in self.changes.remove else bank_holidays(day.year).get(day, "")
        if name.endswith("bank holiday"):
            return f"the {name}"
        return f"a bank holiday ({name})" if name else ""

    def has(self, day: dt.date) -> bool:
        """Return whether the day is a working day."""
        return day.weekday() < SATURDAY and not self.holiday(day)

    def on_or_after(self, day: dt.date) -> dt.date:
        """Return the day itself if it is a working day, else the next one."""
        while not self.has(day):
            day += dt.timedelta(days=1)
        return day

    def on_or_before(self, day: dt.date) -> dt.date:
        """Return the day itself if it is a working day, else the one before."""
        while not self.has(day):
            day -= dt.timedelta(days=1)
        return day

    def after(self, day: dt.date, number: int) -> dt.date:
        """Return the working day that is this number of working days later; the start day is not counted."""
        for _ in range(number):
            day = self.on_or_after(day + dt.timedelta(days=1))
        return day

    def why_not(self, day: dt.date) -> str:
        """Why the day moves, as a clause that names each holiday up to the next working day; empty if it does not.

        The weekend is named only where the day itself falls in it.
        """
        moves = (self.on_or_after(day) - day).days
        passed = [day + dt.timedelta(days=later) for later in range(moves)]
        clauses = [
            f"{spelled(day_passed)} is a {weekday(day_passed)}"
            if day_passed.weekday() >= SATURDAY
            else f"{weekday(day_passed)} {spelled(day_passed)} is {self.holiday(day_passed)}"
            for day_passed in passed
            if day_passed == day or day_passed.weekday() < SATURDAY
        ]
        *first, last = clauses or [""]
        return f"{', '.join(first)} and {last}" if first else last


@lru_cache(maxsize=1024)  # the letters of a cycle bear few dates, and count few lengths from them
def later(start: dt.date, length: Length, days: WorkingDays) -> dt.date:
    """Return the day that is this length of time after the start, before any move to a working day.

    Working days do not count the start day; a month later is the same day of the month, or the month's last day
    if it has no such day.
    """
    if length.unit is Unit.WORKING_DAYS:
        return days.after(start, length.count)
    if length.unit is Unit.WEEKS:
        return start + dt.timedelta(weeks=length.count)
    years, month = divmod(start.month - 1 + length.count, 12)
    year = start.year + years
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def earlier(day: dt.date, length: Length, days: WorkingDays) -> dt.date:
    """Return the day that is this length of time before another, before any move to a working day.

    A month earlier is the same day of the month, or the month's last day if it has no such day.
    """
    if length.unit is Unit.WEEKS:
        return day - dt.timedelta(weeks=length.count)
    if length.unit is Unit.WORKING_DAYS:
        for _ in range(length.count):
            day -= dt.timedelta(days=1)
            while not days.has(day):
                day -= dt.timedelta(days=1)
        return day
    years, month = divmod(day.month - 1 - length.count, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def plan(assessment: Assessment, days: WorkingDays) -> Schedule:
    """The dated schedule that the assessment agrees (or its cycle proposes): nothing that was not given is invented.

    Lengths of time are counted from the date of the letter. A day that is no working day moves to the next one; of a
    period, the first day moves and the last stays as agreed. Monitoring is dated at each interval from its first date
    until the day before the review, or for `WITHOUT_REVIEW` if no review is agreed. Where nobody is named,
    monitoring and review are the scrutiny partners' (Appendix Three).
    """
    agreed, start = assessment.monitoring, assessment.letter.date
    by = agreed.by or "scrutiny partners"
    plan_due = review = None
    if assessment.plan_due is not None:
        plan_due = dated_milestone("plan due", "the partnership", assessment.plan_due, start, days)
    if agreed.review is not None:
        review = dated_milestone("progress review", by, agreed.review, start, days)
        review = replace(review, proposed="review" in agreed.proposed)
    monitoring = tuple(_monitoring(agreed, by, review, days))
    milestones = [milestone for milestone in (plan_due, *monitoring, review) if milestone]
    return Schedule(
        plan_due=plan_due,
        monitoring=monitoring,
        review=review,
        extended=_extended(assessment, by, days),
        milestones=tuple(sorted(milestones, key=lambda milestone: milestone.date)),
        actions=tuple(
            dated_milestone(action_kind(action.reference), action.lead, action.due, start, days)
            for area in assessment.areas
            for action in area.actions
        ),
    )


def dated_milestone(kind: str, by: str, when: Timescale, start: dt.date, days: WorkingDays) -> Milestone:
    """Return a timescale as an entry of the schedule; lengths are counted from `start`."""
    until, basis = None, ""
    if isinstance(when, Length):
        agreed, basis = later(start, when, days), f"{when} from {spelled(start)}"
    elif isinstance(when, Span):
        agreed, until = when.first, when.last
    else:
        agreed = when
    date = days.on_or_after(agreed)
    return Milestone(
        kind=kind,
        date=date,
        until=max(until, date) if until else None,
        agreed=agreed,
        moved=days.why_not(agreed) if date != agreed else "",
        basis=basis,
        by=by,
        proposed=False,
    )


def _extended(assessment: Assessment, by: str, days: WorkingDays) -> Extended | None:
    """Return both timescales of an extension, dated; lengths are counted from the date of the response letter."""
    extension, start = assessment.extension, assessment.letter.date
    if extension is None:
        return None
    kind, who = "progress review", by
    if extension.concerns == IMPROVEMENT_PLAN:
        kind, who = "plan due", "the partnership"
    elif extension.concerns != PROGRESS_REVIEW:
        actions = [action for area in assessment.areas for action in area.actions]
        leads = [action.lead for action in actions if action.reference == extension.concerns]
        kind, who = action_kind(extension.concerns), next(iter(leads), "the partnership")
    return Extended(
        original=dated_milestone(kind, who, extension.original, start, days),
        new=dated_milestone(kind, who, extension.new, start, days),
    )


def current(schedule: Schedule) -> tuple[Milestone, ...]:
    """Return all milestones as they stand now: an extension's new timescale in place of its original one, by date."""
    extended = schedule.extended
    if extended is None:
        return schedule.milestones
    kept = [milestone for milestone in schedule.milestones if milestone.kind != extended.new.kind]
    return tuple(sorted([*kept, extended.new], key=lambda milestone: milestone.date))


def _monitoring(agreed: Monitoring, by: str, review: Milestone | None, days: WorkingDays) -> Iterator[Milestone]:
    """Yield the first date, which always stands, and those at each interval after it while they come before the end."""
    if agreed.first is None:
        return
    proposed = "first" in agreed.proposed
    first = replace(dated_milestone("monitoring", by, agreed.first, agreed.first, days), proposed=proposed)
    yield first
    if agreed.interval is None:
        return
    end = review.date if review else later(agreed.first, WITHOUT_REVIEW, days)
    start = first.date if agreed.interval.unit is Unit.WORKING_DAYS else first.agreed
    for date, basis in _occurrences(start, agreed.interval, days):
        following = dated_milestone("monitoring", by, date, start, days)
        if following.date >= end:
            return
        yield replace(following, basis=basis, proposed=proposed or "interval" in agreed.proposed)


def _occurrences(start: dt.date, interval: Length, days: WorkingDays) -> Iterator[tuple[dt.date, str]]:
    """Yield the day once, twice and so on the interval after the start, and how it was counted, without an end.

    Working days are counted on from the date before, which comes to the same; months are not, or the month ends
    would be lost. ValueError if the interval is no time at all.
    """
    if interval.count < 1:
        raise ValueError(f"an interval of {interval} is no time")
    date = start
    for times in count(1):
        length = replace(interval, count=interval.count * times)
        counted_on = interval.unit is Unit.WORKING_DAYS
        date = days.after(date, interval.count) if counted_on else later(start, length, days)
        yield date, f"{length} from {spelled(start)}"
