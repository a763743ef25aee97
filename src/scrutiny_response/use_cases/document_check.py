"""Word files → what breaks the accessibility of each, as the text that people read and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engross.problems import Problem, Refused, Severity
from engross.word import Package, unissuable
from engross.word.accessibility import check_accessibility
from scrutiny_response import __version__


@dataclass(frozen=True, slots=True)
class Checked:
    """One Word file that was checked, and what was found in it."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether something in it must be mended; a warning refuses nothing."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def check(files: Iterable[Path], *, for_issue: bool = False) -> tuple[Checked, ...]:
    """Check the accessibility of each Word file; a file that cannot be read is a problem of that file.

    `for_issue` also looks for what no issued document may hold, and then each of these is an error.
    """
    return tuple(_checked(path, for_issue=for_issue) for path in files)


def as_text(checked: Sequence[Checked]) -> str:
    """Every file with its problems, and the count."""
    lines = [line for one in checked for line in _lines(one)]
    refused = sum(one.refused for one in checked)
    noun = "file" if len(checked) == 1 else "files"
    last = f"{len(checked) - refused} of {len(checked)} {noun} in order."
    return "\n".join([*lines, "", last + (f" {refused} refused, for the reasons above." if refused else "")])


def as_json(checked: Sequence[Checked]) -> dict[str, Any]:
    """The same for programs; `refused` counts the files."""
    return {
        "command": "check-document",
        "version": __version__,
        "refused": sum(one.refused for one in checked),
        "files": [
            {"file": one.file, "refused": one.refused, "problems": [problem.as_json() for problem in one.problems]}
            for one in checked
        ],
    }


def _checked(path: Path, *, for_issue: bool) -> Checked:
    file = path.as_posix()
    try:
        package = Package.open(path, file)
        found = check_accessibility(package)
        unclean = unissuable(package) if for_issue else ()
        return Checked(file, (*found, *(replace(it, severity=Severity.ERROR) for it in unclean)))
    except Refused as refused:
        return Checked(file, refused.problems)


def _lines(one: Checked) -> list[str]:
    if not one.problems:
        return [f"{one.file}: nothing found"]
    counts = [_count(one.problems, severity) for severity in (Severity.ERROR, Severity.WARNING)]
    found = [textwrap.indent(f"{problem.severity}: {problem}", "  ") for problem in one.problems]
    return [f"{one.file}: {' and '.join(filter(None, counts))}", *found]


def _count(problems: Iterable[Problem], severity: Severity) -> str:
    number = sum(problem.severity is severity for problem in problems)
    return f"{number} {severity}{'' if number == 1 else 's'}" if number else ""
