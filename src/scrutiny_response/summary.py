"""What became of a cycle → the text that people read and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scrutiny_response import __version__
from scrutiny_response.cycle import CycleOutcome, Outcome
from scrutiny_response.level import Indication, reasons
from scrutiny_response.problems import Problem

_WIDTH = 100


def written(cycle: CycleOutcome, folder: str) -> str:
    """The summary of a run that writes: what was written, what was refused and why, and the count of both."""
    documents = _count(sum(len(outcome.documents) for outcome in cycle.outcomes), "document")
    return _made(cycle, "Written", folder, f"written: {documents} in {folder}.")


def checked(cycle: CycleOutcome) -> str:
    """The summary of a run that writes nothing."""
    return _made(cycle, "In order", "", "in order. Nothing was written.")


def levels(cycle: CycleOutcome) -> str:
    """A table of the levels, and below it the reasons for each."""
    answered = [(outcome, outcome.indication) for outcome in cycle.outcomes if outcome.indication]
    rows = [_row(outcome, indication) for outcome, indication in answered]
    header = ("Reference", "Conditions met", "Indicated level", "Level of support", "Partnership")
    table = list(_table([header, *rows])) if rows else []
    blocks = [_reasons(outcome, indication) for outcome, indication in answered]
    return _blocks(_problems(cycle.problems), table, *blocks, _refused(cycle, ""))


def as_json(command: str, cycle: CycleOutcome, folder: str | None = None) -> dict[str, Any]:
    """The same for programs; README.md describes the shape."""
    return {
        "command": command,
        "version": __version__,
        "output": folder,
        "assessments": len(cycle.outcomes),
        "refused": sum(outcome.refused for outcome in cycle.outcomes),
        "documents": sum(len(outcome.documents) for outcome in cycle.outcomes),
        "problems": [problem.as_json() for problem in cycle.problems],
        "outcomes": [_outcome_as_json(outcome) for outcome in cycle.outcomes],
    }


def _outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "file": outcome.file,
        "reference": outcome.reference or None,
        "partnership": outcome.partnership or None,
        "state": outcome.state or None,
        "refused": outcome.refused,
        "level": outcome.level.id if outcome.level else None,
        "indication": _indication_as_json(outcome.indication) if outcome.indication else None,
        "documents": list(outcome.documents),
        "problems": [problem.as_json() for problem in outcome.problems],
    }


def _indication_as_json(indication: Indication) -> dict[str, Any]:
    return {
        "level": indication.level.id if indication.level else None,
        "lowest": indication.lowest.id,
        "highest": indication.highest.id,
        "conditions_met": indication.conditions_met,
        "conditions": len(indication.conditions),
        "second_indicator": indication.second.level.id if indication.second else None,
        "agree": indication.agree,
        "reasons": list(reasons(indication)),
    }


def _made(cycle: CycleOutcome, title: str, folder: str, end: str) -> str:
    if not cycle.outcomes:
        return _blocks(_problems(cycle.problems), ["Nothing was done."])
    made = [outcome for outcome in cycle.outcomes if not outcome.refused]
    refused = len(cycle.outcomes) - len(made)
    count = f"{len(made)} of {_count(len(cycle.outcomes), 'assessment')} {end}"
    last = f"{count} {refused} refused, for the reasons above." if refused else count
    return _blocks(_problems(cycle.problems), _accepted(title, made, folder), _refused(cycle, folder), [last])


def _accepted(title: str, outcomes: Sequence[Outcome], folder: str) -> list[str]:
    lines = [title] if outcomes else []
    for outcome in outcomes:
        lines.append(f"  {outcome.reference}  {outcome.partnership}: {_level(outcome)}")
        lines += (f"      {folder}/{path}" for path in outcome.documents)
        lines += _indented(outcome.problems)
    return lines


def _refused(cycle: CycleOutcome, folder: str) -> list[str]:
    outcomes = [outcome for outcome in cycle.outcomes if outcome.refused]
    lines = ["Refused"] if outcomes else []
    for outcome in outcomes:
        lines.append(f"  {outcome.file}" + (f"  ({outcome.reference})" if outcome.reference else ""))
        lines += (f"      written all the same: {folder}/{path}" for path in outcome.documents)
        lines += _indented(outcome.problems)
    return lines


def _indented(problems: Iterable[Problem]) -> Iterator[str]:
    return (textwrap.indent(str(problem), "      ") for problem in problems)


def _problems(problems: Sequence[Problem]) -> list[str]:
    lines = ["Framework and templates"] if problems else []
    return [*lines, *(textwrap.indent(str(problem), "  ") for problem in problems)]


def _level(outcome: Outcome) -> str:
    found = outcome.indication
    if found is None:
        return "no level"
    if outcome.level is None:
        return f"level not determined, {_between(found)}"
    if outcome.level == found.level:
        return outcome.level.name
    return f"{outcome.level.name}, decided (indicated: {found.level.name if found.level else _between(found)})"


def _between(indication: Indication) -> str:
    return f"between {indication.lowest.id} and {indication.highest.id}"


def _row(outcome: Outcome, indication: Indication) -> tuple[str, ...]:
    indicated = indication.level.id if indication.level else _between(indication)
    support = outcome.level.id if outcome.level else "not determined"
    decided = " (decided)" if outcome.level and outcome.level != indication.level else ""
    met = f"{indication.conditions_met} of {len(indication.conditions)}"
    return outcome.reference, met, indicated, support + decided, outcome.partnership


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _reasons(outcome: Outcome, indication: Indication) -> list[str]:
    lines = [f"{outcome.reference}  {outcome.partnership}"]
    for reason in reasons(indication):
        lines += textwrap.wrap(reason, _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_long_words=False)
    return [*lines, *(textwrap.indent(str(problem), "  ") for problem in outcome.problems)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _blocks(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)
