"""Readings of a cycle → what may be meant and may be a slip: whoever issues a document accepts each, or mends it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from engross.problems import FilePlace, Problem, Severity
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.case import Contradiction
from scrutiny_response.domain.contradictions.second_look import MAY_BE_MEANT
from scrutiny_response.domain.contradictions.texts import texts
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


def cycle_doubts(inputs: Sequence[Path], framework: Path | None = None) -> Mapping[str, tuple[Problem, ...]]:
    """Return by their files what only the cycle as a whole shows of its assessments; the files are read for it."""
    readings = read_assessments(inputs, read_framework(framework))
    return {reading.file: doubts for reading, doubts in zip(readings, across(readings), strict=True) if doubts}


def _across(readings: Sequence[Reading]) -> defaultdict[int, list[Problem]]:
    given = [(number, reading.file, reading.assessment) for number, reading in enumerate(readings)]
    read = [(number, file, assessment) for number, file, assessment in given if assessment]
    doubts: defaultdict[int, list[Problem]] = defaultdict(list)
    files: defaultdict[tuple[str, str, object], list[tuple[int, str]]] = defaultdict(list)
    names = {assessment.partnership.name.casefold(): assessment.partnership.name for _, _, assessment in read}
    for number, file, assessment in read:
        files[_subject(assessment)].append((number, file))
        doubts[number] += placed(file, _named(assessment, names))
    for same in files.values():
        for number, file in same if len(same) > 1 else ():
            other = next(each for each in same if each[0] != number)[1]
            message = f"this partnership and inspection are also those of {other}"
            hint = "keep one of the two files, or accept it when you issue"
            doubts[number].append(Problem("same-partnership-twice", FilePlace(file), message, hint, Severity.WARNING))
    return doubts


def _subject(assessment: Assessment) -> tuple[str, str, object]:
    inspection = assessment.inspection
    return assessment.partnership.name.casefold(), inspection.programme.casefold(), inspection.started


def _named(assessment: Assessment, names: dict[str, str]) -> Iterator[Contradiction]:
    """Yield each other partnership of the cycle that a text of this one names, once."""
    own = assessment.partnership.name.casefold()
    told: set[str] = set()
    written = list(texts(assessment))
    everything = "\n".join([text for _, text in written]).casefold()
    elsewhere = {name: partnership for name, partnership in names.items() if name in everything}
    for path, text in written if elsewhere.keys() - {own} else ():
        words = text.casefold()
        for name, partnership in elsewhere.items():
            if name in words and name not in told and name not in own and own not in name:
                told.add(name)
                key = ".".join(str(step) for step in path)
                message = f"`{key}` names {partnership}, which is another partnership of this cycle"
                hint = "write this partnership's name, or accept it when you issue"
                yield Contradiction(path, "names-another-partnership", message, hint, Severity.WARNING)
