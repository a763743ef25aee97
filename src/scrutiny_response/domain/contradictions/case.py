"""An assessment held against the framework → the case that every rule looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from engross.problems import Severity
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.dated import Dates
from scrutiny_response.domain.contradictions.texts import Written, texts, words
from scrutiny_response.domain.framework import Framework, Level
from scrutiny_response.domain.level import Indication

DataPath = tuple[str | int, ...]
"""The keys and positions that lead to a value in an assessment file; criteria stand under their identifiers."""


class Contradiction(NamedTuple):
    """Something recorded that cannot be: where, a stable identifier, what was found, and what to do.

    `other` is where the other of two things stands that contradict each other; empty if there is none.
    """

    path: DataPath
    id: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    other: DataPath = ()


class Case(Struct, frozen=True, dict=True):
    """One assessment, the framework it is judged by, and the names and answers in it that do not fit the framework.

    There is an indication only if all of them fit and none is empty, as what stands in for a refused one is.
    """

    assessment: Assessment
    framework: Framework
    misfits: tuple[Contradiction, ...]
    indication: Indication | None

    @cached_property
    def dates(self) -> Dates:
        """The assessment's dates, which one line of the table after the other asks for."""
        return Dates(self.assessment)

    @cached_property
    def texts(self) -> tuple[Written, ...]:
        """Those that people wrote in it, each with its place."""
        return tuple(texts(self.assessment))

    @cached_property
    def words(self) -> str:
        """All of them in small letters: what does not stand there need not be looked for in each."""
        return words(self.assessment)

    @property
    def level(self) -> Level | None:
        """The level of support: the decided one, else the indicated one; None if it is not determined."""
        decision = self.assessment.decision
        if decision:
            return next((level for level in self.framework.levels if level.id == decision.level), None)
        return self.indication.level if self.indication else None


def staged(contradiction: Contradiction, case: Case) -> Contradiction:
    """Return what is an error from `embargoed` on, and a warning while the document is not final."""
    is_final = case.assessment.state.is_final
    return contradiction._replace(severity=Severity.ERROR if is_final else Severity.WARNING)


Rule = Callable[[Case], Iterator[Contradiction]]
"""What says in which ways a case cannot be."""

LEVEL = ("criteria", "evaluations", "second_indicator", "circumstances", "decision")
"""What the level of support rests on."""
