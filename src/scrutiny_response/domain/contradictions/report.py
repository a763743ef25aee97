"""The path that an assessment gives for its report → what keeps it from being one inside the cycle's folder."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

from engross.suggestions import all_of
from scrutiny_response.domain.contradictions.case import Case, Contradiction, Rule

FIELDS = ("reference", "partnership", "report_reference")
"""What the path of a report may name in braces."""
ENDINGS = (".docx", ".pdf")
"""The files that a plan can be attached to."""

_HINT = "write it like reports/report.docx, from the assessment's folder"


def path_fault(report: str) -> str:
    """What is wrong with a report's path, in words; empty where nothing is.

    It is a relative path with `/` between its steps that stays inside the cycle's folder: the one that holds the
    folder of the assessments, so that it may go up by one step.
    """
    try:
        named = [field for _, field, spec, how in string.Formatter().parse(report) if field is not None or spec or how]
    except ValueError:
        return f"the report's path `{report}` has a brace without its partner"
    unknown = [name for name in named if name not in FIELDS]
    if unknown:
        return f"the report's path has `{unknown[0]}` in braces, where {all_of(FIELDS)} are known"
    if "\\" in report or report.startswith("/") or ":" in report.split("/", maxsplit=1)[0]:
        return f"the report's path `{report}` does not begin at the assessment's folder, with `/` between its steps"
    if _highest(report) < -1:
        return f"the report's path `{report}` leads out of the cycle's folder"
    if not report.casefold().endswith(ENDINGS):
        return f"the report `{report}` is neither a Word file (.docx) nor a PDF file (.pdf)"
    return ""


def _report(case: Case) -> Iterator[Contradiction]:
    inspection = case.assessment.inspection
    fault = path_fault(inspection.report) if inspection.report else ""
    if fault:
        yield Contradiction(("inspection", "report"), "report-path", fault, _HINT)
    elif inspection.report and "{report_reference}" in inspection.report and not inspection.report_reference:
        message = f"the report's path `{inspection.report}` needs a `report_reference`, and there is none"
        yield Contradiction(("inspection", "report"), "report-path", message, "give it, or write the path without it")


def _highest(report: str) -> int:
    """How far up a path leads at its highest point, below nought."""
    depth = highest = 0
    for step in report.split("/")[:-1]:
        depth += {"..": -1, ".": 0, "": 0}.get(step, 1)
        highest = min(highest, depth)
    return highest


RULES: Mapping[Rule, tuple[str, ...]] = {_report: ("inspection.report", "inspection.report_reference")}
"""The rule of this module, and what it reads."""
