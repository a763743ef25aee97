"""Lists that run into, through and out of tables, tagged as if all stood where they begin → each item in its own cell.

LibreOffice 7.4 goes on with a list where the next cell, or what follows the table, begins with an item of it, and
leaves that cell empty. How many items stand where is the Word file's: see `engross.print_copy.PrintCopy`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Pdf

from engross.pdf.structure_tree import MOST_DEEP, Tags, is_element, is_same_object, kids, role, role_map, without
from engross.pdf.tagging.row_headers import CELLS, rows_of

_APART = {"/Note", "/Div"}


class _Place(Struct, frozen=True):
    """Where items stand: in an element, behind a table in it if that is there, and those that the PDF has there."""

    element: Object
    behind: Object | None
    items: list[Object] = field(default_factory=list)


def put_items_into_cells(pdf: Pdf, tags: Tags, counts: Sequence[int]) -> None:
    """Put each list item where it belongs: `counts` are those before a table, in each cell, behind it, and so on.

    Nothing is moved if the PDF has other places, or other items in all.
    """
    if not tags.of("/LI"):
        return
    root = tags.root
    places = [_Place(root, None)]
    _read(root, role_map(root), places, 0)
    held = [len(place.items) for place in places]
    if held == list(counts) or len(held) != len(counts) or sum(held) != sum(counts):
        return
    items = iter([(number, item) for number, place in enumerate(places) for item in place.items])
    wanted = [[next(items) for _ in range(count)] for count in counts]
    if any(number > at for at, group in enumerate(wanted) for number, _ in group):
        return
    for at, group in enumerate(wanted):
        _move(pdf, places[at], [item for number, item in group if number != at])
    tags.changed()


def _read(element: Object, roles: Mapping[str, str], places: list[_Place], depth: int) -> None:
    """Add the places below an element, and to the last one the items that stand there."""
    for kid in filter(is_element, kids(element)) if depth < MOST_DEEP else ():
        kind = role(kid, roles)
        if kind == "/Table":
            for cell in (cell for row in rows_of(kid, roles) for cell in kids(row)):
                if is_element(cell) and role(cell, roles) in CELLS:
                    places.append(_Place(cell, None))
                    _read(cell, roles, places, depth + 1)
            places.append(_Place(element, kid))
        elif kind not in _APART:
            places[-1].items.extend([kid] if kind == "/LI" else [])
            _read(kid, roles, places, depth + 1)


def _move(pdf: Pdf, place: _Place, moved: list[Object]) -> None:
    """Put items where a place begins, in lists like those from which they come."""
    numbers = {item.objgen for item in moved}
    outer = [item for item in moved if not any(each.objgen in numbers for each in _around(item))]
    lists = []
    for _, group in groupby(outer, key=lambda item: item.P.objgen):
        items = list(group)
        old = items[0].P
        new = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.L, P=place.element, K=Array(items)))
        for key in ("/A", "/Pg"):
            if key in old:
                new[key] = old[key]
        for item in items:
            without(old, item)
            item.P = new
        if not kids(old):
            without(old.P, old)
        lists.append(new)
    held = kids(place.element)
    at = next((n for n, kid in enumerate(held, 1) if _is(kid, place.behind)), 0)
    place.element.K = Array([*held[:at], *lists, *held[at:]])


def _is(kid: object, element: Object | None) -> bool:
    return isinstance(kid, Dictionary) and is_same_object(kid, element)


def _around(item: Object) -> Iterator[Object]:
    """Yield the elements around an item, from the inside."""
    element = item.get("/P")
    for _ in range(MOST_DEEP):
        if element is None:
            return
        yield element
        element = element.get("/P")
