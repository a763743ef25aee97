"""A rendered part → the same part as Word can read it: nothing empty, and no table that runs into what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

_UNSEEN = r"<w:(?:bookmark|perm|commentRange)(?:Start|End) [^<>]*/>"
"""Ends of bookmarks and their like: nobody sees them, but what refers to them needs them."""
_EMPTY_CONTROL = re.compile(rf"<w:sdtContent(?:/>|>(?:{_UNSEEN})*</w:sdtContent>)")
_EMPTY_ROW = re.compile(r"<w:tr(?: [^<>]*?)?(?:/>|>(?:<w:tblPrEx>(?:(?!</w:tblPrEx>).)*</w:tblPrEx>)?"
                        rf"(?:<w:trPr(?:/>|>(?:(?!</w:trPr>).)*</w:trPr>))?(?:{_UNSEEN})*</w:tr>)")  # fmt: skip
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*?</w:tbl>", re.DOTALL)
_EMPTY_CELL = re.compile(rf"(<w:tc/>|<w:tc>(?:<w:tcPr(?:/>|>(?:(?!</w:tcPr>).)*</w:tcPr>))?(?:{_UNSEEN})*</w:tc>)")
_EMPTY_STORY = re.compile(rf"<w:(hdr|ftr|footnote|endnote|txbxContent)((?: [^<>]*?)?)(?:/>|>((?:{_UNSEEN})*)</w:\1>)")
_CONTROL = (r"<w:sdt>(?:<w:sdtPr>(?:(?!</w:sdtPr>).)*</w:sdtPr>|<w:sdtPr/>)?"
            r"(?:<w:sdtEndPr>(?:(?!</w:sdtEndPr>).)*</w:sdtEndPr>|<w:sdtEndPr/>)?<w:sdtContent>")  # fmt: skip
_LAST_TABLE = re.compile(
    rf"(</w:tbl>(?:</w:sdtContent></w:sdt>)*)((?:{_UNSEEN}|{_CONTROL}|</w:sdtContent></w:sdt>)*"
    r"(?:<w:tbl>|</w:(?:tc|hdr|ftr|footnote|endnote|txbxContent)>))",
    re.DOTALL,
)
APART = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
    "</w:pPr></w:p>"
)
"""A paragraph as small as Word can show it: without one, tables that follow each other become one table."""
ALL, MEETING, SEAMED = "all", "meeting", "seamed"
"""What `render.holders` says of a part beside the names of what it can leave empty."""
_SEAM = re.compile(r"<\?seam (\d+)\?>")
"""Stands at the end of a table and at the beginning of the next where they lie side by side in the template."""
_TABLE_END, _PARAGRAPH_STARTS = "</w:tbl>", ("<w:p>", "<w:p ", "<w:p/>")
_STORY_ENDS = ("</w:p>", "<w:p/>")
_ENDS = {"tbl": ("</w:tr>", "</w:sdt>"), "tr": ("</w:tc>", "</w:sdt>")}
_BAD_CONTROLS = ("<w:sdtContent></w:sdtContent>", "<w:sdtContent/>", "</w:tbl></w:sdtContent>")


def repair(text: str) -> str:
    """The part with everything empty taken out or given the paragraph it must have, and tables kept apart.

    Nothing that shows is changed.
    """
    unrepaired = None
    while unrepaired != text:
        unrepaired = text
        text = _without_controls(text)
        text = _EMPTY_ROW.sub(_ends_in, text)
        text = _EMPTY_TABLE.sub(_ends_in, text)
    text = _EMPTY_CELL.sub(_filled, text)
    text = _EMPTY_STORY.sub(r"<w:\1\2>\3<w:p/></w:\1>", text)
    return _LAST_TABLE.sub(_kept_apart, text)


def _kept_apart(end: re.Match[str]) -> str:
    """The end of a table and what follows it, with a paragraph between; none if they lie so in the template."""
    return end[0] if _lies_so(end) else f"{end[1]}{APART}{end[2]}"


def _lies_so(end: re.Match[str]) -> bool:
    """Whether the tables that meet here lie side by side in the template, too."""
    seam_start = end.string.rfind("<", 0, end.start())
    seam = _SEAM.fullmatch(end.string, seam_start, end.start())
    return seam is not None and end.string.startswith(seam[0], end.end())


def _ends_in(empty: re.Match[str]) -> str:
    """What stays of something empty."""
    return "".join(re.findall(_UNSEEN, empty[0]))


def _filled(empty_cell: re.Match[str]) -> str:
    cell = empty_cell[1]
    return "<w:tc><w:p/></w:tc>" if cell == "<w:tc/>" else cell.removesuffix("</w:tc>") + "<w:p/></w:tc>"


def _without_controls(text: str) -> str:
    empty_control = _EMPTY_CONTROL.search(text)
    while empty_control:
        start = text.rfind("<w:sdt>", 0, empty_control.start())
        end = text.index("</w:sdt>", empty_control.end()) + len("</w:sdt>")
        text = text[:start] + _ends_in(empty_control) + text[end:]
        empty_control = _EMPTY_CONTROL.search(text, start)
    return text


def sound(text: str, holders: frozenset[str]) -> str:
    """The rendered part as Word can read it; `holders` are what it can leave empty."""
    if holders and not is_sound(text, holders):
        text = repair(text)
    return _SEAM.sub("", text) if SEAMED in holders else text


def is_sound(text: str, holders: frozenset[str]) -> bool:
    """Whether nothing of these kinds is empty in a rendered part, by a quick look; False if that cannot tell."""
    return ALL not in holders and all(map(partial(_ends_well, text), holders))


def _ends_well(text: str, holder: str) -> bool:
    if holder == SEAMED:
        return True
    if holder == MEETING:
        return not any(
            end and not _lies_so(end) for end in (_LAST_TABLE.match(text, at) for at in _ends_of_tables(text))
        )
    if holder == "sdtContent":
        return not _has_bad_control(text)
    closing = f"</w:{holder}>"
    ends = _ENDS.get(holder, _STORY_ENDS)
    return all(piece.endswith(ends) for piece in text.split(closing)[:-1])


def _has_bad_control(text: str) -> bool:
    """Whether a content control may be empty, or end with a table."""
    holds_ends = any(f"<w:sdtContent><w:{kind}" in text for kind in ("bookmark", "perm", "commentRange"))
    return any(sign in text for sign in _BAD_CONTROLS) or (holds_ends and _EMPTY_CONTROL.search(text) is not None)


def _ends_of_tables(text: str) -> Iterator[int]:
    """Where tables end that no paragraph follows right away."""
    at = text.find(_TABLE_END)
    while at >= 0:
        end = at + len(_TABLE_END)
        if not text.startswith(_PARAGRAPH_STARTS, end):
            yield at
        at = text.find(_TABLE_END, end)


class Watch:
    """Looks at the groups of a rendered part one after the other, and says of each whether all is sound so far."""

    def __init__(self, holders: frozenset[str]) -> None:
        self._holders = holders
        self._end = ""

    @classmethod
    def over(cls, holders: frozenset[str]) -> Watch | None:
        """Return what watches for these; None if the whole part has to be looked at for one of them."""
        return None if holders & {ALL, MEETING, SEAMED} else cls(holders)

    def is_sound(self, group: str) -> bool:
        """Whether nothing is empty up to the end of this group."""
        end, self._end = self._end, (self._end + group)[-_MARKUP:]
        return all(_goes_on_well(end, group, holder) for holder in self._holders)


_MARKUP = 64
"""More characters than any two tags have that are looked for together."""


def _goes_on_well(end: str, group: str, holder: str) -> bool:
    """Whether nothing of this kind is empty in a group; `end` is that of what came before it."""
    text = end + group
    if holder == "sdtContent":
        return not _has_bad_control(text)
    closing, ends = f"</w:{holder}>", _ENDS.get(holder, _STORY_ENDS)
    first = text.find(closing, max(0, len(end) - len(closing) + 1))
    if first < 0:
        return True
    rest = text[first + len(closing) :]
    return text.endswith(ends, 0, first) and all(piece.endswith(ends) for piece in rest.split(closing)[:-1])
