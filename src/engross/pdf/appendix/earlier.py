"""The plans that earlier runs put into a PDF → the one that this run replaces, or none.

Each mark holds what the report was before its plan came: that of the last can be taken out as it is, and one before it
once the marks after it are told what the report would have been without it (`from_under`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Object, Pdf

from engross.labels import read_label
from engross.pdf.files import PdfAttachChoices
from engross.pdf.structure_tree import MOST_DEEP
from engross.problems import FilePlace, Problem, Refused

MARK = "/SCRN_Appendix"
"""The entry of the catalog that says what in the report came with the last plan, so that it can be replaced."""
UNDER = "/Under"
"""The entry of a mark that holds the mark of the plan before."""
KEY = "/Key"
_SHARED = ("/HasAcroForm", "/HasOCProperties", "/HasDests")
"""What of two plans lies mingled in the report's catalog."""
AFTER = "/After"
"""The entry of a mark that holds the words of the outline entry after which its plan was to stand."""
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


def place_of(report: Pdf, choices: PdfAttachChoices, name: str) -> int | None:
    """Return the position of a plan's mark, 0 for the plan attached last; None if it has none.

    Refused if others were attached after it, and it cannot be taken out from under them.
    """
    listed = list(marks(report))
    key = key_of(choices)
    place = next((number for number, mark in enumerate(listed) if _key(mark) == key), None)
    if place and any(entry in listed[place] and entry in mark for entry in _SHARED for mark in listed[:place]):
        message = "the plan is in this PDF already, another one was attached after it, and both have forms or layers"
        hint = "attach both again, one after the other, to the report as it was before"
        raise Refused([Problem("pdf-plan-not-last", FilePlace(name), message, hint)])
    return place


def strays(report: Pdf) -> list[int]:
    """Return the pages, from 1, that came with a plan in another file: a program has moved them here."""
    marked = {page.objgen for mark in marks(report) for page in mark.get("/Pages", ())}
    return [number for number, page in enumerate(report.pages, 1) if PAGE in page.obj and page.obj.objgen not in marked]


def _key(mark: Object) -> str:
    if KEY in mark:
        return str(mark[KEY])
    return _without_label(str(mark.get("/Entry", Dictionary()).get("/Title", "")))


def _without_label(title: str) -> str:
    label = read_label(title)
    if label is not None:
        title = title.split(label.count, 1)[1].removeprefix(label.between) if label.between else title
    return " ".join(title.split()).casefold()
