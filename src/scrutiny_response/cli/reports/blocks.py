"""Outcomes of a run and what is counted of them → blocks of lines, of which the summary is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from engross.problems import Problem
from scrutiny_response.cli.reports.report import counted
from scrutiny_response.cli.reports.tally import Tally
from scrutiny_response.store.outcome import Action, Change, CycleOutcome, Finding, Outcome
from scrutiny_response.store.up_to_date import TOLD_AGAIN

_WIDTH = 100
_WERE_BEFORE = "were issued before there was a record, and are"


def by_level_and_state(tally: Tally) -> Iterator[str]:
    """Yield how many assessments have each level of support, and each state."""
    for title, numbers in (("By level of support", tally.levels), ("By state", tally.states)):
        yield title
        width = max(len(str(number)) for number in numbers.values()) if numbers else 0
        yield from (f"  {number:>{width}}  {word}" for word, number in sorted(numbers.items(), key=_most_first))


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def accepted(
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
        yield from _indented(own(outcome))


def own(outcome: Outcome) -> list[Problem]:
    """Return the problems but for what is told of all issued documents together."""
    return [problem for problem in outcome.problems if problem.id not in TOLD_AGAIN]


def issued(tally: Tally) -> Iterator[str]:
    """Yield the issued documents that would now read otherwise; if only the software changed, their count."""
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


def left(cycle: CycleOutcome, folder: str) -> list[str]:
    """Return the documents that no assessment makes any more, and that were left."""
    title = "Made by no assessment any more (--remove-gone removes those that nobody edited)"
    return listed(title, [change for change in cycle.gone if change.done is Action.GONE], folder)


def removed(cycle: CycleOutcome) -> list[Change]:
    """Return the documents that no assessment made any more, and that were removed."""
    return [change for change in cycle.gone if change.done is Action.REMOVED]


def listed(title: str, changes: Sequence[Change], folder: str) -> list[str]:
    """Return documents, each with why, under a title; nothing if there are none."""
    return [title, *(f"  {folder}/{change.path}  ({change.why})" for change in changes)] if changes else []


def counts(tally: Tally, gone: int, folder: str, written: str, removed: str) -> str:
    """Return in a sentence how many assessments and documents were written, unchanged, removed and refused."""
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


def in_order(tally: Tally) -> str:
    """Return in a sentence how many assessments are in order."""
    total = counted(tally.assessments, "assessment")
    sound = tally.assessments - len(tally.refused) + tally.is_cycle_file_refused
    return f"{sound} of {total} in order. Nothing was written.{_and_refused(tally)}"


def _and_refused(tally: Tally) -> str:
    if not tally.refused:
        return ""
    if not tally.is_cycle_file_refused:
        return f" {len(tally.refused)} refused, for the reasons above."
    return f" The cycle file and {len(tally.refused) - 1} refused, for the reasons above."


def refused(cycle: CycleOutcome, tally: Tally, folder: str) -> Iterator[str]:
    """Yield those that were refused, which the tally knows when all have passed."""
    for number in tally.refused:
        outcome = cycle.outcomes[number]
        if number == tally.refused[0]:
            yield "Refused"
        yield f"  {outcome.file}" + (f"  ({outcome.reference})" if outcome.reference else "")
        yield from (f"      written all the same: {folder}/{change.path}" for change in outcome.written)
        yield from (f"      written all the same: {folder}/{path}" for path in outcome.pdfs)
        yield from _indented(own(outcome))


def _indented(problems: Iterable[Problem], by: str = "      ") -> Iterator[str]:
    for problem in problems:
        import textwrap  # noqa: PLC0415  # a run with nothing to tell does without its patterns

        yield textwrap.indent(str(problem), by)


def of_cycle(problems: Sequence[Problem]) -> list[str]:
    """Return what is wrong with the cycle as a whole."""
    lines = ["The cycle as a whole"] if problems else []
    return [*lines, *_indented(problems, "  ")]


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


def row(outcome: Outcome, indication: Finding) -> tuple[str, ...]:
    """Return what the table of levels says of one assessment."""
    indicated = indication.level.id if indication.level else _between(indication)
    support = outcome.level.id if outcome.level else "not determined"
    decided = " (decided)" if outcome.level and outcome.level != indication.level else ""
    met = f"{indication.conditions_met} of {indication.conditions}"
    return outcome.reference, met, indicated, support + decided, outcome.partnership


def table(rows: Callable[[], Iterable[Sequence[str]]]) -> Iterator[str]:
    """Yield the rows, which pass by twice: once to be measured."""
    widths = [0] * len(next(iter(rows())))
    for row in rows():
        widths = [max(width, len(cell)) for width, cell in zip(widths, row, strict=True)]
    for row in rows():
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def reasons(outcome: Outcome, indication: Finding) -> list[str]:
    """Return the reasons for the level of one assessment, and what is wrong with it."""
    lines = [f"{outcome.reference}  {outcome.partnership}"]
    for reason in indication.reasons:
        lines += _wrapped(reason)
    return [*lines, *_indented(outcome.problems, "  ")]


@lru_cache(maxsize=1024)  # the framework says the same of many assessments
def _wrapped(reason: str) -> tuple[str, ...]:
    import textwrap  # noqa: PLC0415  # likewise

    return tuple(textwrap.wrap(reason, _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_long_words=False))


def later(block: Callable[[], Iterable[str]]) -> Iterator[str]:
    """Yield a block that is known when those before it have passed."""
    yield from block()


def together(*blocks: Iterable[str]) -> Iterator[str]:
    """Yield blocks of lines as text, with a line between them."""
    return joined(blocks)


def joined(blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield blocks of lines as text, with a line between them; piece by piece."""
    separator = ""
    for block in blocks:
        for line in block:
            yield separator + line
            separator = "\n"
        separator = "\n\n" if separator else ""
