"""A case's dates → those that cannot follow one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions.case import Case, Contradiction, Rule
from scrutiny_response.domain.monitoring import WorkingDays, later
from scrutiny_response.domain.timeframes import Length, Span, Timescale


def _inspection_dates(case: Case) -> Iterator[Contradiction]:
    inspection = case.assessment.inspection
    if inspection.ended < inspection.started:
        message = f"the inspection ended on {inspection.ended}, before it started on {inspection.started}"
        yield Contradiction(("inspection", "ended"), "ended-before-started", message, "check both dates")


def _publication(case: Case) -> Iterator[Contradiction]:
    inspection = case.assessment.inspection
    if inspection.publication and inspection.publication < inspection.ended:
        message = f"the publication on {inspection.publication} is before the inspection's end on {inspection.ended}"
        yield Contradiction(("inspection", "publication"), "published-before-end", message, "check both dates")


def _after_publication(case: Case) -> Iterator[Contradiction]:
    publication, monitoring = case.assessment.inspection.publication, case.assessment.monitoring
    dated = (("first", "first monitoring", monitoring.first), ("review", "progress review", monitoring.review))
    for name, words, timescale in dated:
        date = _first_day(timescale, case.assessment)
        if publication and date and date < publication:
            message = f"the {words} on {date} is before the publication on {publication}"
            hint = "agree a later date, or check the publication date"
            yield Contradiction(("monitoring", name), f"{name}-before-publication", message, hint)


def _review_after_first(case: Case) -> Iterator[Contradiction]:
    monitoring = case.assessment.monitoring
    review = _first_day(monitoring.review, case.assessment)
    if monitoring.first and review and review < monitoring.first:
        message = f"the progress review on {review} is before the first monitoring on {monitoring.first}"
        yield Contradiction(("monitoring", "review"), "review-before-monitoring", message, "check both dates")


def _letter_date(case: Case) -> Iterator[Contradiction]:
    assessment, date = case.assessment, case.assessment.letter.date
    if assessment.inspection.ended > date:
        message = f"the letter of {date} is dated before the inspection ended on {assessment.inspection.ended}"
        yield Contradiction(("letter", "date"), "letter-before-end", message, "check both dates")


def _decision_date(case: Case) -> Iterator[Contradiction]:
    decision, date = case.assessment.decision, case.assessment.letter.date
    if decision and decision.date and decision.date > date:
        message = f"the level was decided on {decision.date}, after the date of the letter, {date}"
        yield Contradiction(("decision", "date"), "decided-after-letter", message, "check both dates")


def _plan_due(case: Case) -> Iterator[Contradiction]:
    """A length is counted from the date of the letter, and so is never before it."""
    due, date = case.assessment.plan_due, case.assessment.letter.date
    first = None if isinstance(due, Length) else _first_day(due, case.assessment)
    if first and first < date:
        message = f"the improvement plan is due on {first}, before the date of the letter, {date}"
        yield Contradiction(("plan_due",), "plan-due-before-letter", message, "agree a later date")


def _first_day(timescale: Timescale | None, assessment: Assessment) -> dt.date | None:
    """The first day of a timescale, before any move to a working day; lengths are counted from the letter's date."""
    if isinstance(timescale, Length):
        return later(assessment.letter.date, timescale, WorkingDays(assessment.holidays))
    return timescale.first if isinstance(timescale, Span) else timescale


RULES: Mapping[Rule, tuple[str, ...]] = {
    _inspection_dates: ("inspection.started", "inspection.ended"),
    _publication: ("inspection.ended", "inspection.publication"),
    _after_publication: ("inspection.publication", "monitoring.first", "monitoring.review", "letter.date", "holidays"),
    _review_after_first: ("monitoring.first", "monitoring.review", "letter.date", "holidays"),
    _letter_date: ("letter.date", "inspection.ended"),
    _decision_date: ("decision", "letter.date"),
    _plan_due: ("plan_due", "letter.date"),
}
"""The rules of this module, and what each reads."""
