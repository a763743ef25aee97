"""Pictures marked as decorative by their author → the same with a description that a PDF keeps.

LibreOffice 7.4 does not know the mark (`adec:decorative`, [MS-ODRAWXML] 2.28.1.1), and knows descriptions.
"""

from __future__ import annotations

from engross.print_copy import DECORATION
from engross.word.opc.xml_names import Element, name

_MARK = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PROPERTIES = name("wp:docPr")
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
