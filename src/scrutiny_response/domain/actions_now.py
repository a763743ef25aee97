"""An assessment and the events of its reference → every action of the plan as it stands now, with all its dates.

The partnership's own actions are among them, and those that it took out. A date that the partnership gives is a
revision, as is more time that was agreed; a plan that says what it said before revises nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from scrutiny_response.domain.assessment import Action, Assessment
from scrutiny_response.domain.event_parts import HeardAction
from scrutiny_response.domain.events import PlanReceived, Recorded
from scrutiny_response.domain.follow_up import dates_of, heard

COMPLETED = frozenset({"completed", "complete"})
ENDED = COMPLETED | {"withdrawn"}
"""The words of a status with which nothing of an action is due any more."""


class ActionNow(Struct, frozen=True, kw_only=True):
    """An action as it stands: what was last heard, or else what was sent.

    `dates` are the date that was agreed first and every revised one after it; a partnership's own action may have
    none. `heard_on` is when it was heard of last, and None if it never was. `is_own` says that the partnership added
    it, `is_out` that it is no part of the plan any more.
    """

    reference: str
    area: str
    action: str
    lead: str
    measure: str
    status: str
    dates: tuple[dt.date, ...]
    heard_on: dt.date | None
    is_own: bool = False
    is_out: bool = False

    @property
    def is_completed(self) -> bool:
        """Return whether it is done."""
        return self.status.casefold() in COMPLETED

    @property
    def is_ended(self) -> bool:
        """Return whether nothing of it is due any more: it is done, withdrawn or taken out."""
        return self.is_out or self.status.casefold() in ENDED


def actions_now(assessment: Assessment, events: Sequence[Recorded]) -> tuple[ActionNow, ...]:
    """Return the actions that were sent, in the order of the plan, and behind them the partnership's own."""
    last, received = heard(events), [recorded.event for recorded in events if isinstance(recorded.event, PlanReceived)]
    out = {reference: event.date for event in received for reference in event.removed if reference not in last}
    sent = [(area.reference, action) for area in assessment.areas for action in area.actions]
    references = {action.reference for _, action in sent}
    own = dict.fromkeys(
        action.reference
        for event in received
        for action in (*event.added, *event.actions)
        if action.reference not in references
    )
    return (
        *(_sent(assessment, events, area, action, last.get(action.reference), out) for area, action in sent),
        *(_own(assessment, events, reference, last.get(reference), out) for reference in own),
    )


def _sent(  # noqa: PLR0913, PLR0917  # an action, where it stands, and what was heard of it
    assessment: Assessment,
    events: Sequence[Recorded],
    area: str,
    action: Action,
    told: tuple[HeardAction, dt.date] | None,
    out: dict[str, dt.date],
) -> ActionNow:
    last, on = told or (None, out.get(action.reference))
    return ActionNow(
        reference=action.reference,
        area=area,
        action=(last.action if last else None) or action.action,
        lead=(last.lead if last else None) or action.lead,
        measure=(last.measure if last else None) or action.measure,
        status=last.status if last else action.status,
        dates=_each_once(dates_of(assessment, events, action.reference, action.due)),
        heard_on=on,
        is_out=action.reference in out,
    )


def _own(
    assessment: Assessment,
    events: Sequence[Recorded],
    reference: str,
    told: tuple[HeardAction, dt.date] | None,
    out: dict[str, dt.date],
) -> ActionNow:
    each_time = [
        action
        for _, _, event in events
        if isinstance(event, PlanReceived)
        for action in (*event.actions, *event.added)
        if action.reference == reference
    ]
    last, on = told or (each_time[-1], out.get(reference))
    return ActionNow(
        reference=reference,
        area="",
        action=last.action or "",
        lead=last.lead or "",
        measure=last.measure or "",
        status=last.status,
        dates=_each_once(dates_of(assessment, events, reference)),
        heard_on=on,
        is_own=True,
        is_out=reference in out,
    )


def _each_once(dates: Iterator[dt.date]) -> tuple[dt.date, ...]:
    """Return the dates without those that say what the one before said."""
    kept: list[dt.date] = []
    for date in dates:
        if not kept or date != kept[-1]:
            kept.append(date)
    return tuple(kept)
