"""A file of answers → what was answered for each returned plan, or every problem with its place.

our plan.docx:
  plan: PSR-2026-010
  tracked changes: accepted
  older plan: accepted
  status column: Status March 2027
  actions:
    SV1.1: in progress
    SV1.2: taken out
    SV2.1: {status: completed, timescale: 31 March 2027}
  rows:
    table 4, row 3: new
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from engross.problems import FilePlace, Problem, Refused
from engross.suggestions import nearest_hint, one_of
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.intake.values import read_values
from scrutiny_response.use_cases.returned.matching import TAKEN_OUT
from scrutiny_response.use_cases.returned.vocabulary import status_of, statuses

ACCEPTED = "accepted"
ACCEPTS = {"tracked-changes-open": "tracked changes", "older-plan": "older plan", "columns-mixed-up": "columns"}
"""What is answered by accepting it, by the identifier of the question."""
STATUS_COLUMN = "status column"
_ACCEPTABLE = tuple(ACCEPTS.values())
_KEYS = ("plan", *_ACCEPTABLE, STATUS_COLUMN, "actions", "rows")
_FIELDS = ("status", "timescale", "lead", "measure", "progress")
IGNORED = "ignored"
ROWS = ("new", "continued", IGNORED)


class Answers(Struct, frozen=True):
    """What was answered for one file: whose plan it is, what is accepted, and what actions and rows are.

    `status_column` is the header of the column in which the statuses stand, if more than one could be meant;
    `status_columns` say it of single tables, by their names.
    """

    plan: str = ""
    accepted: frozenset[str] = frozenset()
    actions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    status_column: str = ""
    status_columns: Mapping[str, str] = field(default_factory=dict)

    def has(self, about: str) -> bool:
        """Return whether there is an answer about an action or a row."""
        return about in self.actions or about in self.rows

    def status_in(self, table: str) -> str:
        """Return which column of a table was answered to be that of the status; "" if none was."""
        return self.status_columns.get(table, self.status_column)

    def takes_out(self, reference: str) -> bool:
        """Return whether an action is answered to be no longer part of the plan."""
        return self.actions.get(reference, {}).get("status") == TAKEN_OUT


def read_answers(path: Path) -> dict[str, Answers]:
    """Return the answers in a YAML file by the names of the returned files; Refused with every problem in it."""
    problems: list[Problem] = []
    place = FilePlace(path.as_posix())
    answers = {}
    for name, given in read_values(path).items():
        if not isinstance(given, dict):
            problems.append(_wrong(place, f"what is answered for `{name}` is no group of keys", one_of(_KEYS)))
            continue
        answers[name] = _answers(name, given, place, problems)
    if problems:
        raise Refused(problems)
    return answers


def _answers(name: str, given: Mapping[str, Any], place: FilePlace, problems: list[Problem]) -> Answers:
    for key in given:
        if key not in _KEYS:
            hint = nearest_hint(key, _KEYS) or f"a key is {one_of(_KEYS)}"
            problems.append(_wrong(place, f"`{key}` is no key of the answers for `{name}`", hint))
    accepted = set()
    for key in _ACCEPTABLE:
        if key in given and given[key] != ACCEPTED:
            hint = f"write `{key}: {ACCEPTED}`, or leave it out"
            problems.append(_wrong(place, f"`{key}` is `{given[key]}` for `{name}`", hint))
        elif key in given:
            accepted.add(key)
    actions = {str(key): _action(str(key), each, place, problems) for key, each in _group(given, "actions").items()}
    rows = {str(key): str(each) for key, each in _group(given, "rows").items()}
    for key, each in rows.items():
        if each not in ROWS:
            problems.append(_wrong(place, f"`{key}` is answered with `{each}`", f"a row is {one_of(ROWS)}"))
    columns = {table: str(each) for table, each in _group(given, STATUS_COLUMN).items()}
    status_column = "" if columns else str(given.get(STATUS_COLUMN) or "")
    return Answers(str(given.get("plan") or ""), frozenset(accepted), actions, rows, status_column, columns)


def _group(given: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    group = given.get(key)
    return group if isinstance(group, dict) else {}


def _action(reference: str, given: Any, place: FilePlace, problems: list[Problem]) -> Mapping[str, str]:
    fields = {str(key): str(text) for key, text in given.items()} if isinstance(given, dict) else {"status": str(given)}
    hint = f"a key is {one_of(_FIELDS)}"
    strange = [key for key in fields if key not in _FIELDS]
    problems += [_wrong(place, f"`{key}` is no key of the answer for {reference}", hint) for key in strange]
    status = fields.get("status", "")
    if status and status != TAKEN_OUT:
        fields["status"] = initial_capital(status_of(status))
        if not fields["status"]:
            hint = f"a status is {one_of((*statuses(), TAKEN_OUT))}"
            problems.append(_wrong(place, f"`{status}` for {reference} is no status", hint))
    return fields


def _wrong(place: FilePlace, message: str, hint: str) -> Problem:
    return Problem("wrong-answer", place, message, hint)
