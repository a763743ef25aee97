"""A framework → what in it contradicts itself though its schema accepts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from scrutiny_response.domain.contradictions.case import Contradiction, DataPath
from scrutiny_response.domain.framework import AGREEABLE, POINT_LISTS, Framework, Level


def in_framework(framework: Framework) -> list[Contradiction]:
    """Return what in the framework contradicts itself; empty if nothing does.

    Each count of conditions met has exactly one level, a better result never has a higher level, identifiers and
    numbers are given once, and only known levels and known words are named. In the order of the file.
    """
    contradictions = [*_repeated(framework), *_bands(framework), *_orders(framework), *_names(framework)]
    keys = list(Framework.__struct_fields__)
    return sorted(
        contradictions,
        key=lambda contradiction: (
            keys.index(str(contradiction.path[0])),
            [n for n in contradiction.path if isinstance(n, int)],
        ),
    )


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


def _placed(framework: Framework, name: str) -> list[tuple[DataPath, Any]]:
    return [((name, i), thing) for i, thing in enumerate(getattr(framework, name))]


def _twice(things: Iterable[tuple[DataPath, Any]], field: str, word: str) -> Iterator[Contradiction]:
    seen: set[object] = set()
    for path, thing in things:
        value = getattr(thing, field)
        if value in seen:
            yield Contradiction(
                (*path, field),
                "framework-contradiction",
                f"the {word} {value} is given twice",
                f"give each its own {word}",
            )
        seen.add(value)


def _bands(framework: Framework) -> Iterator[Contradiction]:
    total = len(framework.conditions)
    owners: dict[int, Level] = {}
    for i, level in enumerate(framework.levels):
        for j, count in enumerate(level.counts):
            path = ("levels", i, "counts", j)
            if not 0 <= count <= total:
                yield Contradiction(
                    path,
                    "framework-contradiction",
                    f"{count} conditions cannot be met: there are {total}",
                    f"use 0 to {total}",
                )
            elif count in owners:
                message = f"{count} conditions met already indicate {owners[count].name}"
                yield Contradiction(path, "framework-contradiction", message, "name each count at one level only")
            else:
                owners[count] = level
    for count in range(total + 1):
        if count not in owners:
            message = f"no level is indicated where {count} of the {total} conditions are met"
            yield Contradiction(
                ("levels",), "framework-contradiction", message, f"add {count} to the counts of one level"
            )


def _orders(framework: Framework) -> Iterator[Contradiction]:
    """Levels go from the least support to the most, so their counts and the evaluations' levels go with them."""
    for i, (lower, higher) in enumerate(pairwise(framework.levels), start=1):
        if higher.order <= lower.order:
            message = f"{higher.name} has the order {higher.order}, and {lower.name} before it has {lower.order}"
            yield Contradiction(
                ("levels", i, "order"),
                "framework-contradiction",
                message,
                "list the levels from the least support to the most",
            )
    ranked = sorted((level for level in framework.levels if level.counts), key=lambda level: level.order)
    for lower, higher in pairwise(ranked):
        if max(higher.counts) > min(lower.counts):
            message = (
                f"{max(higher.counts)} conditions met would indicate {higher.name}, and {min(lower.counts)} the lower "
                f"{lower.name}"
            )
            path = ("levels", framework.levels.index(higher), "counts")
            yield Contradiction(
                path, "framework-contradiction", message, "let more conditions met never indicate a higher level"
            )
    yield from _scale(framework)


def _scale(framework: Framework) -> Iterator[Contradiction]:
    orders = {level.id: level.order for level in framework.levels}
    for i, (better, worse) in enumerate(pairwise(framework.evaluations), start=1):
        if worse.grade >= better.grade:
            message = f"{worse.id} has the grade {worse.grade}, and {better.id} before it has {better.grade}"
            yield Contradiction(
                ("evaluations", i, "grade"),
                "framework-contradiction",
                message,
                "list the words from the best to the worst",
            )
        if orders.get(worse.level, 0) < orders.get(better.level, 0) and worse.level in orders:
            message = f"{worse.id} suggests {worse.level}, which is less support than {better.id} before it suggests"
            hint = "let a worse evaluation never suggest a lower level"
            yield Contradiction(("evaluations", i, "level"), "framework-contradiction", message, hint)


def _names(framework: Framework) -> Iterator[Contradiction]:
    levels = [level.id for level in framework.levels]
    for name in ("evaluations", "circumstances"):
        for i, thing in enumerate(getattr(framework, name)):
            if thing.level not in levels:
                path, message = (name, i, "level"), f"there is no level {thing.level}"
                yield Contradiction(path, "framework-contradiction", message, f"use one of: {', '.join(levels)}")
    for i, level in enumerate(framework.levels):
        for j, word in enumerate(level.must_be_agreed):
            if word not in AGREEABLE:
                place: DataPath = ("levels", i, "must_be_agreed", j)
                yield Contradiction(
                    place, "framework-contradiction", f"{word} cannot be agreed", f"use any of: {', '.join(AGREEABLE)}"
                )
