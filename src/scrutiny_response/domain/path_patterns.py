"""The patterns from which paths are filled in, those of documents and those of reports: what each may hold.

Whoever reads or uses such a pattern asks here, so that a pattern that is accepted can always be filled in.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from engross.suggestions import did_you_mean, one_of

DOCUMENT_FIELDS = ("reference", "partnership", "document", "state")
"""What the file name pattern of the documents may name in braces."""
REPORT_FIELDS = ("reference", "partnership", "report_reference")
"""What the path of a report may name in braces."""
REPORT_ENDINGS = (".docx", ".pdf")
"""The files that a plan can be attached to."""
MOST_OWN_CHARACTERS = 40
"""The most characters that a pattern itself may add to one name, so that there is room for what is filled in."""

_WORD = ".docx"


class PatternFault(NamedTuple):
    """What is wrong with a pattern, and what to do."""

    message: str
    hint: str


@lru_cache(maxsize=16)  # a cycle has one
def document_pattern_fault(pattern: str) -> PatternFault | None:
    """Return what is wrong with the file name pattern of the documents; None if nothing is.

    It is a relative path inside the output folder, with `/` between its steps and known words in braces, the
    document's among them.
    """
    steps = pattern.removesuffix(_WORD).split("/")
    fault = _fields_fault(pattern, "file name pattern", DOCUMENT_FIELDS)
    if fault:
        return fault
    if _leaves_its_folder(pattern):
        message = "this file name pattern does not begin in the output folder, with `/` between its steps"
        return PatternFault(message, "write it like {reference}-{partnership}/{document}")
    if any(not step.strip(" .") for step in pattern.split("/")):
        return PatternFault("this file name pattern has an empty step or only dots between two `/`", "remove it")
    if "document" not in _fields(pattern):
        return PatternFault("without `{document}` the letter and the plan would have one name", "add `{document}`")
    longest = max(steps, key=_own_characters)
    if _own_characters(longest) > MOST_OWN_CHARACTERS:
        message = f"`{longest}` adds more than {MOST_OWN_CHARACTERS} characters of its own to a name"
        return PatternFault(message, "shorten it: what stands in braces needs the room")
    return None


def report_pattern_fault(pattern: str) -> PatternFault | None:
    """Return what is wrong with the path that an assessment or a cycle file gives for reports; None if nothing is.

    It is a relative path with `/` between its steps that stays inside the cycle's folder: the one that holds the
    folder of the assessments, so that it may go up by one step.
    """
    fault = _fields_fault(pattern, "path", REPORT_FIELDS)
    if fault:
        return fault
    hint = "write it like reports/report.docx, from the assessment's folder"
    if _leaves_its_folder(pattern):
        return PatternFault("this path does not begin in the assessment's folder, with `/` between its steps", hint)
    if _highest(pattern) < -1:
        return PatternFault("this path leads out of the cycle's folder", hint)
    if not pattern.casefold().endswith(REPORT_ENDINGS):
        return PatternFault("this path is neither that of a Word file (.docx) nor of a PDF file (.pdf)", hint)
    return None


def _fields_fault(pattern: str, kind: str, fields: Sequence[str]) -> PatternFault | None:
    braces = f"in braces stand {one_of(fields)}, and nothing else"
    try:
        pieces = list(string.Formatter().parse(pattern))
    except ValueError:
        return PatternFault(f"the braces in this {kind} do not pair", braces)
    if any(spec or conversion for _, _, spec, conversion in pieces):
        return PatternFault(f"a `:` or `!` stands in the braces of this {kind}", braces)
    unknown = [name for _, name, _, _ in pieces if name is not None and name not in fields]
    if unknown:
        return PatternFault(f"`{{{unknown[0]}}}` cannot be filled in", did_you_mean(unknown[0], fields))
    return None


def _fields(pattern: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]


def _own_characters(step: str) -> int:
    return sum(len(words) for words, *_ in string.Formatter().parse(step))


def _leaves_its_folder(path: str) -> bool:
    """Return whether a path begins at a root or a drive, or has backslashes, which are steps on Windows alone."""
    return "\\" in path or path.startswith("/") or ":" in path.split("/", maxsplit=1)[0]


def _highest(path: str) -> int:
    """Return how far up a path leads at its highest point: 0 or less."""
    depth = highest = 0
    for step in path.split("/")[:-1]:
        depth += {"..": -1, ".": 0, "": 0}.get(step, 1)
        highest = min(highest, depth)
    return highest
