"""The options of one command → one call → an exit code, and a text or JSON to print.

What a command needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engross import interrupts
from engross.problems import Problem, Refused
from scrutiny_response.cli import screen

if TYPE_CHECKING:
    from scrutiny_response.domain.assessment import Attachment
    from scrutiny_response.store.outcome import CycleOutcome
    from scrutiny_response.use_cases.preview import Preview
    from scrutiny_response.use_cases.templates import TemplateAnswer

ALL_WRITTEN, SOME_REFUSED, WRONG_USE = 0, 1, 2
"""The exit codes."""

CommandResult = tuple[int, str | Iterable[str]]
"""An exit code, and what to print: whole, or piece by piece."""
Document = Mapping[str, Any] | Iterable[str]
"""What programs read: an object, or its JSON piece by piece."""

Command = Callable[[argparse.Namespace], CommandResult]


def generate(options: argparse.Namespace) -> CommandResult:
    """Write every document of the cycle that is new or has changed."""
    from scrutiny_response.cli.reports import summary
    from scrutiny_response.generate import cycle
    from scrutiny_response.generate.workers import Workers
    from scrutiny_response.store.outcome import CycleOutcome
    from scrutiny_response.store.up_to_date import Options

    dry_run, folder = options.dry_run, options.output.as_posix()
    try:
        add_pdfs = _pdf_maker(options)
    except Refused as refused:
        made = CycleOutcome(problems=refused.problems)
    else:
        made = cycle.generate(
            options.inputs,
            options.output,
            **_sources(options),
            progress=screen.progress("Making documents"),
            options=Options(
                options.again,
                options.overwrite_edited,
                options.remove_gone,
                dry_run,
                bool(options.pdf or options.pdf_a),
            ),
            workers=Workers(options.workers, options.dask),
        )
        made = made if dry_run else add_pdfs(made)
    code, text = _answer(
        options,
        made.refused,
        lambda: summary.written(made, folder, dry_run=dry_run),
        lambda: summary.as_json("generate", made, folder, dry_run=dry_run),
    )
    is_busy = any(problem.id == "another-run" for problem in made.problems)
    return WRONG_USE if is_busy else code, text


def _pdf_maker(options: argparse.Namespace) -> Callable[[CycleOutcome], CycleOutcome]:
    """What makes the PDFs that are asked for; Refused, before anything is made, where LibreOffice is missing."""
    if not (options.pdf or options.pdf_a):
        return lambda made: made
    from engross.pdf import Archive
    from scrutiny_response.use_cases import pdf_copies

    press = pdf_copies.PdfPrinter.find({"2b": Archive.A2B, "3b": Archive.A3B}.get(options.pdf_a), again=options.again)
    return lambda made: pdf_copies.add_pdfs(made, options.output, press, screen.progress("Making PDFs"))


def check(options: argparse.Namespace) -> CommandResult:
    """Do everything that `generate` does but the writing."""
    from scrutiny_response.cli.reports import summary
    from scrutiny_response.generate import cycle
    from scrutiny_response.generate.workers import Workers

    workers = Workers(options.workers, options.dask)
    progress = screen.progress("Checking")
    made = cycle.generate(options.inputs, None, **_sources(options), progress=progress, workers=workers)
    return _answer(options, made.refused, lambda: summary.checked(made), lambda: summary.as_json("check", made))


def level(options: argparse.Namespace) -> CommandResult:
    """Show the levels with their reasons."""
    from scrutiny_response.cli.reports import summary
    from scrutiny_response.generate import cycle

    progress = screen.progress("Reading the assessments")
    made = cycle.levels(options.inputs, framework=options.framework, progress=progress)
    return _answer(options, made.refused, lambda: summary.levels(made), lambda: summary.as_json("level", made))


def verify(options: argparse.Namespace) -> CommandResult:
    """Say which documents are as they were generated."""
    from scrutiny_response.cli.reports import verify as report
    from scrutiny_response.use_cases.verify import verify as compare

    folder = options.output.as_posix()
    progress = screen.progress("Comparing the documents")
    try:
        found = compare(options.output, **_sources(options), progress=progress)
    except Refused as refused:
        return _refused(options, refused, lambda problems: report.as_json((), folder, problems))
    return _answer(
        options,
        not all(it.is_sound for it in found),
        lambda: report.as_text(found, folder),
        lambda: report.as_json(found, folder),
    )


def overview(options: argparse.Namespace) -> CommandResult:
    """Write the cycle at a glance."""
    from scrutiny_response.use_cases.overview import make

    progress = screen.progress("Reading the assessments")
    shown = make.show(options.inputs, options.output, framework=options.framework, progress=progress)
    return _answer(options, shown.refused, lambda: make.said(shown), lambda: make.as_json(shown))


def calendar(options: argparse.Namespace) -> CommandResult:
    """Write the calendar files."""
    from scrutiny_response.use_cases import calendars

    folder = options.output
    progress = screen.progress("Reading the assessments")
    choices = {"framework": options.framework, "remove_gone": options.remove_gone, "progress": progress}
    made = calendars.write(options.inputs, folder, alarm=options.alarm, **choices)
    is_refused = bool(made.problems or made.refused)
    return _answer(options, is_refused, lambda: calendars.said(made, folder), lambda: calendars.as_json(made, folder))


def attach(options: argparse.Namespace) -> CommandResult:
    """Attach each plan of the cycle to its report, or one plan to one report."""
    from scrutiny_response.use_cases import attaching
    from scrutiny_response.use_cases.attaching import outcome

    made: tuple[attaching.Attached, ...]
    try:
        if options.pair:
            report, plan = options.inputs
            made = (attaching.attach_pair(report, plan, _attachment(options), options.output),)
        else:
            folder, progress = options.output or Path("output"), screen.progress("Attaching plans")
            made = attaching.attach_plans(options.inputs, folder, framework=options.framework, progress=progress)
    except Refused as refused:
        return _refused(options, refused, lambda problems: outcome.as_json((), problems))
    is_refused = any(one.refused for one in made)
    return _answer(options, is_refused, lambda: outcome.as_text(made), lambda: outcome.as_json(made))


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


def init(options: argparse.Namespace) -> CommandResult:
    """Make a cycle folder."""
    from scrutiny_response.use_cases import init

    try:
        made = init.begin(options.folder)
    except Refused as refused:
        return _refused(options, refused, lambda problems: init.as_json((), problems))
    return _answer(options, False, lambda: init.said(options.folder, made), lambda: init.as_json(made))


def check_document(options: argparse.Namespace) -> CommandResult:
    """Say what breaks the accessibility of any Word file."""
    from scrutiny_response.use_cases import document_check

    screen.progress("Checking the documents")
    checked = document_check.check(options.files, for_issue=options.for_issue)
    is_refused = any(one.refused for one in checked)
    return _answer(
        options, is_refused, lambda: document_check.as_text(checked), lambda: document_check.as_json(checked)
    )


def template_check(options: argparse.Namespace) -> CommandResult:
    """Say what is wrong with templates."""
    from scrutiny_response.use_cases import templates

    return _told(options, templates.check(options.templates, options.schema, options.comments))


def template_fields(options: argparse.Namespace) -> CommandResult:
    """Show the fields that templates may use."""
    from scrutiny_response.use_cases import templates

    return _told(options, templates.fields(options.schema, options.word))


def template_render(options: argparse.Namespace) -> CommandResult:
    """Fill any template with the values in a file."""
    from scrutiny_response.use_cases import templates

    return _told(options, templates.render(options.template, options.data, options.output))


def template_show(options: argparse.Namespace) -> CommandResult:
    """Print a template as text with its tags."""
    from engross.word import Package
    from engross.word.tools import show

    try:
        return ALL_WRITTEN, show(Package.open(options.template)).rstrip("\n")
    except Refused as refused:
        return SOME_REFUSED, str(refused)


def template_restyle(options: argparse.Namespace) -> CommandResult:
    """Give templates the looks of one house style document."""
    from engross.word.restyle import USUAL, Choices
    from scrutiny_response.use_cases import restyle

    choices = Choices(options.only or USUAL, options.clear_direct, options.lose_tags)
    outcomes = restyle.restyle_files(options.style, options.templates, choices)
    is_refused = any(outcome.refused for outcome in outcomes)
    return _answer(options, is_refused, lambda: restyle.as_text(outcomes), lambda: restyle.as_json(outcomes))


def template_preview(options: argparse.Namespace) -> CommandResult:
    """Show what a template makes of an assessment, page by page, and what is wrong with it."""
    from scrutiny_response.use_cases import preview

    sample = options.sample or preview.shipped_sample()
    if not options.watch:
        screen.progress("Making the pages")
        return _previewed(options, preview.write_preview(options.template, sample, options.output))
    with interrupts.raised(), suppress(KeyboardInterrupt):
        for seen in preview.watch_preview(options.template, sample, options.output):
            waiting = f"Waiting until {options.template.as_posix()} is saved whole, and is not locked."
            screen.write_output(_previewed(options, seen)[1] if seen else waiting)
    return ALL_WRITTEN, f"\nStopped watching; the last preview is in {options.output.as_posix()}."


def _previewed(options: argparse.Namespace, made: Preview) -> CommandResult:
    from scrutiny_response.use_cases.preview import make

    to = options.output
    return _answer(options, made.refused, lambda: make.as_text(made, to), lambda: make.as_json(made, to))


def _told(options: argparse.Namespace, told: TemplateAnswer) -> CommandResult:
    return _answer(options, told.refused, lambda: told.text, lambda: told.document)


def _answer(
    options: argparse.Namespace,
    refused: bool,
    text: Callable[[], str | Iterable[str]],
    document: Callable[[], Document],
) -> CommandResult:
    """Of the two only what is printed is made: each is long after a long run."""
    code = SOME_REFUSED if refused else ALL_WRITTEN
    said = document() if options.json else text()
    return code, json.dumps(said, ensure_ascii=False, indent=2) if isinstance(said, Mapping) else said


def _refused(
    options: argparse.Namespace, refused: Refused, document: Callable[[tuple[Problem, ...]], Document]
) -> CommandResult:
    return _answer(options, True, lambda: str(refused), lambda: document(refused.problems))


def _sources(options: argparse.Namespace) -> dict[str, Any]:
    here = Path("templates")
    return {"templates": options.templates or (here if here.is_dir() else None), "framework": options.framework}
