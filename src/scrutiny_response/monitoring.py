"""Agreed timeframes → a dated schedule on Scottish working days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One dated entry of the schedule."""

    kind: Annotated[str, '"plan due", "monitoring" or "progress review"', "monitoring"]
    date: Annotated[dt.date, "The working day on which it falls, or on which its period begins", "2027-02-01"]
    until: Annotated[dt.date | None, "The last day, where it is a period", "2027-05-31"]
    agreed: Annotated[dt.date, "The date as agreed or counted, before any move", "2027-01-31"]
    moved: Annotated[
        str, "Why it was moved to the next working day; empty where it was not", "31 January 2027 is a Sunday"
    ]
    basis: Annotated[str, "How it was counted, where it was agreed as a length", "6 weeks from 23 November 2026"]
    by: Annotated[str, "Who acts", "the link inspector"]
    proposed: Annotated[bool, "Whether it is proposed by the cycle file and not yet agreed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The dated schedule of one partnership."""

    plan_due: Annotated[Milestone | None, "When the improvement plan is due"]
    monitoring: Annotated[tuple[Milestone, ...], "The dates of formal monitoring, in order"]
    review: Annotated[Milestone | None, "The formal progress review"]
    milestones: Annotated[tuple[Milestone, ...], "All of them, in the order of their dates"]
