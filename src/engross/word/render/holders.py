"""A tree with marks → what a rendering of it can leave empty, so that only this is looked for (`repair`)."""

from __future__ import annotations

from collections.abc import Iterator

from engross.word.opc.xml_names import SDT_CONTENT, TBL, TC, TR, Element, P, names
from engross.word.render.repair import ALL, MEETING, SEAMED
from engross.word.tags.flow import Flow, leaves_early
from engross.word.tags.tag_table import Tag, Tags, is_mark, mark, nowhere

_HOLDERS = names("w:tbl", "w:tr", "w:tc", "w:sdtContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent")
_CERTAIN = {"tbl": TR, "tr": TC, "sdtContent": ""}
_NO_END = names("w:tbl", "w:tblPr", "w:tblGrid", "w:tblPrEx", "w:trPr", "w:tcPr")


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


def _mark_seams(root: Element, tags: Tags) -> bool:
    """Mark where tables lie side by side that no tag parts; return whether there are any."""
    pairs = [(one, two) for one in root.iter(TBL) if (two := one.getnext()) is not None and two.tag == TBL]
    for number, (one, two) in enumerate(pairs):
        seam = Tag("literal", "", "", f"<?seam {number}?>", nowhere, ours=True)
        one.append(mark(tags.add(seam)))
        two.insert(0, mark(tags.add(seam)))
    return bool(pairs)


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
