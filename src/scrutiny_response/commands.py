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

from scrutiny_response import screen, stopping
from scrutiny_response.problems import Problem, Refused

if TYPE_CHECKING:
    from scrutiny_response.assessment import Attachment
    from scrutiny_response.authoring import Told
    from scrutiny_response.outcome import CycleOutcome
    from scrutiny_response.preview import Preview

ALL_WRITTEN, SOME_REFUSED, WRONG_USE = 0, 1, 2
"""The exit codes."""

Answer = tuple[int, str | Iterable[str]]
"""An exit code, and what to print: whole, or piece by piece."""
Document = Mapping[str, Any] | Iterable[str]
"""What programs read: an object, or its JSON piece by piece."""

Command = Callable[[argparse.Namespace], Answer]


def generate(options: argparse.Namespace) -> Answer:
    """Write every document of the cycle that is new or has changed."""
    from scrutiny_response import cycle, summary
    from scrutiny_response.ledger import Options
    from scrutiny_response.outcome import CycleOutcome
    from scrutiny_response.workers import Workers

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
    from scrutiny_response import pdf_copies
    from scrutiny_response.pdf import Archive

    press = pdf_copies.Press.find({"2b": Archive.A2B, "3b": Archive.A3B}.get(options.pdf_a), again=options.again)
    return lambda made: pdf_copies.add_pdfs(made, options.output, press, screen.progress("Making PDFs"))


def check(options: argparse.Namespace) -> Answer:
    """Do everything that `generate` does but the writing."""
    from scrutiny_response import cycle, summary
    from scrutiny_response.workers import Workers

    workers = Workers(options.workers, options.dask)
    progress = screen.progress("Checking")
    made = cycle.generate(options.inputs, None, **_sources(options), progress=progress, workers=workers)
    return _answer(options, made.refused, lambda: summary.checked(made), lambda: summary.as_json("check", made))


def level(options: argparse.Namespace) -> Answer:
    """Show the levels with their reasons."""
    from scrutiny_response import cycle, summary

    progress = screen.progress("Reading the assessments")
    made = cycle.levels(options.inputs, framework=options.framework, progress=progress)
    return _answer(options, made.refused, lambda: summary.levels(made), lambda: summary.as_json("level", made))


def verify(options: argparse.Namespace) -> Answer:
    """Say which documents are as they were generated."""
    from scrutiny_response import verification

    folder = options.output.as_posix()
    progress = screen.progress("Comparing the documents")
    try:
        found = verification.verify(options.output, **_sources(options), progress=progress)
    except Refused as refused:
        return _refused(options, refused, lambda problems: verification.as_json((), folder, problems))
    return _answer(
        options,
        not all(it.is_sound for it in found),
        lambda: verification.as_text(found, folder),
        lambda: verification.as_json(found, folder),
    )


def overview(options: argparse.Namespace) -> Answer:
    """Write the cycle at a glance."""
    from scrutiny_response.overview import story

    progress = screen.progress("Reading the assessments")
    shown = story.show(options.inputs, options.output, framework=options.framework, progress=progress)
    return _answer(options, shown.refused, lambda: story.said(shown), lambda: story.as_json(shown))


def calendar(options: argparse.Namespace) -> Answer:
    """Write the calendar files."""
    from scrutiny_response import calendars

    folder = options.output
    progress = screen.progress("Reading the assessments")
    choices = {"framework": options.framework, "remove_gone": options.remove_gone, "progress": progress}
    made = calendars.write(options.inputs, folder, alarm=options.alarm, **choices)
    is_refused = bool(made.problems or made.refused)
    return _answer(options, is_refused, lambda: calendars.said(made, folder), lambda: calendars.as_json(made, folder))


def attach(options: argparse.Namespace) -> Answer:
    """Attach each plan of the cycle to its report, or one plan to one report."""
    from scrutiny_response import attaching
    from scrutiny_response.attaching import outcome

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
    from scrutiny_response.assessment import Attachment, Headers, Look, PageNumbers

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


def init(options: argparse.Namespace) -> Answer:
    """Make a cycle folder."""
    from scrutiny_response import folder

    try:
        made = folder.begin(options.folder)
    except Refused as refused:
        return _refused(options, refused, lambda problems: folder.as_json((), problems))
    return _answer(options, False, lambda: folder.said(options.folder, made), lambda: folder.as_json(made))


def check_document(options: argparse.Namespace) -> Answer:
    """Say what breaks the accessibility of any Word file."""
    from scrutiny_response import document_check

    screen.progress("Checking the documents")
    checked = document_check.check(options.files, for_issue=options.for_issue)
    is_refused = any(one.refused for one in checked)
    return _answer(
        options, is_refused, lambda: document_check.as_text(checked), lambda: document_check.as_json(checked)
    )


def template_check(options: argparse.Namespace) -> Answer:
    """Say what is wrong with templates."""
    from scrutiny_response import authoring

    return _told(options, authoring.check(options.templates, options.schema, options.comments))


def template_fields(options: argparse.Namespace) -> Answer:
    """Show the fields that templates may use."""
    from scrutiny_response import authoring

    return _told(options, authoring.fields(options.schema, options.word))


def template_render(options: argparse.Namespace) -> Answer:
    """Fill any template with the values in a file."""
    from scrutiny_response import authoring

    return _told(options, authoring.render(options.template, options.data, options.output))


def template_show(options: argparse.Namespace) -> Answer:
    """Print a template as text with its tags."""
    from scrutiny_response.word.package import Package
    from scrutiny_response.word.show import show

    try:
        return ALL_WRITTEN, show(Package.open(options.template)).rstrip("\n")
    except Refused as refused:
        return SOME_REFUSED, str(refused)


def template_restyle(options: argparse.Namespace) -> Answer:
    """Give templates the looks of one house style document."""
    from scrutiny_response import restyling
    from scrutiny_response.word.restyle import USUAL, Choices

    choices = Choices(options.only or USUAL, options.clear_direct, options.lose_tags)
    outcomes = restyling.restyle_files(options.style, options.templates, choices)
    is_refused = any(outcome.refused for outcome in outcomes)
    return _answer(options, is_refused, lambda: restyling.as_text(outcomes), lambda: restyling.as_json(outcomes))


def template_preview(options: argparse.Namespace) -> Answer:
    """Show what a template makes of an assessment, page by page, and what is wrong with it."""
    from scrutiny_response import preview

    sample = options.sample or preview.shipped_sample()
    if not options.watch:
        screen.progress("Making the pages")
        return _previewed(options, preview.write_preview(options.template, sample, options.output))
    with stopping.raised(), suppress(KeyboardInterrupt):
        for seen in preview.watch_preview(options.template, sample, options.output):
            waiting = f"Waiting until {options.template.as_posix()} is saved whole, and is not locked."
            screen.say(_previewed(options, seen)[1] if seen else waiting)
    return ALL_WRITTEN, f"\nStopped watching; the last preview is in {options.output.as_posix()}."


def _previewed(options: argparse.Namespace, made: Preview) -> Answer:
    from scrutiny_response.preview import writing

    to = options.output
    return _answer(options, made.refused, lambda: writing.as_text(made, to), lambda: writing.as_json(made, to))


def _told(options: argparse.Namespace, told: Told) -> Answer:
    return _answer(options, told.refused, lambda: told.text, lambda: told.document)


def _answer(
    options: argparse.Namespace,
    refused: bool,
    text: Callable[[], str | Iterable[str]],
    document: Callable[[], Document],
) -> Answer:
    """Of the two only what is printed is made: each is long after a long run."""
    code = SOME_REFUSED if refused else ALL_WRITTEN
    said = document() if options.json else text()
    return code, json.dumps(said, ensure_ascii=False, indent=2) if isinstance(said, Mapping) else said


def _refused(
    options: argparse.Namespace, refused: Refused, document: Callable[[tuple[Problem, ...]], Document]
) -> Answer:
    return _answer(options, True, lambda: str(refused), lambda: document(refused.problems))


def _sources(options: argparse.Namespace) -> dict[str, Any]:
    here = Path("templates")
    return {"templates": options.templates or (here if here.is_dir() else None), "framework": options.framework}
