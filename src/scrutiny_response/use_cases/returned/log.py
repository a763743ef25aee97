"""A progress log's rows → its entries, with the actions that they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from engross.word.reading import Row
from scrutiny_response.use_cases.returned.columns import Columns
from scrutiny_response.use_cases.returned.rows import RowReader
from scrutiny_response.use_cases.returned.values import Part

_ROLES = ("progress", "evidence", "status", "noted by")


class Entry(Struct, frozen=True):
    """One entry of a progress log: the actions that it names, what it says in one text, and its status."""

    references: tuple[str, ...]
    named: str
    text: str
    status: str


def log_entries(columns: Columns, rows: Sequence[Row], reader: RowReader) -> Iterator[Entry]:
    """Yield the entries of a log that say anything; a row that is struck out is none."""
    for row in rows:
        if row.is_struck:
            continue
        texts = {
            role: " ".join(cell.text for cell in columns.cells(row, role) if cell.text).replace("\n", " ")
            for role in columns.spans
        }
        if not any(texts.values()):
            continue
        named = texts.get("reference") or texts.get("action", "")
        remarks = "; ".join(text for role in _ROLES if (text := texts.get(role)))
        date = texts.get("date", "")
        yield Entry(
            reader.references_in(named), named, f"{date}: {remarks}" if date else remarks, texts.get("status", "")
        )


def log_text(entries: Sequence[Entry]) -> tuple[Part, ...]:
    """Return the log as one part of the plan; none if nothing is entered."""
    lines = [f"{entry.named}: {entry.text}" if entry.named else entry.text for entry in entries]
    return (Part("progress log", "\n".join(lines)),) if lines else ()
