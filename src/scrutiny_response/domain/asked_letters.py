"""How letters that answer an event are asked for: their kinds, their dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from scrutiny_response.domain.timeframes import EXTENSION_LETTER

if TYPE_CHECKING:  # few runs have events
    from scrutiny_response.domain.events import Recorded


class Kind(StrEnum):
    """The kinds of letters that answer an event, which are also the names of their templates."""

    PLAN_RECEIVED = "plan-received"
    PLAN_ACCEPTED = "plan-accepted"
    PLAN_RETURNED = "plan-returned"
    REMINDER = "reminder"
    UPDATE_DUE = "update-due"
    REVIEW_OUTCOME = "review-outcome"
    CLOSING = "closing"
    EXTENSION = EXTENSION_LETTER


FOLLOW_UPS = frozenset(map(str, Kind))
"""The names of their templates."""


class Batch(NamedTuple):
    """How letters are asked for: on which day, their own date, and by when an answer is asked for."""

    on: dt.date
    dated: dt.date
    reply_by: dt.date | None = None


class Asked(NamedTuple):
    """One letter that is asked for: its kind, its batch, the number of the event that it answers.

    `turn` tells letters of one kind and date apart. One that is issued has the `issued_name` that it
    was issued under, and speaks of what came before the event that first issued it: `until` is the number of that.
    """

    kind: str
    batch: Batch
    answers: int
    turn: int = 1
    issued_name: str = ""
    until: int = 0

    @property
    def name(self) -> str:
        """What the document is called: its kind and its date."""
        return self.issued_name or f"{self.kind}-{self.batch.dated}" + (f"-{self.turn}" if self.turn > 1 else "")

    def relevant(self, events: Sequence[Recorded]) -> Sequence[Recorded]:
        """Return the events of which the letter can speak."""
        return [recorded for recorded in events if recorded.event.number < self.until] if self.until else events

    def as_plain(self) -> dict[str, Any]:
        """Return it as a manifest keeps it."""
        on, dated, reply_by = (day and day.isoformat() for day in self.batch)
        return {"kind": str(self.kind), "on": on, "dated": dated, "reply_by": reply_by, "answers": self.answers,
                "turn": self.turn}  # fmt: skip

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Asked:
        """Return what a manifest keeps; KeyError, TypeError or ValueError if it keeps something else."""
        on, dated = (dt.date.fromisoformat(plain[name]) for name in ("on", "dated"))
        reply_by = dt.date.fromisoformat(plain["reply_by"]) if plain["reply_by"] else None
        return cls(Kind(plain["kind"]), Batch(on, dated, reply_by), int(plain["answers"]), int(plain["turn"]))
