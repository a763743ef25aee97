"""Assessments and their record → what is due on a day, of all partnerships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from engross.days import spelled
from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.domain.as_issued import action_dates
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.due import DueItem, due_items
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.follow_up import until
from scrutiny_response.domain.history import is_followed, says_dates
from scrutiny_response.generate.records import record_of
from scrutiny_response.intake import Progress, read_assessments, read_framework
from scrutiny_response.use_cases.recording import history_of

_ACTION = "action "


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return why a file was not accepted, without what is only warned of."""
    return tuple(problem for problem in problems if problem.is_error)


class WhatIsDue(Struct, frozen=True):
    """What is due on a day, in the order of the dates, and why something may be missing.

    `not_issued` are the references of which nothing is due because nothing that says so is issued, each with its
    partnership.
    """

    on: dt.date
    items: tuple[DueItem, ...]
    not_issued: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def what_is_due(
    inputs: Sequence[Path],
    on: dt.date,
    framework: Path | None,
    record: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> WhatIsDue:
    """Return what is due of all assessments; one that cannot be read is among the problems, and stops no other.

    With a framework that cannot be read, nothing is known of any of them.
    """
    try:
        rules = read_framework(framework)
    except Refused as refused:
        return WhatIsDue(on, (), (), refused.problems)
    items: list[DueItem] = []
    problems: list[Problem] = []
    not_issued: list[tuple[str, str]] = []
    for reading in read_assessments(list(inputs), rules, progress):
        if reading.assessment is None:
            problems += errors_in(reading.problems)
            continue
        folder = record or record_of(Path(reading.file).parent)
        try:
            events = until(history_of(folder, reading.assessment.reference), on)
        except Refused as refused:
            problems += refused.problems
            continue
        items += due_items(reading.assessment, events, on)
        problems += other_actions(reading.file, reading.assessment, events)
        if not is_followed(events):
            not_issued.append((reading.assessment.reference, reading.assessment.partnership.name))
    order = sorted(items, key=lambda item: (item.date, item.partnership, item.what, item.action))
    return WhatIsDue(on, tuple(order), tuple(sorted(not_issued)), tuple(problems))


def other_actions(file: str, assessment: Assessment, events: Sequence[Recorded]) -> Iterator[Problem]:
    """Yield a warning where a file has other actions than the plan that was issued: what is due may be wrong then."""
    event = says_dates(events)
    sent = [stated.what for stated in event.dates if stated.what.startswith(_ACTION)] if event else []
    if event is None or not sent:
        return
    now = [stated.what for stated in action_dates(assessment)]
    for what in (*(each for each in sent if each not in now), *(each for each in now if each not in sent)):
        name, day = what.removesuffix(" due"), spelled(event.date)
        if what in sent:
            message = f"{name} stands in what was issued on {day}, and not in this file, so it is missing here"
            hint = "put it back; what the partnership takes out is recorded when its plan comes back"
        else:
            message = f"{name} stands in this file, and not in what was issued on {day}"
            hint = 'issue it: scrutiny issue REFERENCE --replaces "REASON"; or take it out of the file'
        yield Problem("issued-differs", FilePlace(file), message, hint, Severity.WARNING)
