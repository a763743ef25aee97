"""What became of a cycle → the text that people read and the JSON that programs read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from scrutiny_response.cli.reports import blocks
from scrutiny_response.cli.reports.report import Report, answer, plain
from scrutiny_response.cli.reports.tally import Tally
from scrutiny_response.store import manifest
from scrutiny_response.store.outcome import Change, CycleOutcome, Finding, Outcome

_LONG = 20
"""From how many assessments on a first run is told in numbers."""


def generate_report(cycle: CycleOutcome, folder: str, *, dry_run: bool) -> Report:
    """Return the answer of a run that writes, or, if it is a dry run, that would."""
    return Report(
        cycle.refused,
        lambda: written(cycle, folder, dry_run=dry_run),
        lambda: as_json("generate", cycle, folder, dry_run=dry_run),
    )


def check_report(cycle: CycleOutcome) -> Report:
    """Return the answer of a run that only checks."""
    return Report(cycle.refused, lambda: checked(cycle), lambda: as_json("check", cycle))


def level_report(cycle: CycleOutcome) -> Report:
    """Return the answer of a run that only shows the levels."""
    return Report(cycle.refused, lambda: levels(cycle), lambda: as_json("level", cycle))


def written(cycle: CycleOutcome, folder: str, *, dry_run: bool = False) -> Iterator[str]:
    """Yield the summary of a run that writes: what was written and why, left or refused, and the counts.

    Of a dry run it says what would be written. It comes piece by piece, as the outcomes do.
    """
    if not cycle.outcomes:
        return blocks.together(blocks.of_cycle(cycle.problems), blocks.left(cycle, folder), ["Nothing was done."])
    tally = Tally()
    title, removed = ("Would be written", "Would be removed") if dry_run else ("Written", "Removed")
    is_long = _is_long_first_run(cycle)
    told = (one for one in tally.of(cycle) if (blocks.own(one) or one.pdfs or one.written) and not one.refused)
    outcomes = (one._replace(changes=(), pdfs=()) for one in told if blocks.own(one)) if is_long else told
    return blocks.together(
        blocks.of_cycle(cycle.problems),
        blocks.accepted(
            "To look at" if is_long else title, outcomes, folder, lambda change: dry_run or change.why != "new"
        ),
        blocks.later(lambda: blocks.by_level_and_state(tally)) if is_long else (),
        blocks.later(lambda: blocks.listed("Edited by hand, and left as it is", tally.kept, folder)),
        blocks.left(cycle, folder),
        blocks.listed(removed, blocks.removed(cycle), folder),
        blocks.later(lambda: blocks.issued(tally)),
        blocks.refused(cycle, tally, folder),
        blocks.later(
            lambda: [blocks.counts(tally, len(blocks.removed(cycle)), folder, title.lower(), removed.lower())]
        ),
    )


def checked(cycle: CycleOutcome) -> Iterator[str]:
    """Yield the summary of a run that writes nothing, piece by piece."""
    if not cycle.outcomes:
        return blocks.together(blocks.of_cycle(cycle.problems), ["Nothing was done."])
    tally = Tally()
    accepted = (outcome for outcome in tally.of(cycle) if not outcome.refused)
    return blocks.together(
        blocks.of_cycle(cycle.problems),
        blocks.accepted("In order", accepted),
        blocks.refused(cycle, tally, ""),
        blocks.later(lambda: [blocks.in_order(tally)]),
    )


def levels(cycle: CycleOutcome) -> Iterator[str]:
    """Yield a table of the levels, and below it the reasons for each; piece by piece, as the outcomes do."""

    def answered() -> Iterator[tuple[Outcome, Finding]]:
        return ((outcome, outcome.indication) for outcome in cycle.outcomes if outcome.indication)

    def rows() -> Iterator[Sequence[str]]:
        yield "Reference", "Conditions met", "Indicated level", "Level of support", "Partnership"
        yield from (blocks.row(*pair) for pair in answered())

    return blocks.joined(
        chain(
            [blocks.of_cycle(cycle.problems), blocks.table(rows) if any(answered()) else ()],
            (blocks.reasons(*pair) for pair in answered()),
            [blocks.refused(cycle, Tally.whole(cycle), "")],
        )
    )


def as_json(command: str, cycle: CycleOutcome, folder: str | None = None, *, dry_run: bool = False) -> Iterator[str]:
    """Yield the same for programs, piece by piece; README.md describes the shape."""
    tally = Tally.whole(cycle)
    fields = {
        "output": folder,
        "dry_run": dry_run,
        "assessments": len(cycle.outcomes),
        "refused": len(tally.refused),
        "documents": tally.documents,
        "written": tally.written,
        "gone": [_change_as_json(change) for change in cycle.gone],
        "pdfs": tally.pdfs,
    }
    return answer(command, fields, ("outcomes", map(_outcome_as_json, cycle.outcomes)), cycle.problems)


def _is_long_first_run(cycle: CycleOutcome) -> bool:
    """Return whether so much is written for the first time that nobody would read a list of it."""
    if len(cycle.outcomes) < _LONG:
        return False
    return all(change.why == "new" for outcome in cycle.outcomes for change in outcome.changes)


def _outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "file": outcome.file,
        "reference": outcome.reference or None,
        "partnership": outcome.partnership or None,
        "state": outcome.state or None,
        "issue": outcome.issue or None,
        "refused": outcome.refused,
        "level": outcome.level.id if outcome.level else None,
        "indication": manifest.as_json(outcome.indication) if outcome.indication else None,
        "documents": list(outcome.documents),
        "changes": [_change_as_json(change) for change in outcome.changes],
        "pdfs": list(outcome.pdfs),
        "problems": plain(outcome.problems),
    }


def _change_as_json(change: Change) -> dict[str, str]:
    return {"path": change.path, "done": str(change.done), "why": change.why}
