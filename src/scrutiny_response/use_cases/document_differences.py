"""A document that lies in the output folder and its assessment → the lines in which it would differ if made now."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from engross import paths, temporary
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.use_cases.generate import GenerateOptions, Sources, generate
from scrutiny_response.use_cases.templates import show

_STYLE = re.compile(r"^\([^()]*\) ")
_AROUND = 1
"""So many lines that are the same are shown around those that differ."""


class DifferentLine(Struct, frozen=True):
    """A line of a document: as it lies there only, as it would be made only, or in both."""

    text: str
    is_there: bool
    is_made: bool


def differences(assessment: Path, folder: Path, document: str, sources: Sources) -> tuple[DifferentLine, ...]:
    """Return the lines in which a document differs, with the nearest that are the same; none if the words are the same.

    `document` is its path in the output folder. Nothing there is touched. Refused if either cannot be made or read.
    """
    with temporary.directory() as apart:
        outcome = generate([assessment], apart, sources, GenerateOptions())
        problems = [*outcome.problems, *(problem for one in outcome.outcomes for problem in one.problems)]
        if not paths.is_file(apart / document):
            message, hint = "this document is not made from the assessment any more", "see which documents it asks for"
            raise Refused(problems or [Problem("not-made-now", FilePlace(document), message, hint)])
        return tuple(_lines(_text(folder / document), _text(apart / document)))


def _text(document: Path) -> list[str]:
    """Return the lines of a document without the names of their styles."""
    return [_STYLE.sub("", line) for line in show(document).splitlines()]


def _lines(there: list[str], fresh: list[str]) -> Iterator[DifferentLine]:
    for line in list(difflib.unified_diff(there, fresh, n=_AROUND, lineterm=""))[2:]:
        if line.startswith("@@"):
            yield DifferentLine("…", is_there=True, is_made=True)
        else:
            yield DifferentLine(line[1:], is_there=line[0] != "+", is_made=line[0] != "-")
