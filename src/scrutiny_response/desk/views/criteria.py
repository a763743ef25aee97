"""The criteria with their evidence, and beside them the level that they indicate, with what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import answer_of
from scrutiny_response.desk.forms.forms import in_order
from scrutiny_response.desk.forms.messages import Message, first_field, looked_at, messages, missing
from scrutiny_response.desk.forms.questions import Question, question
from scrutiny_response.desk.forms.sections import following, section
from scrutiny_response.desk.forms.shape import part_at
from scrutiny_response.desk.pages import fragment, is_quiet, page, to
from scrutiny_response.desk.views.filling import keeps, quiet, save, shown, told_of
from scrutiny_response.desk.views.partnership import undo_of, unreadable
from scrutiny_response.desk.views.subject import Subject, subject
from scrutiny_response.desk.views.unasked import unasked
from scrutiny_response.domain.framework import Criterion, Framework
from scrutiny_response.use_cases.cycle_view import changes, level_now
from scrutiny_response.use_cases.editing import Values, placed, value_at


class Asked(Struct, frozen=True):
    """A criterion with its questions: the answer, the evidence, where that is found."""

    criterion: Criterion
    questions: tuple[Question, ...]


def criteria(desk: Desk, request: Request, slug: str) -> Response:
    """Show the criteria of a partnership, or save the answers."""
    about = subject(desk, slug)
    if about is None or about.partnership is None:
        raise NotFound
    if about.values is None:
        return unreadable(desk, about)
    framework = desk.view.framework()
    asked = [Asked(criterion, _questions(criterion)) for criterion in framework.criteria()]
    if request.method == "POST":
        return _saved(desk, request, about, asked)
    wrong = tuple(_wrong(about, [each for one in asked for each in one.questions]))
    by_id = {one.criterion.id: one for one in asked}
    conditions = [
        (condition, [_shown(about, by_id[criterion.id], wrong) for criterion in condition.criteria])
        for condition in framework.conditions
    ]
    chosen = section("assessment", "criteria")
    return page(
        desk,
        "criteria.html",
        title=chosen.title if chosen else "",
        here="cycle",
        about=about,
        conditions=conditions,
        errors=told_of(wrong, is_told="told" in request.args),
        is_told="told" in request.args,
        undo=undo_of(desk, about),
        unasked=unasked(about, "criteria"),
        looked_at=looked_at(wrong),
        action=f"{about.address}/criteria",
        notice="Saved." if "saved" in request.args else request.args.get("notice", "")[:200],
        **level_values(about.values, framework),
    )


def level_values(values: Values, framework: Framework) -> dict[str, Any]:
    """Return what is shown of the level that answers indicate."""
    now = level_now(values, framework)
    return {
        "level": now,
        "changes": list(changes(values, framework)),
        "marks": [(result.condition, result) for result in now.indication.conditions],
    }


def _questions(criterion: Criterion) -> tuple[Question, ...]:
    """Return the questions about a criterion; the schema says the same of all."""
    shape = part_at("assessment", ("criteria",))["additionalProperties"]["properties"]
    asked = {name: question((name,), part, within=("criteria",), needed=name == "answer") for name, part in
             shape.items()}  # fmt: skip
    labels = {"answer": f"{criterion.number} {criterion.text}"}
    return tuple(
        replace(each, path=("criteria", criterion.id, name), label=labels.get(name, each.label))
        for name, each in asked.items()
    )


def _shown(about: Subject, one: Asked, wrong: tuple[Message, ...]) -> tuple[Criterion, list[tuple[object, ...]]]:
    return one.criterion, [(each, *shown(each, value_at(about.values, each.path), wrong)) for each in one.questions]


def _answered(values: Values, asked: list[Asked], form: MultiDict[str, str]) -> Values:
    for one in asked:
        for each in one.questions:
            values = placed(values, each.path, answer_of(each, value_at(values, each.path), form))
    return values


def _saved(desk: Desk, request: Request, about: Subject, asked: list[Asked]) -> Response:
    every = [each for one in asked for each in one.questions]
    wanted = in_order("assessment", _answered(about.values, asked, request.form))
    address = f"{about.address}/criteria"
    written = save(desk, request, about, wanted, address, every)
    if isinstance(written, Response):
        return written
    if is_quiet(request):
        return quiet(written, fragment("level.html", **level_values(wanted, desk.view.framework())))
    if request.form.get("then") == "level":
        return to(f"{address}?saved#level")
    again = subject(desk, about.slug)
    if again and keeps(list(_wrong(again, every)), request):
        return to(f"{address}?told")
    after = following("assessment", "criteria")
    return to(f"{about.address}/{after.slug}" if after else about.address)


def _wrong(about: Subject, questions: list[Question]) -> Iterator[Message]:
    """Yield what is wrong with each answer; that one is missing is told at each, and not of all at the first."""
    told = [
        problem
        for problem in about.problems
        if problem.id not in _MISSING or len(about.located.get(problem, ())) > _ANSWER
    ]
    by_field: dict[str, list[Message]] = {}
    for message in messages(told, about.located, questions, about.values):
        by_field.setdefault(message.field, []).append(message)
    for each in questions:
        if each.is_needed and value_at(about.values, each.path) is None:
            yield missing(each)
        yield from by_field.get(first_field(each), ())


_MISSING, _ANSWER = {"missing-key", "missing-criterion"}, 3
"""What says that answers are missing, and how long the path of one is."""
