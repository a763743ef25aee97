"""Answers to the criteria → the indicated level of support, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from scrutiny_response.framework import Condition, Criterion, Level


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
    settled_by: Annotated[tuple[Criterion, ...], "The criteria not assessed that would settle the level"]
    less: Annotated[Change | None, "What would move the level to the next lower one; none at the lowest"]
    more: Annotated[Change | None, "What would move the level to the next higher one; none at the highest"]
    second: Annotated[SecondIndicator | None, "The second indicator, where there is one"]
    agree: Annotated[bool, "Whether both indicators suggest the same level, or there is only one"]
