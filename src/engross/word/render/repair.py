"""A rendered part → the same part as Word can read it: nothing empty, and no table that runs into what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from engross.word.opc.xml_names import SDT_CONTENT, TBL, TC, TR, Element, P, names
from engross.word.tags.flow import Flow, leaves_early
from engross.word.tags.tag_table import Tag, Tags, is_mark, mark, nowhere

_EMPTY_CONTROL = re.compile(r"<w:sdtContent(?:/>|></w:sdtContent>)")
_EMPTY_ROW = re.compile(r"<w:tr(?: [^<>]*?)?(?:/>|>(?:<w:tblPrEx>(?:(?!</w:tblPrEx>).)*</w:tblPrEx>)?"
                        r"(?:<w:trPr(?:/>|>(?:(?!</w:trPr>).)*</w:trPr>))?</w:tr>)")  # fmt: skip
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*?</w:tbl>", re.DOTALL)
_EMPTY_CELL = re.compile(r"(<w:tc/>|<w:tc>(?:<w:tcPr(?:/>|>(?:(?!</w:tcPr>).)*</w:tcPr>))?</w:tc>)")
_EMPTY_STORY = re.compile(r"<w:(hdr|ftr|footnote|endnote|txbxContent)((?: [^<>]*?)?)(?:/>|></w:\1>)")
_UNSEEN = r"<w:(?:bookmark|perm|commentRange)(?:Start|End) [^<>]*/>"
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
_HOLDERS = names("w:tbl", "w:tr", "w:tc", "w:sdtContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent")
ALL, MEETING, SEAMED = "all", "meeting", "seamed"
_SEAM = re.compile(r"<\?seam (\d+)\?>")
"""Stands at the end of a table and at the beginning of the next where they lie side by side in the template."""
_TABLE_END, _PARAGRAPH_STARTS = "</w:tbl>", ("<w:p>", "<w:p ", "<w:p/>")
_STORY_ENDS = ("</w:p>", "<w:p/>")
_ENDS = {"tbl": ("</w:tr>", "</w:sdt>"), "tr": ("</w:tc>", "</w:sdt>")}
_CERTAIN = {"tbl": TR, "tr": TC, "sdtContent": ""}
_BAD_CONTROLS = ("<w:sdtContent></w:sdtContent>", "<w:sdtContent/>", "</w:tbl></w:sdtContent>")
_NO_END = names("w:tbl", "w:tblPr", "w:tblGrid", "w:tblPrEx", "w:trPr", "w:tcPr")


def repair(text: str) -> str:
    """The part with everything empty taken out or given the paragraph it must have, and tables kept apart.

    Nothing that shows is changed.
    """
    unrepaired = None
    while unrepaired != text:
        unrepaired = text
        text = _without_controls(text)
        text = _EMPTY_ROW.sub("", text)
        text = _EMPTY_TABLE.sub("", text)
    text = _EMPTY_CELL.sub(_filled, text)
    text = _EMPTY_STORY.sub(r"<w:\1\2><w:p/></w:\1>", text)
    return _LAST_TABLE.sub(_kept_apart, text)


def _kept_apart(end: re.Match[str]) -> str:
    """The end of a table and what follows it, with a paragraph between; none where they lie so in the template."""
    return end[0] if _lies_so(end) else f"{end[1]}{APART}{end[2]}"


def _lies_so(end: re.Match[str]) -> bool:
    """Whether the tables that meet here lie side by side in the template, too."""
    seam_start = end.string.rfind("<", 0, end.start())
    seam = _SEAM.fullmatch(end.string, seam_start, end.start())
    return seam is not None and end.string.startswith(seam[0], end.end())


def _mark_seams(root: Element, tags: Tags) -> bool:
    """Mark where tables lie side by side that no tag parts; return whether there are any."""
    pairs = [(one, two) for one in root.iter(TBL) if (two := one.getnext()) is not None and two.tag == TBL]
    for number, (one, two) in enumerate(pairs):
        seam = Tag("literal", "", "", f"<?seam {number}?>", nowhere, ours=True)
        one.append(mark(tags.add(seam)))
        two.insert(0, mark(tags.add(seam)))
    return bool(pairs)


def _filled(empty_cell: re.Match[str]) -> str:
    cell = empty_cell[1]
    return "<w:tc><w:p/></w:tc>" if cell == "<w:tc/>" else cell.removesuffix("</w:tc>") + "<w:p/></w:tc>"


def _without_controls(text: str) -> str:
    empty_control = _EMPTY_CONTROL.search(text)
    while empty_control:
        start = text.rfind("<w:sdt>", 0, empty_control.start())
        end = text.index("</w:sdt>", empty_control.end()) + len("</w:sdt>")
        text = text[:start] + text[end:]
        empty_control = _EMPTY_CONTROL.search(text, start)
    return text


def open_holders(root: Element, tags: Tags) -> frozenset[str]:
    """What a rendering of this tree can leave empty: tables, rows, cells, controls or stories, all of it under tags.

    "all" among them says that something is empty in every rendering, "meeting" that two of its tables may meet, and
    "seamed" that tables lie side by side in the template, which are marked.
    """
    holders = {SEAMED} if _mark_seams(root, tags) else set()
    holders |= {MEETING} if _may_meet(root, tags) else set()
    for holder in root.iter(*_HOLDERS):
        local = str(holder.tag).rpartition("}")[2]
        marked = any(is_mark(child) for child in holder)
        if not marked and (not len(holder) or holder[-1].tag in _NO_END):
            holders.add(ALL)
        elif marked and not _always_ends_well(holder, tags, _CERTAIN.get(local, P)):
            holders.add(local)
    return frozenset(holders)


def _always_ends_well(holder: Element, tags: Tags, kind: str) -> bool:
    """Whether a holder has in every rendering what it must have: a row, a cell, or a paragraph at its end."""

    def after(state: bool, child: Element | Tag) -> bool:
        return kind != P and state if isinstance(child, Tag) else child.tag == kind or (kind != P and state)

    return not leaves_early(holder, tags) and Flow(after, all).end(holder, tags)


def _may_meet(root: Element, tags: Tags) -> bool:
    """Whether in some rendering of this tree a table may follow another right away."""
    met = False

    def after(state: bool, child: Element | Tag) -> bool:
        nonlocal met
        if (
            isinstance(child, Tag)
            or child.tag == TBL
            or (child.tag != P and next(child.iterdescendants(TBL), None) is not None)
        ):
            met |= state
            return True
        return state and child.tag != P

    holders = {holder for table in root.iter(TBL) for holder in _holders(table)}
    for holder in holders:
        Flow(after, any).end(holder, tags)
    return met or any(leaves_early(holder, tags) for holder in holders)


def _holders(table: Element) -> Iterator[Element]:
    """What a table stands in, and what the content controls around it stand in."""
    holder = table.getparent()
    while holder is not None:
        yield holder
        control = holder.getparent() if holder.tag == SDT_CONTENT else None
        holder = None if control is None else control.getparent()


def sound(text: str, holders: frozenset[str]) -> str:
    """The rendered part as Word can read it; `holders` are what it can leave empty."""
    if holders and not is_sound(text, holders):
        text = repair(text)
    return _SEAM.sub("", text) if SEAMED in holders else text


def is_sound(text: str, holders: frozenset[str]) -> bool:
    """Whether nothing of these kinds is empty in a rendered part, by a quick look; False where that cannot tell."""
    return ALL not in holders and all(map(partial(_ends_well, text), holders))


def _ends_well(text: str, holder: str) -> bool:
    if holder == SEAMED:
        return True
    if holder == MEETING:
        return not any(
            end and not _lies_so(end) for end in (_LAST_TABLE.match(text, at) for at in _ends_of_tables(text))
        )
    if holder == "sdtContent":
        return not any(sign in text for sign in _BAD_CONTROLS)
    closing = f"</w:{holder}>"
    ends = _ENDS.get(holder, _STORY_ENDS)
    return all(piece.endswith(ends) for piece in text.split(closing)[:-1])


def _ends_of_tables(text: str) -> Iterator[int]:
    """Where tables end that no paragraph follows right away."""
    at = text.find(_TABLE_END)
    while at >= 0:
        end = at + len(_TABLE_END)
        if not text.startswith(_PARAGRAPH_STARTS, end):
            yield at
        at = text.find(_TABLE_END, end)
