"""An indication → its reasons as full sentences, for a screen and for a chief officer."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_response.domain.filters import in_words, initial_capital, listed
from scrutiny_response.domain.framework import Criterion
from scrutiny_response.domain.level import ConditionResult, Indication


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
        yield f"All {in_words(total)} conditions are met: {_listed(met)}."
    elif len(not_met) == total:
        yield f"None of the {in_words(total)} conditions is met: {_listed(not_met)}."
    elif met:
        yield f"{_counted_conditions(met)} of the {in_words(total)} conditions {_is(met)} met: {_listed(met)}."
    else:
        yield f"None of the {in_words(total)} conditions is met so far."
    if not_met and len(not_met) < total:
        yield f"{_counted_conditions(not_met)} {_is(not_met)} not met: {_listed(not_met)}."
    if open_:
        because = "because criteria have not been assessed"
        yield f"{_counted_conditions(open_)} {_is(open_)} open, {because}: {_listed(open_)}."


def _counted_conditions(results: list[ConditionResult]) -> str:
    return initial_capital(in_words(len(results)))


def _is(results: list[ConditionResult]) -> str:
    return "is" if len(results) == 1 else "are"


def _listed(results: list[ConditionResult]) -> str:
    return listed(f"{result.condition.label} ({result.met} of {result.total} criteria)" for result in results)


def _undetermined(indication: Indication) -> Iterator[str]:
    yield f"The level is not determined: it lies between {indication.lowest.name} and {indication.highest.name}."
    noun = "criterion" if len(indication.settled_by) == 1 else "criteria"
    yield f"It would be settled by assessing {noun} {_numbers(indication.settled_by)}."


def _numbers(criteria: tuple[Criterion, ...]) -> str:
    return listed(criterion.number for criterion in criteria)


def _moved(indication: Indication) -> Iterator[str]:
    if less := indication.less:
        noun = "criterion" if less.count == 1 else "criteria"
        change = f"If {in_words(less.count)} more {noun} were met, for example {_numbers(less.criteria)}"
        yield f"{change}, this would indicate {less.level.name}."
    if more := indication.more:
        noun = "criterion" if more.count == 1 else "criteria"
        change = f"If {in_words(more.count)} {noun} now met were not met, for example {_numbers(more.criteria)}"
        yield f"{change}, this would indicate {more.level.name}."


def _seconded(indication: Indication) -> Iterator[str]:
    second = indication.second
    if second is None:
        return
    sentence = f"The second indicator points to {second.level.name}"
    because = f"because {second.reason}"
    if indication.level and indication.agree:
        yield f"The second indicator points to the same level, {because}."
    elif indication.level:
        yield f"{sentence} instead, {because}: the two disagree, so the level that is decided needs a rationale."
    elif indication.lowest.order <= second.level.order <= indication.highest.order:
        yield f"{sentence}, {because}."
    else:
        yield (
            f"{sentence}, {because}. That is outside this range, so whichever level is indicated in the end, the level "
            "that is decided will need a rationale."
        )
