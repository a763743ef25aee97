"""The rows of all tables of actions → which row is which action, what was added, and what has to be asked.

A row is found by its bookmark, then by its reference, then by its words. Where two of these disagree, it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from engross.problems import Problem, Severity, WordPlace
from scrutiny_response.use_cases.returned.rows import PlanRow
from scrutiny_response.use_cases.returned.values import KnownPlan, Question
from scrutiny_response.use_cases.returned.vocabulary import plain

TAKEN_OUT = "taken out"
"""The answer that an action is no longer part of the plan."""


class Matching(Struct):
    """The rows by the references of their actions, rows that are new, and the questions so far."""

    rows: dict[str, list[PlanRow]] = field(default_factory=dict)
    new: list[PlanRow] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def ask(
        self, id: str, place: WordPlace, message: str, hint: str, about: str = ""
    ) -> None:  # what a problem has, and what it is about
        """Note a question about an action, a row, or the whole file."""
        self.questions.append(Question(about, Problem(id, place, message, hint, Severity.WARNING)))


def match(rows: Sequence[PlanRow], plan: KnownPlan, answered: Callable[[str], bool]) -> Matching:
    """Return which row is which action; `answered` says whether a row or an action has an answer already."""
    matching = Matching()
    last = ""
    for row in rows:
        last = _place(row, plan, matching, last, answered)
    _ask_displaced(rows, matching)
    return matching


def _ask_displaced(rows: Sequence[PlanRow], matching: Matching) -> None:
    """Ask about an action of which a row has only the reference, and another row the bookmark or the words."""
    asked = {question.about for question in matching.questions}
    for reference, own in matching.rows.items():
        if reference in asked or reference in own[0].worded:
            continue
        others = [row for row in rows if row not in own and reference in {*row.marked, *row.worded}
                  and not row.row.is_struck and not row.is_empty]  # fmt: skip
        if others:
            message = f"this row has the reference {reference}, which {row_name(others[0])} had when it was sent"
            matching.ask("reference-of-another", own[0].row.place, message,
                         f"answer what the status of {reference} is", reference)  # fmt: skip


def row_name(row: PlanRow) -> str:
    """Return what a row is called in questions and answers: "table 4, row 3"."""
    return f"table {row.table.number}, row {row.row.place.row}"


def _place(row: PlanRow, plan: KnownPlan, matching: Matching, last: str, answered: Callable[[str], bool]) -> str:
    """Put a row where it belongs; return the reference of the last action, which one without may continue."""
    if row.row.is_struck:
        return _struck(row, matching, last)
    named = row.references
    if len(named) > 1:
        for reference in named:
            hint = f"answer for each what its status is, such as {reference}: in progress"
            matching.ask("rows-merged", row.row.place, f"this row names {' and '.join(named)}", hint, reference)
        return last
    if row.continues_above and named and named[0] in matching.rows:
        _continuing(row, matching, named[0])
        return named[0]
    reference = named[0] if named else _by_marks_or_words(row, matching, last, answered)
    if not reference:
        return last
    _doubt(row, plan, reference, matching)
    matching.rows.setdefault(reference, []).append(row)
    return reference


def _struck(row: PlanRow, matching: Matching, last: str) -> str:
    """Note a row that is struck out; its action is asked for if no other row holds it."""
    matching.struck += row.references or row.marked
    return last


def _by_marks_or_words(row: PlanRow, matching: Matching, last: str, answered: Callable[[str], bool]) -> str:
    """Return the action that a row is whose reference is not written, or is none of the plan's; "" if it is none."""
    if row.marked and row.is_empty and not row.written:
        return ""
    reference = row.marked[0] if row.marked else ""
    if not reference and len(row.worded) == 1:
        reference = row.worded[0]
    if reference and row.written and reference not in row.worded:
        matching.ask("reference-changed", row.row.place,
                     f'this row was {reference}, and its reference is now "{row.written}"',
                     f"answer what the status of {reference} is, or {reference}: {TAKEN_OUT}", reference)  # fmt: skip
        return ""
    if reference:
        return reference
    if row.is_empty:
        return ""
    if row.written or not row.area:
        matching.new.append(row)
        return ""
    if not answered(row_name(row)):
        what = f"it may continue {last}, or be a new action" if last else "it may be a new action"
        matching.ask("row-without-reference", row.row.place, f"this row has no reference: {what}",
                     f'answer under rows: "{row_name(row)}": new, or: continued', row_name(row))  # fmt: skip
        if last:
            _continuing(row, matching, last)
    return ""


def _continuing(row: PlanRow, matching: Matching, reference: str) -> None:
    above = matching.rows.get(reference, [])
    differs = not above or any(above[0].texts.get(role) != text for role, text in row.texts.items() if text)
    if differs and not row.is_empty:
        matching.ask("action-continued", row.row.place,
                     f"this row seems to continue {reference}",
                     f"answer what its status is, such as {reference}: in progress", reference)  # fmt: skip


def _doubt(row: PlanRow, plan: KnownPlan, reference: str, matching: Matching) -> None:
    """Ask where a row's reference and its bookmark, or its words, are those of different actions."""
    others = [each for each in (*row.marked, *row.worded) if each != reference]
    own = {reference} & {*row.marked, *row.worded}
    said_by_words = reference in row.worded
    if others and not said_by_words and (not own or row.worded):
        matching.ask("reference-of-another", row.row.place,
                     f"this row has the reference {reference}, and is otherwise that of {others[0]}",
                     f"answer what the status of {reference} is, and that of {others[0]}", reference)  # fmt: skip
    sent, text = plan.action(reference).action, row.texts.get("action", "")
    if sent and not text and not row.written and "action" in row.texts:
        matching.ask("action-emptied", row.row.place, f"the row of {reference} has lost its words",
                     f"answer {reference}: {TAKEN_OUT}, or what its status is", reference)  # fmt: skip
    rest = text[len(sent) :] if sent and text.startswith(sent) else ""
    if rest and rest[0].isalnum() and plain(text) != plain(sent):
        matching.ask("words-joined", row.row.place,
                     f'the words that were sent go on without a space: "{rest[:40]}"',
                     f"answer what its status is, such as {reference}: in progress", reference)  # fmt: skip
