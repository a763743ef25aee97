"""What became of the calendar files → the text that people read and the JSON that programs read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from scrutiny_response.cli.reports.report import Report, answer
from scrutiny_response.store.outcome import Action
from scrutiny_response.use_cases.calendars import Calendars


def report(calendars: Calendars, folder: Path) -> Report:
    """Return the answer: refused if an assessment was, or if a file could not be written or removed."""
    is_refused = bool(calendars.problems or calendars.refused)
    return Report(is_refused, lambda: as_text(calendars, folder), lambda: as_json(calendars, folder))


def as_text(calendars: Calendars, folder: Path) -> str:
    """Return the files that were written, what was refused, what is gone, and the counts."""
    written = [f"  {(folder / path).as_posix()}" for path in calendars.files]
    refused = []
    for refusal in calendars.refused:
        refused += [f"  {refusal.file}", *(textwrap.indent(str(problem), "      ") for problem in refusal.problems)]
    same = f" Calendars left as they were: {calendars.unchanged}." if calendars.unchanged else ""
    blocks = (
        list(map(str, calendars.problems)),
        _titled("Written", written),
        _titled("Made from no assessment any more (--remove-gone removes them)", _gone(calendars, folder, Action.GONE)),
        _titled("Removed", _gone(calendars, folder, Action.REMOVED)),
        _titled("Refused", refused),
        [f"Dates: {calendars.dates}.{same} Files not accepted: {len(calendars.refused)}."],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def as_json(calendars: Calendars, folder: Path) -> Iterator[str]:
    """Return the same for programs; the paths of the files are inside the folder."""
    problems = [*calendars.problems, *(problem for refusal in calendars.refused for problem in refusal.problems)]
    fields = {
        "output": folder.as_posix(),
        "files": list(calendars.files),
        "unchanged": calendars.unchanged,
        "dates": calendars.dates,
        "gone": [{"path": one.path, "done": str(one.done), "why": one.why} for one in calendars.gone],
    }
    return answer("calendar", fields, problems=problems)


def _gone(calendars: Calendars, folder: Path, done: Action) -> list[str]:
    return [f"  {(folder / one.path).as_posix()}  ({one.why})" for one in calendars.gone if one.done is done]


def _titled(title: str, lines: list[str]) -> list[str]:
    return [title, *lines] if lines else []
