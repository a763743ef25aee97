"""The names that a template asks of its values are known with their places, without a shape."""

from __future__ import annotations

import pytest

from engross.word import Template
from tests.engross.word.paper import docx, p


def names(*body: str) -> list[str]:
    return [each.name for each in Template.open(docx(*body)).names()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{ a }} {{ b.c.d }}", ["a", "b.c.d"]),
        ("{{ b['c'] }} {{ b[0].d }}", ["b.c", "b[].d"]),
        ("{% for x in xs %}{{ x.name }}{% for y in x.ys | sort %}{{ y }}{% endfor %}{% endfor %}",
         ["xs", "xs[].name", "xs[].ys", "xs[].ys[]"]),
        ("{% for x in xs if x.ok %}{{ loop.index }}{% else %}{{ none_there }}{% endfor %}", ["none_there", "xs", "xs[].ok"]),
        ("{% set p = partnership %}{{ p.name }}{% set q = 3 %}{{ q }}", ["partnership", "partnership.name"]),
        ("{% with p = a.b %}{{ p.c }}{% endwith %}{{ p }}", ["a.b", "a.b.c", "p"]),
        ("{% macro m(x) %}{{ x.y }}{{ z }}{% endmacro %}{{ m(a.b) }}", ["a.b", "z"]),
        ("{% if a.b == 'x' and c %}{{ 'd' | upper }}{% elif e %}f{% endif %}", ["a.b", "c", "e"]),
        ("{% for i in range(n) %}{{ i }}{% endfor %}", ["n"]),
        ("{% for k, v in d.items() %}{{ k }}{{ v.x }}{% endfor %}", ["d.items"]),
        ("{{ a[b.c] }}", ["a[]", "b.c"]),
    ],
)  # fmt: skip
def test_the_names_are_followed_to_the_values(body: str, expected: list[str]) -> None:
    assert names(body) == expected


def test_each_name_has_the_places_of_its_tags() -> None:
    template = Template.open(
        docx("{{ a.b }}", p("{{ a.b | upper }} and {{ a.b }}"), header=p("{{ a.b }}")), file="x.docx"
    )
    (used,) = template.names()
    assert [f"{place}: {place.tag}" for place in used.places] == [
        "x.docx: body, paragraph 1: {{ a.b }}",
        "x.docx: body, paragraph 2: {{ a.b | upper }}",
        "x.docx: body, paragraph 2: {{ a.b }}",
        "x.docx: header, paragraph 1: {{ a.b }}",
    ]


def test_what_the_engine_writes_itself_is_no_name_of_the_values() -> None:
    looped = p('<w:bookmarkStart w:id="1" w:name="m"/>', "{{ x }}", '<w:bookmarkEnd w:id="1"/>')
    assert names("{%p for x in xs %}", looped, "{%p endfor %}") == ["xs", "xs[]"]
