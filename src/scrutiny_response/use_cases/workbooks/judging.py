"""The problems of a file before and after → those that a sheet would bring into it, each with its cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from engross.problems import Problem, TextPlace
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.located import for_a_cell
from scrutiny_response.intake.tree import DataPath, List, Map, Node, place_of
from scrutiny_response.intake.workbooks.book import Sheet


def new_problems(
    three: tuple[Sequence[Problem], Sequence[Problem], Sequence[Problem]], data: bytes, sheet: Sheet
) -> list[Problem]:
    """Return the problems that a file would have and has not.

    `three` are those of the file as it is, of the file as it would be, which has these bytes, and of the sheet by
    itself: if the sheet has the same, its cells are told.
    """
    earlier, later, of_sheet = three
    old = Counter(map(_meaning, earlier))
    new: list[Problem] = []
    for problem in later:
        old[_meaning(problem)] -= 1
        if old[_meaning(problem)] < 0:
            same = next((each for each in of_sheet if _meaning(each) == _meaning(problem)), None)
            new.append(same or _in_its_cell(problem, data, sheet))
    return new


def _meaning(problem: Problem) -> tuple[str, str]:
    """Return what a problem says, without the places that it names."""
    return problem.id, re.sub(r" \([^()]*\)$", "", problem.message)


def _in_its_cell(problem: Problem, data: bytes, sheet: Sheet) -> Problem:
    """Return a problem of a file with the cell of what it is about."""
    root, _ = tree_of(data, getattr(problem.place, "file", ""))
    if root is None or not isinstance(problem.place, TextPlace):
        return problem
    name = problem.message.split("`")[1] if problem.id == "missing-key" else None
    for path in _paths(root, ()):
        wanted = path if name is None else (*path, name)
        if place_of(root, wanted) == problem.place and (name is None or _lacks(root, path, name)):
            place = sheet.cells.place(wanted)
            return for_a_cell(problem._replace(place=place)) if place.cell else problem
    return problem


def _lacks(root: Map, path: DataPath, name: str) -> bool:
    node: Any = root
    for step in path:
        node = node[step]
    return isinstance(node, Map) and name not in node


def _paths(node: Node, path: DataPath) -> Iterator[DataPath]:
    yield path
    items = node.items() if isinstance(node, Map) else enumerate(node) if isinstance(node, List) else ()
    for step, each in items:
        yield from _paths(each, (*path, str(step) if isinstance(step, str) else step))
