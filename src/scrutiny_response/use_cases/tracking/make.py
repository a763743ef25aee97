"""Assessments, their record and a day → tracker, committee paper and recommendations, written side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from engross.problems import Problem, Refused
from scrutiny_response.intake import Progress
from scrutiny_response.store import staging, whole_files
from scrutiny_response.use_cases.tracking.papers import paper_document, recommendations_document
from scrutiny_response.use_cases.tracking.survey import Tracker, survey
from scrutiny_response.use_cases.tracking.workbook import workbook

TRACKER, PAPER, RECOMMENDATIONS = "tracker.xlsx", "progress-paper.docx", "recommendations.docx"
_MAKERS = {TRACKER: workbook, PAPER: paper_document, RECOMMENDATIONS: recommendations_document}


class WrittenTracker(Struct, frozen=True):
    """What became of it: the files that were written, what they say, and every problem."""

    files: tuple[Path, ...] = ()
    tracker: Tracker | None = None
    problems: tuple[Problem, ...] = ()


def write(  # noqa: PLR0913  # what the command takes
    inputs: Sequence[Path],
    output: Path,
    on: dt.date,
    *,
    framework: Path | None = None,
    record: Path | None = None,
    progress: Progress = lambda _done, _total: None,
    writing: Callable[[], object] = lambda: None,
) -> WrittenTracker:
    """Write the three files into the output folder, each whole or not at all; the folder is this command's meanwhile.

    A partnership that cannot be read is told, and stands in none of them; if none can be, nothing is written.
    `writing` is called when all is read.
    """
    try:
        with staging.working(output, "tracker"):
            tracker = survey(inputs, on, framework, record, progress)
            if tracker.problems and not tracker.partnerships:
                return WrittenTracker(tracker=tracker, problems=tracker.problems)
            writing()
            contents = {name: make(tracker) for name, make in _MAKERS.items()}
            results = {output / name: whole_files.write(output, name, data) for name, data in contents.items()}
    except Refused as refused:
        return WrittenTracker(problems=refused.problems)
    written = tuple(path for path, problem in results.items() if problem is None)
    unwritten = tuple(problem for problem in results.values() if problem is not None)
    return WrittenTracker(written, tracker, (*tracker.problems, *unwritten))
