"""A title tagged as a plain paragraph → a heading, so that people who use a screen reader find it.

LibreOffice 7.4 names the tag after the paragraph's style, which is Word's own style Title, and maps it to a paragraph.
ISO 32000-1 has no type for titles.
"""

from __future__ import annotations

from pikepdf import Dictionary, Name

from engross.pdf.structure_tree import Tags

_TITLE = "/Title"


def turn_into_headings(tags: Tags) -> None:
    """Map the tag of titles to a heading of the first level, if it is mapped to a paragraph.

    A title that stands further down, as that of a plan under its appendix heading, stays a paragraph.
    """
    roles = tags.root.get("/RoleMap", Dictionary())
    if roles.get(_TITLE) == Name.P:
        for further in tags.named(_TITLE)[1:]:
            further.S = Name.P
        roles[_TITLE] = Name.H1
        tags.changed("/H1", "/P", _TITLE)
