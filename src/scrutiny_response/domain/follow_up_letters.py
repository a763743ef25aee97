"""An assessment, the events of its reference and a day → the letters that the record asks for, and what each says.

A letter answers one event, and while it stands none is asked for that event again. Each sentence of it rests on that
event, on an earlier one, or on the assessment.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from engross.days import spelled
from scrutiny_response.domain.as_issued import as_issued
from scrutiny_response.domain.asked_letters import Asked, Batch, Kind
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.event_parts import AreaProgress, AreaReason
from scrutiny_response.domain.events import (
    Closed,
    Event,
    ExtensionAgreed,
    Issued,
    PlanAccepted,
    PlanReceived,
    PlanReturned,
    Recorded,
    ReviewDone,
    UpdateReceived,
)
from scrutiny_response.domain.follow_up import last_day, stands
from scrutiny_response.domain.follow_up_facts import FollowUp, FollowUpArea
from scrutiny_response.domain.history import asks_for_plan, is_withdrawn
from scrutiny_response.domain.issued_letters import issued_letters
from scrutiny_response.domain.monitoring import WorkingDays, plan
from scrutiny_response.domain.timeframes import IMPROVEMENT_PLAN, Extension

NOTICE = dt.timedelta(weeks=4)
"""How long before monitoring an update is asked for; one that came within this time before it counts for it."""
BEFORE_REVIEW = dt.timedelta(weeks=2)
"""How long before a progress review evidence is due, if nobody said otherwise."""


class _Wanted(NamedTuple):
    """A letter that the record asks for, whether it was written or not: the event that it answers, and what it says.

    It bears no date before `earliest`.
    """

    kind: Kind
    event: Event
    facts: Mapping[str, Any]
    earliest: dt.date


def asked(assessment: Assessment, events: Sequence[Recorded], batch: Batch) -> tuple[Asked, ...]:
    """Return the letters that the record asks for on a day and that do not stand yet, in the order of their events.

    Of what is noted ahead, such as the day on which a case will be closed, there is no letter before that day.
    """
    written = [(letter, _found(assessment, letter.relevant(events), letter)) for letter in issued_letters(events)]
    letters: list[Asked] = []
    turns: Counter[str] = Counter()
    for wanted in _wanted(assessment, events, batch.on):
        if wanted.event.date <= batch.on and not any(_covers(*one, wanted) for one in written):
            turns[wanted.kind] += 1
            letters.append(Asked(wanted.kind, batch, wanted.event.number, turns[wanted.kind]))
    return tuple(letters)


def _covers(letter: Asked, spoke: _Wanted | None, wanted: _Wanted) -> bool:
    """Return whether a letter that stands is the one that is wanted: it answers the same event.

    An update is asked for before each monitoring, and a reminder sent once of each day, whichever event they answer: a
    correction of the response letter that moves no date asks for no other.
    """
    if letter.kind != wanted.kind:
        return False
    is_same_day = spoke is not None and spoke.facts.get("due") == wanted.facts.get("due")
    if wanted.kind == Kind.UPDATE_DUE:
        return is_same_day
    is_same_event = letter.answers == wanted.event.number
    return is_same_event or (wanted.kind == Kind.REMINDER and is_same_day)


def follow_up(assessment: Assessment, events: Sequence[Recorded], letter: Asked) -> FollowUp | None:
    """Return what a letter says; None if the record does not ask for it any more."""
    if (answered := _found(assessment, events, letter)) is None:
        return None
    event = answered.event
    answers = f"event {event.number} of {event.reference}, {event.kind} of {spelled(event.date)}"
    on, dated, reply_by = letter.batch
    return FollowUp(dated=dated, reply_by=reply_by, on=on, answers=answers, happened=event.date, **answered.facts)


def earliest(assessment: Assessment, events: Sequence[Recorded], letter: Asked) -> dt.date:
    """Return the first date that a letter may bear: what it answers, or reminds of, has happened by then."""
    return answered.earliest if (answered := _found(assessment, events, letter)) else dt.date.min


def agreed_extension(events: Sequence[Recorded], number: int, letter_date: dt.date) -> Extension | None:
    """Return the extension that an event of this number agreed, as an assessment would say it; None for others."""
    event = next((recorded.event for recorded in events if recorded.event.number == number), None)
    if not isinstance(event, ExtensionAgreed):
        return None
    first = next(recorded.event for recorded in events if _same(recorded.event) == _same(event))
    return Extension(
        concerns=event.concerns,
        original=first.original if isinstance(first, ExtensionAgreed) else event.original,
        new=event.new,
        reason=event.reason,
        agreed_with=event.agreed_with,
        agreed_on=event.date,
        letter_date=letter_date,
    )


def _found(assessment: Assessment, events: Sequence[Recorded], letter: Asked) -> _Wanted | None:
    wanted = _wanted(assessment, events, letter.batch.on)
    return next((each for each in wanted if (each.kind, each.event.number) == (letter.kind, letter.answers)), None)


def _wanted(assessment: Assessment, recorded: Sequence[Recorded], on: dt.date) -> Iterator[_Wanted]:
    """Yield every letter that the record asks for on a day, written or not, in the order of the events.

    A closing that was noted ahead ends nothing before its day.
    """
    assessment, every = as_issued(assessment, recorded), [each.event for each in recorded]
    closing = next((event.date for event in every if isinstance(event, Closed)), dt.date.max)
    events = [event for event in every if event.date <= on or not isinstance(event, Closed)]
    for place in range(len(events)):
        yield from _answering(assessment, events, place)
    if on < closing and not is_withdrawn(recorded):
        yield from _reminder(assessment, recorded, events, on)
        yield from _update(assessment, events, on, closing)


def _answering(assessment: Assessment, events: Sequence[Event], place: int) -> Iterator[_Wanted]:
    event, later = events[place], events[place + 1 :]
    received = _plan_before(events, place)
    about = {"received": received.date if received else None, "revised": isinstance(received, UpdateReceived)}
    match event:
        case PlanReceived() if _is_plan(events, place) and not _is_settled(event, later):
            about = {"received": event.date, "revised": isinstance(event, UpdateReceived)}
            yield _Wanted(Kind.PLAN_RECEIVED, event, about, event.date)
        case PlanAccepted():
            yield _Wanted(Kind.PLAN_ACCEPTED, event, {**about, **_agreed(assessment, event)}, event.date)
        case PlanReturned() if not any(isinstance(event, PlanReceived) for event in later):
            facts = {**about, "due": event.due, "reason": event.reason, "areas": _areas(assessment, event.areas)}
            yield _Wanted(Kind.PLAN_RETURNED, event, facts, event.date)
        case ExtensionAgreed() if not _is_said_anew(event, later):
            yield _Wanted(Kind.EXTENSION, event, {}, event.date)
        case ReviewDone() if not _is_said_anew(event, later):
            yield _Wanted(Kind.REVIEW_OUTCOME, event, {"areas": _areas(assessment, event.areas)}, event.date)
        case Closed():
            yield _Wanted(Kind.CLOSING, event, {"reason": event.reason}, event.date)


def _is_said_anew(event: Event, later: Sequence[Event]) -> bool:
    """Return whether the same was noted again for the same day, with which a slip of the first is put right."""
    about = _same(event)
    return any(_same(event) == about for event in later)


def _same(event: Event) -> tuple[str, dt.date, str]:
    return event.kind, event.date, event.concerns if isinstance(event, ExtensionAgreed) else ""


def _is_plan(events: Sequence[Event], place: int) -> bool:
    """Return whether what came is a plan: the first one, or the next after one that went back; others are updates."""
    of_plans = [event for event in events[:place] if isinstance(event, PlanReceived | PlanReturned | PlanAccepted)]
    return not of_plans or isinstance(of_plans[-1], PlanReturned)


def _is_settled(event: Event, later: Sequence[Event]) -> bool:
    """Return whether the plan was answered, or a later version of it, or monitoring ended before it was."""
    settling = (each for each in later if isinstance(each, PlanAccepted | PlanReturned | Closed))
    return any(isinstance(each, Closed) or each.received >= event.number for each in settling)


def _plan_before(events: Sequence[Event], place: int) -> PlanReceived | None:
    """Return the plan that an event settles."""
    number = getattr(events[place], "received", None)
    return next((e for e in events[:place] if isinstance(e, PlanReceived) and e.number == number), None)


def _agreed(assessment: Assessment, event: PlanAccepted) -> dict[str, Any]:
    """Return what is agreed with an accepted plan; evidence is due two weeks before the review, on a working day."""
    days, agreed = WorkingDays(assessment.holidays), assessment.monitoring.review
    review = event.review or (last_day(agreed, assessment.letter.date, days) if agreed else None)
    review = review if review and review > event.date else None
    evidence = event.evidence
    if review and evidence is None:
        evidence = review - BEFORE_REVIEW
        while not days.has(evidence):
            evidence -= dt.timedelta(days=1)
    return {"publication": event.publication, "review": review, "evidence": evidence if review else None}


def _areas(assessment: Assessment, remarks: Sequence[AreaReason] | Sequence[AreaProgress]) -> tuple[FollowUpArea, ...]:
    titles = {area.reference: area.title for area in assessment.areas}
    return tuple(
        FollowUpArea(
            reference=each.reference,
            title=titles.get(each.reference, ""),
            progress=str(each.progress) if isinstance(each, AreaProgress) else "",
            text=(each.text or "") if isinstance(each, AreaProgress) else each.reason,
        )
        for each in remarks
    )


def _reminder(
    assessment: Assessment, recorded: Sequence[Recorded], events: Sequence[Event], on: dt.date
) -> Iterator[_Wanted]:
    """Yield the reminder of a plan, or of a revised one, that has not come by the day on which it was due."""
    last = next((e for e in reversed(events) if isinstance(e, PlanReceived | PlanReturned)), None)
    if isinstance(last, PlanReturned):
        if on > last.due:
            yield _Wanted(Kind.REMINDER, last, {"due": last.due, "revised": True}, last.due + dt.timedelta(days=1))
        return
    when = stands(assessment, recorded, IMPROVEMENT_PLAN)
    causes = [event for event in events if _sets_plan_due(event)]
    if last is None and when is not None and causes:
        due = last_day(when, assessment.letter.date, WorkingDays(assessment.holidays))
        if on > due:
            yield _Wanted(Kind.REMINDER, causes[-1], {"due": due}, due + dt.timedelta(days=1))


def _sets_plan_due(event: Event) -> bool:
    """Return whether an event says when the plan is due: the issue of letter and plan, or more time for it."""
    if isinstance(event, ExtensionAgreed):
        return event.concerns == IMPROVEMENT_PLAN
    return isinstance(event, Issued) and any(map(asks_for_plan, event.documents))


def _update(assessment: Assessment, events: Sequence[Event], on: dt.date, closing: dt.date) -> Iterator[_Wanted]:
    """Yield the letter that asks for an update before the next monitoring, once a plan was accepted.

    On the day of monitoring itself it is too late to ask, and after the closing there is none.
    """
    plans = [e for e in events if isinstance(e, PlanReceived)]
    settled = [e for e in events if isinstance(e, PlanAccepted | PlanReturned)]
    if not (plans and settled and isinstance(settled[-1], PlanAccepted)):
        return
    last = plans[-1]
    heard = last.date + NOTICE if isinstance(last, UpdateReceived) and last.number > settled[-1].number else last.date
    dates = [milestone.date for milestone in plan(assessment, WorkingDays(assessment.holidays)).monitoring]
    due = next((date for date in dates if date > max(heard, settled[-1].date, on)), None)
    if due and due <= closing and on >= due - NOTICE:
        cause = max(last, settled[-1], key=lambda event: event.number)
        yield _Wanted(Kind.UPDATE_DUE, cause, {"due": due, "received": last.date}, cause.date)
