"""A small cycle with something of everything that the overview shows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec.structs import replace

from engross.problems import Problem, TextPlace
from scrutiny_response.domain.assessment import State
from scrutiny_response.intake import Reading
from scrutiny_response.use_cases.overview.survey import survey
from scrutiny_response.use_cases.overview.values import Overview
from tests.samples import (
    LEVELS,
    a_decision,
    a_monitoring,
    an_assessment,
    an_extension,
    criterion_answers,
    the_framework,
)

OPEN = "++? +?? +++ --- ---"
"""Answers that leave the level between commissioned and assisted."""
HOSTILE = "Ùist & <b>Bàrr</b> “Partnership”"
FAULT = Problem("unknown-key", TextPlace("inputs/bad.yaml", 3, 1, "colour: red"), "`colour` is <not> a key")


def reading(reference: str, name: str, **changes: Any) -> Reading:
    partnership = replace(an_assessment().partnership, name=name)
    return Reading(f"inputs/{reference}.yaml", an_assessment(reference=reference, partnership=partnership, **changes))


def cycle() -> tuple[Reading, ...]:
    """Four partnerships and a file that is not accepted."""
    nothing = a_monitoring(interval=None, first=None, review=None)
    return (
        reading(
            "PSR-4",
            HOSTILE,
            state=State.DRAFT,
            criteria=criterion_answers(OPEN),
            decision=None,
            evaluations=(),
            monitoring=nothing,
            plan_due=None,
        ),
        reading("PSR-1", "Strathlorne", state=State.ISSUED, extension=an_extension()),
        reading(
            "PSR-2",
            "Tarbeck",
            state=State.EMBARGOED,
            decision=a_decision("commissioned"),
            monitoring=a_monitoring(interval=None, first=None, review=dt.date(2027, 5, 8), proposed=("review",)),
        ),
        reading(
            "PSR-3",
            "Whinmoss",
            criteria=criterion_answers(LEVELS["local"]),
            decision=a_decision("local", rationale=None),
            monitoring=nothing,
        ),
        Reading("inputs/bad.yaml", None, (FAULT,)),
    )


def overview() -> Overview:
    return survey(cycle(), the_framework())
