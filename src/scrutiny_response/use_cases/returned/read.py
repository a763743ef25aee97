"""A returned plan's text and the plan as it last stood → its actions, each with a status, or what has to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from engross.problems import WordPlace
from engross.word.reading import DocumentText, Row, Table
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.intake.written_days import day_in
from scrutiny_response.use_cases.returned import asking
from scrutiny_response.use_cases.returned.answers import IGNORED, Answers
from scrutiny_response.use_cases.returned.columns import Columns, checked, header_of, inferred, with_status_in
from scrutiny_response.use_cases.returned.log import Entry, log_entries, log_text
from scrutiny_response.use_cases.returned.matching import Matching, match, row_name
from scrutiny_response.use_cases.returned.parts import other_parts
from scrutiny_response.use_cases.returned.rows import PlanRow, RowReader
from scrutiny_response.use_cases.returned.values import (
    Change,
    KnownAction,
    KnownPlan,
    Part,
    Question,
    ReadAction,
)
from scrutiny_response.use_cases.returned.vocabulary import plain, status_of

_COMPARED = ("action", "lead", "timescale", "measure")
_Read = tuple[Table, Columns, Sequence[Row]]
"""A table of actions, or a progress log, with its columns and the rows below its header."""


class PlanReading(Struct, frozen=True):
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
    named = list(_named(_tables(text, plan, reader), answers))
    tables = [read for _, read in named]
    rows = [row for table, columns, below in tables if not columns.is_log for row in reader.rows(table, columns, below)]
    logs = [(columns, below) for _, columns, below in tables if columns.is_log]
    log = [entry for columns, below in logs for entry in log_entries(columns, below, reader)]
    matching = match(rows, plan, answers.has)
    asking.ask_columns([(name, table, columns) for name, (table, columns, _) in named], matching, answers)
    actions = [
        _action(plan.action(reference), own_rows[0], matching, log) for reference, own_rows in matching.rows.items()
    ]
    asking.ask_duplicates(matching)
    missing = [action.reference for action in plan.actions if action.reference not in matching.rows]
    asking.ask_missing(missing, text, plan, matching, rows)
    asking.ask_tracked(rows, matching, answers)
    added = tuple(_added(row, answers) for row in _new_rows(rows, matching, answers))
    asking.ask_added(added, matching, answers)
    reading = PlanReading(
        tuple(actions),
        added,
        tuple(missing),
        tuple(sorted(_moved(matching, plan))),
        (*log_text(log), *other_parts(text, plan)),
        tuple(matching.questions),
    )
    return _answered(reading, plan, answers)


def _named(tables: Iterable[_Read], answers: Answers) -> Iterator[tuple[str, _Read]]:
    """Yield each table with the name by which its column of the status is asked for, and that column as answered.

    Tables with the same headers have the name of the first: what is answered of one holds for all of them.
    """
    names: dict[tuple[str, ...], str] = {}
    for table, columns, below in tables:
        own = f"table {table.number}"
        others = sum(each.partition(" (")[0] == own for each in names.values())
        name = names.setdefault(columns.headers, f"{own} ({others + 1})" if others else own)
        yield name, (table, with_status_in(columns, answers.status_in(name)), below)


def _tables(text: DocumentText, plan: KnownPlan, reader: RowReader) -> Iterator[_Read]:
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


def _action(old_action: KnownAction, row: PlanRow, matching: Matching, log: Sequence[Entry]) -> ReadAction:
    """Return what a row says of an action; ask where its status is not certain."""
    texts = dict(row.texts)
    if texts.get("revised"):
        texts["timescale"] = texts["revised"]
    entries = [entry for entry in log if old_action.reference in entry.references]
    status = asking.status(old_action, row, entries, matching)
    current = {role: texts.get(role, old_action.says(role)) for role in _COMPARED}
    changed = tuple(
        Change(role, old_action.says(role), current[role])
        for role in _COMPARED
        if role in texts and not _is_same(old_action, role, current[role])
    )
    if status and plain(status) != plain(old_action.status):
        changed = (Change("status", old_action.status, status), *changed)
    if row.written and old_action.reference not in row.references:
        changed = (Change("reference", old_action.reference, row.written), *changed)
    progress = "\n".join(filter(None, (texts.get("progress", ""), *(entry.text for entry in entries), *row.comments)))
    return ReadAction(
        reference=old_action.reference, status=status, action=current["action"], timescale=current["timescale"],
        due=day_in(current["timescale"]), lead=current["lead"], measure=current["measure"], progress=progress,
        changed=changed, place=row.row.place, earlier_status=old_action.status,
    )  # fmt: skip


def _is_same(old_action: KnownAction, role: str, text: str) -> bool:
    """Return whether a column says what it said; a length of time also by the day to which it was counted."""
    first = text.split("\n", maxsplit=1)[0]
    counted = role == "timescale" and bool(old_action.day) and plain(first) == plain(old_action.day)
    return counted or plain(old_action.says(role)) == plain(text)


def _new_rows(rows: Sequence[PlanRow], matching: Matching, answers: Answers) -> list[PlanRow]:
    answered = [row for row in rows if answers.rows.get(row_name(row)) == "new"]
    new = [*matching.new, *(row for row in answered if row not in matching.new)]
    return [row for row in new if answers.rows.get(_name(row)) != IGNORED]


def _name(row: PlanRow) -> str:
    return row.written or row_name(row)


def _added(row: PlanRow, answers: Answers) -> ReadAction:
    texts = row.texts
    timescale, status = texts.get("timescale", ""), texts.get("status", "")
    if not status:
        status = answers.actions.get(_name(row), {}).get("status", "")
    return ReadAction(
        reference=_name(row), status=initial_capital(status_of(status)) or status,
        action=texts.get("action", ""), timescale=timescale, due=day_in(timescale), lead=texts.get("lead", ""),
        measure=texts.get("measure", ""), progress=texts.get("progress", ""), changed=(), place=row.row.place,
    )  # fmt: skip


def _moved(matching: Matching, plan: KnownPlan) -> Iterator[str]:
    for reference, own_rows in matching.rows.items():
        area = own_rows[0].area
        if area and plan.action(reference).area not in {"", area}:
            yield reference


def _answered(reading: PlanReading, plan: KnownPlan, answers: Answers) -> PlanReading:
    """Return the reading with what was answered in the place of what was asked."""
    by_reference = {action.reference: action for action in reading.actions}
    for reference, given in answers.actions.items():
        planned = next((action for action in plan.actions if action.reference == reference), None)
        if planned is None or not given.get("status"):
            continue
        if answers.takes_out(reference):
            by_reference.pop(reference, None)
            continue
        action = by_reference.get(reference) or _as_known(planned)
        answered = {key: given[key] for key in ("status", "timescale", "lead", "measure", "progress") if key in given}
        changed = tuple(
            Change(what, planned.says(what), answered.get(what, getattr(action, what)))
            for what in ("status", *_COMPARED)
            if plain(planned.says(what)) != plain(answered.get(what, getattr(action, what)))
        )
        by_reference[reference] = replace(action, changed=changed, **answered)
    order = [action.reference for action in plan.actions if action.reference in by_reference]
    return replace(
        reading,
        actions=tuple(by_reference[reference] for reference in order),
        missing=tuple(action.reference for action in plan.actions if action.reference not in by_reference),
        questions=tuple(
            question for question in reading.questions if not (question.about and answers.has(question.about))
        ),
    )


def _as_known(action: KnownAction) -> ReadAction:
    return ReadAction(
        reference=action.reference, status=action.status, action=action.action, timescale=action.timescale,
        due=day_in(action.timescale), lead=action.lead, measure=action.measure, progress="", changed=(),
        place=WordPlace("", "answers"), earlier_status=action.status,
    )  # fmt: skip
