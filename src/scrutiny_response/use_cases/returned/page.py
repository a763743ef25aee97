"""Plans that came back, as they were read → a Word page for the link inspector: what changed, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from msgspec import Struct

from engross import paths
from engross.problems import FilePlace, Problem, Refused
from engross.word import Template
from scrutiny_response.domain.filters import FILTERS, initial_capital
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.returned.values import ReadAction, ReturnedPlan

TEMPLATE = Path(__file__).resolve().with_name("returned.docx")
"""Apart from a cycle's kinds of document."""
_NOTHING = "nothing"


class PageAction(Struct, frozen=True, kw_only=True):
    """An action with its status before and now, and what else changed."""

    reference: Annotated[str, "The action's reference", "A1.2"]
    action: Annotated[str, "What will be done", "Agree one chronology template"]
    before: Annotated[str, "Its status as the plan last stood", "Not started"]
    now: Annotated[str, "Its status as the plan says it", "In progress"]
    changes: Annotated[tuple[str, ...], "What else changed, each in words", "Lead: clerk, now chair"]
    progress: Annotated[tuple[str, ...], "What is said of its progress, by lines"]


class PagePart(Struct, frozen=True, kw_only=True):
    """What another part of the plan says."""

    part: Annotated[str, "Which part", "Progress log"]
    lines: Annotated[tuple[str, ...], "What it says, by lines"]


class PagePlan(Struct, frozen=True, kw_only=True):
    """One file that came back."""

    file: Annotated[str, "The file", "Our plan FINAL v3.docx"]
    reference: Annotated[str, "Our reference; empty if it is not known whose plan it is", "PSR-2026-014"]
    partnership: Annotated[str, "The partnership's name"]
    actions: Annotated[tuple[PageAction, ...], "The actions of the plan"]
    added: Annotated[tuple[PageAction, ...], "The actions that the partnership added"]
    gone: Annotated[tuple[str, ...], "The references of actions that were taken out, or not found"]
    moved: Annotated[tuple[str, ...], "The references of actions that stand under another area now"]
    parts: Annotated[tuple[PagePart, ...], "What other parts of the plan say"]
    asked: Annotated[tuple[str, ...], "What has to be asked or mended before the plan can be recorded"]


class ReturnedPage(Struct, frozen=True, kw_only=True):
    """The page."""

    plans: Annotated[tuple[PagePlan, ...], "The files that came back, in their order"]


def write_page(plans: Sequence[ReturnedPlan], target: Path) -> None:
    """Write the page, whole or not at all; Refused if it cannot be written, or would replace one of the plans."""
    if any(paths.is_same_file(target, plan.file) for plan in plans):
        message, hint = "this is a plan that came back", "give the page another name after --word"
        raise Refused([Problem("page-over-plan", FilePlace(target.as_posix()), message, hint)])
    data = bytes(_template().render(ReturnedPage(plans=tuple(map(_plan, plans)))))
    if problem := whole_files.write(target.parent, target.name, data):
        raise Refused([problem])


@cache
def _template() -> Template:
    return Template.open(TEMPLATE, shape=ReturnedPage, filters=FILTERS)


def _plan(plan: ReturnedPlan) -> PagePlan:
    problems = (*plan.problems, *(question.problem for question in plan.questions))
    return PagePlan(
        file=plan.name,
        reference=plan.reference,
        partnership=plan.partnership,
        actions=tuple(map(_action, plan.actions)),
        added=tuple(map(_action, plan.added)),
        gone=plan.missing,
        moved=plan.moved,
        parts=tuple(PagePart(part=initial_capital(part.part), lines=_lines(part.text)) for part in plan.parts),
        asked=tuple(str(problem).splitlines()[0] for problem in problems),
    )


def _action(action: ReadAction) -> PageAction:
    return PageAction(
        reference=action.reference,
        action=action.action,
        before=initial_capital(action.earlier_status) or "None",
        now=initial_capital(action.status) or "To be asked",
        changes=tuple(_changes(action)),
        progress=_lines(action.progress),
    )


def _changes(action: ReadAction) -> Iterator[str]:
    for change in action.changed:
        if change.what != "status":
            old, new = (" ".join(text.split()) or _NOTHING for text in (change.old, change.new))
            yield f"{initial_capital(change.what)}: {old}, now {new}"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())
