"""What a reader sees of a paragraph that goes with its tag is told: a border, shading, a frame, a no-break space."""

from __future__ import annotations

import pytest

from engross.problems import Severity
from engross.word import Template
from tests.engross.word.paper import docx, p, run, texts

LOOKS = {
    "a border": '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>',
    "shading": '<w:shd w:val="clear" w:color="auto" w:fill="DDDDDD"/>',
    "a text frame": '<w:framePr w:w="2000" w:wrap="around"/>',
}
UNSEEN = [
    '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>',
    '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    "<w:keepNext/>",
    '<w:jc w:val="center"/>',
]
TAGS = [("{% if x %}", "{% endif %}"), ("{%p for y in [1] %}", "{%p endfor %}"), ("{% set y = 1 %}", "{# why #}")]


def told(*body: str) -> list[str]:
    """What is said of a template that is filled in all the same."""
    template = Template.open(docx(*body), file="letter.docx")
    assert all(each.severity is Severity.WARNING for each in template.problems)
    assert "a" in texts(template.render({"x": True}))
    return [f"{each.id}: {each.message}" for each in template.problems]


def said(thing: str) -> list[str]:
    return [f"goes-with-tag: {thing} goes with the tag that stands alone in its paragraph"]


@pytest.mark.parametrize(("opening", "closing"), TAGS)
@pytest.mark.parametrize("thing", LOOKS)
def test_what_shows_of_the_paragraph_of_a_tag_is_told(thing: str, opening: str, closing: str) -> None:
    look = LOOKS[thing]
    assert told(p(opening, properties=look), "a", closing) == said(thing)
    assert told(opening, "a", p(closing, properties=look)) == said(thing)
    alike = p("a", properties=look)
    assert told(p(opening, properties=look), alike, p(closing, properties=look)) == []
    assert told(alike, p(opening, properties=look), p(closing)) == []


@pytest.mark.parametrize("properties", UNSEEN)
def test_what_shows_nothing_bothers_nobody(properties: str) -> None:
    assert told(p("{% if x %}", properties=properties), "a", "{% endif %}") == []


@pytest.mark.parametrize(("opening", "closing"), TAGS)
def test_a_no_break_space_beside_a_tag_is_told(opening: str, closing: str) -> None:
    assert told(p(run(f"{opening}\u00a0")), "a", closing) == said("a no-break space")
    assert told(opening, "a", p(run("\u202f"), run(closing))) == said("a no-break space")


def test_a_line_break_that_a_dash_takes_is_told() -> None:
    assert told("a", p("b{% if x -%}", "<w:r><w:br/></w:r>", run("c{% endif %}"))) == [
        "goes-with-tag: a line break goes as the dash in the tag asks"
    ]
