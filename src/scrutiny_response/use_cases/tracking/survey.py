"""Assessments, their record and a day → how each case stands on that day, and which may be told to the public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from engross.days import spelled
from engross.problems import Problem, Refused
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.follow_up import until
from scrutiny_response.domain.history import standing
from scrutiny_response.domain.ratings import Ratings
from scrutiny_response.domain.response import respond
from scrutiny_response.domain.tracking import Case, case_on
from scrutiny_response.generate.records import record_of
from scrutiny_response.intake import Progress, Reading, read_assessments, read_framework, read_ratings
from scrutiny_response.use_cases.following import errors_in, other_actions
from scrutiny_response.use_cases.recording import history_of

_SENSITIVE = "OFFICIAL-SENSITIVE"


class Tracked(Struct, frozen=True):
    """One partnership on that day: its case, its level of support, and why the public may not be told of it."""

    case: Case
    level: str
    kept_back: str

    @property
    def is_public(self) -> bool:
        """Return whether the public may be told of it."""
        return not self.kept_back


class Tracker(Struct, frozen=True):
    """All partnerships on a day, in the order of their references, the rules for the colours, and what is wrong."""

    on: dt.date
    partnerships: tuple[Tracked, ...]
    ratings: tuple[Ratings, ...]
    problems: tuple[Problem, ...]


def survey(
    inputs: Sequence[Path],
    on: dt.date,
    framework: Path | None,
    record: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Tracker:
    """Return how all cases stand on a day; one that cannot be read is among the problems, and stops no other."""
    rules = read_framework(framework)
    partnerships: list[Tracked] = []
    problems: list[Problem] = []
    ratings: dict[str, Ratings] = {}
    for reading in read_assessments(list(inputs), rules, progress):
        if reading.assessment is None:
            problems += errors_in(reading.problems)
            continue
        try:
            own = _ratings(reading, ratings)
            events = history_of(record or record_of(Path(reading.file).parent), reading.assessment.reference)
        except Refused as refused:
            problems += refused.problems
            continue
        problems += other_actions(reading.file, reading.assessment, until(events, on))
        level = respond(reading.assessment, rules).level
        partnerships.append(
            Tracked(
                case_on(reading.assessment, events, on, own),
                level.name if level else "not yet determined",
                why_kept_back(reading.assessment, events, on),
            )
        )
    ordered = sorted(partnerships, key=lambda each: each.case.assessment.reference)
    return Tracker(on, tuple(ordered), tuple(dict.fromkeys(ratings.values())), tuple(problems))


def why_kept_back(assessment: Assessment, events: Iterable[Recorded], on: dt.date) -> str:
    """Return why the public may not be told of a partnership on a day; "" if it may.

    It may once a document for the partnership was issued, the embargo is over, the report is published, and nothing in
    its file says otherwise.
    """
    stands = standing(until(tuple(events), on))
    if not any(not assessment.is_internal(name) for name in stands):
        return "nothing was issued by that day"
    if assessment.state is not State.ISSUED:
        return f"its file is in the state {assessment.state}"
    if assessment.marking == _SENSITIVE:
        return f"its file is marked {_SENSITIVE}"
    for day, what in (
        (assessment.embargoed_until, "it is embargoed until"),
        (assessment.inspection.publication, "its report is published on"),
    ):
        if day is not None and day > on:
            return f"{what} {spelled(day)}"
    return ""


def _ratings(reading: Reading, read: dict[str, Ratings]) -> Ratings:
    """Return the rules of the cycle file beside an assessment, which is read once."""
    folder = Path(reading.file).parent
    key = folder.as_posix()
    if key not in read:
        read[key] = read_ratings(folder)
    return read[key]
