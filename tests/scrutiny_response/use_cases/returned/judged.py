"""A returned plan as it was read, and the truth → right, asked or wrong; and what the obvious script makes of it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from scrutiny_response.use_cases.returned import ReturnedPlan
from tests.scrutiny_response.use_cases.returned.edits import Edit
from tests.scrutiny_response.use_cases.returned.plans import FILLED

RIGHT, ASKED, WRONG = "right", "asked", "wrong"
_OF_MISSING = {"action-missing", "action-emptied", "action-struck-out"}


def judged(read: ReturnedPlan, edit: Edit) -> str:
    """Right if all is as it is meant, with no question but whether what is missing was taken out; asked; or wrong."""
    if read.problems:
        return ASKED
    asked = {question.about for question in read.questions}
    for_all = any(not question.about or question.options for question in read.questions)
    said = {action.reference: action.status for action in read.actions}
    truth = edit.statuses
    for reference in FILLED:
        if reference in asked or for_all:
            continue
        if said.get(reference, "").casefold() != truth.get(reference, "").casefold():
            return WRONG
    if not read.questions and tuple(action.reference for action in read.added) != edit.added:
        return WRONG
    gone = tuple(reference for reference in FILLED if reference not in truth)
    others = [each for each in read.questions if each.problem.id not in _OF_MISSING or each.about not in gone]
    return ASKED if others or read.missing != gone else RIGHT


def obvious(data: bytes) -> dict[str, str]:
    """What a script of ten lines makes of it: the first column is the reference, the sixth the status."""
    statuses: dict[str, Any] = {}
    for table in docx.Document(BytesIO(data)).tables:
        if len(table.columns) < 6 or table.cell(0, 0).text == "Date":
            continue
        for row in table.rows[1:]:
            if row.cells[0].text.strip():
                statuses[row.cells[0].text.strip()] = row.cells[5].text.strip()
    return statuses


def obviously(data: bytes, edit: Edit) -> str:
    """Right if the obvious script is, else wrong: it never asks."""
    try:
        statuses = obvious(data)
    except Exception:  # that it stops is what is measured
        return "stops"
    wanted = {**edit.statuses, **dict.fromkeys(edit.added, "In progress")}
    return (
        RIGHT
        if {k: v.casefold() for k, v in statuses.items()} == {k: v.casefold() for k, v in wanted.items()}
        else WRONG
    )
