"""What looks like a tag and is none: spaces between its braces, single braces, and the signs of other programs."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from engross.word import Refused, Template
from tests.engross.word.paper import docx, p, run, texts


@pytest.mark.parametrize(
    ("text", "tag", "write"),
    [
        ("Dear { { name } }, hello", "{ { name } }", "{{ and }}"),
        ("Dear { {name}}", "{ {name}}", "{{ and }}"),
        ("{ % if name % }", "{ % if name % }", "{% and %}"),
        ("{\u00a0% if name %}", "{\u00a0% if name %}", "{% and %}"),
        ("Dear { { name", "{ {", "{{ and }}"),
    ],
)
def test_a_tag_with_spaces_between_its_braces_is_refused(text: str, tag: str, write: str) -> None:
    with pytest.raises(Refused) as caught:
        Template.open(docx(text), file="letter.docx")
    assert [str(problem) for problem in caught.value.problems] == [
        f"letter.docx: body, paragraph 1: spaced-braces: {tag}: a space stands between the two characters that begin a tag, so it is "
        f"no tag but text; write {write} without a space within them; if the characters are meant, print them: "
        '{{ "{ {" }}'
    ]


def test_braces_with_a_space_can_be_printed_where_they_are_meant() -> None:
    template = Template.open(docx("Write {{ '{ { name } }' }} to print a name."), file="letter.docx")
    assert texts(template.render({})) == ["Write { { name } } to print a name."]


@pytest.mark.parametrize("text", ["{partnership.name}", "{ letter.date | date }", "{ a.b.c }"])
def test_a_field_in_single_braces_is_told_and_stays_as_it_is(text: str) -> None:
    template = Template.open(docx(f"To {text}."), file="letter.docx")
    assert [f"{problem.severity}: {problem}" for problem in template.problems] == [
        f"warning: letter.docx: body, paragraph 1: single-braces: {text}: this looks like a tag, but single braces are text and would "
        "stand in the document; write two braces on each side if a value is meant"
    ]
    assert texts(template.render({})) == [f"To {text}."]


@pytest.mark.parametrize("text", ["{reference}", "{a}", "{ }", "{1.5}", "f(x) = {x, y}", "{_{ _ }_}", "{", "{a} {b}"])
def test_other_braces_are_text(text: str) -> None:
    template = Template.open(docx(text))
    assert template.problems == ()
    assert texts(template.render({})) == [text.replace("{_{", "{{").replace("}_}", "}}")]


def test_braces_within_a_tag_are_jinja_s() -> None:
    assert texts(Template.open(docx("{{ { 'a': { 'b': 1 } }.a.b }}")).render({})) == ["1"]
    assert texts(Template.open(docx("{{ '{ { x.y } {x.y}' }}")).render({})) == ["{ { x.y } {x.y}"]


@dataclass(frozen=True)
class Person:
    name: str


@dataclass(frozen=True)
class Shape:
    title: str
    person: Person


def warnings(*body: str, shape: object | None = Shape) -> list[str]:
    template = Template.open(docx(*body), shape, file="letter.docx")
    return [f"{problem.severity}: {problem}" for problem in template.problems]


@pytest.mark.parametrize(
    "signs", ["«title»", "«title »", "[[title]]", "[[ title ]]", "${title}", "<<title>>", "{title}", "{ title }"]
)
def test_a_known_field_in_another_program_s_signs_is_told_and_stays_as_it_is(signs: str) -> None:
    assert warnings("Before", f"To {signs}.") == [
        f"warning: letter.docx: body, paragraph 2: other-signs: {signs}: this looks like a tag, but the signs around the field are text "
        "and would stand in the document; write {{ title }} if its value is meant"
    ]
    template = Template.open(docx(f"To {signs}."), Shape)
    assert texts(template.render({"title": "x"})) == [f"To {signs}."]


def test_the_signs_may_be_split_among_runs_and_hold_a_field_of_a_field() -> None:
    (said,) = warnings(p("To «", "person", ".name»."))
    assert said.startswith("warning: letter.docx: body, paragraph 1: other-signs: «person.name»: this looks like a tag")


@pytest.mark.parametrize(
    "text",
    [
        "«autre»",
        "[[1]]",
        "[[ sic ]]",
        "${HOME}",
        "a << title",
        "{x}",
        "«title",
        "« title et autre »",
        "{{ title }}",
        "{_{title}_}",
    ],
)
def test_signs_that_are_meant_as_they_are_bother_nobody(text: str) -> None:
    assert warnings(text) == []


def test_signs_are_told_only_where_it_is_known_which_fields_there_are() -> None:
    assert warnings("«title» [[title]] {title}", shape=None) == []


def field(*pieces: str, result: str = "«Title»") -> str:
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{codes}{middle}{run(result)}{end}"


@pytest.mark.parametrize(
    ("xml", "called", "write"),
    [
        (field(" MERGEFIELD  Title "), "Title", "…"),
        (field(" MERGE", r"FIELD title \\* MERGEFORMAT "), "title", "title"),
        (field(' MERGEFIELD "First name" '), "First name", "…"),
        ('<w:fldSimple w:instr=" MERGEFIELD title ">' + run("«title»") + "</w:fldSimple>", "title", "title"),
    ],
    ids=["unknown", "split", "in quotes", "simple"],
)
@pytest.mark.parametrize("shape", [Shape, None])
def test_a_mail_merge_field_is_told(xml: str, called: str, write: str, shape: object) -> None:
    write = write if shape else "…"
    assert warnings(p("Dear ", xml), shape=shape) == [
        f"warning: letter.docx: body, paragraph 1: mail-merge-field: the mail merge field {called} would stand in the document as it is; "
        f"delete it, and type {{{{ {write} }}}} if a value is meant"
    ]


def test_other_fields_of_word_bother_nobody() -> None:
    assert warnings(p("Page ", field(" PAGE ", result="1"), field(" SEQ MERGEFIELD ", result="2"))) == []
