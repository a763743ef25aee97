"""The options of a command about the record → one use case → its answer; what it needs is imported when it runs."""

from __future__ import annotations

import argparse
import datetime as dt

from engross.days import spelled
from scrutiny_response.cli import screen
from scrutiny_response.cli.answers import (
    WRONG_USE,
    CommandResult,
    answer,
    attempted,
    sources,
    templates_folder,
)
from scrutiny_response.cli.today import today


def issue(options: argparse.Namespace) -> CommandResult:
    """Issue documents that are final, or say what is ready."""
    from scrutiny_response.cli.reports import issue as report
    from scrutiny_response.use_cases import issuing

    is_event = options.approved_by and not options.dry_run and not options.draft
    wanted = issuing.IssueOptions(
        on=_day_of_event(options.on) if is_event else options.on or today(),
        approved_by=options.approved_by or "",
        dry_run=options.dry_run,
        accept=tuple(options.accept),
        documents=tuple(options.documents),
        as_edited=options.as_edited or "",
        replaces=options.replaces or "",
        dated=options.dated,
        reply_by=options.reply_by,
        draft=options.draft,
        adopt=options.adopt,
        record=options.record,
    )
    screen.progress("Looking at the documents")
    outcomes, problems = issuing.issue(options.inputs, options.output, sources(options), wanted)
    code, text = answer(options, report.report(outcomes, problems, wanted, of_all=options.all))
    return WRONG_USE if any(problem.id == "another-run" for problem in problems) else code, text


def withdraw(options: argparse.Namespace) -> CommandResult:
    """Withdraw documents that were issued."""
    from scrutiny_response.cli.reports import issue as report
    from scrutiny_response.use_cases import issuing

    wanted = issuing.WithdrawOptions(
        on=_day_of_event(options.on),
        reason=options.reason,
        approved_by=options.approved_by or "",
        documents=tuple(options.documents),
    )
    outcome, problems = attempted(
        lambda: issuing.withdraw_named(options.inputs[0], options.output, wanted, options.framework, options.record)
    )
    return answer(options, report.withdrawn(outcome, problems), problems)


def emails(options: argparse.Namespace) -> CommandResult:
    """Write drafts of e-mails, or record that they have been sent."""
    from scrutiny_response.cli.reports import emails as report
    from scrutiny_response.domain.event_parts import Stage
    from scrutiny_response.use_cases import emails as use_case

    stage = Stage(options.stage.replace("-", " ")) if options.stage else Stage.ISSUED
    wanted = use_case.EmailOptions(
        stage=stage,
        templates=templates_folder(options),
        framework=options.framework,
        record=options.record,
        documents=tuple(options.documents),
    )
    screen.progress("Looking at the documents")
    if options.sent:
        run = use_case.record_sent(options.inputs, options.output, wanted, _day_of_event(options.on))
    else:
        run = use_case.write_drafts(options.inputs, options.output, wanted)
    return answer(options, report.report(run, is_note=options.sent), run.problems)


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
        return reader.record_plans(read, record, _day_of_event(options.on), options.answers)

    plans, problems = attempted(read)
    if plans and options.word:
        _, unwritten = attempted(lambda: reader.write_page(plans, options.word))
        problems = (*problems, *unwritten)
    return answer(options, report.report(plans or (), problems, options.word), problems)


def note(options: argparse.Namespace) -> CommandResult:
    """Note in the record what happened to a reference."""
    from scrutiny_response.cli.reports import note as report
    from scrutiny_response.use_cases import noting

    details = noting.Details(
        on=_day_of_event(options.on),
        areas=dict(options.area),
        **{name: getattr(options, name) for name in noting.WORDS if getattr(options, name)},
    )
    noted, problems = attempted(lambda: noting.note(options.inputs[0], options.event, details, options.record))
    return answer(options, report.report(noted, problems), problems)


def due(options: argparse.Namespace) -> CommandResult:
    """Say what is due, overdue and slipped."""
    from scrutiny_response.cli.reports import due as report
    from scrutiny_response.use_cases.following import what_is_due

    on, progress = options.on or today(), screen.progress("Reading the assessments and their record")
    return answer(options, report.report(what_is_due(options.inputs, on, options.framework, options.record, progress)))


def tracker(options: argparse.Namespace) -> CommandResult:
    """Write the tracker of all actions, the paper for the committee, and the recommendations."""
    from scrutiny_response.cli.reports import tracker as report
    from scrutiny_response.use_cases import tracking

    progress = screen.progress("Reading the assessments and their record")
    written = tracking.write(
        options.inputs,
        options.output,
        options.on or today(),
        framework=options.framework,
        record=options.record,
        progress=progress,
        writing=lambda: screen.progress("Writing the tracker"),
    )
    return answer(options, report.report(written), written.problems)


def _day_of_event(on: dt.date | None) -> dt.date:
    """Return the day for which an event is recorded; if it has not come yet, say so, for the record will not change."""
    now = today()
    if on and on > now:
        screen.notice(
            f"{spelled(on)} has not come yet (today is {spelled(now)}): the record will say that it happened on that "
            "day, and takes nothing of an earlier day after it"
        )
    return on or now
