"""The report of an assessment: whether its path can be filled in, and whether the document may be attached to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scrutiny_response.domain.contradictions.case import Case, Contradiction, Rule


def _report_reference(case: Case) -> Iterator[Contradiction]:
    inspection = case.assessment.inspection
    if inspection.report and "{report_reference}" in inspection.report and not inspection.report_reference:
        message = f"the report's path `{inspection.report}` needs a `report_reference`, and there is none"
        hint = "give it, or write the path without it"
        yield Contradiction(("inspection", "report"), "no-report-reference", message, hint)


def _attached(case: Case) -> Iterator[Contradiction]:
    for number, each in enumerate(case.assessment.attachment):
        if case.assessment.is_internal(each.document):
            message = f"`{each.document}` is internal, so it cannot be attached to the report"
            path = ("attachment", number, "document")
            yield Contradiction(path, "internal-attached", message, "attach `improvement-plan`")


def _attached_twice(case: Case) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for number, each in enumerate(case.assessment.attachment):
        if each.document in seen:
            message = f"`{each.document}` is attached to the report twice"
            path = ("attachment", number, "document")
            yield Contradiction(path, "attached-twice", message, "give another document, or leave one of them out")
        seen.add(each.document)


RULES: Mapping[Rule, tuple[str, ...]] = {
    _report_reference: ("inspection.report", "inspection.report_reference"),
    _attached: ("attachment", "internal"),
    _attached_twice: ("attachment",),
}
"""The rules of this module, and what each reads."""
