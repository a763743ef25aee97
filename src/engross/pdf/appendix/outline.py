"""The plan's outline → an entry of the report's outline, with the plan's own entries under it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from engross.labels import as_compared, next_label, read_label
from engross.pdf.appendix.names import entries, outline_items
from engross.pdf.structure_tree import MOST_DEEP, is_same_object
from engross.problems import FilePlace, Problem, Refused
from engross.suggestions import in_quotes, nearest_hint

UPPER_PART = 0.8
"""How far up a page (1 is its top) a heading must begin for the page to count as beginning with it."""


class InsertionPoint(Struct, frozen=True):
    """Where the plan goes: before the report's page `at` (from 0); after the outline entry `after`, else at the end.

    `cuts` says that the section before it ends on the page that the next one begins on; `is_first` that its entry is
    the first of the outline; `above` is the entry that it stands under, whatever it comes after.
    """

    at: int
    after: Object | None = None
    cuts: bool = False
    is_first: bool = False
    above: Object | None = None


def titles(pdf: Pdf) -> tuple[str, ...]:
    """Return the words of the outline's entries, in order."""
    return tuple(_words(item) for item in outline_items(pdf.Root.get("/Outlines")))


def heading(report: Pdf, title: str, word: str, count: str = "") -> str:
    """Return what the entry of the next appendix says, in the manner of the report's own; the title without a word."""
    labels = (read_label(title, word) for title in titles(report))
    return next_label([label for label in labels if label], word, count).heading(title) if word else title


def insertion_point(report: Pdf, after: str, name: str) -> InsertionPoint:
    """Return where the section of the outline entry with the words `after` ends; the report's end if `after` is empty.

    Refused if no entry has these words. Upper and lower case, and how many spaces, make no difference.
    """
    if not after:
        return InsertionPoint(len(report.pages))
    items = outline_items(report.Root.get("/Outlines"))
    entry = next((item for item in items if as_compared(_words(item)) == as_compared(after)), None)
    if entry is None:
        raise Refused([_unknown(after, [_words(item) for item in items], name)])
    following = _following(entry)
    where = _destination(report, following) if following is not None else None
    if where is None:
        return InsertionPoint(len(report.pages), entry)
    number, height = where
    return InsertionPoint(number, entry) if height >= UPPER_PART else InsertionPoint(number + 1, entry, cuts=True)


def add(report: Pdf, carried: Object, title: str, place: InsertionPoint, mark: Object) -> None:
    """Add the entry for the plan's first page after the entry of `place`, or as the last."""
    page = carried.Pages[0]
    top = max(float(page.MediaBox[1]), float(page.MediaBox[3]))
    view = Array([page, Name.XYZ, None, top, None])
    entry = report.make_indirect(Dictionary(Title=String(title), Dest=view))
    theirs = carried.get("/Outlines", Dictionary())
    if "/First" in theirs:
        own = list(_unrepeated(theirs.First, title))
        for each in own:
            each.Parent = entry
        row: list[Object | None] = [None, *own, None]
        for item, following in pairwise(row):
            _point(item, "/Next", following)
            _point(following, "/Prev", item)
        if own:
            entry.First, entry.Last = own[0], own[-1]
            entry.Count = sum(1 + max(0, int(item.get("/Count", 0))) for item in own)
    if "/Outlines" not in report.Root:
        report.Root.Outlines = report.make_indirect(Dictionary(Type=Name.Outlines))
        mark.HadNoOutline = True
    mark.Entry = entry
    if place.above is not None:
        _put_under(entry, place.above)
        return
    parent = place.after.get("/Parent", report.Root.Outlines) if place.after is not None else report.Root.Outlines
    # What ends a row is found from its first entry: some programs name a copy of it as the last.
    last = None if place.is_first else next(reversed([*_row(parent.get("/First"))]), None)
    _link(entry, parent, place.after if place.after is not None else last)


def _put_under(entry: Object, above: Object) -> None:
    """Let an entry be the first under another, which is open: what it holds is shown."""
    if "/First" not in above and "/Parent" in above:
        _link(entry, above, None, is_counted=False)
        above.Count = 1 + max(0, int(entry.get("/Count", 0)))
        _count(above.Parent, int(above.Count))
    else:
        _link(entry, above, None)


def _unrepeated(first: Object, title: str) -> Iterator[Object]:
    """Yield the plan's own entries; in place of one that only says the title again, what is under it."""
    for item in _row(first):
        if as_compared(_words(item)) == as_compared(title):
            yield from _row(item.get("/First"))
        else:
            yield item


def remove(report: Pdf, mark: Object, kept: Sequence[Object] = ()) -> None:
    """Take the marked entry out of the outline again; what is kept of the entries under it takes its place."""
    if "/Entry" not in mark or "/Outlines" not in report.Root:
        return
    if "/HadNoOutline" in mark:
        del report.Root.Outlines
        return
    entry = mark.Entry
    under = [item for item in _row(entry.get("/First")) if any(is_same_object(item, other) for other in kept)]
    for each in reversed(under):
        _unlink(each)
        _link(each, entry.Parent, entry)
    _unlink(entry)


def _unlink(entry: Object) -> None:
    parent, previous, after = entry.Parent, entry.get("/Prev"), entry.get("/Next")
    _point(previous, "/Next", after)
    _point(after, "/Prev", previous)
    for key, neighbour in (("/First", after), ("/Last", previous)):
        if is_same_object(parent.get(key), entry):
            _point(parent, key, neighbour)
    _count(parent, -1 - max(0, int(entry.get("/Count", 0))))


def remove_entries_to(report: Pdf, pages: Collection[int]) -> None:
    """Take out the entries that lead to these pages, counted from 0, with all that is under them."""
    for item in outline_items(report.Root.get("/Outlines")):
        where = _destination(report, item)
        if where is not None and where[0] in pages:
            remove(report, Dictionary(Entry=item))


def _link(entry: Object, parent: Object, previous: Object | None, *, is_counted: bool = True) -> None:
    after = previous.get("/Next") if previous is not None else parent.get("/First")
    entry.Parent = parent
    _point(entry, "/Prev", previous)
    _point(entry, "/Next", after)
    _point(previous if previous is not None else parent, "/Next" if previous is not None else "/First", entry)
    _point(after if after is not None else parent, "/Prev" if after is not None else "/Last", entry)
    if is_counted:
        _count(parent, 1 + max(0, int(entry.get("/Count", 0))))


def _point(item: Object | None, key: str, target: Object | None) -> None:
    if item is None:
        return
    if target is not None:
        item[key] = target
    elif key in item:
        del item[key]


def _count(parent: Object | None, more: int) -> None:
    """Count the shown entries anew, up to the first closed one: a negative count belongs to a closed entry."""
    for _ in range(MOST_DEEP):
        if parent is None:
            return
        count = int(parent.get("/Count", 0))
        closed = count < 0 or (count == 0 and "/Parent" in parent)
        parent.Count = count - more if closed else count + more
        if closed:
            return
        parent = parent.get("/Parent")


def _row(item: Object | None) -> Iterator[Object]:
    seen: set[tuple[int, int]] = set()
    while item is not None and item.objgen not in seen:
        seen.add(item.objgen)
        yield item
        item = item.get("/Next")


def _following(item: Object | None) -> Object | None:
    """Return the entry that follows with all that belongs to `item` passed over."""
    for _ in range(MOST_DEEP):
        if item is None or "/Next" in item:
            break
        item = item.get("/Parent")
    return item.get("/Next") if item is not None else None


def _destination(report: Pdf, item: Object) -> tuple[int, float] | None:
    """Return the page (from 0) an entry leads to, and how far up on it (1 is its top); None if it leads nowhere."""
    goal: Object | None = item.get("/Dest")
    action = item.get("/A", Dictionary())
    if goal is None and str(action.get("/S", "")) == "/GoTo":
        goal = action.get("/D")
    if isinstance(goal, String):
        goal = entries(report.Root.get("/Names", Dictionary()).get("/Dests")).get(bytes(goal))
    elif isinstance(goal, Name):
        goal = report.Root.get("/Dests", Dictionary()).get(str(goal))
    if isinstance(goal, Dictionary):
        goal = goal.get("/D")
    if not isinstance(goal, Array) or not len(goal):
        return None
    number = next((n for n, page in enumerate(report.pages) if is_same_object(page.obj, goal[0])), None)
    return None if number is None else (number, _height(report.pages[number].mediabox, goal))


def _height(box: Object, goal: Object) -> float:
    at = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2}.get(str(goal[1])) if len(goal) > 1 else None
    if at is None or len(goal) <= at or goal[at] is None:
        return 1.0
    bottom, top = float(box[1]), float(box[3])
    return (float(goal[at]) - bottom) / ((top - bottom) or 1.0)


def _words(item: Object) -> str:
    return str(item.get("/Title", ""))


def _unknown(after: str, listed: list[str], name: str) -> Problem:
    message = f'there is no entry "{after}" in the outline (the bookmarks) of this PDF file'
    hint = nearest_hint(after, listed, in_quotes)
    if not hint and listed:
        hint = "its entries are: " + ", ".join(map(in_quotes, listed[:12]))
    elif not hint:
        hint = "it has no outline: leave the place out, and the plan goes to the end"
    return Problem("unknown-outline-entry", FilePlace(name), message, hint)
