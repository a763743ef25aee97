"""What became of one plan and its report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engross.problems import Problem, Severity


class Became(StrEnum):
    """What became of a plan in its report: new there, instead of what was there of it, or there as it is already."""

    ATTACHED = "attached"
    REPLACED = "replaced"
    THERE = "already there"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachOutcome:
    """What became of one assessment file, or of one pair of files, whose `file` is the report.

    `reference` and `partnership` are empty if they are not known, `report` if none is named, `plan` if there was none
    to attach, `result` if nothing was written. The last three are paths. `became` says what became of the plan.
    """

    file: str
    reference: str = ""
    partnership: str = ""
    report: str = ""
    plan: str = ""
    result: str = ""
    became: Became = Became.ATTACHED
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if nothing could be written; a warning refuses nothing, nor does an assessment that names no report."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
