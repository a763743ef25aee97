"""What became of restyled templates → the text that people read and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from scrutiny_response.cli.reports.report import Report, answer, counted, plain
from scrutiny_response.use_cases.restyle import RestyleOutcome


def report(outcomes: Sequence[RestyleOutcome]) -> Report:
    """Return the answer: refused if a template was left as it was."""
    is_refused = any(outcome.refused for outcome in outcomes)
    return Report(is_refused, lambda: as_text(outcomes), lambda: as_json(outcomes))


def as_text(outcomes: Sequence[RestyleOutcome]) -> str:
    """Return each file with where its original is, and what its owner should know."""
    lines = []
    for outcome in outcomes:
        lines.append(f"{outcome.file}: {_became(outcome)}")
        lines += [textwrap.indent(f"{problem.severity}: {problem}", "  ") for problem in outcome.problems]
    restyled = sum(bool(outcome.backup) for outcome in outcomes)
    return "\n".join([*lines, "", f"{counted(restyled, 'template')} restyled." if restyled else "Nothing was changed."])


def _became(outcome: RestyleOutcome) -> str:
    if outcome.refused:
        return "refused"
    return f"restyled; before: {outcome.backup}" if outcome.backup else "has this style already, and is left as it is"


def as_json(outcomes: Sequence[RestyleOutcome]) -> Iterator[str]:
    """Return the same for programs; `backup` is null if nothing was written."""
    templates = (
        {"file": outcome.file, "backup": outcome.backup or None, "problems": plain(outcome.problems)}
        for outcome in outcomes
    )
    return answer("template restyle", {"refused": sum(one.refused for one in outcomes)}, ("templates", templates))
