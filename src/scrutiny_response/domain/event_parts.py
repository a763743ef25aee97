"""What events consist of: documents, kept files, actions as they were heard, progress and recipients, as frozen values.

A third word beside a field's description and example says how a text is written: as a `hash`, a `file`, a `path`, or
a `text` of any length; without it, it is one line.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from msgspec import Struct

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
"""What a hash looks like, for examples."""


class Stage(StrEnum):
    """How far documents had come when they were sent."""

    FACTUAL_ACCURACY = "factual accuracy"
    EMBARGOED = "embargoed"
    ISSUED = "issued"


class Progress(StrEnum):
    """What a progress review found in an area for improvement."""

    MINIMAL = "minimal"
    SOME = "some"
    SIGNIFICANT = "significant"


class KeptFile(Struct, frozen=True, kw_only=True):
    """A file that lies beside the event, as it was on that day."""

    file: Annotated[str, "The name under which it lies beside the event", "2027-01-11-plan-received.docx", "file"]
    hash: Annotated[str, "Its SHA-256", HASH, "hash"]
    name: Annotated[str | None, "What it was called when it came", "Our plan FINAL v3.docx"]


class Inputs(Struct, frozen=True, kw_only=True):
    """What documents were made from."""

    assessment: Annotated[str, "The SHA-256 of the assessment file", HASH, "hash"]
    cycle: Annotated[str | None, "The SHA-256 of the cycle file; not given where there is none", HASH, "hash"]
    framework: Annotated[str, "The SHA-256 of the framework", HASH, "hash"]
    framework_version: Annotated[str, "The version of the framework", "2026-03"]
    software: Annotated[str, "The version of the software that made them", "0.9.0"]
    signatures: Annotated[str | None, "A hash of the pictures of signatures; not given for none", HASH, "hash"] = None


class AsEdited(Struct, frozen=True, kw_only=True):
    """A document that was edited by hand and issued as it lay."""

    reason: Annotated[str, "Why it was issued as edited", "The chair's own words of thanks", "text"]
    differs: Annotated[tuple[str, ...], "The paragraphs that differ from what was generated", "+ Thank you.", "text"]


class IssuedDocument(Struct, frozen=True, kw_only=True):
    """One document as it was sent."""

    document: Annotated[str, "The name of the document", "letter"]
    dated: Annotated[dt.date | None, "The date that it bears", "2026-12-07"]
    path: Annotated[str, "Its path inside the output folder", "PSR-2026-010-Strathlorne/letter.docx", "path"]
    file: Annotated[str, "The name under which it lies beside the event", "2026-12-07-issued-letter.docx", "file"]
    hash: Annotated[str, "Its SHA-256", HASH, "hash"]
    pdf: Annotated[str | None, "The name of its PDF beside the event", "2026-12-07-issued-letter.pdf", "file"]
    pdf_hash: Annotated[str | None, "The SHA-256 of its PDF", HASH, "hash"]
    template: Annotated[str, "The file name of its template", "letter.docx"]
    template_hash: Annotated[str, "The SHA-256 of its template", HASH, "hash"]
    inputs: Annotated[Inputs, "What it was made from"]
    replaces: Annotated[int | None, "The number of the event that issued what this document replaces", "1"]
    answers: Annotated[int | None, "The number of the event that this document answers", "3"]
    asked_on: Annotated[dt.date | None, "For a letter that answers: the day for which it was asked for"] = None
    reply_by: Annotated[dt.date | None, "For a letter that answers: by when it asks for an answer"] = None
    as_edited: Annotated[AsEdited | None, "Where it was edited by hand: why it was issued so, and what differs"] = None


class Accepted(Struct, frozen=True, kw_only=True):
    """Something that might be meant, which was accepted when the documents were issued."""

    id: Annotated[str, "The identifier of what was told", "placeholder"]
    place: Annotated[str, "Where it stands", "inputs/strathlorne.yaml:41:12"]


class StatedDate(Struct, frozen=True, kw_only=True):
    """A date that issued documents state."""

    what: Annotated[str, "What takes place, or is due", "plan due"]
    date: Annotated[dt.date, "The day, or the first of several; of an action, the last", "2027-01-18"]


class MovedDate(Struct, frozen=True, kw_only=True):
    """A date that a correction moves."""

    what: Annotated[str, "What is due", "improvement plan due"]
    original: Annotated[dt.date | None, "The date in what was issued before; not given where there was none"]
    new: Annotated[dt.date | None, "The date now; not given where there is none any more"]


class HeardAction(Struct, frozen=True, kw_only=True):
    """One action as the partnership's plan says it."""

    reference: Annotated[str, "The action's reference", "A1.2"]
    status: Annotated[str, "How far it has come, in words", "in progress"]
    action: Annotated[str | None, "What will be done, in the plan's words", "Agree one chronology template", "text"]
    timescale: Annotated[str | None, "When it is due, as it is written", "end of March 2027", "text"]
    due: Annotated[dt.date | None, "The day that the timescale says, where it says one", "2027-03-31"]
    lead: Annotated[str | None, "Who leads it", "Head of children's services", "text"]
    measure: Annotated[str | None, "The measure of success", "Chronologies in 90% of audited files", "text"]
    progress: Annotated[str | None, "What is said of its progress", "The template is agreed.", "text"]


class HeardPart(Struct, frozen=True, kw_only=True):
    """What another part of a returned plan says: the progress log, versions, governance, sign-off."""

    part: Annotated[str, "Which part", "sign-off"]
    text: Annotated[str, "What it says", "Dr Morag Sinclair, 8 January 2027", "text"]


class AreaReason(Struct, frozen=True, kw_only=True):
    """Why a plan does not yet reflect what was found in an area."""

    reference: Annotated[str, "The area's reference", "A1"]
    reason: Annotated[str, "Why", "No action answers the finding.", "text"]


class AreaProgress(Struct, frozen=True, kw_only=True):
    """What a progress review found in one area."""

    reference: Annotated[str, "The area's reference", "A1"]
    progress: Annotated[Progress, "Minimal, some or significant progress", "some"]
    text: Annotated[str | None, "What was seen", "Chronologies are in most records read.", "text"]


class SentDocument(Struct, frozen=True, kw_only=True):
    """One document that was sent."""

    document: Annotated[str, "The name of the document", "letter"]
    hash: Annotated[str, "The SHA-256 of what was sent", HASH, "hash"]


class Recipient(Struct, frozen=True, kw_only=True):
    """Somebody to whom documents were sent."""

    name: Annotated[str, "The name", "Dr Morag Sinclair"]
    email: Annotated[str | None, "The e-mail address", "morag.sinclair@example.org"]
