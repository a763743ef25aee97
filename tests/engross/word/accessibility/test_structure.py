"""Headings, tables, pictures, links, title and language: what the check says of each fault, in whole sentences."""

from __future__ import annotations

import pytest

from engross.problems import Refused
from engross.word.accessibility import check_accessibility
from engross.word.opc.archive import pack
from engross.word.opc.package import Package
from tests import word_files
from tests.engross.word.accessibility.documents import FINE, cell, found, heading, p, run, said, table

SQUARE = word_files.Part(
    "word/media/square.png", "image/png", f"{word_files.OFFICE}/image", word_files.PNG, "rIdPicture"
)


def test_a_plain_document_has_nothing_to_say() -> None:
    assert (
        said(heading("Findings") + FINE + heading("Staff", 2) + FINE + table(["What", "When"], ["Visit", "May"])) == []
    )


def test_a_skipped_heading_level_is_an_error() -> None:
    assert said(heading("Findings") + FINE + heading("Staff", 3) + FINE) == [
        'letter.docx: body, under "Findings", paragraph 3: heading-level-skipped: the heading "Staff" has level 3 after one of level 1, so level 2 '
        "is skipped; give it the style Heading 2 (Home, Styles), or add the heading that is missing above it"
    ]


def test_going_up_by_several_levels_is_no_fault() -> None:
    assert said(heading("One") + heading("Two", 2) + heading("Three", 3) + heading("Four")) == []


def test_the_first_heading_must_have_level_1_whatever_title_stands_above() -> None:
    title = word_files.style("Title", "Title", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    body = word_files.paragraph("The plan", "Title") + heading("Findings", 2)
    assert said(body, styles=title) == [
        'letter.docx: body, under "The plan", paragraph 2: heading-level-skipped: the first heading, "Findings", has level 2, where level 1 is '
        "expected; give it the style Heading 1 (Home, Styles), or add the heading that is missing above it"
    ]
    assert said(word_files.paragraph("The plan", "Title") + heading("Findings"), styles=title) == []


def test_a_level_is_known_by_the_style_s_name_its_outline_level_or_the_paragraph_s_own() -> None:
    german = word_files.style("berschrift3", "heading 3")
    house = word_files.style("Area", "Area", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    heir = word_files.style("AreaToo", "Area Too", based_on="Area")
    for paragraph in (
        word_files.paragraph("Staff", "berschrift3"),
        word_files.paragraph("Staff", "AreaToo"),
        word_files.paragraph("Staff", "", '<w:outlineLvl w:val="2"/>'),
    ):
        assert [it.id for it in found(heading("Findings") + paragraph, styles=german + house + heir)] == [
            "heading-level-skipped"
        ]
    body_text = word_files.paragraph("Staff", "Area", '<w:outlineLvl w:val="9"/>')
    assert found(heading("Findings") + body_text, styles=house) == ()


def test_a_bold_paragraph_before_plain_text_may_be_a_heading() -> None:
    assert said(p(run("What we found", "<w:b/>")) + FINE) == [
        'warning: letter.docx: body, paragraph 1: bold-as-heading: the bold paragraph "What we found" looks like a heading and has the '
        'style "Normal", so a screen reader does not find it; if it is a heading, give it a heading style (Home, Styles, '
        "Heading 1 to 3)"
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(p(run("This is a sentence.", "<w:b/>")) + FINE, id="a sentence"),
        pytest.param(p(run("Partly ", "<w:b/>"), run("bold")) + FINE, id="partly bold"),
        pytest.param(
            p(run("One", "<w:b/>")) + p(run("Two", "<w:b/>")) + heading("H"), id="bold lines before a heading"
        ),
        pytest.param(p(run("Total", "<w:b/>")), id="the last paragraph"),
        pytest.param(table(["A"], ["B"]) + p(run("12", "<w:b/>")) + FINE, id="no letter"),
        pytest.param(word_files.paragraph("Table 1", "Caption") + FINE, id="a caption"),
    ],
)
def test_bold_that_is_no_heading_is_left_alone(body: str) -> None:
    caption = word_files.style("Caption", "caption", "<w:rPr><w:b/></w:rPr>")
    assert "bold-as-heading" not in [it.id for it in found(body, styles=caption)]


def test_a_table_without_a_header_row_is_an_error() -> None:
    assert said(table(["What", "When"], ["Visit", "May"], header=False)) == [
        "letter.docx: body, table 1, row 1, column 1: no-header-row: the table has no header row; click into its first row and choose "
        "Layout, Repeat Header Rows"
    ]


def test_a_header_row_that_is_turned_off_is_none() -> None:
    off = table(["What", "When"], ["Visit", "May"]).replace("<w:tblHeader/>", '<w:tblHeader w:val="0"/>')
    assert [it.id for it in found(off)] == ["no-header-row"]


def test_rows_of_block_tags_are_as_if_they_were_not_there() -> None:
    marked = table(["{%tr if areas %}", ""], ["What", "When"], ["{%tr endif %}", ""], header=False)
    header = marked.replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>", 2).replace(
        "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>", "<w:tr><w:tc>", 1
    )
    assert said(header) == []
    assert [it.id for it in found(marked)] == ["no-header-row"]


def test_merged_cells_are_counted_by_the_cells_that_are_seen() -> None:
    wide = table(["What", "When"], [cell("Both", '<w:gridSpan w:val="2"/>')])
    tall = table(["What"], [cell("One", '<w:vMerge w:val="restart"/>')], [cell("", "<w:vMerge/>")], ["Two"])
    message = "split them again (Layout, Split Cells), and repeat in each cell what holds for it"
    assert said(wide) == [
        f"warning: letter.docx: body, table 1, row 1, column 1: merged-cells: a cell is merged in this table; {message}"
    ]
    assert [it.id for it in found(tall)] == ["merged-cells"]
    tags = table(["A", "B"], ["{% colspan 2 %}x", "y"], ["{%vm%}x", "y"])
    assert said(tags) == [
        f"warning: letter.docx: body, table 1, row 1, column 1: merged-cells: 2 cells are merged in this table; {message}"
    ]


def test_a_table_that_only_arranges_is_said_once_to_do_so() -> None:
    advice = (
        "write the text in paragraphs, and use borders and shading for a frame (Home, Borders); if the table holds facts, "
        "mark its header row (Layout, Repeat Header Rows)"
    )
    assert said(table(["Important"], header=False)) == [
        "warning: letter.docx: body, table 1, row 1, column 1: layout-table: the table has one cell, so the table seems only to arrange "
        f"text on the page; {advice}"
    ]
    assert said(table(["Left", "Right"], header=False, lines=False)) == [
        "warning: letter.docx: body, table 1, row 1, column 1: layout-table: the table has neither a header row nor lines between its "
        f"cells, so the table seems only to arrange text on the page; {advice}"
    ]


def test_lines_may_come_from_the_table_s_style() -> None:
    grid = word_files.style(
        "Grid", "Table Grid", '<w:tblPr><w:tblBorders><w:insideV w:val="single"/></w:tblBorders></w:tblPr>', "table"
    )
    lined = table(["Left", "Right"], header=False, lines=False, properties='<w:tblStyle w:val="Grid"/>')
    assert [it.id for it in found(lined, styles=grid)] == ["no-header-row"]


def test_a_table_in_a_cell_is_a_warning() -> None:
    inner = table(["What"], ["Visit"]) + p()
    assert said(table(["A", "B"], [inner, "y"])) == [
        "warning: letter.docx: body, table 2, row 1, column 1: nested-table: this table stands in a cell of another table; take it out of "
        "the cell, or write its content as paragraphs in the cell"
    ]


def test_a_picture_without_alternative_text_is_an_error() -> None:
    assert said(p(word_files.picture("rIdPicture", 1, alt="")), [SQUARE]) == [
        'letter.docx: body, paragraph 1: no-alt-text: the picture "Picture 1" has no alternative text; right-click it, choose View Alt '
        "Text, and say in a sentence what it shows, or mark it as decorative"
    ]
    assert said(p(word_files.picture("rIdPicture", 1, alt="A map of Strathlorne")), [SQUARE]) == []


def test_a_picture_marked_as_decorative_needs_none() -> None:
    mark = (
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext '
        'uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="%s"/></a:ext></a:extLst>'
    )
    bare = word_files.picture("rIdPicture", 1, alt="")
    for val, ids in (("1", []), ("0", ["no-alt-text"])):
        marked = bare.replace('descr=""/>', f'descr="">{mark % val}</wp:docPr>')
        assert [it.id for it in found(p(marked), [SQUARE])] == ids


def test_a_file_s_name_is_no_alternative_text() -> None:
    assert said(p(word_files.picture("rIdPicture", 1, alt="IMG_0412.JPG")), [SQUARE]) == [
        'letter.docx: body, paragraph 1: file-name-as-alt-text: the alternative text of the picture "Picture 1" is "IMG_0412.JPG", which says '
        "nothing of what it shows; right-click it, choose View Alt Text, and say in a sentence what it shows, or mark it as "
        "decorative"
    ]


def test_pictures_in_the_old_way_need_alternative_text_and_wordart_does_not() -> None:
    shape = '<w:r><w:pict><v:shape id="Crest" style="width:9pt;height:9pt"{}>{}</v:shape></w:pict></w:r>'
    assert [it.message for it in found(p(shape.format("", "<v:imagedata/>")))] == [
        'the picture "Crest" has no alternative text'
    ]
    assert found(p(shape.format(' alt="The crest"', "<v:imagedata/>"))) == ()
    assert found(p(shape.format("", '<v:textpath string="DRAFT"/>'))) == ()


def test_a_text_box_is_an_error_and_is_said_once_though_it_is_stored_twice() -> None:
    inner = f"<w:txbxContent>{FINE}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert said(p(box) + FINE) == [
        "letter.docx: body, paragraph 1: text-box: text stands in a text box, which is read out of its order or not at all; move the "
        "text into a paragraph, and frame it with borders (Home, Borders)"
    ]


@pytest.mark.parametrize(
    "words", ["click here", "Here", "Read more…".replace("…", ""), "read more.", "[More information]"]
)
def test_links_that_say_nothing_are_warned_of(words: str) -> None:
    body = p(run("For the report, "), f'<w:hyperlink w:anchor="report">{run(words)}</w:hyperlink>', run("."))
    assert said(body) == [
        f'warning: letter.docx: body, paragraph 1: link-words: the link "{words}" does not say where it leads; right-click it, choose '
        "Edit Hyperlink, and let the text to display name the page it leads to"
    ]


def test_links_are_known_in_pieces_and_in_fields() -> None:
    pieces = f'<w:hyperlink w:anchor="report">{run("cli")}{run("ck ")}{run("here")}</w:hyperlink>'
    field = word_files.field_runs('HYPERLINK "https://example.org"', "https://example.org/report")
    assert [it.message for it in found(p(pieces) + p(field))] == [
        'the link "click here" does not say where it leads',
        'the link "https://example.org/report" is a bare web address',
    ]


def test_links_that_name_their_page_and_addresses_of_people_are_fine() -> None:
    for words in ("the inspection report", "support@example.org", "{{ contact.name }}"):
        assert found(p(f'<w:hyperlink w:anchor="a">{run(words)}</w:hyperlink>')) == ()
    page = word_files.field_runs("PAGE", "here")
    assert found(p(page)) == ()


def test_a_document_without_title_or_language_is_refused() -> None:
    untitled = word_files.core("").replace("<dc:title>A paper</dc:title>", "<dc:title> </dc:title>").encode()
    unspoken = word_files.styles_part(word_files.STYLES.replace('<w:lang w:val="en-GB"/>', ""))
    assert said(FINE, [unspoken], changes={"docProps/core.xml": untitled}) == [
        "letter.docx: document properties: no-title: the document has no title in its properties; write one in File, Info, Title",
        "letter.docx: styles: no-language: the document does not say in which language it is written; choose Review, Language, Set "
        "Proofing Language, English (United Kingdom), and Set As Default",
    ]


def test_a_language_noted_for_the_theme_s_fonts_will_do() -> None:
    unspoken = word_files.styles_part(word_files.STYLES.replace('<w:lang w:val="en-GB"/>', ""))
    assert found(FINE, [unspoken, word_files.settings_part('<w:themeFontLang w:val="en-GB"/>')]) == ()


def test_what_is_no_word_document_is_refused() -> None:
    package = Package.open(word_files.word_file(FINE), "letter.docx")
    bare = Package.open(pack([package.stored("[Content_Types].xml")]), "letter.docx")
    with pytest.raises(Refused) as refused:
        check_accessibility(bare)
    assert str(refused.value) == (
        "letter.docx: not-a-word-file: this file has no Word document in it; save it from Word as Word Document (.docx)"
    )


def test_problems_stand_in_the_order_of_their_places() -> None:
    bad = p(run("What we found", "<w:b/>")) + FINE + table(["A", "B"], ["x", "y"], header=False) + heading("Last", 2)
    assert [it.id for it in found(bad)] == ["bold-as-heading", "no-header-row", "heading-level-skipped"]
