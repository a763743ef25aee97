"""What became of e-mail drafts → the text that people read, and the JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from scrutiny_response.cli.reports.report import Report, answer, counted, listed, plain
from scrutiny_response.domain.event_parts import Recipient
from scrutiny_response.use_cases.emails import EmailOutcome, EmailRun, EmailState

_TITLES = {
    EmailState.DRAFTED: "Drafts",
    EmailState.SENT: "Recorded as sent",
    EmailState.NOTHING: "Nothing to send",
    EmailState.REFUSED: "Not ready",
}


def report(run: EmailRun, *, is_note: bool = False) -> Report:
    """Return the answer of `emails`; `is_note` if it was to be recorded that they have been sent."""
    is_refused = any(outcome.refused for outcome in run.outcomes) or (bool(run.problems) and not run.outcomes)
    return Report(is_refused, lambda: _as_text(run, is_note=is_note), lambda: _as_json(run))


def _as_text(run: EmailRun, *, is_note: bool) -> str:
    blocks = [listed(run.problems)] if run.problems else []
    for state, title in _TITLES.items():
        lines = [line for outcome in run.outcomes if outcome.state is state for line in _lines(outcome)]
        blocks += ["\n".join([title, *lines])] if lines else []
    blocks += ["\n".join(run.told)] if run.told else []
    blocks += ["\n".join(f"  {file}" for file in run.files)] if run.files else []
    return "\n\n".join([*blocks, _counted(run, is_note=is_note)])


def _lines(outcome: EmailOutcome) -> Iterator[str]:
    yield f"  {outcome.reference or outcome.file}  {outcome.partnership}".rstrip()
    if outcome.state in {EmailState.DRAFTED, EmailState.SENT}:
        yield f"      to {_people(outcome.to)}" + (f", copies to {_people(outcome.copies)}" if outcome.copies else "")
        yield f"      {', '.join(file.name for document in outcome.documents for file in document.files)}"
        if outcome.without_address:
            yield f"      no address is known of {'; '.join(outcome.without_address)}"
    yield from (f"      {path}" for path in (outcome.draft, outcome.event) if path)
    yield from (f"      {line}" for line in outcome.told)
    yield from (textwrap.indent(str(problem), "      ") for problem in outcome.problems)


def _people(people: tuple[Recipient, ...]) -> str:
    return ", ".join(f"{person.name} <{person.email}>" for person in people)


def _counted(run: EmailRun, *, is_note: bool) -> str:
    numbers = {state: sum(outcome.state is state for outcome in run.outcomes) for state in EmailState}
    others = f"{numbers[EmailState.NOTHING]} with nothing to send, {numbers[EmailState.REFUSED]} not ready."
    if is_note:
        return f"{counted(numbers[EmailState.SENT], 'e-mail')} recorded as sent. {others}"
    drafts = counted(numbers[EmailState.DRAFTED], "draft")
    return f"{drafts} of documents that are {_said(run)}. {others} Nothing was sent." + (
        "\nWhen they have gone: scrutiny emails REFERENCE ... --sent" if numbers[EmailState.DRAFTED] else ""
    )


def _said(run: EmailRun) -> str:
    return "for a factual accuracy check" if run.stage == "factual accuracy" else str(run.stage)


def _as_json(run: EmailRun) -> Iterator[str]:
    fields = {"stage": str(run.stage), "files": list(run.files), "told": list(run.told)}
    return answer("emails", fields, ("outcomes", map(_outcome_as_json, run.outcomes)), run.problems)


def _outcome_as_json(outcome: EmailOutcome) -> dict[str, Any]:
    return {
        "file": outcome.file,
        "reference": outcome.reference or None,
        "partnership": outcome.partnership or None,
        "state": str(outcome.state),
        "to": [{"name": recipient.name, "email": recipient.email} for recipient in outcome.to],
        "copies": [{"name": copy.name, "email": copy.email} for copy in outcome.copies],
        "without_address": list(outcome.without_address),
        "documents": [
            {"name": document.name, "title": document.title, "files": [file.name for file in document.files]}
            for document in outcome.documents
        ],
        "draft": outcome.draft or None,
        "event": outcome.event or None,
        "told": list(outcome.told),
        "problems": plain(outcome.problems),
    }
