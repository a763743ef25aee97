"""Size, alignment, contrast, emphasis and blank space: what the check says of each fault, in whole sentences."""

from __future__ import annotations

import pytest

from tests import word_files
from tests.engross.word.accessibility.documents import FINE, cell, found, heading, p, run, said, table

WORDS = "We found that staff knew the children well and that leaders listened."
THEME = word_files.Part(
    "word/theme/theme1.xml",
    "application/vnd.openxmlformats-officedocument.theme+xml",
    f"{word_files.OFFICE}/theme",
    b'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="T"><a:themeElements>'
    b'<a:clrScheme name="C"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/>'
    b'</a:lt1><a:dk2><a:srgbClr val="1F3864"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr '
    b'val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>',
    "rIdTheme",
)


def test_text_of_the_body_under_12_points_is_a_warning() -> None:
    assert said(p(run(WORDS, '<w:sz w:val="22"/>'))) == [
        'warning: letter.docx: body, paragraph 1: small-text: the text "We found that staff knew the children well and th…" has 11 '
        'points (style "Normal"), where the body must have 12 or more; select it and set the size to 12 or more, or modify '
        'the style "Normal" (Home, Styles) where it comes from there'
    ]


def test_the_same_cause_is_said_once_with_how_often_it_comes() -> None:
    small = word_files.style("Small", "Small", '<w:rPr><w:sz w:val="21"/></w:rPr>')
    body = FINE.join(word_files.paragraph(f"Number {n}", "Small") for n in range(4))
    assert [it.message for it in found(body, styles=small)] == [
        'the text "Number 0" has 10.5 points (style "Small"), where the body must have 12 or more, and so in 3 more '
        "paragraphs"
    ]
    two = word_files.paragraph("One", "Small") + word_files.paragraph("Two", "Small")
    assert found(two, styles=small)[0].message.endswith(", and so in 1 more paragraph")


def test_headers_footers_and_notes_may_have_10_points() -> None:
    def footer(half_points: int) -> word_files.Part:
        return word_files.xml_part("footer1.xml", p(run("Page 1", f'<w:sz w:val="{half_points}"/>')), "rIdFooter")

    assert found(FINE, [footer(20)]) == ()
    assert [it.message for it in found(FINE, [footer(18)])] == [
        'the text "Page 1" has 9 points (style "Normal"), here, where headers, footers and notes may have 10 or more'
    ]


def test_the_size_comes_from_run_character_style_paragraph_style_table_style_or_defaults_in_this_order() -> None:
    styles = (
        word_files.style("Base", "Base", '<w:rPr><w:sz w:val="16"/></w:rPr>')
        + word_files.style("Heir", "Heir", based_on="Base")
        + word_files.style("Tiny", "Tiny", '<w:rPr><w:sz w:val="14"/></w:rPr>', "character")
        + word_files.style("Grid", "Grid", '<w:rPr><w:sz w:val="18"/></w:rPr>', "table")
    )
    grid = '<w:tblStyle w:val="Grid"/>'

    def size(body: str) -> str:
        return " ".join(it.message.split(" has ")[1].split(" points")[0] for it in found(body, styles=styles))

    heir, tiny = '<w:pStyle w:val="Heir"/>', '<w:rStyle w:val="Tiny"/>'
    assert size(p(run("x"))) == ""
    assert size(table(["x", "y"], properties=grid)) == "9"
    assert size(table([p(run("x"), properties=heir), p(run("y"), properties=heir)], properties=grid)) == "8"
    assert size(p(run("x", tiny), properties=heir)) == "7"
    assert size(p(run("x", tiny + '<w:sz w:val="12"/>'), properties=heir)) == "6"


def test_a_file_that_names_no_size_has_10_points() -> None:
    bare = word_files.styles_part(word_files.STYLES.replace('<w:sz w:val="24"/>', ""))
    assert "has 10 points" in found(FINE, [bare])[0].message


def test_hidden_text_is_not_looked_at() -> None:
    assert found(p(run("tiny", '<w:vanish/><w:color w:val="FFFFFF"/><w:sz w:val="2"/>'))) == ()


def test_justified_text_is_a_warning() -> None:
    assert said(p(run(WORDS), properties='<w:jc w:val="both"/>')) == [
        'warning: letter.docx: body, paragraph 1: justified-text: the paragraph "We found that staff knew the children well and th…" is '
        'justified (style "Normal"), which makes uneven gaps between words, where left aligned text is expected; select it '
        'and choose Align Left, or modify the style "Normal" (Home, Styles) where it comes from there'
    ]
    centred = word_files.style("Even", "Even", '<w:pPr><w:jc w:val="both"/></w:pPr>')
    assert [it.id for it in found(word_files.paragraph("x", "Even"), styles=centred)] == ["justified-text"]
    assert found(word_files.paragraph("x", "Even", '<w:jc w:val="left"/>'), styles=centred) == ()


def test_contrast_under_4_and_a_half_to_1_is_an_error() -> None:
    assert said(p(run("Pale words", '<w:color w:val="808080"/>'))) == [
        'letter.docx: body, paragraph 1: low-contrast: the text "Pale words" has the colour 808080 on FFFFFF, a contrast of 3.9 to 1, '
        "where 4.5 to 1 is the least; select it and choose a darker colour for the text or a lighter one behind it, or "
        'modify the style "Normal" (Home, Styles) where it comes from there'
    ]


@pytest.mark.parametrize(
    ("properties", "fine"),
    [
        ('<w:color w:val="777777"/>', False),
        ('<w:color w:val="767676"/>', True),
        ('<w:color w:val="949494"/><w:sz w:val="36"/>', True),
        ('<w:color w:val="959595"/><w:sz w:val="36"/>', False),
        ('<w:b/><w:color w:val="949494"/><w:sz w:val="28"/>', True),
        ('<w:color w:val="949494"/><w:sz w:val="28"/>', False),
    ],
)
def test_the_limits_of_contrast_are_wcag_s(properties: str, fine: bool) -> None:
    assert (found(p(run("Words.", properties))) == ()) is fine


WHITE, NAVY = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:color="auto" w:fill="002060"/>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(p(run("x", f"{WHITE}{NAVY}")), id="the run's shading"),
        pytest.param(p(run("x", f'{WHITE}<w:highlight w:val="darkBlue"/>')), id="the run's highlight"),
        pytest.param(p(run("x", WHITE), properties=NAVY), id="the paragraph's shading"),
        pytest.param(word_files.paragraph("x", "Notice"), id="the paragraph style's shading"),
        pytest.param(table([cell(p(run("x", WHITE)), NAVY)] * 2), id="the cell's shading"),
        pytest.param(table(["x", "y"], ["a", "b"], properties='<w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'), id="the table style's header row"),
        pytest.param(table(["x", "y"], ["a", "b"], properties='<w:tblStyle w:val="Grid"/><w:tblLook w:val="0620"/>'), id="a look in bits"),
        pytest.param(p(run("x", '<w:color w:val="auto"/>'), properties=NAVY), id="the automatic colour"),
        pytest.param(p(run("x", f'{WHITE}<w:shd w:val="solid" w:color="002060" w:fill="auto"/>')), id="a solid pattern"),
    ],
)  # fmt: skip
def test_light_text_on_a_dark_ground_is_seen(body: str) -> None:
    notice = word_files.style("Notice", "Notice", f"<w:pPr>{NAVY}</w:pPr><w:rPr>{WHITE}</w:rPr>")
    part = f"<w:rPr>{WHITE}</w:rPr><w:tcPr>{NAVY}</w:tcPr>"
    grid = word_files.style("Grid", "Grid", f'<w:tblStylePr w:type="firstRow">{part}</w:tblStylePr>', "table")
    assert found(body, styles=notice + grid) == ()
    assert [it.id for it in found(body.replace("002060", "F0F0F0").replace("darkBlue", "yellow").replace('"auto"/></w:rPr>', '"FFFFFF"/></w:rPr>'), styles=(notice + grid).replace("002060", "F0F0F0"))] == ["low-contrast"]  # fmt: skip


def test_bands_of_a_table_style_alternate_below_the_header_row() -> None:
    def band(number: int, colour: str) -> str:
        shade = f'<w:shd w:val="clear" w:fill="{colour}"/>'
        return f'<w:tblStylePr w:type="band{number}Horz"><w:tcPr>{shade}</w:tcPr></w:tblStylePr>'

    grid = word_files.style("Grid", "Grid", band(1, "FFFFFF") + band(2, "333333"), "table")
    dark = p(run("dark words", '<w:color w:val="111111"/>'))
    look = '<w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1" w:noVBand="1"/>'
    problems = found(table(["A", "B"], [dark, "x"], [dark, "x"], [dark, "x"], properties=look), styles=grid)
    assert [str(it.place) for it in problems] == ["letter.docx: body, table 1, row 3, column 1"]


def test_theme_colours_are_resolved_with_their_tint_and_shade() -> None:
    def problems(attributes: str) -> list[str]:
        return [it.message.split(", a ")[0] for it in found(p(run("x", f"<w:color {attributes}/>")), [THEME])]

    assert problems('w:val="000000" w:themeColor="accent1" w:themeTint="99"') == [
        'the text "x" has the colour 8FAADC on FFFFFF'
    ]
    assert problems('w:val="FFFFFF" w:themeColor="accent1" w:themeShade="80"') == []
    assert problems('w:val="FFFFFF" w:themeColor="text1"') == []
    assert problems('w:val="000000" w:themeColor="background1"') == ['the text "x" has the colour FFFFFF on FFFFFF']


def test_the_page_s_colour_counts_where_word_shows_it() -> None:
    shown = word_files.settings_part("<w:displayBackgroundShape/>")
    body = p(run("x", '<w:color w:val="333333"/>'))
    dark = (
        word_files.unzipped(word_files.word_file(body))["word/document.xml"]
        .decode()
        .replace("<w:body>", '<w:background w:color="222222"/><w:body>')
        .encode()
    )
    assert found(body, changes={"word/document.xml": dark}) == ()
    assert [it.id for it in found(body, [shown], changes={"word/document.xml": dark})] == ["low-contrast"]


@pytest.mark.parametrize(("properties", "kind"), [("<w:i/>", "in italics"), ('<w:u w:val="single"/>', "underlined")])
def test_long_text_in_italics_or_underlined_is_a_warning(properties: str, kind: str) -> None:
    (sentence,) = said(p(run(WORDS, properties)))
    assert sentence.startswith(
        'warning: letter.docx: body, paragraph 1: long-emphasis: the text "We found that staff knew the children well and th…" is '
        f"{kind} over 69 characters, which is hard to read; "
    )
    assert sentence.endswith(
        "; select it and make it plain, and a few words of it bold where they must stand out, or modify the style "
        '"Normal" (Home, Styles) where it comes from there'
    )
    assert found(p(run("The Children Act", properties), run(WORDS))) == ()


def test_long_capitals_are_a_warning_typed_or_set_and_markings_are_none() -> None:
    assert [it.message for it in found(heading("LEVEL OF SUPPORT AND WHY"))] == [
        'the text "LEVEL OF SUPPORT AND WHY" is in capitals over 24 characters, which is hard to read'
    ]
    assert [it.id for it in found(p(run(WORDS, "<w:caps/>")))] == ["long-emphasis"]
    for text in ("OFFICIAL-SENSITIVE", "CELCIS and HMICS", "PSR-2026-014 23 11 2026 000", "{{ assessment.marking }}"):
        assert found(p(run(text))) == ()


def test_a_style_turned_on_twice_is_off() -> None:
    quote = word_files.style("Quote", "Quote", "<w:rPr><w:i/></w:rPr>")
    accent = word_files.style("Accent", "Accent", "<w:rPr><w:i/></w:rPr>", "character")
    both = p(run(WORDS, '<w:rStyle w:val="Accent"/>'), properties='<w:pStyle w:val="Quote"/>')
    assert found(both, styles=quote + accent) == ()


def test_an_underlined_link_is_no_emphasis() -> None:
    assert found(p(f'<w:hyperlink w:anchor="a">{run(WORDS, chr(60) + "w:u w:val=" + chr(34) + "single" + chr(34) + "/>")}</w:hyperlink>')) == ()  # fmt: skip


def test_an_empty_paragraph_beside_text_makes_space() -> None:
    assert said(FINE + p() + FINE) == [
        "warning: letter.docx: body, paragraph 2: empty-paragraphs: an empty paragraph makes space between texts; delete it, and set the "
        "space before or after the paragraphs in their style (Home, Styles, Modify, Format, Paragraph)"
    ]
    assert [it.message for it in found(FINE + p() * 3 + FINE)] == ["3 empty paragraphs make space between texts"]
    assert [it.id for it in found(FINE + p(run("   ")) + FINE)] == ["empty-paragraphs"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(table(["A", "B"], ["", "x"]), id="alone in a cell"),
        pytest.param(table(["A", "B"], ["x", "y"]) + p(), id="after a table at the end"),
        pytest.param(table(["A", "B"], ["x", "y"]) + p() + table(["A", "B"], ["x", "y"]), id="between two tables"),
        pytest.param(FINE + p('<w:r><w:br w:type="page"/></w:r>') + FINE, id="a page break"),
        pytest.param(FINE + p(properties=f"<w:sectPr>{word_files.PORTRAIT}</w:sectPr>") + FINE, id="a section's end"),
        pytest.param(FINE + p(properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>') + FINE, id="a line"),
        pytest.param(FINE + p(run("{%p if areas %}")) + FINE + p(run("{% endif %}{# done #}")) + FINE, id="tags alone"),
        pytest.param(FINE + p(run("{{ finding }}")) + FINE, id="a tag that prints"),
    ],
)
def test_paragraphs_that_word_needs_or_that_no_document_has_make_no_space(body: str) -> None:
    assert found(body) == ()


def test_empty_paragraphs_on_both_sides_of_block_tags_are_counted_together() -> None:
    assert [it.message for it in found(FINE + p() + p(run("{%p if x %}")) + p() + p(run("{%p endif %}")) + FINE)] == [
        "2 empty paragraphs make space between texts"
    ]


def test_empty_paragraphs_in_cells_and_between_table_and_text_make_space() -> None:
    assert [it.id for it in found(table(["A", "B"], [p(run("x")) + p(), "y"]))] == ["empty-paragraphs"]
    assert [it.id for it in found(table(["A", "B"], [p() * 2, "y"]))] == ["empty-paragraphs"]
    assert [it.id for it in found(table(["A", "B"], ["x", "y"]) + p() + FINE)] == ["empty-paragraphs"]
    assert [it.id for it in found(table(["A", "B"], ["x", "y"]) + p() * 2 + table(["A", "B"], ["x", "y"]))] == [
        "empty-paragraphs"
    ]


def test_blank_lines_within_a_paragraph_are_a_warning() -> None:
    assert said(p(run("Dear Dr Sinclair"), "<w:r><w:br/><w:br/></w:r>", run("We write to you."))) == [
        'warning: letter.docx: body, paragraph 1: blank-lines: the paragraph "Dear Dr Sinclair We write to you." makes blank lines with '
        "line breaks; end the paragraph instead (Enter), and set the space after it in its style"
    ]


@pytest.mark.parametrize(("text", "what"), [("Reference    PSR-1", "spaces"), ("    PSR-1", "spaces")])
def test_runs_of_spaces_are_a_warning(text: str, what: str) -> None:
    assert said(p(run(text))) == [
        f'warning: letter.docx: body, paragraph 1: spaces-as-layout: the paragraph "{" ".join(text.split())}" is laid out with a run of '
        f"{what}; use a table with a header row for columns, and the style's indent or alignment for a place on the line"
    ]


def test_runs_of_tabs_are_a_warning_but_not_in_headers_and_footers() -> None:
    tabbed = p(run("Reference"), "<w:r><w:tab/><w:tab/></w:r>", run("PSR-1"))
    assert [it.message for it in found(tabbed)] == ['the paragraph "Reference PSR-1" is laid out with a run of tabs']
    assert found(FINE, [word_files.xml_part("header1.xml", tabbed, "rIdHeader")]) == ()
    assert found(p(run("1."), "<w:r><w:tab/></w:r>", run("One")) + p(run("Two  spaces after a full stop."))) == ()


def test_tags_that_print_nothing_have_no_size_no_colour_and_no_weight() -> None:
    pale = '<w:color w:val="DDDDDD"/><w:sz w:val="8"/><w:i/>'
    statement = "{% if the.condition.of.this.paragraph.is.very.long.indeed %}"
    assert found(p(run(statement, pale), run("Words."), run("{% endif %}", pale))) == ()
    assert [it.id for it in found(p(run("{{ finding }}", '<w:color w:val="DDDDDD"/>')))] == ["low-contrast"]
