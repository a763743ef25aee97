"""The short ways of the engine give what the long ways give: tokens, fields, printed texts, and the look for holders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError
from jinja2.lexer import Token
from jinja2.runtime import Context
from jinja2.sandbox import unsafe
from jinja2.utils import pass_context
from lxml import etree
from markupsafe import escape

from engross.problems import Refused
from engross.word import Template
from engross.word.language.environment import Language
from engross.word.language.jinja_tokens import PRINT, PRINT_END, STATEMENT, STATEMENT_END, tokens
from engross.word.opc.package import Package
from engross.word.tags import tag_scanner
from engross.word.tags.flow import Flow
from engross.word.tags.tag_table import Tag, Tags, mark, nowhere
from engross.word.values.printing import Site, escaped, printed
from tests.engross.word.paper import docx, p, table, texts

LANGUAGE = Language({})
_PIECES = st.sampled_from(
    "name x1 été if for in not and or is 0 7 42 007 1.5 1_000 0x1F 1e3 'text' \"text\" 'it\\'s' '“”' + - * / // ** % ~ "
    "( ) [ ] { } . , : | == != <= >= < > = ; ! ? @ § raw ' \" \\".split()
)
_CODE = st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", "  ", "\n"])), max_size=8).map(
    lambda pieces: "".join(map("".join, pieces))
)
_DATA = st.sampled_from(["", "text", "<w:t>text</w:t>", "a\nb", "\r"])
_TAGS = st.tuples(
    st.sampled_from([(PRINT, PRINT_END), (STATEMENT, STATEMENT_END), (PRINT, STATEMENT_END)]), _CODE, _DATA
).map(lambda it: f"{it[0][0]}{it[1]}\n{it[0][1]}{it[2]}")
_SOURCES = st.tuples(_DATA, st.lists(_TAGS, max_size=3)).map(lambda it: it[0] + "".join(it[1]))


def of_jinja(source: str) -> list[Token] | None:
    """The tokens that Jinja's own lexer finds; None where it finds a mistake."""
    try:
        return list(LANGUAGE.lexer.tokenize(source))
    except TemplateSyntaxError:
        return None


@given(_SOURCES)
def test_the_tokens_are_those_that_jinja_itself_finds(source: str) -> None:
    found = tokens(source)
    assert found is None or found == of_jinja(source)


@pytest.mark.parametrize(
    "code",
    ["a.b", "if a and not b", "a | date('%d')", "for x in xs if x.y == 1", "{'a': [1, 2]}", 'a ~ "\'"', "x.0", ""],
)
def test_what_tags_are_made_of_is_not_left_to_jinja(code: str) -> None:
    source = f"before{PRINT}{code}\n{PRINT_END}after"
    assert tokens(source) == of_jinja(source) is not None


@pytest.mark.parametrize(
    "code", ["1.5", "'it\\'s'", "a)", "(a", "-a", "+a", "- a -", "a\n.b", "a ? b", "'open", "007", "raw"]
)
def test_the_rest_is_left_to_jinja(code: str) -> None:
    assert tokens(f"{PRINT}{code}\n{PRINT_END}") is None


_CHARACTERS = st.text("ab.|=~ -'\"“”’\\(){}%#\n\t\u00a0\u200b1", max_size=12)
_WRITTEN = st.lists(
    st.tuples(st.sampled_from(["{{", "{%"]), _CHARACTERS, st.sampled_from(["}}", "%}", ""])), max_size=3
)


@given(_WRITTEN)
def test_a_tag_that_is_read_at_once_is_the_one_that_is_read_by_character(pieces: list[tuple[str, str, str]]) -> None:
    text = "x".join(map("".join, pieces))
    at_once = list(tag_scanner.scan(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tag_scanner, "_SIMPLE", dict.fromkeys(("{{", "{%"), re.compile("(?!)")))
        assert at_once == list(tag_scanner.scan(text))


@dataclass(frozen=True, slots=True)
class Plan:
    """A value with a field, a property, a method, and a property that fails."""

    title: str

    @property
    def length(self) -> int:
        """How long its title is."""
        return len(self.title)

    @property
    def broken(self) -> str:
        """What cannot be computed."""
        raise ValueError("no title")

    def said(self) -> str:
        """Its title, in capitals."""
        return self.title.upper()

    def under(self, words: str = "", *, end: str = ".") -> str:
        """Its title after some words."""
        return f"{words}{self.title}{end}"

    def exhausted(self) -> str:
        """What Jinja takes for nothing."""
        raise StopIteration

    @pass_context
    def in_context(self, context: Context) -> str:
        """Its title with something else that the template knows."""
        return f"{self.title} {context['other']}"

    @unsafe
    def removed(self) -> str:
        """What no template may do."""
        return ""


class Things(dict[str, object]):
    """A mapping of a class of its own."""


def test_a_field_is_read_alike_the_first_time_and_every_time_after_from_any_kind_of_value() -> None:
    template = Template.open(docx(p("{% for it in all %}{{ it.title }}, {% endfor %}")))
    titles = [Plan("A"), {"title": "B"}, Things(title="C"), Plan("D & E"), {"title": "F", "items": 1}]
    for _ in range(3):
        assert texts(template.render({"all": titles})) == ["A, B, C, D & E, F, "]


def test_a_method_is_called_within_a_loop_with_what_the_tag_gives_it() -> None:
    tag = '{% for n in ns %}{% set m = n %}{{ plan.under("x", end=m) }}{{ plan.under() }} {{ plan.in_context() }};{% endfor %}'
    template = Template.open(docx(p(tag)))
    for _ in range(2):
        assert texts(template.render({"plan": Plan("A"), "ns": ["!", "?"], "other": "B"})) == ["xA!A. A B;xA?A. A B;"]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ plan.removed() }}", "this is not allowed in a template: "),
        ("{{ plan.under(1, 2) }}", "this cannot be computed (Plan.under() takes from 1 to 2 positional"),
        ("{{ plan.exhausted() }}", "value was undefined because a callable raised a StopIteration exception"),
    ],
)
def test_a_method_that_cannot_be_called_is_refused_every_time(tag: str, message: str) -> None:
    template = Template.open(docx(p(tag)))
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            template.render({"plan": Plan("A")})
        assert refused.value.problems[0].message.startswith(message)


def test_properties_and_methods_are_read_as_fields_are() -> None:
    template = Template.open(docx(p("{{ plan.length }} {{ plan.said() }}")))
    assert [texts(template.render({"plan": Plan(it)})) for it in ("abc", "d")] == [["3 ABC"], ["1 D"]]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ plan.titel }}", "the plan has no field 'titel'"),
        ("{{ plan.broken }}", "this cannot be computed (no title)"),
        ("{{ nothing.title }}", "nothing is called 'nothing' here"),
    ],
)
def test_what_cannot_be_read_is_refused_also_after_the_same_name_could_be_read(tag: str, message: str) -> None:
    template = Template.open(docx(p(tag)))
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            template.render({"plan": Plan("A")})
        assert refused.value.problems[0].message == message


def test_a_field_may_be_called_as_a_word_of_python() -> None:
    template = Template.open(docx(p("{{ it.class }} {{ it.from }} {{ it.ﬁeld }}")))
    assert texts(template.render({"it": {"class": "1", "from": "2", "ﬁeld": "3"}})) == ["1 2 3"]


@pytest.mark.parametrize(
    "text", ["plain", "a & b", "<w:p>", '"said"', "]]>", "–\u00a0“x”", "tab\tline\nend", "7 > 5", ""]
)
def test_a_text_is_printed_whole_by_whichever_way(text: str) -> None:
    shown = texts(Template.open(docx(p("[{{ it }}]"))).render({"it": text}))
    assert shown == [f"[{text}]"]


@given(st.text("ab&<>\"'\n]") | st.text())
def test_a_text_is_escaped_as_jinja_escapes_it(text: str) -> None:
    assert escaped(text) == str(escape(text))


@given(st.lists(st.text("ab <&'\t\f\r", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_a_text_of_several_paragraphs_is_printed_as_each_of_them_would_be(pieces: list[str]) -> None:
    pieces = [piece.strip() for piece in pieces]
    site = Site("text", "</w:p><w:p>")
    alone = [printed(piece, site, None) for piece in pieces]
    assert printed("\n\n".join(pieces), site, None) == "</w:p><w:p>".join(alone)


def holders(*inside: str) -> frozenset[str]:
    """What a rendering of a table with a cell that holds this may leave empty."""
    template = Template.open(docx(table(["".join(inside)])))
    (part,) = [it for it in template._compiled.parts if it.name == "word/document.xml"]  # noqa: SLF001  # what is looked for is not seen from outside
    return part.holders


IF, ELIF, ELSE, END = (p(f"{{% {it} %}}") for it in ("if a", "elif b", "else", "endif"))


@pytest.mark.parametrize(
    "inside",
    [
        [IF, p("x"), ELSE, p("y"), END],
        [IF, p("x"), ELIF, p("y"), ELSE, p("z"), END],
        [p("x"), IF, p("y"), END],
        [IF, END, p("x")],
        [p("x"), p("{% for x in all %}"), p("{{ x }}"), p("{% endfor %}")],
        [IF, p("x"), IF, p("y"), END, ELSE, p("y"), END],
    ],
)
def test_a_cell_that_always_ends_with_a_paragraph_is_not_looked_at_again(inside: list[str]) -> None:
    assert not holders(*inside)


@pytest.mark.parametrize(
    "inside",
    [
        [IF, p("x"), END],
        [IF, p("x"), ELIF, p("y"), END],
        [IF, p("x"), ELSE, table(["y"]), END],
        [p("{% for x in all %}"), p("{{ x }}"), p("{% endfor %}")],
        [p("x"), IF, table(["y"]), END],
        [p("{% for x in all %}"), p("{% if x %}{% break %}{% endif %}"), p("{{ x }}"), p("{% endfor %}")],
    ],
)
def test_a_cell_that_may_end_otherwise_is_looked_at_in_every_document(inside: list[str]) -> None:
    assert "tc" in holders(*inside)


FOR, TURN_END, EXIT = p("{% for x in all %}"), p("{% endfor %}"), p("{% if x %}{% continue %}{% endif %}")
T = table(["{{ all }}"])


@pytest.mark.parametrize(
    "inside",
    [
        [T, p("x"), T, p("x")],
        [T, IF, p("x"), ELSE, p("y"), END, T, p("x")],
        [IF, T, END, p("x"), T, p("x")],
        [FOR, T, p("x"), TURN_END, p("x")],
        [IF, T, ELSE, T, END, p("x")],
    ],
)
def test_tables_that_a_paragraph_always_keeps_apart_are_not_looked_at_again(inside: list[str]) -> None:
    assert not holders(*inside)


@pytest.mark.parametrize(
    "inside",
    [
        [T, IF, p("x"), END, T, p("x")],
        [FOR, T, TURN_END, p("x")],
        [T, FOR, p("x"), T, TURN_END, T, p("x")],
        [FOR, T, EXIT, p("x"), TURN_END, p("x")],
        [IF, T, END, T, p("x")],
        [T, f"<w:sdt><w:sdtContent>{T}</w:sdtContent></w:sdt>", p("x")],
        [T, p("{{p rich }}"), p("x")],
        [p("{% macro m() %}"), T, p("{% endmacro %}"), T, p("x")],
    ],
)
def test_tables_that_may_meet_are_looked_at_in_every_document(inside: list[str]) -> None:
    assert "meeting" in holders(*inside)


def test_each_of_many_loops_within_one_another_is_followed_at_most_twice() -> None:
    followed = 0

    def after(state: bool, _: object) -> bool:
        nonlocal followed
        followed += 1
        return not state

    tags, holder = Tags(), etree.fromstring("<holder/>")
    loop, end = (tags.add(Tag("statement", "", word, word, nowhere)) for word in ("for", "endfor"))
    holder.extend([*(mark(loop) for _ in range(30)), etree.fromstring("<it/>"), *(mark(end) for _ in range(30))])
    Flow(after, any).end(holder, tags)
    assert followed <= 4


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_tables_that_meet_are_kept_apart_however_many_turns_there_are(turns: int) -> None:
    made = bytes(
        Template.open(docx(FOR, table(["t"]), EXIT, p("x"), TURN_END, p("end"))).render({"all": [True] * turns})
    )
    kinds = [str(it.tag).rpartition("}")[2] for it in Package.open(made).xml("word/document.xml")[0]]
    assert kinds == [*["tbl", "p"] * max(turns - 1, 0), *["tbl"] * bool(turns), "p", "sectPr"]


def test_a_part_that_is_made_lies_where_it_lay_in_the_template_and_a_new_one_at_the_end() -> None:
    template = docx(p("{{ text }}"), header=p("{{ text | markdown }}"))
    made = bytes(Template.open(template).render({"text": "[words](https://example.org)"}))
    assert Package.open(made).names == (*Package.open(template).names, "word/_rels/header1.xml.rels")


def test_looking_at_a_part_gives_the_same_tree_and_reading_it_one_of_its_own() -> None:
    package = Package.open(docx(p("text")))
    name = "word/document.xml"
    assert package.look(name) is package.look(name)
    assert package.xml(name) is not package.look(name)
    changed: Any = package.replace({name: b"<other/>"})
    assert changed.look(name).tag == "other"
    assert texts(Template.open(bytes(package)).render({})) == ["text"]


def test_a_loop_tells_how_far_it_is_whatever_was_read_before() -> None:
    tag = "{% for n in ns %}{{ loop.index }}/{{ loop.length }}{% if loop.first %}!{% endif %}{% if loop.last %}.{% endif %}{% endfor %}"
    template = Template.open(docx(p(tag)))
    assert [texts(template.render({"ns": range(number)})) for number in (2, 1, 3)] == [
        ["1/2!2/2."],
        ["1/1!."],
        ["1/3!2/33/3."],
    ]
