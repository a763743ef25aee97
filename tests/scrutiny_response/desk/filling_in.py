"""A sample's values, filled in from nothing by a person at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms import answers
from scrutiny_response.desk.forms.forms import inner_lists, item_questions, section_questions
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.forms.sections import ASSESSMENT, ITEMS, Section
from scrutiny_response.desk.views.subject import Subject, subject
from scrutiny_response.use_cases.editing import value_at
from tests.scrutiny_response.desk.keyboard import Person

Wanted = dict[str, str | tuple[str, ...]]


def fill_in(person: Person, desk: Desk, values: Any) -> str:
    """Fill in a new partnership from the cycle's table on; return its name in addresses."""
    person.to_content()
    person.follow("New partnership")
    person.fill({"name": values["partnership"]["name"], "reference": values["reference"]}, "Begin")
    slug = person.page.url.rpartition("/")[2]
    for group in ASSESSMENT:
        for section in group.sections:
            _section(person, desk, slug, section, values)
    return slug


def _section(person: Person, desk: Desk, slug: str, section: Section, values: Any) -> None:
    names = ("criteria",) if section.slug == "criteria" else (*section.paths, *section.lists)
    if not any(value_at(values, tuple(name.split("."))) for name in names) and section.slug != "inspection":
        return
    person.to_content()
    person.follow(section.title)
    if section.slug == "criteria":
        _criteria(person, desk, values)
        _home(person, slug)
        return
    if section.paths:
        about = _about(desk, slug)
        questions = section_questions("assessment", section, about.offer(desk), about.common)
        person.fill(_wanted(questions, values), "Save and go to the task list")
        _home(person, slug)
    for path in section.lists:
        items = value_at(values, tuple(path.split(".")))
        if isinstance(items, list) and items:
            if section.paths:
                person.to_content()
                person.follow(section.title)
                person.to_content()
                person.follow("Add or change")
            _list(person, desk, slug, (*path.split("."),), items)
            _home(person, slug)


def _list(person: Person, desk: Desk, slug: str, path: tuple[Any, ...], items: Sequence[Any]) -> None:
    """Add the items of a list, from its page on; end on its page."""
    for number, item in enumerate(items):
        person.to_content()
        person.follow("Add ")
        at = (*path, number)
        questions = item_questions("assessment", at, _about(desk, slug).offer(desk))
        inner = [name for name in inner_lists("assessment", at) if value_at(item, (name,))]
        button = f"Save and go to the {ITEMS[inner[0]].title.lower()}" if inner else "Save"
        person.fill(_wanted(questions, item), button)
        for name in inner:
            _list(person, desk, slug, (*at, name), item[name])
            person.to_content()
            person.follow("Done")
            person.page.wait_for_load_state()
            person.fill(_wanted(questions, item), "Save")


def _criteria(person: Person, desk: Desk, values: Any) -> None:
    wanted: Wanted = {}
    opens = set()
    for criterion in desk.view.framework().criteria():
        given = value_at(values, ("criteria", criterion.id)) or {}
        assert isinstance(given, dict)
        wanted |= {f"criteria.{criterion.id}.{name}": str(text) for name, text in given.items()}
        if set(given) - {"answer"}:
            opens.add(f"Evidence for {criterion.number}")
    person.fill(wanted, "Save and show the level", frozenset(opens))


def _wanted(questions: Sequence[Question], values: Any) -> Wanted:
    wanted: Wanted = {}
    for question in questions:
        value = value_at(values, question.path)
        if question.kind in {Kind.CHOICE, Kind.CHECKS}:
            wanted[question.name] = answers.chosen(value)[0] if question.is_long and value else answers.chosen(value)
            if question.kind is Kind.CHECKS and question.is_long:
                wanted[question.name] = answers.chosen(value)
        else:
            wanted |= answers.fields_of(question, value)
    return {name: answer for name, answer in wanted.items() if answer}


def _about(desk: Desk, slug: str) -> Subject:
    about = subject(desk, slug)
    assert about is not None
    return about


def _home(person: Person, slug: str) -> None:
    """Go back to the task list, however far that is."""
    for _ in range(5):
        if person.page.url.partition("?")[0].endswith(f"/partnership/{slug}"):
            return
        person.tab_to(
            lambda focused: focused["tag"] == "A" and "back" in person.page.evaluate("document.activeElement.className")
        )
        person.enter()
    raise AssertionError(person.page.url)
