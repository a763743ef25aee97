"""One report and its plans → the report with the plans as its appendices, as bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from engross import pdf, temporary
from engross.internal_errors import guard
from engross.pdf import Archive, ConvertedPdf, PdfFile, WordFile
from engross.problems import FilePlace, Problem, Refused, Severity, collect
from engross.word import Package, custom_properties, for_conversion
from engross.word import attach as word
from engross.word.accessibility import check_accessibility
from scrutiny_response.domain.assessment import Headers, PageNumbers, State
from scrutiny_response.use_cases.attaching.outcome import AttachedPlan, Became
from scrutiny_response.use_cases.attaching.plan_files import pdf_file, plan_file, plan_pdf, word_file
from scrutiny_response.use_cases.attaching.request import Appendix, Job
from scrutiny_response.use_cases.attaching.sheets import SheetChoices, listed, with_sheets
from scrutiny_response.use_cases.document_properties import STATE

PlanPdfs = Mapping[tuple[Path, Path], ConvertedPdf | Problem]
"""The PDF of each Word plan of a PDF report, or the problem with it, by the report and the plan."""


class Joined(Struct, frozen=True):
    """A report with its plans: the file's bytes, what its reader should know, and what became of each plan.

    `headings` are those of the appendices.
    """

    data: bytes
    problems: tuple[Problem, ...]
    plans: tuple[AttachedPlan, ...]
    headings: tuple[str, ...] = ()


def join_with_sheets(job: Job, pdfs: PlanPdfs, choices: SheetChoices) -> Joined:
    """Do as `join` does, with the pages that go with the appendices if they are wanted."""
    joined = join(job, pdfs)
    if not choices:
        return joined
    with temporary.directory() as folder:
        more = with_sheets(job, listed(job, joined.headings, _attached(job, joined)), choices, folder)
        own = tuple(appendix for appendix in more.appendices if appendix.is_sheet)
        sheets = plan_pdfs([replace(more, appendices=own)])
        return join(more, {**pdfs, **sheets})


def _attached(job: Job, joined: Joined) -> Sequence[tuple[str, str]]:
    """The headings and keys of all appendices of a result, those of earlier runs too."""
    if job.is_pdf:
        return pdf.appendices(PdfFile(job.report.as_posix(), joined.data))
    return word.appendices(Package.open(joined.data))


def plan_pdfs(jobs: Sequence[Job]) -> PlanPdfs:
    """For each Word plan of a PDF report its PDF, of the PDF/A version that the report claims, or the problem with it.

    LibreOffice is looked for once, if there is such a plan, and is given all plans of one kind together.
    """
    pdfs: dict[tuple[Path, Path], ConvertedPdf | Problem] = {}
    wanted: dict[Archive | None, list[tuple[tuple[Path, Path], WordFile]]] = {}
    pairs = [(job.report, appendix.plan) for job in jobs for appendix in job.mixed]
    for report, plan in pairs:
        try:
            archive = guard(report.as_posix(), partial(_archive_of, report))
            file = guard(plan.as_posix(), partial(_plan_file, plan))
            wanted.setdefault(archive, []).append(((report, plan), file))
        except Refused as refused:
            pdfs[report, plan] = refused.problems[0]
    try:
        office = pdf.find_converter() if wanted else None
    except Refused as refused:
        return dict.fromkeys(pairs, refused.problems[0]) | pdfs
    for archive, files in wanted.items():
        if office is not None:
            results = pdf.to_pdf(office, [file for _, file in files], archive, for_conversion)
            pdfs |= dict(zip((pair for pair, _ in files), results, strict=True))
    return pdfs


def _plan_file(path: Path) -> WordFile:
    """Return a plan's Word file; it is final if it says that it is issued."""
    file = WordFile.read(path)
    state = custom_properties(Package.open(file.data, file.name)).get(STATE, "")
    return replace(file, is_final=state == State.ISSUED)


def join(job: Job, pdfs: PlanPdfs) -> Joined:
    """Return the result and what its reader should know; Refused with all that is wrong with any of the files."""
    joined = guard(job.report.as_posix(), lambda: _in_pdf(job, pdfs) if job.is_pdf else _in_word(job))
    return replace(joined, problems=tuple(dict.fromkeys(joined.problems)))


def _in_word(job: Job) -> Joined:
    plan_files = (partial(plan_file, appendix.plan) for appendix in job.appendices)
    packages = collect([partial(word_file, job.report), *plan_files])
    report, problems, plans, headings = packages[0], list[Problem](), list[AttachedPlan](), list[str]()
    for each, plan in zip(job.appendices, packages[1:], strict=True):
        attached = word.attach_told(report, plan, _word_choices(each))
        report = Package.open(attached.data, report.file)
        headings.append(attached.heading)
        problems += attached.problems
        if not each.is_sheet:
            problems += _unaccessible(plan)
            plans.append(AttachedPlan(each.plan.as_posix(), each.state, Became(attached.what)))
    return Joined(word.seal(report), tuple(problems), tuple(plans), tuple(headings))


def _unaccessible(plan: Package) -> Sequence[Problem]:
    """Tell that a plan breaks rules of the document check: the first error, and how many there are."""
    errors = [problem for problem in check_accessibility(plan) if problem.is_error]
    if not errors:
        return ()
    counted = f"{len(errors)} errors, the first of them here" if len(errors) > 1 else "an error here"
    message = f"the document check finds {counted}, and the report would have what is wrong too: {errors[0].message}"
    hint = "see `scrutiny check-document`, correct the plan in Word, and attach it again"
    return (Problem("plan-not-accessible", errors[0].place, message, hint, Severity.WARNING),)


def _word_choices(appendix: Appendix) -> word.Choices:
    attachment = appendix.attachment
    return word.Choices(
        after=attachment.after or "",
        title=attachment.heading,
        label=attachment.label,
        letter=attachment.letter or "",
        key=appendix.key,
        page_numbers=word.PageNumbers(attachment.page_numbers),
        headers=word.Headers(attachment.headers),
        look=word.Look(attachment.look),
        is_below=appendix.is_below,
        before=appendix.before,
        is_page=appendix.is_sheet,
        is_first=appendix.is_list,
    )


def _in_pdf(job: Job, pdfs: PlanPdfs) -> Joined:
    report = first = pdf_file(job.report)
    files = collect(partial(_plan_pdf, job, appendix, pdfs) for appendix in job.appendices)
    problems, plans, headings = list(_headers(job)), list[AttachedPlan](), list[str]()
    for each, (plan, enclosed, notes) in zip(job.appendices, files, strict=True):
        attached = pdf.attach(report, plan, _pdf_choices(each), enclosed)
        problems += (*notes, *attached.problems)
        became = Became.REPLACED if attached.replaced else Became.ATTACHED
        became = Became.THERE if attached.data == report.data else became
        headings.append(attached.title)
        if not each.is_sheet:
            plans.append(AttachedPlan(each.plan.as_posix(), each.state, became))
        report = PdfFile(first.name, attached.data)
    return Joined(report.data, tuple(problems), tuple(plans), tuple(headings))


def _plan_pdf(job: Job, appendix: Appendix, pdfs: PlanPdfs) -> tuple[PdfFile, pdf.Enclosure | None, Sequence[Problem]]:
    """The PDF of a plan, the Word file it was made from, and what is told of it."""
    converted = pdfs.get((job.report, appendix.plan))
    if converted is None:
        return plan_pdf(appendix.plan), None, ()
    if isinstance(converted, Problem):
        raise Refused([converted])
    package = plan_file(appendix.plan)
    if appendix.is_sheet:
        return PdfFile(appendix.plan.name, converted.data), None, ()
    enclosed = pdf.enclosure(appendix.plan.name, WordFile.read(appendix.plan).data)
    file = PdfFile(appendix.plan.as_posix(), converted.data)
    return file, enclosed, (*_unaccessible(package), *converted.warnings)


def _pdf_choices(appendix: Appendix) -> pdf.PdfAttachChoices:
    attachment = appendix.attachment
    return pdf.PdfAttachChoices(
        title=attachment.heading,
        label=attachment.label,
        letter=attachment.letter or "",
        after=attachment.after or "",
        restart=attachment.page_numbers is PageNumbers.RESTART,
        key=appendix.key,
        is_page=appendix.is_sheet,
        is_first=appendix.is_list,
        is_below=appendix.is_below,
        before=appendix.before,
    )


def _headers(job: Job) -> Sequence[Problem]:
    if all(appendix.attachment.headers is not Headers.REPORT for appendix in job.appendices):
        return ()
    message = "a plan in a PDF report keeps its own headers and footers, although the report's are asked for"
    hint = "attach the plan to the report's Word file where it has one"
    return (Problem("headers-kept", FilePlace(job.report.as_posix()), message, hint, Severity.INFORMATION),)


def _archive_of(report: Path) -> Archive | None:
    return pdf.archive_of(pdf_file(report))
