"""Short words → the bytes of a Word file, for tests: paragraphs, runs, tables and parts as raw WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from markupsafe import escape

from engross.word.opc.archive import Stored, pack
from engross.word.opc.package import Package

DECLARATIONS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = f"""<w:styles {DECLARATIONS}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>
<w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
</w:styles>"""
_NUMBERING = f"""<w:numbering {DECLARATIONS}>
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"""


def run(text: str, properties: str = "") -> str:
    """A run with this text; `properties` is the XML of its formatting."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bold(text: str) -> str:
    """A run in bold."""
    return run(text, "<w:b/>")


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; what is no XML is text."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{''.join(r if r.startswith('<') else run(r) for r in runs)}</w:p>"


def heading(text: str) -> str:
    """A paragraph in the style "heading 1"."""
    return p(text, properties='<w:pStyle w:val="Heading1"/>')


def item(text: str, list_: int = 1) -> str:
    """A numbered paragraph."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_}"/></w:numPr>')


def table(*rows: Sequence[str]) -> str:
    """A table; each cell is the text of one paragraph, or XML."""
    grid = '<w:gridCol w:w="2000"/>' * max(map(len, rows))
    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def cell(content: str) -> str:
    """A cell of a table."""
    inner = content if content.startswith("<") else p(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def docx(  # noqa: PLR0913  # each names a part of the file
    *body: str,
    header: str = "",
    footer: str = "",
    footnotes: Sequence[str] = (),
    properties: str = "",
    relationships: Sequence[tuple[str, str, str]] = (),
    parts: dict[str, str | bytes] | None = None,
    types: str = "",
) -> bytes:
    """A Word file with this body. `relationships` of the body: (id, kind, target); a URL is an external target."""
    files: dict[str, str | bytes] = {"word/styles.xml": _STYLES, "word/numbering.xml": _NUMBERING}
    links = [("rStyles", "styles", "styles.xml"), ("rNumbering", "numbering", "numbering.xml"), *relationships]
    section = ""
    if header:
        files["word/header1.xml"] = f"<w:hdr {DECLARATIONS}>{header}</w:hdr>"
        links.append(("rHeader", "header", "header1.xml"))
        section += '<w:headerReference w:type="default" r:id="rHeader"/>'
    if footer:
        files["word/footer1.xml"] = f"<w:ftr {DECLARATIONS}>{footer}</w:ftr>"
        links.append(("rFooter", "footer", "footer1.xml"))
        section += '<w:footerReference w:type="default" r:id="rFooter"/>'
    if footnotes:
        files["word/footnotes.xml"] = _notes(footnotes)
        links.append(("rFootnotes", "footnotes", "footnotes.xml"))
    section += (
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
        'w:header="708" w:footer="708" w:gutter="0"/>'
    )
    content = "".join(piece if piece.startswith("<") else p(piece) for piece in body)
    files["word/document.xml"] = (
        f"<w:document {DECLARATIONS}><w:body>{content}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
    files["docProps/core.xml"] = _core(properties)
    files["word/_rels/document.xml.rels"] = relationships_of(links)
    files.update(parts or {})
    package = [("officeDocument", "word/document.xml")]
    files["_rels/.rels"] = relationships_of(
        [(f"r{n}", kind, target) for n, (kind, target) in enumerate(package)], core=True
    )
    head = {"[Content_Types].xml": _types(files, types)}
    return pack(
        Stored.deflate(name, c if isinstance(c, bytes) else c.encode()) for name, c in {**head, **files}.items()
    )


def _notes(notes: Sequence[str]) -> str:
    apart = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    own = "".join(f'<w:footnote w:id="{n}">{_note(note)}</w:footnote>' for n, note in enumerate(notes, 1))
    return f"<w:footnotes {DECLARATIONS}>{apart}{own}</w:footnotes>"


def _note(content: str) -> str:
    sign = "<w:r><w:footnoteRef/></w:r>"
    return p(sign) + content if content.startswith(("<w:p>", "<w:tbl>")) else p(sign, content)


def note(number: int) -> str:
    """A reference to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def _core(title: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


def relationships_of(links: Sequence[tuple[str, str, str]], core: bool = False) -> str:
    """A part of relationships: (id, kind, target); a URL and a place in the document are external targets."""
    lines = []
    for key, kind, target in links:
        external = ' TargetMode="External"' if re.match(r"\w+:|%7B|\{\{|#", target) else ""
        lines.append(f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"{external}/>')
    if core:
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        lines.append(f'<Relationship Id="rCore" Type="{kind}" Target="docProps/core.xml"/>')
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(lines)}</Relationships>"
    )


def _types(files: dict[str, str | bytes], more: str) -> str:
    kinds = {
        "word/document.xml": "document.main",
        "word/styles.xml": "styles",
        "word/numbering.xml": "numbering",
        "word/header1.xml": "header",
        "word/footer1.xml": "footer",
        "word/footnotes.xml": "footnotes",
        "word/comments.xml": "comments",
    }
    lines = [f'<Override PartName="/{n}" ContentType="{_MAIN}.{k}+xml"/>' for n, k in kinds.items() if n in files]
    lines.append(
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
        'core-properties+xml"/>'
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{''.join(lines)}{more}</Types>"
    )


def xml(document: object, part: str = "word/document.xml") -> str:
    """A part of a document that was made, as text."""
    return Package.open(bytes(document)).read(part).decode()  # type: ignore[call-overload]  # anything with bytes


def texts(document: object, part: str = "word/document.xml") -> list[str]:
    """The text of each paragraph, as Word shows it: tabs, line breaks and page breaks as characters."""
    root = etree.fromstring(Package.open(bytes(document)).read(part))  # type: ignore[call-overload]  # anything with bytes
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    shown = []
    for paragraph in root.iter(f"{space}p"):
        pieces = []
        for node in paragraph.iter(f"{space}t", f"{space}br", f"{space}tab"):
            if next(node.iterancestors(f"{space}p")) is not paragraph:
                continue
            page = node.get(f"{space}type") == "page"
            pieces.append(
                {"t": node.text or "", "br": "\f" if page else "\n", "tab": "\t"}[node.tag.rpartition("}")[2]]
            )
        shown.append("".join(pieces))
    return shown
