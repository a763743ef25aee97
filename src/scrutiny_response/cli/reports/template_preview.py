"""A preview, as it was written → the text that people read and the JSON that programs read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engross import paths
from scrutiny_response.cli.reports.report import Report, answer
from scrutiny_response.use_cases.preview import Preview
from scrutiny_response.use_cases.preview.page import page_count, problem_counts


def report(preview: Preview, to: Path) -> Report:
    """Return the answer: refused if something must be mended."""
    return Report(preview.refused, lambda: as_text(preview, to), lambda: as_json(preview, to))


def as_text(preview: Preview, to: Path) -> str:
    """Return the preview in one line, its problems, and where it is."""
    lines = [f"{preview.file}: {problem_counts(preview)}, {page_count(preview)}"]
    lines += (f"  {problem.severity}: {problem}" for problem in preview.problems)
    if preview.pages or paths.is_file(to):
        lines.append(f"Open {to.as_posix()} in the browser.")
    return "\n".join(lines)


def as_json(preview: Preview, to: Path) -> Iterator[str]:
    """Return the same for programs; README.md describes the shape."""
    fields = {
        "template": preview.file,
        "sample": preview.sample,
        "written": to.as_posix(),
        "filled": preview.is_filled,
        "pages": len(preview.pages),
        "refused": preview.refused,
    }
    return answer("template preview", fields, problems=preview.problems)


def waiting(template: Path) -> str:
    """Return what is said while a save of the template is long in coming."""
    return f"Waiting until {template.as_posix()} is saved whole, and is not locked."


def stopped(to: Path) -> str:
    """Return what is said when watching ends."""
    return f"\nStopped watching; the last preview is in {to.as_posix()}."
