"""What a letter that answers an event says of it, as values for its template."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Struct


class FollowUpArea(Struct, frozen=True, kw_only=True):
    """What is said of one area for improvement."""

    reference: Annotated[str, "The area's reference", "A1"]
    title: Annotated[str, "The area for improvement in a few words", "Chronologies and shared risk assessment"]
    progress: Annotated[str, "Minimal, some or significant; empty in other letters", "some"]
    text: Annotated[str, "What was seen, or why the plan does not yet reflect it; may be empty"]


class FollowUp(Struct, frozen=True, kw_only=True):
    """What a letter that answers an event says of it."""

    dated: Annotated[dt.date, "The date of the letter", "2027-02-01"]
    reply_by: Annotated[dt.date | None, "By when an answer is asked for", "2027-02-15"]
    on: Annotated[dt.date, "The day on which it was looked what is due", "2027-02-01"]
    answers: Annotated[str, "The event that it answers", "event 3 of PSR-2026-010, plan-received of 8 January 2027"]
    happened: Annotated[dt.date, "When that happened", "2027-01-08"]
    received: Annotated[dt.date | None, "When the plan that it is about came", "2027-01-08"] = None
    revised: Annotated[bool, "Whether that is a revised plan"] = False
    due: Annotated[dt.date | None, "When the plan, its revision or an update is due, or was", "2027-01-29"] = None
    publication: Annotated[dt.date | None, "By when the partnership publishes its plan", "2027-02-26"] = None
    review: Annotated[dt.date | None, "When the progress review takes place", "2027-11-01"] = None
    evidence: Annotated[dt.date | None, "By when evidence is due before the review", "2027-10-18"] = None
    areas: Annotated[tuple[FollowUpArea, ...], "What is said of each area"] = ()
    reason: Annotated[str | None, "Why, in the words of the event"] = None
