"""The numbers of pages and notes in the copy that is converted are as Word shows them."""

from __future__ import annotations

import re

import pytest

from engross.word import for_conversion
from engross.word.opc.package import Package
from tests.engross.word.paper import DECLARATIONS, docx, note, p, run

SECTION = '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def converted(*body: str, settings: str = "") -> str:
    """The body of the copy that is converted."""
    parts: dict[str, str | bytes] = (
        {"word/settings.xml": f"<w:settings {DECLARATIONS}>{settings}</w:settings>"} if settings else {}
    )
    relationships = [("rSettings", "settings", "settings.xml")] if settings else []
    document = docx(*body, footnotes=["source"], parts=parts, relationships=relationships)
    return Package.open(for_conversion(document).data).read("word/document.xml").decode()


def simple(instruction: str) -> str:
    return p(f'<w:fldSimple w:instr="{instruction}">{run("2")}</w:fldSimple>')


def complex_field(*instructions: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return p(begin, *(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in instructions), end)


@pytest.mark.parametrize(
    ("instruction", "settled"),
    [
        ("NUMPAGES", r"NUMPAGES \* Arabic"),
        (r"NUMPAGES  \* MERGEFORMAT", r"NUMPAGES \* Arabic  \* MERGEFORMAT"),
        (r"NUMPAGES \* roman", r"NUMPAGES \* roman"),
        (r"PAGE \* Roman", r"PAGE \* ROMAN"),
        (r"PAGE \* ARABIC", r"PAGE \* Arabic"),
        (r"PAGE \* Alphabetic", r"PAGE \* ALPHABETIC"),
        (r"PAGE", r"PAGE"),
        (r"REF \* Roman", r"REF \* Roman"),
    ],
)
def test_page_numbers_have_the_form_that_word_shows(instruction: str, settled: str) -> None:
    assert f'w:instr="{settled}"' in converted(simple(instruction))
    assert f">{settled}<" in converted(complex_field(instruction))


def test_a_code_cut_over_runs_is_settled_as_one() -> None:
    assert re.findall("<w:instrText[^>]*>([^<]*)", converted(complex_field("NUM", "PAGES"))) == [
        r"NUMPAGES \* Arabic",
        "",
    ]


@pytest.mark.parametrize(
    ("own", "settled"),
    [
        ("", '<w:footnotePr><w:numFmt w:val="lowerRoman"/><w:numStart w:val="5"/></w:footnotePr>'),
        (
            '<w:footnotePr><w:pos w:val="beneathText"/><w:numStart w:val="2"/></w:footnotePr>',
            '<w:footnotePr><w:pos w:val="beneathText"/><w:numFmt w:val="lowerRoman"/><w:numStart w:val="2"/>'
            "</w:footnotePr>",
        ),
    ],
)
def test_notes_are_numbered_as_the_settings_say_unless_the_section_says_otherwise(own: str, settled: str) -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerRoman"/><w:numStart w:val="5"/></w:footnotePr>'
    section = p(run("end"), properties=SECTION.format(own))
    assert f"<w:sectPr>{settled}<w:pgSz" in converted(p(run("a"), note(1)), section, settings=settings)


def test_settings_that_say_nothing_of_the_numbers_change_no_section() -> None:
    settings = '<w:footnotePr><w:footnote w:id="-1"/></w:footnotePr>'
    section = p(run("end"), properties=SECTION.format(""))
    assert "footnotePr" not in converted(p(run("a"), note(1)), section, settings=settings)
