"""What looks like a tag and is none: spaces between its braces, and single braces."""

from __future__ import annotations

import pytest

from scrutiny_response.word import Refused, Template
from tests.word.paper import docx, texts


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
        f"letter.docx: body, paragraph 1: {tag}: a space stands between the two characters that begin a tag, so it is "
        f"no tag but text; write {write} without a space within them"
    ]


@pytest.mark.parametrize("text", ["{partnership.name}", "{ letter.date | date }", "{ a.b.c }"])
def test_a_field_in_single_braces_is_told_and_stays_as_it_is(text: str) -> None:
    template = Template.open(docx(f"To {text}."), file="letter.docx")
    assert [f"{problem.severity}: {problem}" for problem in template.problems] == [
        f"warning: letter.docx: body, paragraph 1: {text}: this looks like a tag, but single braces are text and would "
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
