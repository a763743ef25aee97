"""The shipped templates: what their source builds, clean, in one house style, and accessible before a word is filled in."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from engross.word import Template
from scrutiny_response import resources
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response
from tests.engross.word.validity import audit
from tests.pages import Element, Pages, W
from tests.structure import faults
from tools.build_templates import ROOT, build, main

NAMES = tuple(sorted(build()))
FAMILIES_OF_HEADERS = {"Header", "Footer", "Marking", "Letterhead", "LetterheadDetails"}


@pytest.fixture(params=NAMES)
def path(request: pytest.FixtureRequest) -> Path:
    return resources.templates() / str(request.param)


@pytest.fixture
def pages(path: Path) -> Pages:
    return Pages(path.read_bytes())


def elements(pages: Pages, *names: str) -> list[Element]:
    """The elements with these names in the body, the headers, the footers and the style sheet."""
    parts = [name for name in pages.package.names if name.startswith("word/") and name.endswith(".xml")]
    return [node for part in parts for node in pages.package.xml(part).iter(*(f"{W}{name}" for name in names))]


def value(node: Element | None, name: str = "val") -> str:
    return "" if node is None else node.get(f"{W}{name}", "")


def test_the_shipped_templates_are_what_their_source_builds() -> None:
    assert {name: (resources.templates() / name).read_bytes() for name in NAMES} == dict(sorted(build().items()))


def test_building_twice_gives_the_same_bytes_on_disk_and_all_that_are_shipped(tmp_path: Path) -> None:
    main(tmp_path)
    first = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.docx")}
    main(tmp_path)
    assert {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.docx")} == first
    assert first == {path: (ROOT / path).read_bytes() for path in first}
    assert {path.name for path in first} >= {*NAMES, "appendix-list.docx", "overview.docx", "progress-paper.docx"}


def test_a_template_compiles_against_the_shape_of_the_response_without_a_problem(path: Path) -> None:
    assert Template.open(path, shape=Response, filters=FILTERS).problems == ()


def test_a_template_has_no_structural_fault(path: Path) -> None:
    assert faults(path.read_bytes()) == []


def test_a_template_keeps_the_schema(path: Path) -> None:
    assert audit(path.read_bytes()) == []


def test_another_reader_of_word_files_opens_a_template(path: Path) -> None:
    opened = docx.Document(str(path))
    assert opened.sections[0].different_first_page_header_footer
    assert opened.core_properties.language == "en-GB"


def test_each_tag_stands_whole_in_one_run(pages: Pages) -> None:
    for node in elements(pages, "t"):
        text = node.text or ""
        assert text.count("{{") == text.count("}}"), text
        assert text.count("{%") == text.count("%}"), text


def test_nothing_of_an_editing_session_is_left(pages: Pages) -> None:
    assert not any(b":rsid" in pages.package.read(name) for name in pages.package.names)
    assert pages.property("creator") == "Care Inspectorate"
    assert not any("comments" in name or "thumbnail" in name for name in pages.package.names)


def test_all_templates_share_one_style_sheet() -> None:
    for part in ("styles", "numbering", "settings", "fontTable", "theme/theme1"):
        sheets = [Pages(data).package.read(f"word/{part}.xml") for data in build().values()]
        assert sheets.count(sheets[0]) == len(NAMES)


def test_every_style_that_is_used_is_defined(pages: Pages) -> None:
    defined = {node.get(f"{W}styleId") for node in elements(pages, "style")}
    used = {value(node) for node in elements(pages, "pStyle", "rStyle", "tblStyle", "basedOn", "next")}
    assert used - defined == set()


def test_there_is_no_direct_formatting_beside_styles(pages: Pages) -> None:
    for node in pages.body.iter(f"{W}rPr"):
        assert [child.tag.removeprefix(W) for child in node] in (["rStyle"], ["lang"])
    allowed = {"pStyle", "pageBreakBefore", "sectPr"}
    for node in pages.body.iter(f"{W}pPr"):
        assert {child.tag.removeprefix(W) for child in node} <= allowed


def test_the_language_is_british_english_and_gaelic_is_marked(pages: Pages) -> None:
    styles = pages.package.xml("word/styles.xml")
    assert value(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")) == "en-GB"
    assert value(pages.package.xml("word/settings.xml").find(f"{W}themeFontLang")) == "en-GB"
    assert pages.property("language") == "en-GB"
    printed = [
        run for run in pages.body.iter(f"{W}r") if "".join(map(str, run.itertext())) == "{{ partnership.gaelic_name }}"
    ]
    assert [value(node.find(f"{W}rPr/{W}lang")) for node in printed] == ["gd-GB"]


def test_the_title_names_the_document_and_the_partnership(pages: Pages) -> None:
    assert re.match(
        r"(Response following scrutiny|Improvement plan|Extension of a timescale|Record of decision \(internal\)"
        r"|Improvement plan (received|accepted|to be revised)|(Reminder of|Update on) the improvement plan"
        r"|Outcome of the progress review|End of formal monitoring): \{\{ partnership.name }}",
        pages.property("title"),
    )


def test_text_is_at_least_12_points_and_headers_at_least_10(pages: Pages) -> None:
    styles = pages.package.xml("word/styles.xml")
    assert value(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")) == "24"
    for style in styles.iter(f"{W}style"):
        least = 20 if style.get(f"{W}styleId") in FAMILIES_OF_HEADERS else 24
        size = style.find(f"{W}rPr/{W}sz")
        assert size is None or int(value(size)) >= least, style.get(f"{W}styleId")


def test_the_font_is_one_sans_serif(pages: Pages) -> None:
    assert {value(node, "ascii") for node in elements(pages, "rFonts")} == {"Arial"}


def test_nothing_is_justified_italic_or_in_capitals_by_format(pages: Pages) -> None:
    assert elements(pages, "jc", "i", "caps", "smallCaps") == []


def luminance(colour: str) -> float:
    """The relative luminance of a colour as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_colour_of_text_has_contrast_on_every_background(pages: Pages) -> None:
    backgrounds = {"FFFFFF", *(value(node, "fill") for node in elements(pages, "shd"))}
    colours = {value(node) for node in elements(pages, "color")}
    assert len(backgrounds) == 2
    assert {(text, back) for text in colours for back in backgrounds if contrast(text, back) < 7} == set()


def test_headings_keep_with_what_follows(pages: Pages) -> None:
    styles = {node.get(f"{W}styleId"): node for node in elements(pages, "style")}
    for name in (
        "Title",
        "Heading1",
        "Heading2",
        "Heading3",
        "LeadIn",
        "TableHeading",
        "Subject",
        "Closing",
        "Salutation",
    ):
        assert styles[name].find(f"{W}pPr/{W}keepNext") is not None, name


def test_no_paragraph_is_empty_but_cells_to_fill_in(pages: Pages) -> None:
    assert [paragraph for paragraph in pages.paragraphs if not paragraph.text and not paragraph.in_table] == []
    for kind in ("header", "footer"):
        assert all(line for lines in pages.running(kind) for line in lines)


def test_every_table_has_a_marked_header_row_and_says_what_it_is(pages: Pages) -> None:
    tables = list(pages.body.iter(f"{W}tbl"))
    assert tables or "follow_up.dated" in "".join(pages.texts)
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, *[False] * (len(rows) - 1)]
        assert all("".join(map(str, cell.itertext())) for cell in rows[0].iter(f"{W}tc"))
        assert value(table.find(f"{W}tblPr/{W}tblCaption"))
        assert value(table.find(f"{W}tblPr/{W}tblDescription"))


def test_no_row_breaks_across_pages_and_no_cells_are_merged(pages: Pages) -> None:
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in pages.body.iter(f"{W}tr"))
    assert elements(pages, "gridSpan", "vMerge", "hMerge") == []
    for table in pages.body.iter(f"{W}tbl"):
        columns = len(list(table.iter(f"{W}gridCol")))
        assert {len(row.findall(f"{W}tc")) for row in table.iter(f"{W}tr")} == {columns}


def test_every_table_is_as_wide_as_the_text_of_its_page(pages: Pages) -> None:
    waiting: list[int] = []
    for node in pages.body.iter(f"{W}tbl", f"{W}sectPr"):
        if node.tag == f"{W}tbl":
            waiting.append(sum(int(value(column, "w")) for column in node.iter(f"{W}gridCol")))
            continue
        size, margins = node.find(f"{W}pgSz"), node.find(f"{W}pgMar")
        width = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
        assert set(waiting) <= {width}
        waiting = []


def test_the_plan_turns_its_pages_for_the_tables_that_need_it() -> None:
    pages = Pages(build()["improvement-plan.docx"])
    sections = list(pages.body.iter(f"{W}sectPr"))
    turned = [value(section.find(f"{W}pgSz"), "orient") for section in sections]
    assert turned == ["", "landscape", ""]
    assert [len(section.findall(f"{W}headerReference")) for section in sections] == [2, 0, 0]


def test_two_tables_never_touch(pages: Pages) -> None:
    body = list(pages.body[0])
    assert not any(one.tag == other.tag == f"{W}tbl" for one, other in pairwise(body))


def test_the_page_number_and_the_count_of_pages_are_in_every_footer(pages: Pages) -> None:
    for name in ("word/footer1.xml", "word/footer2.xml"):
        codes = [(node.text or "").strip() for node in pages.package.xml(name).iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_the_letter_has_the_sections_that_the_schema_lets_a_bespoke_paragraph_close() -> None:
    schema = json.loads((resources.schemas() / "assessment.schema.json").read_text(encoding="utf-8"))
    sections = schema["$defs"]["bespoke"]["properties"]["section"]["enum"]
    letter = Pages(build()["letter.docx"])
    assert re.findall(r'bespoke\.section == "([^"]+)"', "\n".join(letter.texts)) == sections


def test_the_wording_never_commands(pages: Pages) -> None:
    wording = " ".join(re.sub(r"\{[{%].*?[%}]\}", "", text) for text in pages.texts)
    commands = r"\b(must|shall|requires?|required|obliged|direct(?:s|ed)? you|instructs?)\b"
    assert re.findall(commands, wording, re.IGNORECASE) == []


def test_the_wording_follows_the_house_rules(pages: Pages) -> None:
    wording = [re.sub(r"\{[{%].*?[%}]\}", "", text) for text in pages.texts]
    assert not any("&" in text or " re: " in text.lower() for text in wording)
    assert not any(re.search(r"\d(st|nd|rd|th)\b", text) for text in wording)
    assert not any("'" in text or '"' in text for text in wording), "typographic quotation marks"
    for level, heading in pages.headings:
        plain = re.sub(r"\{[{%].*?[%}]\}", "", heading)
        assert not any(word[:1].isupper() for word in plain.split()[1:]), (level, heading)
