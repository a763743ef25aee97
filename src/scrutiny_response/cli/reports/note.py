"""An event that was noted → the text for people and the JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence

from engross.problems import Problem
from scrutiny_response.cli.reports.report import Report, answer, listed
from scrutiny_response.use_cases.noting import Noted


def report(noted: Noted | None, problems: Sequence[Problem]) -> Report:
    """Return the answer: refused if nothing was written."""
    fields = {
        "reference": noted.reference if noted else None,
        "partnership": noted.partnership if noted else None,
        "recorded": noted.file if noted else None,
    }
    return Report(noted is None, lambda: _text(noted, problems), lambda: answer("note", fields, None, problems))


def _text(noted: Noted | None, problems: Sequence[Problem]) -> str:
    if noted is None:
        return listed(problems) + "\n\nNothing was written."
    return f"{noted.reference} {noted.partnership}: recorded as {noted.file}"
