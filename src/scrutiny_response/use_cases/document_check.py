"""Word files → what breaks the accessibility of each, and what no issued document may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from engross.problems import Problem, Refused, Severity
from engross.word import Package, unissuable
from engross.word.accessibility import check_accessibility


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """One Word file that was checked, and what was found in it."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """True if something in it must be mended; a warning refuses nothing."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def check(files: Iterable[Path], *, for_issue: bool = False) -> tuple[CheckedDocument, ...]:
    """Check the accessibility of each Word file; a file that cannot be read is a problem of that file.

    `for_issue` also looks for what no issued document may hold, and then each of these is an error, but for numbers and
    dates in the properties, which name nobody.
    """
    return tuple(_checked(path, for_issue=for_issue) for path in files)


def _checked(path: Path, *, for_issue: bool) -> CheckedDocument:
    file = path.as_posix()
    try:
        package = Package.open(path, file)
        unclean = unissuable(package) if for_issue else ()
        errors = (replace(each, severity=_severity(each)) for each in unclean)
        return CheckedDocument(file, (*check_accessibility(package), *errors))
    except Refused as refused:
        return CheckedDocument(file, refused.problems)


def _severity(problem: Problem) -> Severity:
    return Severity.INFORMATION if problem.severity is Severity.INFORMATION else Severity.ERROR
