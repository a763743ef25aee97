"""What is attach's own among names: the bookmarks that it sets, and elements that declare their namespace."""

from __future__ import annotations

from lxml import etree

from engross.word.opc.xml_names import NAMESPACES, Element, w

APPENDIX = "AttachedAppendix"
"""The bookmark around everything that was attached; a hidden one, with a low line first, LibreOffice drops."""
APPENDIX_LINE = "AttachedLine"
"""How the bookmarks of those lines of contents begin that lead nowhere, and could not be found again otherwise."""


def make(local: str, /, **attributes: str) -> Element:
    """Return a new element of Word's main namespace, which it declares, with attributes of the same namespace."""
    texts = {w(key): text for key, text in attributes.items()}
    return etree.Element(w(local), texts, nsmap={"w": NAMESPACES["w"]})


def make_root(space: str, local: str) -> Element:
    """Return the root of a part whose namespace needs no prefix."""
    return etree.Element(f"{{{space}}}{local}", nsmap={None: space})  # type: ignore[dict-item]  # the stubs forbid None
