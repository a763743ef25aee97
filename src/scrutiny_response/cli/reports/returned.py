"""Plans that came back → the text that people read: what changed and what is asked; and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engross.problems import Problem
from scrutiny_response.cli.reports.report import Report, answer, counted, listed, plain
from scrutiny_response.use_cases.returned import Question, ReadAction, ReturnedPlan
from scrutiny_response.use_cases.returned.to_answer import to_answer

_LONGEST = 60


def report(plans: Sequence[ReturnedPlan], problems: Sequence[Problem], page: Path | None = None) -> Report:
    """Return the answer: refused if a file could not be read, or if something has to be asked.

    `page` is the Word document that was wanted too.
    """
    has_page = bool(page and plans and not problems)

    def text() -> str:
        written = [f"Written: {page.as_posix()}"] if page and has_page else []
        last = listed(problems) if problems else _counts(plans, has_page=has_page)
        return "\n".join([*map(_text, plans), *written, last])

    return Report(
        bool(problems) or not all(plan.is_whole for plan in plans),
        text,
        lambda: answer("returned", {}, ("outcomes", map(_as_json, plans)), problems),
    )


def _text(plan: ReturnedPlan) -> str:
    name = f"{plan.reference} {plan.partnership}" if plan.reference else "whose plan it is, is not known"
    lines = [f"{plan.file}: {name}", *_changes(plan), *(f"  {problem}" for problem in plan.problems)]
    if plan.questions:
        lines += ["  To be answered:", *(f"    {question.problem}" for question in plan.questions)]
    if answers := to_answer(plan):
        lines += ["  in a text file such as answers.yaml, named behind --answers:", textwrap.indent(answers, "    ")]
    if plan.recorded:
        lines.append(f"  Recorded as {plan.recorded}")
    return "\n".join([*lines, ""])


def _changes(plan: ReturnedPlan) -> Iterator[str]:
    for action in plan.actions:
        status = action.status or "to be asked"
        yield f"  {action.reference}  {status}" + ("" if action.changed else " (nothing changed)")
        for change in action.changed:
            yield f"      {change.what}: {_short(change.old) or 'nothing'} → {_short(change.new) or 'nothing'}"
        if action.progress:
            yield textwrap.indent(textwrap.fill(action.progress, 90), "      ")
    yield from (f"  {action.reference}  added: {_short(action.action)} ({action.status})" for action in plan.added)
    yield from (f"  {reference}  taken out, or not found" for reference in plan.missing)
    yield from (f"  {reference}  moved to another area" for reference in plan.moved)
    for part in plan.parts:
        yield f"  {part.part}:"
        yield textwrap.indent(part.text, "      ")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _counts(plans: Sequence[ReturnedPlan], *, has_page: bool) -> str:
    whole = sum(plan.is_whole for plan in plans)
    questions = sum(len(plan.questions) for plan in plans)
    refused = sum(plan.refused for plan in plans)
    recorded = sum(bool(plan.recorded) for plan in plans)
    parts = [f"{whole} of {counted(len(plans), 'plan')} read with nothing to ask"]
    parts += [f"{counted(questions, 'question')} to be answered"] if questions else []
    parts += [f"{refused} refused"] if refused else []
    parts += [f"{recorded} recorded"] if recorded else [f"nothing was {'recorded' if has_page else 'written'}"]
    return "; ".join(parts) + "."


def _as_json(plan: ReturnedPlan) -> dict[str, Any]:
    return {
        "file": plan.file,
        "reference": plan.reference or None,
        "partnership": plan.partnership or None,
        "received": plan.received.isoformat() if plan.received else None,
        "actions": [_action_as_json(action) for action in plan.actions],
        "added": [_action_as_json(action) for action in plan.added],
        "missing": list(plan.missing),
        "moved": list(plan.moved),
        "parts": [{"part": part.part, "text": part.text} for part in plan.parts],
        "questions": [_question_as_json(question) for question in plan.questions],
        "recorded": plan.recorded or None,
        "problems": plain(plan.problems),
        "refused": plan.refused,
    }


def _action_as_json(action: ReadAction) -> dict[str, Any]:
    return {
        "reference": action.reference,
        "status": action.status or None,
        "action": action.action,
        "timescale": action.timescale,
        "due": action.due.isoformat() if action.due else None,
        "lead": action.lead,
        "measure": action.measure,
        "progress": action.progress,
        "changed": [{"what": change.what, "before": change.old, "after": change.new} for change in action.changed],
        "place": str(action.place),
    }


def _question_as_json(question: Question) -> dict[str, Any]:
    return {"about": question.about or None, **question.problem.as_json()}
