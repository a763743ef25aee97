"""The options of attaching plans to reports → the use case → an exit code, and the text or JSON to print."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scrutiny_response.cli import screen
from scrutiny_response.cli.answers import CommandResult, answer, attempted

if TYPE_CHECKING:
    from scrutiny_response.domain.assessment import Attachment
    from scrutiny_response.use_cases.attaching import AttachOutcome


def attach(options: argparse.Namespace) -> CommandResult:
    """Attach each plan of the cycle to its report, or one plan to one report."""
    from scrutiny_response.cli.reports import attach

    outcomes, problems = attempted(lambda: _attached(options))
    return answer(options, attach.report(outcomes or (), problems), problems)


def _attached(options: argparse.Namespace) -> tuple[AttachOutcome, ...]:
    from scrutiny_response.use_cases import attaching

    wanted = ((options.list, attaching.LIST), (options.covers, attaching.COVER))
    sheets = attaching.SheetChoices(*(shipped if path is True else path for path, shipped in wanted))
    if options.pair:
        report, plan = options.inputs
        to, how = _written_to(options), _attachment(options)
        edited, record = options.overwrite_edited, options.record
        return (attaching.attach_pair(report, plan, how, to, sheets, overwrite_edited=edited, record=record),)
    folder, progress = options.output or Path("output"), screen.progress("Attaching plans")
    return attaching.attach_plans(
        options.inputs,
        folder,
        framework=options.framework,
        as_pdf=options.pdf,
        sheets=sheets,
        overwrite_edited=options.overwrite_edited,
        record=options.record,
        progress=progress,
    )


def _written_to(options: argparse.Namespace) -> Path:
    """Return the file that a pair is written to: of a Word report, where a PDF is wanted, that, which has both."""
    to: Path = options.output
    is_word = all(path.suffix.casefold() == ".docx" for path in (options.inputs[0], to))
    return to.with_suffix(".pdf") if options.pdf and is_word else to


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
