"""What a loop sets and a later tag reads is told: Jinja forgets it at the end of each turn."""

from __future__ import annotations

import pytest

from engross.problems import Refused
from engross.word import Template
from tests.engross.word.paper import docx, texts


def problems(*body: str) -> list[str]:
    try:
        return [str(each) for each in Template.open(docx(*body), file="letter.docx").problems]
    except Refused as refused:
        return [str(each) for each in refused.problems]


TOTAL = ("{% set n = 0 %}", "{%p for i in xs %}", "{% set n = n + i %}{{ n }}", "{%p endfor %}", "total {{ n }}")


def test_a_total_is_told_with_the_way_to_keep_it() -> None:
    assert problems(*TOTAL) == [
        "letter.docx: body, paragraph 3: forgotten-set: {% set n = n + i %}: what a loop sets is forgotten at the end "
        "of each turn, but n is read later; keep it in a namespace: {% set kept = namespace(n=…) %} before the loop, "
        "{% set kept.n = … %} in it, {{ kept.n }} after it"
    ]


@pytest.mark.parametrize(
    ("word", "block"),
    [
        ("with", "{% with %}{% set n = 1 %}{{ n }}{% endwith %}{{ n }}"),
        ("macro", "{% macro f() %}{% set n = 1 %}{% endmacro %}{{ f() }}{{ n }}"),
        ("call", "{% macro f() %}{{ caller() }}{% endmacro %}{% call f() %}{% set n = 1 %}{% endcall %}{{ n }}"),
    ],
)
def test_of_a_block_it_is_told_that_it_is_a_block(word: str, block: str) -> None:
    assert problems("{% set n = 0 %}", block) == [
        f"letter.docx: body, paragraph 2: forgotten-set: {{% set n = 1 %}}: what this {word} block sets is forgotten at "
        "its end, but n is read later; keep it in a namespace: {% set kept = namespace(n=…) %} before the block, "
        "{% set kept.n = … %} in it, {{ kept.n }} after it"
    ]


def test_of_several_names_each_is_told_in_the_order_in_which_they_are_set() -> None:
    names = ("w", "e", "n", "s", "u", "d")
    every, printed = ", ".join(names), " ".join(f"{{{{ {name} }}}}" for name in names)
    body = f"{{% set {every} = x %}}{{% for i in xs %}}{{% set {every} = i %}}{{% endfor %}}{printed}"
    told = problems(body)
    assert [text.partition("but ")[2].partition(" ")[0] for text in told] == list(names)


def test_the_way_that_is_told_gives_the_total() -> None:
    body = ("{% set kept = namespace(n=0) %}{% for i in xs %}{% set kept.n = kept.n + i %}{% endfor %}{{ kept.n }}",)
    assert problems(*body) == []
    assert texts(Template.open(docx(*body)).render({"xs": [1, 2, 3]})) == ["6"]


@pytest.mark.parametrize(
    "body",
    [
        "{% set n = 0 %}{% for i in xs %}{{ n }}{% set n = n + 1 %}{% endfor %}",
        "{% set n = 0 %}{% for i in xs %}{% if i %}{% set n = i %}{% endif %}{% endfor %}{% if n %}a{% endif %}",
        "{% set n %}a{% endset %}{% for i in xs %}{% set n %}b{% endset %}{% endfor %}{{ n }}",
        "{% if a %}{% set n = 0 %}{% endif %}{% for i in xs %}{% set n = 1 %}{% endfor %}{{ n }}",
        "{% set n = 0 %}{% for i in xs %}{% for j in xs %}{% set n = j %}{% endfor %}{{ n }}{% endfor %}",
        "{% set n, m = 0, 1 %}{% for i in xs %}{% set m = i %}{% endfor %}{{ m }}",
        "{% set n = 0 %}{% for i in xs %}{% set n = n + 1 %}{{ n }}{% endfor %}",
        "{% set n = 0 %}{% for i in xs %}{% if i %}{% set n = n + 1 %}{% endif %}{{ n }}{% endfor %}",
        "{% for i in xs %}{% set s = s ~ i %}{{ s }}{% endfor %}",
        "{% set n, m = 0, 1 %}{% for i in xs %}{% set n, m = m, n + m %}{{ n }}{% endfor %}",
        "{% set n = 0 %}{% macro no() %}{% set n = n + 1 %}{{ n }}{% endmacro %}{% for i in xs %}{{ no() }}{% endfor %}",
        "{% set n = 0 %}{% with %}{% set n = 1 %}{{ n }}{% endwith %}{{ n }}",
    ],
)
def test_its_brothers_are_told_too(body: str) -> None:
    assert {text.split(": ")[2] for text in problems(body)} == {"forgotten-set"}


@pytest.mark.parametrize(
    "body",
    [
        "{% for i in xs %}{% set n = i %}{{ n }}{% endfor %}",
        "{% set n = 0 %}{% for i in xs %}{% set n = i %}{{ n }}{% endfor %}",
        "{% set n = 0 %}{{ n }}{% for i in xs %}{% set n = i %}{{ n }}{% endfor %}",
        "{% set n = 0 %}{% for i in xs %}{% set n = i %}{{ n }}{% endfor %}{% set n = 5 %}{{ n }}",
        "{% set n = 0 %}{% for i in xs %}{% set n = i %}{{ n }}{% endfor %}{% for n in xs %}{{ n }}{% endfor %}",
        "{% for i in xs %}{% set name = i %}{{ name }}{% endfor %}{{ name }}",
        "{% set n = 0 %}{% if a %}{% set n = 1 %}{% endif %}{{ n }}",
        "{% for i in xs %}{% set n = i %}{% set n = n + 1 %}{{ n }}{% endfor %}",
        "{% for n in xs %}{% set n = n + 1 %}{{ n }}{% endfor %}",
        "{% set n = 0 %}{% for i in xs %}{% set n = n + 1 %}{% endfor %}",
        "{% set n = 'a' %}{% for i in xs %}{% set n = n | upper %}{{ n }}{% endfor %}",
        "{% macro f(n) %}{% set n = n + 1 %}{{ n }}{% endmacro %}{{ f(1) }}",
        "{% with n = 1 %}{% set n = n + 1 %}{{ n }}{% endwith %}",
    ],
)
def test_what_loses_nothing_bothers_nobody(body: str) -> None:
    assert problems(body) == []
