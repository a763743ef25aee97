"""An assessment → each of its dates with its place: the days that the table of dates compares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.texts import Steps
from scrutiny_response.domain.monitoring import WorkingDays, later
from scrutiny_response.domain.timeframes import IMPROVEMENT_PLAN, Length, Span, Timescale

DONE = ("complete", "done")
"""How the status of an action begins that was finished before the letter."""


class Dated(NamedTuple):
    """A date and where it is recorded; of a time between two dates the first and the last day.

    `counted` says whether it is counted from the letter's date. `name` is what tells it from others of its kind.
    """

    path: Steps
    first: dt.date
    last: dt.date
    counted: bool = False
    name: str = ""


PATHS: Mapping[str, Steps] = {
    "start": ("inspection", "started"),
    "end": ("inspection", "ended"),
    "decision": ("decision", "date"),
    "publication": ("inspection", "publication"),
    "embargo": ("embargoed_until",),
    "letter": ("letter", "date"),
    "plan": ("plan_due",),
    "first": ("monitoring", "first"),
    "review": ("monitoring", "review"),
    "agreed": ("extension", "agreed_on"),
    "extension letter": ("extension", "letter_date"),
    "extended": ("extension", "new"),
    "extended plan": ("extension", "new"),
}
"""Where each date of the table is recorded, but for the actions', of which there may be many."""


class Dates(dict[str, tuple[Dated, ...]]):
    """The dates of an assessment by their names in the table, each worked out when it is first asked for."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__()
        self._assessment = assessment

    def __missing__(self, name: str) -> tuple[Dated, ...]:
        self[name] = dated(self._assessment, name)
        return self[name]


def dated(assessment: Assessment, name: str) -> tuple[Dated, ...]:
    """Return the dates of this name in the table, before any move to a working day; none if none is given."""
    if name == "action":
        return tuple(_actions(assessment))
    extension = assessment.extension
    if name == "extended plan" and (extension is None or extension.concerns != IMPROVEMENT_PLAN):
        return ()
    when: Any = assessment
    for step in PATHS[name]:
        when = None if when is None else getattr(when, str(step))
    return () if when is None else (_dated(PATHS[name], when, assessment),)


def _actions(assessment: Assessment) -> Iterator[Dated]:
    """Those that are finished may have been due at any time."""
    for i, area in enumerate(assessment.areas):
        for j, action in enumerate(area.actions):
            if not action.status.casefold().startswith(DONE):
                path: Steps = ("areas", i, "actions", j, "due")
                yield _dated(path, action.due, assessment)._replace(name=action.reference)


def _dated(path: Steps, when: Timescale, assessment: Assessment) -> Dated:
    if isinstance(when, Span):
        return Dated(path, when.first, when.last)
    if isinstance(when, Length):
        day = later(assessment.letter.date, when, WorkingDays(assessment.holidays))
        return Dated(path, day, day, counted=True)
    return Dated(path, when, when)
