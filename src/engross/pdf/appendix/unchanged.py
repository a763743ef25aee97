"""A plan, how it is attached, and a report → whether the report holds just this already, and nobody has touched it."""

from __future__ import annotations

import hashlib

from pikepdf import Pdf, String

from engross.files import hash_of
from engross.pdf.appendix.earlier import KEY, is_under_page, marks, place_of, title_of
from engross.pdf.files import Enclosure, PdfAttachChoices, PdfFile
from engross.pdf.sealing import is_as_sealed

SOURCE = "/Source"
"""The entry of a mark that holds a digest of what was attached, and of how."""


def source_of(plan: PdfFile, choices: PdfAttachChoices, word: Enclosure | None) -> String:
    """Return a digest of a plan, of the Word file that goes with it, and of how they are attached."""
    files = [hash_of(data) for data in (plan.data, word.data if word else b"")]
    return String(hashlib.sha256(repr((files, word and word.name, choices)).encode()).hexdigest())


def unchanged_title(report: PdfFile, opened: Pdf, choices: PdfAttachChoices, source: String) -> str:
    """Return the heading of a plan that is in a report already, in this very way; empty if it is not, or not so."""
    place = place_of(opened, choices)
    if place is None or not is_as_sealed(report.data):
        return ""
    mark = list(marks(opened))[place]
    is_unchanged = str(mark.get(SOURCE, "")) == str(source) and (not choices.is_below or is_under_page(opened, mark))
    return title_of(mark) if is_unchanged else ""


def digests_in(report: PdfFile, opened: Pdf) -> dict[str, str]:
    """Return for each key a digest of the plan, how that was attached, and its heading.

    All are empty if somebody has changed the report since.
    """
    is_as_left = bool(is_as_sealed(report.data))
    return {
        str(mark.get(KEY, "")): f"{mark.get(SOURCE, '')} {title_of(mark)}" if is_as_left else ""
        for mark in marks(opened)
    }
