"""An assessment and its file → where the report, its plans and the result of attaching them lie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Refused, collect
from engross.suggestions import one_of
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.path_patterns import report_pattern_fault
from scrutiny_response.intake.cycle_file import find_cycle
from scrutiny_response.intake.cycles import cycle_from
from scrutiny_response.intake.documents import read_tree
from scrutiny_response.intake.tree import Map, Text, merged
from scrutiny_response.store import naming
from scrutiny_response.store.places import kept_name

RESULT = "inspection-report-with-plan"
"""What the result is called where the documents of the assessment have their names."""
SHARED = "reports"
"""The folder, in the output folder, of results with the plans of several assessments."""


def find_locations(assessment: Assessment, file: str, folder: Path) -> tuple[Path, list[Path]]:
    """Return the paths of an assessment's report and of each document to attach to it.

    Raise Refused with all that is not there, and if the report is not one of the cycle's own.
    """
    inspection, attached = assessment.inspection, assessment.attachment
    names = (assessment.reference, assessment.partnership.name, inspection.report_reference or "")
    report = _filled(file, inspection.report or "", *names)
    plans = (partial(_plan, assessment, attachment.document, file, folder) for attachment in attached)
    first, *others = collect([partial(_own, report, file), *plans])
    return first, others


def report_of_refused(file: str) -> Path | None:
    """Return the report named in a refused assessment file; None if that cannot be read."""
    own, _ = read_tree(Path(file))
    if own is None:
        return None
    root = merged(own, cycle_from(find_cycle(Path(file).parent)).common)
    pattern = _text(root, "inspection", "report")
    if not pattern or report_pattern_fault(pattern):
        return None
    names = (_text(root, "reference"), _text(root, "partnership", "name"))
    return _filled(file, pattern, *names, _text(root, "inspection", "report_reference"))


def result_of_one(assessment: Assessment, report: Path, folder: Path) -> str:
    """Return where the report with the plans of one assessment belongs in the output folder; a known name is kept."""
    return kept_name(folder, naming.names(assessment, RESULT, report.suffix.lower()))


def result_of_several(states: Sequence[State], report: Path) -> str:
    """Return where the report with the plans of several assessments belongs; the least advanced state shows."""
    state = min(states, key=list(State).index)
    shown = "" if state is State.ISSUED else f"-{state.replace(' ', '-')}"
    return f"{SHARED}/{naming.safe(report.stem, f'-with-plans{shown}{report.suffix.lower()}')}"


def _filled(file: str, pattern: str, reference: str, partnership: str, report_reference: str) -> Path:
    names = {"reference": reference, "partnership": partnership, "report_reference": report_reference}
    return Path(file).parent / pattern.format_map({key: naming.safe(text) for key, text in names.items()})


def _text(root: Map, *keys: str) -> str:
    node: object = root
    for key in keys:
        node = node.get(Text(key)) if isinstance(node, Map) else None
    return str(node) if isinstance(node, Text) else ""


def _own(report: Path, file: str) -> Path:
    """Return the report in or below the cycle's folder, which holds the folder of the assessments; follow links."""
    cycle = Path(paths.real(Path(file).parent)).parent
    if not paths.is_file(report):
        message = "there is no such file, and the assessment names it as the inspection report"
        raise Refused([Problem("no-report", FilePlace(report.as_posix()), message, f"put it there, or change {file}")])
    if not Path(paths.real(report)).is_relative_to(cycle):
        message = f"the report lies outside the cycle's folder, {cycle.as_posix()}"
        raise Refused([Problem("report-outside", FilePlace(report.as_posix()), message, "copy it into the folder")])
    return report


def _plan(assessment: Assessment, document: str, file: str, folder: Path) -> Path:
    documents = assessment.documents
    if document not in documents:
        message = f"`{document}` would be attached to the report, and is none of the assessment's documents"
        hint = f"write {one_of(documents)} at `document` under `attachment`"
        raise Refused([Problem("no-such-document", FilePlace(file), message, hint)])
    plan = folder / kept_name(folder, naming.names(assessment, document))
    if not paths.is_file(plan):
        message = "there is no plan here yet to attach to the report"
        raise Refused([Problem("no-plan", FilePlace(plan.as_posix()), message, "type scrutiny generate first")])
    return plan
