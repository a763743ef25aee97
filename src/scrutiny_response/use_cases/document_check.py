"""Word files → what breaks the accessibility of each, and what no issued document may hold; PDFs, read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from engross import pdf
from engross.pdf import PdfFile, WordFile
from engross.problems import FilePlace, Problem, Refused, Severity, has_error
from engross.word import Package, unissuable
from engross.word.accessibility import check_accessibility


class CheckedDocument(Struct, frozen=True):
    """One Word file that was checked, and what was found in it."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """True if something in it must be mended; a warning refuses nothing."""
        return has_error(self.problems)


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
        errors = (problem._replace(severity=_severity(problem)) for problem in unclean)
        return CheckedDocument(file, (*check_accessibility(package), *errors))
    except Refused as refused:
        return CheckedDocument(file, refused.problems)


def _severity(problem: Problem) -> Severity:
    return Severity.INFORMATION if problem.severity is Severity.INFORMATION else Severity.ERROR


class ReadDocument(Struct, frozen=True):
    """One PDF, and what a screen reader would say of it, line by line; or the problems that keep it from being read."""

    file: str
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_aloud(files: Iterable[Path]) -> tuple[ReadDocument, ...]:
    """Read each PDF aloud by its tags; a file that is none, or cannot be read, is a problem of that file."""
    return tuple(map(_read, files))


def _read(path: Path) -> ReadDocument:
    file = path.as_posix()
    if path.suffix.casefold() == ".docx":
        message = "a Word file is read aloud as its PDF"
        hint = "make the PDF first (scrutiny generate --pdf, or in Word: File, Save As, PDF)"
        return ReadDocument(file, problems=(Problem("not-a-pdf", FilePlace(file), message, hint),))
    try:
        return ReadDocument(file, pdf.read_aloud(PdfFile(file, WordFile.read(path).data)))
    except Refused as refused:
        return ReadDocument(file, problems=refused.problems)
