"""A manifest → the same as an Excel workbook for people: one row for each document, one for each refused file.

No cell is ever a formula: a single date is a date, all else is written as text, and text that Excel might take for a
formula when it is edited is marked as text. The same manifest gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from engross.days import spelled
from scrutiny_response.store import one_sheet
from scrutiny_response.store.manifest import Document, Record
from scrutiny_response.store.one_sheet import Book, Column

NAME = "manifest.xlsx"

COLUMNS = (
    Column("Reference", 16),
    Column("Partnership", 40),
    Column("State", 16),
    Column("Document", 60),
    Column("Indicated level", 16),
    Column("Decided level", 14),
    Column("Level of support", 16),
    Column("Second indicator", 16),
    Column("Rationale", 50),
    Column("Decided by", 28),
    Column("Decided on", 18),
    Column("Plan due", 18),
    Column("Monitoring", 40),
    Column("Progress review", 24),
    Column("Problems", 60),
    Column("Assessment file", 34),
    Column("Framework", 12),
    Column("Software", 10),
    Column("Document hash", 20),
    Column("Assessment hash", 20),
    Column("Cycle file hash", 20),
    Column("Framework hash", 20),
    Column("Template", 18),
    Column("Template hash", 20),
)
"""What stands in the workbook, from left to right."""


def write(file: IO[bytes], records: Iterable[Record], hash_: str) -> None:
    """Write the workbook of a manifest's records into a file; the hash of the manifest stands in its properties."""
    one_sheet.write(file, Book("Documents", COLUMNS, "Documents of the cycle", hash_), rows(records))


def made_from(path: Path) -> str:
    """The hash of the manifest from which the workbook was made; empty if there is none, or it does not say so."""
    with suppress(OSError, zipfile.BadZipFile, KeyError, ValueError), zipfile.ZipFile(path) as archive:
        _, _, after = archive.read("docProps/core.xml").decode().partition("<dc:description>")
        return after.partition("</dc:description>")[0]
    return ""


def rows(records: Iterable[Record]) -> Iterator[list[str | dt.date]]:
    """The cells of each row, in the order of the records."""
    for record in records:
        before, after = _of_record(record)
        for document in record.documents or (None,):
            yield [*before, document.path if document else "", *after, *_made_from(record, document)]
        for document in record.orphaned:
            yield [*before, f"{document.path} (made no more)", *after, *_made_from(record, document)]


def _of_record(record: Record) -> tuple[list[str | dt.date], list[str | dt.date]]:
    """The cells that all documents of an assessment share, before the document's own path and after it."""
    summary = record.summary
    indication, decision = summary["indication"] or {}, summary["decision"] or {}
    before = [summary["reference"], summary["partnership"], summary.get("issue") or summary["state"]]
    after = [
        _indicated(indication),
        decision.get("level"),
        summary["level"],
        indication.get("second_indicator"),
        decision.get("rationale"),
        decision.get("decided_by"),
        dt.date.fromisoformat(decision["date"]) if decision.get("date") else "",
        _dates(summary, "plan due"),
        _dates(summary, "monitoring"),
        _dates(summary, "progress review"),
        "\n".join(problem["text"] for problem in summary.get("problems", ())),
        record.file.encode(errors="replace").decode(),  # also where the name is no text
    ]
    return [cell or "" for cell in before], [cell or "" for cell in after]


def _made_from(record: Record, document: Document | None) -> list[str]:
    """The cells that say what a document was made from; without a document, what the assessment was read with."""
    inputs = document.inputs if document else record.inputs
    hash_, *template = (document.hash, document.template, document.template_hash) if document else ("", "", "")
    return [
        inputs.framework_version,
        inputs.software,
        hash_,
        inputs.assessment,
        inputs.cycle,
        inputs.framework,
        *template,
    ]


def _indicated(indication: dict[str, Any]) -> str:
    if not indication:
        return ""
    return indication["level"] or f"between {indication['lowest']} and {indication['highest']}"


def _dates(summary: Any, kind: str) -> str | dt.date:
    """A single agreed day as a date, by which Excel sorts and filters; anything else in words."""
    dates = [milestone for milestone in summary["dates"] if milestone["kind"] == kind]
    if len(dates) == 1 and not dates[0]["until"] and not dates[0]["proposed"]:
        return dt.date.fromisoformat(dates[0]["date"])
    return ", ".join(
        " to ".join(spelled(dt.date.fromisoformat(day)) for day in (milestone["date"], milestone["until"]) if day)
        + " (proposed)" * milestone["proposed"]
        for milestone in dates
    )
