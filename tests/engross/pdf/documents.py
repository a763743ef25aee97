"""Words → the Word files that the PDF tests convert: small and raw, with every kind of thing that is tagged."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from xml.sax.saxutils import escape

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROWS = b"".join(b"\0" + bytes((20, 80 + 4 * y, 120)) * 32 for y in range(32))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_PICTURE = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">2I5B", 32, 32, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(_ROWS))
    + _chunk(b"IEND", b"")
)


def paragraph(text: str, style: str = "", extra: str = "") -> str:
    """A paragraph; `extra` is further runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{extra}</w:p>'


def heading(text: str, level: int = 1) -> str:
    return paragraph(text, f"Heading{level}")


def bullets(*items: str) -> str:
    return "".join(paragraph(item, "ListBullet") for item in items)


def table(*rows: tuple[str, ...]) -> str:
    """A table whose first row is a header row."""
    lines = []
    for number, row in enumerate(rows):
        marked = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if number == 0 else ""
        cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{paragraph(c)}</w:tc>' for c in row)
        lines.append(f"<w:tr>{marked}{cells}</w:tr>")
    grid = '<w:gridCol w:w="3000"/>' * len(rows[0])
    properties = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def link(text: str) -> str:
    """A run: the words of a link to example.org."""
    run = f'<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{escape(text)}</w:t></w:r>'
    return f'<w:hyperlink r:id="rLink">{run}</w:hyperlink>'


def inner_link(text: str, bookmark: str) -> str:
    """A run: the words of a link to a bookmark of the same file, as a table of contents has them."""
    run = f'<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{escape(text)}</w:t></w:r>'
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run}</w:hyperlink>'


def bookmark(name: str) -> str:
    """Runs: a bookmark on nothing."""
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'


def content_control(text: str) -> str:
    """A paragraph in a content control, as plans have them to be filled in."""
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="Status"/><w:tag w:val="status"/><w:id w:val="7"/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{paragraph(text)}</w:sdtContent></w:sdt>"
    )


def footnote(number: int = 2) -> str:
    """A run: the mark of footnote `number`, 2 or 3."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def picture(alt: str) -> str:
    """A paragraph with a picture of two centimetres and its alt text."""
    inline = (
        f'<wp:inline><wp:extent cx="720000" cy="720000"/><wp:docPr id="1" name="Picture 1" descr="{escape(alt)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="dot.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rDot"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="720000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def page_break() -> str:
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def section(landscape: bool = False, footer: bool = True) -> str:
    """The properties of a section: A4, upright or landscape, with "Page x" in its footer."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    marks = '<w:footerReference w:type="default" r:id="rFooter"/>' if footer else ""
    margins = 'w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"'
    return f"<w:sectPr>{marks}<w:pgSz {size}/><w:pgMar {margins}/></w:sectPr>"


def section_break(landscape: bool = False) -> str:
    """A paragraph that ends a section."""
    return f"<w:p><w:pPr>{section(landscape)}</w:pPr></w:p>"


def word_file(
    *body: str,
    title: str = "",
    language: str = "en-GB",
    landscape: bool = False,
    font: str = "Carlito",
    footer: bool = True,
) -> bytes:
    """The Word file with this body."""
    content = "".join(body) + section(landscape, footer)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT,
        "docProps/core.xml": _CORE.format(title=escape(title), language=language),
        "word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{content}</w:body></w:document>",
        "word/_rels/document.xml.rels": _RELATIONSHIPS,
        "word/styles.xml": _STYLES.format(language=language, font=font),
        "word/numbering.xml": _NUMBERING,
        "word/footnotes.xml": _FOOTNOTES,
        "word/comments.xml": _COMMENTS,
        "word/footer1.xml": _FOOTER,
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
        archive.writestr(zipfile.ZipInfo("word/media/dot.png"), _PICTURE)
    return stream.getvalue()


def _override(part: str, kind: str) -> str:
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    return f'<Override PartName="/word/{part}.xml" ContentType="{content}"/>'


_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    + _override("document", "document.main")
    + "".join(_override(kind, kind) for kind in ("styles", "numbering", "footnotes", "comments"))
    + _override("footer1", "footer")
    + "</Types>"
)
_RELS = f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_ROOT = (
    f'{_RELS}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="r2" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_RELATIONSHIPS = (
    _RELS
    + "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering", "footnotes", "comments")
    )
    + f'<Relationship Id="rFooter" Type="{_OFFICE}/footer" Target="footer1.xml"/>'
    f'<Relationship Id="rDot" Type="{_OFFICE}/image" Target="media/dot.png"/>'
    f'<Relationship Id="rLink" Type="{_OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    "</Relationships>"
)
_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:language>{language}</dc:language>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-23T09:30:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-24T10:00:00Z</dcterms:modified></cp:coreProperties>'
)
_STYLE = (
    '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{more}</w:style>'
)
_STYLES = (
    f"{_HEAD}<w:styles {_W}>"
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/><w:sz w:val="24"/>'
    '<w:lang w:val="{language}" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        _STYLE.format(
            id=f"Heading{n}",
            name=f"heading {n}",
            more=f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
            f'<w:rPr><w:b/><w:sz w:val="{40 - 4 * n}"/></w:rPr>',
        )
        for n in (1, 2, 3)
    )
    + _STYLE.format(id="Title", name="Title", more='<w:rPr><w:sz w:val="44"/></w:rPr>')
    + _STYLE.format(id="ListBullet", name="List Bullet", more='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + _STYLE.format(id="FootnoteText", name="footnote text", more="")
    + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/>'
    '<w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>'
)
_NUMBERING = (
    f'{_HEAD}<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_NOTE = (
    '<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
    '<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {text}</w:t></w:r>'
    "</w:p></w:footnote>"
)
_FOOTNOTES = (
    f"{_HEAD}<w:footnotes {_W}>"
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    + _NOTE.format(id=2, text="From the position statement.")
    + _NOTE.format(id=3, text="From record reading.")
    + "</w:footnotes>"
)
_COMMENTS = (
    f'{_HEAD}<w:comments {_W}><w:comment w:id="0" w:author="An editor" w:date="2026-11-23T09:30:00Z">'
    "<w:p><w:r><w:t>This must not be printed.</w:t></w:r></w:p></w:comment></w:comments>"
)
_FOOTER = (
    f'{_HEAD}<w:ftr {_W}><w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr=" PAGE ">'
    "<w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"
)
COMMENT = (
    '<w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve"> (commented)</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
)
"""Runs with a comment on them."""


def _report() -> bytes:
    return word_file(
        heading("Joint inspection of services"),
        paragraph("Contents: ", extra=inner_link("Conclusion", "conclusion")),
        paragraph("We read ", extra=link("the position statement") + footnote(2) + footnote(3)),
        bullets("One strength", "Another strength"),
        heading("Key messages", 2),
        picture("A chart of the six evaluations"),
        table(("Indicator", "Evaluation"), ("2.1 Impact", "adequate"), ("3.1 Leadership", "good")),
        page_break(),
        heading("Findings"),
        paragraph("We found much that is good. " * 90),
        heading("More findings", 2),
        paragraph("We found some that is not. " * 30),
        page_break(),
        paragraph("The end of the report.", "Heading1", bookmark("conclusion")),
        paragraph("All said", extra=COMMENT),
        title="Joint inspection report",
    )


def _plan() -> bytes:
    actions = [
        (f"A1.{number}", f"Agree chronology {number} with all agencies. " * 6, "Head of service")
        for number in range(30)
    ]
    return word_file(
        heading("Improvement plan"),
        paragraph("Plana leasachaidh airson Shrath Latharna: ", extra=link("ask us") + footnote(2)),
        table(("Reference", "Action", "Lead"), *actions),
        heading("Monitoring", 2),
        content_control("not started"),
        bullets("First date", "Progress review"),
        title="Improvement plan: Strathlorne",
        language="gd-GB",
        landscape=True,
    )


WORD_FILES = {
    "report.docx": _report(),
    "plan.docx": _plan(),
    "short plan.docx": word_file(
        heading("Short plan"), paragraph("Nothing is planned.", extra=footnote(3)), title="Short plan"
    ),
    "untitled.docx": word_file(paragraph("No title.")),
    "web page.docx": b"<html><body>This is no Word file.</body></html>",
}
"""What the tests convert, by name; the last is no Word file at all."""
