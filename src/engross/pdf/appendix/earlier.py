"""The plans that earlier runs put into a PDF → the one that this run replaces, or none.

Each mark holds what the report was before its plan came: that of the last can be taken out as it is, and one before it
once the marks after it are told what the report would have been without it (`from_under`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace
from pikepdf import Dictionary, Object, Pdf, String

from engross.labels import WORDS, as_compared, without_label
from engross.pdf.files import PdfAttachChoices
from engross.pdf.structure_tree import MOST_DEEP, is_same_object

MARK = "/SCRN_Appendix"
"""The entry of the catalog that says what in the report came with the last plan, so that it can be replaced."""
UNDER = "/Under"
"""The entry of a mark that holds the mark of the plan before."""
KEY = "/Key"
_MISREAD = re.compile("(ppendix|nnexe?) a")
"""How the keys begin that version 0.3.0 read out of titles such as "Appendix A: Improvement plan"."""
AFTER = "/After"
"""The entry of a mark that holds the words of the outline entry after which its plan was to stand."""
IS_PAGE = "/IsPage"
"""The entry of a mark that says that what was attached is a page that goes with appendices."""
IS_BELOW = "/IsBelow"
"""The entry of a mark that says that a page right before its plan has the plan's heading."""
VERSIONS = "/Versions"
"""The entry of a mark that holds the PDF version of its plan, and that of the report without any plan."""
PAGE = "/SCRN_Page"
"""The entry of a page that came with a plan: what tells that plan from others, and what it is counted with.

It is there also if a program has moved the page into another file.
"""


def marks(report: Pdf) -> Iterator[Object]:
    """Yield the marks of the plans in a report, the last first."""
    mark = report.Root.get(MARK)
    for _ in range(MOST_DEEP):
        if not isinstance(mark, Dictionary):
            return
        yield mark
        mark = mark.get(UNDER)


def own_version(report: Pdf) -> str:
    """Return the PDF version that a report has, or had before any plan came, if the last mark says so."""
    held = report.Root.get(MARK, Dictionary()).get(VERSIONS)
    return str(held[1]) if held is not None else report.pdf_version


def joint_version(report: Pdf) -> str:
    """Return the PDF version of the report and of all plans in it, by what their marks say."""
    held = [mark[VERSIONS] for mark in marks(report) if VERSIONS in mark]
    return max(str(version) for versions in held for version in versions)


def key_of(choices: PdfAttachChoices) -> str:
    """Return what tells a plan from others: its key, or its title."""
    return choices.key or as_compared(choices.title)


def place_of(report: Pdf, choices: PdfAttachChoices) -> int | None:
    """Return the position of a plan's mark, 0 for the plan attached last; None if it has none."""
    key = key_of(choices)
    return next((number for number, mark in enumerate(marks(report)) if _key(mark) == key), None)


def as_below(report: Pdf, choices: PdfAttachChoices) -> PdfAttachChoices:
    """Return the choices for a plan, which stays below a page with its heading if what it replaces stands there."""
    place = place_of(report, choices)
    if place is None or choices.is_below or IS_BELOW not in list(marks(report))[place]:
        return choices
    return replace(choices, label="", is_below=True)


def page_above(report: Pdf, at: int) -> Object | None:
    """Return the outline entry of the page with a plan's heading right before page `at`; None if none is there."""
    pages = {page.obj.objgen: number for number, page in enumerate(report.pages)}
    above = (mark for mark in marks(report) if IS_PAGE in mark and pages.get(mark.Pages[-1].objgen) == at - 1)
    return next((mark.get("/Entry") for mark in above), None)


def is_under_page(report: Pdf, mark: Object) -> bool:
    """Return True if the outline entry of a plan stands under that of the page with its heading right before it."""
    first = next((at for at, page in enumerate(report.pages) if is_same_object(page.obj, mark.Pages[0])), 0)
    return is_same_object(page_above(report, first), mark.get("/Entry", Dictionary()).get("/Parent"))


def outermost(report: Pdf, entry: Object) -> Object:
    """Return the entry of the page above that a plan's entry stands under; the entry itself if it stands under none."""
    own = [mark.Entry for mark in marks(report) if "/Entry" in mark]
    return next((other for other in own if is_same_object(other, entry.get("/Parent"))), entry)


def attached_in(report: Pdf) -> list[tuple[str, str]]:
    """Return the outline entry and the key of each plan in a report, in the order of their pages."""
    pages = {page.obj.objgen: number for number, page in enumerate(report.pages)}
    in_order = sorted(marks(report), key=lambda mark: pages.get(mark.Pages[0].objgen, len(pages)))
    return [(title_of(mark), str(mark.get(KEY, ""))) for mark in in_order]


def namesakes(report: Pdf, own: Object, word: str) -> list[str]:
    """Return the entries of the other plans in a report that say the same after their label as that with this mark.

    `word` is a further word for an appendix.
    """
    if IS_PAGE in own:
        return []
    others = [title_of(mark) for mark in marks(report) if IS_PAGE not in mark and not is_same_object(mark, own)]
    return [title for title in others if _without_label(title, word) == _without_label(title_of(own), word)]


def sign(report: Pdf, mark: Object, count: str) -> None:
    """Let each page of a plan say which plan it came with, and what that is counted with, if it is."""
    signed = report.make_indirect(Dictionary(Key=mark[KEY], Count=String(count)))
    for page in mark.Pages:
        page[PAGE] = signed


def strays(report: Pdf, choices: PdfAttachChoices) -> list[int]:
    """Return the pages, from 1, that came with this plan in another file: a program has moved them here.

    Pages that do not say with which plan they came, as those of earlier versions, may have come with this one.
    """
    marked = {page.objgen for mark in marks(report) for page in mark.get("/Pages", ())}
    pages = [(number, page.obj) for number, page in enumerate(report.pages, 1) if PAGE in page.obj]
    keys = {"", key_of(choices)}
    return [number for number, page in pages if page.objgen not in marked and _signed(page) in keys]


def moved(report: Pdf, choices: PdfAttachChoices) -> tuple[list[int], str]:
    """Return the pages, from 0, that came with this plan and that a program has moved here, and the plan's letter.

    There are none if they do not stand together, or if tags or a form may still name them.
    """
    key = key_of(choices)
    numbers = [number - 1 for number in strays(report, choices) if _signed(report.pages[number - 1].obj) == key]
    is_alone = not any(entry in report.Root for entry in ("/StructTreeRoot", "/AcroForm"))
    if not numbers or not is_alone or numbers[-1] - numbers[0] + 1 != len(numbers):
        return [], ""
    return numbers, str(report.pages[numbers[0]].obj[PAGE].get("/Count", ""))


def _signed(page: Object) -> str:
    signed = page.get(PAGE)
    return str(signed.get(KEY, "")) if isinstance(signed, Dictionary) else ""


def _key(mark: Object) -> str:
    key = str(mark.get(KEY, ""))
    return key if key and not _MISREAD.match(key) else _without_label(title_of(mark))


def title_of(mark: Object) -> str:
    """Return what the outline entry of a plan says."""
    return str(mark.get("/Entry", Dictionary()).get("/Title", ""))


def _without_label(title: str, word: str = WORDS[0]) -> str:
    return as_compared(without_label(title, word))
