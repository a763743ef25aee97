"""What became of a cycle → the text that people read and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from engross.problems import Problem
from scrutiny_response.cli.reports.report import Report, answer, counted, plain
from scrutiny_response.store import manifest
from scrutiny_response.store.outcome import Action, Change, CycleOutcome, Finding, Outcome
from scrutiny_response.store.up_to_date import TOLD_AGAIN

_WIDTH = 100
_LONG = 20
"""From how many assessments on a first run is told in numbers."""
_WERE_BEFORE = "were issued before there was a record, and are"


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
        return _blocks(_problems(cycle.problems), _left(cycle, folder), ["Nothing was done."])
    tally = _Tally()
    title, removed = ("Would be written", "Would be removed") if dry_run else ("Written", "Removed")
    is_long = _is_long_first_run(cycle)
    told = (one for one in tally.of(cycle) if (_own(one) or one.pdfs or one.written) and not one.refused)
    outcomes = (one._replace(changes=(), pdfs=()) for one in told if _own(one)) if is_long else told
    return _blocks(
        _problems(cycle.problems),
        _accepted("To look at" if is_long else title, outcomes, folder, lambda change: dry_run or change.why != "new"),
        _later(lambda: _by_level_and_state(tally)) if is_long else (),
        _later(lambda: _listed("Edited by hand, and left as it is", tally.kept, folder)),
        _left(cycle, folder),
        _listed(removed, _removed(cycle), folder),
        _later(lambda: _issued(tally)),
        _refused(cycle, tally, folder),
        _later(lambda: [_counted(tally, len(_removed(cycle)), folder, title.lower(), removed.lower())]),
    )


def checked(cycle: CycleOutcome) -> Iterator[str]:
    """Yield the summary of a run that writes nothing, piece by piece."""
    if not cycle.outcomes:
        return _blocks(_problems(cycle.problems), ["Nothing was done."])
    tally = _Tally()
    accepted = (outcome for outcome in tally.of(cycle) if not outcome.refused)
    return _blocks(
        _problems(cycle.problems),
        _accepted("In order", accepted),
        _refused(cycle, tally, ""),
        _later(lambda: [_in_order(tally)]),
    )


def levels(cycle: CycleOutcome) -> Iterator[str]:
    """Yield a table of the levels, and below it the reasons for each; piece by piece, as the outcomes do."""

    def answered() -> Iterator[tuple[Outcome, Finding]]:
        return ((outcome, outcome.indication) for outcome in cycle.outcomes if outcome.indication)

    def rows() -> Iterator[Sequence[str]]:
        yield "Reference", "Conditions met", "Indicated level", "Level of support", "Partnership"
        yield from (_row(*pair) for pair in answered())

    return _joined(
        chain(
            [_problems(cycle.problems), _table(rows) if any(answered()) else ()],
            (_reasons(*pair) for pair in answered()),
            [_refused(cycle, _Tally.whole(cycle), "")],
        )
    )


def as_json(command: str, cycle: CycleOutcome, folder: str | None = None, *, dry_run: bool = False) -> Iterator[str]:
    """Yield the same for programs, piece by piece; README.md describes the shape."""
    tally = _Tally.whole(cycle)
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


def _by_level_and_state(tally: _Tally) -> Iterator[str]:
    """Yield how many assessments have each level of support, and each state."""
    for title, numbers in (("By level of support", tally.levels), ("By state", tally.states)):
        yield title
        width = max(len(str(number)) for number in numbers.values()) if numbers else 0
        yield from (f"  {number:>{width}}  {word}" for word, number in sorted(numbers.items(), key=_most_first))


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


class _Tally:
    """What is counted of outcomes while they pass, and what of them is said after the others.

    `kept` was edited and is up to date all the same; `refused` are the numbers of those that were refused; `differing`
    is told of issued documents that would read otherwise, `made_otherwise` counts those where only we changed, and
    `before_record` those that were issued by a version without a record.
    """

    def __init__(self) -> None:
        self.assessments = self.changed = self.documents = self.written = self.pdfs = 0
        self.kept: list[Change] = []
        self.refused: list[int] = []
        self.levels: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.differing: list[Problem] = []
        self.made_otherwise = self.before_record = 0

    @classmethod
    def whole(cls, cycle: CycleOutcome) -> _Tally:
        """Return a tally with all counted."""
        tally = cls()
        for _ in tally.of(cycle):
            pass
        return tally

    def of(self, cycle: CycleOutcome) -> Iterator[Outcome]:
        """Yield the outcomes of which there is something to say, each counted as it passes."""
        for number, same in enumerate(cycle.unchanged or repeat(-1, len(cycle.outcomes))):
            self.assessments += 1
            if same >= 0:  # it need not even be read
                self.documents += same
                continue
            outcome = cycle.outcomes[number]
            done = [change.done for change in outcome.changes]
            written = done.count(Action.WRITTEN)
            self.changed += bool(written)
            self.written += written
            self.documents += len(done) - done.count(Action.REFUSED)
            self.pdfs += len(outcome.pdfs)
            self.differing += (problem for problem in outcome.problems if problem.id == "issued-differs")
            self.before_record += sum(problem.id == "issued-before-record" for problem in outcome.problems)
            self.made_otherwise += sum(problem.id == "issued-made-otherwise" for problem in outcome.problems)
            if outcome.problems and outcome.refused:
                self.refused.append(number)
            elif Action.KEPT in done:
                self.kept += (change for change in outcome.changes if change.done is Action.KEPT)
            if not outcome.refused:
                self.levels[outcome.level.name if outcome.level else "not determined"] += 1
                self.states[outcome.issue or outcome.state] += 1
            yield outcome


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


def _accepted(
    title: str,
    outcomes: Iterable[Outcome],
    folder: str = "",
    gives_reason: Callable[[Change], bool] = lambda _change: False,
) -> Iterator[str]:
    """Yield each outcome with the documents that were written, and the reason if `gives_reason` says so."""
    for outcome in outcomes:
        if title:
            yield title
            title = ""
        issue = f"; {outcome.issue}" if outcome.issue else ""
        yield f"  {outcome.reference}  {outcome.partnership}: {_level(outcome)}{issue}"
        for change in outcome.written:
            yield f"      {folder}/{change.path}" + (f"  ({change.why})" if gives_reason(change) else "")
        yield from (f"      {folder}/{path}" for path in outcome.pdfs)
        yield from _indented(_own(outcome))


def _own(outcome: Outcome) -> list[Problem]:
    """Return the problems but for what is told of all issued documents together."""
    return [problem for problem in outcome.problems if problem.id not in TOLD_AGAIN]


def _issued(tally: _Tally) -> Iterator[str]:
    """Yield the issued documents that would now read otherwise; where only we changed, their count."""
    if tally.differing:
        yield "Issued, and kept as they were sent, though they would now read otherwise"
        yield from _indented(tally.differing, "  ")
    if tally.made_otherwise:
        number = counted(tally.made_otherwise, "issued document")
        subject = "it reads" if tally.made_otherwise == 1 else "they read"
        yield f"{number} would read otherwise with today's templates, framework or software; {subject} as sent."
    if tally.before_record:
        number = counted(tally.before_record, "document")
        was = "was issued before there was a record, and is" if tally.before_record == 1 else _WERE_BEFORE
        yield f"{number} {was} left as sent; record with: scrutiny issue --adopt REFERENCE ... (--again makes anew)."


def _left(cycle: CycleOutcome, folder: str) -> list[str]:
    title = "Made by no assessment any more (--remove-gone removes those that nobody edited)"
    return _listed(title, [change for change in cycle.gone if change.done is Action.GONE], folder)


def _removed(cycle: CycleOutcome) -> list[Change]:
    return [change for change in cycle.gone if change.done is Action.REMOVED]


def _listed(title: str, changes: Sequence[Change], folder: str) -> list[str]:
    return [title, *(f"  {folder}/{change.path}  ({change.why})" for change in changes)] if changes else []


def _counted(tally: _Tally, gone: int, folder: str, written: str, removed: str) -> str:
    others = f" {counted(tally.pdfs, 'PDF')} written." if tally.pdfs else ""
    others += f" {gone} {removed}." if gone else ""
    same = tally.documents - tally.written
    if not tally.written and not tally.refused:
        left = f"{counted(same, 'document')} in {folder} left as {'it was' if same == 1 else 'they were'}."
        return f"{'Nothing else' if gone else 'Nothing'} has changed: {left}{others}"
    total = counted(tally.assessments, "assessment")
    first = f"No document {written}."
    if tally.written:
        first = f"{tally.changed} of {total} {written}: {counted(tally.written, 'document')} in {folder}."
    return first + (f" {counted(same, 'document')} unchanged." if same else "") + others + _and_refused(tally)


def _in_order(tally: _Tally) -> str:
    total = counted(tally.assessments, "assessment")
    sound = tally.assessments - len(tally.refused)
    return f"{sound} of {total} in order. Nothing was written.{_and_refused(tally)}"


def _and_refused(tally: _Tally) -> str:
    return f" {len(tally.refused)} refused, for the reasons above." if tally.refused else ""


def _refused(cycle: CycleOutcome, tally: _Tally, folder: str) -> Iterator[str]:
    """Yield those that were refused, which the tally knows when all have passed."""
    for number in tally.refused:
        outcome = cycle.outcomes[number]
        if number == tally.refused[0]:
            yield "Refused"
        yield f"  {outcome.file}" + (f"  ({outcome.reference})" if outcome.reference else "")
        yield from (f"      written all the same: {folder}/{change.path}" for change in outcome.written)
        yield from (f"      written all the same: {folder}/{path}" for path in outcome.pdfs)
        yield from _indented(_own(outcome))


def _indented(problems: Iterable[Problem], by: str = "      ") -> Iterator[str]:
    return (textwrap.indent(str(problem), by) for problem in problems)


def _problems(problems: Sequence[Problem]) -> list[str]:
    lines = ["The cycle as a whole"] if problems else []
    return [*lines, *(textwrap.indent(str(problem), "  ") for problem in problems)]


def _level(outcome: Outcome) -> str:
    indication = outcome.indication
    if indication is None:
        return "no level"
    if outcome.level is None:
        return f"level not determined, {_between(indication)}"
    if outcome.level == indication.level:
        return outcome.level.name
    indicated = indication.level.name if indication.level else _between(indication)
    return f"{outcome.level.name}, decided (indicated: {indicated})"


def _between(indication: Finding) -> str:
    return f"between {indication.lowest.id} and {indication.highest.id}"


def _row(outcome: Outcome, indication: Finding) -> tuple[str, ...]:
    indicated = indication.level.id if indication.level else _between(indication)
    support = outcome.level.id if outcome.level else "not determined"
    decided = " (decided)" if outcome.level and outcome.level != indication.level else ""
    met = f"{indication.conditions_met} of {indication.conditions}"
    return outcome.reference, met, indicated, support + decided, outcome.partnership


def _table(rows: Callable[[], Iterable[Sequence[str]]]) -> Iterator[str]:
    """Yield the rows, which pass by twice: once to be measured."""
    widths = [0] * len(next(iter(rows())))
    for row in rows():
        widths = [max(width, len(cell)) for width, cell in zip(widths, row, strict=True)]
    for row in rows():
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _reasons(outcome: Outcome, indication: Finding) -> list[str]:
    lines = [f"{outcome.reference}  {outcome.partnership}"]
    for reason in indication.reasons:
        lines += textwrap.wrap(reason, _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_long_words=False)
    return [*lines, *(textwrap.indent(str(problem), "  ") for problem in outcome.problems)]


def _later(block: Callable[[], Iterable[str]]) -> Iterator[str]:
    """Yield a block that is known when those before it have passed."""
    yield from block()


def _blocks(*blocks: Iterable[str]) -> Iterator[str]:
    return _joined(blocks)


def _joined(blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    """Blocks of lines as text, with a line between them; piece by piece."""
    separator = ""
    for block in blocks:
        for line in block:
            yield separator + line
            separator = "\n"
        separator = "\n\n" if separator else ""
