"""The framework for support as values: conditions, criteria, levels and what may be agreed at each level.

Everything here is filled from `framework.yaml`: no number, name or sentence of the framework stands in code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, NamedTuple, TypeVar

_T = TypeVar("_T", "Level", "Evaluation", "Circumstance")

POINT_LISTS = ("aims", "potential_benefits", "situations", "characteristics")
"""The lists of statements that each level has, as they are called in `Level` and in the file."""

AGREEABLE = ("interval", "first", "review")
"""What of the monitoring a level may ask to be agreed, as it is called in an assessment's monitoring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion of a condition (Appendix One)."""

    id: Annotated[str, "The criterion's identifier", "self-assessment-1"]
    number: Annotated[str, "Its number: condition, full stop, criterion", "1.1"]
    text: Annotated[str, "The criterion in words", "The partnership accepts scrutiny findings and evaluations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One of the conditions of improvement (Appendix One)."""

    id: Annotated[str, "The condition's identifier", "self-assessment"]
    number: Annotated[int, "Its number in the framework", "1"]
    name: Annotated[str, "The condition's name", "Self-assess accurately"]
    criteria: Annotated[tuple[Criterion, ...], "Its criteria, in order"]

    @property
    def label(self) -> Annotated[str, "Its name as it stands in the middle of a sentence", "self-assess accurately"]:
        return self.name if self.name[1:2].isupper() else self.name[:1].lower() + self.name[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One listed statement about a level: an aim, a potential benefit, a situation or a characteristic.

    Appendices Two and Three. `soft` names where else a soft placement may belong, for example "or commissioned";
    it is empty where the placement is sure.
    """

    id: Annotated[str, "The statement's identifier: its level, its list and its number", "assisted-4"]
    text: Annotated[str, "The statement in words", "Promote continuous improvement"]
    soft: Annotated[str, "Where else the framework may have meant to place it; usually empty", "or commissioned"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of support, with what the framework says of it (the bands, Appendices Two and Three)."""

    id: Annotated[str, "The level's short identifier", "assisted"]
    name: Annotated[str, "Its full name as it stands in the middle of a sentence", "assisted improvement support"]
    order: Annotated[int, "Its place in the order of the levels; more support is a higher number", "3"]
    counts: Annotated[tuple[int, ...], "How many conditions met indicate this level", "2"]
    source: Annotated[str, 'Whether the framework states this band ("stated") or it was inferred', "inferred"]
    quote: Annotated[str, "The framework's own words about this band; often empty", "requires support"] = ""
    meaning: Annotated[str, "What the level means, as a sentence", "The partnership is likely to benefit from..."]
    aims: Annotated[tuple[Point, ...], "The aims of support at this level (Appendix Two)"]
    potential_benefits: Annotated[tuple[Point, ...], "The potential benefits of support at this level (Appendix Two)"]
    situations: Annotated[tuple[Point, ...], "Situations where support is likely to be of value (Appendix Two)"]
    characteristics: Annotated[tuple[Point, ...], "Illustrative characteristics of the support (Appendix Three)"]
    must_be_agreed: Annotated[
        tuple[str, ...], 'What of "interval", "first" and "review" must be agreed before a final document', "review"
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One word of the evaluation scale, and the level that it suggests as the second indicator."""

    id: Annotated[str, "The word of the scale", "adequate"]
    grade: Annotated[int, "Its number on the scale; 6 is the best", "3"]
    meaning: Annotated[str, "What the word means", "strengths just outweigh weaknesses"]
    level: Annotated[str, "The identifier of the level it suggests", "commissioned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """A circumstance of the inspection that suggests a level whatever the evaluation (Appendix Two)."""

    id: Annotated[str, "The circumstance's identifier", "suspended-inspection"]
    text: Annotated[str, "The circumstance in words", "the inspection was suspended"]
    level: Annotated[str, "The identifier of the level it suggests", "directed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The whole framework for support and post strategic scrutiny response."""

    version: Annotated[str, "The version of the framework's data", "2026.1"]
    title: Annotated[str, "The framework's title"]
    legal_basis: Annotated[str, "The duty on which the framework rests, to follow 'under'", "section 44(1)(b) of ..."]
    duty: Annotated[str, "The general duty in words", "a general duty of furthering improvement ..."]
    disclaimer: Annotated[str, "A sentence saying that the framework assists a decision and directs nobody"]
    purpose: Annotated[str, "A sentence saying what the framework is for and when it is used"]
    draws_on: Annotated[str, "The research that the framework draws on"]
    scrutiny_partners: Annotated[str, "Who is meant by scrutiny partners", "the Care Inspectorate and any ..."]
    between_levels: Annotated[str, "The sentence saying that support may take characteristics from several levels"]
    formats: Annotated[str, "The sentence on other formats and languages that closes every document"]
    conditions: Annotated[tuple[Condition, ...], "The conditions of improvement, in order"]
    levels: Annotated[tuple[Level, ...], "The levels of support, from the least to the most"]
    evaluations: Annotated[tuple[Evaluation, ...], "The evaluation scale, from the best to the worst"]
    circumstances: Annotated[tuple[Circumstance, ...], "Circumstances that suggest a level"]

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion of every condition, in the framework's order."""
        return (criterion for condition in self.conditions for criterion in condition.criteria)

    def level(self, id: str) -> Level:
        """The level with this identifier.

        KeyError where there is none.
        """
        return _named(self.levels, id)

    def level_for(self, count: int) -> Level:
        """The level whose band holds this count of conditions met.

        KeyError where none does.
        """
        for level in self.levels:
            if count in level.counts:
                return level
        raise KeyError(count)

    def evaluation(self, id: str) -> Evaluation:
        """The evaluation with this word.

        KeyError where there is none.
        """
        return _named(self.evaluations, id)

    def circumstance(self, id: str) -> Circumstance:
        """The circumstance with this identifier.

        KeyError where there is none.
        """
        return _named(self.circumstances, id)

    def characteristic(self, id: str) -> tuple[Level, Point]:
        """The characteristic with this identifier and the level it belongs to.

        KeyError where there is none.
        """
        for level in self.levels:
            for point in level.characteristics:
                if point.id == id:
                    return level, point
        raise KeyError(id)


def framework_from(data: Mapping[str, Any]) -> Framework:
    """The framework from plain data that the framework schema has accepted, as a YAML reader gives it.

    Lists become tuples; nothing is checked here: `contradictions` says what the schema cannot.
    """
    return Framework(
        **{
            **data,
            "conditions": tuple(_condition(condition) for condition in data["conditions"]),
            "levels": tuple(_level(level) for level in data["levels"]),
            "evaluations": tuple(Evaluation(**evaluation) for evaluation in data["evaluations"]),
            "circumstances": tuple(Circumstance(**circumstance) for circumstance in data["circumstances"]),
        }
    )


def _condition(data: Mapping[str, Any]) -> Condition:
    return Condition(**{**data, "criteria": tuple(Criterion(**criterion) for criterion in data["criteria"])})


def _level(data: Mapping[str, Any]) -> Level:
    listed = {name: tuple(Point(**point) for point in data[name]) for name in POINT_LISTS}
    plain = {name: tuple(data[name]) for name in ("counts", "must_be_agreed")}
    return Level(**{**data, **listed, **plain})


Path = tuple[str | int, ...]
"""The keys and indexes that lead to a value in a file."""


class Contradiction(NamedTuple):
    """Something in the data that cannot be: where (keys and indexes in the file), what, and what to do."""

    path: Path
    message: str
    hint: str


def contradictions(framework: Framework) -> list[Contradiction]:
    """What in the framework contradicts itself though its schema accepts it; empty where nothing does.

    Each count of conditions met has exactly one level, a better result never has a higher level, identifiers and
    numbers are given once, and only known levels and known words are named. In the order of the file.
    """
    found = [*_repeated(framework), *_bands(framework), *_orders(framework), *_names(framework)]
    keys = list(Framework.__dataclass_fields__)
    return sorted(found, key=lambda it: (keys.index(str(it.path[0])), [n for n in it.path if isinstance(n, int)]))


def _repeated(framework: Framework) -> Iterator[Contradiction]:
    """Identifiers that stand twice: within their kind for things of one list, over all levels for statements."""
    criteria = [
        (("conditions", i, "criteria", j), criterion)
        for i, condition in enumerate(framework.conditions)
        for j, criterion in enumerate(condition.criteria)
    ]
    points = [
        (("levels", i, name, j), point)
        for i, level in enumerate(framework.levels)
        for name in POINT_LISTS
        for j, point in enumerate(getattr(level, name))
    ]
    for name in ("conditions", "levels", "evaluations", "circumstances"):
        yield from _twice(_placed(framework, name), "id", "identifier")
    yield from _twice(criteria, "id", "identifier")
    yield from _twice(points, "id", "identifier")
    yield from _twice(_placed(framework, "conditions"), "number", "number")
    yield from _twice(criteria, "number", "number")


def _placed(framework: Framework, name: str) -> list[tuple[Path, Any]]:
    return [((name, i), thing) for i, thing in enumerate(getattr(framework, name))]


def _twice(things: Iterable[tuple[Path, Any]], field: str, word: str) -> Iterator[Contradiction]:
    seen: set[object] = set()
    for path, thing in things:
        value = getattr(thing, field)
        if value in seen:
            yield Contradiction((*path, field), f"the {word} {value} is given twice", f"give each its own {word}")
        seen.add(value)


def _bands(framework: Framework) -> Iterator[Contradiction]:
    total = len(framework.conditions)
    owners: dict[int, Level] = {}
    for i, level in enumerate(framework.levels):
        for j, count in enumerate(level.counts):
            path = ("levels", i, "counts", j)
            if not 0 <= count <= total:
                yield Contradiction(path, f"{count} conditions cannot be met: there are {total}", f"use 0 to {total}")
            elif count in owners:
                message = f"{count} conditions met already indicate {owners[count].name}"
                yield Contradiction(path, message, "name each count at one level only")
            else:
                owners[count] = level
    for count in range(total + 1):
        if count not in owners:
            message = f"no level is indicated where {count} of the {total} conditions are met"
            yield Contradiction(("levels",), message, f"add {count} to the counts of one level")


def _orders(framework: Framework) -> Iterator[Contradiction]:
    """Levels go from the least support to the most, so their counts and the evaluations' levels go with them."""
    for i, (lower, higher) in enumerate(pairwise(framework.levels), start=1):
        if higher.order <= lower.order:
            message = f"{higher.name} has the order {higher.order}, and {lower.name} before it has {lower.order}"
            yield Contradiction(("levels", i, "order"), message, "list the levels from the least support to the most")
    ranked = sorted((level for level in framework.levels if level.counts), key=lambda level: level.order)
    for lower, higher in pairwise(ranked):
        if max(higher.counts) > min(lower.counts):
            message = (
                f"{max(higher.counts)} conditions met would indicate {higher.name}, and {min(lower.counts)} the lower "
                f"{lower.name}"
            )
            path = ("levels", framework.levels.index(higher), "counts")
            yield Contradiction(path, message, "let more conditions met never indicate a higher level")
    yield from _scale(framework)


def _scale(framework: Framework) -> Iterator[Contradiction]:
    orders = {level.id: level.order for level in framework.levels}
    for i, (better, worse) in enumerate(pairwise(framework.evaluations), start=1):
        if worse.grade >= better.grade:
            message = f"{worse.id} has the grade {worse.grade}, and {better.id} before it has {better.grade}"
            yield Contradiction(("evaluations", i, "grade"), message, "list the words from the best to the worst")
        if orders.get(worse.level, 0) < orders.get(better.level, 0) and worse.level in orders:
            message = f"{worse.id} suggests {worse.level}, which is less support than {better.id} before it suggests"
            hint = "let a worse evaluation never suggest a lower level"
            yield Contradiction(("evaluations", i, "level"), message, hint)


def _names(framework: Framework) -> Iterator[Contradiction]:
    known = [level.id for level in framework.levels]
    for name in ("evaluations", "circumstances"):
        for i, thing in enumerate(getattr(framework, name)):
            if thing.level not in known:
                path, message = (name, i, "level"), f"there is no level {thing.level}"
                yield Contradiction(path, message, f"use one of: {', '.join(known)}")
    for i, level in enumerate(framework.levels):
        for j, word in enumerate(level.must_be_agreed):
            if word not in AGREEABLE:
                place: Path = ("levels", i, "must_be_agreed", j)
                yield Contradiction(place, f"{word} cannot be agreed", f"use any of: {', '.join(AGREEABLE)}")


def _named(things: tuple[_T, ...], id: str) -> _T:
    for thing in things:
        if thing.id == id:
            return thing
    raise KeyError(id)
