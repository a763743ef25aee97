"""A house style document and template files → restyled files, all or none, each with its original beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from engross import files
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from engross.word.restyle import Choices, Restyled, restyle
from scrutiny_response import __version__
from scrutiny_response.store import whole_files


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one template file: `backup` is where its original is; "" where nothing was written."""

    file: str
    backup: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether it was left as it was."""
        return not self.backup


def restyle_files(house: Path, templates: Iterable[Path], choices: Choices) -> tuple[Outcome, ...]:
    """Restyle template files in place; where one of them is refused, none is changed.

    The originals are kept in a new folder beside them, `before-restyle-1` (the next time `before-restyle-2`), where
    they are no templates of the cycle; no backup is ever overwritten.
    """
    paths = list(dict.fromkeys(templates))
    try:
        style = Package.open(house, house.as_posix())
    except Refused as refused:
        return (Outcome(house.as_posix(), problems=refused.problems),)
    made: dict[Path, Restyled] = {}
    refusals: list[Outcome] = []
    for path in paths:
        try:
            made[path] = restyle(style, Package.open(path, path.as_posix()), choices)
        except Refused as refused:
            refusals.append(Outcome(path.as_posix(), problems=refused.problems))
    return tuple(refusals or _written(made))


def as_text(outcomes: Sequence[Outcome]) -> str:
    """Each file with where its original is, and what its owner should know."""
    lines = []
    for outcome in outcomes:
        lines.append(f"{outcome.file}: " + ("refused" if outcome.refused else f"restyled; before: {outcome.backup}"))
        lines += [textwrap.indent(f"{problem.severity}: {problem}", "  ") for problem in outcome.problems]
    refused = sum(outcome.refused for outcome in outcomes)
    noun = "template" if len(outcomes) - refused == 1 else "templates"
    last = "Nothing was changed." if refused == len(outcomes) else f"{len(outcomes) - refused} {noun} restyled."
    return "\n".join([*lines, "", last])


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The same for programs; `backup` is null where nothing was written."""
    return {
        "command": "template restyle",
        "version": __version__,
        "refused": sum(outcome.refused for outcome in outcomes),
        "templates": [
            {"file": it.file, "backup": it.backup or None, "problems": [problem.as_json() for problem in it.problems]}
            for it in outcomes
        ],
    }


def _written(made: Mapping[Path, Restyled]) -> Iterator[Outcome]:
    """Every original is put aside before the first template is replaced."""
    backups = {folder: _free(folder) for folder in {path.parent for path in made}}
    aside = {path: backups[path.parent] / path.name for path in made}
    failed = {path: problem for path in made if (problem := _put_aside(path, aside[path])) is not None}
    for path, restyled in made.items():
        problem = next(iter(failed.values()), None) or whole_files.write(
            path.parent, path.name, bytes(restyled.package)
        )
        if problem is not None:
            yield Outcome(path.as_posix(), problems=(failed.get(path, problem),))
        else:
            yield Outcome(path.as_posix(), aside[path].as_posix(), restyled.problems)


def _put_aside(path: Path, backup: Path) -> Problem | None:
    try:
        original = files.read_file(path)
    except OSError as error:
        return _unreadable(path, error)
    return whole_files.write(backup.parent, backup.name, original)


def _free(folder: Path) -> Path:
    names = (folder / f"before-restyle-{number}" for number in count(1))
    return next(it for it in names if not (it.exists() or it.is_symlink()))


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem("unreadable-file", FilePlace(path.as_posix()), f"the file cannot be read ({error.strerror})",
                   "check its name and its permissions")  # fmt: skip
