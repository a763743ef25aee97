"""A link that is tagged in pieces, each of which claims the one annotation → one Link (ISO 14289-1, 7.18.5).

LibreOffice 7.4 begins another piece where the text of a link changes its look, or holds a no-break space or hyphen.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pikepdf import Array, Dictionary, Object, Pdf

from engross.pdf.structure_tree import (
    Tags,
    is_element,
    kids,
    number_tree,
    numbers,
)


def join_links(pdf: Pdf, tags: Tags) -> None:
    """Join the pieces of links, with what stands between them."""
    root = tags.root
    pieces = {link.objgen: _annotation(link) for link in tags.of("/Link")}
    if sum(annotation is not None for annotation in pieces.values()) <= 1:
        return
    parents = numbers(root.get("/ParentTree"))
    holders = [e for e in tags.all() if sum(_is_piece(kid, pieces) for kid in kids(e)) > 1]
    if sum([_join(holder, pieces, parents) for holder in holders]):
        used = set(_keys(pdf))
        root.ParentTree = number_tree(pdf, {key: value for key, value in parents.items() if key in used})
        root.ParentTreeNextKey = max(used, default=-1) + 1
        tags.changed("/Link")


def _is_piece(kid: object, pieces: dict[tuple[int, int], Object | None]) -> bool:
    return isinstance(kid, Dictionary) and pieces.get(kid.objgen) is not None


def _annotation(link: Object) -> Object | None:
    """The annotation that a Link claims."""
    claimed = (kid.get("/Obj") for kid in kids(link) if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR")
    return next(claimed, None)


def _join(holder: Object, pieces: dict[tuple[int, int], Object | None], parents: dict[int, Object]) -> int:
    """Join the links in an element that are pieces of one; return how many went."""
    held = kids(holder)
    at = [place for place, kid in enumerate(held) if _is_piece(kid, pieces)]
    groups = groupby(at, lambda place: pieces[held[place].objgen].objgen)  # type: ignore[union-attr]  # no piece is None
    runs = [(places[0], places[-1]) for places in (list(group) for _, group in groups) if len(places) > 1]
    for first, last in reversed(runs):
        _take_in(held[first], held[first + 1 : last + 1], pieces, parents)
        del held[first + 1 : last + 1]
    holder.K = Array(held)
    return len(runs)


def _take_in(
    link: Object, others: list[Object], pieces: dict[tuple[int, int], Object | None], parents: dict[int, Object]
) -> None:
    """Let a link hold what follows it, and alone claim the annotation."""
    reference = next(kid for kid in kids(link) if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR")
    content = [kid for kid in kids(link) if kid != reference]
    for other in others:
        inner = kids(other) if _is_piece(other, pieces) else [other]
        content += [kid for kid in inner if not (isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR")]
    for kid in content:
        _give_to(link, kid, parents)
    link.K = Array([*content, reference])
    annotation = pieces[link.objgen]
    if annotation is not None:
        parents[int(annotation.StructParent)] = link


def _give_to(link: Object, kid: Object, parents: dict[int, Object]) -> None:
    """Let content or an element know that a link holds it."""
    if is_element(kid):
        kid.P = link
        return
    page, identifier = link.get("/Pg"), kid
    if isinstance(kid, Dictionary):
        page, identifier = kid.get("/Pg", page), kid.MCID
    if page is not None and "/StructParents" in page:
        parents[int(page.StructParents)][int(identifier)] = link


def _keys(pdf: Pdf) -> Iterator[int]:
    """Yield the keys of the parent tree that pages and annotations name."""
    for page in pdf.pages:
        for thing in (page.obj, *page.obj.get("/Annots", Array())):
            for key in ("/StructParent", "/StructParents"):
                if key in thing:
                    yield int(thing[key])
