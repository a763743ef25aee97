"""The values of a file and a part of its shape → the questions of a page with what is answered; and a form → values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from werkzeug.datastructures import MultiDict

from scrutiny_response.desk.forms.answers import answer_of
from scrutiny_response.desk.forms.options import Offer
from scrutiny_response.desk.forms.questions import YES_NO, Kind, Question, question
from scrutiny_response.desk.forms.sections import Section
from scrutiny_response.desk.forms.shape import Part, in_schema_order, part_at
from scrutiny_response.domain.further import Declarations
from scrutiny_response.intake.rewriting.values import yes_or_no
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import Values, placed, value_at, without_nothing


def section_questions(kind: str, section: Section, offer: Offer, common: Values) -> tuple[Question, ...]:
    """Return the questions of a section; `common` are the values of the cycle file, which stand where nothing does."""
    return tuple(
        each for path in section.paths for each in _questions(kind, tuple(path.split(".")), offer, common, needed=None)
    )


def item_questions(kind: str, path: DataPath, offer: Offer) -> tuple[Question, ...]:
    """Return the questions about one item of a list, by paths from the item on; lists in it have pages of their own."""
    part = part_at(kind, path)
    if "properties" not in part:
        return (question((), part, within=path, needed=True),)
    needed = part.get("required", ())
    return tuple(
        question((name,), inner, within=path, options=offer.options((*path, name)), needed=name in needed)
        for name, inner in part["properties"].items()
        if not is_list_of_groups(inner)
    )


def is_list_of_groups(part: Part) -> bool:
    """Return whether the items of a list have several values each."""
    return part.get("type") == "array" and "properties" in part["items"]


def inner_lists(kind: str, path: DataPath) -> tuple[str, ...]:
    """Return the keys of an item under which there are lists of groups."""
    properties = part_at(kind, path).get("properties", {})
    return tuple(name for name, inner in properties.items() if is_list_of_groups(inner))


def answered(
    kind: str, values: Values, questions: Sequence[Question], form: MultiDict[str, str], base: DataPath = ()
) -> Values:
    """Return the values of a file with what a form answers to these questions, in the order of the schema."""
    for each in questions:
        path = (*base, *each.path)
        answer = _answer(each, value_at(values, path), form)
        if answer is not None or not _is_in_something_else(values, path):
            values = placed(values, path, answer)
    return in_order(kind, values)


def _is_in_something_else(values: Values, path: DataPath) -> bool:
    """Return whether a file has a text or a list where a form asks for a group: no empty field takes that away."""
    inner = [value_at(values, path[:length]) for length in range(1, len(path)) if isinstance(path[length], str)]
    return any(value is not None and not isinstance(value, Mapping) for value in inner)


def is_in_list(values: Values, path: DataPath) -> bool:
    """Return whether a file has a list of groups where a form asks for one group: it has a page of its own."""
    return any(isinstance(value_at(values, path[:length]), list) for length in range(1, len(path)))


def may_be_several(kind: str, path: str) -> bool:
    """Return whether a group may also be a list of such groups."""
    part = part_at(kind, tuple(path.split(".")))
    return "properties" in part and "array" in part["type"]


def _answer(each: Question, current: Values, form: MultiDict[str, str]) -> Values:
    """Return what is answered; an empty list stays one, and what was chosen before comes first, as it stood."""
    answer = answer_of(each, current, form)
    if each.options == YES_NO and isinstance(answer, str):
        return yes_or_no(answer) or answer
    if answer is None and current == [] and not each.may_be_none:
        return []
    return _as_before(current, answer) if each.kind is Kind.CHECKS else answer


def _as_before(current: Values, chosen: Values) -> Values:
    if not isinstance(current, list) or not isinstance(chosen, list):
        return chosen
    return [*(each for each in current if each in chosen), *(each for each in chosen if each not in current)]


def in_order(kind: str, values: Values) -> Values:
    """Return values without those that say nothing, in the order of the schema."""
    return in_schema_order(without_nothing(values), part_at(kind, ()))


def _questions(kind: str, path: DataPath, offer: Offer, common: Values, *, needed: bool | None) -> Iterator[Question]:
    part = part_at(kind, path, offer.declared)
    if "properties" not in part:
        common_value = value_at(common, path)
        is_needed = _is_required(kind, path, offer.declared) if needed is None else needed
        yield question(
            path, part, options=offer.options(path), needed=is_needed and not common_value, common=common_value
        )
        return
    is_group_needed = path[0] in part_at(kind, (), offer.declared).get("required", ())
    for name, inner in part["properties"].items():
        if not is_list_of_groups(inner):
            is_needed = is_group_needed and name in part.get("required", ())
            yield from _questions(kind, (*path, name), offer, common, needed=is_needed)


def _is_required(kind: str, path: DataPath, declared: Declarations) -> bool:
    return path[-1] in part_at(kind, path[:-1], declared).get("required", ())
