"""The readings of a cycle's assessment files → the cycle at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from scrutiny_response.filters import initial_capital
from scrutiny_response.framework import Framework
from scrutiny_response.intake import Reading
from scrutiny_response.level import ConditionResult, Indication
from scrutiny_response.monitoring import Milestone, current
from scrutiny_response.overview.values import Difference, Entry, Line, Mark, Month, Overview, Refusal, Share
from scrutiny_response.response import Response, respond

NOT_DETERMINED = "not yet determined"
_MARKS = {True: ("Met", "●"), False: ("Not met", "○"), None: ("Not yet determined", "?")}


def survey(readings: Sequence[Reading], framework: Framework) -> Overview:
    """Everything that the cycle at a glance says; a file that is not accepted is in its `refusals` alone."""
    responses = [respond(it.assessment, framework) for it in readings if it.assessment]
    answered = sorted(((_line(it), it) for it in responses), key=lambda pair: pair[0].reference)
    lines = tuple(line for line, _ in answered)
    entries = sorted((it for pair in answered for it in _entries(*pair)), key=lambda it: (it.date, it.line.reference))
    plans = tuple(it for it in entries if it.kind == "Plan due")
    planned = {it.line.reference for it in plans}
    return Overview(
        lines=lines,
        shares=tuple(_shares(answered, framework)),
        conditions=tuple(f"{it.number}. {it.name}" for it in framework.conditions),
        differences=tuple(it for pair in answered for it in _differences(*pair)),
        plans=plans,
        without_plan=tuple(line for line in lines if line.reference not in planned),
        months=tuple(_months(entries)),
        not_final=tuple(line for line in lines if not line.is_final),
        refusals=tuple(_refusal(it) for it in readings if not it.assessment),
    )


def _line(response: Response) -> Line:
    found, recorded = response.indication, response.assessment
    return Line(
        reference=recorded.reference,
        partnership=recorded.partnership.name,
        state=recorded.state,
        is_final=recorded.state.is_final,
        level=response.level.name if response.level else f"{NOT_DETERMINED}, {_between(found)}",
        indicated=found.level.name if found.level else _between(found),
        second=found.second.level.name if found.second else "",
        marks=tuple(_mark(it) for it in found.conditions),
    )


def _between(indication: Indication) -> str:
    return f"between {indication.lowest.name} and {indication.highest.name}"


def _mark(result: ConditionResult) -> Mark:
    words, shape = _MARKS[result.is_met]
    return Mark(
        condition=f"{result.condition.number}. {result.condition.name}",
        words=words,
        shape=shape,
        criteria=f"{result.met} of {result.total}",
    )


def _shares(answered: Sequence[tuple[Line, Response]], framework: Framework) -> Iterator[Share]:
    for level in framework.levels:
        lines = tuple(line for line, response in answered if response.level == level)
        yield Share(level=initial_capital(level.name), lines=lines)
    lines = tuple(line for line, response in answered if response.level is None)
    yield Share(level=initial_capital(NOT_DETERMINED), lines=lines)


def _differences(line: Line, response: Response) -> Iterator[Difference]:
    """One for each partnership, however many things differ."""
    found, decision = response.indication, response.decision
    what = [f"Indicated: {line.indicated}."]
    if response.decided_otherwise:
        who = f" ({decision.decided_by})" if decision and decision.decided_by else ""
        what.append(f"Decided: {line.level}{who}.")
    if not found.agree and found.second:
        what.append(f"Second indicator: {line.second}, from {found.second.reason}.")
    if len(what) > 1:
        rationale = (decision.rationale if decision else None) or ""
        yield Difference(line=line, what=" ".join(what), rationale=rationale)


def _entries(line: Line, response: Response) -> Iterator[Entry]:
    extended = response.schedule.extended.new if response.schedule.extended else None
    for it in current(response.schedule):
        yield Entry(
            date=it.date,
            until=it.until,
            kind=initial_capital(it.kind),
            line=line,
            by=it.by,
            notes=" ".join(_notes(it, is_extended=it == extended)),
        )


def _notes(milestone: Milestone, *, is_extended: bool) -> Iterator[str]:
    if is_extended:
        yield "Extended."
    if milestone.moved:
        yield f"Next working day, as {milestone.moved}."
    if milestone.proposed:
        yield "Proposed, and not yet agreed."


def _months(entries: Iterable[Entry]) -> Iterator[Month]:
    for (year, month), found in groupby(entries, key=lambda it: (it.date.year, it.date.month)):
        yield Month(name=f"{dt.date(year, month, 1):%B} {year}", entries=tuple(found))


def _refusal(reading: Reading) -> Refusal:
    return Refusal(file=reading.file, problems=tuple(str(it).splitlines()[0] for it in reading.problems))
