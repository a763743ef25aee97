"""A title tagged as a plain paragraph → a heading, so that people who use a screen reader find it.

LibreOffice 7.4 names the tag after the paragraph's style, which is Word's own style Title, and maps it to a paragraph.
ISO 32000-1 has no type for titles.
"""

from __future__ import annotations

from pikepdf import Dictionary, Name, Pdf

from engross.pdf.structure_tree import elements

_TITLE = "/Title"


def turn_into_headings(pdf: Pdf) -> None:
    """Map the tag of titles to a heading of the first level, if it is mapped to a paragraph.

    A title that stands further down, as that of a plan under its appendix heading, stays a paragraph.
    """
    root = pdf.Root.StructTreeRoot
    roles = root.get("/RoleMap", Dictionary())
    if roles.get(_TITLE) == Name.P:
        for further in [element for element in elements(root) if element.S == _TITLE][1:]:
            further.S = Name.P
        roles[_TITLE] = Name.H1
