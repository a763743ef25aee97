"""The filters that are handed in with a template: what their parameters take is held against what they are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from jinja2 import pass_context
from jinja2.runtime import Context

from engross.problems import Problem
from engross.word import Refused, Template
from tests.engross.word.check.test_check import Letter
from tests.engross.word.paper import docx


def of_text(value: str) -> str:
    return value


def of_number(value: int) -> str:
    return str(value)


def of_dates(value: Sequence[dt.date]) -> str:
    return str(value)


def of_mapping(value: Mapping[str, str]) -> str:
    return str(value)


def unsaid(value):  # type: ignore[no-untyped-def]  # a filter without annotations is the case
    return value


@pass_context
def in_context(run: Context, value: str) -> str:
    return f"{run.name}{value}"


GIVEN = {each.__name__: each for each in (of_text, of_number, of_dates, of_mapping, unsaid, in_context)}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("{{ ended | of_text }}", "not-a-text: the filter of_text is given ended, which is a date; give it a text"),
        ("{{ ended | in_context }}", "not-a-text: the filter in_context is given ended, which is a date; give it a text"),
        ("{{ partnership | of_text }}", "not-a-text: the filter of_text is given partnership, which is a partnership; give it a text"),
        ("{{ partnership.name | of_number }}",
         "not-a-number: the filter of_number is given partnership.name, which is a text; give it a number"),
        ("{{ ended | of_dates }}", "not-a-list: the filter of_dates is given ended, which is a date; give it a list"),
        ("{{ areas | of_dates }}", "not-a-list: the filter of_dates is given areas, which is a list; give it a list"),
        ("{{ partnership | of_mapping }}",
         "not-a-group: the filter of_mapping is given partnership, which is a partnership; give it a group of fields"),
        ("{{ areas | map('of_text') | join }}",
         "not-a-text: the filter of_text is given each item of areas, which is an area; give it a text"),
        ("{{ areas | length | of_text }}",
         "not-a-text: the filter of_text is given areas | length, which is a number; give it a text"),
    ],
)  # fmt: skip
def test_a_filter_that_is_handed_in_is_given_what_its_parameter_takes(code: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        Template.open(docx(code), Letter, GIVEN)
    assert [f"{each.id}: {each.message}; {each.hint}" for each in refused.value.problems] == [told]


@pytest.mark.parametrize(
    "code",
    [
        "{{ partnership.name | of_text }}", "{{ partnership.name | in_context }}", "{{ areas | length | of_number }}",
        "{{ agreed | of_number }}", "{{ [ended] | of_dates }}", "{{ partnership | unsaid }}", "{{ areas | unsaid }}",
        "{{ anything | of_text }}", "{{ state | of_text }}",
    ],
)  # fmt: skip
def test_what_a_parameter_takes_or_does_not_say_is_accepted(code: str) -> None:
    ids = [each.id for each in problems_of(code)]
    assert not {"not-a-text", "not-a-number", "not-a-list", "not-a-group", "wrong-argument"} & set(ids)


def problems_of(code: str) -> Sequence[Problem]:
    try:
        return Template.open(docx(code), Letter, GIVEN).problems
    except Refused as refused:
        return refused.problems


@dataclass(frozen=True)
class Whole:
    name: str


@dataclass(frozen=True)
class Part(Whole):
    number: int


def of_whole(value: Whole) -> str:
    return value.name


def of_part(value: Part) -> str:
    return value.name


@dataclass(frozen=True)
class Both:
    whole: Whole
    part: Part


def test_a_record_fits_where_a_record_of_which_it_is_one_is_taken() -> None:
    filters = {"of_whole": of_whole, "of_part": of_part}
    fitting = Template.open(docx("{{ whole | of_whole }}{{ part | of_whole }}{{ part | of_part }}"), Both, filters)
    assert fitting.problems == ()
    with pytest.raises(Refused) as refused:
        Template.open(docx("{{ whole | of_part }}"), Both, filters)
    assert [each.message for each in refused.value.problems] == ["the filter of_part is given whole, which is a whole"]
