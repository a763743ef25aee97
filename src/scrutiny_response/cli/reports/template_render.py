"""A document made of any template → the text that people read and the JSON that programs read."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_response.cli.reports.report import Report, answer, listed
from scrutiny_response.use_cases.templates import RenderOutcome


def report(outcome: RenderOutcome) -> Report:
    """Return the answer: refused if nothing was written."""
    return Report(outcome.refused, lambda: as_text(outcome), lambda: as_json(outcome))


def as_text(outcome: RenderOutcome) -> str:
    """Return the problems, and where the document was written."""
    if outcome.written is None:
        return listed(outcome.problems)
    warnings = (f"{problem.severity}: {problem}" for problem in outcome.problems)
    return "\n".join([*warnings, f"Written: {outcome.written.as_posix()}"])


def as_json(outcome: RenderOutcome) -> Iterator[str]:
    """Return the same for programs."""
    fields = {"written": outcome.written.as_posix()} if outcome.written else {}
    return answer("template render", fields, problems=outcome.problems)
