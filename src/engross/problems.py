"""What is wrong, where and what to do: places and problems, and the one exception that carries them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple, Self, TypeVar

_Result = TypeVar("_Result")


class Severity(StrEnum):
    """How bad a problem is: an error refuses the file, a warning and an information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class FilePlace(NamedTuple):
    """A whole file, if no narrower place is known."""

    file: str

    def __str__(self) -> str:
        return self.file


class TextPlace(NamedTuple):
    """A line and a column of a text file, both counted from 1, with the text of that line."""

    file: str
    line: int
    column: int
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def excerpt(self) -> str:
        """Return the line with a caret under the column; nothing if the line is empty."""
        if not self.text.strip():
            return ""
        window = max(0, self.column - 60)
        shown = self.text[window : window + 100].replace("\t", " ")
        return f"    {shown}\n    {' ' * (self.column - 1 - window)}^"


class WordPlace(NamedTuple):
    """A place in a Word file, in the words that Word itself shows.

    `region` is "body", "first-page header", "footer", "footnote 2", "document properties" and so on;
    `heading` the nearest heading above. Paragraph, table, row and column count from 1: a paragraph counts
    within its cell where it stands in a table, within the region otherwise. `before`, `tag` and `after` are
    the text around and of the tag. `part` and `index` (the paragraph's number in the part, from 0) say the same to
    programs.
    """

    file: str
    region: str
    heading: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    before: str = ""
    tag: str = ""
    after: str = ""
    part: str = ""
    index: int = -1  # type: ignore[assignment]  # the place's own number, in place of what tuples can do

    def __str__(self) -> str:
        words = [f"{self.file}: {self.region}" if self.file else self.region]
        if self.heading:
            words.append(f'under "{self.heading}"')
        if self.table:
            within = ((self.row, f", row {self.row}"), (self.column, f", column {self.column}"))
            words.append(f"table {self.table}" + "".join(text for number, text in within if number))
            if self.paragraph > 1:
                words.append(f"paragraph {self.paragraph}")
        elif self.paragraph:
            words.append(f"paragraph {self.paragraph}")
        return ", ".join(words)


class CellPlace(NamedTuple):
    """A cell of a workbook's sheet, as Excel shows it, such as C14; the whole sheet if `cell` is empty."""

    file: str
    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.sheet}, {self.cell}" if self.cell else f"{self.file}: {self.sheet}"

    @property
    def position(self) -> tuple[int, int]:
        """The row and the column, counted from 1; two zeros for a whole sheet."""
        letters = self.cell.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(self.cell[len(letters) :] or 0), column


Place = FilePlace | TextPlace | WordPlace | CellPlace


_LONGEST_TEXT, _END = 1200, 300
"""How many characters a message or a hint has at most, and how many of these are its end."""
_LONGEST_TAG = 300
"""How many characters of a tag a problem shows."""


class _ProblemFields(NamedTuple):
    """The fields of a problem."""

    id: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


class Problem(_ProblemFields):
    """One thing that is wrong.

    `id` is a stable identifier such as "unknown-key"; `message` says what was found and what was expected;
    `hint` says what to do.
    """

    __slots__ = ()

    def __new__(cls, id: str, place: Place, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Self:
        """Shorten whatever a message quotes, so that it stays one that can be read."""
        return super().__new__(cls, id, place, _shortened(message), _shortened(hint), severity)

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> Self:  # type: ignore[override]  # mypy takes Self for another
        """Return a problem of these fields, as `_replace` needs it; its texts stay readable too."""
        return cls(*iterable)

    @property
    def is_error(self) -> bool:
        """Whether the problem refuses what it is about: a warning, or information, refuses nothing."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        tag = getattr(self.place, "tag", "")
        if len(tag) > _LONGEST_TAG:
            tag = f"{tag[: _LONGEST_TAG // 2]}…{tag[-20:]}"
        parts = [str(self.place), self.id, *([tag] if tag else []), self.message]
        line = ": ".join(parts) + (f"; {self.hint}" if self.hint else "")
        excerpt = self.place.excerpt() if isinstance(self.place, TextPlace) else ""
        return f"{line}\n{excerpt}" if excerpt else line

    def as_json(self) -> dict[str, Any]:
        """Return the problem as plain values for JSON; the place is an object with the fields of its class."""
        return {
            "id": self.id,
            "severity": str(self.severity),
            "place": self.place._asdict(),
            "message": self.message,
            "hint": self.hint,
            "text": str(self),
        }


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_TEXT:
        return text
    return f"{text[: _LONGEST_TEXT - _END]}…{text[-_END:]}"


class Refused(Exception):
    """Something was refused; `problems` says all that was wrong with it, in the order of the places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[Problem, ...]]]:
        return Refused, (self.problems,)


def collect(steps: Iterable[Callable[[], _Result]]) -> list[_Result]:
    """Take every step and return the results in order; if any are refused, raise Refused with the problems of all."""
    results: list[_Result] = []
    problems: list[Problem] = []
    for step in steps:
        try:
            results.append(step())
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return results


def has_error(problems: Iterable[Problem]) -> bool:
    """Return whether one of the problems is an error."""
    return any(problem.is_error for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of one file in the order of their places."""
    return tuple(sorted(problems, key=_position))


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place
    if isinstance(place, CellPlace):
        return place.position
    return (place.line, place.column) if isinstance(place, TextPlace) else (0, 0)
