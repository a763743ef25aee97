"""An assessment and the record of its reference → the plan as it last stood, with which a returned one is compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from engross.days import spelled
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.events import PlanAccepted, PlanReceived, Recorded
from scrutiny_response.domain.filters import initial_capital, timescale
from scrutiny_response.domain.follow_up import last_day
from scrutiny_response.domain.monitoring import WorkingDays
from scrutiny_response.domain.plan_identity import actions_hash
from scrutiny_response.use_cases.returned.values import KnownAction, KnownArea, KnownPlan


def with_heard(plan: KnownPlan, events: Iterable[Recorded]) -> KnownPlan:
    """Return a plan as it was sent with what was last received of it and accepted."""
    for received in _counting(events):
        plan = _heard(plan, received)
    return plan


def _counting(events: Iterable[Recorded]) -> Iterator[PlanReceived]:
    """Yield what was received and counts: the plan once it is accepted, and each update after that."""
    waiting: dict[int, PlanReceived] = {}
    is_accepted = False
    for recorded in events:
        event = recorded.event
        if isinstance(event, PlanReceived) and is_accepted:
            yield event
        elif isinstance(event, PlanReceived):
            waiting[event.number] = event
        elif isinstance(event, PlanAccepted):
            is_accepted = True
            if event.received in waiting:
                yield waiting[event.received]


def plan_in(assessment: Assessment) -> KnownPlan:
    """Return the plan as the assessment says it."""
    return KnownPlan(
        assessment.reference,
        assessment.partnership.name,
        tuple(KnownArea(area.reference, area.title, area.finding) for area in assessment.areas),
        tuple(
            KnownAction(
                action.reference,
                area.reference,
                action.action,
                action.lead,
                timescale(action.due, assessment.letter.date),
                action.measure,
                initial_capital(action.status),
                spelled(last_day(action.due, assessment.letter.date, WorkingDays(assessment.holidays))),
            )
            for area in assessment.areas
            for action in area.actions
        ),
        actions_hash(assessment),
    )


def _heard(plan: KnownPlan, event: PlanReceived) -> KnownPlan:
    """Return the plan with what an event says of it; what the partnership added stands among its actions from then."""
    by_reference = {action.reference: action for action in plan.actions if action.reference not in event.removed}
    for heard in (*event.actions, *event.added):
        earlier = by_reference.get(heard.reference, KnownAction(heard.reference, "", "", "", "", "", ""))
        given = {
            name: text
            for name in ("action", "lead", "timescale", "measure", "status")
            if (text := getattr(heard, name)) is not None
        }
        if "timescale" in given:
            given["day"] = given["timescale"].split("\n", maxsplit=1)[0]
        by_reference[heard.reference] = replace(earlier, **given)
    return replace(plan, actions=tuple(by_reference.values()), against=event.number)
