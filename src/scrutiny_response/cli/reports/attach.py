"""What became of plans and their reports → the text that people read and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from engross.problems import Problem
from scrutiny_response.cli.reports.report import Report, answer, counted, listed, plain
from scrutiny_response.use_cases.attaching import AttachedPlan, AttachOutcome, Became


def report(outcomes: Sequence[AttachOutcome], problems: Sequence[Problem] = ()) -> Report:
    """Return the answer: refused if a plan could not be attached, or if there are problems of no single report."""
    return Report(
        bool(problems) or any(outcome.refused for outcome in outcomes),
        lambda: listed(problems) or as_text(outcomes),
        lambda: as_json(outcomes, problems),
    )


def as_text(outcomes: Sequence[AttachOutcome]) -> str:
    """Return what was attached, which assessments name no report, what was refused and why, and the counts."""
    attached = [outcome for outcome in outcomes if outcome.result]
    refused = [outcome for outcome in outcomes if outcome.refused]
    without_report = [outcome for outcome in outcomes if not (outcome.result or outcome.refused)]
    blocks = (
        _block("Attached", [outcome for outcome in attached if outcome.became is Became.ATTACHED]),
        _block("Replaced", [outcome for outcome in attached if outcome.became is Became.REPLACED]),
        _block("Already there", [outcome for outcome in attached if outcome.became is Became.THERE]),
        _block("No report is named", without_report),
        _block("Refused", refused),
        [_counts(attached, without_report, refused) if outcomes else "Nothing was done."],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def as_json(outcomes: Sequence[AttachOutcome], problems: Sequence[Problem] = ()) -> Iterator[str]:
    """Return the same for programs; what is not known is null. `problems` are those of no single report."""
    fields = {
        "attached": len({outcome.result for outcome in outcomes if outcome.result}),
        "refused": sum(outcome.refused for outcome in outcomes),
    }
    return answer("attach", fields, ("outcomes", map(_plain, outcomes)), problems)


def _plain(outcome: AttachOutcome) -> dict[str, Any]:
    return {
        "file": outcome.file,
        "reference": outcome.reference or None,
        "partnership": outcome.partnership or None,
        "report": outcome.report or None,
        "plan": outcome.plans[0].path if outcome.plans else None,
        "result": outcome.result or None,
        "pdf": outcome.pdf or None,
        "became": str(outcome.became) if outcome.result else None,
        "plans": [_plan(plan, is_written=bool(outcome.result)) for plan in outcome.plans],
        "refused": outcome.refused,
        "problems": plain(outcome.problems),
    }


def _plan(plan: AttachedPlan, *, is_written: bool) -> dict[str, Any]:
    return {"plan": plan.path, "state": plan.state or None, "became": str(plan.became) if is_written else None}


def _counts(
    attached: Sequence[AttachOutcome], without_report: Sequence[AttachOutcome], refused: Sequence[AttachOutcome]
) -> str:
    written = len({outcome.result for outcome in attached})
    total = written + len({outcome.report or outcome.file for outcome in refused if not outcome.result})
    several = max(Counter(outcome.result for outcome in attached).values(), default=1) > 1
    several = several or any(len(outcome.plans) > 1 for outcome in attached)
    plans = "its plan" if 1 in {total, written} and not several else "their plans" if written != 1 else "its plans"
    sentences = [f"{written} of {counted(total, 'report')} written with {plans}."]
    if without_report:
        sentences.append(f"{counted(len(without_report), 'assessment')} named no report.")
    if refused:
        sentences.append(f"{len(refused)} refused, for the reasons above.")
    return " ".join(sentences)


def _block(title: str, outcomes: Sequence[AttachOutcome]) -> list[str]:
    lines = [title] if outcomes else []
    for outcome in outcomes:
        lines.append(_heading(outcome))
        if outcome.result and not outcome.refused:
            lines += [f"      {outcome.result}", *([f"      {outcome.pdf}"] if outcome.pdf else [])]
            lines += [f"      from {outcome.report}", *(f"      and {_shown(plan)}" for plan in outcome.plans)]
        lines += (textwrap.indent(str(problem), "      ") for problem in outcome.problems)
    return lines


def _shown(plan: AttachedPlan) -> str:
    return f"{plan.path} ({plan.state})" if plan.state else plan.path


def _heading(outcome: AttachOutcome) -> str:
    if outcome.refused:
        return f"  {outcome.file}" + (f"  ({outcome.reference})" if outcome.reference else "")
    return f"  {outcome.reference}  {outcome.partnership}" if outcome.reference else f"  {outcome.file}"
