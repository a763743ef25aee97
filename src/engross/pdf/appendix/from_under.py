"""A plan under others that were attached after it → their marks as if it had never been there, so that it can go."""

from __future__ import annotations

from pikepdf import Dictionary, Object, Pdf

from engross.pdf.appendix import mingled, page_labels
from engross.pdf.appendix.earlier import MARK, UNDER
from engross.pdf.appendix.names import entries, name_tree
from engross.pdf.structure_tree import elements, put

_PASSED_ON = (
    *("/OldRoleMap", "/OldClassMap", "/OldIDTree", "/OldNamespaces", "/OldParentTree", "/NextKey", "/OldK"),
    *("/Metadata", "/HadNoOutline", page_labels.LABELS),
)
"""What a mark says of the report before its plan came, and the mark after it says of the report with it."""


def bring_to_top(report: Pdf, listed: list[Object], place: int) -> None:
    """Let the mark at a place, counted from the last, be the last: what the marks after it hold is no more of its plan.

    The plan itself is still there; `place.detach` takes it out, and leaves the others.
    """
    mark, above = listed[place], listed[place - 1]
    mingled.separate(report, listed, place)
    for key in _PASSED_ON:
        held = above.get(key)
        put(above, key, mark.get(key))
        # What the report is now holds for its maps as well: they may say more than is used, but not less.
        put(mark, key, held if key not in {"/HadNoOutline", "/OldK"} else None)
    _keep_maps(report, mark)
    if UNDER in mark:
        above[UNDER] = mark[UNDER]
    else:
        del above[UNDER]
    mark[UNDER] = report.Root[MARK]
    report.Root[MARK] = mark


def _keep_maps(report: Pdf, mark: Object) -> None:
    """Let the report keep, when the plan goes, what it has now: maps for the others, and its metadata."""
    if "/Metadata" in report.Root:
        mark.Metadata = report.Root.Metadata
    root = report.Root.get("/StructTreeRoot", Dictionary())
    for key in ("/RoleMap", "/ClassMap", "/Namespaces"):
        put(mark, f"/Old{key[1:]}", root.get(key))
    if "/Element" in mark and "/IDTree" in root:
        gone = {element.objgen for element in (mark.Element, *elements(mark.Element))}
        left = {key: value for key, value in entries(root.IDTree).items() if value.objgen not in gone}
        put(mark, "/OldIDTree", name_tree(report, left) if left else None)
    put(mark, "/NextKey", root.get("/ParentTreeNextKey"))
