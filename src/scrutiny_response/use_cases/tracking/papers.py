"""How all cases stand on a day → what the committee's paper and the recommendations say, and the two as Word files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from engross.days import spelled
from engross.word import Template
from scrutiny_response.domain.events import ReviewDone
from scrutiny_response.domain.filters import FILTERS, initial_capital
from scrutiny_response.domain.ratings import Rating, in_words
from scrutiny_response.domain.tracking import Case, TrackedAction
from scrutiny_response.use_cases.tracking.bars import PATTERNS, bar
from scrutiny_response.use_cases.tracking.survey import Tracked, Tracker
from scrutiny_response.use_cases.tracking.values import (
    AreaFound,
    Bar,
    LateAction,
    Paper,
    PublicArea,
    PublicPartnership,
    Recommendations,
    Section,
)

HERE = Path(__file__).resolve().parent
"""The folder of the two templates, apart from a cycle's kinds of document."""
_WITHOUT = {False: "No actions", True: "Not issued"}
_ORDER = (Rating.RED, Rating.AMBER)


def paper_document(tracker: Tracker) -> bytes:
    """Return the paper for the committee as a Word file."""
    return bytes(_template("progress-paper.docx", Paper).render(paper(tracker)))


def recommendations_document(tracker: Tracker) -> bytes:
    """Return the recommendations as a Word file."""
    return bytes(_template("recommendations.docx", Recommendations).render(recommendations(tracker)))


@cache
def _template(name: str, shape: type) -> Template:
    return Template.open(HERE / name, shape=shape, filters=FILTERS)


def paper(tracker: Tracker) -> Paper:
    """Return what the paper for the committee says."""
    actions = [action for partnership in tracker.partnerships for action in partnership.case.counted]
    return Paper(
        on=tracker.on,
        sections=tuple(map(_section, tracker.partnerships)),
        total=bar_of(actions),
        number=len(actions),
        patterns=patterns(),
        rules=tuple(
            f"{initial_capital(rating)}: {words}" for ratings in tracker.ratings for rating, words in in_words(ratings)
        ),
        refused=tuple(dict.fromkeys(str(problem.place) for problem in tracker.problems)),
    )


def patterns() -> str:
    """Return what the patterns of a bar mean: "completed (filled), due (striped), …"."""
    return ", ".join(f"{what} ({pattern})" for what, pattern, _ in PATTERNS)


def bar_of(actions: Iterable[TrackedAction]) -> Bar:
    """Return how actions stand as a bar; those without a date count as due, open ones of a closed case as left open."""
    counted = list(actions)
    numbers = tuple(sum(action.part == what for action in counted) for what, _, _ in PATTERNS)
    words = [f"{number} {what}" for number, (what, _, _) in zip(numbers[1:], PATTERNS[1:], strict=True) if number]
    plural = "action" if len(counted) == 1 else "actions"
    text = ", ".join([f"{numbers[0]} of {len(counted)} {plural} completed", *words]) if counted else "no actions"
    return Bar(picture=bar(numbers), words=text)


def _section(tracked: Tracked) -> Section:
    case = tracked.case
    late = sorted(
        (action for action in case.actions if action.rating in _ORDER), key=lambda each: _ORDER.index(each.rating)
    )
    return Section(
        reference=case.assessment.reference,
        partnership=case.assessment.partnership.name,
        level=tracked.level,
        how_far=case.in_words,
        kept_back=tracked.kept_back,
        heard=f"Last heard on {spelled(case.heard_on)}." if case.heard_on else "Nothing heard yet.",
        completed=f"{case.completed} of {len(case.counted)}" if case.counted else _WITHOUT[bool(case.not_issued)],
        number=len(case.counted),
        bar=bar_of(case.counted),
        red=case.rated(Rating.RED),
        amber=case.rated(Rating.AMBER),
        green=case.rated(Rating.GREEN),
        overdue=case.number("overdue"),
        slipped=case.number("slipped"),
        late=tuple(map(_late, late)),
        review=tuple(_found(case, case.review)) if case.review else (),
        reviewed=spelled(case.review.date) if case.review else "",
        closed=f"Monitoring ended on {spelled(case.closed.date)}: {case.closed.reason}" if case.closed else "",
    )


def _late(tracked: TrackedAction) -> LateAction:
    now = tracked.now
    dates = "no date"
    if tracked.first_date and tracked.date:
        dates = spelled(tracked.date)
        if tracked.times_revised:
            times = "once" if tracked.times_revised == 1 else f"{tracked.times_revised} times"
            dates += f", first {spelled(tracked.first_date)}, revised {times}"
    over = f"{tracked.days_over} {'day' if tracked.days_over == 1 else 'days'} over, " if tracked.days_over else ""
    return LateAction(
        reference=now.reference, action=now.action, lead=now.lead, dates=dates, late=f"{over}{tracked.stands}",
        status=initial_capital(now.status), rating=initial_capital(tracked.rating),
    )  # fmt: skip


def _found(case: Case, review: ReviewDone) -> Iterator[AreaFound]:
    titles = {area.reference: area.title for area in case.assessment.areas}
    for progress in review.areas:
        seen = f": {progress.text}" if progress.text else ""
        yield AreaFound(
            area=f"{progress.reference}: {titles.get(progress.reference, '')}".removesuffix(": "),
            progress=f"{initial_capital(progress.progress)} progress{seen}",
        )


def recommendations(tracker: Tracker) -> Recommendations:
    """Return what may be published: no lead, no action's words, and no partnership that is kept back."""
    public = [_public(partnership) for partnership in tracker.partnerships if partnership.is_public]
    return Recommendations(
        on=tracker.on,
        partnerships=tuple(sorted(public, key=lambda each: each.partnership)),
        patterns=patterns(),
    )


def _public(tracked: Tracked) -> PublicPartnership:
    case, inspection = tracked.case, tracked.case.assessment.inspection
    return PublicPartnership(
        partnership=case.assessment.partnership.name,
        inspection=inspection.title or f"{initial_capital(inspection.type)}: {inspection.programme}",
        plan=_plan_in_words(case),
        bar=bar_of(case.counted),
        number=len(case.counted),
        areas=tuple(_public_areas(case)),
        closed=f"Formal monitoring ended on {spelled(case.closed.date)}." if case.closed else "",
    )


def _plan_in_words(case: Case) -> str:
    if case.accepted:
        return f"The partnership’s improvement plan was accepted on {spelled(case.accepted.date)}."
    if case.received:
        return f"The partnership sent its improvement plan on {spelled(case.received)}. It is being considered."
    return "The partnership has not sent its improvement plan yet."


def _public_areas(case: Case) -> Iterator[PublicArea]:
    progress = {area.reference: area.progress for area in case.review.areas} if case.review else {}
    for area in case.assessment.areas:
        own = [action for action in case.counted if action.now.area == area.reference]
        reviewed = progress.get(area.reference)
        yield PublicArea(
            reference=area.reference,
            title=area.title,
            source=area.source or "",
            actions=initial_capital(bar_of(own).words),
            progress=f"{initial_capital(reviewed)} progress" if reviewed else "Not reviewed yet",
        )
