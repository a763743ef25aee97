"""What has to be asked of a returned plan → the file of answers to it, with a word in capitals for each answer."""

from __future__ import annotations

from typing import Any

import yaml

from scrutiny_response.use_cases.returned.answers import ACCEPTED, ACCEPTS, ROWS, STATUS_COLUMN
from scrutiny_response.use_cases.returned.values import ReturnedPlan

_WHOSE = frozenset({"plan-of-nobody", "another-partnership"})


def to_answer(plan: ReturnedPlan) -> str:
    """Return what a file of answers for a plan has to say, to be filled in; "" if nothing is asked."""
    references = {*(action.reference for action in plan.actions), *plan.missing}
    answers: dict[str, Any] = {}
    if any(problem.id in _WHOSE for problem in (*plan.problems, *(question.problem for question in plan.questions))):
        answers["plan"] = "REFERENCE"
    columns = [question.about for question in plan.questions if question.options]
    if columns:
        answers[STATUS_COLUMN] = dict.fromkeys(columns, "HEADER") if len(columns) > 1 else "HEADER"
    for question in plan.questions:
        if question.options:
            continue
        if question.about in references:
            answers.setdefault("actions", {})[question.about] = "STATUS"
        elif question.about:
            answers.setdefault("rows", {})[question.about] = " or ".join(ROWS).upper()
        elif key := ACCEPTS.get(question.problem.id):
            answers[key] = ACCEPTED
    dumped = yaml.safe_dump({plan.name: answers}, allow_unicode=True, sort_keys=False, width=10_000)
    return dumped.rstrip() if answers else ""
