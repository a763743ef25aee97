"""What happened to a reference, as its record says it: one frozen value for each kind of event.

The YAML keys of an event's file, the JSON schema (`tools/build_event_schema.py` writes it from here) and these fields
have the same names and the same nesting. What stands now follows from the events alone (`history.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, NamedTuple

from msgspec import Struct

from scrutiny_response.domain.event_parts import (
    HASH,
    Accepted,
    AreaProgress,
    AreaReason,
    HeardAction,
    HeardPart,
    IssuedDocument,
    KeptFile,
    MovedDate,
    Recipient,
    SentDocument,
    Stage,
    StatedDate,
)
from scrutiny_response.domain.timeframes import Timescale


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened to a reference; its number and what it follows are given when it is written."""

    kind: ClassVar[str]
    """What happened, as the key `event` of the file says it."""

    reference: Annotated[str, "Our reference", "PSR-2026-010"]
    number: Annotated[int, "Its number in the order of the reference's events, from 1", "2"] = 0
    previous: Annotated[
        str | None, "The SHA-256 of the file of the event before it; not given for the first", HASH, "hash"
    ] = None
    date: Annotated[dt.date, "The day on which it happened", "2026-12-07"]
    software: Annotated[str, "The version of the software that wrote it", "0.9.0"]
    note: Annotated[str | None, "What else is to be known of it", "By post too.", "text"] = None


class Issued(Event, frozen=True, kw_only=True):
    """Documents were issued: what was sent lies beside the event."""

    kind: ClassVar[str] = "issued"
    partnership: Annotated[str, "The partnership's name", "Strathlorne Health and Social Care Partnership"]
    assessment: Annotated[str, "The assessment file, seen from the cycle's folder", "inputs/strathlorne.yaml", "path"]
    level: Annotated[str | None, "The identifier of the level of support that the documents state", "assisted"]
    approved_by: Annotated[str, "Who approved it: name and role", "Eilidh Garvie, chief inspector"]
    documents: Annotated[tuple[IssuedDocument, ...], "The documents as they were sent"]
    dates: Annotated[tuple[StatedDate, ...], "The dates that the documents state"] = ()
    accepted: Annotated[tuple[Accepted, ...], "What might be meant, and was accepted"] = ()
    adopted: Annotated[bool, "Whether it was sent before there was a record, and recorded as it lay", "false"] = False


class Replaced(Issued, frozen=True, kw_only=True):
    """Corrected documents were issued in place of those of an earlier event."""

    kind: ClassVar[str] = "replaced"
    reason: Annotated[str, "Why they were replaced", "The date of the plan was wrong.", "text"]
    moved: Annotated[tuple[MovedDate, ...], "The dates that are others now"] = ()


class Withdrawn(Event, frozen=True, kw_only=True):
    """Documents that were issued stand no more."""

    kind: ClassVar[str] = "withdrawn"
    documents: Annotated[tuple[str, ...], "The names of the documents that are withdrawn", "letter"]
    reason: Annotated[str, "Why", "It was sent to another partnership.", "text"]
    approved_by: Annotated[str | None, "Who approved it: name and role", "Eilidh Garvie, chief inspector"] = None


class PlanReceived(Event, frozen=True, kw_only=True):
    """The partnership's plan came back."""

    kind: ClassVar[str] = "plan-received"
    received: Annotated[KeptFile, "The plan as it came"]
    answers: Annotated[KeptFile | None, "The answers that were given to what could not be read with certainty"] = None
    against: Annotated[int | None, "The number of the event with whose plan it was compared", "1"] = None
    actions: Annotated[tuple[HeardAction, ...], "Every action of the plan as it last stood, as it is heard now"] = ()
    added: Annotated[tuple[HeardAction, ...], "Actions that the partnership added"] = ()
    removed: Annotated[tuple[str, ...], "The references of actions that the partnership took out", "A1.3"] = ()
    parts: Annotated[tuple[HeardPart, ...], "What other parts of the plan say"] = ()


class UpdateReceived(PlanReceived, frozen=True, kw_only=True):
    """The partnership sent its plan again, with its progress."""

    kind: ClassVar[str] = "update-received"


class PlanAccepted(Event, frozen=True, kw_only=True):
    """The partnership's plan is fit for purpose."""

    kind: ClassVar[str] = "plan-accepted"
    received: Annotated[int, "The number of the event with which the plan came", "2"]
    accepted_by: Annotated[str, "Who accepted it: name and role", "Struan Bell, link inspector"]
    publication: Annotated[dt.date | None, "By when the partnership publishes it", "2027-02-01"] = None
    review: Annotated[dt.date | None, "When the progress review takes place, where it is agreed now"] = None
    evidence: Annotated[dt.date | None, "By when evidence is to be sent before the review", "2027-10-18"] = None


class PlanReturned(Event, frozen=True, kw_only=True):
    """The partnership's plan went back for revision."""

    kind: ClassVar[str] = "plan-returned"
    received: Annotated[int, "The number of the event with which the plan came", "2"]
    returned_by: Annotated[str, "Who returned it: name and role", "Struan Bell, link inspector"]
    areas: Annotated[tuple[AreaReason, ...], "The areas that the plan does not yet reflect, and why"] = ()
    reason: Annotated[str | None, "What concerns the whole plan", "It names no leads.", "text"] = None
    due: Annotated[dt.date, "By when the revised plan is due", "2027-02-15"]


class ExtensionAgreed(Event, frozen=True, kw_only=True):
    """More time was agreed, on the day of the event."""

    kind: ClassVar[str] = "extension-agreed"
    concerns: Annotated[
        str, 'What it is about: "improvement plan", "progress review" or an action\'s reference', "A1.2"
    ]
    original: Annotated[Timescale, "The timescale that stood before", "2027-01-05"]
    new: Annotated[Timescale, "The timescale that is agreed now", "2027-02-05"]
    reason: Annotated[str, "Why it is extended", "The lead officer's post is vacant.", "text"]
    agreed_with: Annotated[str, "With whom it was agreed", "Dr Morag Sinclair, chief officer"]
    letter_date: Annotated[dt.date | None, "The date of the letter that records it", "2026-12-16"] = None


class ReviewDone(Event, frozen=True, kw_only=True):
    """The progress review took place."""

    kind: ClassVar[str] = "review-done"
    reviewed_by: Annotated[str, "Who reviewed: name and role", "Struan Bell, link inspector"]
    areas: Annotated[tuple[AreaProgress, ...], "What was found in each area"]


class Closed(Event, frozen=True, kw_only=True):
    """Formal monitoring ended."""

    kind: ClassVar[str] = "closed"
    closed_by: Annotated[str, "Who closed it: name and role", "Eilidh Garvie, chief inspector"]
    reason: Annotated[str, "Why", "Every action is complete, on evidence.", "text"]


class Sent(Event, frozen=True, kw_only=True):
    """Documents went to the partnership."""

    kind: ClassVar[str] = "sent"
    stage: Annotated[Stage, "How far the documents had come", "issued"]
    documents: Annotated[tuple[SentDocument, ...], "What was sent"]
    to: Annotated[tuple[Recipient, ...], "To whom"]
    copies: Annotated[tuple[Recipient, ...], "Who was sent a copy"] = ()
    means: Annotated[str | None, "How", "e-mail"] = None


_KINDS: tuple[type[Event], ...] = (
    *(Issued, Replaced, Withdrawn, PlanReceived, PlanAccepted, PlanReturned),
    *(UpdateReceived, ExtensionAgreed, ReviewDone, Closed, Sent),
)
EVENTS: Mapping[str, type[Event]] = {cls.kind: cls for cls in _KINDS}
"""The kinds of events by what they are called in a file."""


class Recorded(NamedTuple):
    """An event as it lies in the record: the name of its file, without a folder, and that file's SHA-256."""

    file: str
    hash: str
    event: Event


def kept_files(event: Event) -> tuple[KeptFile, ...]:
    """Return the files kept beside an event, with their hashes on that day."""
    if isinstance(event, Issued):
        words = [KeptFile(file=document.file, hash=document.hash, name=None) for document in event.documents]
        pdfs = [
            KeptFile(file=document.pdf, hash=document.pdf_hash, name=None)
            for document in event.documents
            if document.pdf and document.pdf_hash
        ]
        return (*words, *pdfs)
    if isinstance(event, PlanReceived):
        return (event.received, *((event.answers,) if event.answers else ()))
    return ()
