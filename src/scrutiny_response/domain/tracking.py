"""An assessment, its events, a day and the rules of the cycle → how its case and each action stand on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from scrutiny_response.domain.actions_now import ActionNow, actions_now
from scrutiny_response.domain.as_issued import as_issued
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.due import Lateness, lateness
from scrutiny_response.domain.events import (
    Closed,
    PlanAccepted,
    PlanReceived,
    PlanReturned,
    Recorded,
    ReviewDone,
    UpdateReceived,
)
from scrutiny_response.domain.follow_up import until
from scrutiny_response.domain.history import is_followed, is_withdrawn
from scrutiny_response.domain.ratings import Rating, Ratings, rated

LEFT_OPEN = "left open"
"""How an action is shown that was not completed when monitoring of the partnership ended: nothing of it is due."""

NOT_ISSUED = "not issued"
"""How an action stands of which the partnership has not been told, or of a case that was withdrawn."""


class TrackedAction(Struct, frozen=True, kw_only=True):
    """An action as it stands on a day.

    `days_over` counts from the date that was agreed first, `days_overdue` from the one that stands; both are 0 for what
    is ended. `stands` says "overdue", "slipped", "due", "completed", "withdrawn", "taken out", "no date", "closed" or
    "not issued".
    """

    now: ActionNow
    first_date: dt.date | None
    date: dt.date | None
    times_revised: int
    days_over: int
    days_overdue: int
    stands: str
    rating: Rating

    @property
    def part(self) -> str:
        """How it is shown in a bar: without a date it is due; open when the case was closed, left open."""
        if self.stands == "closed":
            return LEFT_OPEN
        return self.stands if self.stands in {"completed", *LATE} else "due"


class Case(Struct, frozen=True, kw_only=True):
    """How the case of one partnership stands on a day, with its actions.

    `not_issued` says in words why nothing of it is due: it is not issued yet, or was withdrawn; "" if something may be.
    """

    assessment: Assessment
    on: dt.date
    not_issued: str
    actions: tuple[TrackedAction, ...]
    received: dt.date | None
    accepted: PlanAccepted | None
    returned: PlanReturned | None
    heard_on: dt.date | None
    review: ReviewDone | None
    closed: Closed | None

    @property
    def counted(self) -> tuple[TrackedAction, ...]:
        """The actions of an issued plan that are part of it and not withdrawn, of which a share is completed."""
        left_out = {"withdrawn", "taken out"}
        return () if self.not_issued else tuple(action for action in self.actions if action.stands not in left_out)

    @property
    def completed(self) -> int:
        """How many actions are completed."""
        return sum(action.now.is_completed for action in self.counted)

    @property
    def percentage(self) -> int:
        """How many of a hundred actions are completed, rounded down; 0 if there are none."""
        return self.completed * 100 // len(self.counted) if self.counted else 0

    def number(self, stands: str) -> int:
        """Return how many actions stand so."""
        return sum(action.stands == stands for action in self.actions)

    def rated(self, rating: Rating) -> int:
        """Return how many actions are rated so."""
        return sum(action.rating is rating for action in self.actions)

    @property
    def in_words(self) -> str:
        """How far it has come: whether the plan came back, was accepted or returned, was reviewed, or is closed."""
        if self.not_issued:
            return self.not_issued
        if self.closed:
            return "closed"
        if self.review:
            return "reviewed"
        if self.returned:
            return "plan returned for revision"
        if self.accepted:
            return "plan accepted"
        return "plan received" if self.received else "plan not received yet"


def case_on(assessment: Assessment, events: Sequence[Recorded], on: dt.date, ratings: Ratings) -> Case:
    """Return how a case stands on a day; what was recorded for a later day is not known yet."""
    events = until(events, on)
    assessment, happened = as_issued(assessment, events), [recorded.event for recorded in events]
    received = [event for event in happened if isinstance(event, PlanReceived)]
    settled = [event for event in happened if isinstance(event, PlanAccepted | PlanReturned | PlanReceived)]
    closed = next((event for event in happened if isinstance(event, Closed)), None)
    last = settled[-1] if settled else None
    not_issued = "" if is_followed(events) else "withdrawn" if is_withdrawn(events) else "not issued yet"
    rest = NOT_ISSUED if not_issued else "closed" if closed else ""
    return Case(
        assessment=assessment,
        on=on,
        not_issued=not_issued,
        actions=tuple(_tracked(action_now, on, ratings, rest) for action_now in actions_now(assessment, events)),
        received=next((event.date for event in received if not isinstance(event, UpdateReceived)), None),
        accepted=next((event for event in reversed(happened) if isinstance(event, PlanAccepted)), None),
        returned=last if isinstance(last, PlanReturned) else None,
        heard_on=received[-1].date if received else None,
        review=next((event for event in reversed(happened) if isinstance(event, ReviewDone)), None),
        closed=closed,
    )


def _tracked(now: ActionNow, on: dt.date, ratings: Ratings, rest: str) -> TrackedAction:
    """Return how an action stands; `rest` says why nothing of the whole case is due, and is empty if something is."""
    is_open = not (now.is_ended or rest)
    days_over = max(0, (on - now.dates[0]).days) if now.dates and is_open else 0
    days_overdue = max(0, (on - now.dates[-1]).days) if now.dates and is_open else 0
    times_revised = max(0, len(now.dates) - 1)
    if is_open:
        rating = rated(ratings, days_overdue, days_over, times_revised, now.status)
    else:
        is_done = now.is_completed and not now.is_out and rest != NOT_ISSUED
        rating = Rating.GREEN if is_done else Rating.NOT_RATED
    return TrackedAction(
        now=now,
        first_date=now.dates[0] if now.dates else None,
        date=now.dates[-1] if now.dates else None,
        times_revised=times_revised,
        days_over=days_over,
        days_overdue=days_overdue,
        stands=_stands(now, on, rest),
        rating=rating,
    )


def _stands(now: ActionNow, on: dt.date, rest: str) -> str:
    if rest == NOT_ISSUED:
        return NOT_ISSUED
    if now.is_out:
        return "taken out"
    if now.is_completed:
        return "completed"
    if now.is_ended:
        return "withdrawn"
    if rest:
        return rest
    return str(lateness(now.dates, on)) if now.dates else "no date"


LATE = (Lateness.OVERDUE, Lateness.SLIPPED)
"""How an action stands that members of councils ask about."""
