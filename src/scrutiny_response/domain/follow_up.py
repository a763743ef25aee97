"""An assessment and the events of its reference → what stands now, and why an event cannot follow them.

No fact lives in two places: what was sent is in the assessment, what was heard and agreed since in the record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from scrutiny_response.domain.assessment import Action, Assessment
from scrutiny_response.domain.contradictions.case import Contradiction
from scrutiny_response.domain.event_parts import HeardAction
from scrutiny_response.domain.events import (
    Closed,
    Event,
    ExtensionAgreed,
    PlanAccepted,
    PlanReceived,
    PlanReturned,
    Recorded,
    ReviewDone,
)
from scrutiny_response.domain.history import cannot_be_before, last_step
from scrutiny_response.domain.monitoring import WorkingDays, later
from scrutiny_response.domain.timeframes import IMPROVEMENT_PLAN, PROGRESS_REVIEW, Length, Span, Timescale


def timescales(assessment: Assessment, events: Sequence[Recorded]) -> dict[str, Timescale]:
    """Return what an extension may concern, with the timescale that was agreed first, or that its plan gave first.

    The partnership's own actions are among them, as far as its plan still has them and gives a day.
    """
    first: dict[str, Timescale | None] = {
        IMPROVEMENT_PLAN: assessment.plan_due,
        PROGRESS_REVIEW: assessment.monitoring.review,
        **{action.reference: action.due for action in actions_of(assessment)},
    }
    for own in heard(events):
        if own not in first:
            first[own] = next(dates_of(assessment, events, own), None)
    return {what: when for what, when in first.items() if when is not None}


def revisions(assessment: Assessment, events: Sequence[Recorded], concerns: str) -> tuple[Timescale, ...]:
    """Return the timescales that were agreed since for something, in order: the file's extension is the first.

    The day of a review may also be agreed when the plan is accepted; those of its own actions the partnership gives.
    """
    if concerns in timescales(assessment, events) and concerns not in timescales(assessment, ()):
        return tuple(dates_of(assessment, events, concerns))[1:]
    own = assessment.extension
    first = [own.new] if own is not None and own.concerns == concerns else []
    agreed = (_agreed(recorded.event, concerns) for recorded in events)
    return (*first, *(when for when in agreed if when is not None))


def _agreed(event: Event, concerns: str) -> Timescale | None:
    if isinstance(event, ExtensionAgreed) and event.concerns == concerns:
        return event.new
    return event.review if isinstance(event, PlanAccepted) and concerns == PROGRESS_REVIEW else None


def until(events: Sequence[Recorded], on: dt.date) -> tuple[Recorded, ...]:
    """Return what had happened by a day."""
    return tuple(recorded for recorded in events if recorded.event.date <= on)


def stands(assessment: Assessment, events: Sequence[Recorded], concerns: str) -> Timescale | None:
    """Return the timescale that stands now for something; None if none was agreed."""
    revised = revisions(assessment, events, concerns)
    return revised[-1] if revised else timescales(assessment, events).get(concerns)


def last_day(when: Timescale, start: dt.date, days: WorkingDays) -> dt.date:
    """Return the last day of a timescale, counted from the date of the letter and moved to a working day."""
    if isinstance(when, Span):
        return when.last
    return days.on_or_after(later(start, when, days) if isinstance(when, Length) else when)


def actions_of(assessment: Assessment) -> tuple[Action, ...]:
    """Return the actions of all areas, in order."""
    return tuple(action for area in assessment.areas for action in area.actions)


def heard(events: Sequence[Recorded]) -> dict[str, tuple[HeardAction, dt.date]]:
    """Return what was last heard of each action, and on which day; the partnership's own actions among them."""
    told: dict[str, tuple[HeardAction, dt.date]] = {}
    for _, _, event in events:
        if isinstance(event, PlanReceived):
            for reference in event.removed:
                told.pop(reference, None)
            told |= {action.reference: (action, event.date) for action in (*event.actions, *event.added)}
    return told


def dates_of(
    assessment: Assessment, events: Sequence[Recorded], reference: str, agreed: Timescale | None = None
) -> Iterator[dt.date]:
    """Yield the days of an action in order: what was `agreed` first, what its plans say, and more time.

    A plan that says what the one before said revises nothing.
    """
    days, start = WorkingDays(assessment.holidays), assessment.letter.date
    planned = last_day(agreed, start, days) if agreed is not None else None
    if planned is not None:
        yield planned
    own = assessment.extension
    if own is not None and own.concerns == reference:
        yield last_day(own.new, start, days)
    for _, _, event in events:
        if isinstance(event, ExtensionAgreed) and event.concerns == reference:
            yield last_day(event.new, start, days)
        elif isinstance(event, PlanReceived):
            given = (item.due for item in (*event.actions, *event.added) if item.reference == reference)
            day = next(given, None)
            if day is not None and day != planned:
                planned = day
                yield last_day(day, start, days)


def contradictions(event: Event, history: Sequence[Recorded], assessment: Assessment) -> Iterator[Contradiction]:
    """Yield why an event cannot follow those before it, all at once; a path names what of the event it is about."""
    last = last_step(history)
    if last is not None and event.date < last.date:
        message = cannot_be_before(last, f"this happened on {event.date}")
        hint = (
            "check the day that --on gives; without it, it is today by this computer's clock; if the record has the "
            f"wrong day, which stays, give --on {last.date} or later"
        )
        yield Contradiction(("on",), "earlier-than-last", message, hint)
    closed = next((recorded.event for recorded in history if isinstance(recorded.event, Closed)), None)
    if closed is not None:
        yield Contradiction((), "closed-already", f"{event.reference} was closed on {closed.date}",
                    "nothing follows after that")  # fmt: skip
    if isinstance(event, PlanAccepted | PlanReturned):
        yield from _settling(event, history)
    if isinstance(event, PlanReturned):
        yield from _unknown_areas([area.reference for area in event.areas], assessment)
        if event.due < event.date:
            message = f"the revised plan is due on {event.due}, and it went back on {event.date}"
            yield Contradiction(("due",), "due-before-event", message, "check both days")
    if isinstance(event, PlanAccepted):
        yield from _accepting(event)
    if isinstance(event, ExtensionAgreed):
        yield from _extension(event, history, assessment)
    if isinstance(event, ReviewDone):
        yield from _review([area.reference for area in event.areas], assessment)


def _accepting(event: PlanAccepted) -> Iterator[Contradiction]:
    """Yield which of the days that are agreed with a plan cannot be."""
    if event.review and event.evidence and event.evidence > event.review:
        message = f"the evidence is due on {event.evidence}, the review on {event.review}"
        yield Contradiction(("evidence",), "evidence-after-review", message, "check both days")
    agreed = (("evidence", "evidence is due", event.evidence), ("review", "review takes place", event.review))
    for name, what, day in agreed:
        if day is not None and day < event.date:
            message = f"the {what} on {day}, and the plan was accepted on {event.date}"
            yield Contradiction((name,), "due-before-event", message, "check both days")


def _settling(event: PlanAccepted | PlanReturned, history: Sequence[Recorded]) -> Iterator[Contradiction]:
    if event.received not in {
        recorded.event.number for recorded in history if isinstance(recorded.event, PlanReceived)
    }:
        yield Contradiction((), "nothing-received", f"no plan is recorded as received, so none can be {_word(event)}",
                    "record it first: scrutiny returned FILE --record --on DATE")  # fmt: skip
    for recorded in history:
        if isinstance(recorded.event, PlanAccepted | PlanReturned) and recorded.event.received == event.received:
            message = f"the plan that came last was {_word(recorded.event)} on {recorded.event.date}"
            yield Contradiction(
                (), "settled-already", message, "record the next plan first: scrutiny returned FILE --record --on DATE"
            )


def _word(event: PlanAccepted | PlanReturned) -> str:
    return "accepted" if isinstance(event, PlanAccepted) else "returned"


def _unknown_areas(references: Sequence[str], assessment: Assessment) -> Iterator[Contradiction]:
    areas = [area.reference for area in assessment.areas]
    for reference in references:
        if reference not in areas:
            yield Contradiction(("areas",), "unknown-area", f"`{reference}` is no area of {assessment.reference}",
                        f"its areas are {', '.join(areas) or 'not recorded yet'}")  # fmt: skip


def _extension(event: ExtensionAgreed, history: Sequence[Recorded], assessment: Assessment) -> Iterator[Contradiction]:
    agreed = timescales(assessment, history)
    now = stands(assessment, history, event.concerns)
    if now is None:
        message = f"`{event.concerns}` has no timescale that could be extended"
        yield Contradiction(("concerns",), "unknown-concern", message, f"it is one of {', '.join(agreed) or 'none'}")
        return
    if event.original != now:
        message = f"what stands for {event.concerns} is {now}, and not {event.original}"
        yield Contradiction(
            ("original",), "not-what-stands", message, "leave --original out, or see what was agreed since"
        )
    elif event.new == now:
        yield Contradiction(
            ("new",), "not-extended", f"{event.concerns} is due {now} already", "give the new timescale after --new"
        )
    yield from _no_more_time(event, agreed.get(event.concerns), assessment)


def _no_more_time(event: ExtensionAgreed, first: Timescale | None, assessment: Assessment) -> Iterator[Contradiction]:
    """Yield why a new timescale is none: it was over when it was agreed, or ends before what was agreed first."""
    days, start = WorkingDays(assessment.holidays), assessment.letter.date
    ends = last_day(event.new, start, days)
    if ends < event.date:
        message = f"the new timescale ends on {ends}, before {event.date}, when it was agreed"
        yield Contradiction(("new",), "extended-into-the-past", message, "check both days")
    elif first is not None and ends < last_day(first, start, days):
        message = f"the new timescale ends on {ends}, before {last_day(first, start, days)}, as was agreed first"
        yield Contradiction(("new",), "not-extended", message, "give a later one after --new")


def _review(references: Sequence[str], assessment: Assessment) -> Iterator[Contradiction]:
    yield from _unknown_areas(references, assessment)
    missing = [area.reference for area in assessment.areas if area.reference not in references]
    if missing:
        yield Contradiction(("areas",), "area-without-progress", f"nothing is said of {', '.join(missing)}",
                    'say it for each area, as --area "A1=some"')  # fmt: skip


def last_received(events: Sequence[Recorded]) -> int:
    """Return the number of the event with which a plan or an update came last; 0 if none did."""
    return next((recorded.event.number for recorded in reversed(events) if isinstance(recorded.event, PlanReceived)), 0)
