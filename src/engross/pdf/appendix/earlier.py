"""The plans that earlier runs put into a PDF → the one that this run replaces: the last, or none.

Each mark holds what the report was before its plan came: they can be taken out again from the last to the first.
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


def is_there(report: Pdf, choices: PdfAttachChoices, name: str) -> bool:
    """Return whether the last plan in a report stands for this one; Refused if one before the last does."""
    key = key_of(choices)
    keys = [_key(mark) for mark in marks(report)]
    if key in keys[1:]:
        message = "the plan is in this PDF already, and another one was attached after it"
        hint = "attach both again, one after the other, to the report as it was before"
        raise Refused([Problem("pdf-plan-not-last", FilePlace(name), message, hint)])
    return keys[:1] == [key]


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
