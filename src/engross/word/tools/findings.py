"""What the rules find → problems: one for each cause, at its first place, with how often it comes again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from engross.problems import Problem, Severity, WordPlace

_EXCERPT = 50


class Finding(Struct, frozen=True):
    """One thing found by a rule; findings with the same `cause` become one problem, and each `cause` is unlike others.

    `what` is what comes more than once, in the singular and the plural, such as ("paragraph", "paragraphs").
    """

    problem: Problem
    cause: object
    what: tuple[str, str] = ("paragraph", "paragraphs")


def make_problem(id: str, place: WordPlace, message: str, hint: str, *, warning: bool = False) -> Problem:
    """Return a problem with its place: an error unless it is said to be a warning."""
    return Problem(id, place, message, hint, Severity.WARNING if warning else Severity.ERROR)


def excerpt(text: str) -> str:
    """Return the beginning of a text, in quotation marks, for a message."""
    words = " ".join(text.split())
    return f'"{words}"' if len(words) <= _EXCERPT else f'"{words[: _EXCERPT - 1].rstrip()}…"'


def one_for_each_cause(findings: Iterable[Finding]) -> Iterator[Problem]:
    """Yield one problem for each cause, where it was found first; its message says how many more there are."""
    groups: dict[tuple[str, object], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.problem.id, finding.cause), []).append(finding)
    for first, *others in groups.values():
        if others:
            noun = first.what[0] if len(others) == 1 else first.what[1]
            message = f"{first.problem.message}, and so in {len(others)} more {noun}"
            yield first.problem._replace(message=message)
        else:
            yield first.problem
