"""One report, one plan and the choices about them → the report with the plan as its appendix, as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from engross import paths
from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.domain.assessment import Attachment
from scrutiny_response.generate.records import Record
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.attaching.changed_results import changed_result
from scrutiny_response.use_cases.attaching.issued_results import issued_result, records_around
from scrutiny_response.use_cases.attaching.joining import Joined, join_with_sheets, plan_pdfs
from scrutiny_response.use_cases.attaching.outcome import AttachedPlan, AttachOutcome
from scrutiny_response.use_cases.attaching.plan_files import properties_of
from scrutiny_response.use_cases.attaching.printing import Printed, printed, stale_pdf
from scrutiny_response.use_cases.attaching.request import PDF, WORD, Appendix, Job, ending
from scrutiny_response.use_cases.attaching.sheets import SheetChoices, check_templates

NO_SHEETS = SheetChoices()
"""No page goes with the appendix."""


def attach_pair(  # noqa: PLR0913  # what the command takes
    report: Path,
    plan: Path,
    attachment: Attachment,
    to: Path,
    sheets: SheetChoices = NO_SHEETS,
    *,
    overwrite_edited: bool = False,
    record: Path | None = None,
) -> AttachOutcome:
    """Attach one plan to one report and write the result; the report and the plan are never written to.

    Of two Word files the result may be a PDF: then the Word file that it is made from is written beside it. What lies
    in either place and is no result, or was changed since, is not written over; with `overwrite_edited`, the latter is.
    Nor is what was issued, by the record that is named, or those of the cycles in which one of the files lies.
    """
    outcome = AttachOutcome(file=report.as_posix(), report=report.as_posix(), plans=(AttachedPlan(plan.as_posix()),))
    try:
        _allow(report, plan, to)
        check_templates(sheets)
        job = Job(report, (_appendix(plan, attachment),))
        joined = join_with_sheets(job, plan_pdfs([job]), sheets)
    except Refused as refused:
        return replace(outcome, problems=refused.problems)
    as_pdf = ending(to) != ending(report)
    target = to.with_suffix(WORD) if as_pdf else to
    stale = () if as_pdf else stale_pdf(target, joined.data)
    outcome = replace(outcome, plans=joined.plans, problems=(*joined.problems, *_unnamed_state(joined, to), *stale))
    written = [(target, joined.data)]
    copy = printed(written)[0] if as_pdf else Printed()
    if copy.data is not None:
        written.append((to, copy.data))
    records = [Record(record)] if record else list(records_around(to, report, plan))
    kept = _kept(records, written, overwrite=overwrite_edited)
    if kept:
        return replace(outcome, problems=(*joined.problems, *kept))
    unwritten = whole_files.write(target.parent, target.name, joined.data)
    if unwritten is not None:
        return replace(outcome, problems=(*outcome.problems, unwritten))
    return _with_pdf(replace(outcome, result=target.as_posix()), copy, to)


def _kept(records: Sequence[Record], written: Sequence[tuple[Path, bytes]], *, overwrite: bool) -> tuple[Problem, ...]:
    """Tell why files are not written: what lies in their places was issued, or somebody has changed it."""
    try:
        issued = [issued_result(records, path, data) for path, data in written]
    except Refused as refused:
        return refused.problems
    changed = (changed_result(path, data, overwrite=overwrite) for path, data in written)
    return tuple(filter(None, issued if any(issued) else changed))


def _appendix(plan: Path, attachment: Attachment) -> Appendix:
    says = properties_of(plan)
    reference = says.plan.reference if says.plan else ""
    return Appendix(plan, attachment, says.key, says.state, reference, says.partnership)


def _unnamed_state(joined: Joined, to: Path) -> Sequence[Problem]:
    """Tell of a plan that is not final in a result whose name, which somebody chose, does not say so."""
    state = joined.plans[0].state
    shown = state.replace(" ", "-")
    if not state or shown in to.stem.casefold().replace(" ", "-"):
        return ()
    message = f"the state of the plan in it is `{state}`, and the name of this file does not say so"
    hint = f"call it {to.stem}-{shown}{to.suffix}, so that nobody sends it out for a final one"
    return (Problem("state-not-in-name", FilePlace(to.as_posix()), message, hint, Severity.WARNING),)


def _with_pdf(outcome: AttachOutcome, copy: Printed, to: Path) -> AttachOutcome:
    """Write the PDF of a result, if there is one, and say so; what is wrong with it leaves the Word file as it is."""
    outcome = replace(outcome, problems=(*outcome.problems, *copy.problems))
    if copy.data is None:
        return outcome
    unwritten = whole_files.write(to.parent, to.name, copy.data)
    if unwritten is not None:
        return replace(outcome, problems=(*outcome.problems, unwritten))
    return replace(outcome, pdf=to.as_posix())


def _allow(report: Path, plan: Path, to: Path) -> None:
    """Raise Refused if these two cannot be put together, or the result would lie where one of them is."""
    kinds = (ending(report), ending(plan))
    if kinds == (WORD, PDF):
        message = "a PDF plan cannot become pages of a Word report, which has its text in Word's own form"
        hint = (
            "give the plan's Word file; or make a PDF of the report (in Word: File, Save As, PDF) and attach the plan "
            "to that"
        )
        raise Refused([Problem("pair-of-files", FilePlace(plan.as_posix()), message, hint)])
    if kinds not in {(WORD, WORD), (PDF, PDF), (PDF, WORD)}:
        message = "a plan can be attached from Word to Word, from PDF to PDF, or from Word to PDF"
        hint = "give the report and the plan as .docx or .pdf files; for a Word report the plan as a Word file"
        raise Refused([Problem("pair-of-files", FilePlace(plan.as_posix()), message, hint)])
    if ending(to) != ending(report) and (ending(report), ending(to)) != (WORD, PDF):
        may = ".docx, or .pdf for a PDF of it" if ending(report) == WORD else ending(report)
        message = f"the result is of the same kind as the report: {may}"
        raise Refused([Problem("result-kind", FilePlace(to.as_posix()), message, "give it that ending")])
    targets = {to, to.with_suffix(ending(report))}
    for path, words in ((report, "report"), (plan, "plan")):
        for target in sorted(targets):
            if paths.is_same_file(path, target):
                message = f"this is the {words} itself, which is never written to"
                raise Refused([Problem("result-is-source", FilePlace(target.as_posix()), message, "give another name")])
