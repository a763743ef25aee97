"""An assessment and the record of its reference → how far the partnership has come with its plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.ratings import Ratings
from scrutiny_response.domain.tracking import LEFT_OPEN, Case, case_on
from scrutiny_response.use_cases.overview.values import Line, Piece, Progress

_KINDS = ("completed", "due", "slipped", "overdue", LEFT_OPEN)


def progress_of(line: Line, assessment: Assessment, events: Sequence[Recorded], on: dt.date | None) -> Progress:
    """Return how far a partnership has come; without a day, all that is recorded counts, and nothing is late."""
    case = case_on(assessment, events, on or dt.date.max, Ratings())
    numbers = tuple(Piece(stands=kind, number=sum(action.part == kind for action in case.counted)) for kind in _KINDS)
    return Progress(
        line=line,
        how_far=case.in_words,
        heard=case.heard_on,
        words=_words(case, numbers, is_dated=on is not None),
        pieces=numbers if on is not None and case.counted else (),
        number=len(case.counted),
    )


def _words(case: Case, pieces: Sequence[Piece], *, is_dated: bool) -> str:
    if case.not_issued:
        return case.not_issued
    if not case.counted:
        return "no actions"
    plural = "action" if len(case.counted) == 1 else "actions"
    late = [f"{piece.number} {piece.stands}" for piece in pieces[1:] if piece.number] if is_dated else []
    return ", ".join([f"{case.completed} of {len(case.counted)} {plural} completed", *late])
