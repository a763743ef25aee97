"""The cycle at a glance, as it was written → the text that people read and the JSON that programs read."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_response.cli.reports.report import Report, answer
from scrutiny_response.use_cases.overview import WrittenOverview


def report(written: WrittenOverview) -> Report:
    """Return the answer: refused if a file could not be written."""
    return Report(written.refused, lambda: as_text(written), lambda: as_json(written))


def as_text(written: WrittenOverview) -> str:
    """Return the problems, the files that were written, and the counts of assessments."""
    lines = [str(problem) for problem in written.problems]
    if written.files and written.overview:
        lines += ["Written", *(f"  {path.as_posix()}" for path in written.files)]
        counts = (len(written.overview.lines), len(written.overview.refusals), len(written.overview.not_final))
        lines += ["", "Assessments: {}. Files not accepted: {}. Not yet final: {}.".format(*counts)]
    return "\n".join(lines)


def as_json(written: WrittenOverview) -> Iterator[str]:
    """Return the same for programs; README.md describes the shape."""
    return answer("overview", {"files": [path.as_posix() for path in written.files]}, problems=written.problems)
