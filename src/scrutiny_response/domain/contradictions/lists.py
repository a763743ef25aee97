"""A case's references and characteristics → those given twice, and those that are not there to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engross.suggestions import one_of
from scrutiny_response.domain.contradictions.case import LEVEL, Case, Contradiction, DataPath, Rule


def _given_once(case: Case) -> Iterator[Contradiction]:
    """References of areas and of actions, quality indicators, rewordings and holidays: each once."""
    assessment = case.assessment
    actions = [
        (("areas", i, "actions", j, "reference"), action.reference)
        for i, area in enumerate(assessment.areas)
        for j, action in enumerate(area.actions)
    ]
    areas = [(("areas", i, "reference"), area.reference) for i, area in enumerate(assessment.areas)]
    indicators = [
        (("evaluations", i, "quality_indicator"), evaluation.quality_indicator)
        for i, evaluation in enumerate(assessment.evaluations)
    ]
    rewordings = [
        (("support", "reword", i, "characteristic"), rewording.characteristic)
        for i, rewording in enumerate(assessment.support.reword)
    ]
    yield from _repeated("area reference", areas)
    yield from _repeated("action reference", actions)
    yield from _repeated("quality indicator", indicators)
    yield from _repeated("rewording", rewordings)


def _repeated(kind: str, named: Iterable[tuple[DataPath, str]]) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for path, name in named:
        if name and name in seen:
            message = f"the {kind} `{name}` is given twice"
            yield Contradiction(path, f"repeated-{kind.replace(' ', '-')}", message, "keep one, or change one")
        seen.add(name)


def _characteristics(case: Case) -> Iterator[Contradiction]:
    level, support = case.level, case.assessment.support
    if not level:
        return
    own = [point.id for point in level.characteristics]
    for i, name in enumerate(support.add):
        if name in own:
            message = f"`{name}` is a characteristic of {level.name} already"
            yield Contradiction(("support", "add", i), "added-already-there", message, "remove it from `add`")
    for i, name in enumerate(support.leave_out):
        if name and name not in own:
            message = f"`{name}` is not a characteristic of {level.name}, so it cannot be left out"
            yield Contradiction(("support", "leave_out", i), "left-out-not-there", message, f"use {one_of(own)}")
    present = [name for name in (*own, *support.add) if name not in support.leave_out]
    for i, rewording in enumerate(support.reword):
        if rewording.characteristic and rewording.characteristic not in present:
            message = f"`{rewording.characteristic}` is reworded, but is not among the characteristics of this support"
            hint = "add it under `add`, or remove the rewording"
            yield Contradiction(("support", "reword", i, "characteristic"), "reworded-not-there", message, hint)


RULES: Mapping[Rule, tuple[str, ...]] = {_given_once: (), _characteristics: ("support", *LEVEL)}
"""The rules of this module, and what each reads."""
