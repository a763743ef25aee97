"""Pictures marked as decorative by their author → the same with a description that a PDF keeps.

Also those of which nothing is said, so that a PDF has nothing to say of them. LibreOffice 7.4 does not know the mark
(`adec:decorative`, [MS-ODRAWXML] 2.28.1.1), and knows descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator

from engross.print_copy import DECORATION
from engross.word.opc.xml_names import NAMESPACES, Element, name

_MARK = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PROPERTIES = name("wp:docPr")
_BOX, _FALLBACK = name("w:txbxContent"), name("mc:Fallback")
_ON = {"1", "true", "on"}


def mark_decoration(root: Element) -> int:
    """Describe the decorative pictures below `root` as what they are; return how many there are."""
    marked = [node for node in root.iter(_MARK) if node.get("val", "") in _ON]
    pictures = {next(node.iterancestors(_PROPERTIES), None) for node in marked} - {None}
    for picture in pictures:
        if picture is not None:
            picture.set("descr", DECORATION)
            picture.attrib.pop("title", "")
    return len(pictures)


def undescribed(root: Element) -> tuple[str, ...]:
    """Return the names of the pictures below `root` that have no description and are no decoration, in order."""
    return tuple(_undescribed(root))


def _undescribed(root: Element) -> Iterator[str]:
    for drawing in root.iter(name("w:drawing"), name("w:pict")):
        if next(drawing.iterancestors(_FALLBACK), None) is not None or next(drawing.iter(_BOX), None) is not None:
            continue
        for picture in drawing.iterfind("*/wp:docPr", NAMESPACES):
            if not picture.get("descr", "").strip() and not any(
                mark.get("val", "1") in _ON for mark in picture.iter(_MARK)
            ):
                yield picture.get("name", "")
        for shape in drawing.iterchildren("{urn:schemas-microsoft-com:vml}*"):
            if next(shape.iter(name("v:imagedata")), None) is not None and not shape.get("alt", "").strip():
                yield shape.get("id", "")
