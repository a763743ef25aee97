"""A plan's pages with everything that hangs on them → copies in the report, each thing once."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from engross.pdf.structure_tree import MOST_DEEP, is_same_object

CARRIED = ("/Outlines", "/PageLabels", "/AcroForm", "/OCProperties", "/Dests", "/Lang")
"""The entries of the plan's catalog that come along, each merged in its own way; the others stay behind."""


def carry(plan: Pdf, report: Pdf, *, tagged: bool) -> Object:
    """Return the plan's pages (`Pages`), its catalog's entries, its name trees (`Names`) and its tags (`Tags`).

    All are copied at once, so that what they share, and what leads from one to the other, stays so. A page that is no
    page yet is copied whole; so the type is taken off here and put on again in the report. Changes `plan`.
    """
    bundle = Dictionary(Pages=Array([_loosened(page) for page in plan.pages]))
    for key in CARRIED:
        if key in plan.Root:
            bundle[key] = plan.Root[key]
    for key in ("/Dests", "/EmbeddedFiles"):
        if key in plan.Root.get("/Names", Dictionary()):
            bundle[Name(f"/Names{key[1:]}")] = plan.Root.Names[key]
    if tagged:
        bundle.Tags = plan.Root.StructTreeRoot
    carried = report.copy_foreign(plan.make_indirect(bundle))
    for page in carried.Pages:
        page.Type = Name.Page
    return carried


def insert(report: Pdf, carried: Object, at: int, mark: Object) -> None:
    """Put the carried pages before the report's page `at` (counted from 0)."""
    for number, page in enumerate(carried.Pages):
        report.pages.insert(at + number, Page(page))
    mark.Pages = carried.Pages


def remove(report: Pdf, mark: Object) -> None:
    """Take the marked pages out again."""
    marked = list(mark.Pages)
    for number in reversed(range(len(report.pages))):
        if any(is_same_object(report.pages[number].obj, page) for page in marked):
            del report.pages[number]


def tagged_objects(pdf: Pdf) -> Iterator[Object]:
    """Yield everything on the pages that may point into the structure tree: pages, annotations, images and forms."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        yield page.obj
        for annotation in page.obj.get("/Annots", Array()):
            yield annotation
            yield from _drawn(annotation.get("/AP"), seen)
        yield from _drawn(page.resources.get("/XObject"), seen)


def _drawn(node: Object | None, seen: set[tuple[int, int]], depth: int = 0) -> Iterator[Object]:
    """Yield the streams in a dictionary of them, and in the resources of each, each once."""
    if node is None or depth > MOST_DEEP or (node.objgen in seen and node.objgen != (0, 0)):
        return
    seen.add(node.objgen)
    if isinstance(node, Stream):
        yield node
        yield from _drawn(node.get("/Resources", Dictionary()).get("/XObject"), seen, depth + 1)
    elif isinstance(node, Dictionary):
        for value in node.values():
            yield from _drawn(value, seen, depth + 1)


def _loosened(page: Page) -> Object:
    """Return the page's object, cut from its own tree of pages; what it inherited, pikepdf has given it already."""
    for key in ("/Parent", "/Type", "/B"):
        if key in page.obj:
            del page.obj[key]
    return page.obj
