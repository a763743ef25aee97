"""What became of a cycle → the text that people read and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from scrutiny_response import __version__, manifest
from scrutiny_response.outcome import Change, CycleOutcome, Done, Finding, Outcome
from scrutiny_response.problems import Problem

_WIDTH = 100


def written(cycle: CycleOutcome, folder: str, *, dry_run: bool = False) -> str:
    """The summary of a run that writes: what was written and why, what was left, what was refused, and the counts.

    Of a dry run it says what would be written.
    """
    if not cycle.outcomes:
        return _blocks(_problems(cycle.problems), _left(cycle, folder), ["Nothing was done."])
    accepted = [it for it in cycle.outcomes if not it.refused and (it.written or it.pdfs or it.problems)]
    title, removed = ("Would be written", "Would be removed") if dry_run else ("Written", "Removed")
    return _blocks(
        _problems(cycle.problems),
        _accepted(title, accepted, folder, is_said=lambda it: dry_run or it.why != "new"),
        _listed("Edited by hand, and left as it is", _kept(cycle), folder),
        _left(cycle, folder),
        _listed(removed, _removed(cycle), folder),
        _refused(cycle, folder),
        [_counted(cycle, folder, title.lower(), removed.lower())],
    )


def checked(cycle: CycleOutcome) -> str:
    """The summary of a run that writes nothing."""
    if not cycle.outcomes:
        return _blocks(_problems(cycle.problems), ["Nothing was done."])
    made = [outcome for outcome in cycle.outcomes if not outcome.refused]
    count = f"{len(made)} of {_count(len(cycle.outcomes), 'assessment')} in order. Nothing was written."
    last = [count + _and_refused(cycle)]
    return _blocks(_problems(cycle.problems), _accepted("In order", made), _refused(cycle, ""), last)


def levels(cycle: CycleOutcome) -> str:
    """A table of the levels, and below it the reasons for each."""
    answered = [(outcome, outcome.indication) for outcome in cycle.outcomes if outcome.indication]
    rows = [_row(outcome, indication) for outcome, indication in answered]
    header = ("Reference", "Conditions met", "Indicated level", "Level of support", "Partnership")
    table = list(_table([header, *rows])) if rows else []
    blocks = [_reasons(outcome, indication) for outcome, indication in answered]
    return _blocks(_problems(cycle.problems), table, *blocks, _refused(cycle, ""))


def as_json(command: str, cycle: CycleOutcome, folder: str | None = None, *, dry_run: bool = False) -> dict[str, Any]:
    """The same for programs; README.md describes the shape."""
    return {
        "command": command,
        "version": __version__,
        "output": folder,
        "dry_run": dry_run,
        "assessments": len(cycle.outcomes),
        "refused": sum(outcome.refused for outcome in cycle.outcomes),
        "documents": sum(len(outcome.documents) for outcome in cycle.outcomes),
        "written": sum(len(outcome.written) for outcome in cycle.outcomes),
        "gone": [_change_as_json(it) for it in cycle.gone],
        "pdfs": sum(len(outcome.pdfs) for outcome in cycle.outcomes),
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
        "indication": manifest.as_json(outcome.indication) if outcome.indication else None,
        "documents": list(outcome.documents),
        "changes": [_change_as_json(it) for it in outcome.changes],
        "pdfs": list(outcome.pdfs),
        "problems": [problem.as_json() for problem in outcome.problems],
    }


def _change_as_json(change: Change) -> dict[str, str]:
    return {"path": change.path, "done": str(change.done), "why": change.why}


def _accepted(
    title: str,
    outcomes: Sequence[Outcome],
    folder: str = "",
    is_said: Callable[[Change], bool] = lambda _change: False,
) -> list[str]:
    """Each outcome with the documents that were written; `is_said` tells where the reason stands beside one."""
    lines = [title] if outcomes else []
    for outcome in outcomes:
        lines.append(f"  {outcome.reference}  {outcome.partnership}: {_level(outcome)}")
        lines += (f"      {folder}/{it.path}" + (f"  ({it.why})" if is_said(it) else "") for it in outcome.written)
        lines += (f"      {folder}/{path}" for path in outcome.pdfs)
        lines += _indented(outcome.problems)
    return lines


def _kept(cycle: CycleOutcome) -> list[Change]:
    """What was edited and is up to date all the same; the rest is among what was refused."""
    return [it for one in cycle.outcomes if not one.refused for it in one.changes if it.done is Done.KEPT]


def _left(cycle: CycleOutcome, folder: str) -> list[str]:
    title = "Made by no assessment any more (--remove-gone removes those that nobody edited)"
    return _listed(title, [it for it in cycle.gone if it.done is Done.GONE], folder)


def _removed(cycle: CycleOutcome) -> list[Change]:
    return [it for it in cycle.gone if it.done is Done.REMOVED]


def _listed(title: str, changes: Sequence[Change], folder: str) -> list[str]:
    return [title, *(f"  {folder}/{it.path}  ({it.why})" for it in changes)] if changes else []


def _counted(cycle: CycleOutcome, folder: str, written: str, removed: str) -> str:
    pdfs = sum(len(it.pdfs) for it in cycle.outcomes)
    gone = len(_removed(cycle))
    others = (f" {_count(pdfs, 'PDF')} written." if pdfs else "") + (f" {gone} {removed}." if gone else "")
    changed = sum(bool(it.written) for it in cycle.outcomes)
    documents = sum(len(it.written) for it in cycle.outcomes)
    same = sum(len(it.documents) for it in cycle.outcomes) - documents
    if not documents and not any(it.refused for it in cycle.outcomes):
        left = f"{_count(same, 'document')} in {folder} left as {'it was' if same == 1 else 'they were'}."
        return f"{'Nothing else' if gone else 'Nothing'} has changed: {left}{others}"
    total = _count(len(cycle.outcomes), "assessment")
    said = f"{changed} of {total} {written}: {_count(documents, 'document')} in {folder}."
    said = said if documents else f"No document {written}."
    return said + (f" {_count(same, 'document')} unchanged." if same else "") + others + _and_refused(cycle)


def _and_refused(cycle: CycleOutcome) -> str:
    refused = sum(outcome.refused for outcome in cycle.outcomes)
    return f" {refused} refused, for the reasons above." if refused else ""


def _refused(cycle: CycleOutcome, folder: str) -> list[str]:
    outcomes = [outcome for outcome in cycle.outcomes if outcome.refused]
    lines = ["Refused"] if outcomes else []
    for outcome in outcomes:
        lines.append(f"  {outcome.file}" + (f"  ({outcome.reference})" if outcome.reference else ""))
        lines += (f"      written all the same: {folder}/{it.path}" for it in outcome.written)
        lines += (f"      written all the same: {folder}/{path}" for path in outcome.pdfs)
        lines += _indented(outcome.problems)
    return lines


def _indented(problems: Iterable[Problem]) -> Iterator[str]:
    return (textwrap.indent(str(problem), "      ") for problem in problems)


def _problems(problems: Sequence[Problem]) -> list[str]:
    lines = ["The cycle as a whole"] if problems else []
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


def _between(indication: Finding) -> str:
    return f"between {indication.lowest.id} and {indication.highest.id}"


def _row(outcome: Outcome, indication: Finding) -> tuple[str, ...]:
    indicated = indication.level.id if indication.level else _between(indication)
    support = outcome.level.id if outcome.level else "not determined"
    decided = " (decided)" if outcome.level and outcome.level != indication.level else ""
    met = f"{indication.conditions_met} of {indication.conditions}"
    return outcome.reference, met, indicated, support + decided, outcome.partnership


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _reasons(outcome: Outcome, indication: Finding) -> list[str]:
    lines = [f"{outcome.reference}  {outcome.partnership}"]
    for reason in indication.reasons:
        lines += textwrap.wrap(reason, _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_long_words=False)
    return [*lines, *(textwrap.indent(str(problem), "  ") for problem in outcome.problems)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _blocks(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)
