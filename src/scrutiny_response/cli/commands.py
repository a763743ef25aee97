"""The options of one command → one use case → an exit code, and the text or JSON to print.

What a command needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from engross import paths
from engross.problems import Problem, Refused
from scrutiny_response.cli import screen
from scrutiny_response.cli.answers import (
    ALL_WRITTEN,
    WRONG_USE,
    CommandResult,
    answer,
    attempted,
    progress_of,
    sources,
    templates_folder,
)
from scrutiny_response.cli.today import today

if TYPE_CHECKING:
    from scrutiny_response.domain.asked_letters import Batch


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
        follow_up=_batch(options),
        pdf_archive=options.pdf_a,
    )
    outcome = generate.generate(options.inputs, options.output, sources(options), wanted, progress_of)
    report = summary.generate_report(outcome, options.output.as_posix(), dry_run=options.dry_run)
    return answer(options, report, outcome.problems)


def _batch(options: argparse.Namespace) -> Batch | None:
    """Return what letters are asked for that the record asks for; None if they are not."""
    if not options.follow_up:
        return None
    from scrutiny_response.domain.asked_letters import Batch

    return Batch(options.on or today(), options.dated, options.reply_by)


def check(options: argparse.Namespace) -> CommandResult:
    """Do everything that `generate` does but the writing."""
    from scrutiny_response.cli.reports import summary
    from scrutiny_response.use_cases import generate

    return answer(options, summary.check_report(generate.check(options.inputs, sources(options), progress_of)))


def level(options: argparse.Namespace) -> CommandResult:
    """Show the levels with their reasons."""
    from scrutiny_response.cli.reports import summary
    from scrutiny_response.use_cases import generate

    return answer(options, summary.level_report(generate.levels(options.inputs, options.framework, progress_of)))


def workbook(options: argparse.Namespace) -> CommandResult:
    """Write the cycle as a workbook, or bring one in."""
    from scrutiny_response.cli.reports import workbook as report
    from scrutiny_response.intake import read_framework

    if options.read:
        from scrutiny_response.use_cases.workbooks import bringing_in

        screen.progress("Reading the workbook")
        brought, problems = attempted(
            lambda: bringing_in.bring_in(
                options.file,
                options.inputs[0],
                read_framework(options.framework),
                options.take,
                dry_run=options.dry_run,
            )
        )
        sheets, own = brought or ((), ())
        return answer(options, report.brought(sheets, (*problems, *own), options.file, dry_run=options.dry_run))
    from scrutiny_response.use_cases.workbooks import making

    screen.progress("Writing the workbook")
    sheets_made, problems = attempted(lambda: making.make(options.file, options.inputs, options.framework))
    count, left_out = sheets_made or (0, ())
    return answer(options, report.made(options.file, count, (*problems, *left_out)))


def verify(options: argparse.Namespace) -> CommandResult:
    """Say which documents are as they were generated."""
    from scrutiny_response.cli.reports import verify
    from scrutiny_response.use_cases.verify import verify as compare

    progress = screen.progress("Comparing the documents")
    templates, framework = templates_folder(options), options.framework
    documents, problems = attempted(
        lambda: compare(
            options.output, templates=templates, framework=framework, record=options.record, progress=progress
        )
    )
    broken = _broken(options.record or Path("record"))
    return answer(options, verify.report(documents or (), options.output.as_posix(), problems, broken))


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
        options.inputs,
        options.output,
        framework=options.framework,
        record=options.record,
        on=options.on,
        progress=progress,
        writing=lambda: screen.progress("Writing the overview"),
    )
    return answer(options, overview.report(written), written.problems)


def calendar(options: argparse.Namespace) -> CommandResult:
    """Write the calendar files."""
    from scrutiny_response.cli.reports import calendar
    from scrutiny_response.use_cases import calendars

    written = calendars.write(
        options.inputs,
        options.output,
        alarm=options.alarm,
        framework=options.framework,
        record=options.record,
        remove_gone=options.remove_gone,
        progress=screen.progress("Reading the assessments"),
    )
    return answer(options, calendar.report(written, options.output), written.problems)


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


def first_steps(options: argparse.Namespace) -> CommandResult:
    """Say what to do first; where a cycle is, and somebody at a terminal wants it, open the desk."""
    from scrutiny_response.cli.reports import first_steps as report
    from scrutiny_response.desk import is_installed
    from scrutiny_response.intake import assessment_files

    inputs = Path("inputs")
    files = list(assessment_files([inputs])) if paths.is_folder(inputs) else None
    count = None if files is None else sum(isinstance(file, str) for file in files)
    text = report.text(count, has_desk=is_installed())
    if count is None or not is_installed() or not screen.is_answered():
        return ALL_WRITTEN, text
    screen.write_output(f"{text}\n")
    return desk(options) if screen.agreed("Open the desk now? Press Enter, or type n: ") else (ALL_WRITTEN, "")


def init(options: argparse.Namespace) -> CommandResult:
    """Make a cycle folder."""
    from scrutiny_response.cli.reports import init
    from scrutiny_response.use_cases.init import begin, warnings

    created, problems = attempted(lambda: begin(options.folder))
    return answer(options, init.report(options.folder, created or (), problems, warnings(options.folder)))


def new(options: argparse.Namespace) -> CommandResult:
    """Make a blank assessment file."""
    from scrutiny_response.cli.reports import init
    from scrutiny_response.use_cases.new import begin

    path, problems = attempted(lambda: begin(options.folder, options.name, options.reference or "", options.framework))
    return answer(options, init.new_report(path, problems))


def schema(options: argparse.Namespace) -> CommandResult:
    """Write the schema that editors complete assessments with."""
    from scrutiny_response.cli.reports import init
    from scrutiny_response.use_cases.editor_schema import write_schema

    written, problems = attempted(lambda: write_schema(options.folder))
    return answer(options, init.schema_report(written, problems))


def check_document(options: argparse.Namespace) -> CommandResult:
    """Say what breaks the accessibility of any Word file."""
    from scrutiny_response.cli.reports import document_check as report
    from scrutiny_response.use_cases import document_check

    if options.read:
        return answer(options, report.reading(document_check.read_aloud(options.files)))
    screen.progress("Checking the documents")
    return answer(options, report.report(document_check.check(options.files, for_issue=options.for_issue)))


def explain(options: argparse.Namespace) -> CommandResult:
    """Say what a problem's identifier means, or list all."""
    from scrutiny_response.cli.reports import explain as report
    from scrutiny_response.use_cases import explain as use_case

    explained = (use_case.explain(options.id),) if options.id else use_case.explain_all()
    return answer(options, report.report(explained, options.id))
