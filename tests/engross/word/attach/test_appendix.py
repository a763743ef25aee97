"""What an appendix looks like in the report: its place, heading, sections, headers, styles, lists, fields, contents."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from engross.pdf.converter import Converter
from engross.word.attach import Choices, Headers, Look, PageNumbers, attach, attach_told
from engross.word.opc.package import Package
from tests.engross.word.attach.office import convert
from tests.engross.word.attach.pieces import (
    contents,
    header_part,
    heading,
    item,
    level,
    numbering_part,
    page_of,
    shown,
    toc_styles,
)
from tests.engross.word.attach.plans import PLANS
from tests.engross.word.attach.reports import REPORTS
from tests.structure import faults
from tests.structure.paper import NS, Element, Paper, w
from tests.word_files import (
    DEFAULTS,
    LANDSCAPE,
    PORTRAIT,
    STYLES,
    Part,
    field_runs,
    paragraph,
    settings_part,
    style,
    styles_part,
    table,
    unzipped,
    word_file,
    zipped,
)

FINDINGS = heading("Findings", "Heading1", 1) + paragraph("A finding")
REPORT = word_file(FINDINGS)
PLAN = word_file(heading("Actions", "Heading1") + paragraph("An action"))


def made(report: bytes = REPORT, plan: bytes = PLAN, choices: Choices | None = None) -> Paper:
    """The document made of a report and a plan."""
    return Paper(attach(Package.open(report, "report.docx"), Package.open(plan, "plan.docx"), choices))


def body(paper: Paper) -> Element:
    """The body of a document."""
    found = paper.document.find(w("body"))
    assert found is not None
    return found


def text_of(item: Element) -> str:
    """All text in an element, instructions included."""
    return "".join(map(str, item.itertext()))


def texts(paper: Paper) -> list[str]:
    """The text of each block of a body."""
    return [
        "".join(node.text or "" for node in block.iter(w("t"))) for block in body(paper) if block.tag != w("sectPr")
    ]


def style_names(paper: Paper) -> list[str]:
    """The name of the style of each paragraph of a body; empty for the default."""
    root = paper.one("styles")
    assert root is not None
    names = {item.get(w("styleId")): item.find(w("name")) for item in root.iter(w("style"))}
    found = []
    for block in body(paper).iter(w("p")):
        key = block.find("w:pPr/w:pStyle", NS)
        name = names[key.get(w("val"))] if key is not None else None
        found.append("" if name is None else str(name.get(w("val"))))
    return found


def written(item: Element | None) -> str:
    """An element as it is written, without the namespaces that it declares."""
    assert item is not None
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(item, encoding="unicode", with_tail=False))


def sections(paper: Paper) -> list[str]:
    """What each section says, as it is written."""
    return [written(section) for section in paper.document.iter(w("sectPr"))]


# place and heading


def test_the_appendix_stands_at_the_end_under_a_heading_with_a_letter() -> None:
    paper = made()
    assert texts(paper) == ["Findings", "A finding", "Appendix A: Improvement plan", "Actions", "An action", ""]
    assert style_names(paper) == ["heading 1", "", "heading 1", "heading 2", ""]


def test_it_stands_after_what_a_heading_heads() -> None:
    report = word_file(
        FINDINGS + heading("Part", "Heading2") + paragraph("A part") + heading("Next", "Heading1") + paragraph("Last")
    )
    found = texts(made(report, choices=Choices(after="findings")))
    assert found == [
        *("Findings", "A finding", "Part", "A part"),
        *("Appendix A: Improvement plan", "Actions", "An action", ""),
        *("Next", "Last"),
    ]


def test_it_stands_after_the_block_in_which_a_bookmark_ends() -> None:
    mark = '<w:bookmarkStart w:id="4" w:name="here"/>{}<w:bookmarkEnd w:id="4"/>'
    inside = table([["a"]], [2000]).replace("<w:r>", mark.format("") + "<w:r>", 1)
    found = texts(made(word_file(FINDINGS + inside + paragraph("Last")), choices=Choices(after="Here")))
    assert found == [
        "Findings",
        "A finding",
        "a",
        "",
        "Appendix A: Improvement plan",
        "Actions",
        "An action",
        "",
        "Last",
    ]


def test_a_heading_in_a_content_control_is_a_place_too() -> None:
    control = f"<w:sdt><w:sdtContent>{FINDINGS}</w:sdtContent></w:sdt>"
    found = texts(made(word_file(control + heading("Next", "Heading1")), choices=Choices(after="Findings")))
    assert found == ["FindingsA finding", "", "Appendix A: Improvement plan", "Actions", "An action", "", "Next"]


LABELS = [
    ([], "Appendix A: Improvement plan"),
    (["Appendix A: Terms", "Appendix B: Method"], "Appendix C: Improvement plan"),
    (["Appendix B - Method", "Appendix A - Terms"], "Appendix C - Improvement plan"),
    (["Appendix A: Terms", "Appendix B - Method"], "Appendix C - Improvement plan"),
    (["Appendix A - Terms", "Appendix B"], "Appendix C: Improvement plan"),
    (["Appendix 1. Terms"], "Appendix 2. Improvement plan"),
    (["Appendix One"], "Appendix Two: Improvement plan"),
    (["Annex I: Terms", "Annex II: Method"], "Annex III: Improvement plan"),
    (["APPENDIX A"], "APPENDIX B: Improvement plan"),
    (["Appendix Z: Last"], "Appendix AA: Improvement plan"),
    (["Appendix Z: Last", "Appendix AA: More"], "Appendix BB: Improvement plan"),
    (["Annex XX: Terms"], "Annex XXI: Improvement plan"),
    (["Appendicitis in adults"], "Appendix A: Improvement plan"),
]


@pytest.mark.parametrize(("existing", "expected"), LABELS)
def test_the_letter_follows_the_reports_appendices_in_their_own_manner(existing: list[str], expected: str) -> None:
    report = word_file(FINDINGS + "".join(heading(text, "Heading1") for text in existing))
    assert texts(made(report))[2 + len(existing)] == expected


def test_a_paragraph_that_only_speaks_of_an_appendix_does_not_count() -> None:
    report = word_file(FINDINGS + paragraph("Appendix F: see there"))
    assert texts(made(report))[3] == "Appendix A: Improvement plan"


def test_appendices_that_word_numbers_count_too() -> None:
    assert "Appendix B: Improvement plan" in texts(made(REPORTS["numbered_appendices"]()))


def test_the_label_the_letter_and_the_title_can_be_chosen() -> None:
    found = texts(made(choices=Choices(label="Annex", letter="7", title="The plan")))
    assert found[2] == "Annex 7: The plan"


def test_the_heading_takes_no_number_and_the_plans_headings_none_of_the_reports() -> None:
    paper = made(REPORTS["numbered_contents"](), word_file(heading("Actions", "Heading1") * 2 + paragraph("x")))
    numbers = [
        written(block.find("w:pPr", NS))
        for block in body(paper).iter(w("p"))
        if text_of(block) == "Appendix C: Improvement plan" and block.find("w:pPr/w:numPr", NS) is not None
    ]
    assert numbers == [
        '<w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind '
        'w:left="0" w:firstLine="0"/></w:pPr>'
    ]


def test_headings_go_no_lower_than_the_ninth() -> None:
    deep = STYLES + style("Heading9", "heading 9", '<w:pPr><w:outlineLvl w:val="8"/></w:pPr>', based_on="Normal")
    plan = word_file(heading("Deep", "Heading9") + paragraph("x"), [styles_part(deep)])
    assert style_names(made(plan=plan))[3] == "heading 9"


def test_a_heading_that_the_report_has_no_style_for_brings_the_plans() -> None:
    report = word_file(FINDINGS, [styles_part(STYLES.split('<w:style w:type="paragraph" w:styleId="Heading2"')[0])])
    paper = made(report)
    assert style_names(paper)[3] == "heading 2"
    root = paper.one("styles")
    assert root is not None
    new = written(root[-1])
    assert new.startswith('<w:style w:type="paragraph" w:styleId="Heading12"><w:name w:val="heading 2"/>')
    assert '<w:outlineLvl w:val="1"/>' in new


def test_the_heading_uses_the_style_of_that_name_in_any_language() -> None:
    paper = made(REPORTS["german"]())
    keys = [key.get(w("val")) for key in paper.document.iter(w("pStyle"))]
    assert keys[-2:] == ["berschrift1", "berschrift2"]


# sections, headers, page numbers


def test_each_side_keeps_its_own_pages() -> None:
    wide = word_file(paragraph("Wide"), section=LANDSCAPE)
    assert sections(made(plan=wide)) == [
        f"<w:sectPr>{PORTRAIT}</w:sectPr>",
        f'<w:sectPr><w:type w:val="nextPage"/>{LANDSCAPE}</w:sectPr>',
    ]


def test_after_a_table_the_reports_section_ends_in_a_paragraph_of_one_point() -> None:
    report = word_file(FINDINGS + table([["a"]], [2000]))
    small = written(body(made(report))[3])
    assert small == (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/>'
        f"</w:rPr><w:sectPr>{PORTRAIT}</w:sectPr></w:pPr></w:p>"
    )


HEADED = [header_part(1, paragraph("H")), header_part(2, paragraph("First")), header_part(4, page_of(), "footer")]
WITH_HEADERS = shown("header", 1) + shown("header", 2, "first") + shown("footer", 4)


def headers_of(paper: Paper) -> list[list[str]]:
    """For each section, the kind and the text of each header and footer it names."""
    targets = {key: target for key, _, target in paper.relationships(paper.main)}
    return [
        [
            f"{etree.QName(item).localname[:6]} {item.get(w('type'))}: "
            + "".join(node.text or "" for node in paper.trees[targets[item.get(f"{{{NS['r']}}}id", "")]].iter(w("t")))
            for item in section
            if str(item.tag).endswith("Reference")
        ]
        for section in paper.document.iter(w("sectPr"))
    ]


def test_a_plan_without_headers_shows_none_of_the_reports() -> None:
    report = word_file(FINDINGS, HEADED, f"{WITH_HEADERS}{PORTRAIT}<w:titlePg/>")
    assert headers_of(made(report)) == [
        ["header default: H", "header first: First", "footer default: Page 1"],
        ["footer default: ", "header first: ", "header default: "],
    ]


def test_on_even_pages_a_plan_without_even_headers_shows_its_own() -> None:
    both = [
        header_part(1, paragraph("Odd")),
        header_part(3, paragraph("Even")),
        settings_part("<w:evenAndOddHeaders/>"),
    ]
    report = word_file(FINDINGS, both, shown("header", 1) + shown("header", 3, "even") + PORTRAIT)
    plan = word_file(paragraph("x"), [header_part(1, paragraph("Plan"))], shown("header", 1) + PORTRAIT)
    assert headers_of(made(report, plan))[1] == ["header even: Plan", "header default: Plan"]


@pytest.mark.parametrize("switch", ["", '<w:evenAndOddHeaders w:val="0"/>'])
def test_where_even_pages_are_like_the_others_the_reports_even_header_is_shown_by_none(switch: str) -> None:
    both = [header_part(1, paragraph("Odd")), header_part(3, paragraph("Even")), settings_part(switch)]
    report = word_file(FINDINGS, both, shown("header", 1) + shown("header", 3, "even") + PORTRAIT)
    plan = word_file(paragraph("x"), [header_part(1, paragraph("Plan"))], shown("header", 1) + PORTRAIT)
    assert headers_of(made(report, plan))[1] == ["header even: ", "header default: Plan"]


def test_an_even_header_of_the_plan_stays_its_own() -> None:
    both = [
        header_part(1, paragraph("Odd")),
        header_part(3, paragraph("Even")),
        settings_part("<w:evenAndOddHeaders/>"),
    ]
    report = word_file(FINDINGS, both, shown("header", 1) + shown("header", 3, "even") + PORTRAIT)
    own = [header_part(1, paragraph("Plan")), header_part(3, paragraph("Even plan"))]
    plan = word_file(paragraph("x"), own, shown("header", 1) + shown("header", 3, "even") + PORTRAIT)
    assert headers_of(made(report, plan))[1] == ["header default: Plan", "header even: Even plan"]


def test_the_reports_headers_go_on_where_they_are_chosen() -> None:
    report = word_file(FINDINGS, HEADED, f"{WITH_HEADERS}{PORTRAIT}<w:titlePg/>")
    plan = word_file(paragraph("x"), HEADED, f"{WITH_HEADERS}{LANDSCAPE}<w:titlePg/>")
    paper = made(report, plan, Choices(headers=Headers.REPORT))
    assert headers_of(paper)[1] == []
    assert sections(paper)[1] == f'<w:sectPr><w:type w:val="nextPage"/>{LANDSCAPE}</w:sectPr>'
    assert sorted(name for name in paper.parts if "header" in name) == ["word/header1.xml", "word/header2.xml"]


def test_after_an_appendix_in_its_middle_the_report_shows_its_own_headers_again() -> None:
    plan = word_file(paragraph("x"), HEADED, f"{WITH_HEADERS}{LANDSCAPE}<w:titlePg/>")
    report = word_file(FINDINGS + heading("Next", "Heading1") + paragraph("y"))
    assert headers_of(made(report, plan, Choices(after="Findings"))) == [
        [],
        ["header default: H", "header first: First", "footer default: Page 1"],
        ["footer default: ", "header first: ", "header default: "],
    ]


def test_page_numbers_go_on_or_begin_again_as_chosen() -> None:
    plan = word_file(paragraph("x"), section=f'{PORTRAIT}<w:pgNumType w:fmt="decimal" w:start="9"/>')
    assert '<w:pgNumType w:fmt="decimal"/>' in sections(made(plan=plan))[1]
    again = made(plan=plan, choices=Choices(page_numbers=PageNumbers.RESTART))
    assert '<w:pgNumType w:fmt="decimal" w:start="1"/>' in sections(again)[1]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("continuous", "nextPage"), ("nextColumn", "nextPage"), ("oddPage", "oddPage"), ("evenPage", "evenPage")],
)
def test_the_report_goes_on_after_the_appendix_on_a_new_page(kind: str, expected: str) -> None:
    section = f'<w:type w:val="{kind}"/>{PORTRAIT}'
    report = word_file(FINDINGS + heading("Next", "Heading1") + paragraph("y"), section=section)
    last = sections(made(report, choices=Choices(after="Findings")))[2]
    assert last == f'<w:sectPr><w:type w:val="{expected}"/>{PORTRAIT}</w:sectPr>'


def test_a_divided_section_has_its_first_page_and_first_number_once() -> None:
    section = f'<w:type w:val="continuous"/>{PORTRAIT}<w:pgNumType w:start="5"/><w:titlePg/>'
    report = word_file(FINDINGS + heading("Next", "Heading1") + paragraph("y"), section=section)
    found = sections(made(report, choices=Choices(after="Findings")))
    assert found[0] == f"<w:sectPr>{section}</w:sectPr>"
    assert found[2] == f'<w:sectPr><w:type w:val="nextPage"/>{PORTRAIT}<w:pgNumType/></w:sectPr>'


# styles


BOX = style("Box", "Box", '<w:next w:val="Tail"/><w:rPr><w:b/></w:rPr>', based_on="Base")
TAIL = style("Tail", "Tail", based_on="Normal")
BASE = style("Base", "Base", "<w:rPr><w:i/></w:rPr>", based_on="Normal")


def style_texts(paper: Paper, *names: str) -> list[str]:
    """The definitions of styles with these names."""
    root = paper.one("styles")
    assert root is not None
    return [written(item) for name in names for item in root.iterfind(f"w:style/w:name[@w:val='{name}']/..", NS)]


def test_the_reports_styles_win_by_name_and_missing_ones_come_with_what_they_build_on() -> None:
    ours = style("Base", "Base", "<w:rPr><w:u w:val='single'/></w:rPr>", based_on="Normal")
    report = word_file(FINDINGS, [styles_part(STYLES + ours)])
    plan = word_file(paragraph("Boxed", "Box"), [styles_part(STYLES + BASE + BOX + TAIL)])
    assert style_texts(made(report, plan), "Base", "Box", "Tail") == [
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:basedOn w:val="Normal"/><w:rPr><w:u '
        'w:val="single"/></w:rPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Box"><w:name w:val="Box"/><w:basedOn w:val="Base"/><w:next '
        'w:val="Tail"/><w:rPr><w:b/></w:rPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Tail"><w:name w:val="Tail"/><w:basedOn w:val="Normal"/></w:style>',
    ]


def test_an_id_that_means_another_style_in_the_report_is_changed() -> None:
    report = word_file(FINDINGS, [styles_part(STYLES + style("Box", "Something else"))])
    plan = word_file(paragraph("Boxed", "Box"), [styles_part(STYLES + style("Box", "Box"))])
    paper = made(report, plan)
    assert style_names(paper)[-1] == "Box"
    assert len(style_texts(paper, "Something else")) == 1


def test_a_style_that_the_plan_names_and_lacks_is_left_out() -> None:
    assert style_names(made(plan=word_file(paragraph("x", "Nowhere"))))[-1] == ""


def test_a_plan_whose_default_is_another_style_names_it() -> None:
    other = STYLES.replace(' w:default="1" w:styleId="Normal"', ' w:styleId="Normal"', 1)
    other += style("Plain", "Plain text", based_on="Normal").replace("w:styleId", 'w:default="1" w:styleId')
    paper = made(plan=word_file(paragraph("x"), [styles_part(other)]))
    assert style_names(paper)[-1] == "Plain text"
    assert 'w:default="1"' not in style_texts(paper, "Plain text")[0]


def test_the_plans_look_brings_clashing_styles_under_new_names_with_its_defaults_in_them() -> None:
    theirs = DEFAULTS.replace("Arial", "Georgia").replace('<w:spacing w:after="120"/>', '<w:jc w:val="both"/>')
    plan = word_file(paragraph("x"), [styles_part(STYLES.replace(DEFAULTS, theirs))])
    paper = made(plan=plan, choices=Choices(look=Look.PLAN))
    assert style_names(paper)[-1] == "Normal (plan)"
    assert style_texts(paper, "Normal (plan)") == [
        '<w:style w:type="paragraph" w:styleId="Normal2" w:customStyle="1"><w:name w:val="Normal (plan)"/><w:qFormat/>'
        '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="both"/></w:pPr><w:rPr>'
        '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia" w:eastAsia="Times New Roman"/></w:rPr></w:style>'
    ]
    assert style_texts(paper, "Normal")[0].count("<w:pPr>") == 0


def test_styles_that_look_alike_are_not_doubled_in_the_plans_look() -> None:
    paper = made(choices=Choices(look=Look.PLAN))
    assert style_names(paper) == ["heading 1", "", "heading 1", "heading 2 (plan)", ""]


def test_cells_keep_what_their_tables_style_says_of_paragraphs_in_the_plans_look() -> None:
    grid = style("Grid", "Grid", '<w:pPr><w:spacing w:after="0"/></w:pPr>', "table", "TableNormal")
    theirs = STYLES.replace('w:after="120"', 'w:after="400"')
    plan = word_file(table([["a"]], [2000], "Grid") + paragraph("x"), [styles_part(theirs + grid)])
    cell = next(body(made(plan=plan, choices=Choices(look=Look.PLAN))).iter(w("tc")))
    assert '<w:pStyle w:val="Normal2"/><w:spacing w:after="0"/>' in written(cell)


def test_a_report_without_styles_gets_those_that_the_plan_needs() -> None:
    files = unzipped(word_file(paragraph("A finding")))
    bare = Package.open(word_file(paragraph("A finding"))).replace(
        {
            "word/styles.xml": None,
            "word/_rels/document.xml.rels": re.sub(
                rb"<Relationship Id=\"rIdStyles[^>]*>", b"", files["word/_rels/document.xml.rels"]
            ),
            "[Content_Types].xml": re.sub(
                rb"<Override PartName=\"/word/styles[^>]*>", b"", files["[Content_Types].xml"]
            ),
        }
    )
    once = attach(bare, Package.open(PLAN))
    assert faults(once) == []
    assert style_names(Paper(once))[2] == "heading 2"
    assert attach(Package.open(once), Package.open(PLAN)) == once


def test_part_names_may_differ_in_capitals() -> None:
    plan = word_file(paragraph("x"), [header_part(1, paragraph("H"))], shown("header", 1) + PORTRAIT)
    files = unzipped(plan)
    rels = files["word/_rels/document.xml.rels"].replace(b"header1.xml", b"Header1.XML")
    paper = made(plan=zipped({**files, "word/_rels/document.xml.rels": rels}))
    assert headers_of(paper)[1] == ["header default: H"]


# lists


def test_lists_get_numbers_of_their_own_definitions_first() -> None:
    part = numbering_part([level(0, "decimal", "%1.")], [(1, 0)])
    report = word_file(FINDINGS + item("Report point", 1), [part])
    paper = made(report, word_file(item("Plan point", 1), [part]))
    root = paper.one("numbering")
    assert root is not None
    assert [etree.QName(child).localname for child in root] == ["abstractNum", "abstractNum", "num", "num"]
    nsids = [item.get(w("val")) for item in root.iter(w("nsid"))]
    assert nsids[0] == "1A2B3C40"
    assert len(set(nsids)) == 2
    assert [key.get(w("val")) for key in paper.document.iter(w("numId"))] == ["1", "2"]


def test_a_list_that_the_plan_names_and_lacks_is_none() -> None:
    paper = made(plan=word_file(item("x", 5)))
    assert [key.get(w("val")) for key in paper.document.iter(w("numId"))] == ["0"]


def test_a_list_in_a_numbering_style_brings_its_levels() -> None:
    linked = '<w:numStyleLink w:val="Steps"/>'
    definition = '<w:styleLink w:val="Steps"/>' + level(0, "decimal", "Step %1")
    styles = STYLES + style("Steps", "Steps", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', "numbering")
    part = numbering_part([linked, definition], [(1, 0), (2, 1)])
    paper = made(plan=word_file(item("x", 1), [part, styles_part(styles)]))
    root = paper.one("numbering")
    assert root is not None
    assert "Step %1" in written(root[0])
    assert "StyleLink" not in written(root)
    assert "styleLink" not in written(root)


# media

DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DIAGRAM_TYPE = "application/vnd.openxmlformats-officedocument.drawingml"


def test_a_diagrams_data_names_its_drawing_by_the_documents_new_id() -> None:
    drawing = Part(
        "word/diagrams/drawing1.xml",
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        "http://x/diagramDrawing",
        b"<d/>",
        "rId1",
    )
    data = f'<dgm:dataModel xmlns:dgm="{DIAGRAM}"><x:dataModelExt xmlns:x="urn:x" relId="rId1"/></dgm:dataModel>'
    model = Part(
        "word/diagrams/data1.xml", f"{DIAGRAM_TYPE}.diagramData+xml", "http://x/diagramData", data.encode(), "rId2"
    )
    used = f'<w:p><w:r><w:drawing><dgm:relIds xmlns:dgm="{DIAGRAM}" r:dm="rId2"/></w:drawing></w:r></w:p>'
    plan = word_file(used + paragraph("x"), [drawing, model])
    paper = made(plan, plan)
    targets = {key: target for key, _, target in paper.relationships(paper.main)}
    copied = paper.trees["word/diagrams/data2.xml"]
    assert targets[copied[0].get("relId", "")] == "word/diagrams/drawing2.xml"
    assert paper.trees["word/diagrams/data1.xml"][0].get("relId") == "rId1"
    again = attach(Package.open(attach(Package.open(plan), Package.open(plan))), Package.open(plan))
    assert again == attach(Package.open(plan), Package.open(plan))


# fields


FIELDS = [
    (field_runs("DOCPROPERTY Area", "Glen"), "Glen", 0),
    (field_runs("FILENAME \\p", "plan.docx"), "plan.docx", 0),
    (field_runs("SEQ Table", "3"), "3", 0),
    (field_runs("PAGE", "2"), "2", 1),
    (field_runs('IF 1 = 1 "a" "b"', "a"), "a", 1),
    ('<w:fldSimple w:instr=" TITLE "><w:r><w:t>A title</w:t></w:r></w:fldSimple>', "A title", 0),
    ('<w:fldSimple w:instr=" PAGE "><w:r><w:t>4</w:t></w:r></w:fldSimple>', "4", 1),
]


@pytest.mark.parametrize(("inner", "text", "left"), FIELDS)
def test_fields_that_depend_on_the_plan_become_their_text_and_others_stay(inner: str, text: str, left: int) -> None:
    paper = made(plan=word_file(f"<w:p>{inner}</w:p>" + paragraph("x")))
    assert texts(paper)[3] == text
    fields = [*paper.document.iter(w("instrText"), w("fldSimple"))]
    assert len(fields) == left


def test_a_field_within_an_instruction_goes_with_it() -> None:
    inner = '<w:r><w:instrText xml:space="preserve"> DOCPROPERTY </w:instrText></w:r>' + field_runs("PAGE", "1")
    outer = field_runs("X", "Glen").replace('<w:r><w:instrText xml:space="preserve"> X </w:instrText></w:r>', inner)
    paper = made(plan=word_file(f"<w:p>{outer}</w:p>"))
    assert texts(paper)[3] == "Glen"
    assert [*paper.document.iter(w("fldChar"))] == []


def test_nothing_asks_word_to_update_fields() -> None:
    plan = word_file(
        f"<w:p>{field_runs('PAGE', '1').replace('begin', 'begin' + chr(34) + ' w:dirty=' + chr(34) + '1')}</w:p>"
    )
    paper = made(REPORTS["numbered_contents"](), plan)
    assert b"dirty" not in paper.parts[paper.main]
    assert b"updateFields" not in paper.parts["word/settings.xml"]


def test_bookmarks_that_clash_are_renamed_and_all_that_name_them() -> None:
    paper = made(REPORTS["bookmarks"](), PLANS["references"]())
    told = written(body(paper))
    assert 'w:name="Inner_2"' in told
    assert told.count("REF Inner_2 \\h") == 1
    assert told.count('HYPERLINK \\l "Inner_2"') == 1
    assert told.count('w:anchor="Inner_2"') == 1
    assert told.count("REF inner \\h") == 1


def test_the_plans_own_contents_list_the_appendix_alone() -> None:
    paper = made(plan=PLANS["references"]())
    assert 'TOC \\o "2-4" \\h \\z \\u \\b AttachedAppendix' in written(body(paper))


# contents


def lined(instruction: str = 'TOC \\o "1-3" \\h \\z \\u', pages: str = "", extra: str = "") -> bytes:
    """A report with a table of contents of two headings."""
    lines = [("Findings", "TOC1", 1), ("Next", "TOC1", 2)]
    text = contents(lines, instruction) + FINDINGS + pages + heading("Next", "Heading1", 2) + paragraph("Last")
    return word_file(text, [styles_part(STYLES + toc_styles() + extra)])


def lines_of(paper: Paper) -> list[str]:
    """The lines of contents as "style: text, page"."""
    names = style_names(paper)
    blocks = list(body(paper).iter(w("p")))
    return [
        f"{name}: {chr(44).join(node.text or '' for node in block.iter(w('t')))}"
        for name, block in zip(names, blocks, strict=True)
        if name.startswith("toc ")
    ]


def test_the_contents_get_their_lines_as_word_writes_them() -> None:
    paper = made(lined())
    assert lines_of(paper) == [
        *("toc 1: Findings,2", "toc 1: Next,2"),
        "toc 1: Appendix A: Improvement plan,3",
    ]
    line = next(block for block in body(paper) if "Appendix A" in text_of(block))
    reference = field_runs("PAGEREF _Toc990000001 \\h", "3").replace("<w:t>", '<w:t xml:space="preserve">')
    assert written(line) == (
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:hyperlink w:anchor="_Toc990000001" w:history="1"><w:r><w:t '
        'xml:space="preserve">Appendix A: Improvement plan</w:t></w:r><w:r><w:tab/></w:r>'
        + reference
        + "</w:hyperlink></w:p>"
    )


def test_in_the_middle_the_lines_stand_in_their_order() -> None:
    assert lines_of(made(lined(), choices=Choices(after="Findings"))) == [
        "toc 1: Findings,2",
        "toc 1: Appendix A: Improvement plan,2",
        "toc 1: Next,2",
    ]


LISTED = [
    ('TOC \\o "1-1" \\h', ["toc 1: Appendix A: Improvement plan,3"]),
    ('TOC \\o "1-3" \\n', ["toc 1: Appendix A: Improvement plan"]),
    ('TOC \\o "1-2" \\n "2-2"', ["toc 1: Appendix A: Improvement plan,3"]),
    ('TOC \\t "heading 2,1"', ["toc 1: Appendix A: Improvement plan,3"]),
    ("TOC", ["toc 1: Appendix A: Improvement plan,3"]),
    ('TOC \\c "Table"', []),
    ("TOC \\o \\b part", []),
]


@pytest.mark.parametrize(("instruction", "expected"), LISTED)
def test_the_lines_are_those_that_the_contents_ask_for(instruction: str, expected: list[str]) -> None:
    assert lines_of(made(lined(instruction)))[2:] == expected


NO_LINE = "report.docx: contents-without-line: the report's contents have no line for the appendix"
PRESS = "press F9 and choose Update entire table"
UNLISTED = {
    "TOC \\o \\b part": f'{NO_LINE}, for they list only what the bookmark "part" marks; to list it, open the result in Word, '
    f"click into the contents, press Shift+F9, delete `\\b part`, {PRESS}",
    'TOC \\o "1-3" \\f': f"{NO_LINE}; open the result in Word, click into the contents, {PRESS}",
    'TOC \\t "Other,1"': f"{NO_LINE}; open the result in Word, click into the contents, {PRESS}",
    'TOC \\c "Table"': "",
    "TOC \\f m": "",
    "TOC \\o \\b AttachedAppendix": "",
    "TOC": "",
}


@pytest.mark.parametrize(("instruction", "expected"), UNLISTED.items())
def test_contents_that_get_no_line_are_told(instruction: str, expected: str) -> None:
    told = attach_told(Package.open(lined(instruction), "report.docx"), Package.open(PLAN))
    assert [str(problem) for problem in told.problems] == [expected] * bool(expected)


def test_where_the_field_ends_in_its_last_line_it_ends_in_the_new_last_line() -> None:
    files = unzipped(lined())
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    old = f"</w:hyperlink></w:p><w:p>{end}</w:p>"
    assert old.encode() in files["word/document.xml"]
    report = Package.open(lined()).replace(
        {"word/document.xml": files["word/document.xml"].replace(old.encode(), f"</w:hyperlink>{end}</w:p>".encode())}
    )
    once = attach(report, Package.open(PLAN))
    told = [written(block) for block in body(Paper(once)) if "PAGEREF" in text_of(block)]
    assert [line.endswith(f"</w:hyperlink>{end}</w:p>") for line in told] == [False, False, True]
    assert attach(Package.open(once), Package.open(PLAN)) == once


PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>17</Pages>'
    "</Properties>"
)


def test_the_page_is_the_one_after_those_that_word_counted() -> None:
    assert lines_of(Paper(attached_to_counted(lined())))[2] == "toc 1: Appendix A: Improvement plan,18"


def test_where_the_report_numbers_its_pages_anew_those_that_word_counted_say_nothing() -> None:
    paper = Paper(attached_to_counted(lined(pages=NUMBERED)))
    assert lines_of(paper)[2] == "toc 1: Appendix A: Improvement plan,42"


def test_a_second_appendix_begins_behind_the_pages_of_the_first_which_word_has_not_counted() -> None:
    broken = word_file(heading("One", "Heading1") + SET_BREAK + heading("Two", "Heading1") + paragraph("x"))
    first = attached_to_counted(lined(), broken)
    told = attach_told(Package.open(first, "report.docx"), Package.open(PLAN), Choices(title="Second"))
    assert lines_of(Paper(told.data))[2:] == [
        "toc 1: Appendix A: Improvement plan,18",
        "toc 1: Appendix B: Second,20",
    ]
    assert [str(problem) for problem in told.problems] == [
        "report.docx: contents-pages: an appendix stands behind another, so its page in the report's contents is only "
        "estimated, by page breaks; open the result in Word, click into the contents, press F9 and choose Update page numbers only"
    ]
    counted = Package.open(first).replace({"docProps/app.xml": PROPERTIES.replace("17", "22").encode()})
    saved = counted.replace({"word/document.xml": counted.read("word/document.xml").replace(b">Two<", b">Two now<")})
    again = attach(saved, Package.open(PLAN), Choices(title="Second"))  # as Word saved it, which has counted all
    assert lines_of(Paper(again))[3] == "toc 1: Appendix B: Second,23"


def test_no_page_is_less_than_the_last_one_that_the_contents_show() -> None:
    late = Package.open(attached_to_counted(lined()))
    report = Package.open(lined())
    document = report.read("word/document.xml").decode()
    place = document.rindex(">2</w:t>")
    report = report.replace({"word/document.xml": f"{document[:place]}>24</w:t>{document[place + 8 :]}".encode()})
    stale = report.replace({name: late.read(name) for name in ("docProps/app.xml", "_rels/.rels")})
    for file in (report, stale):
        assert lines_of(Paper(attach(file, Package.open(PLAN))))[2] == "toc 1: Appendix A: Improvement plan,25"


def attached_to_counted(source: bytes, plan: bytes = PLAN) -> bytes:
    """The document made of a report of which Word has counted 17 pages."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
    report = Package.open(source)
    rels = report.read("_rels/.rels").replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" Type="{kind}" Target="docProps/app.xml"/></Relationships>'.encode(),
    )
    counted = report.replace({"_rels/.rels": rels, "docProps/app.xml": PROPERTIES.encode()})
    return attach(counted, Package.open(plan))


RENDERED = paragraph("x").replace("<w:t ", "<w:lastRenderedPageBreak/><w:t ")
SET_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
NUMBERED = f'<w:p><w:pPr><w:sectPr>{PORTRAIT}<w:pgNumType w:start="40"/></w:sectPr></w:pPr></w:p>'


@pytest.mark.parametrize(
    ("pages", "expected"), [(RENDERED * 4, 6), (SET_BREAK * 2, 4), (NUMBERED, 42), (SET_BREAK + RENDERED, 3)]
)
def test_without_a_count_the_page_is_reckoned_from_the_breaks(pages: str, expected: int) -> None:
    assert lines_of(made(lined(pages=pages)))[2] == f"toc 1: Appendix A: Improvement plan,{expected}"


def test_the_pages_of_an_appendix_before_follow_from_its_own_breaks() -> None:
    begun = heading("Begun", "Heading1").replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>")
    ended = f"<w:p><w:pPr><w:sectPr>{LANDSCAPE}</w:sectPr></w:pPr></w:p>"
    plan = heading("First", "Heading1") + begun + SET_BREAK + heading("Broken", "Heading1") + ended
    first = attach(Package.open(lined()), Package.open(word_file(plan + heading("Wide", "Heading1") + paragraph("x"))))
    assert lines_of(Paper(attach(Package.open(first), Package.open(PLAN), Choices(title="Second"))))[2:] == [
        *("toc 1: Appendix A: Improvement plan,3", "toc 1: Appendix B: Second,7"),
    ]


def test_where_numbers_begin_again_the_page_is_the_first() -> None:
    found = lines_of(made(lined(pages=SET_BREAK), choices=Choices(page_numbers=PageNumbers.RESTART)))
    assert found[2] == "toc 1: Appendix A: Improvement plan,1"


def test_a_level_that_the_report_has_no_style_for_gets_one_with_the_tab_of_the_others() -> None:
    paper = made(lined('TOC \\h \\t "heading 1,3"'))
    assert lines_of(paper)[2] == "toc 3: Appendix A: Improvement plan,3"
    assert style_texts(paper, "toc 3") == [
        '<w:style w:type="paragraph" w:styleId="TOC3"><w:name w:val="toc 3"/><w:basedOn w:val="Normal"/><w:next '
        'w:val="Normal"/><w:autoRedefine/><w:uiPriority w:val="39"/><w:unhideWhenUsed/><w:pPr><w:tabs><w:tab '
        'w:val="right" w:leader="dot" w:pos="9628"/></w:tabs><w:spacing w:after="100"/><w:ind w:left="440"/></w:pPr>'
        "</w:style>"
    ]


# the report unchanged, and the plan replaced


def test_parts_that_need_no_change_are_the_same_bytes() -> None:
    report = REPORTS["headers"]()
    before, after = Package.open(report), Package.open(attach(Package.open(report), Package.open(PLANS["headers"]())))
    same = [name for name in before.names if before.stored(name) == after.stored(name)]
    changed = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"}
    assert set(before.names) - set(same) == changed
    assert after.names[: len(before.names)] == before.names


def test_a_second_plan_replaces_the_first() -> None:
    report = Package.open(REPORTS["numbered_contents"]())
    first = attach(report, Package.open(PLANS["lists"]()), Choices(after="Findings", headers=Headers.REPORT))
    second = attach(Package.open(first), Package.open(PLANS["notes"]()))
    direct = attach(report, Package.open(PLANS["notes"]()))
    assert texts(Paper(second)) == texts(Paper(direct))
    assert Package.open(second).names == Package.open(direct).names
    assert Paper(second).parts["word/document.xml"] == Paper(direct).parts["word/document.xml"]


def test_a_plan_is_replaced_too_where_word_has_moved_the_marks_and_dropped_the_record() -> None:
    first = Package.open(attach(Package.open(REPORTS["lists"]()), Package.open(PLANS["small"]())))
    told = first.read("word/document.xml")
    end = re.search(rb'<w:bookmarkEnd w:id="\d+"/>(?=<w:sectPr)', told)
    assert end is not None
    moved = told.replace(end[0], b"").replace(b"</w:p><w:sectPr", b"</w:p><w:sectPr", 1)
    last = moved.rindex(b"</w:p><w:sectPr")
    moved = moved[:last] + end[0] + moved[last:]
    edited = first.replace({"word/document.xml": moved, "customXml/item1.xml": b"<x/>"})
    again = Paper(attach(edited, Package.open(PLANS["notes"]())))
    assert texts(again) == texts(made(REPORTS["lists"](), PLANS["notes"]()))


def test_where_somebody_deleted_the_appendix_its_record_goes_too() -> None:
    once = Package.open(attach(Package.open(REPORT), Package.open(PLAN), Choices(after="Findings")))
    emptied = once.replace({"word/document.xml": Package.open(REPORT).read("word/document.xml")})
    again = Package.open(attach(emptied, Package.open(PLAN)))
    assert [name for name in again.names if name.startswith("customXml/item")] == [
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
    ]


def test_a_plan_is_replaced_too_after_libreoffice_has_saved_the_document(office: Converter, tmp_path: Path) -> None:
    names = ("lists", "ends_with_table")
    for name in names:
        once = attach(Package.open(REPORTS[name]()), Package.open(PLANS["headers"]()))
        (tmp_path / f"{name}.docx").write_bytes(once)
    saved = convert(office.program, tmp_path.glob("*.docx"), tmp_path / "saved")
    for name in names:
        again = Paper(attach(Package.open(saved[name]), Package.open(PLANS["notes"]())))
        wanted = made(REPORTS[name](), PLANS["notes"]())
        assert [text for text in texts(again) if text] == [text for text in texts(wanted) if text]


def test_an_imported_style_that_the_report_has_come_to_use_stays() -> None:
    boxed = word_file(paragraph("Boxed", "Box"), [styles_part(STYLES + style("Box", "Box", based_on="Normal"))])
    once = Package.open(attach(Package.open(REPORT), Package.open(boxed)))
    told = once.read("word/document.xml")
    using = told.replace(b"<w:p><w:pPr><w:sectPr>", b'<w:p><w:pPr><w:pStyle w:val="Box"/><w:sectPr>')
    assert using != told
    again = Paper(attach(once.replace({"word/document.xml": using}), Package.open(PLAN)))
    assert len(style_texts(again, "Box")) == 1
    assert style_texts(Paper(attach(once, Package.open(PLAN))), "Box") == []


def test_an_imported_style_leaves_its_marks_of_editing_and_other_names_behind() -> None:
    marked = style("Box", "Box", '<w:rsid w:val="00A1B2C3"/>').replace("<w:rsid", '<w:aliases w:val="Boxed"/><w:rsid')
    paper = made(plan=word_file(paragraph("x", "Box"), [styles_part(STYLES + marked)]))
    assert style_texts(paper, "Box") == ['<w:style w:type="paragraph" w:styleId="Box"><w:name w:val="Box"/></w:style>']


def test_the_same_files_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(REPORTS["numbered_contents"]())
    (tmp_path / "plan.docx").write_bytes(PLANS["headers"]())
    program = (
        "import hashlib, sys; from engross.word.attach import attach; "
        "from engross.word.opc.package import Package; "
        "print(hashlib.sha256(attach(Package.open(sys.argv[1]), Package.open(sys.argv[2]))).hexdigest())"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "report.docx"), str(tmp_path / "plan.docx")]
    found = {
        subprocess.run(  # noqa: S603 - our own program
            command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
