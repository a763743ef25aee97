"""An assessment and the events of its reference → the same with the dates that were sent, whatever its files say since.

Who changes a date in a file changes no letter: what is due, and what has slipped, goes by what the partnership holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from scrutiny_response.domain.assessment import Action, Assessment
from scrutiny_response.domain.event_parts import StatedDate
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.follow_up import actions_of, last_day
from scrutiny_response.domain.history import IMPROVEMENT_PLAN, LETTER, asks_for_plan, says_dates, standing
from scrutiny_response.domain.monitoring import WorkingDays, action_kind
from scrutiny_response.domain.timeframes import IMPROVEMENT_PLAN as PLAN
from scrutiny_response.domain.timeframes import PROGRESS_REVIEW, Span, Timescale


def action_dates(assessment: Assessment) -> Iterator[StatedDate]:
    """Yield when each action is due by the documents of an assessment, in the order of the plan."""
    days, start = WorkingDays(assessment.holidays), assessment.letter.date
    for action in actions_of(assessment):
        yield StatedDate(what=action_kind(action.reference), date=last_day(action.due, start, days))


def as_issued(assessment: Assessment, events: Sequence[Recorded]) -> Assessment:
    """Return the assessment with the dates that went out; itself if its files still say the same.

    Lengths of time are counted from the letter that was issued: the cycle file may give the date of those to come.
    """
    assessment = _with_letter(assessment, events)
    event = says_dates(events)
    sent = {stated.what: stated.date for stated in event.dates} if event else {}
    for what in (PLAN, PROGRESS_REVIEW):
        assessment = _with_timescale(assessment, what, sent)
    actions = {action.reference: _sent(action, assessment, sent) for action in actions_of(assessment)}
    if all(actions[action.reference] is action for action in actions_of(assessment)):
        return assessment
    areas = (
        replace(area, actions=tuple(actions[action.reference] for action in area.actions)) for area in assessment.areas
    )
    return replace(assessment, areas=tuple(areas))


def _with_letter(assessment: Assessment, events: Sequence[Recorded]) -> Assessment:
    dated = {
        name: each for name, each in standing(events).items() if each.document.dated and asks_for_plan(each.document)
    }
    name = next((name for name in (LETTER, IMPROVEMENT_PLAN) if name in dated), None)
    date = dated[name].document.dated if name else None
    if date is None or date == assessment.letter.date:
        return assessment
    return replace(assessment, letter=replace(assessment.letter, date=date))


def _with_timescale(assessment: Assessment, what: str, sent: Mapping[str, dt.date]) -> Assessment:
    """Return the assessment with the date of its plan or review that was sent, unless its file extends it.

    What was sent may then be either of two dates, of which the file says both.
    """
    monitoring = assessment.monitoring
    now, kind = (assessment.plan_due, "plan due") if what == PLAN else (monitoring.review, PROGRESS_REVIEW)
    is_extended = assessment.extension is not None and assessment.extension.concerns == what
    if is_extended or isinstance(now, Span) or not _is_another(now, assessment, sent.get(kind)):
        return assessment
    if what == PLAN:
        return replace(assessment, plan_due=sent[kind])
    return replace(assessment, monitoring=replace(monitoring, review=sent[kind]))


def _sent(action: Action, assessment: Assessment, sent: Mapping[str, dt.date]) -> Action:
    date = sent.get(action_kind(action.reference))
    return replace(action, due=date) if date and _is_another(action.due, assessment, date) else action


def _is_another(now: Timescale | None, assessment: Assessment, sent: dt.date | None) -> bool:
    """Return whether a date was sent, and another than the file says now."""
    days, start = WorkingDays(assessment.holidays), assessment.letter.date
    return sent is not None and (now is None or last_day(now, start, days) != sent)
