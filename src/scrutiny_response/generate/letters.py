"""A file of a run and its record → the same with the letters that answer an event: asked for now, before, or issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engross.problems import Refused
from scrutiny_response.generate.entries import Turn
from scrutiny_response.generate.records import History, Records
from scrutiny_response.generate.settings import Settings
from scrutiny_response.intake import Source

if TYPE_CHECKING:
    from scrutiny_response.domain.asked_letters import Asked, Batch


def with_letters(source: Source, turn: Turn, records: Records, batch: Batch | None, settings: Settings) -> Source:
    """Return a file with the letters that the record asks for beside its documents: those made before, and new.

    Those that are issued come with them, so that it can be said how they would now read.
    """
    earlier, issued = list(turn.follow_ups()), _issued(source, turn, records)
    if not (batch or earlier or issued):
        return source
    from scrutiny_response.domain.follow_up_letters import asked  # noqa: PLC0415  # few runs have such letters
    from scrutiny_response.intake import read_assessment  # noqa: PLC0415  # likewise

    assessment = read_assessment(source, settings.framework).assessment
    history = _history(source, records, assessment.reference) if assessment else None
    if assessment is None or history is None:
        return source
    new = asked(assessment, history.events, batch) if batch else ()
    replaced = {(letter.kind, letter.answers) for letter in new}
    kept = [each for each in earlier if each.name not in history.standing and (each.kind, each.answers) not in replaced]
    return source._replace(follow_ups=(*kept, *new, *issued), events=history.events)


def _issued(source: Source, turn: Turn, records: Records) -> tuple[Asked, ...]:
    history = _history(source, records, turn.previous.summary.get("reference", "")) if turn.previous else None
    if history is None or not history.events:
        return ()
    from scrutiny_response.domain.issued_letters import issued_letters  # noqa: PLC0415  # only where there is a record

    return tuple(issued_letters(history.events))


def _history(source: Source, records: Records, reference: str) -> History | None:
    """Return what the record says of a reference; None if there is no record, or if it is not whole."""
    record = records.of(source.file)
    try:
        return record.history(reference) if record.is_there and reference else None
    except Refused:  # it is told when the file is built
        return None
