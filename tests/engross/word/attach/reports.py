"""Reports of many kinds, as Word and other programs write them → .docx files by name."""

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
    DEFAULTS,
    LANDSCAPE,
    OFFICE,
    PORTRAIT,
    STYLES,
    field_runs,
    heading_styles,
    paragraph,
    picture,
    settings_part,
    style,
    styles_part,
    table,
    unzipped,
    word_file,
    zipped,
)

Maker = Callable[[], bytes]


def text(count: int = 3, about: str = "the report") -> str:
    """Some paragraphs."""
    return "".join(
        paragraph(f"Paragraph {number} of {about} says what the inspection found.") for number in range(count)
    )


def section_end(inner: str) -> str:
    """A paragraph in which a section ends."""
    return f"<w:p><w:pPr><w:sectPr>{inner}</w:sectPr></w:pPr><w:r><w:t>A section ends.</w:t></w:r></w:p>"


def plain() -> bytes:
    """Headings and text, nothing else."""
    return word_file(heading("Findings", "Heading1", 1) + text() + heading("Next steps", "Heading1", 2) + text())


def odd_sections() -> bytes:
    """Sections on odd pages, continuous ones in columns, page numbers that begin again."""
    columns = f'<w:type w:val="continuous"/>{PORTRAIT}<w:cols w:num="2" w:space="400"/>'
    return word_file(
        paragraph("Cover")
        + section_end(f'{PORTRAIT}<w:pgNumType w:fmt="lowerRoman"/>')
        + text()
        + section_end(f'<w:type w:val="oddPage"/>{PORTRAIT}<w:pgNumType w:start="1"/>')
        + text(6)
        + section_end(columns)
        + heading("Findings", "Heading1", 1)
        + text(),
        section=f'<w:type w:val="continuous"/>{PORTRAIT}',
    )


def landscape_first() -> bytes:
    """A landscape section, then a portrait one."""
    return word_file(paragraph("A wide page") + section_end(LANDSCAPE) + heading("Findings", "Heading1", 1) + text())


def headers() -> bytes:
    """First, odd and even headers and footers, with a logo, a page number and a watermark."""
    logo = (("rIdLogo", f"{OFFICE}/image", "media/image1.png"),)
    mark = (
        '<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="position:absolute;'
        'width:400pt;height:100pt"><v:textpath style="font-family:Arial" string="DRAFT"/></v:shape></w:pict></w:r>'
        "</w:p>"
    )
    parts = [
        IMAGE,
        header_part(1, paragraph("Report, first page")),
        header_part(2, f"<w:p>{picture('rIdLogo', 1)}<w:r><w:t>Report, odd pages</w:t></w:r></w:p>{mark}", rels=logo),
        header_part(3, paragraph("Report, even pages")),
        header_part(4, page_of(), "footer"),
        settings_part("<w:evenAndOddHeaders/>"),
    ]
    references = shown("header", 1, "first") + shown("header", 2) + shown("header", 3, "even") + shown("footer", 4)
    return word_file(
        heading("Findings", "Heading1", 1) + text() + f"<w:p>{picture('rIdImage', 2)}</w:p>" + text(),
        parts,
        f"{references}{PORTRAIT}<w:titlePg/>",
    )


NUMBERED_STYLES = (
    STYLES.replace("<w:pPr><w:keepNext/>", '<w:pPr><w:keepNext/><w:numPr><w:numId w:val="1"/></w:numPr>', 1)
    + toc_styles()
)
CHAPTERS = level(0, "decimal", "%1.", '<w:pStyle w:val="Heading1"/>') + level(1, "decimal", "%1.%2")


def numbered_contents() -> bytes:
    """Numbered chapters, two typed appendices, and a table of contents in a content control."""
    lines = [("1.\u2003Findings", "TOC1", 1), ("What works", "TOC2", 2), ("Appendix A: Terms", "TOC1", 3)]
    lines.append(("Appendix B: Method", "TOC1", 4))
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="11"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('Contents')}{contents(lines)}"
        "</w:sdtContent></w:sdt>"
    )
    body = (
        control
        + heading("Findings", "Heading1", 1)
        + text()
        + heading("What works", "Heading2", 2)
        + text()
        + heading("Appendix A: Terms", "Heading1", 3)
        + text(1)
        + heading("Appendix B: Method", "Heading1", 4)
        + text(1)
    )
    return word_file(body, [styles_part(NUMBERED_STYLES), numbering_part([CHAPTERS], [(1, 0)])])


def numbered_appendices() -> bytes:
    """Appendices that Word numbers by their style."""
    levels = level(0, "upperLetter", "Appendix %1:", '<w:pStyle w:val="Appendix"/>')
    appendix = style(
        "Appendix", "Appendix heading", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', based_on="Heading1"
    )
    body = heading("Findings", "Heading1", 1) + text() + heading("Terms", "Appendix", 2) + text(1)
    return word_file(body, [styles_part(STYLES + appendix), numbering_part([levels], [(1, 0)])])


def notes() -> bytes:
    """Footnotes and endnotes, one with a link."""
    body = "".join(
        f"<w:p><w:r><w:t>Said here</w:t></w:r>{note('footnote', number)}{note('endnote', number)}</w:p>"
        for number in (1, 2)
    )
    parts = [
        notes_part("footnote", ["Report footnote one", "Report footnote two"], "https://example.org/report-note"),
        notes_part("endnote", ["Report endnote one", "Report endnote two"]),
        settings_part(
            '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:endnotePr><w:endnote '
            'w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>'
        ),
    ]
    return word_file(heading("Findings", "Heading1", 1) + body + text(), parts)


def comments() -> bytes:
    """Comments with an answer."""
    body = f"<w:p>{commented('A doubtful claim', 0, 1)}</w:p>"
    return word_file(heading("Findings", "Heading1", 1) + body + text(), comments_parts(["Really?", "Yes."]))


def bookmarks() -> bytes:
    """Bookmarks within bookmarks, across paragraphs, and cross-references of each kind."""
    named, paged = field_runs("REF inner \\h", "two three four"), field_runs("PAGEREF outer", "1")
    counted = field_runs("SEQ Table \\* ARABIC", "1")
    body = (
        '<w:p><w:bookmarkStart w:id="5" w:name="outer"/><w:r><w:t>One</w:t></w:r><w:bookmarkStart w:id="3" '
        'w:name="inner"/><w:r><w:t xml:space="preserve"> two</w:t></w:r></w:p><w:p><w:r><w:t>three</w:t></w:r>'
        '<w:bookmarkEnd w:id="5"/><w:r><w:t xml:space="preserve"> four</w:t></w:r><w:bookmarkEnd w:id="3"/></w:p>'
        f'<w:p>{named}{paged}<w:hyperlink w:anchor="outer"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>'
        f'<w:p><w:r><w:t xml:space="preserve">Table </w:t></w:r>{counted}</w:p>'
        '<w:p><w:fldSimple w:instr=" REF outer "><w:r><w:t>One two three</w:t></w:r></w:fldSimple></w:p>'
        '<w:bookmarkStart w:id="9" w:name="_Appendices"/><w:bookmarkEnd w:id="9"/>'
    )
    return word_file(heading("Findings", "Heading1", 1) + body + text())


def controls() -> bytes:
    """Content controls, bound to data; the last block is one."""
    bound = (
        '<w:sdt><w:sdtPr><w:id w:val="{0}"/><w:dataBinding w:xpath="/x" w:storeItemID="{{1}}"/><w:text/></w:sdtPr>'
        "<w:sdtContent>{1}</w:sdtContent></w:sdt>"
    )
    body = (
        heading("Findings", "Heading1", 1)
        + f"<w:p>{bound.format(20, '<w:r><w:t>A name</w:t></w:r>')}</w:p>"
        + text()
        + bound.format(21, paragraph("The last words"))
    )
    return word_file(body)


def charts() -> bytes:
    """A chart with an embedded workbook, a text box, and a picture."""
    body = f"<w:p>{chart(1)}</w:p><w:p>{text_box('Boxed words', 2)}</w:p><w:p>{picture('rIdImage', 3)}</w:p>"
    return word_file(heading("Findings", "Heading1", 1) + body + text(), [IMAGE, *chart_parts()])


def ends_with_table() -> bytes:
    """Nothing after the last table, as some programs write."""
    return word_file(
        heading("Findings", "Heading1", 1) + text() + table([["Area", "Evaluation"], ["A", "weak"]], [4000, 4000])
    )


def bare() -> bytes:
    """No section properties, no settings, few namespaces, and a section that ends in the last paragraph."""
    files = unzipped(word_file(text() + section_end(PORTRAIT), section=""))
    files["word/document.xml"] = files["word/document.xml"].replace(b"w14 w15 wp14", b"w14")
    return zipped(files)


def foreign_prefixes() -> bytes:
    """The prefixes of a general XML library, and one that means something else than usual."""
    files = unzipped(plain())
    document = files["word/document.xml"]
    document = (
        document.replace(b' mc:Ignorable="w14 w15 wp14"', b"").replace(b"<w:", b"<ns0:").replace(b"</w:", b"</ns0:")
    )
    document = document.replace(b" w:", b" ns0:").replace(b"xmlns:w=", b"xmlns:ns0=")
    document = document.replace(b'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"', b"")
    document = document.replace(b"xmlns:v=", b'xmlns:wps="urn:something-else" xmlns:v=')
    return zipped({**files, "word/document.xml": document})


def other_names() -> bytes:
    """The document under another name and absolute targets, as Word on the web writes."""
    files = unzipped(numbered_contents())
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["word/_rels/document2.xml.rels"] = files.pop("word/_rels/document.xml.rels").replace(
        b'Target="', b'Target="/word/'
    )
    files["_rels/.rels"] = files["_rels/.rels"].replace(b'"word/document.xml', b'"/word/document2.xml')
    types = files["[Content_Types].xml"].replace(b"/word/document.xml", b"/word/document2.xml")
    return zipped({**files, "[Content_Types].xml": types})


def localised(ids: str, normal: str, toc: str) -> bytes:
    """A report with the style ids of another language, and a table of contents."""
    styles = (
        DEFAULTS
        + style(normal, "Normal", "<w:qFormat/>")
        + style("Absatz-Standardschriftart", "Default Paragraph Font", type="character")
        + style("NormaleTabelle", "Normal Table", type="table")
        + heading_styles(ids, normal)
        + toc_styles(toc).replace('w:val="Normal"', f'w:val="{normal}"')
    )
    lines = [("Anhang", toc.format(1), 1), ("Ende", toc.format(2), 2)]
    body = contents(lines) + heading("Anhang", ids.format(1), 1) + text() + heading("Ende", ids.format(2), 2) + text()
    return word_file(body, [styles_part(styles)])


def german() -> bytes:
    """As a German Word writes it."""
    return localised("berschrift{}", "Standard", "Verzeichnis{}")


def french() -> bytes:
    """As a French Word writes it."""
    return localised("Titre{}", "Normal", "TM{}")


def right_to_left() -> bytes:
    """Arabic text from right to left."""
    body = "".join(
        f"<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>تقرير التفتيش {number}</w:t></w:r></w:p>"
        for number in range(3)
    )
    return word_file(heading("Findings", "Heading1", 1) + body, section=f"{PORTRAIT}<w:bidi/>")


def lists() -> bytes:
    """Lists, one of them the twin of the plan's (the same nsid)."""
    parts = [numbering_part([level(0, "decimal", "%1."), level(0, "bullet", "•")], [(1, 0), (2, 1)])]
    return word_file("".join(item(f"Point {n}", 1) + item(f"Dot {n}", 2) for n in range(3)) + text(), parts)


def python_docx() -> bytes:
    """As python-docx writes it."""
    made = docx.Document()
    made.add_heading("Findings", 1)
    made.add_paragraph("A point", style="List Bullet")
    made.add_picture(BytesIO(IMAGE.data))
    made.add_table(2, 2, style="Table Grid").cell(0, 0).text = "A cell"
    made.add_heading("Appendix A: Terms", 1)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


REPORTS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        plain,
        odd_sections,
        landscape_first,
        headers,
        numbered_contents,
        numbered_appendices,
        notes,
        comments,
        bookmarks,
        controls,
        charts,
        ends_with_table,
        bare,
        foreign_prefixes,
        other_names,
        german,
        french,
        right_to_left,
        lists,
        python_docx,
    )
}
