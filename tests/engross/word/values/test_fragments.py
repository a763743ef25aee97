"""What macros and block variables make is text like any other, or stands only where it fits; data are never code."""

from __future__ import annotations

from typing import Any

import pytest
from markupsafe import Markup

from engross.word import Document, Refused, Template
from tests.engross.word.paper import bold, docx, note, p, table, texts, xml
from tests.structure import faults

MACRO = "{% macro m(x) %}{{ x }}{% endmacro %}"
PARAGRAPHS = ("{%p macro m(x) %}", "first", "{{ x }}", "{%p endmacro %}")
RUNS = p("{% macro m(x) %}a ", bold("{{ x }}"), "{% endmacro %}")
ROWS = (["{%tr macro m(x) %}"], ["{{ x }}"], ["{%tr endmacro %}"])
TREE = [{"n": "<1", "c": [{"n": "&2", "c": []}]}]


def render(*body: str, **values: object) -> Document:
    made = Template.open(docx(*body), file="letter.docx").render(values)
    assert faults(bytes(made)) == []
    return made


def refusal(*body: str, **values: object) -> str:
    with pytest.raises(Refused) as refused:
        render(*body, **values)
    return str(refused.value).rpartition("}: ")[2]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("{{ m(x) | upper }}", "<B> & C"),
        ("{{ m(x) ~ x }}", "<b> & c<b> & c"),
        ("{{ m(x) + x }}", "<b> & c<b> & c"),
        ("{{ m(x) | replace('&', '<') }}", "<b> < c"),
        ("{{ [m(x), x] | join(' & ') }}", "<b> & c & <b> & c"),
        ("{{ m(x) | length }}", "7"),
        ("{% if m(x) == x %}the same{% endif %}", "the same"),
        ("{% if not m('') %}nothing{% endif %}", "nothing"),
        ("{{ m(m(m(x))) }}", "<b> & c"),
        ("{% set s %}{{ x }}{% endset %}{{ s | upper }}", "<B> & C"),
        ("{% set s | upper | trim %} {{ x }} {% endset %}{{ s }}", "<B> & C"),
        ("{% set n = namespace(s='') %}{% set n.s | upper %}{{ x }}{% endset %}{{ n.s }}", "<B> & C"),
        ("{% macro w() %}[{{ caller() }}]{% endmacro %}{% call w() %}{{ x }}{% endcall %}", "[<b> & c]"),
    ],
)
def test_text_that_a_macro_makes_is_text_like_any_other(code: str, shown: str) -> None:
    assert texts(render(f"{MACRO}{code}", x="<b> & c")) == [shown]


def test_a_recursive_loop_shows_every_text() -> None:
    assert texts(render("{% for x in tree recursive %}{{ x.n }}({{ loop(x.c) }}){% endfor %}", tree=TREE)) == [
        "<1(&2())"
    ]
    body = ("{%p for x in tree recursive %}", "{{ x.n }}", "{{p loop(x.c) }}", "{%p endfor %}")
    assert texts(render(*body, tree=TREE)) == ["<1", "&2"]


def test_text_with_breaks_keeps_them_in_text_and_in_runs() -> None:
    for tag in ("see {{ m(x) }} here", "see {{r m(x) }} here"):
        made = render(MACRO, tag, x="a\n\nb & c")
        assert texts(made) == ["see a", "b & c here"]


def test_text_with_breaks_is_used_as_text_nowhere() -> None:
    said = "a picture or formatted value is used as plain text; let its filter be the last, and print it by itself"
    for code in ("{{ m(x) | upper }}", "{{ m(x) ~ x }}", "{{ m(x) + x }}", "{{ [m(x)] | join }}"):
        assert refusal(MACRO, code, x="a\nb") == said


def test_runs_that_a_macro_makes_keep_their_formatting_and_what_stands_beside_them() -> None:
    for tag in ("see {{ m(x) }} here", "see {{r m(x) }} here"):
        made = render(RUNS, p(tag), x="<b>")
        assert texts(made)[-1] == "see a <b> here"
        assert xml(made).count("<w:b/>") == 1


def test_paragraphs_that_a_macro_makes_stand_among_paragraphs_only() -> None:
    assert texts(render(*PARAGRAPHS, "{{p m(x) }}", x="<b>")) == ["first", "<b>"]
    assert refusal(*PARAGRAPHS, "see {{ m(x) }} here", x="b") == (
        "this value makes paragraphs of its own, but stands in text; give the tag a paragraph of its own"
    )


def test_what_a_call_gives_is_printed_where_it_fits_only() -> None:
    body = ("{%p macro m() %}", "{{p caller() }}", "last", "{%p endmacro %}")
    assert texts(render(*body, "{% call m() %}", "in & out", "{% endcall %}")) == ["in & out", "last"]
    assert refusal(*body, "see {% call m() %}in{% endcall %} here").startswith("{{p … }} prints formatted values only")
    body = ("{%p macro m() %}", "first", "{{ caller() }}", "{%p endmacro %}")
    assert refusal(*body, "see {% call m() %}in{% endcall %} here").startswith("this value makes paragraphs")


def test_rows_that_a_macro_makes_stand_among_rows_only() -> None:
    assert texts(render(table(*ROWS, ["{{tr m(x) }}"], ["last"]), "end", x="<b>")) == ["<b>", "last", "end"]
    said = "this value makes rows of a table, but stands {}; move the tag to where such a thing can stand"
    assert refusal(table(*ROWS, ["{{ m(x) }}"], ["last"]), x="b") == said.format("in text")
    assert refusal(table(*ROWS, ["{{p m(x) }}"], ["last"]), x="b") == said.format("among paragraphs")


@pytest.mark.parametrize(("letter", "place"), [("tr", "rows of a table"), ("tc", "cells of a row")])
def test_paragraphs_of_markdown_stand_in_no_row(letter: str, place: str) -> None:
    assert refusal(table([f"{{{{{letter} x | markdown }}}}"], ["a"]), x="b") == (
        f"this value makes paragraphs, but stands among the {place}; move the tag to where such a thing can stand"
    )


def test_a_macro_in_a_note_makes_text_too() -> None:
    source = docx(p("a", note(1)), footnotes=[MACRO + "{{ m(x) | upper }}"])
    assert texts(Template.open(source).render({"x": "<b>"}), "word/footnotes.xml")[-1] == "<B>"


HTML = Markup("<b>R&amp;D</b>")
"""What another library declared to be code: here it is text, with every character that it has."""


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("{{ x }}", "<b>R&amp;D</b>"),
        ("{{ x ~ ' & co' }}", "<b>R&amp;D</b> & co"),
        ("{{ x + ' & co' }}", "<b>R&amp;D</b> & co"),
        ("{{ [x, '&'] | join(x) }}", "<b>R&amp;D</b><b>R&amp;D</b>&"),
        ("{{ '<' | replace('<', x) }}", "<b>R&amp;D</b>"),
        ("{{ x | replace('b', '&') }}", "<&>R&amp;D</&>"),
        ("{{ '%s & co' | format(x) }}", "<b>R&amp;D</b> & co"),
        ("{{ x | upper }}", "<B>R&AMP;D</B>"),
        ("{{ x | sentence }}", "<b>R&amp;D</b>."),
        ("{{ [x, x] | join_and }}", "<b>R&amp;D</b> and <b>R&amp;D</b>"),
        ("{{ x | trim | truncate(99) | indent }}", "<b>R&amp;D</b>"),
        ("{{ (y or x) | default('a') }}", "<b>R&amp;D</b>"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x) }}", "<b>R&amp;D</b>"),
        ("{% set s %}{{ x }}{% endset %}{{ s }}", "<b>R&amp;D</b>"),
    ],
)
def test_text_that_another_library_declared_to_be_code_is_text(code: str, shown: str) -> None:
    assert texts(render(code, x=HTML, y=None)) == [shown]


def test_code_of_another_library_is_text_in_markdown_links_and_properties() -> None:
    assert texts(render("{{ x | markdown }}", x=Markup("a < b & c"))) == ["a < b & c"]
    made = Template.open(docx("x", properties="{{ x }}")).render({"x": HTML})
    assert "&lt;b&gt;R&amp;amp;D&lt;/b&gt;" in xml(made, "docProps/core.xml")


@pytest.mark.parametrize("value", [None, True, [1], {"a": 1}])
@pytest.mark.parametrize("code", ["{{ x ~ 'a' }}", "{{ x | upper }}", "{{ '%s' | format(x) }}", "{{ [x] | join }}"])
def test_nothing_that_cannot_be_printed_is_written_into_text(code: str, value: Any) -> None:
    said = refusal(code, x=value)
    assert said.split(";")[0] in {
        "there is nothing here to print (the field is empty)", "a yes-or-no value (true) is printed",
        "a whole list is printed", "a whole group of fields is printed",
    }  # fmt: skip
