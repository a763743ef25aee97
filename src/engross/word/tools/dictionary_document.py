"""The dictionary of fields → a Word document for template owners, rendered by the engine itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from engross.word.opc.archive import Stored, pack
from engross.word.opc.xml_names import NAMESPACES
from engross.word.template import Document, Template
from engross.word.tools.dictionary import FieldEntry, by_group

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = f'xmlns:w="{NAMESPACES["w"]}"'
_SETTINGS = (
    f'<w:settings {_W}><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_TITLE = "Fields that templates can use"
_INTRODUCTION = (
    "Copy a tag from the first column into a template, with its braces. Where a tag begins with {_% if %_} or "
    "{_% for %_}, put your own text in the place of the dots. A heading that names a {_% for %_} tag says that the "
    "fields below it can be used between this tag and {_% endfor %_}."
)
_COLUMNS = (("How to write it", "write", 5000), ("What it is", "type", 3000),
            ("What it means", "meaning", 3600), ("Example", "example", 2400))  # fmt: skip


def as_document(entries: Iterable[FieldEntry], title: str = _TITLE) -> Document:
    """Return the dictionary as a Word document: a heading and a table for each group of fields."""
    groups = [{"name": group, "rows": [entry.as_json() for entry in rows]} for group, rows in by_group(entries)]
    return _template().render({"title": title, "groups": groups})


@cache
def _template() -> Template:
    return Template.open(_package(), file="fields.docx")


def _package() -> bytes:
    """Return the template: a heading and a table with a marked header row, landscape, in British English."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links(("officeDocument", "word/document.xml"), ("core", "docProps/core.xml")),
        "word/document.xml": f"<w:document {_W}><w:body>{_body()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _links(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": f'<w:fonts {_W}><w:font w:name="Arial"><w:family w:val="swiss"/></w:font></w:fonts>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>{{ title }}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>",
    }
    return pack(Stored.deflate(part, (_DECLARATION + text).encode()) for part, text in parts.items())


def _types() -> str:
    kinds = {
        "word/document.xml": f"{_MAIN}.document.main+xml",
        "word/styles.xml": f"{_MAIN}.styles+xml",
        "word/settings.xml": f"{_MAIN}.settings+xml",
        "word/fontTable.xml": f"{_MAIN}.fontTable+xml",
        "docProps/core.xml": _CORE_TYPE,
    }
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return (
        f'<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _links(*links: tuple[str, str]) -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{core if kind == "core" else f"{_OFFICE}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{NAMESPACES["rel"]}">{lines}</Relationships>'


def _body() -> str:
    return (
        _paragraph("{{ title }}", "Title")
        + _paragraph(_INTRODUCTION)
        + _paragraph("{%p for group in groups %}")
        + _paragraph("{{ group.name }}", "Heading1")
        + _table()
        + _paragraph("{%p endfor %}")
        + '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" '
        'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _table() -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _, _, width in _COLUMNS)
    head = "".join(_cell(heading, width, "TableHead") for heading, _, width in _COLUMNS)
    row = "".join(_cell(f"{{{{ row.{field} }}}}", width) for _, field, width in _COLUMNS)
    wide = sum(width for _, _, width in _COLUMNS)
    spanning = f'<w:tcW w:w="{wide}" w:type="dxa"/><w:gridSpan w:val="{len(_COLUMNS)}"/>'
    opening, closing = (
        f"<w:tr><w:tc><w:tcPr>{spanning}</w:tcPr>{_paragraph(tag)}</w:tc></w:tr>"
        for tag in ("{%tr for row in group.rows %}", "{%tr endfor %}")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Fields"/><w:tblW w:w="{wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{{{{ group.name }}}}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"{opening}<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>{closing}</w:tbl>"
    )


def _cell(text: str, width: int, style: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(text, style)}</w:tc>'


def _paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _styles() -> str:
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="767676"/>'
                     for side in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="24"/>'
        '<w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + _heading("Title", "Title", 40)
        + _heading("Heading1", "heading 1", 30, '<w:outlineLvl w:val="0"/>')
        + '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHead"><w:name w:val="Table head"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Fields"><w:name w:val="Fields"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr></w:style></w:styles>'
    )


def _heading(id: str, called: str, size: int, level: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{called}"/><w:basedOn w:val="Normal"/>'
        '<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>'
        f'{level}</w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )
