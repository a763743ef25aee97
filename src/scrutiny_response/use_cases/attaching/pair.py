"""One report, one plan and the choices about them → the report with the plan as its appendix, as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from engross.word.attach import has_appendix
from scrutiny_response.domain.assessment import Attachment
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.attaching.joining import join_with_sheets, plan_pdfs
from scrutiny_response.use_cases.attaching.outcome import AttachedPlan, AttachOutcome
from scrutiny_response.use_cases.attaching.printing import Printed, printed
from scrutiny_response.use_cases.attaching.request import PDF, WORD, Appendix, Job, ending
from scrutiny_response.use_cases.attaching.sheets import SheetChoices, check_templates

NO_SHEETS = SheetChoices()
"""No page goes with the appendix."""


def attach_pair(
    report: Path, plan: Path, attachment: Attachment, to: Path, sheets: SheetChoices = NO_SHEETS
) -> AttachOutcome:
    """Attach one plan to one report and write the result; the report and the plan are never written to.

    Of two Word files the result may be a PDF: then the Word file that it is made from is written beside it.
    """
    outcome = AttachOutcome(file=report.as_posix(), report=report.as_posix(), plans=(AttachedPlan(plan.as_posix()),))
    job = Job(report, (Appendix(plan, attachment),))
    try:
        _allow(report, plan, to)
        check_templates(sheets)
        joined = join_with_sheets(job, plan_pdfs([job]), sheets)
    except Refused as refused:
        return replace(outcome, problems=refused.problems)
    as_pdf = ending(to) != ending(report)
    target = to.with_suffix(WORD) if as_pdf else to
    outcome = replace(outcome, plans=joined.plans, problems=joined.problems)
    copies = printed([(target, joined.data)]) if as_pdf else [Printed()]
    unwritten = whole_files.write(target.parent, target.name, joined.data)
    if unwritten is not None:
        return replace(outcome, problems=(*joined.problems, unwritten))
    return with_pdf(replace(outcome, result=target.as_posix()), copies[0], to)


def with_pdf(outcome: AttachOutcome, copy: Printed, to: Path) -> AttachOutcome:
    """Write the PDF of a result, if there is one, and say so; what is wrong with it leaves the Word file as it is."""
    outcome = replace(outcome, problems=(*outcome.problems, *copy.problems))
    if copy.data is None:
        return outcome
    unwritten = whole_files.write(to.parent, to.name, copy.data)
    if unwritten is not None:
        return replace(outcome, problems=(*outcome.problems, unwritten))
    return replace(outcome, pdf=to.as_posix())


def _is_earlier(path: Path) -> bool:
    """Return whether a file is a report with a plan, as an earlier run left it."""
    try:
        return has_appendix(Package.open(path))
    except Refused:
        return False


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
    word = to.with_suffix(WORD)
    if word != to and paths.is_taken(word) and not _is_earlier(word):
        message = "the Word file that the PDF is made from would lie here, and another file does"
        raise Refused([Problem("result-taken", FilePlace(word.as_posix()), message, "move it, or give another name")])
    targets = {to, to.with_suffix(ending(report))}
    for path, words in ((report, "report"), (plan, "plan")):
        for target in sorted(targets):
            if paths.is_same_file(path, target):
                message = f"this is the {words} itself, which is never written to"
                raise Refused([Problem("result-is-source", FilePlace(target.as_posix()), message, "give another name")])
