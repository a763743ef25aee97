"""What became of references that were to be issued or withdrawn → the text that people read, and the JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from engross.problems import Problem
from scrutiny_response.cli.reports.report import Report, answer, counted, listed, plain
from scrutiny_response.use_cases.issuing import IssueOptions, IssueOutcome, IssueState

_TITLES = {
    IssueState.ISSUED: "Issued, and recorded",
    IssueState.READY: "Ready to issue",
    IssueState.STANDING: "Issued before",
    IssueState.NOT_READY: "Not ready",
}


def report(
    outcomes: Sequence[IssueOutcome], problems: Sequence[Problem], options: IssueOptions, *, of_all: bool
) -> Report:
    """Return the answer of `issue`. A list alone refuses nothing, whatever is not ready.

    Where it is asked for all that is ready (`of_all`), what is not final yet is no refusal either.
    """
    failed = [outcome for outcome in outcomes if outcome.refused and not (of_all and _is_not_final(outcome))]
    is_refused = bool(failed) and bool(options.approved_by or options.dry_run or options.draft)
    return Report(
        is_refused or (bool(problems) and not outcomes),
        lambda: as_text(outcomes, problems, options),
        lambda: _as_json("issue", outcomes, problems, options.on.isoformat()),
    )


def _is_not_final(outcome: IssueOutcome) -> bool:
    return all(problem.id == "not-final" for problem in outcome.problems)


def withdrawn(outcome: IssueOutcome | None, problems: Sequence[Problem]) -> Report:
    """Return the answer of `withdraw`."""
    outcomes = [outcome] if outcome else []
    return Report(
        outcome is None,
        lambda: "\n".join(_withdrawn(outcome)) if outcome else listed(problems),
        lambda: _as_json("withdraw", outcomes, problems, None),
    )


def as_text(outcomes: Sequence[IssueOutcome], problems: Sequence[Problem], options: IssueOptions) -> str:
    """Return what was issued, what is ready, what stands already and what is not ready, and the counts."""
    blocks = ["\n".join(["The cycle as a whole", *_indented(problems, "  ")])] if problems else []
    for state, title in _TITLES.items():
        lines = [line for outcome in outcomes if outcome.state is state for line in _lines(outcome)]
        blocks += ["\n".join([title, *lines])] if lines else []
    return "\n\n".join([*blocks, _counted(outcomes, options)])


def _lines(outcome: IssueOutcome) -> Iterator[str]:
    has_words = outcome.words and outcome.state in {IssueState.STANDING, IssueState.NOT_READY}
    words = f" ({outcome.words})" if has_words else ""
    documents = f": {', '.join(outcome.documents)}" if outcome.documents else ""
    yield f"  {outcome.reference or outcome.file}  {outcome.partnership}{documents}{words}".rstrip()
    if outcome.event:
        yield f"      {outcome.event}"
    yield from (f"      {line}" for line in outcome.told)
    yield from _indented(outcome.problems, "      ")


def _counted(outcomes: Sequence[IssueOutcome], options: IssueOptions) -> str:
    numbers = {state: sum(outcome.state is state for outcome in outcomes) for state in IssueState}
    others = f"{numbers[IssueState.STANDING]} issued before, {numbers[IssueState.NOT_READY]} not ready."
    if options.approved_by and not options.dry_run:
        return f"{counted(numbers[IssueState.ISSUED], 'reference')} issued on {options.on}. {others}"
    if options.draft:
        return f"{counted(numbers[IssueState.READY], 'correction')} written as drafts. Nothing was issued."
    how = 'Issue them with: scrutiny issue REFERENCE ... --approved-by "NAME, ROLE"'
    ready = numbers[IssueState.READY]
    return f"{counted(ready, 'reference')} ready to issue. {others} Nothing was changed." + (
        f"\n{how}" if ready else ""
    )


def _withdrawn(outcome: IssueOutcome) -> Iterator[str]:
    yield f"Withdrawn: {', '.join(outcome.documents)} of {outcome.reference}"
    yield f"  {outcome.event}"
    yield from (f"  {line}" for line in outcome.told)


def _indented(problems: Sequence[Problem], by: str) -> Iterator[str]:
    return (textwrap.indent(str(problem), by) for problem in problems)


def _as_json(
    command: str, outcomes: Sequence[IssueOutcome], problems: Sequence[Problem], on: str | None
) -> Iterator[str]:
    fields = {"on": on} if on else {}
    return answer(command, fields, ("outcomes", map(_outcome_as_json, outcomes)), problems)


def _outcome_as_json(outcome: IssueOutcome) -> dict[str, Any]:
    return {
        "file": outcome.file or None,
        "reference": outcome.reference or None,
        "partnership": outcome.partnership or None,
        "state": str(outcome.state),
        "words": outcome.words,
        "documents": list(outcome.documents),
        "event": outcome.event or None,
        "told": list(outcome.told),
        "problems": plain(outcome.problems),
    }
