"""Whether a paragraph is a heading and of which level: one rule for templates, show, accessibility and attach."""

from __future__ import annotations

import pytest
from lxml import etree

from engross.problems import Refused
from engross.word import Template
from engross.word.attach import Choices, attach
from engross.word.model.headings import heading_level, heading_styles
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from tests.engross.word.paper import DECLARATIONS, docx, p, texts

STYLES = f"""<w:styles {DECLARATIONS}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="Heading 2,H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Chapter"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="Text"><w:name w:val="No chapter"/><w:basedOn w:val="1"/>
<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Level"><w:name w:val="Section"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Circle"><w:name w:val="Circle"/><w:basedOn w:val="Circle"/></w:style>
<w:style w:type="paragraph" w:styleId="Odd"><w:name w:val="heading x"/><w:pPr><w:outlineLvl w:val="²"/></w:pPr></w:style>
</w:styles>"""


def styled(style: str, text: str = "Findings", more: str = "") -> str:
    """A paragraph in a style."""
    return p(text, properties=f'<w:pStyle w:val="{style}"/>{more}')


@pytest.mark.parametrize(
    ("style", "own", "level"),
    [
        ("1", "", 1),
        ("2", "", 2),
        ("Own", "", 1),
        ("Text", "", 0),
        ("Level", "", 3),
        ("Title", "", 0),
        ("Normal", "", 0),
        ("Unknown", "", 0),
        ("Circle", "", 0),
        ("Odd", "", 0),
        ("Normal", '<w:outlineLvl w:val="3"/>', 4),
        ("1", '<w:outlineLvl w:val="9"/>', 0),
    ],
)
def test_the_level_is_its_own_else_that_of_the_nearest_style_by_name_or_outline(
    style: str, own: str, level: int
) -> None:
    sheet = StyleSheet(etree.fromstring(STYLES))
    assert (
        heading_level(sheet, etree.fromstring(styled(style, "x", own).replace("<w:p>", f"<w:p {DECLARATIONS}>")))
        == level
    )


def test_the_styles_that_a_place_names_are_those_of_headings_and_titles() -> None:
    package = Package.open(docx("x", parts={"word/styles.xml": STYLES}))
    assert heading_styles(package) == {"1", "2", "Own", "Level", "Title"}


@pytest.mark.parametrize(
    "head",
    [styled("1"), styled("Own"), styled("Level"), styled("Normal", more='<w:outlineLvl w:val="0"/>')],
    ids=["by name", "by its base", "by its outline level", "by its own level"],
)
def test_a_place_names_the_nearest_heading_as_word_knows_it(head: str) -> None:
    with pytest.raises(Refused) as refused:
        Template.open(docx(head, "{{ x", parts={"word/styles.xml": STYLES}), file="a.docx")
    (problem,) = refused.value.problems
    assert str(problem).startswith('a.docx: body, under "Findings", paragraph 2: ')


def test_a_heading_by_its_name_only_is_a_place_for_the_appendix_and_its_label_counts() -> None:
    report = docx(
        *(styled("1"), p("A finding"), styled("1", "Appendix 1: Sources"), p("A source")),
        parts={"word/styles.xml": STYLES},
    )
    document = attach(Package.open(report), Package.open(docx("An action")), Choices(after="Findings"))
    assert texts(document)[:4] == ["Findings", "A finding", "Appendix 2: Improvement plan", "An action"]
