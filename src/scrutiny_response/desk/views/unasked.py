"""What somebody wrote into a file and no page asks for, shown on the page of what it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from engross.problems import Problem
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.forms.numbers import is_number
from scrutiny_response.desk.forms.sections import section_of
from scrutiny_response.desk.views.subject import Subject
from scrutiny_response.intake.tree import DataPath

UNASKED = frozenset({"unknown-key", "unknown-criterion"})
"""The problems that say so."""


class Unasked(Struct, frozen=True):
    """A value that no page asks for: its path as a form sends it, what it is called in the file, and what is said."""

    path: str
    name: str
    text: Markup


def unasked(about: Subject, section: str = "", within: DataPath = ()) -> tuple[Unasked, ...]:
    """Return what stands in a file unasked: in an item of a list, in a section, or in none."""
    return tuple(
        Unasked(as_sent(path), str(path[-1]), told(problem))
        for problem, path in unasked_values(about)
        if (path[: len(within)] == within if within else not _in_item(path) and _section(about, path) == section)
    )


def unasked_values(about: Subject) -> Iterator[tuple[Problem, DataPath]]:
    """Yield each value that no page asks for: the problem that says so, and its path."""
    for problem in about.problems:
        path = about.located.get(problem)
        if path and problem.id in UNASKED and not is_number(str(path[-1])):
            yield problem, path


def _in_item(path: DataPath) -> bool:
    return any(isinstance(step, int) for step in path)


def _section(about: Subject, path: DataPath) -> str:
    section = section_of(about.kind, ".".join(map(str, path)))
    return section.slug if section else ""


def as_sent(path: DataPath) -> str:
    """Return a path as a form sends it."""
    return "/".join(map(str, path))
