"""Laws of the check: what it lets pass can be rendered with any data, and what it refuses cannot with some."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from engross.problems import Problem, Refused, WordPlace
from engross.word import Template
from tests.engross.word.paper import docx


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    note: str | None
    day: dt.date | None
    inner: Item | None = None


@dataclass(frozen=True, slots=True)
class Data:
    name: str
    nick: str | None
    day: dt.date
    until: dt.date | None
    flag: bool
    count: int
    things: tuple[Item, ...]
    tags: tuple[str, ...] | None
    best: Item | None


PROMISED = {
    "unknown-field", "unknown-name", "nothing-to-print", "object-printed", "list-printed", "yes-or-no-printed",
    "date-without-filter", "method-printed", "loop-over-no-list", "not-a-list", "not-a-number",
}  # fmt: skip
"""What the check promises to find before there are data."""

FIELDS = ("name", "nick", "day", "until", "flag", "count", "things", "tags", "best", "item", "kept")
OWN = ("title", "note", "day", "inner", "nmae")

paths = st.one_of(
    st.sampled_from(FIELDS),
    st.builds("{}.{}".format, st.sampled_from(("best", "item", "kept", "things[0]")), st.sampled_from(OWN)),
    st.builds("best.inner.{}".format, st.sampled_from(OWN)),
)
conditions = st.recursive(
    st.one_of(
        paths,
        st.builds("{} is none".format, paths),
        st.builds("{} is not none".format, paths),
        st.builds("{} is defined".format, paths),
        st.builds("{} == 'a'".format, paths),
        st.builds("{} != none".format, paths),
        st.builds("{} | default([]) | length > 0".format, st.sampled_from(("things", "tags"))),
    ),
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("(not {})".format, inner),
    ),
    max_leaves=4,
)
filters = st.sampled_from(
    ("", " | upper", " | date", " | default('x')", " | join_and", " | first", " or 'x'", " ~ name")
)
values = st.one_of(
    st.builds("{}{}".format, paths, filters),
    st.builds("{} if {} else {}".format, paths, conditions, paths),
    st.builds("things | {}('{}') | map(attribute='{}') | {}".format, st.sampled_from(("selectattr", "rejectattr")),
              st.sampled_from(OWN), st.sampled_from(OWN), st.sampled_from(("join(', ')", "join_and", "first"))),
)  # fmt: skip
templates = st.recursive(
    st.builds("{{{{ {} }}}}".format, values),
    lambda inner: st.one_of(
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, conditions, inner, inner),
        st.builds("{{% if {} %}}{}{{% elif {} %}}{}{{% endif %}}".format, conditions, inner, conditions, inner),
        st.builds("{{% for item in {} %}}{}{{% endfor %}}".format, st.sampled_from(("things", "tags", "best")), inner),
        st.builds("{{% for item in things if {} %}}{}{{% endfor %}}".format, conditions, inner),
        st.builds("{{% set kept = {} %}}{}".format, paths, inner),
        st.builds("{{% macro m(kept) %}}{}{{% endmacro %}}{{{{ m({}) }}}}".format, inner, paths),
        st.builds("{{% for item in things %}}{{% if {} %}}{{% continue %}}{{% endif %}}{}{{% endfor %}}".format, conditions,
                  inner),
        st.builds("{}{}".format, inner, inner),
    ),
    max_leaves=5,
)  # fmt: skip
texts = st.sampled_from(("a", "b"))
days = st.just(dt.date(2026, 11, 23))
items = st.builds(
    Item, texts, st.none() | texts, st.none() | days, st.none() | st.builds(Item, texts, st.none() | texts, st.none())
)
data = st.builds(
    Data, texts, st.none() | texts, days, st.none() | days, st.booleans(), st.integers(0, 3),
    st.lists(items, max_size=2).map(tuple), st.none() | st.lists(texts, max_size=2).map(tuple), st.none() | items,
)  # fmt: skip


def opened(*pieces: str) -> Template | tuple[Problem, ...]:
    """The template with these paragraphs, or what is said of it."""
    try:
        template = Template.open(docx(*pieces), Data)
    except Refused as refused:
        return refused.problems
    return template.problems or template


def without_faults(pieces: list[str]) -> Template:
    """The template without the paragraphs of which something is said."""
    said = opened(*pieces)
    while not isinstance(said, Template):
        faulty = {problem.place.index for problem in said if isinstance(problem.place, WordPlace)}
        pieces = [piece for place, piece in enumerate(pieces) if place not in faulty]
        said = opened(*pieces)
    return said


def kept_promises(pieces: list[str], values_: Data) -> bool:
    """Whether what the check let pass is not refused for anything that it promises to find."""
    template = without_faults(pieces)
    try:
        template.render(values_)
    except Refused as refused:
        return not {problem.id for problem in refused.problems} & PROMISED
    return True


SEVERAL = st.lists(templates, min_size=6, max_size=9)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEVERAL, data)
def test_what_the_check_lets_pass_is_never_refused_for_what_it_promises_to_find(
    pieces: list[str], values_: Data
) -> None:
    assert kept_promises(pieces, values_)


@pytest.mark.soak
@settings(max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEVERAL, data)
def test_the_same_for_very_many_templates(pieces: list[str], values_: Data) -> None:
    assert kept_promises(pieces, values_)


FULL = Item("a", "b", dt.date(2026, 1, 1), Item("a", "b", dt.date(2026, 1, 1), Item("a", "b", None)))
EMPTY = Item("a", None, None)
CORNERS = [
    Data("a", nick, dt.date(2026, 1, 1), until, flag, 1, things, tags, best)
    for nick, until, tags, best, flag, things in product(
        ("a", "b", None), (dt.date(2026, 1, 1), None), (("a",), None), (FULL, EMPTY, None), (True, False),
        ((FULL,), (EMPTY,), ()),
    )
]  # fmt: skip
"""Data in which everything that can be empty is, and is not, in every combination."""


def _loud(filter_: str) -> bool:
    """Whether a filter refuses what it cannot take: these write an empty value as "None", and a date as digits."""
    return filter_ not in {" | upper", " ~ name"}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    st.builds(
        "{{{{ {}{} }}}}".format, paths.filter(lambda path: not path.startswith(("item", "kept"))), filters.filter(_loud)
    )
)
@example("{{ nick }}")
@example("{{ best.inner.note }}")
def test_what_the_check_refuses_cannot_be_rendered_with_some_data(code: str) -> None:
    said = opened(code)
    problems = [] if isinstance(said, Template) else [problem for problem in said if problem.severity == "error"]
    assume(problems)
    template = Template.open(docx(code))

    def fails(values_: Data) -> bool:
        try:
            template.render(values_)
        except Refused:
            return True
        return False

    assert any(fails(values_) for values_ in CORNERS), [str(problem) for problem in problems]
