"""Assessment files → the cycle at a glance, written as a page and a Word document side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from msgspec import Struct

from engross.problems import Problem, Refused
from scrutiny_response.generate.records import Records
from scrutiny_response.intake import Progress, assessment_files, counted, read_framework, readings
from scrutiny_response.store import staging, whole_files
from scrutiny_response.use_cases.following import errors_in
from scrutiny_response.use_cases.overview.page import document, page
from scrutiny_response.use_cases.overview.survey import survey
from scrutiny_response.use_cases.overview.values import Overview

OVERVIEW = Path("output/overview.html")
"""Where the page lies if nobody says where."""


class WrittenOverview(Struct, frozen=True):
    """What became of it: the files that were written, what they say, and what kept one from being written."""

    files: tuple[Path, ...] = ()
    overview: Overview | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if a file could not be written; an assessment that is not accepted is shown on the page."""
        return bool(errors_in(self.problems))


def write(  # noqa: PLR0913  # what the command takes
    inputs: Sequence[Path],
    target: Path | None = None,
    *,
    framework: Path | None = None,
    record: Path | None = None,
    on: dt.date | None = None,
    progress: Progress = lambda _done, _total: None,
    writing: Callable[[], object] = lambda: None,
) -> WrittenOverview:
    """Write the page to `target`, and the Word document beside it with the ending .docx; each whole or not at all.

    Without a target they go into the output folder, which is this command's alone meanwhile. What is late is said only
    where a day is given. `writing` is called when all is read.
    """
    try:
        rules = read_framework(framework)
        files = tuple(assessment_files(inputs))
        with nullcontext() if target else staging.working(OVERVIEW.parent, "overview"):
            overview = survey(counted(readings(files, rules), len(files), progress), rules, Records(record), on)
            writing()
            return _written(overview, target or OVERVIEW)
    except Refused as refused:
        return WrittenOverview(problems=refused.problems)


def _written(overview: Overview, target: Path) -> WrittenOverview:
    beside = target.with_suffix(".docx")
    results = {
        target: whole_files.write_filled(
            target.parent, target.name, lambda to: to.writelines(map(str.encode, page(overview)))
        ),
        beside: whole_files.write(beside.parent, beside.name, document(overview)),
    }
    written = tuple(path for path, problem in results.items() if problem is None)
    unwritten = tuple(problem for problem in results.values() if problem)
    return WrittenOverview(written, overview, (*overview.warnings, *unwritten))
