"""Bookmarks of records, where a template prints what tells them apart by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross.word import Template, bookmark_name
from engross.word.values.bookmarks import LONGEST_NAME
from tests.engross.word.paper import docx, heading, p, table, xml


@dataclass(frozen=True, slots=True)
class Task:
    """A record that its number tells apart."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Job:
    """The values of a template."""

    tasks: tuple[Task, ...]


JOB = Job((Task("A1", "Paint"), Task("A2", "Dry")))
ROWS = (["{%tr for task in tasks %}", ""], ["{{ task.number }}", "{{ task.words }}"], ["{%tr endfor %}", ""])


def bookmarks(body: str, identities: dict[type, str] | None = None, values: object = JOB) -> list[str]:
    """The names of the bookmarks of what a template makes, each of them closed."""
    template = Template.open(docx(body), identities={Task: "number"} if identities is None else identities)
    made = xml(template.render(values))
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]*)"/>', made)
    assert sorted(number for number, _ in starts) == sorted(re.findall(r'<w:bookmarkEnd w:id="(\d+)"/>', made))
    return [name for _, name in starts]


def test_a_number_alone_in_a_cell_gets_its_record_s_bookmark() -> None:
    assert bookmarks(table(*ROWS)) == ["task_A1", "task_A2"]


def test_the_bookmark_stands_around_the_number() -> None:
    made = xml(Template.open(docx(table(*ROWS)), identities={Task: "number"}).render(JOB))
    assert 'w:name="task_A1"/><w:r><w:t xml:space="preserve">A1</w:t></w:r><w:bookmarkEnd' in made


def test_a_number_where_a_heading_begins_gets_one_whatever_follows() -> None:
    body = p("{%p for task in tasks %}") + heading("{{ task.number }}: {{ task.words }}") + p("{%p endfor %}")
    assert bookmarks(body) == ["task_A1", "task_A2"]


@pytest.mark.parametrize(
    "body",
    [
        p("{%p for task in tasks %}") + p("{{ task.number }}") + p("{%p endfor %}"),
        p("{%p for task in tasks %}") + heading("Task {{ task.number }}") + p("{%p endfor %}"),
        p("{%p for task in tasks %}") + heading("{{ task.words }} {{ task.number }}") + p("{%p endfor %}"),
        table(ROWS[0], ["No. {{ task.number }}", ""], ROWS[2]),
        table(ROWS[0], ["{{ task.number }} {{ task.words }}", ""], ROWS[2]),
        table(ROWS[0], ["{{ task.words }}", ""], ROWS[2]),
    ],
)
def test_a_number_among_other_words_gets_none(body: str) -> None:
    assert bookmarks(body) == []


def test_nothing_is_set_where_nobody_names_what_tells_records_apart() -> None:
    assert bookmarks(table(*ROWS), {}) == []


def test_a_record_of_another_kind_gets_none() -> None:
    assert bookmarks(table(*ROWS), {Job: "number"}) == []


def test_a_record_that_is_printed_twice_has_one_bookmark() -> None:
    assert bookmarks(table(*ROWS) + table(*ROWS)) == ["task_A1", "task_A2"]


def test_a_record_without_a_number_has_none() -> None:
    assert bookmarks(table(*ROWS), values=Job((Task("", "Paint"),))) == []


def test_the_check_of_a_template_knows_which_kinds_of_record_have_a_place() -> None:
    template = Template.open(docx(table(*ROWS)), shape=Job, identities={Task: "number"})
    assert ((Task.__module__, "Task"), "_identity") in template.uses


@given(st.text(min_size=1), st.text(min_size=1))
def test_names_of_bookmarks_are_one_to_one_whatever_the_capitals(one: str, other: str) -> None:
    names = [bookmark_name("action", text) for text in (one, other)]
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) and len(name) <= LONGEST_NAME for name in names)
    assert (names[0].casefold() == names[1].casefold()) == (one == other)


def test_names_of_bookmarks_can_be_read() -> None:
    assert bookmark_name("action", "SV1.1") == "action_SV1_2e_1"
    assert bookmark_name("action", "a1") != bookmark_name("action", "A1")
