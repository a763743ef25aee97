"""Answers to the criteria → the indicated level of support, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import dropwhile
from typing import Annotated

from scrutiny_response.domain.assessment import Answer, IndicatorEvaluation
from scrutiny_response.domain.framework import Condition, Criterion, Framework, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionResult:
    """How far one condition is met (Appendix One)."""

    condition: Annotated[Condition, "The condition"]
    met: Annotated[int, "How many of its criteria are met", "2"]
    not_met: Annotated[int, "How many are not met", "1"]
    not_assessed: Annotated[int, "How many are not assessed", "0"]
    total: Annotated[int, "How many criteria it has", "3"]
    is_met: Annotated[bool | None, "Whether the condition is met; unknown while criteria not assessed could change it"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The fewest criteria whose answers, if changed, would move the level."""

    level: Annotated[Level, "The level it would move to"]
    criteria: Annotated[tuple[Criterion, ...], "One smallest set of criteria whose answers would have to change"]
    count: Annotated[int, "How many criteria", "2"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondIndicator:
    """The level that the evaluation or the circumstances suggest (Appendix Two)."""

    level: Annotated[Level, "The level suggested"]
    reason: Annotated[str, "What it rests on, in words", "an evaluation of weak for 2.1 Impact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indication:
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


def second_indicator(
    framework: Framework,
    evaluations: tuple[IndicatorEvaluation, ...] = (),
    which: str = "lowest",
    circumstances: tuple[str, ...] = (),
) -> SecondIndicator | None:
    """The highest level that the evaluation or a circumstance suggests (Appendix Two); None if there is neither.

    `which` is "lowest" or the name of the one quality indicator whose evaluation counts. KeyError if an
    evaluation, a circumstance or that quality indicator is not known.
    """
    given = [framework.circumstance(name) for name in circumstances]
    suggested = [
        *_evaluated(framework, evaluations, which),
        *((framework.level(circumstance.level), f"the fact that {circumstance.text}") for circumstance in given),
    ]
    if not suggested:
        return None
    level = max((level for level, _ in suggested), key=lambda level: level.order)
    return SecondIndicator(
        level=level, reason=_joined(reason for suggestion, reason in suggested if suggestion == level)
    )


def _evaluated(
    framework: Framework, evaluations: tuple[IndicatorEvaluation, ...], which: str
) -> Iterator[tuple[Level, str]]:
    """Yield the level that the evaluations suggest, with the words for it; nothing if no evaluation was given."""
    counted = [evaluation for evaluation in evaluations if which in {"lowest", evaluation.quality_indicator}]
    if not counted:
        if which != "lowest":
            raise KeyError(which)
        return
    lowest = min(
        (framework.evaluation(evaluation.evaluation) for evaluation in counted), key=lambda evaluation: evaluation.grade
    )
    names = [evaluation.quality_indicator for evaluation in counted if evaluation.evaluation == lowest.id]
    noun = "an evaluation" if len(names) == 1 else "evaluations"
    rest = f" (the lowest of the {len(counted)} given)" if len(names) < len(counted) else ""
    yield framework.level(lowest.level), f"{noun} of {lowest.id} for {_joined(names)}{rest}"


def _joined(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def reasons(indication: Indication) -> tuple[str, ...]:
    """The reasons for the indicated level, or for its not being determined, as full sentences for a chief officer."""
    if indication.level is None:
        return (*_counted(indication), *_undetermined(indication), *_seconded(indication))
    indicated = f"This indicates {indication.level.name}. {indication.level.meaning}"
    return (*_counted(indication), indicated, *_moved(indication), *_seconded(indication))


def _counted(indication: Indication) -> Iterator[str]:
    met, not_met, open_ = (
        [result for result in indication.conditions if result.is_met is is_met] for is_met in (True, False, None)
    )
    total = len(indication.conditions)
    if len(met) == total:
        yield f"All {total} conditions are met: {_listed(met)}."
    elif len(not_met) == total:
        yield f"None of the {total} conditions is met: {_listed(not_met)}."
    else:
        yield f"{len(met)} of the {total} conditions {_is(met)} met{': ' if met else ''}{_listed(met)}."
        if not_met:
            yield f"{len(not_met)} {_is(not_met)} not met: {_listed(not_met)}."
    if open_:
        yield f"{len(open_)} {_is(open_)} open, because criteria have not been assessed: {_listed(open_)}."


def _is(things: list[ConditionResult]) -> str:
    return "is" if len(things) == 1 else "are"


def _listed(results: list[ConditionResult]) -> str:
    return _joined(f"{result.condition.label} ({result.met} of {result.total} criteria)" for result in results)


def _undetermined(indication: Indication) -> Iterator[str]:
    yield f"The level is not determined: it lies between {indication.lowest.name} and {indication.highest.name}."
    noun = "criterion" if len(indication.settled_by) == 1 else "criteria"
    yield f"It would be settled by assessing {noun} {_numbers(indication.settled_by)}."


def _numbers(criteria: tuple[Criterion, ...]) -> str:
    return _joined(criterion.number for criterion in criteria)


def _moved(indication: Indication) -> Iterator[str]:
    if less := indication.less:
        noun = "criterion" if less.count == 1 else "criteria"
        change = f"If {less.count} more {noun} were met, for example {_numbers(less.criteria)}"
        yield f"{change}, this would indicate {less.level.name}."
    if more := indication.more:
        change = f"If {more.count} of the criteria that are met were not, for example {_numbers(more.criteria)}"
        yield f"{change}, this would indicate {more.level.name}."


def _seconded(indication: Indication) -> Iterator[str]:
    if indication.second is None:
        return
    sentence = f"The second indicator, which rests on {indication.second.reason}"
    sentence = f"{sentence}, suggests {indication.second.level.name}"
    if indication.level is None:
        yield f"{sentence}."
    elif indication.agree:
        yield f"{sentence} as well."
    else:
        yield f"{sentence} instead, so the two indicators disagree and the level that is decided needs a rationale."
