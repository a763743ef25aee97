"""The readings of a cycle's assessment files → the cycle at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from engross.days import month as month_of
from engross.problems import Problem, Refused, in_order
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.dates_now import dates_now
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.follow_up import until
from scrutiny_response.domain.framework import Framework, Level
from scrutiny_response.domain.history import READY, in_words
from scrutiny_response.domain.level import ConditionResult, Indication
from scrutiny_response.domain.monitoring import Milestone
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.generate.issued import issued_of
from scrutiny_response.generate.records import Records
from scrutiny_response.intake import Reading, shared_by
from scrutiny_response.store.outcome import Outcome
from scrutiny_response.use_cases.following import other_actions
from scrutiny_response.use_cases.overview.progress import progress_of
from scrutiny_response.use_cases.overview.values import (
    Difference,
    Entry,
    Line,
    Mark,
    Month,
    Overview,
    Progress,
    Refusal,
    Share,
)

NOT_DETERMINED = "not yet determined"
_MARKS = {True: ("Met", "●"), False: ("Not met", "○"), None: ("Not yet determined", "?")}


class _Answered(NamedTuple):
    """What is said of one partnership; its level is None if it is not determined."""

    line: Line
    level: Level | None
    differences: tuple[Difference, ...]
    entries: tuple[Entry, ...]
    progress: Progress | None = None
    warnings: tuple[Problem, ...] = ()


def survey(
    readings: Iterable[Reading], framework: Framework, records: Records | None = None, on: dt.date | None = None
) -> Overview:
    """Return everything that the cycle at a glance says; a file that is not accepted is in its `refusals` alone.

    The readings are taken one after the other, and none is held. `records` say what is issued and what came back; what
    is late is said of the day `on`, and only if one is given.
    """
    answers, refusals = _told(readings, framework, records, on)
    answered = sorted(answers, key=lambda answer: answer.line.reference)
    lines = tuple(answer.line for answer in answered)
    entries = sorted(
        (entry for answer in answered for entry in answer.entries), key=lambda entry: (entry.date, entry.line.reference)
    )
    plans = tuple(entry for entry in entries if entry.kind == "Plan due")
    planned = {entry.line.reference for entry in plans}
    return Overview(
        lines=lines,
        shares=tuple(_shares(answered, framework)),
        conditions=tuple(f"{condition.number}. {condition.name}" for condition in framework.conditions),
        differences=tuple(difference for answer in answered for difference in answer.differences),
        on=on,
        progress=tuple(answer.progress for answer in answered if answer.progress),
        plans=plans,
        without_plan=tuple(line for line in lines if line.reference not in planned),
        months=tuple(_months(entries)),
        not_final=tuple(line for line in lines if not line.is_final),
        refusals=refusals,
        warnings=tuple(problem for answer in answered for problem in answer.warnings),
    )


def _told(
    readings: Iterable[Reading], framework: Framework, records: Records | None, on: dt.date | None
) -> tuple[Iterable[_Answered], tuple[Refusal, ...]]:
    """Return what is said of each file that is accepted, and why each of the others is not."""
    answered: dict[int, _Answered] = {}
    problems: dict[int, tuple[Problem, ...]] = {}
    identified = []
    for number, reading in enumerate(readings):
        identified.append((reading.file, reading.identified))
        if reading.assessment:
            response = respond(reading.assessment, framework)
            events = _events(reading.assessment, reading.file, records)
            state = _state(response, reading.file, records)
            if on is not None and events:
                events = until(events, on)
                state = in_words(events) or _of_its_own(reading.assessment)
            answer = _answered(response, state, events)
            if events:
                progress = progress_of(answer.line, reading.assessment, events, on)
                warnings = tuple(other_actions(reading.file, reading.assessment, events)) if on else ()
                answer = answer._replace(progress=progress, warnings=warnings)
            answered[number] = answer
        else:
            problems[number] = reading.problems
    for number, shared in shared_by(identified).items():
        answered.pop(number, None)
        problems[number] = in_order((*problems.get(number, ()), *shared))
    return answered.values(), tuple(_refusal(identified[number][0], problems[number]) for number in sorted(problems))


def _state(response: Response, file: str, records: Records | None) -> str:
    """Return how far documents have come; what was issued is said by the record."""
    assessment = response.assessment
    if records is None:
        return assessment.state
    outcome = Outcome(file, assessment.reference, assessment.partnership.name, assessment.state)
    try:
        return issued_of(outcome, records).in_words(assessment.state) or assessment.state
    except Refused:  # `generate` and `verify` say why
        return "its record has faults"


def _of_its_own(assessment: Assessment) -> str:
    """Return how far documents had come before anything was recorded of them."""
    return READY if assessment.state is State.ISSUED else assessment.state


def _events(assessment: Assessment, file: str, records: Records | None) -> tuple[Recorded, ...]:
    """Return what is recorded of a reference; nothing while its record has faults, which its state says."""
    if records is None:
        return ()
    try:
        return records.of(file).history(assessment.reference).events
    except Refused:
        return ()


def _answered(response: Response, state: str, events: Sequence[Recorded]) -> _Answered:
    line = _line(response, state)
    entries = tuple(_entries(line, response, events))
    return _Answered(line, response.level, tuple(_differences(line, response)), entries)


def _line(response: Response, state: str) -> Line:
    indication, recorded = response.indication, response.assessment
    return Line(
        reference=recorded.reference,
        partnership=recorded.partnership.name,
        state=state,
        is_final=recorded.state.is_final,
        level=response.level.name if response.level else f"{NOT_DETERMINED}, {_between(indication)}",
        indicated=indication.level.name if indication.level else _between(indication),
        second=indication.second.level.name if indication.second else "",
        marks=tuple(_mark(result) for result in indication.conditions),
    )


def _between(indication: Indication) -> str:
    return f"between {indication.lowest.name} and {indication.highest.name}"


def _mark(result: ConditionResult) -> Mark:
    condition = f"{result.condition.number}. {result.condition.name}"
    return _marked(condition, result.is_met, f"{result.met} of {result.total}")


@lru_cache(maxsize=1_000)  # a cycle's partnerships share a few dozen of them
def _marked(condition: str, is_met: bool | None, criteria: str) -> Mark:
    words, shape = _MARKS[is_met]
    return Mark(condition=condition, words=words, shape=shape, criteria=criteria)


def _shares(answered: Sequence[_Answered], framework: Framework) -> Iterator[Share]:
    for level in framework.levels:
        yield Share(
            level=initial_capital(level.name), lines=tuple(answer.line for answer in answered if answer.level == level)
        )
    lines = tuple(answer.line for answer in answered if answer.level is None)
    yield Share(level=initial_capital(NOT_DETERMINED), lines=lines)


def _differences(line: Line, response: Response) -> Iterator[Difference]:
    """Yield one difference for each partnership, however many things differ."""
    indication, decision = response.indication, response.decision
    what = [f"Indicated: {line.indicated}."]
    if response.decided_otherwise:
        who = f" ({decision.decided_by})" if decision and decision.decided_by else ""
        what.append(f"Decided: {line.level}{who}.")
    if not indication.agree and indication.second:
        what.append(f"Second indicator: {line.second}, because {indication.second.reason}.")
    if len(what) > 1:
        rationale = (decision.rationale if decision else None) or ""
        yield Difference(line=line, what=" ".join(what), rationale=rationale)


def _entries(line: Line, response: Response, events: Sequence[Recorded]) -> Iterator[Entry]:
    for milestone, is_extended in dates_now(response.assessment, response.schedule, events):
        yield Entry(
            date=milestone.date,
            until=milestone.until,
            kind=initial_capital(milestone.kind),
            line=line,
            by=milestone.by,
            notes=" ".join(_notes(milestone, is_extended=is_extended)),
        )


def _notes(milestone: Milestone, *, is_extended: bool) -> Iterator[str]:
    if is_extended:
        yield "Extended."
    if milestone.moved:
        yield f"Next working day, as {milestone.moved}."
    if milestone.proposed:
        yield "Proposed, and not yet agreed."


def _months(entries: Iterable[Entry]) -> Iterator[Month]:
    for (year, month), group in groupby(entries, key=lambda entry: (entry.date.year, entry.date.month)):
        yield Month(name=month_of(dt.date(year, month, 1)), entries=tuple(group))


def _refusal(file: str, problems: Iterable[Problem]) -> Refusal:
    return Refusal(file=file, problems=tuple(str(problem).splitlines()[0] for problem in problems))
