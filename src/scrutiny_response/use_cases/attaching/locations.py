"""An assessment and its file → where the report, the plan and the result of attaching the one to the other lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Refused, collect
from engross.suggestions import one_of
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.store import naming
from scrutiny_response.store.places import kept_name

RESULT = "inspection-report-with-plan"
"""What the result is called where the documents of the assessment have their names."""


@dataclass(frozen=True, slots=True)
class AttachLocations:
    """The report, which is only read; the plan in the output folder; and the result's path inside that folder."""

    report: Path
    plan: Path
    result: str


def find_locations(assessment: Assessment, file: str, folder: Path) -> AttachLocations | None:
    """Return where an assessment's report, plan and result lie; None if it names no report.

    Raise Refused if the report or the plan is not there, or the report is not one of the cycle's own.
    """
    if not assessment.inspection.report:
        return None
    report, plan = collect([lambda: _report(assessment, file), lambda: _plan(assessment, file, folder)])
    names = naming.names(assessment, RESULT, report.suffix.lower())
    return AttachLocations(report, plan, kept_name(folder, names))


def _report(assessment: Assessment, file: str) -> Path:
    """Return the report in or below the cycle's folder, which holds the folder of the assessments; follow links."""
    inspection = assessment.inspection
    names = {
        "reference": naming.safe(assessment.reference),
        "partnership": naming.safe(assessment.partnership.name),
        "report_reference": naming.safe(inspection.report_reference or ""),
    }
    report = Path(file).parent / (inspection.report or "").format_map(names)
    cycle = Path(paths.real(Path(file).parent)).parent
    if not paths.is_file(report):
        message = "there is no such file, and the assessment names it as the inspection report"
        raise Refused([Problem("no-report", FilePlace(report.as_posix()), message, f"put it there, or change {file}")])
    if not Path(paths.real(report)).is_relative_to(cycle):
        message = f"the report lies outside the cycle's folder, {cycle.as_posix()}"
        raise Refused([Problem("report-outside", FilePlace(report.as_posix()), message, "copy it into the folder")])
    return report


def _plan(assessment: Assessment, file: str, folder: Path) -> Path:
    document, documents = assessment.attachment.document, assessment.documents
    if document not in documents:
        message = f"`{document}` would be attached to the report, and is none of the assessment's documents"
        hint = f"write {one_of(documents)} at `document` under `attachment`"
        raise Refused([Problem("no-such-document", FilePlace(file), message, hint)])
    plan = folder / kept_name(folder, naming.names(assessment, document))
    if not paths.is_file(plan):
        message = "there is no plan here yet to attach to the report"
        raise Refused([Problem("no-plan", FilePlace(plan.as_posix()), message, "type scrutiny generate first")])
    return plan
