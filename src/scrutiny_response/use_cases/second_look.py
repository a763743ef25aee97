"""Readings of a cycle → what may be meant and may be a slip: whoever issues a document accepts each, or mends it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from engross.problems import FilePlace, Problem, Severity
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.elsewhere import Glance, glance_of, named, names_within
from scrutiny_response.domain.contradictions.second_look import MAY_BE_MEANT
from scrutiny_response.intake import Reading, read_assessments, read_framework
from scrutiny_response.intake.assessments import placed


class Doubts(NamedTuple):
    """An assessment's file and what in it has to be accepted before anything of it is issued."""

    file: str
    problems: tuple[Problem, ...]


def to_accept(readings: Sequence[Reading]) -> tuple[Doubts, ...]:
    """Return what has to be accepted of each reading, in their order; what is an error is not among it.

    A doubt is accepted by its `id` and its place. `readings` are those of the whole cycle, so that a text that names
    another partnership is seen, and two files for one partnership and inspection are.
    """
    others = _across(readings)
    return tuple(
        Doubts(
            reading.file,
            tuple(problem for problem in (*reading.problems, *others[number]) if problem.id in MAY_BE_MEANT),
        )
        for number, reading in enumerate(readings)
    )


def across(readings: Sequence[Reading]) -> tuple[tuple[Problem, ...], ...]:
    """Return what only the cycle as a whole shows of each reading, as warnings, in their order."""
    doubts = _across(readings)
    return tuple(tuple(doubts[number]) for number in range(len(readings)))


def cycle_doubts(glances: Mapping[str, Glance], framework: Path | None = None) -> Mapping[str, tuple[Problem, ...]]:
    """Return by their files what only the cycle as a whole shows of its assessments.

    A file is read again only if its texts seem to name another partnership.
    """
    files = list(glances)

    def read(number: int) -> Assessment | None:
        readings = read_assessments([Path(files[number])], read_framework(framework))
        return next((reading.assessment for reading in readings if reading.file == files[number]), None)

    doubts = _compared(dict(enumerate(glances.values())), files, read)
    return {files[number]: tuple(problems) for number, problems in doubts.items() if problems}


def _across(readings: Sequence[Reading]) -> defaultdict[int, list[Problem]]:
    assessments = {number: reading.assessment for number, reading in enumerate(readings) if reading.assessment}
    glances = {number: glance_of(assessment) for number, assessment in assessments.items()}
    return _compared(glances, [reading.file for reading in readings], assessments.__getitem__)


def _compared(
    glances: Mapping[int, Glance], files: Sequence[str], assessment_of: Callable[[int], Assessment | None]
) -> defaultdict[int, list[Problem]]:
    """Return what assessments have with one another, by their numbers."""
    doubts: defaultdict[int, list[Problem]] = defaultdict(list)
    same_subject: defaultdict[tuple[str, str, object], list[int]] = defaultdict(list)
    for (number, glance), within in zip(glances.items(), names_within(tuple(glances.values())), strict=True):
        same_subject[glance.subject].append(number)
        assessment = assessment_of(number) if within.keys() - {glance.partnership.casefold()} else None
        if assessment:
            doubts[number] += placed(files[number], named(assessment, within))
    for same in same_subject.values():
        for number in same if len(same) > 1 else ():
            other = files[next(each for each in same if each != number)]
            message = f"this partnership and inspection are also those of {other}"
            hint = "keep one of the two files, or accept it when you issue"
            place = FilePlace(files[number])
            doubts[number].append(Problem("same-partnership-twice", place, message, hint, Severity.WARNING))
    return doubts
