"""What became of one plan and its report, as text for people and as plain values for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engross.problems import Problem, Severity
from scrutiny_response import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What became of one assessment file, or of one pair of files, whose `file` is the report.

    `reference` and `partnership` are empty where they are not known, `report` where none is named, `plan` where there
    was none to attach, `result` where nothing was written. All three are paths.
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
        """Whether nothing could be written; a warning refuses nothing, nor does an assessment that names no report."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def as_text(attached: Sequence[Attached]) -> str:
    """What was attached, which assessments name no report, what was refused and why, and the counts."""
    made = [one for one in attached if one.result]
    refused = [one for one in attached if one.refused]
    without = [one for one in attached if not (one.result or one.refused)]
    total = len(made) + len(refused)
    plans = "its plan" if 1 in {total, len(made)} else "their plans"
    counts = f"{len(made)} of {_count(total, 'report')} written with {plans}."
    rest = [f"{_count(len(without), 'assessment')} named no report."] if without else []
    said = [f"{len(refused)} refused, for the reasons above."] if refused else []
    blocks = (
        _block("Attached", made, _joined),
        _block("No report is named", without, lambda _one: ()),
        _block("Refused", refused, lambda _one: ()),
        [" ".join([counts, *rest, *said]) if attached else "Nothing was done."],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def as_json(attached: Sequence[Attached], problems: Iterable[Problem] = ()) -> dict[str, Any]:
    """The same for programs; what is not known is null. `problems` are those of no single report."""
    return {
        "command": "attach",
        "version": __version__,
        "attached": sum(bool(one.result) for one in attached),
        "refused": sum(one.refused for one in attached),
        "problems": [problem.as_json() for problem in problems],
        "outcomes": [
            {
                "file": one.file,
                "reference": one.reference or None,
                "partnership": one.partnership or None,
                "report": one.report or None,
                "plan": one.plan or None,
                "result": one.result or None,
                "refused": one.refused,
                "problems": [problem.as_json() for problem in one.problems],
            }
            for one in attached
        ],
    }


def _block(title: str, attached: Sequence[Attached], lines: Any) -> list[str]:
    found = [title] if attached else []
    for one in attached:
        known = f"  {one.reference}  {one.partnership}" if one.reference and not one.refused else f"  {one.file}"
        found.append(known + (f"  ({one.reference})" if one.refused and one.reference else ""))
        found += lines(one)
        found += (textwrap.indent(str(problem), "      ") for problem in one.problems)
    return found


def _joined(one: Attached) -> Iterator[str]:
    yield f"      {one.result}"
    yield f"      from {one.report}"
    yield f"      and {one.plan}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
