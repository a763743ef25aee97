"""A returned plan's text and the plan as it last stood → its actions, each with a status, or what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engross.problems import Problem, Severity, WordPlace
from engross.word.reading import DocumentText, Row, Table
from scrutiny_response.use_cases.returned.answers import Answers
from scrutiny_response.use_cases.returned.columns import Columns, checked, header_of, inferred
from scrutiny_response.use_cases.returned.dates import day_in
from scrutiny_response.use_cases.returned.log import Entry, log_entries, log_text
from scrutiny_response.use_cases.returned.matching import TAKEN_OUT, Matching, match, row_name
from scrutiny_response.use_cases.returned.parts import other_parts
from scrutiny_response.use_cases.returned.rows import PlanRow, RowReader, area_of
from scrutiny_response.use_cases.returned.values import (
    Change,
    KnownAction,
    KnownPlan,
    Part,
    Question,
    ReadAction,
)
from scrutiny_response.use_cases.returned.vocabulary import plain, status_of, statuses

_COMPARED = ("action", "lead", "timescale", "measure")
_NUMBERED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What was read of a plan; while there is a question, nothing may be recorded of it."""

    actions: tuple[ReadAction, ...]
    added: tuple[ReadAction, ...]
    missing: tuple[str, ...]
    moved: tuple[str, ...]
    parts: tuple[Part, ...]
    questions: tuple[Question, ...]


def read_plan(text: DocumentText, plan: KnownPlan, answers: Answers) -> PlanReading:
    """Return what a returned plan says; every action of the plan is there with a status, missing, or asked about."""
    reader = RowReader(plan)
    tables = list(_tables(text, plan, reader))
    rows = [row for table, columns, below in tables if not columns.is_log for row in reader.rows(table, columns, below)]
    log = [entry for table, columns, below in tables if columns.is_log for entry in log_entries(table, columns, below, reader)]
    matching = match(rows, plan, answers.has)
    _ask_columns(tables, matching, answers)
    actions = [_action(plan.action(reference), found[0], matching, log) for reference, found in matching.rows.items()]
    _ask_duplicates(matching)
    missing = [action.reference for action in plan.actions if action.reference not in matching.rows]
    _ask_missing(missing, text, plan, matching, rows)
    _ask_tracked(text, rows, matching, answers)
    reading = PlanReading(
        tuple(actions),
        tuple(_added(row, answers) for row in _new_rows(rows, matching, answers)),
        tuple(missing),
        tuple(sorted(_moved(matching, plan))),
        (*log_text(log), *other_parts(text, plan)),
        tuple(matching.questions),
    )
    return _answered(reading, plan, answers, text)


def _tables(text: DocumentText, plan: KnownPlan, reader: RowReader) -> Iterator[tuple[Table, Columns, Sequence[Row]]]:
    """Yield the tables of actions and progress logs, each with its columns and the rows below its header.

    A header row in the middle of a table begins another.
    """
    last: Columns | None = None
    for table in text.tables:
        columns, below = None, list[Row]()
        for row in table.rows:
            header = header_of(row) if not reader.knows(row) else None
            if header is None:
                below.append(row)
                continue
            if columns is not None and (columns.is_actions or columns.is_log):
                yield table, columns, below
            columns, below = header, []
        if columns is None and any(reader.knows(row) for row in below):
            columns = inferred(table, plan, last)
        if columns is None or not (columns.is_actions or columns.is_log or any(map(reader.knows, below))):
            continue
        if not columns.is_log:
            columns = checked(columns, below, plan)
            last = columns
        yield table, columns, below


def _action(known: KnownAction, row: PlanRow, matching: Matching, log: Sequence[Entry]) -> ReadAction:
    """Return what a row says of an action; ask where its status is not certain."""
    texts = dict(row.texts)
    if texts.get("revised"):
        texts["timescale"] = texts["revised"]
    entries = [entry for entry in log if known.reference in entry.references]
    status = _status(known, row, texts.get("status", ""), entries, matching)
    said = {role: texts.get(role, known.says(role)) for role in _COMPARED}
    changed = tuple(
        Change(role, known.says(role), said[role])
        for role in _COMPARED
        if role in texts and plain(known.says(role)) != plain(said[role])
    )
    if status and plain(status) != plain(known.status):
        changed = (Change("status", known.status, status), *changed)
    progress = "\n".join(filter(None, (texts.get("progress", ""), *(entry.text for entry in entries), *row.comments)))
    return ReadAction(
        reference=known.reference, status=status, action=said["action"], timescale=said["timescale"],
        due=day_in(said["timescale"]), lead=said["lead"], measure=said["measure"], progress=progress,
        changed=changed, place=row.row.place,
    )  # fmt: skip


def _status(known: KnownAction, row: PlanRow, text: str, entries: Sequence[Entry], matching: Matching) -> str:
    """Return the status in its own words as they are known; "" if it has to be asked."""
    place, reference = row.row.place, known.reference
    answer = f"answer what it is: {reference}: {statuses()[1]}; a status is {', '.join(statuses())}"
    status = known.status if plain(text) == plain(known.status) else status_of(text)
    is_as_before = bool(status) and status_of(status) == status_of(known.status)
    if "status" in row.doubts:
        matching.ask("cells-merged", reference, place, f"the cell of the status covers other columns too: {text!r}", answer)
    elif not text and row.is_coloured:
        matching.ask("status-by-colour", reference, place, f"the status of {reference} is said by a colour alone", answer)
    elif not text:
        matching.ask("no-status", reference, place, f"{reference} has no status", answer)
    elif not status:
        matching.ask("unknown-status", reference, place, f"the status of {reference} is {text!r}", answer)
    elif is_as_before and row.is_coloured:
        message = f"the status of {reference} is {text!r} as before, and its cell is coloured"
        matching.ask("status-by-colour", reference, place, message, answer)
    elif is_as_before and row.texts.get("rag") and status_of(row.texts["rag"]) != status_of(status):
        message = f"the status of {reference} is {text!r} as before, and beside it stands {row.texts['rag']!r}"
        matching.ask("unknown-status", reference, place, message, answer)
    elif is_as_before and row.comments:
        message = f"{reference} has the status {text!r} as before, and a comment: {row.comments[0]!r}"
        matching.ask("comment-instead", reference, place, message, answer)
    elif _log_differs(status, entries):
        message = f"the status of {reference} is {text!r}, and the progress log says {entries[-1].status!r}"
        matching.ask("log-differs", reference, place, message, answer)
    else:
        return status
    return ""


def _log_differs(status: str, entries: Sequence[Entry]) -> bool:
    told = [entry.status for entry in entries if entry.status]
    return bool(told) and (status_of(told[-1]) or plain(told[-1])) != (status_of(status) or plain(status))


def _ask_duplicates(matching: Matching) -> None:
    for reference, found in matching.rows.items():
        for row in found[1:]:
            first = row_name(found[0])
            matching.ask("action-twice", reference, row.row.place, f"{reference} stands here and in {first}",
                         f"answer what its status is, such as {reference}: in progress")  # fmt: skip


def _ask_columns(
    tables: Sequence[tuple[Table, Columns, Sequence[Row]]], matching: Matching, answers: Answers
) -> None:
    for table, columns, _ in tables:
        if columns.doubtful and "columns" not in answers.accepted:
            words = ", ".join(columns.doubtful)
            matching.ask("columns-mixed-up", "", table.place, f"what was sent as {words} stands under another header",
                         "put the columns right in Word, or answer columns: accepted if they are as they are meant")  # fmt: skip


def _ask_missing(
    missing: Sequence[str], text: DocumentText, plan: KnownPlan, matching: Matching, rows: Sequence[PlanRow]
) -> None:
    """Ask about every action that is not there: with its row's bookmark, struck out, or gone."""
    asked = {question.about for question in matching.questions}
    nowhere = WordPlace(next((row.row.place.file for row in rows), ""), "body")
    for reference in missing:
        if reference in asked:
            continue
        marked = next((row for row in rows if reference in row.marked), None)
        hint = f"answer {reference}: {TAKEN_OUT}, or what its status is"
        if reference in matching.struck:
            struck = next(row for row in rows if reference in (*row.references, *row.marked) and row.row.change)
            matching.ask("action-struck-out", reference, struck.row.place, f"the row of {reference} is struck out", hint)
        elif marked is not None:
            matching.ask("action-emptied", reference, marked.row.place, f"the row of {reference} is there, and its words are gone", hint)  # fmt: skip
        elif not rows:
            hint = "ask the partnership for the plan in Word, with its tables; or answer for each action"
            message = f"{reference} stands in no table: " + ("the file has pictures" if text.pictures else "the file has no table of actions")
            matching.ask("no-table", reference, nowhere, message, hint)
        else:
            matching.ask("action-missing", reference, nowhere, f"{reference} ({plan.action(reference).action[:60]}) is not in the plan", hint)  # fmt: skip


def _ask_tracked(text: DocumentText, rows: Sequence[PlanRow], matching: Matching, answers: Answers) -> None:
    """Ask once whether tracked changes in the rows of actions count."""
    changed = [row for row in rows if row.row.has_changes]
    if not changed or "tracked changes" in answers.accepted:
        return
    names = ", ".join(dict.fromkeys(reference for row in changed for reference in (row.references or (row_name(row),))))
    matching.ask("tracked-changes-open", "", changed[0].row.place,
                 f"tracked changes are neither accepted nor rejected in the rows of {names}; what is read is as if all "
                 "were accepted",
                 "answer tracked changes: accepted, or accept and reject them in Word")  # fmt: skip


def _new_rows(rows: Sequence[PlanRow], matching: Matching, answers: Answers) -> list[PlanRow]:
    answered = [row for row in rows if answers.rows.get(row_name(row)) == "new"]
    return [*matching.new, *(row for row in answered if row not in matching.new)]


def _added(row: PlanRow, answers: Answers) -> ReadAction:
    texts = row.texts
    timescale = texts.get("timescale", "")
    return ReadAction(
        reference=row.written or row_name(row), status=status_of(texts.get("status", "")) or texts.get("status", ""),
        action=texts.get("action", ""), timescale=timescale, due=day_in(timescale), lead=texts.get("lead", ""),
        measure=texts.get("measure", ""), progress=texts.get("progress", ""), changed=(), place=row.row.place,
    )  # fmt: skip


def _moved(matching: Matching, plan: KnownPlan) -> Iterator[str]:
    for reference, found in matching.rows.items():
        area = area_of(found[0].table, plan)
        if area and plan.action(reference).area not in {"", area}:
            yield reference


def _answered(reading: PlanReading, plan: KnownPlan, answers: Answers, text: DocumentText) -> PlanReading:
    """Return the reading with what was answered in the place of what was asked."""
    by_reference = {action.reference: action for action in reading.actions}
    for reference, given in answers.actions.items():
        known = next((action for action in plan.actions if action.reference == reference), None)
        if known is None or not given.get("status"):
            continue
        if answers.takes_out(reference):
            by_reference.pop(reference, None)
            continue
        before = by_reference.get(reference) or _as_known(known)
        said = {key: given[key] for key in ("status", "timescale", "lead", "measure", "progress") if key in given}
        changed = tuple(
            Change(what, known.says(what), said.get(what, getattr(before, what)))
            for what in ("status", *_COMPARED)
            if plain(known.says(what)) != plain(said.get(what, getattr(before, what)))
        )
        by_reference[reference] = replace(before, changed=changed, **said)  # type: ignore[arg-type]  # texts only
    order = [action.reference for action in plan.actions if action.reference in by_reference]
    return replace(
        reading,
        actions=tuple(by_reference[reference] for reference in order),
        missing=tuple(action.reference for action in plan.actions if action.reference not in by_reference),
        questions=tuple(each for each in reading.questions if not (each.about and answers.has(each.about))),
    )


def _as_known(known: KnownAction) -> ReadAction:
    return ReadAction(
        reference=known.reference, status=known.status, action=known.action, timescale=known.timescale,
        due=day_in(known.timescale), lead=known.lead, measure=known.measure, progress="", changed=(),
        place=WordPlace("", "answers"),
    )  # fmt: skip
