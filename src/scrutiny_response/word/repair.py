"""A rendered part → the same part with nothing empty that Word cannot read: tables, rows, cells, controls, stories."""

from __future__ import annotations

import re

from lxml import etree

_EMPTY_CONTROL = re.compile(r"<w:sdtContent(?:/>|></w:sdtContent>)")
_EMPTY_ROW = re.compile(r"<w:tr(?: [^<>]*?)?(?:/>|>(?:<w:tblPrEx>(?:(?!</w:tblPrEx>).)*</w:tblPrEx>)?"
                        r"(?:<w:trPr(?:/>|>(?:(?!</w:trPr>).)*</w:trPr>))?</w:tr>)")  # fmt: skip
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*?</w:tbl>", re.DOTALL)
_EMPTY_CELL = re.compile(r"(<w:tc/>|<w:tc>(?:<w:tcPr(?:/>|>(?:(?!</w:tcPr>).)*</w:tcPr>))?</w:tc>)")
_EMPTY_STORY = re.compile(r"<w:(hdr|ftr|footnote|endnote|txbxContent)((?: [^<>]*?)?)(?:/>|></w:\1>)")
_END_AFTER_TABLE = re.compile(
    r"(</w:tbl>(?:</w:sdtContent></w:sdt>)*)(</w:(?:tc|hdr|ftr|footnote|endnote|txbxContent)>)"
)
_HOLDERS = frozenset({"tbl", "tr", "tc", "sdtContent", "hdr", "ftr", "footnote", "endnote", "txbxContent"})


def repair(text: str) -> str:
    """The part with everything empty taken out or given the paragraph it must have. Nothing that shows is changed."""
    before = None
    while before != text:
        before = text
        text = _without_controls(text)
        text = _EMPTY_ROW.sub("", text)
        text = _EMPTY_TABLE.sub("", text)
    text = _EMPTY_CELL.sub(_filled, text)
    text = _EMPTY_STORY.sub(r"<w:\1\2><w:p/></w:\1>", text)
    return _END_AFTER_TABLE.sub(r"\1<w:p/>\2", text)


def _filled(found: re.Match[str]) -> str:
    cell = found[1]
    return "<w:tc><w:p/></w:tc>" if cell == "<w:tc/>" else cell.removesuffix("</w:tc>") + "<w:p/></w:tc>"


def _without_controls(text: str) -> str:
    found = _EMPTY_CONTROL.search(text)
    while found:
        start = text.rfind("<w:sdt>", 0, found.start())
        end = text.index("</w:sdt>", found.end()) + len("</w:sdt>")
        text = text[:start] + text[end:]
        found = _EMPTY_CONTROL.search(text, start)
    return text


def may_empty(root: etree._Element) -> bool:  # lxml names its element type so
    """Whether a rendering of this tree can leave something empty: marks stand among rows, cells or paragraphs."""
    return any(
        parent is not None and str(parent.tag).rpartition("}")[2] in _HOLDERS
        for parent in (node.getparent() for node in root.iter(etree.PI))
    )
