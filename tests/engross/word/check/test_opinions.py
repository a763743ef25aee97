"""Every filter and test of the language, on every type: the check's opinion is what rendering then shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, make_dataclass
from functools import cache

import pytest

from engross.problems import Problem, Refused, WordPlace
from engross.word import Template
from engross.word.language.environment import Language
from engross.word.render.filters import FILTERS
from tests.engross.word.paper import docx


@dataclass(frozen=True, slots=True)
class Area:
    name: str
    number: int


DAY = dt.date(2026, 11, 23)
TYPES: Mapping[str, tuple[object, tuple[object, ...]]] = {
    "text": (str, ("b a",)),
    "number": (int, (3,)),
    "date": (dt.date, (DAY,)),
    "yes or no": (bool, (True, False)),
    "objects": (tuple[Area, ...], ((Area("b", 2), Area("a", 1)),)),
    "texts": (tuple[str, ...], (("b", "a"),)),
    "mapping": (dict[str, str], ({"k": "v", "j": "w"},)),
    "object": (Area, (Area("b", 2),)),
    "text or nothing": (str | None, ("b", None)),
}
"""The types of a field, each with sound values of it."""
FILTER_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "attr": ("('name')",), "batch": ("(2)",), "count_of": ("('thing')",), "d": ("('z')",), "default": ("('z')",),
    "dictsort": ("", "(by='value')"), "groupby": ("('name')",), "join": ("", "(', ')", "(attribute='name')"),
    "map": ("(attribute='name')", "('upper')"), "max": ("", "(attribute='name')"), "min": ("", "(attribute='name')"),
    "reject": ("()", "('string')"), "rejectattr": ("('name')",), "replace": ("('a', 'b')",),
    "select": ("()", "('string')"), "selectattr": ("('name')",), "slice": ("(2)",), "sort": ("", "(attribute='name')"),
    "sum": ("", "(attribute='number')"), "unique": ("", "(attribute='name')"),
}  # fmt: skip
TEST_ARGUMENTS = {"divisibleby": "(2)", "in": "(['b', 'a'])", "sameas": "(1)"}
COMPARING = ("eq", "equalto", "ne", "gt", "greaterthan", "ge", "lt", "lessthan", "le")
SINKS = ("{{{{ {} }}}}", "{{% for y in {} %}}{{% endfor %}}", "{{{{ {} | last }}}}", "{{{{ {} | join_and }}}}")
RICH = "markdown"
IN_ITSELF = {("text", "{{ x | date }}"), ("mapping", "{{ x | attr('name') }}")}
"""What the value decides and no type: whether a text is a date, and which keys a mapping has."""
STRICTER = ("for y in", "{{ x | float }}", "{{ x | int }}", "{{ x | map", "{{ x | select", "{{ x | reject")
"""Where the check refuses what works only as nothing is there, or as nothing is printed."""


@cache
def expressions() -> tuple[str, ...]:
    """Every filter, printed, gone over and followed by others, and every test."""
    language = Language(FILTERS)
    filtered = [
        sink.format(f"x | {name}{arguments}")
        for name in language.filters
        if not name.startswith("_")
        for arguments in FILTER_ARGUMENTS.get(name, ("",))
        for sink in (SINKS if name != RICH else SINKS[:1])
    ]
    tested = [
        f"{{% if x is {name}{TEST_ARGUMENTS.get(name, '(' + repr('b') + ')' if name in COMPARING else '')} %}}a{{% endif %}}"
        for name in language.tests
        if name.isidentifier()
    ]
    return (*filtered, *tested)


def opinions(codes: Iterable[str], type_: object) -> dict[int, list[Problem]]:
    """What the check says of each of these paragraphs, by its number."""
    shape = make_dataclass("Data", [("x", type_)], frozen=True)
    try:
        said = Template.open(docx(*codes), shape).problems
    except Refused as refused:
        said = tuple(refused.problems)
    found: dict[int, list[Problem]] = {}
    for problem in said:
        if isinstance(problem.place, WordPlace) and problem.severity != "information":
            found.setdefault(problem.place.index, []).append(problem)
    return found


def refused(codes: Iterable[str], value: object) -> str:
    """What is refused where these paragraphs are rendered; "" where nothing is."""
    try:
        Template.open(docx(*codes)).render({"x": value})
    except Refused as problems:
        return str(problems)
    return ""


@pytest.mark.parametrize("name", TYPES)
def test_what_the_check_lets_pass_is_rendered(name: str) -> None:
    type_, values = TYPES[name]
    said = opinions(expressions(), type_)
    sound = [code for place, code in enumerate(expressions()) if place not in said and (name, code) not in IN_ITSELF]
    assert len(sound) > 20
    assert [refused(sound, value) for value in values] == [""] * len(values)


@pytest.mark.parametrize("name", TYPES)
def test_what_the_check_refuses_fails_with_some_value(name: str) -> None:
    type_, values = TYPES[name]
    said = opinions(expressions(), type_)
    faulty = [
        code
        for place, code in enumerate(expressions())
        if any(problem.severity == "error" for problem in said.get(place, ()))
        and not any(it in code for it in STRICTER)
    ]
    chosen = faulty[:: max(1, len(faulty) // 40)]
    assert [code for code in chosen if not any(refused([code], value) for value in values)] == []
