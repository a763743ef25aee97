"""Returned plans that were read whole → an event in the record of each, with the file and the answers beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response import __version__
from scrutiny_response.domain.event_parts import HeardAction, HeardPart, KeptFile
from scrutiny_response.domain.events import PlanReceived, Recorded, UpdateReceived
from scrutiny_response.domain.history import cannot_be_before, last_step
from scrutiny_response.use_cases.recording import Names, add_event, history_of, writing_refused
from scrutiny_response.use_cases.returned.documents import read_file
from scrutiny_response.use_cases.returned.values import ReadAction, ReturnedPlan

_ANSWERS = "answers.txt"
"""What the answers are called beside an event: whatever ends in .yaml there is an event."""
_ENDINGS = {".docx", ".docm", ".dotx", ".odt", ".doc", ".rtf"}


def record_plans(
    plans: Sequence[ReturnedPlan], record: Path, on: dt.date, answers: Path | None = None
) -> tuple[ReturnedPlan, ...]:
    """Write an event for each plan that was read whole, each for itself; return the plans with what became of them.

    A plan with an open question, or that is recorded already, is refused, and nothing of it is written. Refused if the
    record cannot be written to at all.
    """
    with writing_refused(record, "returned"):
        return tuple(_recorded(plan, record, on, answers) for plan in plans)


def _recorded(plan: ReturnedPlan, record: Path, on: dt.date, answers: Path | None) -> ReturnedPlan:
    if plan.problems:
        return plan
    try:
        return replace(plan, received=on, recorded=_write(plan, record, on, answers))
    except Refused as refused:
        return replace(plan, problems=refused.problems)


def _write(plan: ReturnedPlan, record: Path, on: dt.date, answers: Path | None) -> str:
    """Write the event of one plan; return the name of its file. Refused if nothing was written."""
    place = FilePlace(plan.file)
    if plan.questions:
        message = f"{len(plan.questions)} questions are open, so nothing is recorded of this plan"
        if len(plan.questions) == 1:
            message = "a question is open, so nothing is recorded of this plan"
        hint = "write the answers into a text file, and name it with --answers"
        raise Refused([Problem("open-questions", place, message, hint)])
    history = history_of(record, plan.reference)
    received = [recorded for recorded in history if isinstance(recorded.event, PlanReceived)]
    for recorded in received:
        if isinstance(recorded.event, PlanReceived) and recorded.event.received.hash == plan.hash:
            message = f"this very file is recorded already, on {recorded.event.date} ({recorded.file})"
            raise Refused([Problem("recorded-already", place, message, "see whether you meant another file")])
    last = last_step(history)
    if last is not None and last.date > on:
        message = cannot_be_before(last, f"this plan came on {on}")
        hint = (
            "check the day that --on gives; without it, it is today by this computer's clock; if the record has the "
            f"wrong day, which stays, give --on {last.date} or later"
        )
        raise Refused([Problem("earlier-than-last", place, message, hint)])
    files = {_kept_name(plan): _as_read(plan)}
    if answers is not None:
        files[_ANSWERS] = read_file(answers)
    written = add_event(record, lambda names: _event(plan, on, names, files, history), files, history)
    return written.file


def _event(
    plan: ReturnedPlan, on: dt.date, names: Names, files: dict[str, bytes], history: Sequence[Recorded]
) -> PlanReceived:
    kind = UpdateReceived if any(isinstance(recorded.event, PlanReceived) for recorded in history) else PlanReceived
    kept = _kept_name(plan)
    return kind(
        reference=plan.reference,
        date=on,
        software=__version__,
        received=KeptFile(file=names[kept], hash=plan.hash, name=plan.name),
        answers=_answers(names, files),
        against=plan.against,
        actions=tuple(map(_heard, plan.actions)),
        added=tuple(map(_heard, plan.added)),
        removed=plan.missing,
        parts=tuple(HeardPart(part=part.part, text=part.text) for part in plan.parts),
    )


def _answers(names: Names, files: dict[str, bytes]) -> KeptFile | None:
    if _ANSWERS not in files:
        return None
    digest = hash_of(files[_ANSWERS])
    return KeptFile(file=names[_ANSWERS], hash=digest, name=None)


def _heard(action: ReadAction) -> HeardAction:
    return HeardAction(
        reference=action.reference,
        status=action.status or "not said",
        action=action.action or None,
        timescale=action.timescale or None,
        due=action.due,
        lead=action.lead or None,
        measure=action.measure or None,
        progress=action.progress or None,
    )


def _kept_name(plan: ReturnedPlan) -> str:
    ending = Path(plan.name).suffix.lower()
    return f"plan{ending if ending in _ENDINGS else '.docx'}"


def _as_read(plan: ReturnedPlan) -> bytes:
    """Return the bytes of the file that was read; Refused if somebody changed it since."""
    data = read_file(Path(plan.file))
    if hash_of(data) != plan.hash:
        message = "this has changed while the run was looking at it"
        hint = "wait until it is saved, and run again"
        raise Refused([Problem("another-run", FilePlace(plan.file), message, hint)])
    return data
