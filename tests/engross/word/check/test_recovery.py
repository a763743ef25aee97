"""Where blocks do not pair, every other fault of the template is found all the same, and none is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from engross.word import Refused, Template
from tests.engross.word.paper import docx, p


@dataclass(frozen=True)
class Item:
    title: str


@dataclass(frozen=True)
class Letter:
    name: str
    day: dt.date
    items: tuple[Item, ...]
    note: str | None


def ids(*body: str, header: str = "") -> list[str]:
    with pytest.raises(Refused) as caught:
        Template.open(docx(*body, header=header), shape=Letter, file="letter.docx")
    return [f"{problem.id} {getattr(problem.place, 'tag', '')}" for problem in caught.value.problems]


def test_a_deleted_end_hides_no_other_fault() -> None:
    assert ids("{% if note %}", "{{ nmae.x }} {{ day }}", "{{ items[0].tilte }}", header=p("{{ day }}")) == [
        "unclosed-block {% if note %}",
        "date-without-filter {{ day }}",
        "unknown-field {{ items[0].tilte }}",
        "date-without-filter {{ day }}",
    ]


def test_fields_of_a_loop_are_checked_though_another_block_is_open() -> None:
    assert ids("{% if note %}", "{% for i in items %}", "{{ i.tilte }}", "{% endfor %}") == [
        "unclosed-block {% if note %}",
        "unknown-field {{ i.tilte }}",
    ]


def test_what_hangs_on_a_missing_loop_or_condition_is_not_made_up() -> None:
    assert ids("{{ i.title }} {{ note }}", "{% endfor %}", "{% endif %}") == [
        "unopened-block {% endfor %}",
        "unopened-block {% endif %}",
    ]


def test_a_word_that_begins_no_tag_hides_no_other_fault() -> None:
    assert ids("{% fro i in items %}", "{{ day }}", "{{ i.tilte }}", "{% endfor %}") == [
        "unknown-statement {% fro i in items %}",
        "date-without-filter {{ day }}",
        "unopened-block {% endfor %}",
    ]


def test_a_fault_in_the_body_hides_none_in_the_header() -> None:
    assert ids("{% if note", header=p("{% endif %}")) == ["unclosed-tag {% if note", "unopened-block {% endif %}"]
