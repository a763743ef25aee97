"""A plan as its assessment says it now, and the record of its reference → the plan as it was sent.

What was sent is the document in the record: what somebody changes in the files after that is no partnership's change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from engross import paths
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from engross.word.reading import DocumentText, Table, read_document
from scrutiny_response.domain.events import Issued, Recorded
from scrutiny_response.domain.history import asks_for_plan
from scrutiny_response.domain.plan_identity import PROPERTY, PlanIdentity
from scrutiny_response.use_cases.returned.answers import Answers
from scrutiny_response.use_cases.returned.documents import read_file
from scrutiny_response.use_cases.returned.read import read_plan
from scrutiny_response.use_cases.returned.values import KnownAction, KnownPlan, ReadAction
from scrutiny_response.use_cases.returned.vocabulary import key_of, plain

_BACK = "bring it back from a backup, or from the earlier versions of the shared folder"


def as_sent(plan: KnownPlan, events: Sequence[Recorded], folder: Path) -> KnownPlan:
    """Return the plan as it was issued last, of those whose files lie in a reference's folder of the record.

    `plan` is the one by the assessment, which is returned if none was issued. Refused if what was issued is not there
    as it was.
    """
    for number, _, text, identity in _issues(events, folder):
        if identity.reference == plan.reference:
            return _read(
                text, replace(plan, hash=identity.actions, against=number), is_same=identity.actions == plan.hash
            )
    return plan


def issued_on(identity: PlanIdentity, events: Sequence[Recorded], folder: Path) -> dt.date | None:
    """Return the day on which the plan with these actions was issued last; None if it never was."""
    same = (day for _, day, _, each in _issues(events, folder) if each.actions == identity.actions)
    return next(same, None)


def _issues(events: Sequence[Recorded], folder: Path) -> Iterator[tuple[int, dt.date, DocumentText, PlanIdentity]]:
    """Yield the plans that were issued, the last first: the event's number and day, what it says, and which it is."""
    for _, _, event in reversed(events):
        if not isinstance(event, Issued):
            continue
        problems: list[Problem] = []
        plans = []
        for document in filter(asks_for_plan, event.documents):
            path = folder / document.file
            data = read_file(path) if paths.is_file(path) else b""
            if hash_of(data) != document.hash:
                problems.append(_changed(path))
                continue
            text = read_document(Package.open(data, path.as_posix()))
            if identity := PlanIdentity.read(text.properties.get(PROPERTY, "")):
                plans.append((event.number, event.date, text, identity))
        if problems and not plans:
            raise Refused(problems)
        yield from plans


def _changed(path: Path) -> Problem:
    message = "this document is not in the record as it was issued, so no plan can be compared with it"
    return Problem("kept-file-changed", FilePlace(path.as_posix()), message, _BACK)


def _read(text: DocumentText, plan: KnownPlan, *, is_same: bool) -> KnownPlan:
    """Return the plan as a document says it; `is_same` says that it was made of the very actions of the assessment."""
    reading = read_plan(text, plan, Answers())
    in_document = {action.reference: action for action in reading.actions}
    words = {plain(each) for each in _texts(text)}
    kept = [
        _as_said(action, in_document[action.reference]) if action.reference in in_document else action
        for action in plan.actions
        if is_same or action.reference in in_document or _stands_in(words, action)
    ]
    others = [
        _as_said(KnownAction(read_action.reference, "", "", "", "", "", ""), read_action)
        for read_action in reading.added
    ]
    return replace(plan, actions=(*kept, *others))


def _as_said(action: KnownAction, heard: ReadAction) -> KnownAction:
    written = next((change.new for change in heard.changed if change.what == "reference"), action.reference)
    return replace(
        action,
        reference=written,
        action=heard.action,
        lead=heard.lead,
        timescale=heard.timescale,
        measure=heard.measure,
        status=heard.status or action.status,
        day=heard.timescale.split("\n", maxsplit=1)[0],
    )


def _stands_in(words: set[str], action: KnownAction) -> bool:
    """Return whether a document has an action somewhere, if not in a table that is read: by reference or words."""
    return plain(action.action) in words or key_of(action.reference) in {key_of(word) for word in words}


def _texts(text: DocumentText) -> Iterator[str]:
    for block in text.blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text
