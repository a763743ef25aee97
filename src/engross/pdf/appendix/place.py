"""What earlier runs attached → where a plan stands in a report, without what it replaces there."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from pikepdf import Array, Object, Pdf

from engross.labels import WORDS, as_compared, read_label
from engross.pdf.appendix import carry, fields, from_under, names, outline, page_labels, tags
from engross.pdf.appendix.earlier import AFTER, MARK, UNDER, marks, moved, outermost, place_of, title_of
from engross.pdf.files import PdfAttachChoices
from engross.pdf.structure_tree import is_same_object


def detach(report: Pdf) -> None:
    """Take the plan out of the report that was attached to it last; nothing happens if there is none."""
    if MARK not in report.Root:
        return
    mark = report.Root[MARK]
    outline.remove(report, mark, [other.Entry for other in marks(report) if "/Entry" in other])
    tags.remove(report, mark)
    names.remove(report, mark)
    fields.remove(report, mark)
    page_labels.remove(report, mark)
    carry.remove(report, mark)
    if "/Metadata" in mark:
        report.Root.Metadata = mark.Metadata
    if "/Enclosed" in mark and "/AF" in report.Root:
        left = [file for file in report.Root.AF if not is_same_object(file, mark.Enclosed)]
        if left:
            report.Root.AF = Array(left)
        else:
            del report.Root.AF
    if UNDER in mark:
        report.Root[MARK] = mark[UNDER]
    else:
        del report.Root[MARK]


def taken_out(base: Pdf, choices: PdfAttachChoices) -> tuple[bool, outline.InsertionPoint | None, str]:
    """Take out the plan that this one replaces; return whether there is one, its place among others, and its letter."""
    place = place_of(base, choices)
    if place is None:
        return _covering(base, choices) or _moved_out(base, choices)
    listed = list(marks(base))
    label = read_label(str(listed[place].Entry.get("/Title", "")), choices.label or WORDS[0])
    pages = {page.obj.objgen: number for number, page in enumerate(base.pages)}
    is_at_end = not choices.after and not str(listed[place].get(AFTER, ""))  # or where somebody has moved it
    point = _at(listed[place], pages) if len(listed) > 1 or is_at_end else None
    if place:
        from_under.bring_to_top(base, listed, place)
    detach(base)
    return True, point, label.count if label else ""


def _covering(base: Pdf, choices: PdfAttachChoices) -> tuple[bool, outline.InsertionPoint | None, str] | None:
    """Where a page stands right before the plan that is there already, with that plan's letter; None if none is."""
    key = "" if as_compared(choices.before) == as_compared(choices.title) else choices.before
    place = place_of(base, replace(choices, key=key)) if choices.before else None
    if place is None:
        return None
    mark, pages = list(marks(base))[place], {page.obj.objgen: number for number, page in enumerate(base.pages)}
    label = read_label(title_of(mark), choices.label or WORDS[0])
    return False, _at(mark, pages), label.count if label else ""


def _moved_out(base: Pdf, choices: PdfAttachChoices) -> tuple[bool, outline.InsertionPoint | None, str]:
    """Take out the pages of the plan that a program has moved here from another file, as `taken_out` does a plan."""
    pages, count = moved(base, choices)
    if not pages:
        return False, None, ""
    outline.remove_entries_to(base, pages)
    page_labels.remove_unmarked(base, pages[0], len(pages))
    del base.pages[pages[0] : pages[-1] + 1]
    return True, outline.InsertionPoint(pages[0]), count


def place_for(base: Pdf, choices: PdfAttachChoices, name: str) -> outline.InsertionPoint:
    """Return where a plan stands: after an entry of the outline, behind the plans that are there, or before all."""
    point = outline.insertion_point(base, choices.after, name)
    wanted = as_compared(choices.after)
    others = [mark for mark in marks(base) if as_compared(str(mark.get(AFTER, ""))) == wanted]
    pages = {page.obj.objgen: number for number, page in enumerate(base.pages)}
    if others and choices.is_first:
        return _at(min(others, key=lambda mark: pages[mark.Pages[0].objgen]), pages)
    if not others or not wanted:
        return point
    last = max(others, key=lambda mark: pages[mark.Pages[-1].objgen])
    return outline.InsertionPoint(pages[last.Pages[-1].objgen] + 1, outermost(base, last.Entry))


def _at(mark: Object, pages: Mapping[tuple[int, int], int]) -> outline.InsertionPoint:
    """Where the plan with this mark begins; `pages` are the numbers of the report's pages."""
    entry = mark.Entry
    return outline.InsertionPoint(pages[mark.Pages[0].objgen], entry.get("/Prev"), is_first="/Prev" not in entry)
