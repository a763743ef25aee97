"""Pieces of WordprocessingML → a whole .docx file's bytes, as small and as clean as Word would write it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()) + ' mc:Ignorable="w14 w15 wp14"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" \
w:header="567" w:footer="567" w:gutter="0"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" \
w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000001000000010080200000090916836000000164944415478da6390cfef2609318c6a18d5"
    "307c350000f83319105d863db50000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part beside the body: where it lies, what it is, how the body names it, and its own relationships."""

    name: str
    type: str
    kind: str
    data: bytes
    id: str = ""
    rels: tuple[tuple[str, str, str], ...] = field(default=())


def xml_part(name: str, inner: str, id: str) -> Part:
    """A WordprocessingML part such as "header2.xml" or "footnotes.xml", with the body's relationship id to it."""
    kind = name.removesuffix(".xml").rstrip("0123456789")
    root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    data = f"{DECLARATION}<w:{root} {DECLARED}>{inner}</w:{root}>".encode()
    return Part(f"word/{name}", f"{WORD_TYPE}.{kind}+xml", f"{OFFICE}/{kind}", data, id)


def style(id: str, name: str, inner: str = "", type: str = "paragraph", based_on: str = "") -> str:
    """A style; `inner` is what comes after its basedOn."""
    default = ' w:default="1"' if name in {"Normal", "Normal Table", "No List", "Default Paragraph Font"} else ""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{type}"{default} w:styleId="{id}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


def heading_styles(ids: str = "Heading{}", base: str = "Normal", levels: int = 4) -> str:
    """The built-in heading styles under the ids that Word writes in one language."""
    return "".join(
        style(
            ids.format(level),
            f"heading {level}",
            f'<w:next w:val="{base}"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>'
            f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{36 - 4 * level}"/></w:rPr>',
            based_on=base,
        )
        for level in range(1, levels + 1)
    )


DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="24"/>'
    '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)
STYLES = (
    DEFAULTS
    + style("Normal", "Normal", "<w:qFormat/>")
    + style("DefaultParagraphFont", "Default Paragraph Font", type="character")
    + style("TableNormal", "Normal Table", "<w:tblPr><w:tblInd w:w='0' w:type='dxa'/></w:tblPr>", type="table")
    + style("NoList", "No List", type="numbering")
    + heading_styles()
)


def styles_part(inner: str = STYLES) -> Part:
    """The part of styles."""
    return xml_part("styles.xml", inner, "rIdStyles")


def settings_part(inner: str = "") -> Part:
    """The part of settings."""
    return xml_part("settings.xml", inner, "rIdSettings")


def paragraph(text: str, style: str = "", inner: str = "") -> str:
    """A paragraph with one run of text; `inner` goes into its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{inner}</w:pPr>" if named or inner else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows: Iterable[Iterable[str]], widths: Iterable[int], style: str = "") -> str:
    """A table of plain cells, its first row marked as heading; widths in twentieths of a point."""
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    sizes = list(widths)
    lines = []
    for place, row in enumerate(rows):
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'
            for size, text in zip(sizes, row, strict=True)
        )
        lines.append(f"<w:tr>{'' if place else '<w:trPr><w:tblHeader/></w:trPr>'}{cells}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    return (
        f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{sum(sizes)}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(lines)}</w:tbl>"
    )


def field_runs(instruction: str, result: str) -> str:
    """The runs of a complex field with its cached result."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {escape(instruction)} '
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{escape(result)}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(id: str, number: int, name: str = "Picture", alt: str = "A square") -> str:
    """A run with an inline picture of 1 cm."""
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="{number}" name="{name} {number}" descr="{alt}"/><a:graphic><a:graphicData uri="'
        f'{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def word_file(
    body: str,
    parts: Iterable[Part] = (),
    section: str = PORTRAIT,
    links: Mapping[str, str] | None = None,
    properties: str = "",
) -> bytes:
    """A .docx file with this body and these parts beside it; `links` are web addresses by relationship id.

    Styles and settings are added where no part of theirs is given; `section` is the inside of the last sectPr.
    """
    given = list(parts)
    for name, make in (("word/styles.xml", styles_part), ("word/settings.xml", settings_part)):
        if all(part.name != name for part in given):
            given.append(make())
    sect = f"<w:sectPr>{section}</w:sectPr>" if section else ""
    document = f"{DECLARATION}<w:document {DECLARED}><w:body>{body}{sect}</w:body></w:document>"
    rels = [(part.id, part.kind, part.name.removeprefix("word/")) for part in given if part.id]
    web = [(key, f"{OFFICE}/hyperlink", address) for key, address in (links or {}).items()]
    files = {
        "[Content_Types].xml": content_types(given).encode(),
        "_rels/.rels": relationships(
            [
                ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
                (
                    "rId2",
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
            ]
        ).encode(),
        "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": relationships(rels, web).encode(),
        "docProps/core.xml": core(properties).encode(),
    }
    for part in given:
        files[part.name] = part.data
        if part.rels:
            folder, _, name = part.name.rpartition("/")
            inside = [item for item in part.rels if "://" not in item[2]]
            outside = [item for item in part.rels if "://" in item[2]]
            files[f"{folder}/_rels/{name}.rels"] = relationships(inside, outside).encode()
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    """The files in an archive, by name."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def content_types(parts: Iterable[Part]) -> str:
    """The part that says what each part is."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in [
            ("word/document.xml", f"{WORD_TYPE}.document.main+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            *((part.name, part.type) for part in parts if not part.name.endswith(".png")),
        ]
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )


def relationships(inside: Iterable[tuple[str, str, str]], outside: Iterable[tuple[str, str, str]] = ()) -> str:
    """A part of relationships: (id, type, target) to parts and to addresses outside."""
    lines = [f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in inside]
    lines += [
        f'<Relationship Id="{key}" Type="{kind}" Target="{escape(target)}" TargetMode="External"/>'
        for key, kind, target in outside
    ]
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def core(inner: str) -> str:
    """The core properties."""
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>A paper</dc:title><dc:language>en-GB'
        f'</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">2026-11-23T09:00:00Z</dcterms:created>{inner}'
        "</cp:coreProperties>"
    )
