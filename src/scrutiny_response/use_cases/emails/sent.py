"""Drafts that somebody has sent → an event for each in the record, with what went to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from engross import paths
from engross.files import hash_of
from engross.paths import Kind
from engross.problems import FilePlace, Problem, Refused, has_error
from scrutiny_response import __version__
from scrutiny_response.domain.event_parts import SentDocument, Stage
from scrutiny_response.domain.events import Sent
from scrutiny_response.domain.history import later_event
from scrutiny_response.generate.records import Records
from scrutiny_response.store import record as store
from scrutiny_response.store import staging
from scrutiny_response.use_cases.emails.message import attachments
from scrutiny_response.use_cases.emails.run import draft_path, prepared, put_away
from scrutiny_response.use_cases.emails.values import EmailOptions, EmailOutcome, EmailRun, EmailState
from scrutiny_response.use_cases.recording import add_event, earlier_than, history_of, writing_refused


def record_sent(inputs: Sequence[Path], folder: Path, options: EmailOptions, on: dt.date) -> EmailRun:
    """Record for each partnership that what its draft holds has been sent, and take the draft away.

    Refused if there is no draft, or if what it held is not what would be sent now.
    """
    try:
        with staging.working(folder, "emails"):
            drafts, problems = prepared(inputs, folder, options)
            run = EmailRun(stage=options.stage, problems=problems)
            if has_error(problems):
                return run
            records = Records(options.record)
            outcomes = tuple(_sent(outcome, records, folder, options, on) for outcome, _ in drafts)
            return replace(run, outcomes=outcomes)
    except Refused as refused:
        return EmailRun(stage=options.stage, problems=refused.problems)


def _sent(outcome: EmailOutcome, records: Records, folder: Path, options: EmailOptions, on: dt.date) -> EmailOutcome:
    path, record = draft_path(outcome.reference, options.stage), records.of(outcome.file).folder
    if outcome.reference and outcome.state is EmailState.NOTHING:  # a run that was killed may have left the draft
        store.sweep(record, "emails")
        return replace(outcome, told=(*outcome.told, *put_away(folder, path)))
    if outcome.state is not EmailState.DRAFTED:
        return outcome
    problem = _not_as_drafted(outcome, folder / path)
    if problem:
        return replace(outcome, state=EmailState.REFUSED, problems=(problem,))
    event = Sent(
        reference=outcome.reference,
        date=on,
        software=__version__,
        stage=options.stage,
        documents=tuple(SentDocument(document=document.name, hash=document.hash) for document in outcome.documents),
        to=outcome.to,
        copies=outcome.copies,
        means="e-mail",
    )
    try:
        file = _written(event, outcome, record)
    except Refused as refused:
        return replace(outcome, state=EmailState.REFUSED, problems=refused.problems)
    told = tuple(put_away(folder, path))
    return replace(outcome, state=EmailState.SENT, event=file, told=(*outcome.told, *told))


def _not_as_drafted(outcome: EmailOutcome, path: Path) -> Problem | None:
    """Return what keeps an e-mail from being recorded: no draft of it, or one with other files than would be sent."""
    if paths.look(path).kind is Kind.NOTHING:
        message, hint = "there is no draft of this e-mail here", "make it first: scrutiny emails"
        return Problem("no-draft", FilePlace(path.as_posix()), message, hint)
    wanted = {hash_of(file.data) for document in outcome.documents for file in document.files}
    draft = staging.read(path)
    if isinstance(draft, Problem):
        return draft
    if {hash_of(data) for data in attachments(draft)} != wanted:
        message = "this draft holds other files than would be sent now"
        hint = "if they have gone out, see which; then make the draft again: scrutiny emails"
        return Problem("draft-differs", FilePlace(path.as_posix()), message, hint)
    return None


def _written(event: Sent, outcome: EmailOutcome, record: Path) -> str:
    """Write the event, and return its file; Refused if it cannot be."""
    with writing_refused(record, "emails"):
        history = history_of(record, outcome.reference)
        names = [sent.document for sent in event.documents] if event.stage is Stage.ISSUED else []
        if (later := later_event(history, names, event.date)) is not None:
            raise Refused([earlier_than(later, event.date, FilePlace(outcome.file))])
        written = add_event(record, lambda _: event, {}, history)
    return (store.folder_of(record, outcome.reference) / written.file).as_posix()
