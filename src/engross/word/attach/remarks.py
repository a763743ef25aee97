"""A report and what was carried into it → what the person who attaches should know of it, and nothing refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from engross.problems import FilePlace, Problem, Severity
from engross.word.attach.choices import PageNumbers
from engross.word.attach.contents import Listed
from engross.word.attach.importer import Importer
from engross.word.attach.parts import Parts
from engross.word.opc.xml_names import TBL, Element, val, w


class Changed(Struct, frozen=True):
    """What of the report means something else with the appendix in it.

    `listed` is what became of its contents; `is_behind` says that the appendix stands behind another, of which nobody
    has counted the pages; `mixed_up` is how many notes LibreOffice would show as others, by kind.
    """

    listed: Listed
    is_behind: bool
    mixed_up: Mapping[str, int]


def remarks(report: Parts, importer: Importer, changed: Changed, twins: Sequence[str]) -> Iterator[Problem]:
    """Tell what is in the document because it was in the report or in the plan, and had better not be.

    `twins` are the headings of other plans that say the same.
    """
    if importer.choices.page_numbers is PageNumbers.CONTINUE:
        yield from _contents(report, changed)
    yield from _unlisted(report, changed.listed.unlisted)
    yield from _mixed_up(report, importer, changed.mixed_up)
    if not importer.choices.after:
        yield from _endnotes(report)
    yield from _same_heading(importer, twins)
    yield from _comments(importer.plan.package.file, importer.notes.commented)
    yield from _open_ends(report)


def _contents(report: Parts, changed: Changed) -> Iterator[Problem]:
    """Tell of pages in the report's contents that are not, or may not be, what Word will count."""
    behind, place = changed.listed.behind, FilePlace(report.package.file)
    hint = "open the result in Word, click into the contents, press F9 and choose Update page numbers only"
    if behind:
        shown, verb = (f"{behind} lines", "show the pages") if behind > 1 else ("a line", "shows the page")
        message = f"{shown} of the report's contents, behind that of the appendix, {verb} from before"
        yield Problem("contents-pages", place, message, hint, Severity.WARNING)
    if changed.is_behind and changed.listed.written:
        message = (
            "an appendix stands behind another, so its page in the report's contents is only estimated, by page breaks"
        )
        yield Problem("contents-pages", place, message, hint, Severity.WARNING)


def _unlisted(report: Parts, limits: Sequence[str]) -> Iterator[Problem]:
    """Tell that the report's contents have no line for the appendix; `limits` are the bookmarks to which they keep."""
    if not limits:
        return
    message = "the report's contents have no line for the appendix"
    hint = "open the result in Word, click into the contents, press F9 and choose Update entire table"
    if all(limits):
        message = f'{message}, for they list only what the bookmark "{limits[0]}" marks'
        hint = (
            f"to list it, open the result in Word, click into the contents, press Shift+F9, delete `\\b {limits[0]}`, "
            "press F9 and choose Update entire table"
        )
    yield Problem("contents-without-line", FilePlace(report.package.file), message, hint, Severity.WARNING)


def _mixed_up(report: Parts, importer: Importer, wrong: Mapping[str, int]) -> Iterator[Problem]:
    """Tell that LibreOffice shows notes as others: it goes by their ids, and those of the report stay as they are."""
    for kind, count in wrong.items():
        shown, verb = (f"{count} {kind}s", "show") if count > 1 else (f"a {kind}", "shows")
        message = f"{shown} of the result, at the appendix or behind it, {verb} the text of another in LibreOffice"
        after = importer.choices.after
        instead = f'not after "{after}" but at the end' if after else "and those behind it to the report itself"
        hint = (
            "Word shows each as it should be, and so does a PDF that this software or Word makes of the result: send "
            f"that to readers who may have LibreOffice; or attach the plan {instead}"
        )
        yield Problem("notes-mixed-up", FilePlace(report.package.file), message, hint, Severity.WARNING)


def _same_heading(importer: Importer, twins: Sequence[str]) -> Iterator[Problem]:
    """Tell of another plan with the same heading: readers, and those who hear a list of headings, cannot tell them."""
    if twins and not importer.choices.is_page:
        message = f'"{twins[0]}" is in this report already, and this plan, which is another one, has the same heading'
        hint = "give it a heading of its own, or leave out the one that it was to replace"
        yield Problem("same-heading", FilePlace(importer.plan.package.file), message, hint, Severity.WARNING)


def _comments(plan: str, comments: list[Element]) -> Iterator[Problem]:
    if comments:
        authors = list(dict.fromkeys(comment.get(w("author"), "") or "somebody" for comment in comments))
        shown = f"{len(comments)} comments" if len(comments) > 1 else "a comment"
        by = ", ".join(authors[:3]) + (" and others" if len(authors) > 3 else "")  # noqa: PLR2004  # enough to know whose
        message = f"{shown} in the plan, by {by}, came along into the report"
        hint = "delete the comments in Word (Review, Delete, Delete All Comments), then attach it again"
        yield Problem("comments-of-plan", FilePlace(plan), message, hint, Severity.WARNING)


def _endnotes(report: Parts) -> Iterator[Problem]:
    """Tell of the report's endnotes: Word puts them at the end of the document, if it is not told otherwise."""
    part = next((name for name in report.related("endnotes") if name in report.package), "")
    held = report.package.xml(part).iter(w("endnote")) if part else ()
    notes = sum(1 for note in held if note.get(w("type")) is None)
    settings = report.one("settings")
    place = report.root(settings).find(f"{w('endnotePr')}/{w('pos')}") if settings else None
    if notes and val(place) != "sectEnd":
        shown = f"the report's {notes} endnotes" if notes > 1 else "the report's endnote"
        message = f"{shown} would follow the appendix, for Word puts endnotes at the end of the document"
        hint = (
            "to have them before it: in the report in Word, References, the small arrow of Footnotes, Endnotes: End of "
            "section, then attach again"
        )
        yield Problem("endnotes-behind", FilePlace(report.package.file), message, hint, Severity.WARNING)


def _open_ends(report: Parts) -> Iterator[Problem]:
    """Tell of headers and footers of the report, which is not changed, behind which LibreOffice leaves the rest out."""
    for word in ("header", "footer"):
        for part in report.related(word):
            root = report.root(part) if part in report.package else None
            if root is not None and len(root) and root[-1].tag == TBL:
                message = f"a {word} of the report ends in a table, and LibreOffice leaves out what comes after it"
                hint = f"put the cursor behind the table in that {word} in Word, press Enter, and save"
                yield Problem("ends-in-a-table", FilePlace(report.package.file), message, hint, Severity.WARNING)
                return
