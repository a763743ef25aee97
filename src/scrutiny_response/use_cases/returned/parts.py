"""A returned plan's other tables and its wording → what the partnership wrote there, and what of ours was altered."""

from __future__ import annotations

from collections.abc import Iterator

from engross.word.reading import DocumentText, Table
from scrutiny_response.use_cases.returned.values import KnownPlan, Part
from scrutiny_response.use_cases.returned.vocabulary import part_of, plain


def other_parts(text: DocumentText, plan: KnownPlan) -> tuple[Part, ...]:
    """Return what versions, governance and sign-off say, and which findings of ours no longer stand as they were."""
    return (*_tables(text), *_altered(text, plan))


def _tables(text: DocumentText) -> Iterator[Part]:
    for table in text.tables:
        part = part_of(table.headings[-1].text) if table.headings else ""
        words = _filled(table, is_versions=part == "versions") if part else ""
        if words:
            yield Part(part, words)


def _filled(table: Table, *, is_versions: bool) -> str:
    """Return the rows below the first in which more than their first cell says something.

    Of the versions, the first is the one that was sent, and says nothing that came back.
    """
    rows = [row for row in table.rows[1:] if not row.is_struck and any(cell.text for cell in row.cells[1:])]
    if is_versions:
        rows = [row for row in rows if row.cells[0].text != "1"]
    return "\n".join(" | ".join(cell.text.replace("\n", " ") for cell in row.cells) for row in rows)


def _altered(text: DocumentText, plan: KnownPlan) -> Iterator[Part]:
    whole = plain(" ".join(paragraph.text for paragraph in text.paragraphs))
    for area in plan.areas:
        for what, words in (("title", area.title), ("finding", area.finding)):
            if words and plain(words) not in whole:
                yield Part("wording", f"the {what} of {area.reference} is no longer as it was sent")
