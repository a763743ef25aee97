"""A use case and the options → its answer: an exit code and what is printed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engross import paths
from engross.problems import Problem, Refused
from scrutiny_response.cli import screen

if TYPE_CHECKING:
    from scrutiny_response.cli.reports.report import Report
    from scrutiny_response.intake import Progress
    from scrutiny_response.use_cases.generate import Sources, Stage

ALL_WRITTEN, SOME_REFUSED, WRONG_USE = 0, 1, 2
"""The exit codes."""

CommandResult = tuple[int, str | Iterable[str]]
"""An exit code, and what to print: whole, or piece by piece."""

Command = Callable[[argparse.Namespace], CommandResult]

_T = TypeVar("_T")


def answer(options: argparse.Namespace, report: Report, problems: Iterable[Problem] = ()) -> CommandResult:
    """Return the answer of a command; `problems` are those of the command as a whole, which decide what kind it is."""
    from scrutiny_response.store.locking import ANOTHER_RUN

    if any(problem.id == ANOTHER_RUN for problem in problems):
        code = WRONG_USE
    else:
        code = SOME_REFUSED if report.refused else ALL_WRITTEN
    return code, report.document() if options.json else report.text()


def attempted(use_case: Callable[[], _T]) -> tuple[_T | None, tuple[Problem, ...]]:
    """Return what a use case returns; None and the problems if it refuses as a whole."""
    try:
        return use_case(), ()
    except Refused as refused:
        return None, refused.problems


def sources(options: argparse.Namespace) -> Sources:
    """Return what a run is made from, as the options name it."""
    from scrutiny_response.use_cases.generate import Sources

    return Sources(
        templates=templates_folder(options),
        framework=options.framework,
        processes=getattr(options, "workers", 1),
        dask=getattr(options, "dask", ""),
        record=getattr(options, "record", None),
    )


def templates_folder(options: argparse.Namespace) -> Path | None:
    """Return the folder of the templates: the one that is named, else `templates` here, else None for those shipped."""
    here = Path("templates")
    return options.templates or (here if paths.is_folder(here) else None)


def progress_of(stage: Stage) -> Progress:
    """Return what shows on the screen how far a stage of a run has come."""
    from scrutiny_response.use_cases.generate import Stage

    titles = {
        Stage.CHECK: "Checking",
        Stage.DOCUMENTS: "Making documents",
        Stage.PDFS: "Making PDFs",
        Stage.LEVELS: "Reading the assessments",
    }
    return screen.progress(titles[stage])
