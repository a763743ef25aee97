"""Evaluations and circumstances → the level that they suggest beside the conditions: the second indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct

from scrutiny_response.domain.assessment import IndicatorEvaluation
from scrutiny_response.domain.filters import in_words, listed
from scrutiny_response.domain.framework import Framework, Level

_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.:]?(?:\s+[-–]?\s*(?P<name>\S.*))?")


class SecondIndicator(Struct, frozen=True, kw_only=True):
    """The level that the evaluation or the circumstances suggest (Appendix Two)."""

    level: Annotated[Level, "The level suggested"]
    reason: Annotated[str, "Why, to follow “because”", "quality indicator 2.1 (Impact) was evaluated as weak"]


def second_indicator(
    framework: Framework,
    evaluations: tuple[IndicatorEvaluation, ...] = (),
    which: str = "lowest",
    circumstances: tuple[str, ...] = (),
) -> SecondIndicator | None:
    """Return the highest level that the evaluation or a circumstance suggests (Appendix Two); None if there is neither.

    `which` is "lowest" or the name of the one quality indicator whose evaluation counts. KeyError if an
    evaluation, a circumstance or that quality indicator is not known.
    """
    given = [framework.circumstance(name) for name in circumstances]
    suggested = [
        *_evaluated(framework, evaluations, which),
        *((framework.level(circumstance.level), circumstance.text) for circumstance in given),
    ]
    if not suggested:
        return None
    level = max((level for level, _ in suggested), key=lambda level: level.order)
    return SecondIndicator(level=level, reason=_clauses([why for other, why in suggested if other == level]))


def _clauses(reasons: Sequence[str]) -> str:
    """Return clauses one after the other; a comma before the last keeps it apart from a list in the one before it."""
    *first, last = reasons
    return f"{', '.join(first)}, and {last}" if first else last


def _evaluated(
    framework: Framework, evaluations: tuple[IndicatorEvaluation, ...], which: str
) -> Iterator[tuple[Level, str]]:
    """Yield the level that the evaluations suggest, with the clause that says why; nothing if none was given."""
    counted = [evaluation for evaluation in evaluations if which in {"lowest", evaluation.quality_indicator}]
    if not counted:
        if which != "lowest":
            raise KeyError(which)
        return
    lowest = min(
        (framework.evaluation(evaluation.evaluation) for evaluation in counted), key=lambda evaluation: evaluation.grade
    )
    names = [evaluation.quality_indicator for evaluation in counted if evaluation.evaluation == lowest.id]
    if len(names) < len(counted):
        which_one = "lower" if len(counted) == 2 else "lowest"  # noqa: PLR2004  # of two, English compares
        reason = f"the {which_one} of the {in_words(len(counted))} evaluations is {lowest.id}, for {named(names)}"
    else:
        reason = f"{named(names)} {'was' if len(names) == 1 else 'were'} evaluated as {lowest.id}"
    yield framework.level(lowest.level), reason


def named(indicators: Sequence[str]) -> str:
    """Return quality indicators as a sentence names them: by number, or in quotation marks if one has none.

    "quality indicators 1.1 (Safety) and 2.1 (Impact)", "“Key processes”".
    """
    matches = [_NUMBERED.fullmatch(indicator) for indicator in indicators]
    if not all(matches):
        return listed(f"“{indicator}”" for indicator in indicators)
    noun = "quality indicator" if len(indicators) == 1 else "quality indicators"
    return f"{noun} {listed(_numbered(match) for match in matches if match)}"


def _numbered(match: re.Match[str]) -> str:
    number, name = match["number"], match["name"]
    if not name:
        return str(number)
    return f"{number} “{name}”" if "(" in name else f"{number} ({name})"
