"""What became of the plans of one assessment, or of one pair of files."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from engross.problems import Problem, has_error


class Became(StrEnum):
    """What became of a plan in its report: new there, instead of what was there of it, or there as it is already."""

    ATTACHED = "attached"
    REPLACED = "replaced"
    THERE = "already there"


class AttachedPlan(Struct, frozen=True):
    """One plan, by its path, with what is said of its state and what became of it."""

    path: str
    state: str = ""
    became: Became = Became.ATTACHED


class AttachOutcome(Struct, frozen=True, kw_only=True):
    """What became of one assessment file, or of one pair of files, whose `file` is the report.

    `reference` and `partnership` are empty if they are not known, `report` if none is named, `plans` if there was none
    to attach, `result` and `pdf` if nothing was written. The last two are paths.
    """

    file: str
    reference: str = ""
    partnership: str = ""
    report: str = ""
    plans: tuple[AttachedPlan, ...] = ()
    result: str = ""
    pdf: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if nothing could be written; a warning refuses nothing, nor does an assessment that names no report."""
        return has_error(self.problems)

    @property
    def became(self) -> Became:
        """What became of the plans together: replaced if one was, there already if all were, else attached."""
        became = {plan.became for plan in self.plans}
        if Became.REPLACED in became:
            return Became.REPLACED
        return Became.THERE if became == {Became.THERE} else Became.ATTACHED
