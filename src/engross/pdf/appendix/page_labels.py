"""The pages' labels → labels with the plan's pages among them; the report's own pages keep the labels they had."""

from __future__ import annotations

from pikepdf import Dictionary, Name, Object, Pdf

from engross.pdf.structure_tree import number_tree, numbers


def add(report: Pdf, carried: Object, at: int, mark: Object, *, restart: bool) -> None:
    """Label the carried pages, inserted before the report's page `at`: continued from the page before, or anew from 1.

    Anew means as the plan labels them itself, if it does.
    """
    mine, theirs = numbers(report.Root.get("/PageLabels")), numbers(carried.get("/PageLabels"))
    count = len(carried.Pages)
    last = at == len(report.pages) - count
    if "/PageLabels" in report.Root:
        mark.Labels = report.Root.PageLabels
    if last and not restart:
        return
    ranges = dict(mine) or {0: Dictionary(S=Name.D)}
    ranges.setdefault(0, Dictionary(S=Name.D))
    labels = {key: value for key, value in ranges.items() if key < at}
    if restart:
        anew = theirs or {}
        labels |= {at: Dictionary(S=Name.D, St=1)} | {at + key: value for key, value in anew.items()}
    elif at == 0:
        labels[0] = Dictionary(S=Name.D)
    if not last:
        labels[at + count] = _continued(ranges, at)
        labels |= {key + count: value for key, value in ranges.items() if key > at}
    report.Root.PageLabels = number_tree(report, labels)


def remove(report: Pdf, mark: Object) -> None:
    """Put back the labels as they were before the marked plan came."""
    if "/Labels" in mark:
        report.Root.PageLabels = mark.Labels
    elif "/PageLabels" in report.Root:
        del report.Root.PageLabels


def without(tree: Object | None, first: int, count: int) -> dict[int, Object]:
    """Return the entries of a tree of labels without those of some pages: the pages behind keep the labels they had."""
    ranges = numbers(tree)
    labels = {key: value for key, value in ranges.items() if key < first}
    labels |= {key - count: value for key, value in ranges.items() if key >= first + count}
    if any(key <= first for key in ranges) and first + count not in ranges:
        earlier = [key for key in ranges if key <= first + count]
        if max(earlier) >= first:  # they went on from the labels of the pages that go
            labels.setdefault(first, _continued(ranges, first + count))
    return labels


def _continued(ranges: dict[int, Object], at: int) -> Object:
    """Return the label range of page `at`, as a range that begins at that page."""
    first = max(key for key in ranges if key <= at)
    label = dict(ranges[first].items())
    if "/S" in label:
        label["/St"] = Object.parse(str(int(label.get("/St", 1)) + at - first).encode())
    return Dictionary(label)
