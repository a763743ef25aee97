"""The plans that earlier runs put into a PDF → the one that this run replaces, or none.

Each mark holds what the report was before its plan came: that of the last can be taken out as it is, and one before it
once the marks after it are told what the report would have been without it (`from_under`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Object, Pdf

from engross.labels import read_label
from engross.pdf.files import PdfAttachChoices
from engross.pdf.structure_tree import MOST_DEEP, is_same_object

MARK = "/SCRN_Appendix"
"""The entry of the catalog that says what in the report came with the last plan, so that it can be replaced."""
UNDER = "/Under"
"""The entry of a mark that holds the mark of the plan before."""
KEY = "/Key"
AFTER = "/After"
"""The entry of a mark that holds the words of the outline entry after which its plan was to stand."""
IS_PAGE = "/IsPage"
"""The entry of a mark that says that what was attached is a page that goes with appendices."""
PAGE = "/SCRN_Page"
"""The entry of a page that came with a plan, which is there also where a program has moved the page elsewhere."""


def marks(report: Pdf) -> Iterator[Object]:
    """Yield the marks of the plans in a report, the last first."""
    mark = report.Root.get(MARK)
    for _ in range(MOST_DEEP):
        if not isinstance(mark, Dictionary):
            return
        yield mark
        mark = mark.get(UNDER)


def key_of(choices: PdfAttachChoices) -> str:
    """Return what tells a plan from others: its key, or what its title says after the label."""
    title = choices.title.replace("{letter}", "A")
    return choices.key or _without_label(title)


def place_of(report: Pdf, choices: PdfAttachChoices) -> int | None:
    """Return the position of a plan's mark, 0 for the plan attached last; None if it has none."""
    key = key_of(choices)
    return next((number for number, mark in enumerate(marks(report)) if _key(mark) == key), None)


def attached_in(report: Pdf) -> list[tuple[str, str]]:
    """Return the outline entry and the key of each plan in a report, in the order of their pages."""
    pages = {page.obj.objgen: number for number, page in enumerate(report.pages)}
    in_order = sorted(marks(report), key=lambda mark: pages.get(mark.Pages[0].objgen, len(pages)))
    return [(_title(mark), str(mark.get(KEY, ""))) for mark in in_order]


def namesakes(report: Pdf, own: Object) -> list[str]:
    """Return the entries of the other plans in a report that say the same after their label as that with this mark."""
    if IS_PAGE in own:
        return []
    others = [_title(mark) for mark in marks(report) if IS_PAGE not in mark and not is_same_object(mark, own)]
    return [title for title in others if _without_label(title) == _without_label(_title(own))]


def strays(report: Pdf) -> list[int]:
    """Return the pages, from 1, that came with a plan in another file: a program has moved them here."""
    marked = {page.objgen for mark in marks(report) for page in mark.get("/Pages", ())}
    return [number for number, page in enumerate(report.pages, 1) if PAGE in page.obj and page.obj.objgen not in marked]


def _key(mark: Object) -> str:
    if KEY in mark:
        return str(mark[KEY])
    return _without_label(_title(mark))


def _title(mark: Object) -> str:
    return str(mark.get("/Entry", Dictionary()).get("/Title", ""))


def _without_label(title: str) -> str:
    label = read_label(title)
    if label is not None:
        title = title.split(label.count, 1)[1].removeprefix(label.between) if label.between else title
    return " ".join(title.split()).casefold()
