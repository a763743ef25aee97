"""Improvement plans of many kinds → .docx files by name, with ids and names that clash with the reports'."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx

from tests.engross.word.attach.pieces import (
    IMAGE,
    chart,
    chart_parts,
    commented,
    comments_parts,
    contents,
    header_part,
    heading,
    item,
    level,
    note,
    notes_part,
    numbering_part,
    page_of,
    shown,
    text_box,
    toc_styles,
)
from tests.word_files import (
    LANDSCAPE,
    OFFICE,
    PORTRAIT,
    STYLES,
    field_runs,
    paragraph,
    picture,
    settings_part,
    style,
    styles_part,
    table,
    word_file,
)

ACTIONS = ["Ref", "Action", "Lead", "Timescale", "Measure", "Status"]
WIDTHS = [900, 4800, 2200, 2200, 3200, 1270]
TABLE_STYLES = style(
    "PlanGrid",
    "Plan grid",
    '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="333333"/><w:left w:val="single" '
    'w:sz="4" w:space="0" w:color="333333"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="333333"/><w:right '
    'w:val="single" w:sz="4" w:space="0" w:color="333333"/><w:insideH w:val="single" w:sz="4" w:space="0" '
    'w:color="333333"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="333333"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>',
    type="table",
    based_on="TableNormal",
)


def actions(rows: int) -> str:
    """The action table, which only fits a landscape page."""
    lines = [
        [f"A{n}", f"Agree action {n} with partners", "Chief officer", "March 2027", "Audit of files", "Open"]
        for n in range(rows)
    ]
    return table([ACTIONS, *lines], WIDTHS, "PlanGrid")


def opening() -> str:
    """How each plan begins."""
    return heading("Area for improvement", "Heading1", 1) + paragraph("The partnership leads this plan.")


def small() -> bytes:
    """A page with a table."""
    body = opening() + table([["Action", "Lead"], ["Review files", "Chief officer"]], [4000, 4000], "PlanGrid")
    return word_file(body + paragraph("The plan ends."), [styles_part(STYLES + TABLE_STYLES)])


def landscape(rows: int = 6) -> bytes:
    """A portrait opening, then the action table on landscape pages."""
    end = f"<w:p><w:pPr><w:sectPr>{PORTRAIT}</w:sectPr></w:pPr></w:p>"
    body = opening() + end + heading("Actions", "Heading2", 2) + actions(rows) + paragraph("The plan ends.")
    return word_file(body, [styles_part(STYLES + TABLE_STYLES)], LANDSCAPE)


def two_hundred_rows() -> bytes:
    """A long action table."""
    return landscape(200)


def lists() -> bytes:
    """Bullets, numbers, an outline, a list that starts again, a picture bullet, and a list in a style."""
    bullet = level(0, "bullet", "•").replace("<w:lvlJc", '<w:lvlPicBulletId w:val="0"/><w:lvlJc')
    part = numbering_part(
        [level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)"), level(0, "bullet", "•"), bullet],
        [(1, 0), (2, 1), (3, 0), (7, 2), (9, 1)],
    )
    inner = (
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape id="b" style="width:9pt;height:9pt"><v:imagedata '
        'r:id="rIdBullet"/></v:shape></w:pict></w:numPicBullet><w:abstractNum w:abstractNumId="0"'
    )
    data = part.data.replace(b'<w:abstractNum w:abstractNumId="0"', inner.encode())
    data = data.replace(b'<w:num w:numId="3"><w:abstractNumId w:val="0"/>', START_AGAIN)
    bulleted = type(part)(
        part.name, part.type, part.kind, data, part.id, (("rIdBullet", f"{OFFICE}/image", "media/image1.png"),)
    )
    listed = style(
        "PlanBullet", "Plan bullet", '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>', based_on="Normal"
    )
    body = opening() + item("First", 1) + item("Under the first", 1, 1) + item("Second", 1) + item("Dot", 2)
    body += item("Again first", 3) + item("Picture", 7) + paragraph("In a style", "PlanBullet")
    return word_file(body, [IMAGE, bulleted, styles_part(STYLES + listed)])


START_AGAIN = (
    b'<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    b"</w:lvlOverride>"
)


def notes() -> bytes:
    """Footnotes, endnotes and comments under the reports' ids."""
    body = (
        opening()
        + f"<w:p><w:r><w:t>As agreed</w:t></w:r>{note('footnote', 1)}<w:r><w:t>, with</w:t></w:r>{note('endnote', 1)}"
        + "</w:p>"
        + f"<w:p>{commented('a doubtful date', 0, 1)}{note('footnote', 2)}</w:p>"
    )
    parts = [
        notes_part("footnote", ["Plan footnote one", "Plan footnote two"], "https://example.org/plan-note"),
        notes_part("endnote", ["Plan endnote one"], "https://example.org/plan-end"),
        *comments_parts(["When?", "In March."]),
    ]
    return word_file(body, parts)


def pictures() -> bytes:
    """A picture under the reports' part name and id, a web link, a chart and a text box."""
    link = '<w:hyperlink r:id="rIdWeb"><w:r><w:t>the website</w:t></w:r></w:hyperlink>'
    body = (
        opening() + f"<w:p>{picture('rIdImage', 1)}{link}</w:p><w:p>{chart(2)}</w:p><w:p>{text_box('A box', 3)}</w:p>"
    )
    other = type(IMAGE)(IMAGE.name, IMAGE.type, IMAGE.kind, IMAGE.data + b"\0", IMAGE.id)
    return word_file(body, [other, *chart_parts()], links={"rIdWeb": "https://example.org/plan?a=1&b=2"})


def headers() -> bytes:
    """First and odd headers and a footer of its own, with a logo and a property of the plan."""
    logo = (("rIdLogo", f"{OFFICE}/image", "media/image1.png"),)
    title = field_runs("TITLE", "Plan of Glen Example")
    parts = [
        IMAGE,
        header_part(1, f"<w:p>{picture('rIdLogo', 1)}{title}</w:p>", rels=logo),
        header_part(2, paragraph("Plan, first page")),
        header_part(1, page_of(), "footer"),
    ]
    references = shown("header", 1) + shown("header", 2, "first") + shown("footer", 1)
    body = opening() + actions(40)
    return word_file(
        body,
        [*parts, styles_part(STYLES + TABLE_STYLES)],
        f'{references}{LANDSCAPE}<w:pgNumType w:start="1"/><w:titlePg/>',
    )


def references() -> bytes:
    """Contents, bookmarks and cross-references under the reports' names, controls, and fields of the plan."""
    lines = [("Area for improvement", "TOC1", 1), ("Actions", "TOC2", 2)]
    shown_again = field_runs("REF inner \\h", "Actions") + field_runs("DOCPROPERTY Partnership", "Glen Example")
    linked = field_runs('HYPERLINK \\l "inner"', "go there")
    counted = field_runs("SEQ Table \\* ARABIC", "1")
    named = heading("Actions", "Heading2", 2).replace("<w:r>", '<w:bookmarkStart w:id="3" w:name="Inner"/><w:r>', 1)
    named = named.replace("</w:r>", '</w:r><w:bookmarkEnd w:id="3"/>', 1)
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="20"/><w:placeholder><w:docPart w:val="X"/></w:placeholder><w:dataBinding '
        'w:xpath="/y" w:storeItemID="{2}"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Glen Example</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    simple = '<w:fldSimple w:instr=" FILENAME "><w:r><w:t>plan.docx</w:t></w:r></w:fldSimple>'
    body = (
        contents(lines)
        + opening()
        + named
        + f"<w:p>{shown_again}{linked}</w:p>"
        + f"<w:p><w:r><w:t xml:space='preserve'>Table </w:t></w:r>{counted}{control}</w:p>"
        + f'<w:p>{simple}<w:hyperlink w:anchor="inner"><w:r><w:t>back</w:t></w:r></w:hyperlink></w:p>'
    )
    return word_file(body, [styles_part(STYLES + toc_styles())])


OTHER_LOOK = (
    STYLES.replace('w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"', 'w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"')
    .replace('<w:sz w:val="24"/>', '<w:sz w:val="20"/><w:color w:val="7B2D00"/>', 1)
    .replace('<w:sz w:val="20"/><w:color w:val="7B2D00"/>', '<w:color w:val="7B2D00"/><w:sz w:val="20"/>', 1)
)


def other_look() -> bytes:
    """Other defaults, another heading, styles on styles, and a linked style."""
    styles = (
        OTHER_LOOK
        + TABLE_STYLES
        + style(
            "Lead", "Lead", '<w:next w:val="Aside"/><w:link w:val="LeadChar"/><w:rPr><w:b/></w:rPr>', based_on="Normal"
        )
        + style(
            "LeadChar", "Lead Char", '<w:link w:val="Lead"/><w:rPr><w:b/></w:rPr>', "character", "DefaultParagraphFont"
        )
        + style("Aside", "Aside", '<w:pPr><w:ind w:left="720"/></w:pPr>', based_on="Lead")
    )
    run = '<w:p><w:r><w:rPr><w:rStyle w:val="LeadChar"/></w:rPr><w:t>Strong</w:t></w:r></w:p>'
    body = (
        opening() + paragraph("Said aside", "Aside") + run + table([["a", "b"], ["c", "d"]], [4000, 4000], "PlanGrid")
    )
    return word_file(body + paragraph("The plan ends."), [styles_part(styles), settings_part()])


def python_docx() -> bytes:
    """As python-docx writes it."""
    made = docx.Document()
    made.add_heading("Improvement plan", 0)
    made.add_heading("Actions", 1)
    made.add_paragraph("A number", style="List Number")
    made.add_picture(BytesIO(IMAGE.data))
    made.add_table(3, 3, style="Light Grid Accent 1").cell(0, 0).text = "A cell"
    target = BytesIO()
    made.save(target)
    return target.getvalue()


PLANS: dict[str, Callable[[], bytes]] = {
    maker.__name__: maker
    for maker in (
        small,
        landscape,
        two_hundred_rows,
        lists,
        notes,
        pictures,
        headers,
        references,
        other_look,
        python_docx,
    )
}
