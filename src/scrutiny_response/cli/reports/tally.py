"""Outcomes of a run, as they pass → what is counted of them, and what is said after the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import repeat
from pathlib import PurePath

from engross.problems import Problem
from scrutiny_response.intake.files import is_cycle_file
from scrutiny_response.store.outcome import Action, Change, CycleOutcome, Outcome


class Tally:
    """What is counted of outcomes while they pass, and what of them is said after the others.

    `kept` was edited and is up to date all the same; `refused` are the numbers of those that were refused; `differing`
    is told of issued documents that would read otherwise, `made_otherwise` counts those in which only the
    software changed, and `before_record` those that were issued by a version without a record.
    """

    def __init__(self) -> None:
        self.is_cycle_file_refused = False
        self.assessments = self.changed = self.documents = self.written = self.pdfs = 0
        self.kept: list[Change] = []
        self.refused: list[int] = []
        self.levels: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.differing: list[Problem] = []
        self.made_otherwise = self.before_record = 0

    @classmethod
    def whole(cls, cycle: CycleOutcome) -> Tally:
        """Return a tally with all counted."""
        tally = cls()
        for _ in tally.of(cycle):
            pass
        return tally

    def of(self, cycle: CycleOutcome) -> Iterator[Outcome]:
        """Yield the outcomes of which there is something to say, each counted as it passes."""
        for number, same in enumerate(cycle.unchanged or repeat(-1, len(cycle.outcomes))):
            if same >= 0:  # it need not even be read
                self.assessments += 1
                self.documents += same
                continue
            outcome = cycle.outcomes[number]
            if is_cycle_file(PurePath(outcome.file).name):  # it is among the outcomes if something is wrong with it
                self.is_cycle_file_refused |= outcome.refused
                self.refused += [number] if outcome.refused else []
                yield outcome
                continue
            self.assessments += 1
            done = [change.done for change in outcome.changes]
            written = done.count(Action.WRITTEN)
            self.changed += bool(written)
            self.written += written
            self.documents += len(done) - done.count(Action.REFUSED)
            self.pdfs += len(outcome.pdfs)
            self.differing += (problem for problem in outcome.problems if problem.id == "issued-differs")
            self.before_record += sum(problem.id == "issued-before-record" for problem in outcome.problems)
            self.made_otherwise += sum(problem.id == "issued-made-otherwise" for problem in outcome.problems)
            if outcome.problems and outcome.refused:
                self.refused.append(number)
            elif Action.KEPT in done:
                self.kept += (change for change in outcome.changes if change.done is Action.KEPT)
            if not outcome.refused:
                self.levels[outcome.level.name if outcome.level else "not determined"] += 1
                self.states[outcome.issue or outcome.state] += 1
            yield outcome
