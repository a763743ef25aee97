"""The pages' labels → labels with the plan's pages among them; the report's own pages keep the labels they had.

Labels follow from the report's own and from each plan's choice, not from the order in which plans came and went: pages
that continue are counted anew whenever pages before them come or go.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Dictionary, Name, Object, Pdf

from engross.pdf.appendix.earlier import UNDER, marks
from engross.pdf.structure_tree import number_tree, numbers

LABELS = "/Labels"
"""The entry of the first plan's mark that holds the labels that the report had before it."""
CONTINUES = "/Continues"
"""The entry of a mark that says whether its pages continue from the label before them."""


class _Label(Struct, frozen=True):
    """What a page's label is put together from (ISO 32000-1, table 159); without a style it is the prefix alone."""

    style: Object | None
    prefix: Object | None = None
    number: int = 1

    @property
    def following(self) -> _Label:
        """The label of the next page of the same range."""
        return self if self.style is None else replace(self, number=self.number + 1)

    def as_range(self) -> Object:
        """Return the entry of a range that begins with this label."""
        entry = Dictionary()
        if self.style is not None:
            entry.S = self.style
        if self.prefix is not None:
            entry.P = self.prefix
        if self.number != 1:
            entry.St = Object.parse(str(self.number).encode())  # also a number that is too long for C
        return entry


_FIRST = _Label(Name.D)
"""The label of the first page of a file without a tree of labels."""
_Labels = list[_Label | None]
"""The label of each page; None for one that continues from the page before."""


def add(report: Pdf, carried: Object, at: int, mark: Object, *, restart: bool) -> None:
    """Label the carried pages, which stand before the report's page `at` now: continued, or anew from 1.

    Anew means as the plan labels them itself, if it does.
    """
    count, earlier, pages = len(carried.Pages), list(marks(report)), _pages(report)
    mark[CONTINUES] = not restart
    if not earlier and "/PageLabels" in report.Root:
        mark[LABELS] = report.Root.PageLabels
    labels = _labels(report, [*pages[:at], *pages[at + count :]], earlier)
    labels[at:at] = _listed(carried.get("/PageLabels"), count) if restart else [None] * count
    _write(report, labels, is_kept=LABELS in [mark, *earlier][-1])


def remove(report: Pdf, mark: Object) -> None:
    """Label the pages as if the plan with this mark, which was attached last and is still there, had never come."""
    if UNDER in mark:
        pages, others = _pages(report), list(marks(report))[1:]
        going = {page.objgen for page in mark.Pages}
        labels = zip(pages, _labels(report, pages, others), strict=True)
        _write(report, [label for page, label in labels if page not in going], is_kept=LABELS in others[-1])
    elif LABELS in mark:
        report.Root.PageLabels = mark[LABELS]
    elif "/PageLabels" in report.Root:
        del report.Root.PageLabels


def remove_unmarked(report: Pdf, first: int, count: int) -> None:
    """Label the pages as if some that no mark names, which are still there, had never come."""
    if "/PageLabels" in report.Root:
        labels = _labels(report, _pages(report), list(marks(report)))
        _write(report, [*labels[:first], *labels[first + count :]], is_kept=True)


def _pages(report: Pdf) -> list[tuple[int, int]]:
    return [page.obj.objgen for page in report.pages]


def _labels(report: Pdf, pages: Sequence[tuple[int, int]], listed: Sequence[Object]) -> _Labels:
    """The labels of these pages in the report's tree; None for those of the listed marks that continue."""
    shown = _listed(report.Root.get("/PageLabels"), len(pages))
    labels: _Labels = [*shown]
    places = {page: place for place, page in enumerate(pages)}
    for mark in listed:
        own = [places[page.objgen] for page in mark.Pages if page.objgen in places]
        continues = mark.get(CONTINUES)
        if own and (bool(continues) if continues is not None else _follows(shown, own[0])):
            for place in own:
                labels[place] = None
    return labels


def _follows(shown: Sequence[_Label], place: int) -> bool:
    """Whether a page has the label after that before it: earlier versions' marks say no more of how they continue."""
    return place > 0 and shown[place] == shown[place - 1].following


def _listed(tree: Object | None, count: int) -> list[_Label]:
    """The label of each of so many pages by a tree of labels; pages before its first entry are counted from 1."""
    ranges, labels, label = numbers(tree), list[_Label](), _FIRST
    for place in range(count):
        if place in ranges:
            entry = ranges[place]
            label = _Label(entry.get("/S"), entry.get("/P"), int(entry.get("/St", 1)))
        labels.append(label)
        label = label.following
    return labels


def _write(report: Pdf, labels: _Labels, *, is_kept: bool) -> None:
    """Let the report have these labels; a tree that says no more than none would is left out, unless it is kept."""
    ranges, following = dict[int, Object](), _FIRST
    is_plain = True
    for place, own in enumerate(labels):
        label = own or following
        if place == 0 or label != following:
            ranges[place] = label.as_range()
            is_plain = is_plain and label == _FIRST and place == 0
        following = label.following
    if is_kept or not is_plain:
        report.Root.PageLabels = number_tree(report, ranges)
    elif "/PageLabels" in report.Root:
        del report.Root.PageLabels
