"""A workbook that was written or brought in → the text for people and the JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from engross.problems import Problem, has_error
from scrutiny_response.cli.reports.report import Report, answer, counted, listed, plain
from scrutiny_response.use_cases.workbooks.bringing_in import Brought


def made(path: Path, count: int, problems: Sequence[Problem]) -> Report:
    """Return the answer of writing one: refused if a file could not be put into it."""
    text = f"Made {path.as_posix()} with {counted(count, 'partnership')}. Fill it in, save and close it, then type: "
    text += f"scrutiny workbook --read {path.as_posix()}"
    return Report(
        has_error(problems),
        lambda: "\n\n".join(filter(None, [listed(problems), text if count else ""])),
        lambda: answer(
            "workbook", {"made": path.as_posix() if count else None, "partnerships": count}, problems=problems
        ),
    )


def brought(sheets: Sequence[Brought], problems: Sequence[Problem], path: Path, *, dry_run: bool) -> Report:
    """Return the answer of bringing one in: refused if something of it stays out."""
    return Report(
        has_error(problems) or any(sheet.refused for sheet in sheets),
        lambda: _text(sheets, problems, path, dry_run=dry_run),
        lambda: answer(
            "workbook",
            {"workbook": path.as_posix(), "dry_run": dry_run, "problems": plain(problems)},
            ("sheets", [_plain(sheet) for sheet in sheets]),
        ),
    )


def _text(sheets: Sequence[Brought], problems: Sequence[Problem], path: Path, *, dry_run: bool) -> str:
    if has_error(problems):
        own = [str(problem) for sheet in sheets for problem in sheet.problems]
        return "\n".join([listed(problems), *own, "", "Nothing was brought in: correct this first."])
    pieces = [listed(problems), *("\n".join(_lines(sheet)) for sheet in sheets if sheet.changes or sheet.problems)]
    return "\n\n".join(filter(None, [*pieces, _summary(sheets, problems, path, dry_run=dry_run)]))


def _lines(sheet: Brought) -> Iterator[str]:
    yield f"{sheet.file}: {'left as it is' if sheet.refused else counted(len(sheet.changes), 'change')}"
    yield from (f"  {change}" for change in sheet.changes if not sheet.refused)
    yield from map(str, sheet.problems)


def _summary(sheets: Sequence[Brought], problems: Sequence[Problem], path: Path, *, dry_run: bool) -> str:
    changed = [sheet for sheet in sheets if (sheet.changes if dry_run else sheet.is_written) and not sheet.refused]
    refused = sum(sheet.refused for sheet in sheets)
    if not sheets:
        return ""
    if not changed and not refused and not problems:
        return "The files say already what the workbook says."
    text = f"{counted(len(changed), 'file')} {'would be changed' if dry_run else 'changed'}"
    text += f", {refused} not" if refused else ""
    if changed and not dry_run:
        text += ". The files are newer than the workbook now; before you go on in it, write it again: "
        text += f"scrutiny workbook {path.as_posix()}"
    return text


def _plain(sheet: Brought) -> dict[str, object]:
    return {
        "sheet": sheet.sheet,
        "file": sheet.file,
        "written": sheet.is_written,
        "refused": sheet.refused,
        "changes": [
            {
                "place": str(change.place),
                "title": change.title,
                "before": change.old or None,
                "after": change.new or None,
            }
            for change in sheet.changes
        ],
        "problems": plain(sheet.problems),
    }
