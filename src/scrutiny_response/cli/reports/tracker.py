"""The tracker, as it was written → the text that people read and the JSON that programs read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engross.days import spelled
from scrutiny_response.cli.reports.report import Report, answer, counted, listed
from scrutiny_response.domain.ratings import Rating
from scrutiny_response.domain.tracking import Case, TrackedAction
from scrutiny_response.use_cases.following import errors_in
from scrutiny_response.use_cases.tracking import Tracker, WrittenTracker


def report(written: WrittenTracker) -> Report:
    """Return the answer: refused where a partnership could not be read or a file not be written."""
    return Report(bool(errors_in(written.problems)), lambda: _text(written), lambda: _as_json(written))


def _text(written: WrittenTracker) -> str:
    blocks = [listed(written.problems)] if written.problems else []
    if written.files:
        blocks.append("\n".join(["Written", *(f"  {path.as_posix()}" for path in written.files)]))
    if written.tracker is not None:
        kept = [
            f"  {tracked.case.assessment.reference}  {tracked.case.assessment.partnership.name}: {tracked.kept_back}"
            for tracked in written.tracker.partnerships
            if not tracked.is_public
        ]
        blocks += ["\n".join(["Not in the recommendations, which may be published", *kept])] if kept else []
        blocks.append(_counts(written.tracker))
    return "\n\n".join(blocks)


def _counts(tracker: Tracker) -> str:
    cases = [partnership.case for partnership in tracker.partnerships]
    numbers = [f"{sum(case.rated(rating) for case in cases)} {rating}" for rating in Rating]
    late = [f"{sum(case.number(stands) for case in cases)} {stands}" for stands in ("overdue", "slipped")]
    actions = sum(len(case.actions) for case in cases)
    return (
        f"On {spelled(tracker.on)}: {counted(len(cases), 'partnership')}, {counted(actions, 'action')}: "
        f"{', '.join((*numbers, *late))}."
    )


def _as_json(written: WrittenTracker) -> Iterator[str]:
    everyone = written.tracker.partnerships if written.tracker else ()
    kept_back = {tracked.case.assessment.reference: tracked.kept_back for tracked in everyone if not tracked.is_public}
    head: dict[str, Any] = {
        "on": written.tracker.on.isoformat() if written.tracker else None,
        "files": [path.as_posix() for path in written.files],
        "kept_back": kept_back,
    }
    cases = [tracked.case for tracked in everyone]
    actions = (_action(case, action) for case in cases for action in case.actions)
    return answer("tracker", head, ("actions", actions), written.problems)


def _action(case: Case, tracked: TrackedAction) -> dict[str, Any]:
    now = tracked.now
    return {
        "reference": case.assessment.reference,
        "partnership": case.assessment.partnership.name,
        "area": now.area or None,
        "action": now.reference,
        "first_date": tracked.first_date.isoformat() if tracked.first_date else None,
        "date": tracked.date.isoformat() if tracked.date else None,
        "times_revised": tracked.times_revised,
        "days_over": tracked.days_over,
        "days_overdue": tracked.days_overdue,
        "status": now.status,
        "stands": tracked.stands,
        "rating": str(tracked.rating),
        "heard_on": now.heard_on.isoformat() if now.heard_on else None,
    }
