"""A path of a file → what can be chosen there: the framework's words, the templates, what the file itself says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from scrutiny_response.desk.forms.questions import Option
from scrutiny_response.desk.forms.shape import part_at
from scrutiny_response.domain.asked_letters import FOLLOW_UPS
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.framework import Framework, Level
from scrutiny_response.domain.further import Declarations
from scrutiny_response.domain.timeframes import EXTENSION_LETTER, IMPROVEMENT_PLAN, PROGRESS_REVIEW
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import Values, value_at


class Offer(Struct, frozen=True):
    """What options are taken from: the framework, the names of the templates, the file's values, the level's id.

    `declared` are the values of the office's own, of which there are questions too.
    """

    framework: Framework
    templates: tuple[str, ...]
    values: Values
    level: str | None = None
    declared: Declarations = ()

    def options(self, path: DataPath) -> tuple[Option, ...]:
        """Return what can be chosen at a path; nothing if it is answered in words.

        A value that is there and is no option is one all the same, so that it is not lost in silence.
        """
        names = tuple(step for step in path if isinstance(step, str))
        offered = _OFFERED.get(names)
        if offered is None:
            return ()
        options = list(offered(self))
        listed = {option.value for option in options}
        now = value_at(self.values, path)
        there = [now] if isinstance(now, str) else [item for item in now or () if isinstance(item, str)]
        return (*options, *(Option(value, value) for value in there if value not in listed))


def _evaluations(offer: Offer) -> Iterator[Option]:
    for evaluation in offer.framework.evaluations:
        yield Option(evaluation.id, evaluation.id.capitalize(), evaluation.meaning)


def _indicators(offer: Offer) -> Iterator[Option]:
    yield Option("lowest", "The lowest evaluation")
    listed = value_at(offer.values, ("evaluations",))
    for item in listed if isinstance(listed, list) else ():
        name = value_at(item, ("quality_indicator",))
        if isinstance(name, str):
            yield Option(name, name)


def _circumstances(offer: Offer) -> Iterator[Option]:
    for circumstance in offer.framework.circumstances:
        yield Option(circumstance.id, initial_capital(circumstance.text))


def _criteria(offer: Offer) -> Iterator[Option]:
    for criterion in offer.framework.criteria():
        yield Option(criterion.id, f"{criterion.number} {criterion.text}")


def _levels(offer: Offer) -> Iterator[Option]:
    for level in offer.framework.levels:
        yield Option(level.id, initial_capital(level.name), level.meaning)


def _characteristics(levels: Callable[[Offer], Sequence[Level]]) -> Callable[[Offer], Iterator[Option]]:
    def offered(offer: Offer) -> Iterator[Option]:
        for level in levels(offer):
            for point in level.characteristics:
                yield Option(point.id, point.text, initial_capital(level.name))

    return offered


def _own(offer: Offer) -> list[Level]:
    return [level for level in offer.framework.levels if offer.level in {level.id, None}]


def _other(offer: Offer) -> list[Level]:
    return [level for level in offer.framework.levels if offer.level != level.id]


def _templates(offer: Offer) -> Iterator[Option]:
    usual = part_at("assessment", ("documents",))["default"]
    offered = (name for name in offer.templates if name not in FOLLOW_UPS or name == EXTENSION_LETTER)
    for name in sorted(offered, key=lambda name: (usual.index(name) if name in usual else len(usual), name)):
        yield Option(name, initial_capital(name.replace("-", " ")))


def _concerned(offer: Offer) -> Iterator[Option]:
    yield Option(IMPROVEMENT_PLAN, "The improvement plan")
    yield Option(PROGRESS_REVIEW, "The progress review")
    areas = value_at(offer.values, ("areas",))
    for area in areas if isinstance(areas, list) else ():
        actions = value_at(area, ("actions",))
        for action in actions if isinstance(actions, list) else ():
            reference, text = (value_at(action, (key,)) for key in ("reference", "action"))
            if isinstance(reference, str):
                yield Option(reference, f"{reference} {text or ''}".strip())


_OFFERED: dict[tuple[str, ...], Callable[[Offer], Iterator[Option]]] = {
    ("evaluations", "evaluation"): _evaluations,
    ("second_indicator",): _indicators,
    ("circumstances",): _circumstances,
    ("areas", "criteria"): _criteria,
    ("decision", "level"): _levels,
    ("support", "add"): _characteristics(_other),
    ("support", "leave_out"): _characteristics(_own),
    ("support", "reword", "characteristic"): _characteristics(lambda offer: offer.framework.levels),
    ("extension", "concerns"): _concerned,
    ("documents",): _templates,
    ("internal",): _templates,
    ("attachment", "document"): _templates,
}
