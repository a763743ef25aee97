"""An assessment, the events of its reference and a day → what is due, overdue and slipped.

A date that was revised still counts from the first one, as members of councils ask for: it is overdue against the
revised date, and slipped if only the first one has passed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from scrutiny_response.domain.actions_now import actions_now
from scrutiny_response.domain.as_issued import as_issued
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.events import Closed, PlanAccepted, PlanReceived, PlanReturned, Recorded, ReviewDone
from scrutiny_response.domain.follow_up import last_day, revisions, timescales, until
from scrutiny_response.domain.history import is_followed
from scrutiny_response.domain.monitoring import WorkingDays, plan
from scrutiny_response.domain.timeframes import IMPROVEMENT_PLAN, PROGRESS_REVIEW, Timescale


class Lateness(StrEnum):
    """How what is due stands on a day."""

    OVERDUE = "overdue"
    SLIPPED = "slipped"
    DUE = "due"


class DueItem(Struct, frozen=True, kw_only=True):
    """One thing that is due: an action, the plan, its revision or publication, monitoring, evidence or the review.

    `first_date` is the date that was agreed first, `date` the one that stands; `days_over` counts from the first.
    """

    reference: str
    partnership: str
    what: str
    action: str
    first_date: dt.date
    date: dt.date
    days_over: int
    times_revised: int
    status: Lateness
    heard: str = ""


def due_items(assessment: Assessment, events: Sequence[Recorded], on: dt.date) -> tuple[DueItem, ...]:
    """Return what is due of a reference on a day, by date; nothing before its issue, and nothing once it is closed.

    What is done is not due.

    What was recorded for a later day is not known yet.
    """
    events = until(events, on)
    if any(isinstance(recorded.event, Closed) for recorded in events) or not is_followed(events):
        return ()
    assessment = as_issued(assessment, events)
    items = [*_plan(assessment, events, on), *_actions(assessment, events, on), *_monitoring(assessment, on)]
    return tuple(sorted(items, key=lambda item: (item.date, item.what, item.action)))


def _plan(assessment: Assessment, events: Sequence[Recorded], on: dt.date) -> Iterator[DueItem]:
    """Yield the plan until it comes, its revision until that comes, and the review until it is done."""
    agreed = timescales(assessment, events)
    if IMPROVEMENT_PLAN in agreed and not any(isinstance(recorded.event, PlanReceived) for recorded in events):
        dates = _days(assessment, agreed[IMPROVEMENT_PLAN], *revisions(assessment, events, IMPROVEMENT_PLAN))
        yield _item(assessment, on, "plan", "", dates)
    returned = next(
        (recorded.event for recorded in reversed(events) if isinstance(recorded.event, PlanReceived | PlanReturned)),
        None,
    )
    if isinstance(returned, PlanReturned):
        yield _item(assessment, on, "revised plan", "", _days(assessment, returned.due))
    if not any(isinstance(recorded.event, ReviewDone) for recorded in events):
        first = [agreed[PROGRESS_REVIEW]] if PROGRESS_REVIEW in agreed else []
        dates = _days(assessment, *first, *revisions(assessment, events, PROGRESS_REVIEW))
        yield from [_item(assessment, on, PROGRESS_REVIEW, "", dates)] if dates else []
        yield from _accepted(assessment, events, on)


def _accepted(assessment: Assessment, events: Sequence[Recorded], on: dt.date) -> Iterator[DueItem]:
    """Yield what was agreed when the plan was accepted and is still to come: no event says that it took place."""
    accepted = next((recorded.event for recorded in reversed(events) if isinstance(recorded.event, PlanAccepted)), None)
    if accepted is not None:
        for what, date in (("publication", accepted.publication), ("evidence", accepted.evidence)):
            if date is not None and date >= on:
                yield _item(assessment, on, what, "", (date,))


def _actions(assessment: Assessment, events: Sequence[Recorded], on: dt.date) -> Iterator[DueItem]:
    """Yield the actions that are not done by what was last heard; one without a date is never due."""
    for action in actions_now(assessment, events):
        if action.dates and not action.is_ended:
            yield _item(assessment, on, "action", action.reference, action.dates, action.status)


def _monitoring(assessment: Assessment, on: dt.date) -> Iterator[DueItem]:
    """Yield the dates of monitoring that are still to come: no event says that one took place."""
    for milestone in plan(assessment, WorkingDays(assessment.holidays)).monitoring:
        if milestone.date >= on:
            yield _item(assessment, on, "monitoring", "", (milestone.date,))


def _days(assessment: Assessment, *when: Timescale) -> tuple[dt.date, ...]:
    """Return the last day of each timescale, in order; one that says what the one before said is left out."""
    days, start = WorkingDays(assessment.holidays), assessment.letter.date
    dates = [last_day(each, start, days) for each in when]
    return tuple(date for number, date in enumerate(dates) if number == 0 or date != dates[number - 1])


def lateness(dates: Sequence[dt.date], on: dt.date) -> Lateness:
    """Return how what has these dates stands on a day: the first is the one that was agreed first."""
    return Lateness.OVERDUE if on > dates[-1] else Lateness.SLIPPED if on > dates[0] else Lateness.DUE


def _item(  # noqa: PLR0913, PLR0917  # what is due, of whom, when it was to be first and since, and what was heard of it
    assessment: Assessment, on: dt.date, what: str, action: str, dates: Sequence[dt.date], status: str = ""
) -> DueItem:
    return DueItem(
        reference=assessment.reference, partnership=assessment.partnership.name, what=what, action=action,
        first_date=dates[0], date=dates[-1], days_over=max(0, (on - dates[0]).days),
        times_revised=len(dates) - 1, status=lateness(dates, on), heard=status,
    )  # fmt: skip
