"""What `verify` found of each document → the text that people read and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from engross.problems import Problem, Severity
from scrutiny_response.cli.reports.report import Report, answer, counted, listed
from scrutiny_response.use_cases.verify import Verified

_TITLES = {
    "edited": "Edited by hand since they were generated",
    "missing": "Missing",
    "unreadable": "May not be read, so that it is not known whether they were edited",
}
"""The words over a list of documents, by what became of them."""


def report(
    verified: Sequence[Verified], folder: str, problems: Sequence[Problem] = (), record: Sequence[Problem] = ()
) -> Report:
    """Return the answer: refused if a document is not sound, or if there are problems, which stand in its place.

    `record` is what is wrong with the record; information refuses nothing.
    """
    is_broken = any(problem.severity is not Severity.INFORMATION for problem in record)
    return Report(
        bool(problems) or is_broken or not all(document.is_sound for document in verified),
        lambda: "\n\n".join(filter(None, [_record(record), listed(problems) or as_text(verified, folder)])),
        lambda: as_json(verified, folder, (*problems, *record)),
    )


def _record(problems: Sequence[Problem]) -> str:
    return "\n".join(["The record", *(textwrap.indent(str(problem), "  ") for problem in problems)]) if problems else ""


def as_text(verified: Sequence[Verified], folder: str) -> str:
    """Return the documents that are not sound, by what became of them, and the counts."""
    blocks = [
        _block(title, [one for one in verified if one.state == state], folder) for state, title in _TITLES.items()
    ]
    blocks.append(_block("Made from what has changed since", [one for one in verified if one.outdated], folder))
    sound = sum(document.is_sound for document in verified)
    if not verified:
        return f"No document has been generated into {folder} yet."
    last = f"{sound} of {counted(len(verified), 'document')} in {folder} as generated, from what has not changed since."
    return "\n\n".join([*filter(None, blocks), last])


def as_json(verified: Sequence[Verified], folder: str, problems: Sequence[Problem] = ()) -> Iterator[str]:
    """Return the same for programs, piece by piece; README.md describes the shape."""
    documents = ({"path": one.path, "state": one.state, "outdated": one.outdated} for one in verified)
    return answer("verify", {"output": folder}, ("documents", documents), problems)


def _block(title: str, documents: Sequence[Verified], folder: str) -> str:
    return "\n".join([title, *(_line(document, folder) for document in documents)]) if documents else ""


def _line(verified: Verified, folder: str) -> str:
    why = f"  ({verified.outdated})" if verified.outdated else ""
    return f"  {folder}/{verified.path}{why}"
