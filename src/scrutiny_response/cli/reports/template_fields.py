"""The dictionary of fields → the table that people read and the JSON that programs read."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import get_terminal_size

from scrutiny_response.cli.reports.field_table import field_table
from scrutiny_response.cli.reports.report import Report, answer, listed
from scrutiny_response.use_cases.templates import FieldList

_WIDTH = 110
"""How wide the table is if no terminal says."""


def report(fields: FieldList) -> Report:
    """Return the answer: refused if there are problems, which stand in its place."""
    return Report(bool(fields.problems), lambda: listed(fields.problems) or as_text(fields), lambda: as_json(fields))


def as_text(fields: FieldList) -> str:
    """Return the fields as a table as wide as the terminal, or the Word document that they were written to."""
    if fields.written:
        return f"Written: {fields.written.as_posix()}"
    return field_table(fields.entries, get_terminal_size((_WIDTH, 0)).columns)


def as_json(fields: FieldList) -> Iterator[str]:
    """Return the same for programs."""
    if fields.problems:
        return answer("template fields", {}, problems=fields.problems)
    return answer("template fields", {}, ("fields", (entry.as_json() for entry in fields.entries)))
