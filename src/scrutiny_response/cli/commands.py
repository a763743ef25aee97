"""The options of one command → one use case → an exit code, and the text or JSON to print.

What a command needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engross import interrupts, paths
from engross.problems import Problem, Refused
from scrutiny_response.cli import screen
from scrutiny_response.cli.today import today

if TYPE_CHECKING:
    from scrutiny_response.cli.reports.report import Report
    from scrutiny_response.domain.assessment import Attachment
    from scrutiny_response.intake import Progress
    from scrutiny_response.use_cases.attaching import AttachOutcome
    from scrutiny_response.use_cases.generate import Sources, Stage

ALL_WRITTEN, SOME_REFUSED, WRONG_USE = 0, 1, 2
"""The exit codes."""

CommandResult = tuple[int, str | Iterable[str]]
"""An exit code, and what to print: whole, or piece by piece."""

Command = Callable[[argparse.Namespace], CommandResult]

_T = TypeVar("_T")


def generate(options: argparse.Namespace) -> CommandResult:
    """Write every document of the cycle that is new or has changed."""
    from scrutiny_response.cli.reports import summary
    from scrutiny_response.use_cases import generate

    wanted = generate.GenerateOptions(
        again=options.again,
        overwrite_edited=options.overwrite_edited,
        remove_gone=options.remove_gone,
        dry_run=options.dry_run,
        pdf=options.pdf,
        pdf_archive=options.pdf_a,
    )
    outcome = generate.generate(options.inputs, options.output, _sources(options), wanted, _progress)
    report = summary.generate_report(outcome, options.output.as_posix(), dry_run=options.dry_run)
    return _answer(options, report, outcome.problems)


def check(options: argparse.Namespace) -> CommandResult:
    """Do everything that `generate` does but the writing."""
    from scrutiny_response.cli.reports import summary
    from scrutiny_response.use_cases import generate

    return _answer(options, summary.check_report(generate.check(options.inputs, _sources(options), _progress)))


def level(options: argparse.Namespace) -> CommandResult:
    """Show the levels with their reasons."""
    from scrutiny_response.cli.reports import summary
    from scrutiny_response.use_cases import generate

    return _answer(options, summary.level_report(generate.levels(options.inputs, options.framework, _progress)))


def workbook(options: argparse.Namespace) -> CommandResult:
    """Write the cycle as a workbook, or bring one in."""
    from scrutiny_response.cli.reports import workbook as report
    from scrutiny_response.intake import read_framework

    if options.read:
        from scrutiny_response.use_cases.workbooks import bringing_in

        screen.progress("Reading the workbook")
        brought, problems = _attempted(
            lambda: bringing_in.bring_in(
                options.file,
                options.inputs[0],
                read_framework(options.framework),
                options.take,
                dry_run=options.dry_run,
            )
        )
        sheets, own = brought or ((), ())
        return _answer(options, report.brought(sheets, (*problems, *own), options.file, dry_run=options.dry_run))
    from scrutiny_response.use_cases.workbooks import making

    screen.progress("Writing the workbook")
    made, problems = _attempted(lambda: making.make(options.file, options.inputs, options.framework))
    count, left_out = made or (0, ())
    return _answer(options, report.made(options.file, count, (*problems, *left_out)))


def issue(options: argparse.Namespace) -> CommandResult:
    """Issue documents that are final, or say what is ready."""
    from scrutiny_response.cli.reports import issue as report
    from scrutiny_response.use_cases import issuing

    wanted = issuing.IssueOptions(
        on=options.on or today(),
        approved_by=options.approved_by or "",
        dry_run=options.dry_run,
        accept=tuple(options.accept),
        documents=tuple(options.documents),
        as_edited=options.as_edited or "",
        replaces=options.replaces or "",
        draft=options.draft,
        adopt=options.adopt,
        record=options.record,
    )
    screen.progress("Looking at the documents")
    outcomes, problems = issuing.issue(options.inputs, options.output, _sources(options), wanted)
    code, text = _answer(options, report.report(outcomes, problems, wanted, of_all=options.all))
    return WRONG_USE if any(problem.id == "another-run" for problem in problems) else code, text


def withdraw(options: argparse.Namespace) -> CommandResult:
    """Withdraw documents that were issued."""
    from scrutiny_response.cli.reports import issue as report
    from scrutiny_response.use_cases import issuing

    wanted = issuing.WithdrawOptions(
        on=options.on or today(),
        reason=options.reason,
        approved_by=options.approved_by or "",
        documents=tuple(options.documents),
    )
    outcome, problems = _attempted(
        lambda: issuing.withdraw_named(options.inputs[0], options.output, wanted, options.framework, options.record)
    )
    return _answer(options, report.withdrawn(outcome, problems))


def returned(options: argparse.Namespace) -> CommandResult:
    """Say what changed in plans that came back; with `--record`, write it into the record."""
    from scrutiny_response.cli.reports import returned as report
    from scrutiny_response.use_cases import returned as reader

    def read() -> tuple[reader.ReturnedPlan, ...]:
        record = reader.record_beside(options.inputs)
        plans = reader.known_plans(options.inputs, record)
        read = reader.read_returned(options.files, plans, reader.answers_in(options.answers, options.files))
        if not options.record:
            return read
        return reader.record_plans(read, record, options.on or today(), options.answers)

    plans, problems = _attempted(read)
    return _answer(options, report.report(plans or (), problems))


def note(options: argparse.Namespace) -> CommandResult:
    """Note in the record what happened to a reference."""
    from scrutiny_response.cli.reports import note as report
    from scrutiny_response.use_cases import noting

    details = noting.Said(
        on=options.on or today(),
        areas=dict(options.area),
        **{name: getattr(options, name) for name in noting.WORDS if getattr(options, name)},
    )
    noted, problems = _attempted(lambda: noting.note(options.inputs[0], options.event, details, options.record))
    return _answer(options, report.report(noted, problems))


def due(options: argparse.Namespace) -> CommandResult:
    """Say what is due, overdue and slipped."""
    from scrutiny_response.cli.reports import due as report
    from scrutiny_response.use_cases.following import what_is_due

    on = options.on or today()
    return _answer(options, report.report(what_is_due(options.inputs, on, options.framework, options.record)))


def tracker(options: argparse.Namespace) -> CommandResult:
    """Write the tracker of all actions, the paper for the committee, and the recommendations."""
    from scrutiny_response.cli.reports import tracker as report
    from scrutiny_response.use_cases import tracking

    screen.progress("Reading the assessments and their record")
    written = tracking.write(
        options.inputs, options.output, options.on or today(), framework=options.framework, record=options.record
    )
    return _answer(options, report.report(written), written.problems)


def verify(options: argparse.Namespace) -> CommandResult:
    """Say which documents are as they were generated."""
    from scrutiny_response.cli.reports import verify
    from scrutiny_response.use_cases.verify import verify as compare

    progress = screen.progress("Comparing the documents")
    templates, framework = _templates(options), options.framework
    documents, problems = _attempted(
        lambda: compare(
            options.output, templates=templates, framework=framework, record=options.record, progress=progress
        )
    )
    broken = _broken(options.record or Path("record"))
    return _answer(options, verify.report(documents or (), options.output.as_posix(), problems, broken))


def _broken(record: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a record; what reads one is loaded only if there is one."""
    try:
        record.lstat()
    except FileNotFoundError:
        return ()
    except OSError:
        pass  # the check says why
    from scrutiny_response.use_cases.record_check import check_record

    return check_record(record)


def overview(options: argparse.Namespace) -> CommandResult:
    """Write the cycle at a glance."""
    from scrutiny_response.cli.reports import overview
    from scrutiny_response.use_cases.overview import write

    progress = screen.progress("Reading the assessments")
    written = write(
        options.inputs, options.output, framework=options.framework, record=options.record, progress=progress
    )
    return _answer(options, overview.report(written), written.problems)


def calendar(options: argparse.Namespace) -> CommandResult:
    """Write the calendar files."""
    from scrutiny_response.cli.reports import calendar
    from scrutiny_response.use_cases import calendars

    written = calendars.write(
        options.inputs,
        options.output,
        alarm=options.alarm,
        framework=options.framework,
        remove_gone=options.remove_gone,
        progress=screen.progress("Reading the assessments"),
    )
    return _answer(options, calendar.report(written, options.output), written.problems)


def attach(options: argparse.Namespace) -> CommandResult:
    """Attach each plan of the cycle to its report, or one plan to one report."""
    from scrutiny_response.cli.reports import attach

    outcomes, problems = _attempted(lambda: _attached(options))
    return _answer(options, attach.report(outcomes or (), problems), problems)


def _attached(options: argparse.Namespace) -> tuple[AttachOutcome, ...]:
    from scrutiny_response.use_cases import attaching

    if options.pair:
        report, plan = options.inputs
        return (attaching.attach_pair(report, plan, _attachment(options), options.output),)
    folder, progress = options.output or Path("output"), screen.progress("Attaching plans")
    return attaching.attach_plans(
        options.inputs, folder, framework=options.framework, as_pdf=options.pdf, progress=progress
    )


def _attachment(options: argparse.Namespace) -> Attachment:
    from scrutiny_response.domain.assessment import Attachment, Headers, Look, PageNumbers

    return Attachment(
        document="",
        after=options.after,
        heading=options.heading or "Improvement plan",
        label=options.label or "Appendix",
        letter=options.letter,
        page_numbers=PageNumbers(options.page_numbers or "continue"),
        headers=Headers(options.headers or "plan"),
        look=Look(options.look or "house"),
    )


def desk(options: argparse.Namespace) -> CommandResult:
    """Open the desk, until it is closed."""
    from scrutiny_response.desk import open_desk

    def day() -> dt.date:
        return options.on or today()

    def say(address: str) -> None:
        screen.write_output(address)
        screen.notice("The desk is open. Close it on its page, or here with Ctrl-C.")

    try:
        open_desk(options.folder, day, say, browser=not options.no_browser)
    except Refused as refused:
        return WRONG_USE, str(refused)
    return ALL_WRITTEN, "The desk is closed."


def init(options: argparse.Namespace) -> CommandResult:
    """Make a cycle folder."""
    from scrutiny_response.cli.reports import init
    from scrutiny_response.use_cases.init import begin, warnings

    created, problems = _attempted(lambda: begin(options.folder))
    return _answer(options, init.report(options.folder, created or (), problems, warnings(options.folder)))


def new(options: argparse.Namespace) -> CommandResult:
    """Make a blank assessment file."""
    from scrutiny_response.cli.reports import init
    from scrutiny_response.use_cases.new import begin

    path, problems = _attempted(lambda: begin(options.folder, options.name, options.reference or "", options.framework))
    return _answer(options, init.new_report(path, problems))


def check_document(options: argparse.Namespace) -> CommandResult:
    """Say what breaks the accessibility of any Word file."""
    from scrutiny_response.cli.reports import document_check as report
    from scrutiny_response.use_cases import document_check

    screen.progress("Checking the documents")
    return _answer(options, report.report(document_check.check(options.files, for_issue=options.for_issue)))


def explain(options: argparse.Namespace) -> CommandResult:
    """Say what a problem's identifier means, or list all."""
    from scrutiny_response.cli.reports import explain as report
    from scrutiny_response.use_cases import explain as use_case

    explained = (use_case.explain(options.id),) if options.id else use_case.explain_all()
    return _answer(options, report.report(explained, options.id))


def template_check(options: argparse.Namespace) -> CommandResult:
    """Say what is wrong with templates."""
    from scrutiny_response.cli.reports import template_check
    from scrutiny_response.use_cases import templates

    checked = templates.check(options.templates, options.schema, options.comments)
    return _answer(options, template_check.report(checked))


def template_fields(options: argparse.Namespace) -> CommandResult:
    """Show the fields that templates may use."""
    from scrutiny_response.cli.reports import template_fields
    from scrutiny_response.use_cases import templates

    return _answer(options, template_fields.report(templates.fields(options.schema, options.word)))


def template_render(options: argparse.Namespace) -> CommandResult:
    """Fill any template with the values in a file."""
    from scrutiny_response.cli.reports import template_render
    from scrutiny_response.use_cases import templates

    outcome = templates.render(options.template, options.data, options.output)
    return _answer(options, template_render.report(outcome))


def template_show(options: argparse.Namespace) -> CommandResult:
    """Print a template as text with its tags."""
    from scrutiny_response.use_cases import templates

    try:
        return ALL_WRITTEN, templates.show(options.template)
    except Refused as refused:
        return SOME_REFUSED, str(refused)


def template_restyle(options: argparse.Namespace) -> CommandResult:
    """Give templates the looks of one house style document."""
    from scrutiny_response.cli.reports import template_restyle
    from scrutiny_response.use_cases import restyle

    outcomes = restyle.restyle_files(
        options.style,
        options.templates,
        take=options.only or restyle.USUAL,
        clear_direct=options.clear_direct,
        lose_tags=options.lose_tags,
    )
    return _answer(options, template_restyle.report(outcomes))


def template_preview(options: argparse.Namespace) -> CommandResult:
    """Show what a template makes of an assessment, page by page, and what is wrong with it."""
    from scrutiny_response.cli.reports import template_preview
    from scrutiny_response.use_cases import preview

    sample = options.sample or preview.shipped_sample()
    if not options.watch:
        screen.progress("Making the pages")
        written = preview.write_preview(options.template, sample, options.output)
        return _answer(options, template_preview.report(written, options.output))
    with interrupts.raised(), suppress(KeyboardInterrupt):
        for saved in preview.watch_preview(options.template, sample, options.output):
            report = template_preview.report(saved, options.output) if saved else None
            text = _answer(options, report)[1] if report else template_preview.waiting(options.template)
            screen.write_output(text)
    return ALL_WRITTEN, template_preview.stopped(options.output)


def _answer(options: argparse.Namespace, report: Report, problems: Iterable[Problem] = ()) -> CommandResult:
    """Return the answer of a command; `problems` are those of the command as a whole, which decide what kind it is."""
    from scrutiny_response.store.locking import ANOTHER_RUN

    if any(problem.id == ANOTHER_RUN for problem in problems):
        code = WRONG_USE
    else:
        code = SOME_REFUSED if report.refused else ALL_WRITTEN
    return code, report.document() if options.json else report.text()


def _attempted(use_case: Callable[[], _T]) -> tuple[_T | None, tuple[Problem, ...]]:
    """Return what a use case returns; None and the problems if it refuses as a whole."""
    try:
        return use_case(), ()
    except Refused as refused:
        return None, refused.problems


def _sources(options: argparse.Namespace) -> Sources:
    from scrutiny_response.use_cases.generate import Sources

    return Sources(
        templates=_templates(options),
        framework=options.framework,
        processes=getattr(options, "workers", 1),
        dask=getattr(options, "dask", ""),
        record=getattr(options, "record", None),
    )


def _templates(options: argparse.Namespace) -> Path | None:
    here = Path("templates")
    return options.templates or (here if paths.is_folder(here) else None)


def _progress(stage: Stage) -> Progress:
    from scrutiny_response.use_cases.generate import Stage

    titles = {
        Stage.CHECK: "Checking",
        Stage.DOCUMENTS: "Making documents",
        Stage.PDFS: "Making PDFs",
        Stage.LEVELS: "Reading the assessments",
    }
    return screen.progress(titles[stage])
