"""What of a returned plan cannot be read with certainty → a question, with its place and how to answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engross.problems import Problem, Severity, WordPlace
from engross.word.reading import DocumentText, Table
from scrutiny_response.domain.filters import initial_capital, listed
from scrutiny_response.use_cases.returned.answers import ACCEPTED, Answers
from scrutiny_response.use_cases.returned.columns import Columns
from scrutiny_response.use_cases.returned.log import Entry
from scrutiny_response.use_cases.returned.matching import TAKEN_OUT, Matching, row_name
from scrutiny_response.use_cases.returned.rows import PlanRow
from scrutiny_response.use_cases.returned.values import KnownAction, KnownPlan, Question, ReadAction
from scrutiny_response.use_cases.returned.vocabulary import plain, status_of, statuses

_LONGEST = 60
"""How many characters of an action's words a question quotes."""


def status(action: KnownAction, row: PlanRow, entries: Sequence[Entry], matching: Matching) -> str:
    """Return an action's status as it is called; "" if it has to be asked, which is noted."""
    text = row.texts.get("status", "")
    is_same = plain(text) == plain(action.status)
    understood = action.status if is_same else initial_capital(status_of(text))
    for problem in _doubts(action, row, entries, text, understood):
        matching.questions.append(Question(action.reference, problem))
        return ""
    return understood


def _doubts(
    action: KnownAction, row: PlanRow, entries: Sequence[Entry], text: str, understood: str
) -> Iterator[Problem]:
    """Yield why a status is not certain; the first counts."""
    place, name = row.row.place, f"the status of {action.reference}"
    hint = f"answer, for example, {action.reference}: {statuses()[1]}; the words for it are {', '.join(statuses())}"
    if "status" in row.doubts:
        yield Problem(
            "cells-merged",
            place,
            f'the cell of {name} covers other columns too, and says "{text}"',
            hint,
            Severity.WARNING,
        )
    if not text and row.is_coloured:
        yield Problem("status-by-colour", place, f"{name} is said by a colour alone", hint, Severity.WARNING)
    if not text:
        yield Problem("no-status", place, f"{action.reference} has no status", hint, Severity.WARNING)
    if not understood:
        yield Problem(
            "unknown-status", place, f'{name} is "{text}", which is not a known status', hint, Severity.WARNING
        )
    yield from _doubts_beside(action, row, entries, text, understood)


def _doubts_beside(
    action: KnownAction, row: PlanRow, entries: Sequence[Entry], text: str, understood: str
) -> Iterator[Problem]:
    """Yield what beside the status, which may have been left as it was sent, says something else than it."""
    place, name = row.row.place, f"the status of {action.reference}"
    hint = f"answer, for example, {action.reference}: {statuses()[1]}; the words for it are {', '.join(statuses())}"
    as_before = f'{name} is "{text}" as before'
    is_as_before = bool(understood) and status_of(understood) == status_of(action.status)
    if is_as_before and row.is_coloured:
        yield Problem("status-by-colour", place, f"{as_before}, and its cell is coloured", hint, Severity.WARNING)
    rag = row.texts.get("rag", "")
    if is_as_before and rag and status_of(rag) != status_of(understood):
        yield Problem("unknown-status", place, f'{as_before}, and beside it stands "{rag}"', hint, Severity.WARNING)
    if is_as_before and row.comments:
        yield Problem(
            "comment-instead", place, f'{as_before}, with a comment: "{row.comments[0]}"', hint, Severity.WARNING
        )
    if _log_differs(understood, entries):
        yield Problem(
            "log-differs",
            place,
            f'{name} is "{text}", and the progress log says "{_told(entries)[-1]}"',
            hint,
            Severity.WARNING,
        )


def _told(entries: Sequence[Entry]) -> list[str]:
    return [entry.status for entry in entries if entry.status]


def _log_differs(understood: str, entries: Sequence[Entry]) -> bool:
    told = _told(entries)
    return bool(told) and (status_of(told[-1]) or plain(told[-1])) != (status_of(understood) or plain(understood))


def ask_duplicates(matching: Matching) -> None:
    """Ask about each action that has more than one row."""
    for reference, rows in matching.rows.items():
        for row in rows[1:]:
            message = f"{reference} stands here and in {row_name(rows[0])}"
            hint = f"answer what its status is, such as {reference}: {statuses()[1]}"
            matching.ask("action-twice", row.row.place, message, hint, reference)


def ask_columns(tables: Sequence[tuple[str, Table, Columns]], matching: Matching, answers: Answers) -> None:
    """Ask about each table with two columns for the status, or with words as sent under another column's header.

    Tables with the same headers have one name, and are asked about once.
    """
    asked: set[str] = set()
    for name, table, columns in tables:
        if columns.rivals and name not in asked:
            asked.add(name)
            message = f"more than one column may be that of the status: {listed(each.words for each in columns.rivals)}"
            hint = f"answer status column: {columns.rivals[-1].name}, or the header of the one that counts"
            problem = Problem("two-status-columns", table.place, message, hint, Severity.WARNING)
            matching.questions.append(Question(name, problem, tuple(each.name for each in columns.rivals)))
        if columns.doubtful and "columns" not in answers.accepted:
            message = f"what was sent as {', '.join(columns.doubtful)} stands under another header"
            hint = f"correct the columns in Word, or answer columns: {ACCEPTED} if they are as they are meant"
            matching.ask("columns-mixed-up", table.place, message, hint)


def ask_missing(
    missing: Sequence[str], text: DocumentText, plan: KnownPlan, matching: Matching, rows: Sequence[PlanRow]
) -> None:
    """Ask about every action that is not there: struck out, with its row emptied, or gone."""
    asked = {question.about for question in matching.questions}
    file = next(iter(text.blocks)).place.file if text.blocks else ""
    for reference in missing:
        if reference in asked:
            continue
        hint = f"answer {reference}: {TAKEN_OUT}, or what its status is"
        own = [row for row in rows if reference in {*row.references, *row.marked}]
        place = own[0].row.place if own else WordPlace(file, "body")
        if reference in matching.struck:
            matching.ask("action-struck-out", place, f"the row of {reference} is struck out", hint, reference)
        elif own:
            matching.ask("action-emptied", place, f"the row of {reference} has lost its words", hint, reference)
        elif not rows:
            has = "pictures, and no table of actions" if text.pictures else "no table of actions"
            hint = f"ask the partnership for the plan in Word with its tables, or {hint}"
            matching.ask("no-table", place, f"{reference} is not found: the file has {has}", hint, reference)
        else:
            words = plan.action(reference).action[:_LONGEST]
            matching.ask("action-missing", place, f"{reference} is not in the plan ({words})", hint, reference)


def ask_added(added: Sequence[ReadAction], matching: Matching, answers: Answers) -> None:
    """Ask about each action of the partnership's own of which the plan says no status."""
    asked = {question.about for question in matching.questions}
    for action in added:
        name = action.reference
        if not action.status and not answers.has(name) and name not in asked:
            message = f"{name}, which the partnership added, has no status"
            hint = f'answer what its status is, such as {name}: {statuses()[1]}, or under rows: "{name}": new'
            matching.ask("added-without-status", action.place, message, hint, name)


def ask_tracked(rows: Sequence[PlanRow], matching: Matching, answers: Answers) -> None:
    """Ask once whether tracked changes in the rows of actions count."""
    changed = [row for row in rows if row.row.has_changes]
    if not changed or "tracked changes" in answers.accepted:
        return
    names = dict.fromkeys(name for row in changed for name in (row.references or (row_name(row),)))
    message = f"tracked changes are neither accepted nor rejected in the rows of {', '.join(names)}"
    hint = f"answer tracked changes: {ACCEPTED} (what is read is as if they were), or settle them in Word"
    matching.ask("tracked-changes-open", changed[0].row.place, message, hint)
