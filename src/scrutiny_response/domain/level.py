"""Answers to the criteria → the indicated level of support, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import dropwhile
from typing import Annotated

from msgspec import Struct

from scrutiny_response.domain.assessment import Answer, IndicatorEvaluation
from scrutiny_response.domain.framework import Condition, Criterion, Framework, Level
from scrutiny_response.domain.second_indicator import SecondIndicator, second_indicator


class ConditionResult(Struct, frozen=True, kw_only=True):
    """How far one condition is met (Appendix One)."""

    condition: Annotated[Condition, "The condition"]
    met: Annotated[int, "How many of its criteria are met", "2"]
    not_met: Annotated[int, "How many are not met", "1"]
    not_assessed: Annotated[int, "How many are not assessed", "0"]
    total: Annotated[int, "How many criteria it has", "3"]
    is_met: Annotated[bool | None, "Whether the condition is met; unknown while criteria not assessed could change it"]


class Change(Struct, frozen=True, kw_only=True):
    """The fewest criteria whose answers, if changed, would move the level."""

    level: Annotated[Level, "The level it would move to"]
    criteria: Annotated[tuple[Criterion, ...], "One smallest set of criteria whose answers would have to change"]
    count: Annotated[int, "How many criteria", "2"]


class Indication(Struct, frozen=True, kw_only=True):
    """The indicated level with its reasons, or the range within which it lies."""

    conditions: Annotated[tuple[ConditionResult, ...], "The result for each condition, in the framework's order"]
    conditions_met: Annotated[int, "How many conditions are met for certain", "3"]
    level: Annotated[Level | None, "The indicated level; none where it is not determined"]
    lowest: Annotated[Level, "The level if every criterion not assessed were met"]
    highest: Annotated[Level, "The level if no criterion not assessed were met"]
    settled_by: Annotated[
        tuple[Criterion, ...], "The criteria not assessed that could change the level; none where it is determined"
    ]
    less: Annotated[
        Change | None, "What would move the level to the next lower one; none at the lowest or if not determined"
    ]
    more: Annotated[
        Change | None, "What would move the level to the next higher one; none at the highest or if not determined"
    ]
    second: Annotated[SecondIndicator | None, "The second indicator, where there is one"]
    agree: Annotated[bool, "Whether both indicators suggest the same level, or only one of them is known"]


def indicate(
    answers: Mapping[str, Answer],
    framework: Framework,
    evaluations: tuple[IndicatorEvaluation, ...] = (),
    which: str = "lowest",
    circumstances: tuple[str, ...] = (),
) -> Indication:
    """Return the level of support that the answers indicate, with its reasons (Appendix One and the bands).

    A condition is met where strictly more than half of its criteria are. `answers` is keyed by the criteria's
    identifiers; a criterion without an answer is not assessed. `which` and `circumstances` feed the second indicator
    as `second_indicator` says. KeyError if an identifier is not the framework's.
    """
    _known(answers, framework)
    results = tuple(_result(condition, answers) for condition in framework.conditions)
    certain = sum(result.is_met is True for result in results)
    possible = certain + sum(result.is_met is None for result in results)
    levels = sorted(
        {framework.level_for(count) for count in range(certain, possible + 1)}, key=lambda level: level.order
    )
    level = levels[0] if len(levels) == 1 else None
    second = second_indicator(framework, evaluations, which, circumstances)
    return Indication(
        conditions=results,
        conditions_met=certain,
        level=level,
        lowest=levels[0],
        highest=levels[-1],
        settled_by=() if level else tuple(_open(results, answers)),
        less=_less(results, answers, framework, certain) if level else None,
        more=_more(results, answers, framework, certain) if level else None,
        second=second,
        agree=level is None or second is None or second.level == level,
    )


def _known(answers: Mapping[str, Answer], framework: Framework) -> None:
    criteria = {criterion.id for criterion in framework.criteria()}
    for criterion in answers:
        if criterion not in criteria:
            raise KeyError(criterion)


def _result(condition: Condition, answers: Mapping[str, Answer]) -> ConditionResult:
    given = [answers.get(criterion.id, Answer.NOT_ASSESSED) for criterion in condition.criteria]
    met, not_assessed = given.count(Answer.MET), given.count(Answer.NOT_ASSESSED)
    needed = _needed(condition)
    return ConditionResult(
        condition=condition,
        met=met,
        not_met=given.count(Answer.NOT_MET),
        not_assessed=not_assessed,
        total=len(given),
        is_met=True if met >= needed else False if met + not_assessed < needed else None,
    )


def _needed(condition: Condition) -> int:
    """Return how many criteria make a majority: the fewest that are strictly more than half."""
    return len(condition.criteria) // 2 + 1


def _open(results: Iterable[ConditionResult], answers: Mapping[str, Answer]) -> Iterator[Criterion]:
    """The criteria not assessed whose answer matters: with some answers to the others, it alone changes the level.

    These are the ones of the conditions still open. In such a condition the others can always be answered so that
    this one makes the majority; and where the level is not determined, two neighbouring counts within reach have
    different levels, and the other open conditions can be answered so that this one decides between them. In a
    condition that is met or not met already, no answer changes anything.
    """
    for result in results:
        if result.is_met is None:
            yield from _with(result.condition, answers, Answer.NOT_ASSESSED)


def _with(condition: Condition, answers: Mapping[str, Answer], *wanted: Answer) -> list[Criterion]:
    return [criterion for criterion in condition.criteria if answers.get(criterion.id, Answer.NOT_ASSESSED) in wanted]


def _less(
    results: tuple[ConditionResult, ...], answers: Mapping[str, Answer], framework: Framework, certain: int
) -> Change | None:
    """Return the fewest criteria, not met or not assessed, that would have to be met for a lower level."""
    missing = [
        _with(result.condition, answers, Answer.NOT_MET, Answer.NOT_ASSESSED)[: _needed(result.condition) - result.met]
        for result in results
        if result.is_met is not True
    ]
    return _change(missing, range(certain, len(results) + 1), framework)


def _more(
    results: tuple[ConditionResult, ...], answers: Mapping[str, Answer], framework: Framework, certain: int
) -> Change | None:
    """Return the fewest criteria, now met, that would have to be not met for a higher level."""
    spare = [
        _with(result.condition, answers, Answer.MET)[: result.met - _needed(result.condition) + 1]
        for result in results
        if result.is_met is True
    ]
    return _change(spare, range(certain, -1, -1), framework)


def _change(flips: list[list[Criterion]], counts: range, framework: Framework) -> Change | None:
    """Return the cheapest way along `counts`, from the present count, to the first count with another level.

    `flips` holds, for each condition that could go that way, the criteria that would turn it. Criteria not assessed
    count as not met. Turning the conditions that need the fewest criteria is the smallest change, because each step
    of the count turns one condition.
    """
    present = framework.level_for(counts[0])
    reached = next(dropwhile(lambda count: framework.level_for(count) == present, counts), None)
    if reached is None:
        return None
    cheapest = sorted(flips, key=len)[: abs(reached - counts[0])]
    chosen = {criterion for flip in cheapest for criterion in flip}
    criteria = tuple(criterion for criterion in framework.criteria() if criterion in chosen)
    return Change(level=framework.level_for(reached), criteria=criteria, count=len(criteria))
