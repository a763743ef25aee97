"""The schedule of an assessment and the events of its reference → its dates as they stand now, by date.

What was agreed since takes the place of what was agreed first; what came up since is added: the revised plan, its
publication, and the evidence before the review. Nothing takes place after the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scrutiny_response.domain.as_issued import as_issued
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.events import Closed, ExtensionAgreed, PlanAccepted, PlanReturned, Recorded
from scrutiny_response.domain.follow_up import actions_of
from scrutiny_response.domain.monitoring import (
    Milestone,
    Schedule,
    WorkingDays,
    action_kind,
    current,
    dated_milestone,
    plan,
)
from scrutiny_response.domain.timeframes import IMPROVEMENT_PLAN, PROGRESS_REVIEW, Timescale

_PARTNERSHIP = "the partnership"


class DateNow(NamedTuple):
    """A date as it stands now, and whether it is another than was agreed first."""

    milestone: Milestone
    is_extended: bool = False


def dates_now(assessment: Assessment, schedule: Schedule, events: Sequence[Recorded] = ()) -> tuple[DateNow, ...]:
    """Return the dates of an assessment as they stand after these events, by date."""
    issued = as_issued(assessment, events)
    if issued is not assessment:
        assessment, schedule = issued, plan(issued, WorkingDays(issued.holidays))
    extended = schedule.extended.new if schedule.extended else None
    dates = {_key(each, number): DateNow(each, each == extended) for number, each in enumerate(current(schedule))}
    for kind, by, when, is_extended in _since(assessment, events):
        milestone = dated_milestone(kind, by, when, assessment.letter.date, WorkingDays(assessment.holidays))
        dates[kind] = DateNow(milestone, is_extended)
    ended = next((recorded.event.date for recorded in events if isinstance(recorded.event, Closed)), None)
    kept = [date_now for date_now in dates.values() if ended is None or date_now.milestone.date <= ended]
    return tuple(sorted(kept, key=lambda each: each.milestone.date))


def _key(milestone: Milestone, number: int) -> str:
    """Return what a date takes the place of: the one of its kind; of monitoring there are many, and none does."""
    return f"{milestone.kind} {number}" if milestone.kind == "monitoring" else milestone.kind


def _since(assessment: Assessment, events: Sequence[Recorded]) -> Iterator[tuple[str, str, Timescale, bool]]:
    """Yield what the events say of dates: the kind, who acts, when, and whether that was another before."""
    leads = {action.reference: action.lead for action in actions_of(assessment)}
    by = assessment.monitoring.by or "scrutiny partners"
    for recorded in events:
        event = recorded.event
        if isinstance(event, ExtensionAgreed):
            kinds = {IMPROVEMENT_PLAN: ("plan due", _PARTNERSHIP), PROGRESS_REVIEW: ("progress review", by)}
            kind, who = kinds.get(event.concerns) or (
                action_kind(event.concerns),
                leads.get(event.concerns, _PARTNERSHIP),
            )
            yield kind, who, event.new, True
        elif isinstance(event, PlanReturned):
            yield "revised plan due", _PARTNERSHIP, event.due, False
        elif isinstance(event, PlanAccepted):
            agreed = (
                ("progress review", by, event.review),
                ("plan publication", _PARTNERSHIP, event.publication),
                ("evidence due", _PARTNERSHIP, event.evidence),
            )
            yield from ((kind, who, when, False) for kind, who, when in agreed if when is not None)
