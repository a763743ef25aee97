"""A case's extension of a timescale → what in it does not fit the rest of the assessment, or itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from engross.suggestions import did_you_mean
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.case import Case, Contradiction, Rule
from scrutiny_response.domain.monitoring import WorkingDays, later
from scrutiny_response.domain.timeframes import (
    EXTENSION_LETTER,
    IMPROVEMENT_PLAN,
    PROGRESS_REVIEW,
    Length,
    Span,
    Timescale,
)


def _wanted(case: Case) -> Iterator[Contradiction]:
    documents = case.assessment.documents
    if EXTENSION_LETTER in documents and not case.assessment.extension:
        path = ("documents", documents.index(EXTENSION_LETTER))
        message = f"a `{EXTENSION_LETTER}` is asked for, but no extension is recorded"
        yield Contradiction(path, "no-extension", message, "add `extension:`, or remove the document from the list")


def _concerns(case: Case) -> Iterator[Contradiction]:
    extension, recorded = case.assessment.extension, _recorded(case.assessment)
    if extension and extension.concerns not in recorded:
        message = f"`{extension.concerns}` is neither the improvement plan, the progress review nor one of the actions"
        hint = did_you_mean(extension.concerns, list(recorded))
        yield Contradiction(("extension", "concerns"), "unknown-concern", message, hint)


def _original(case: Case) -> Iterator[Contradiction]:
    """A recorded day also counts as the working day that it moves to, for that is what the letter said."""
    extension = case.assessment.extension
    recorded = _recorded(case.assessment).get(extension.concerns) if extension else None
    if not extension or recorded is None:
        return
    days = WorkingDays(case.assessment.holidays)
    first, last = _days(recorded, case.assessment)
    repeated = _days(extension.original, case.assessment)
    if repeated not in {(first, last), (days.on_or_after(first), days.on_or_after(last) if first == last else last)}:
        message = f"the original timescale is given as {_said(extension.original)}, and recorded as {_said(recorded)}"
        hint = f"write what was agreed first for `{extension.concerns}` in both places"
        yield Contradiction(("extension", "original"), "original-differs", message, hint)


def _later(case: Case) -> Iterator[Contradiction]:
    extension = case.assessment.extension
    if extension and _ends(extension.new, case) <= _ends(extension.original, case):
        message = f"the new timescale, {_said(extension.new)}, is no later than the original, "
        message += _said(extension.original)
        yield Contradiction(("extension", "new"), "not-extended", message, "write a later one, or check the original")


def _recorded(assessment: Assessment) -> Mapping[str, Timescale | None]:
    """Return what an extension may concern, and the timescale that is recorded for it."""
    actions = {action.reference: action.due for area in assessment.areas for action in area.actions}
    return {IMPROVEMENT_PLAN: assessment.plan_due, PROGRESS_REVIEW: assessment.monitoring.review, **actions}


def _ends(timescale: Timescale, case: Case) -> dt.date:
    return _days(timescale, case.assessment)[1]


def _days(timescale: Timescale, assessment: Assessment) -> tuple[dt.date, dt.date]:
    """Return the first and the last day; lengths are counted from the date of the response letter."""
    if isinstance(timescale, Span):
        return timescale.first, timescale.last
    if isinstance(timescale, Length):
        timescale = later(assessment.letter.date, timescale, WorkingDays(assessment.holidays))
    return timescale, timescale


def _said(timescale: Timescale) -> str:
    return f"{timescale.first} to {timescale.last}" if isinstance(timescale, Span) else str(timescale)


_COUNTED = ("extension", "letter.date", "holidays")
RULES: Mapping[Rule, tuple[str, ...]] = {
    _wanted: ("extension", "documents"),
    _concerns: ("extension", "areas"),
    _original: (*_COUNTED, "areas", "plan_due", "monitoring"),
    _later: _COUNTED,
}
"""The rules of this module, and what each reads."""
