"""An assessment and the day on which its documents are issued → what that day contradicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.case import Contradiction
from scrutiny_response.domain.contradictions.dates import moved_by
from scrutiny_response.domain.timeframes import EXTENSION_LETTER


def on_the_day(assessment: Assessment, document: str, day: dt.date) -> Iterator[Contradiction]:
    """Yield what speaks against issuing a document on this day: a letter dated later, and an embargo that goes on."""
    extension, until = assessment.extension, assessment.embargoed_until
    is_extension = document == EXTENSION_LETTER and extension is not None
    dated = extension.letter_date if is_extension and extension else assessment.letter.date
    path = ("extension", "letter_date") if is_extension else ("letter", "date")
    if day < dated:
        message = f"{document} is dated {dated}, after the day on which it is issued, {day}"
        hint = f"issue it on {dated} or later, or write `{path[-1]}: {day}`"
        hint += "" if is_extension else moved_by(assessment, day)
        yield Contradiction(path, "issued-before-its-date", message, hint)
    if until and day < until:
        message = f"{document} is embargoed until {until}, after the day on which it is issued, {day}"
        hint = f"issue it on {until} or later, or correct `embargoed_until`"
        yield Contradiction(("embargoed_until",), "issued-before-embargo-ends", message, hint)
