"""What somebody says happened to a reference → an event in its record, if nothing before contradicts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from engross.problems import FilePlace, Problem, Refused
from engross.suggestions import one_of
from scrutiny_response import __version__
from scrutiny_response.domain.as_issued import as_issued
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.case import Contradiction
from scrutiny_response.domain.event_parts import AreaProgress, AreaReason, Progress
from scrutiny_response.domain.events import (
    Closed,
    Event,
    ExtensionAgreed,
    PlanAccepted,
    PlanReturned,
    Recorded,
    ReviewDone,
)
from scrutiny_response.domain.follow_up import contradictions, last_day, last_received, stands
from scrutiny_response.domain.history import is_followed
from scrutiny_response.domain.monitoring import WorkingDays, earlier
from scrutiny_response.domain.timeframes import PROGRESS_REVIEW, Length, Span, Timescale
from scrutiny_response.generate.records import record_of
from scrutiny_response.intake import read_framework, read_one
from scrutiny_response.store import record as store
from scrutiny_response.use_cases.recording import add_event, history_of, writing_refused

NOTED = {cls.kind: cls for cls in (PlanAccepted, PlanReturned, ExtensionAgreed, ReviewDone, Closed)}
"""The kinds of events that are noted; others are written by the commands that do what they say."""

NEEDED = {
    "plan-accepted": ("by",),
    "plan-returned": ("by", "due"),
    "extension-agreed": ("concerns", "new", "reason", "agreed_with"),
    "review-done": ("by", "areas"),
    "closed": ("by", "reason"),
}
"""What has to be said of each kind of event."""
TAKEN = {
    "plan-accepted": {"by", "publication", "review", "evidence"},
    "plan-returned": {"by", "due", "areas", "reason"},
    "extension-agreed": {"concerns", "new", "original", "reason", "agreed_with", "letter_date"},
    "review-done": {"by", "areas"},
    "closed": {"by", "reason"},
}
"""What may be said of each kind of event."""

WORDS = (
    "by",
    "reason",
    "concerns",
    "agreed_with",
    "note",
    "due",
    "publication",
    "review",
    "evidence",
    "original",
    "new",
    "letter_date",
)
"""What may be said of an event beside its day and its areas."""


class Details(Struct, frozen=True, kw_only=True):
    """What was said of an event on the command line; what was not said is empty."""

    on: dt.date
    by: str = ""
    reason: str = ""
    areas: Mapping[str, str] = field(default_factory=dict)
    due: dt.date | None = None
    publication: dt.date | None = None
    review: dt.date | None = None
    evidence: dt.date | Length | None = None
    concerns: str = ""
    original: Timescale | None = None
    new: Timescale | None = None
    agreed_with: str = ""
    letter_date: dt.date | None = None
    note: str = ""


class Noted(Struct, frozen=True):
    """An event that was written: the reference and the partnership that it is of, and its file."""

    reference: str
    partnership: str
    file: str


class NotNoted(Refused):
    """An event was refused; `about` names for each problem what of `Details` it is about, or nothing."""

    def __init__(self, reasons: Iterable[tuple[str, Problem]]) -> None:
        listed = tuple(reasons)
        self.about = tuple(name for name, _ in listed)
        super().__init__(problem for _, problem in listed)


def note(path: Path, kind: str, details: Details, record: Path | None = None) -> Noted:
    """Write an event of this kind for the reference of an assessment file; Refused with every reason against it."""
    reading = read_one(path, read_framework(None))
    if reading.assessment is None:
        raise Refused(reading.problems)
    assessment, place = reading.assessment, FilePlace(reading.file)
    _refuse_words(kind, details, place)
    folder = record or record_of(path.parent)
    with writing_refused(folder, "note"):
        history = history_of(folder, assessment.reference)
        assessment = as_issued(assessment, history)
        event = _event(kind, details, history, assessment, place)
        against = contradictions(event, history, assessment)
        reasons = [("", problem) for problem in _never_issued(folder, kind, history, assessment.reference, place)]
        reasons += [_reason(contradiction, place) for contradiction in against]
        if reasons:
            raise NotNoted(reasons)
        written = add_event(folder, lambda _: event, {}, history)
    return Noted(assessment.reference, assessment.partnership.name, written.file)


def _reason(contradiction: Contradiction, place: FilePlace) -> tuple[str, Problem]:
    """Return what of an event a contradiction is about, and what is wrong."""
    about = str(next(iter(contradiction.path), ""))
    return about, Problem(contradiction.id, place, contradiction.message, contradiction.hint)


def _never_issued(
    folder: Path, kind: str, history: Sequence[Recorded], reference: str, place: FilePlace
) -> Iterator[Problem]:
    """Yield why nothing can have followed, where a record says of others that they were issued, and not of this one.

    A house that issues by other means has none that says so. What was withdrawn may still be closed.
    """
    is_possible = is_followed(history) or (kind == Closed.kind and history)
    if not is_possible and store.has_issues(folder):
        message = f"nothing of {reference} stands issued, and nothing came back, so there is no `{kind}`"
        hint = (
            "issue it first; or, if it was sent before there was a record, "
            "record it with: scrutiny issue --adopt REFERENCE ..."
        )
        yield Problem("nothing-issued", place, message, hint)


def _refuse_words(kind: str, details: Details, place: FilePlace) -> None:
    """Refuse what an event of this kind lacks, and what it does not take."""
    given = {name for name in set().union(*TAKEN.values()) if getattr(details, name)}
    reasons = [
        (name, Problem("event-lacks", place, f"`{kind}` lacks {_option(name)}", f"add {_option(name)}"))
        for name in NEEDED[kind]
        if name not in given
    ]
    reasons += [
        (
            name,
            Problem(
                "event-has-no", place, f"`{kind}` takes no {_option(name)}", "leave it out, or choose another event"
            ),
        )
        for name in sorted(given - TAKEN[kind])
    ]
    if reasons:
        raise NotNoted(reasons)


def _option(name: str) -> str:
    return "--" + {"areas": "area"}.get(name, name).replace("_", "-")


def _event(kind: str, details: Details, history: Sequence[Recorded], assessment: Assessment, place: FilePlace) -> Event:
    reference, note_text = assessment.reference, details.note or None
    if kind == PlanAccepted.kind:
        return PlanAccepted(reference=reference, date=details.on, software=__version__, note=note_text,
                            received=last_received(history), accepted_by=details.by, publication=details.publication,
                            review=details.review, evidence=_evidence(details, history, assessment, place))  # fmt: skip
    if kind == PlanReturned.kind:
        areas = tuple(AreaReason(reference=area, reason=reason) for area, reason in details.areas.items())
        return PlanReturned(reference=reference, date=details.on, software=__version__, note=note_text,
                            received=last_received(history), returned_by=details.by, areas=areas,
                            reason=details.reason or None, due=details.due or details.on)  # fmt: skip
    if kind == ExtensionAgreed.kind:
        new = details.new or details.on
        original = details.original or stands(assessment, history, details.concerns) or new
        return ExtensionAgreed(reference=reference, date=details.on, software=__version__, note=note_text,
                               concerns=details.concerns, original=original, new=new, reason=details.reason,
                               agreed_with=details.agreed_with, letter_date=details.letter_date)  # fmt: skip
    if kind == ReviewDone.kind:
        return ReviewDone(reference=reference, date=details.on, software=__version__, note=note_text,
                          reviewed_by=details.by, areas=tuple(_progress(details.areas, place)))  # fmt: skip
    return Closed(reference=reference, date=details.on, software=__version__, note=note_text, closed_by=details.by,
                  reason=details.reason)  # fmt: skip


def _evidence(
    details: Details, history: Sequence[Recorded], assessment: Assessment, place: FilePlace
) -> dt.date | None:
    """Return the day by which evidence is due; a length is counted backwards from the review, to a working day."""
    if not isinstance(details.evidence, Length):
        return details.evidence
    days = WorkingDays(assessment.holidays)
    review = details.review or stands(assessment, history, PROGRESS_REVIEW)
    if review is None:
        message = f"the evidence is due {details.evidence} before the review, and no review is agreed"
        problem = Problem("evidence-without-review", place, message, "say when it is: --review DATE")
        raise NotNoted([("review", problem)])
    first = review.first if isinstance(review, Span) else last_day(review, assessment.letter.date, days)
    return days.on_or_before(earlier(first, details.evidence, days))


def _progress(areas: Mapping[str, str], place: FilePlace) -> list[AreaProgress]:
    """Return what a review found in each area: a word, and after a colon what was seen. Refused for other words."""
    progress, problems = [], []
    for reference, text in areas.items():
        word, _, seen = text.partition(":")
        if word.strip() in set(Progress):
            progress.append(
                AreaProgress(reference=reference, progress=Progress(word.strip()), text=seen.strip() or None)
            )
        else:
            message = f"`{word.strip()}` says no progress for {reference}"
            problems.append(Problem("unknown-progress", place, message, f"it is {one_of(tuple(Progress))}"))
    if problems:
        raise NotNoted(("areas", problem) for problem in problems)
    return progress
