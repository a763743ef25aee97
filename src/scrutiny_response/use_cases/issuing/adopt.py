"""Documents that were issued before there was a record → an event that records them as they lie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.event_parts import AsEdited
from scrutiny_response.use_cases.issuing.candidates import Candidate, Lying, lying
from scrutiny_response.use_cases.issuing.issued_event import issued_event
from scrutiny_response.use_cases.issuing.options import IssueOptions
from scrutiny_response.use_cases.issuing.outcome import IssueOutcome, IssueState
from scrutiny_response.use_cases.issuing.sending import Sending, as_generated, send

_EDITED = "edited by hand since it was generated"


def adopt(
    candidate: Candidate, looked: IssueOutcome, folder: Path, record: Path, options: IssueOptions
) -> IssueOutcome:
    """Record the documents of an assessment as they lie, edited or not, and whatever they were made with.

    Raise Refused if its state is not `issued`, if one of them is not there, or if one is dated later.
    """
    if candidate.standing and not candidate.wanted:
        return replace(looked, state=IssueState.STANDING, documents=tuple(candidate.standing))
    assessment, place = candidate.assessment, FilePlace(candidate.outcome.file)
    if assessment is None:
        raise Refused(candidate.outcome.problems)
    if assessment.state is not State.ISSUED:
        message = f"its state is `{assessment.state}`, so its documents were not issued"
        raise Refused([Problem("not-final", place, message, "adopt only what was sent")])
    documents = lying(candidate)
    missing = [name for name in candidate.wanted if name not in {document.name for document in documents}]
    if missing or not documents:
        message = f"nothing is known of {' and '.join(missing) or 'any document'} here"
        hint = "adopt documents that `output/manifest.json` names; otherwise generate and issue them"
        raise Refused([Problem("nothing-to-adopt", place, message, hint)])
    _none_later(documents, options.on, place)
    sendings = [_as_it_lies(document, folder) for document in documents]
    edited = tuple(
        f"edited by hand, and recorded as it lies: {sending.path}" for sending in sendings if sending.as_edited
    )
    ready = replace(looked, state=IssueState.READY, told=edited)
    if not options.writes:
        return ready
    return send(
        candidate, ready, record, sendings, lambda kept: replace(issued_event(candidate, options, kept), adopted=True)
    )


def _none_later(documents: Sequence[Lying], on: dt.date, place: FilePlace) -> None:
    """Refused if a letter that answers an event bears a later day than the one on which it is said to be issued."""
    later = [document for document in documents if document.letter and document.dated > on]
    if later:
        message = f"{later[0].name} is dated {later[0].dated}, after the day on which it is issued, {on}"
        hint = "adopt what was sent by then, with --document"
        raise Refused([Problem("issued-before-its-date", place, message, hint)])


def _as_it_lies(lies: Lying, folder: Path) -> Sending:
    sending = replace(as_generated(lies.name, lies.dated, lies.generated, folder), letter=lies.letter)
    if hash_of(sending.data) == lies.generated.hash:
        return sending
    return replace(sending, as_edited=AsEdited(reason="It was issued before there was a record.", differs=(_EDITED,)))
