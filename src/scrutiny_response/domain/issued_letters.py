"""The events of a reference → the letters that answer an event and are issued, as they would be made anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scrutiny_response.domain.asked_letters import FOLLOW_UPS, Asked, Batch, Kind
from scrutiny_response.domain.events import Issued, Recorded
from scrutiny_response.domain.history import standing


def issued_letters(events: Sequence[Recorded]) -> Iterator[Asked]:
    """Yield the letters that answer an event, are issued and stand, as they would be made anew.

    What an event does not say of how a letter was asked for, as earlier versions wrote none, is taken from its date.
    """
    for name, each in standing(events).items():
        sent = each.document
        kind = sent.template.split(".")[0]
        if sent.answers is not None and kind in FOLLOW_UPS:
            dated = sent.dated or each.date
            batch = Batch(sent.asked_on or dated, dated, sent.reply_by)
            yield Asked(Kind(kind), batch, sent.answers, issued_name=name, until=_first_issued(events, name))


def _first_issued(events: Sequence[Recorded], name: str) -> int:
    """Return the number of the event that issued what stands, or the first of what its corrections replaced."""
    number, first = None, 0
    for _, _, event in reversed(events):
        for document in event.documents if isinstance(event, Issued) else ():
            if document.document == name and number in {None, event.number}:
                number, first = document.replaces or 0, event.number
    return first
