"""Documents as they are sent → an event in the record, with their bytes beside it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from engross import paths
from engross.files import hash_of
from engross.problems import FilePlace, Place, Problem, Refused, TextPlace
from scrutiny_response.domain.asked_letters import Asked
from scrutiny_response.domain.event_parts import Accepted, AsEdited, Inputs, IssuedDocument
from scrutiny_response.domain.events import Event, Recorded
from scrutiny_response.domain.history import in_words
from scrutiny_response.store import manifest, naming, whole_files
from scrutiny_response.store import record as store
from scrutiny_response.use_cases.issuing.candidates import Candidate
from scrutiny_response.use_cases.issuing.outcome import IssueOutcome, IssueState
from scrutiny_response.use_cases.recording import Names, add_event, history_of, writing_refused


class Sending(Struct, frozen=True, kw_only=True):
    """One document as it is sent: its name, its date, where it lies in the output folder, its bytes and its PDF's.

    The rest is what an event says of it; `letter` is how it was asked for if it answers an event.
    """

    name: str
    dated: dt.date
    path: str
    data: bytes
    pdf: bytes | None
    template: str
    template_hash: str
    inputs: manifest.Inputs
    replaces: int | None = None
    letter: Asked | None = None
    as_edited: AsEdited | None = None


def as_generated(name: str, dated: dt.date, generated: manifest.Document, folder: Path) -> Sending:
    """Return a document as it lies in the output folder, which may have been edited since it was generated.

    Raise Refused if it cannot be read.
    """
    path = folder / generated.path
    beside = folder / whole_files.pdf_path(generated.path)
    try:
        data, pdf = path.read_bytes(), beside.read_bytes() if paths.is_file(beside) else None
    except OSError as error:
        message = f"the document cannot be read: {error.strerror}"
        hint = "check that it is there and that you may open it"
        raise Refused([Problem("unreadable-file", FilePlace(path.as_posix()), message, hint)]) from error
    return Sending(
        name=name,
        dated=dated,
        path=generated.path,
        data=data,
        pdf=pdf,
        template=generated.template,
        template_hash=generated.template_hash,
        inputs=generated.inputs,
    )


def send(
    candidate: Candidate,
    ready: IssueOutcome,
    record: Path,
    sendings: Sequence[Sending],
    event: Callable[[tuple[IssuedDocument, ...]], Event],
) -> IssueOutcome:
    """Write an event of a reference with its documents, whole or not at all; `event` makes it of them.

    Raise Refused if the record is not as it was when it was looked at, or cannot be written to.
    """
    with writing_refused(record, "issue"):
        history = history_of(record, ready.reference)
        if history != candidate.events:
            raise Refused([changed(record)])
        files = dict(_files(sendings))
        written = add_event(
            record, lambda names: event(tuple(_document(sending, names) for sending in sendings)), files, history
        )
    return _with_event(ready, record, (*history, written))


def changed(path: Path) -> Problem:
    """Return the problem that something is not as it was when the run looked at it."""
    message = "this has changed while the run was looking at it"
    hint = "wait until the other run has ended, and run again"
    return Problem("another-run", FilePlace(path.as_posix()), message, hint)


def seen_from_cycle(file: str) -> str:
    """Return an assessment file's path as seen from the cycle's folder."""
    path = Path(os.path.realpath(file))
    return f"{path.parent.name}/{path.name}"


def accepted(candidate: Candidate) -> tuple[Accepted, ...]:
    """Return what might have been a slip and was accepted, with its places as seen from the cycle's folder."""
    return tuple(Accepted(id=doubt.id, place=_seen(doubt.place)) for doubt in candidate.doubts)


def _seen(place: Place) -> str:
    if isinstance(place, TextPlace):
        return f"{seen_from_cycle(place.file)}:{place.line}:{place.column}"
    return seen_from_cycle(str(place))


def _with_event(ready: IssueOutcome, record: Path, events: Sequence[Recorded]) -> IssueOutcome:
    path = store.folder_of(record, ready.reference) / events[-1].file
    return replace(ready, state=IssueState.ISSUED, words=in_words(events), event=path.as_posix())


def _names(name: str) -> tuple[str, str]:
    """Return what a document and its PDF are called in the record, behind the event's own name."""
    return f"{naming.safe(name)}.docx", f"{naming.safe(name)}.pdf"


def _files(sendings: Iterable[Sending]) -> Iterable[tuple[str, bytes]]:
    for sending in sendings:
        word, pdf = _names(sending.name)
        yield word, sending.data
        if sending.pdf is not None:
            yield pdf, sending.pdf


def _document(sending: Sending, names: Names) -> IssuedDocument:
    (word, pdf), letter = _names(sending.name), sending.letter
    return IssuedDocument(
        document=sending.name,
        dated=sending.dated,
        path=sending.path,
        file=names[word],
        hash=hash_of(sending.data),
        pdf=names.get(pdf),
        pdf_hash=hash_of(sending.pdf) if sending.pdf is not None else None,
        template=f"{sending.template}.docx",
        template_hash=sending.template_hash,
        inputs=_inputs(sending.inputs),
        replaces=sending.replaces,
        answers=letter.answers if letter else None,
        asked_on=letter.batch.on if letter else None,
        reply_by=letter.batch.reply_by if letter else None,
        as_edited=sending.as_edited,
    )


def _inputs(inputs: manifest.Inputs) -> Inputs:
    return Inputs(
        assessment=inputs.assessment,
        cycle=inputs.cycle or None,
        framework=inputs.framework,
        framework_version=inputs.framework_version,
        software=inputs.software,
        signatures=inputs.signatures,
    )
