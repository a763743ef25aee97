"""An assessment, the events of its reference and a day → what is due, overdue and slipped.

A date that was revised still counts from the first one, as members of councils ask for: it is overdue against the
revised date, and slipped where only the first one has passed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scrutiny_response.domain.assessment import Action, Assessment
from scrutiny_response.domain.events import Closed, ExtensionAgreed, PlanReceived, PlanReturned, Recorded, ReviewDone
from scrutiny_response.domain.follow_up import actions_of, heard, last_day, revisions, timescales
from scrutiny_response.domain.monitoring import WorkingDays, plan
from scrutiny_response.domain.timeframes import IMPROVEMENT_PLAN, PROGRESS_REVIEW, Timescale

ENDED = frozenset({"completed", "complete", "withdrawn"})
"""The words of a status with which nothing of an action is due any more."""


class Lateness(StrEnum):
    """How what is due stands on a day."""

    OVERDUE = "overdue"
    SLIPPED = "slipped"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing that is due: an action, the plan, its revision, monitoring or the review.

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
    """Return what is due of a reference on a day, by date; nothing once it is closed. What is done is not due."""
    if any(isinstance(each.event, Closed) for each in events):
        return ()
    items = [*_plan(assessment, events, on), *_actions(assessment, events, on), *_monitoring(assessment, on)]
    return tuple(sorted(items, key=lambda item: (item.date, item.what, item.action)))


def _plan(assessment: Assessment, events: Sequence[Recorded], on: dt.date) -> Iterator[DueItem]:
    """Yield the plan until it comes, its revision until that comes, and the review until it is done."""
    agreed = timescales(assessment)
    if IMPROVEMENT_PLAN in agreed and not any(isinstance(each.event, PlanReceived) for each in events):
        yield _item(
            assessment, on, "plan", "", agreed[IMPROVEMENT_PLAN], revisions(assessment, events, IMPROVEMENT_PLAN)
        )
    returned = next(
        (each.event for each in reversed(events) if isinstance(each.event, PlanReceived | PlanReturned)), None
    )
    if isinstance(returned, PlanReturned):
        yield _item(assessment, on, "revised plan", "", returned.due, ())
    if PROGRESS_REVIEW in agreed and not any(isinstance(each.event, ReviewDone) for each in events):
        yield _item(
            assessment, on, PROGRESS_REVIEW, "", agreed[PROGRESS_REVIEW], revisions(assessment, events, PROGRESS_REVIEW)
        )


def _actions(assessment: Assessment, events: Sequence[Recorded], on: dt.date) -> Iterator[DueItem]:
    """Yield the actions that are not done by what was last heard; a date that the partnership gives is a revision."""
    told = heard(events)
    removed = {reference for each in events if isinstance(each.event, PlanReceived) for reference in each.event.removed}
    for action in actions_of(assessment):
        last = told.get(action.reference)
        status = last[0].status if last else action.status
        if status.casefold() in ENDED or (last is None and action.reference in removed):
            continue
        revised = tuple(_revised(assessment, events, action))
        yield _item(assessment, on, "action", action.reference, action.due, revised, status)


def _revised(assessment: Assessment, events: Sequence[Recorded], action: Action) -> Iterator[Timescale]:
    """Yield the timescales of an action after the first, in the order of the events.

    A plan that says what it said before revises nothing, also if more time was agreed meanwhile.
    """
    days, start = WorkingDays(assessment.holidays), assessment.letter.date
    own = assessment.extension
    if own is not None and own.concerns == action.reference:
        yield own.new
    last_due = last_day(action.due, start, days)
    for each in events:
        if isinstance(each.event, ExtensionAgreed) and each.event.concerns == action.reference:
            yield each.event.new
        elif isinstance(each.event, PlanReceived):
            told = next((item.due for item in each.event.actions if item.reference == action.reference), None)
            if told is not None and told != last_due:
                last_due = told
                yield told


def _monitoring(assessment: Assessment, on: dt.date) -> Iterator[DueItem]:
    """Yield the dates of monitoring that are still to come: no event says that one took place."""
    for milestone in plan(assessment, WorkingDays(assessment.holidays)).monitoring:
        if milestone.date >= on:
            yield _item(assessment, on, "monitoring", "", milestone.date, ())


def _item(  # noqa: PLR0913, PLR0917  # what is due, of whom, since when, and what was agreed and heard of it
    assessment: Assessment,
    on: dt.date,
    what: str,
    action: str,
    first: Timescale,
    revised: Sequence[Timescale],
    status: str = "",
) -> DueItem:
    days, start = WorkingDays(assessment.holidays), assessment.letter.date
    first_date = last_day(first, start, days)
    dates = [first_date]
    for when in revised:
        date = last_day(when, start, days)
        if date != dates[-1]:
            dates.append(date)
    late = Lateness.OVERDUE if on > dates[-1] else Lateness.SLIPPED if on > first_date else Lateness.DUE
    return DueItem(
        reference=assessment.reference, partnership=assessment.partnership.name, what=what, action=action,
        first_date=first_date, date=dates[-1], days_over=max(0, (on - first_date).days),
        times_revised=len(dates) - 1, status=late, heard=status,
    )  # fmt: skip
