"""What one command answers, written once: the text that people read, or the JSON that programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from engross.problems import Problem
from scrutiny_response import __version__
from scrutiny_response.cli.reports import json_stream


class Report(NamedTuple):
    """An answer in both forms. Only the one that is printed is made: each is long after a long run.

    `refused` is true if something could not be done, so that the command returns another exit code.
    """

    refused: bool
    text: Callable[[], str | Iterable[str]]
    document: Callable[[], Iterable[str]]


def answer(
    command: str,
    fields: Mapping[str, Any],
    items: tuple[str, Iterable[Mapping[str, Any]]] | None = None,
    problems: Iterable[Problem] | None = None,
) -> Iterator[str]:
    """Return an answer for programs as JSON, piece by piece: the command, the version, its fields, problems and items.

    `items` is the name of its long list, and the list. The problems are left out if they are None; if there are no
    other items, they are the long list.
    """
    document = {"command": command, "version": __version__, **fields}
    if items is None:
        return json_stream.pieces(document, "problems", (problem.as_json() for problem in problems or ()))
    if problems is not None:
        document["problems"] = plain(problems)
    return json_stream.pieces(document, *items)


def plain(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as plain values for JSON."""
    return [problem.as_json() for problem in problems]


def listed(problems: Iterable[Problem]) -> str:
    """Return problems as text, one below the other."""
    return "\n".join(map(str, problems))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless it is one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
