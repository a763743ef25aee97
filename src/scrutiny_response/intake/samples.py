"""An assessment's lines → those that stand word for word in a sample of another partnership."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from engross.problems import Problem, Severity
from scrutiny_response import resources
from scrutiny_response.intake.tree import Source

_WORDS = 8
"""So many words of one line are no coincidence."""


def left_from_samples(source: Source) -> Iterator[Problem]:
    """Yield each long line that was left from a sample; a sample itself, known by its partnership, has none."""
    lines = [line.strip() for line in source.lines]
    written = "\n".join(lines)
    for number, line in enumerate(lines, start=1):
        name = _long_lines().get(line)
        if name and name not in written:
            column = source.lines[number - 1].index(line) + 1
            message = f"this stands in the sample for {name}"
            hint = "write what was found here, or accept it when you issue"
            yield Problem("text-of-a-sample", source.place(number, column), message, hint, Severity.WARNING)


@cache
def _long_lines() -> Mapping[str, str]:
    """The samples' long lines, each with the partnership that it is about; none that stands in two of them."""
    owners: dict[str, set[str]] = {}
    for path in sorted(resources.inputs().glob("*.yaml")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        names = _partnerships(lines)
        for line in lines:
            if names and len(line.split()) >= _WORDS and not line.startswith("#"):
                owners.setdefault(line, set()).add(names[0])
    return {line: next(iter(names)) for line, names in owners.items() if len(names) == 1}


def _partnerships(lines: Sequence[str]) -> list[str]:
    """Return the names that stand under `partnership`; there is one at most in a file that is laid out as usual."""
    return [
        lines[number + 1].partition(":")[2].strip().strip("\"'")
        for number, line in enumerate(lines[:-1])
        if line == "partnership:" and lines[number + 1].startswith("name:")
    ]
