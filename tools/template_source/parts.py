"""Body, headers and footers → the parts of a Word file, the same for letter and plan but for their words."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tools.template_source.markup import Block, Element, element, flatten
from tools.template_source.style_sheet import style_sheet
from tools.template_source.styles import ACCENT, FONT, INK, LINK

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EXTENDED = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
EMAIL = "rIdEmail"
"""The relationship of a hyperlink that writes to the contact."""
_MAILTO = "mailto:%7B%7B%20contact.email%20%7D%7D"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What makes a template: its properties, which may hold tags, its body, and its headers and footers by kind."""

    title: str
    subject: str
    status: str
    body: Block
    first_header: Block
    header: Block
    footer: Block


def parts(design: Design) -> dict[str, bytes]:
    """The parts of the template by name, in the order in which they lie in the file."""
    document = _xml(element("w:document", element("w:body", *flatten(design.body))))
    return {
        "[Content_Types].xml": _text(_CONTENT_TYPES),
        "_rels/.rels": _text(_PACKAGE_RELATIONSHIPS),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _text(_document_relationships(writes_to_contact=EMAIL.encode() in document)),
        "word/styles.xml": _xml(style_sheet()),
        "word/numbering.xml": _xml(_numbering()),
        "word/settings.xml": _xml(_settings()),
        "word/fontTable.xml": _text(_FONTS),
        "word/theme/theme1.xml": _text(_THEME),
        "word/header1.xml": _xml(element("w:hdr", *flatten(design.first_header))),
        "word/header2.xml": _xml(element("w:hdr", *flatten(design.header))),
        "word/footer1.xml": _xml(element("w:ftr", *copy.deepcopy([*flatten(design.footer)]))),
        "word/footer2.xml": _xml(element("w:ftr", *copy.deepcopy([*flatten(design.footer)]))),
        "docProps/core.xml": _core(design),
        "docProps/app.xml": _text(_APP),
    }


def section(*, landscape: bool = False, first: bool = False, starts: str = "nextPage", margin: int = 1304) -> Element:
    """The properties of an A4 section; the `first` one brings the headers and footers that all others carry on."""
    width, height = (16838, 11906) if landscape else (11906, 16838)
    references = [
        element("w:headerReference", type="first"),
        element("w:headerReference", type="default"),
        element("w:footerReference", type="first"),
        element("w:footerReference", type="default"),
    ]
    for number, reference in enumerate(references, 1):
        reference.set(f"{{{_OFFICE}}}id", f"rId{number}")
    size = element("w:pgSz", w=width, h=height)
    if landscape:
        size.set(f"{{{size.nsmap['w']}}}orient", "landscape")
    return element(
        "w:sectPr",
        *(references if first else []),
        element("w:type", val=starts),
        size,
        element("w:pgMar", top=1304, right=margin, bottom=1134, left=margin, header=680, footer=567, gutter=0),
        element("w:cols", space=708),
        element("w:titlePg") if first else None,
    )


def _xml(root: Element) -> bytes:
    etree.cleanup_namespaces(root)
    return _DECLARATION + etree.tostring(root, encoding="utf-8")


def _text(text: str) -> bytes:
    return _xml(etree.fromstring(text, etree.XMLParser(remove_blank_text=True)))


def _relationships(targets: Mapping[str, str]) -> str:
    lines = [
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    ]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _document_relationships(*, writes_to_contact: bool) -> str:
    kinds = {
        "header1.xml": "header",
        "header2.xml": "header",
        "footer1.xml": "footer",
        "footer2.xml": "footer",
        "styles.xml": "styles",
        "numbering.xml": "numbering",
        "settings.xml": "settings",
        "fontTable.xml": "fontTable",
        "theme/theme1.xml": "theme",
    }
    internal = _relationships({target: f"{_OFFICE}/{kind}" for target, kind in kinds.items()})
    if not writes_to_contact:
        return internal
    address = f'<Relationship Id="{EMAIL}" Type="{_OFFICE}/hyperlink" Target="{_MAILTO}" TargetMode="External"/>'
    return internal.replace("</Relationships>", f"{address}</Relationships>")


_PACKAGE_RELATIONSHIPS = _relationships(
    {
        "word/document.xml": f"{_OFFICE}/officeDocument",
        "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
        "docProps/app.xml": f"{_OFFICE}/extended-properties",
    }
)

_CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/>
<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>
<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>
<Override PartName="/word/header2.xml" ContentType="{_WORD}.header+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>
<Override PartName="/word/footer2.xml" ContentType="{_WORD}.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/app.xml" ContentType="{_EXTENDED}"/>
</Types>"""

_APP = """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
<Company>Care Inspectorate</Company></Properties>"""

_FONTS = f"""<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:font w:name="{FONT}"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>
<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"""


def _core(design: Design) -> bytes:
    dublin = "http://purl.org/dc/elements/1.1/"
    core = f"{_PACKAGE}/metadata/core-properties"
    root = etree.Element(f"{{{core}}}coreProperties", nsmap={"cp": core, "dc": dublin})
    facts = (
        (dublin, "title", design.title),
        (dublin, "subject", design.subject),
        (dublin, "creator", "Care Inspectorate"),
        (dublin, "language", "en-GB"),
        (core, "contentStatus", design.status),
    )
    for uri, name, text in facts:
        etree.SubElement(root, f"{{{uri}}}{name}").text = text
    return _xml(root)


def _settings() -> Element:
    modern = "http://schemas.microsoft.com/office/word"
    switches = ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents")
    compatibility = [("compatibilityMode", 15), *((name, 1) for name in switches)]
    pairs = ("bg1 light1", "t1 dark1", "bg2 light2", "t2 dark2", *(f"accent{n} accent{n}" for n in range(1, 7)))
    links = ("hyperlink hyperlink", "followedHyperlink followedHyperlink")
    return element(
        "w:settings",
        element("w:zoom", percent=100),
        element("w:defaultTabStop", val=720),
        element("w:characterSpacingControl", val="doNotCompress"),
        element(
            "w:compat",
            *(element("w:compatSetting", name=name, uri=modern, val=value) for name, value in compatibility),
        ),
        element("w:themeFontLang", val="en-GB"),
        element("w:clrSchemeMapping", **dict(pair.split() for pair in (*pairs, *links))),
        element("w:decimalSymbol", val="."),
        element("w:listSeparator", val=","),
    )


def _numbering() -> Element:
    bullets = [("bullet", "•"), ("bullet", "–"), ("bullet", "•")]
    numbers = [("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")]
    definitions = ((1, "ListBullet", bullets), (2, "ListNumber", numbers))
    return element(
        "w:numbering",
        *(_list_definition(number, style, levels) for number, style, levels in definitions),
        *(
            element("w:num", element("w:abstractNumId", val=number), numId=number)
            for number, _style, _levels in definitions
        ),
    )


def _list_definition(number: int, style: str, levels: list[tuple[str, str]]) -> Element:
    definitions = [
        element(
            "w:lvl",
            element("w:start", val=1),
            element("w:numFmt", val=kind),
            None if depth else element("w:pStyle", val=style),
            element("w:lvlText", val=text),
            element("w:lvlJc", val="left"),
            element("w:pPr", element("w:ind", left=397 * (depth + 1), hanging=397)),
            ilvl=depth,
        )
        for depth, (kind, text) in enumerate(levels)
    ]
    return element("w:abstractNum", element("w:multiLevelType", val="multilevel"), *definitions, abstractNumId=number)


def _colour(name: str, value: str) -> str:
    return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'


_PALETTE = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": ACCENT,
    "lt2": "DFE9EE",
    "accent1": ACCENT,
    "accent2": "3F6F55",
    "accent3": "8A5A14",
    "accent4": "7A3B4E",
    "accent5": "4B4F87",
    "accent6": "4F5B62",
    "hlink": LINK,
    "folHlink": "5B3A86",
}
_LETTERS = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="{{width}}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_LINES = "".join(_LINE.format(width=width) for width in (6350, 12700, 19050))
_NO_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_THEME = f"""<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House style">
<a:themeElements>
<a:clrScheme name="House colours">{"".join(_colour(name, value) for name, value in _PALETTE.items())}</a:clrScheme>
<a:fontScheme name="House fonts">
<a:majorFont>{_LETTERS}</a:majorFont><a:minorFont>{_LETTERS}</a:minorFont></a:fontScheme>
<a:fmtScheme name="House effects">
<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>
<a:lnStyleLst>{_LINES}</a:lnStyleLst>
<a:effectStyleLst>{_NO_EFFECT * 3}</a:effectStyleLst>
<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>
</a:themeElements></a:theme>"""
