"""Files as other programs and later versions of Word write them: attached soundly, or refused, and never a traceback."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import pytest

from engross.word.attach import Choices, Look, attach, attach_told
from engross.word.opc.content_types import content_types
from engross.word.opc.package import Package, with_relationships_type
from engross.word.opc.xml_names import val
from tests.engross.word.attach.pieces import (
    commented,
    comments_parts,
    contents,
    header_part,
    heading,
    note,
    notes_part,
    shown,
    toc_styles,
)
from tests.structure import faults
from tests.structure.paper import Paper, w
from tests.word_files import (
    OFFICE,
    PORTRAIT,
    STYLES,
    Part,
    paragraph,
    style,
    styles_part,
    table,
    unzipped,
    word_file,
    xml_part,
    zipped,
)

PLAN = word_file(heading("Actions", "Heading1") + paragraph("An action"))
REPORT = word_file(heading("Findings", "Heading1", 1) + paragraph("A finding"))
RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"


def with_defaults(properties: str) -> list[Part]:
    """Styles whose defaults say this of text."""
    return [styles_part(re.sub(r"(<w:rPrDefault>).*(</w:rPrDefault>)", rf"\1<w:rPr>{properties}</w:rPr>\2", STYLES))]


def part_by_part(package: bytes) -> bytes:
    """The file as LibreOffice wrote it until its version 6.0: the type of relationships said for each part."""
    files = unzipped(package)
    default = f'<Default Extension="rels" ContentType="{RELATIONSHIPS}"/>'
    lines = "".join(
        f'<Override PartName="/{escape(name)}" ContentType="{RELATIONSHIPS}"/>' for name in files if ".rels" in name
    )
    types = files["[Content_Types].xml"].decode()
    assert default in types
    files["[Content_Types].xml"] = types.replace(default, lines).encode()
    return zipped(files)


def attached(report: bytes, plan: bytes, choices: Choices | None = None) -> bytes:
    """The finished document."""
    return attach(Package.open(report, "report.docx"), Package.open(plan, "plan.docx"), choices)


LIGATURES = '<w14:ligatures w14:val="standardContextual"/><w14:cntxtAlts/>'


@pytest.mark.parametrize("whose", ["the report", "the plan", "both"])
def test_the_plans_look_is_kept_where_defaults_hold_what_later_versions_of_word_say(whose: str) -> None:
    of_report, of_plan = (LIGATURES if whose in {name, "both"} else "" for name in ("the report", "the plan"))
    report = word_file(heading("Findings", "Heading1", 1), with_defaults(of_report))
    plan = word_file(heading("Actions", "Heading1"), with_defaults("<w:b/>" + of_plan))
    data = attached(report, plan, Choices(look=Look.PLAN))
    assert not faults(data)
    styles = unzipped(data)["word/styles.xml"].decode()
    normal = re.search(r'<w:style [^>]*w:styleId="Normal2".*?</w:style>', styles)
    assert normal is not None
    assert ("w14:ligatures" in normal[0]) == (whose == "the plan")
    assert "<w:b/>" in normal[0]


@pytest.mark.parametrize(
    ("said", "undone"),
    [
        ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="baseline"/>'),
        ('<w:em w:val="dot"/>', '<w:em w:val="none"/>'),
        ('<w:highlight w:val="yellow"/>', '<w:highlight w:val="none"/>'),
        ('<w:position w:val="6"/>', '<w:position w:val="0"/>'),
        ("<w:smallCaps/>", '<w:smallCaps w:val="0"/>'),
        ('<w:fitText w:val="900"/>', ""),
    ],
)
def test_what_the_reports_defaults_say_is_undone_by_a_value_that_the_schema_knows(said: str, undone: str) -> None:
    report = word_file(heading("Findings", "Heading1", 1), with_defaults(said))
    data = attached(report, PLAN, Choices(look=Look.PLAN))
    assert not faults(data)
    styles = unzipped(data)["word/styles.xml"].decode()
    normal = re.search(r'<w:style [^>]*w:styleId="Normal2".*?</w:style>', styles)
    assert normal is not None
    assert undone in normal[0]
    assert said not in normal[0]


def test_a_report_that_types_its_relationships_part_by_part_gets_a_type_for_the_new_ones() -> None:
    link = '<w:p><w:hyperlink r:id="rIdPage"><w:r><w:t>page</w:t></w:r></w:hyperlink></w:p>'
    header = header_part(1, link, rels=(("rIdPage", f"{OFFICE}/hyperlink", "https://example.org"),))
    plan = word_file(paragraph("An action"), [header], PORTRAIT.replace("<w:pgSz", shown("header", 1) + "<w:pgSz", 1))
    for files in ((part_by_part(REPORT), plan), (part_by_part(REPORT), part_by_part(plan))):
        package = Package.open(attached(*files))
        untyped = [name for name in package.names if not content_types(package).of(name)]
        assert untyped in ([], ["[Content_Types].xml"])
        assert all(content_types(package).of(name) == RELATIONSHIPS for name in package.names if name.endswith(".rels"))


def test_content_types_that_type_relationships_as_usual_are_left_as_they_are() -> None:
    types = unzipped(REPORT)["[Content_Types].xml"]
    assert with_relationships_type(types, "report.docx") is types
    in_capitals = types.replace(b'"rels"', b"'RELS'")
    assert with_relationships_type(in_capitals, "report.docx") is in_capitals


def with_object(text: str) -> bytes:
    """A file with an embedded object of Word's older kind, as two copies of one template have it."""
    embedded = (
        '<w:p><w:r><w:object><v:shape id="_x0000_i1025"/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" '
        'ShapeID="_x0000_i1025" DrawAspect="Content" ObjectID="_1771234567"/></w:object></w:r></w:p>'
    )
    return word_file(heading(text, "Heading1") + embedded)


def test_embedded_objects_have_ids_of_their_own() -> None:
    document = unzipped(attached(with_object("Findings"), with_object("Actions")))["word/document.xml"].decode()
    first, second = re.findall(r'ObjectID="(_[0-9]+)"', document)
    assert first == "_1771234567"
    assert second != first


def test_a_footer_of_the_plan_that_ends_in_a_table_gets_a_paragraph_behind_it() -> None:
    footer = header_part(1, table([["Page"]], [900]), "footer")
    plan = word_file(paragraph("An action"), [footer], shown("footer", 1) + PORTRAIT)
    told = attach_told(Package.open(REPORT, "report.docx"), Package.open(plan, "plan.docx"))
    assert told.problems == ()
    assert unzipped(told.data)["word/footer1.xml"].endswith(b"</w:tbl><w:p/></w:ftr>")


def test_a_footer_of_the_report_that_ends_in_a_table_is_told_and_left() -> None:
    footer = header_part(1, table([["Page"]], [900]), "footer")
    report = word_file(paragraph("A finding"), [footer], shown("footer", 1) + PORTRAIT)
    told = attach_told(Package.open(report, "report.docx"), Package.open(PLAN, "plan.docx"))
    assert [str(problem) for problem in told.problems] == [
        "report.docx: ends-in-a-table: a footer of the report ends in a table, and LibreOffice leaves out what comes "
        "after it; put the cursor behind the table in that footer in Word, press Enter, and save"
    ]
    assert unzipped(told.data)["word/footer1.xml"] == footer.data


def test_comments_that_come_along_with_the_plan_are_told() -> None:
    plan = word_file(f"<w:p>{commented('An action', 0, 1)}</w:p>", comments_parts(["Not yet agreed", "Agreed"]))
    told = attach_told(Package.open(REPORT, "report.docx"), Package.open(plan, "plan.docx"))
    assert [str(problem) for problem in told.problems] == [
        "plan.docx: comments-of-plan: 2 comments in the plan, by A Person, came along into the report; delete the "
        "comments in Word (Review, Delete, Delete All Comments), then attach it again"
    ]


def test_headings_of_the_plan_begin_no_page_because_the_reports_of_that_level_do() -> None:
    breaking = STYLES.replace('<w:outlineLvl w:val="1"/>', '<w:pageBreakBefore/><w:outlineLvl w:val="1"/>')
    assert breaking != STYLES
    breaking = breaking.replace('<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:pageBreakBefore/>',
                                '<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="240" w:after="80"/>')  # fmt: skip
    report = word_file(heading("Findings", "Heading1", 1) + heading("Detail", "Heading2"), [styles_part(breaking)])
    data = attached(report, PLAN)
    assert not faults(data)
    document = unzipped(data)["word/document.xml"].decode()
    assert document.count('<w:pStyle w:val="Heading2"/><w:pageBreakBefore w:val="0"/>') == 1
    own = attached(report, PLAN, Choices(look=Look.PLAN))
    assert not faults(own)


def test_lines_of_contents_behind_the_appendix_are_told() -> None:
    lines = [("Findings", "TOC1", 1), ("Next", "TOC1", 2)]
    body = contents(lines) + heading("Findings", "Heading1", 1) + heading("Next", "Heading1", 2)
    report = word_file(body, [styles_part(STYLES + toc_styles())])
    packages = Package.open(report, "report.docx"), Package.open(PLAN, "plan.docx")
    told = attach_told(*packages, Choices(after="Findings"))
    assert [str(problem) for problem in told.problems] == [
        "report.docx: contents-pages: a line of the report's contents, behind that of the appendix, shows the page from "
        "before; open the result in Word, click into the contents, press F9 and choose Update page numbers "
        "only"
    ]
    assert attach_told(*packages).problems == ()


def shapes(data: bytes) -> list[str]:
    """The texts of a document that are in a style, with its name."""
    paper = Paper(data)
    styles = paper.trees["word/styles.xml"].iter(w("style"))
    names = {item.get(w("styleId")): val(item.find(w("name"))) for item in styles}
    uses = [(item.find(f"{w('pPr')}/{w('pStyle')}"), item) for item in paper.document.iter(w("p"))]
    return [
        f"{names[use.get(w('val'))]}: {''.join(node.text or '' for node in item.iter(w('t')))}"
        for use, item in uses
        if use is not None
    ]


TWO_LEVELS = word_file(heading("Purpose", "Heading1") + heading("Detail", "Heading2") + paragraph("An action"))


def test_the_appendix_heading_is_of_the_style_in_which_the_contents_list_chapters_and_the_plans_are_below_it() -> None:
    body = contents([("One", "TOC1", 1)], 'TOC \\h \\z \\t "heading 3,1"') + heading("One", "Heading3", 1)
    report = word_file(body + paragraph("A finding"), [styles_part(STYLES + toc_styles())])
    made = attached(report, TWO_LEVELS)
    assert shapes(made) == [
        *("toc 1: One2", "toc 1: Appendix A: Improvement plan3"),
        *("heading 3: One", "heading 3: Appendix A: Improvement plan", "heading 4: Purpose", "heading 5: Detail"),
    ]
    assert not faults(made)
    assert attached(made, TWO_LEVELS) == made


def test_chapters_of_a_style_without_a_level_make_an_appendix_heading_that_is_one() -> None:
    styles = styles_part(STYLES + toc_styles() + style("Chapter", "Chapter", "", based_on="Normal"))
    body = contents([("One", "TOC1", 1)], 'TOC \\h \\t "Chapter,1"') + heading("One", "Chapter", 1)
    made = attached(word_file(body, [styles]), TWO_LEVELS)
    assert shapes(made)[1:5] == [
        *("toc 1: Appendix A: Improvement plan3", "Chapter: One", "Chapter: Appendix A: Improvement plan"),
        "heading 2: Purpose",
    ]
    assert '<w:pStyle w:val="Chapter"/><w:outlineLvl w:val="0"/>' in unzipped(made)["word/document.xml"].decode()


@pytest.mark.parametrize(
    ("settings", "after", "told"),
    [
        ("", "", ["the report's 2 endnotes would follow the appendix"]),
        (
            '<w:endnotePr><w:pos w:val="docEnd"/></w:endnotePr>',
            "",
            ["the report's 2 endnotes would follow the appendix"],
        ),
        ('<w:endnotePr><w:pos w:val="sectEnd"/></w:endnotePr>', "", []),
        ("", "Findings", []),
    ],
)
def test_endnotes_that_would_follow_the_appendix_are_told(settings: str, after: str, told: list[str]) -> None:
    body = heading("Findings", "Heading1", 1) + f"<w:p>{note('endnote', 1)}{note('endnote', 2)}</w:p>"
    parts = [notes_part("endnote", ["One", "Two"]), xml_part("settings.xml", settings, "rIdSettings")]
    report = Package.open(word_file(body + heading("Next", "Heading1", 2), parts), "report.docx")
    plan = Package.open(word_file(f"<w:p>{note('endnote', 1)}</w:p>", [notes_part("endnote", ["Of the plan"])]))
    problems = attach_told(report, plan, Choices(after=after)).problems
    assert [problem.message.partition(",")[0] for problem in problems] == told
    assert [problem.id for problem in problems] == ["endnotes-behind"] * len(told)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("Findings", ["Findings", "Appendix 2: Improvement plan", "Actions", "Appendix 1: Method"]),
        ("", ["Findings", "Appendix 1: Method", "Appendix 2: Improvement plan", "Actions"]),
    ],
)
def test_a_heading_is_known_by_the_name_of_its_style_where_that_says_no_level(after: str, expected: list[str]) -> None:
    styles = styles_part(re.sub(r'<w:outlineLvl w:val="0"/>', "", STYLES))
    body = heading("Findings", "Heading1", 1) + paragraph("A finding") + heading("Appendix 1: Method", "Heading1", 2)
    made = attach(Package.open(word_file(body, [styles])), Package.open(PLAN), Choices(after=after))
    shown_headings = [line.split(": ", 1)[1] for line in shapes(made) if line.startswith("heading")]
    assert shown_headings == expected
