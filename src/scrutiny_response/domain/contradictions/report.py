"""The path that an assessment gives for its report: whether the assessment has all that the path names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scrutiny_response.domain.contradictions.case import Case, Contradiction, Rule


def _report_reference(case: Case) -> Iterator[Contradiction]:
    inspection = case.assessment.inspection
    if inspection.report and "{report_reference}" in inspection.report and not inspection.report_reference:
        message = f"the report's path `{inspection.report}` needs a `report_reference`, and there is none"
        hint = "give it, or write the path without it"
        yield Contradiction(("inspection", "report"), "no-report-reference", message, hint)


RULES: Mapping[Rule, tuple[str, ...]] = {_report_reference: ("inspection.report", "inspection.report_reference")}
"""The rule of this module, and what it reads."""
