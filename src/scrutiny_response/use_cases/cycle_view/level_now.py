"""The answers of an assessment that may not be whole yet → the level that they indicate, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scrutiny_response.domain.assessment import Answer, IndicatorEvaluation
from scrutiny_response.domain.framework import Criterion, Framework
from scrutiny_response.domain.level import Indication, indicate
from scrutiny_response.domain.reasons import reasons
from scrutiny_response.store.outcome import LevelName, level_name
from scrutiny_response.use_cases.editing import Values, value_at


class Tried(Struct, frozen=True):
    """One other answer to one criterion, and the level that it would indicate; None if none is determined then."""

    criterion: Criterion
    answer: Answer
    level: LevelName | None


class LevelNow(Struct, frozen=True):
    """The indicated level with its reasons, and how many answers are not given yet."""

    level: LevelName | None
    lowest: LevelName
    highest: LevelName
    reasons: tuple[str, ...]
    unanswered: int
    indication: Indication


def level_now(values: Values, framework: Framework) -> LevelNow:
    """Return the level for the values of an assessment; what in them the framework does not know counts for nothing."""
    answers = _answers(values, framework)
    evaluations = tuple(_evaluations(values, framework))
    which = value_at(values, ("second_indicator",))
    indicators = {evaluation.quality_indicator for evaluation in evaluations}
    named = which if isinstance(which, str) and which in indicators else "lowest"
    indication = indicate(answers, framework, evaluations, named, _circumstances(values, framework))
    return LevelNow(
        level=level_name(indication.level),
        lowest=LevelName(indication.lowest.id, indication.lowest.name),
        highest=LevelName(indication.highest.id, indication.highest.name),
        reasons=reasons(indication),
        unanswered=sum(criterion.id not in answers for criterion in framework.criteria()),
        indication=indication,
    )


def changes(values: Values, framework: Framework) -> Iterator[Tried]:
    """Yield each other answer to a single criterion with which the level would be another."""
    answers = _answers(values, framework)
    now = indicate(answers, framework)
    for criterion in framework.criteria():
        given = answers.get(criterion.id, Answer.NOT_ASSESSED)
        for answer in (Answer.MET, Answer.NOT_MET):
            if answer is not given:
                tried = indicate({**answers, criterion.id: answer}, framework)
                if (tried.level, tried.lowest, tried.highest) != (now.level, now.lowest, now.highest):
                    yield Tried(criterion, answer, level_name(tried.level))


def _answers(values: Values, framework: Framework) -> dict[str, Answer]:
    given = (
        (criterion.id, value_at(values, ("criteria", criterion.id, "answer"))) for criterion in framework.criteria()
    )
    return {name: Answer(answer) for name, answer in given if answer in set(Answer)}


def _evaluations(values: Values, framework: Framework) -> Iterator[IndicatorEvaluation]:
    words = {evaluation.id for evaluation in framework.evaluations}
    listed = value_at(values, ("evaluations",))
    for item in listed if isinstance(listed, list) else ():
        indicator, word = (value_at(item, (name,)) for name in ("quality_indicator", "evaluation"))
        if isinstance(indicator, str) and isinstance(word, str) and word in words:
            yield IndicatorEvaluation(quality_indicator=indicator, evaluation=word)


def _circumstances(values: Values, framework: Framework) -> tuple[str, ...]:
    ids = {circumstance.id for circumstance in framework.circumstances}
    listed = value_at(values, ("circumstances",))
    return tuple(each for each in listed if isinstance(each, str) and each in ids) if isinstance(listed, list) else ()
