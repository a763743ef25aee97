"""The cycle's files → a workbook of them, where it overwrites nothing that somebody has filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.domain.framework import Framework
from scrutiny_response.intake import read_framework
from scrutiny_response.intake.workbooks.book import read_book
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.generate import levels
from scrutiny_response.use_cases.workbooks.bringing_in import plan, would_change
from scrutiny_response.use_cases.workbooks.gathering import gather
from scrutiny_response.use_cases.workbooks.writing import write


def make(path: Path, inputs: Sequence[Path], framework_file: Path | None = None) -> tuple[int, tuple[Problem, ...]]:
    """Write the workbook of these files; return how many partnerships it has, and the problems of those left out.

    A workbook that is there is replaced only if all that it says has been brought in. Refused if it is not, if it
    cannot be written, or if no file can be.
    """
    framework = read_framework(framework_file)
    cycle = gather(inputs, framework)
    if not cycle.assessments:
        raise Refused(cycle.problems)
    if paths.is_taken(path):
        _refuse_to_lose(path, inputs, framework)
    stream = io.BytesIO()
    write(stream, cycle, framework, _levels(inputs, framework_file))
    problem = whole_files.write(path.parent, path.name, stream.getvalue())
    if problem:
        raise Refused([problem])
    return len(cycle.assessments), cycle.problems


def _refuse_to_lose(path: Path, inputs: Sequence[Path], framework: Framework) -> None:
    """Refuse if there is something in a workbook that its files do not say, or nobody can tell."""
    message = "this workbook says something that the files do not, and is not overwritten"
    hint = f"bring it in first (scrutiny workbook --read {path.name}), or choose another name"
    folder = inputs[0] if paths.is_folder(inputs[0]) else inputs[0].parent
    try:
        book = read_book(path, framework)
        unbrought = [*would_change(plan(book, folder, framework, {})), *book.problems]
    except Refused as refused:
        unbrought = list(refused.problems)
        why = refused.problems[0].message
        message = f"whether this says something that the files do not cannot be known, so it is not overwritten: {why}"
        hint = "move it away, or choose another name"
    if unbrought:
        raise Refused([Problem("workbook-not-brought-in", FilePlace(path.as_posix()), message, hint)])


def _levels(inputs: Sequence[Path], framework: Path | None) -> Mapping[str, str]:
    """Return what the answers of each file indicate, in words, by the file's name."""
    outcomes = [outcome for outcome in levels(inputs, framework).outcomes if outcome.indication]
    return {
        Path(outcome.file).name: (
            f"{outcome.indication.level.name if outcome.indication.level else 'not determined'} "
            f"({outcome.indication.conditions_met} of {outcome.indication.conditions} conditions met)"
        )
        for outcome in outcomes
        if outcome.indication
    }
