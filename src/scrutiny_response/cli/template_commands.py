"""The options of a command about templates → one use case → its answer; what it needs is imported when it runs."""

from __future__ import annotations

import argparse
from contextlib import suppress

from engross import interrupts
from engross.problems import Refused
from scrutiny_response.cli import screen
from scrutiny_response.cli.answers import (
    ALL_WRITTEN,
    SOME_REFUSED,
    CommandResult,
    answer,
)


def template_check(options: argparse.Namespace) -> CommandResult:
    """Say what is wrong with templates."""
    from scrutiny_response.cli.reports import template_check
    from scrutiny_response.use_cases import templates

    checked = templates.check(options.templates, options.schema, options.comments, options.cycle)
    return answer(options, template_check.report(checked))


def template_fields(options: argparse.Namespace) -> CommandResult:
    """Show the fields that templates may use."""
    from scrutiny_response.cli.reports import template_fields
    from scrutiny_response.use_cases import templates

    return answer(options, template_fields.report(templates.fields(options.schema, options.word, options.cycle)))


def template_render(options: argparse.Namespace) -> CommandResult:
    """Fill any template with the values in a file."""
    from scrutiny_response.cli.reports import template_render
    from scrutiny_response.use_cases import templates

    outcome = templates.render(options.template, options.data, options.output)
    return answer(options, template_render.report(outcome))


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
    return answer(options, template_restyle.report(outcomes))


def template_preview(options: argparse.Namespace) -> CommandResult:
    """Show what a template makes of an assessment, page by page, and what is wrong with it."""
    from scrutiny_response.cli.reports import template_preview
    from scrutiny_response.use_cases import preview

    sample = options.sample or preview.shipped_sample()
    if not options.watch:
        screen.progress("Making the pages")
        written = preview.write_preview(options.template, sample, options.output)
        return answer(options, template_preview.report(written, options.output))
    with interrupts.raised(), suppress(KeyboardInterrupt):
        for saved in preview.watch_preview(options.template, sample, options.output):
            report = template_preview.report(saved, options.output) if saved else None
            text = answer(options, report)[1] if report else template_preview.waiting(options.template)
            screen.write_output(text)
    return ALL_WRITTEN, template_preview.stopped(options.output)
