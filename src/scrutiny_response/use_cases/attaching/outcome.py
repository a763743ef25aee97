"""What became of one plan and its report."""

from __future__ import annotations

from dataclasses import dataclass

from engross.problems import Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachOutcome:
    """What became of one assessment file, or of one pair of files, whose `file` is the report.

    `reference` and `partnership` are empty if they are not known, `report` if none is named, `plan` if there was none
    to attach, `result` if nothing was written. The last three are paths.
    """

    file: str
    reference: str = ""
    partnership: str = ""
    report: str = ""
    plan: str = ""
    result: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if nothing could be written; a warning refuses nothing, nor does an assessment that names no report."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
