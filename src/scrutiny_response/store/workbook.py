"""A manifest → the same as an Excel workbook for people: one row for each document, one for each refused file.

No cell is ever a formula: a single date is a date, all else is written as text, and text that Excel might take for a
formula when it is edited is marked as text. The same manifest gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from engross import temporary
from engross.days import spelled
from engross.problems import Refused
from scrutiny_response.store.cells import WRITTEN_ONCE, Looks
from scrutiny_response.store.manifest import Document, Record

NAME = "manifest.xlsx"

COLUMNS = (
    ("Reference", 16),
    ("Partnership", 40),
    ("State", 16),
    ("Document", 60),
    ("Indicated level", 16),
    ("Decided level", 14),
    ("Level of support", 16),
    ("Second indicator", 16),
    ("Rationale", 50),
    ("Decided by", 28),
    ("Decided on", 18),
    ("Plan due", 18),
    ("Monitoring", 40),
    ("Progress review", 24),
    ("Problems", 60),
    ("Assessment file", 34),
    ("Framework", 12),
    ("Software", 10),
    ("Document hash", 20),
    ("Assessment hash", 20),
    ("Cycle file hash", 20),
    ("Framework hash", 20),
    ("Template", 18),
    ("Template hash", 20),
)
"""The columns and their widths in characters."""


def write(file: IO[bytes], records: Iterable[Record], hash_: str) -> None:
    """Write the workbook of a manifest's records into a file; the hash of the manifest stands in its properties.

    Raises OSError if the file cannot be written, and Refused if the rows cannot be set down for a while: a large
    workbook does not fit into memory, so it is put together from temporary files.
    """
    problem = error = None
    with _destructors_say_nothing():
        try:
            with temporary.directory() as folder:
                error = _written(file, records, hash_, folder)
                is_full = error is not None and temporary.is_full(folder)
        except OSError as unmade:
            error, is_full = _afresh(unmade), True
        if error is not None:
            gc.collect()
            problem = temporary.no_room(f"{NAME} cannot be written", error) if is_full else None
    if problem is not None:
        raise Refused([problem])
    if error is not None:
        raise error


def _written(file: IO[bytes], records: Iterable[Record], hash_: str, folder: Path) -> OSError | None:
    """Write it with the help of a folder; return what the system said if that failed."""
    import xlsxwriter  # noqa: PLC0415  # only where something has changed
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415  # likewise

    try:
        with xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(folder)}) as workbook:
            workbook.set_properties({"title": "Documents of the cycle", "created": WRITTEN_ONCE, "comments": hash_})
            _fill(workbook, records)
    except OSError as failed:
        return _afresh(failed)
    except FileCreateError as failed:  # the library's own name for what the system said
        return _afresh(failed.args[0])
    return None


def _afresh(error: OSError) -> OSError:
    """Return the same without its traceback, which holds the files that are to be closed."""
    return OSError(error.errno, error.strerror)


@contextmanager
def _destructors_say_nothing() -> Iterator[None]:
    """Let Python print no traceback where it closes what the library leaves open when a disk is full."""
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = hook


def _fill(workbook: Any, records: Iterable[Record]) -> None:
    sheet = workbook.add_worksheet("Documents")
    bold, looks = workbook.add_format({"bold": True}), Looks.of(workbook)
    sheet.freeze_panes(1, 2)
    for column, (title, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    last = 0
    for last, cells in enumerate(rows(records), start=1):
        for column, cell in enumerate(cells):
            looks.put(sheet, last, column, cell)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


def made_from(path: Path) -> str:
    """The hash of the manifest from which the workbook was made; empty if there is none, or it does not say so."""
    with suppress(OSError, zipfile.BadZipFile, KeyError, ValueError), zipfile.ZipFile(path) as archive:
        _, _, after = archive.read("docProps/core.xml").decode().partition("<dc:description>")
        return after.partition("</dc:description>")[0]
    return ""


def rows(records: Iterable[Record]) -> Iterator[list[str | dt.date]]:
    """The cells of each row, in the order of the records."""
    for record in records:
        first, rest = _of_record(record)
        for document in record.documents or (None,):
            yield [*first, document.path if document else "", *rest, *_made_from(record, document)]
        for document in record.orphaned:
            yield [*first, f"{document.path} (made no more)", *rest, *_made_from(record, document)]


def _of_record(record: Record) -> tuple[list[str | dt.date], list[str | dt.date]]:
    """The cells that all documents of an assessment share, before the document's own path and after it."""
    summary = record.summary
    indication, decision = summary["indication"] or {}, summary["decision"] or {}
    first = [summary["reference"], summary["partnership"], summary.get("issue") or summary["state"]]
    rest = [
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
    return [cell or "" for cell in first], [cell or "" for cell in rest]


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
