"""An assessment and the record of its reference → the plan as it last stood, with which a returned one is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.events import PlanReceived, Recorded
from scrutiny_response.domain.filters import initial_capital, timescale
from scrutiny_response.domain.plan_identity import actions_hash
from scrutiny_response.use_cases.returned.values import KnownAction, KnownArea, KnownPlan


def known_plan(assessment: Assessment, events: Iterable[Recorded] = ()) -> KnownPlan:
    """Return the plan as it was sent, with what was last received of it, where anything was."""
    sent = _sent(assessment)
    for recorded in events:
        if isinstance(recorded.event, PlanReceived):
            sent = _heard(sent, recorded.event)
    return sent


def _sent(assessment: Assessment) -> KnownPlan:
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
        before = by_reference.get(heard.reference, KnownAction(heard.reference, "", "", "", "", "", ""))
        given = {
            name: text
            for name in ("action", "lead", "timescale", "measure", "status")
            if (text := getattr(heard, name)) is not None
        }
        by_reference[heard.reference] = replace(before, **given)
    return replace(plan, actions=tuple(by_reference.values()))
