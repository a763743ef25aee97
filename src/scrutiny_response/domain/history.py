"""The events of a reference, in their order → what stands now: which documents are issued, replaced or withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from engross.days import spelled
from scrutiny_response.domain.assessment import DECISION_RECORD
from scrutiny_response.domain.event_parts import IssuedDocument
from scrutiny_response.domain.events import Event, Issued, Recorded, Sent, Withdrawn
from scrutiny_response.domain.timeframes import EXTENSION_LETTER

LETTER, IMPROVEMENT_PLAN = "letter", "improvement-plan"
"""The documents that bear the date of the letter, from which lengths of time are counted."""

READY = "ready to issue"
"""What is said of documents in the state `issued` before there is an event."""


_STEPS = {
    "plan-received": "plan received",
    "plan-returned": "plan returned",
    "plan-accepted": "plan accepted",
    "review-done": "reviewed",
    "closed": "closed",
}
"""The events that are steps of a plan's way, in words."""


class Standing(NamedTuple):
    """A document that is issued and stands: how it was sent, and the event that says so."""

    document: IssuedDocument
    number: int
    date: dt.date
    approved_by: str


class Replaced(NamedTuple):
    """What a document follows that was issued before: the number of its own issue, and the date of what it replaces.

    One that is issued anew after what was issued was withdrawn replaces nothing.
    """

    date: dt.date | None
    issue: int


def issues(events: Iterable[Recorded], document: str) -> int:
    """Return how many times a document of this name was issued, corrections included."""
    each_issue = (event for _, _, event in events if isinstance(event, Issued))
    return sum(any(each.document == document for each in event.documents) for event in each_issue)


def standing(events: Iterable[Recorded]) -> Mapping[str, Standing]:
    """Return the documents that stand, by their names."""
    documents: dict[str, Standing] = {}
    for _, _, event in events:
        if isinstance(event, Issued):
            for document in event.documents:
                documents[document.document] = Standing(document, event.number, event.date, event.approved_by)
        elif isinstance(event, Withdrawn):
            for name in event.documents:
                documents.pop(name, None)
    return documents


def asks_for_plan(document: IssuedDocument) -> bool:
    """Return whether a document is one of those that say when the plan is due: the response letter and the plan."""
    return document.answers is None and document.document not in {EXTENSION_LETTER, DECISION_RECORD}


def says_dates(events: Sequence[Recorded]) -> Issued | None:
    """Return the event of the plan that stands, or else of the letter: what the partnership was told of its dates."""
    stands = standing(events)
    asking = (name for name, each in stands.items() if asks_for_plan(each.document))
    name = next((name for name in (IMPROVEMENT_PLAN, LETTER, *asking) if name in stands), None)
    number = stands[name].number if name else 0
    return next((event for _, _, event in events if isinstance(event, Issued) and event.number == number), None)


def is_withdrawn(events: Sequence[Recorded]) -> bool:
    """Return whether what said when the plan is due was withdrawn, and nothing of it stands."""
    withdrawn = any(isinstance(event, Withdrawn) for _, _, event in events)
    return withdrawn and not any(asks_for_plan(each.document) for each in standing(events).values())


def is_followed(events: Sequence[Recorded]) -> bool:
    """Return whether anything of a reference is due: what says so was issued and stands, or it has answered since.

    What was sent before there was a record is known by what came back.
    """
    if any(asks_for_plan(each.document) for each in standing(events).values()):
        return True
    since = any(not isinstance(event, Issued | Withdrawn | Sent) for _, _, event in events)
    return since and not is_withdrawn(events)


def later_event(events: Iterable[Recorded], names: Collection[str], on: dt.date) -> Issued | Withdrawn | None:
    """Return what was recorded of documents of these names for a later day than this: nothing can precede it."""
    for _, _, event in events:
        if (
            isinstance(event, Issued)
            and event.date > on
            and any(document.document in names for document in event.documents)
        ):
            return event
        if isinstance(event, Withdrawn) and event.date > on and set(event.documents) & set(names):
            return event
    return None


_IN_WORDS = {
    "issued": "its documents were issued",
    "replaced": "what was issued was replaced",
    "withdrawn": "what was issued was withdrawn",
    "plan-received": "a plan came back",
    "update-received": "an update came",
    "plan-accepted": "the plan was accepted",
    "plan-returned": "the plan was sent back",
    "extension-agreed": "more time was agreed",
    "review-done": "the progress review took place",
    "closed": "formal monitoring ended",
    "sent": "documents were sent",
}
"""What happened, by the kind of the event."""


def cannot_be_before(last: Event, what: str) -> str:
    """Return that what is said to have happened cannot have, as something else is recorded for a later day."""
    return f"{what}, before what happened last: {_IN_WORDS[last.kind]} on {last.date}"


def last_step(events: Sequence[Recorded]) -> Event | None:
    """Return the event before which nothing more of a plan's way can have happened: its last step, or its first issue.

    Letters that were issued or sent since, and what was withdrawn, are none: an office may record late what came before
    them.
    """
    issues = (each for _, _, each in events if isinstance(each, Issued) and any(map(asks_for_plan, each.documents)))
    steps = (each for _, _, each in reversed(events) if not isinstance(each, Issued | Withdrawn | Sent))
    both = [each for each in (next(issues, None), next(steps, None)) if each]
    return max(both, key=lambda each: each.date, default=None)


def issued_hashes(events: Iterable[Recorded]) -> frozenset[str]:
    """Return the hashes of all that was ever issued, whether it stands or not."""
    return frozenset(
        document.hash for _, _, event in events if isinstance(event, Issued) for document in event.documents
    )


def last_issue(events: Sequence[Recorded]) -> Issued | None:
    """Return the last event with which documents were issued; None if none were."""
    return next((event for _, _, event in reversed(events) if isinstance(event, Issued)), None)


def in_words(events: Sequence[Recorded]) -> str:
    """Return what is said of a reference: "issued on 7 December 2026", "withdrawn", or nothing if it has no record.

    Of several documents, the day is that of the first that stands. What became of the plan since stands behind it:
    "issued on 7 December 2026, plan received on 8 January 2027".
    """
    documents = standing(events)
    first = ""
    if documents:
        first = f"issued on {spelled(min(document.date for document in documents.values()))}"
    elif any(isinstance(event, Withdrawn) for _, _, event in events):
        first = "withdrawn"
    return ", ".join(filter(None, (first, _since(events))))


def _since(events: Sequence[Recorded]) -> str:
    """Return the last step of the plan; an update that came after it is none."""
    steps = [(words, event.date) for _, _, event in events if (words := _STEPS.get(event.kind))]
    return f"{steps[-1][0]} on {spelled(steps[-1][1])}" if steps else ""
