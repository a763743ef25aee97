"""The assessments of a cycle → each one's plan attached to the report it names, in the output folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from engross import paths
from engross.pdf import ConvertedPdf
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.intake import Reading, read_assessments, read_framework
from scrutiny_response.store import naming, staging, whole_files
from scrutiny_response.use_cases.attaching.locations import find_locations
from scrutiny_response.use_cases.attaching.outcome import AttachOutcome
from scrutiny_response.use_cases.attaching.pair import Pair, join_pair, plan_pdfs

Progress = Callable[[int, int], None]
"""Told how many assessments are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One assessment on its way: its outcome so far, and the pair to join if there is one."""

    outcome: AttachOutcome
    pair: Pair | None = None
    result: str = ""


def attach_plans(
    inputs: Sequence[Path],
    folder: Path,
    *,
    framework: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> tuple[AttachOutcome, ...]:
    """Attach the plan that lies in the output folder to the report that each assessment names.

    The result is written beside the partnership's documents; the report is only read. What is wrong with one pair is
    known before anything of it is written, and stops no other. Raise Refused if the framework is refused, or another
    command is writing into the folder.
    """
    readings = read_assessments(inputs, read_framework(framework))
    tasks = list(_apart([_begun(reading, folder) for reading in readings], readings))
    if not any(task.pair for task in tasks):
        return tuple(task.outcome for task in tasks)
    with staging.working(folder, "attach") as work:
        pdfs = plan_pdfs([task.pair for task in tasks if task.pair])
        attached = []
        for done, task in enumerate(tasks, start=1):
            attached.append(_done(task, folder, staging.staged_in(work), pdfs))
            progress(done, len(tasks))
    return tuple(attached)


def _begun(reading: Reading, folder: Path) -> _Task:
    recorded = reading.assessment
    if recorded is None:
        return _Task(AttachOutcome(file=reading.file, problems=reading.problems))
    outcome = AttachOutcome(
        file=reading.file,
        reference=recorded.reference,
        partnership=recorded.partnership.name,
        problems=reading.problems,
    )
    try:
        locations = find_locations(recorded, reading.file, folder)
    except Refused as refused:
        return _Task(_with(outcome, *refused.problems))
    if locations is None or outcome.refused:
        return _Task(outcome)
    outcome = replace(outcome, report=locations.report.as_posix(), plan=locations.plan.as_posix())
    return _Task(outcome, Pair(locations.report, locations.plan, recorded.attachment), locations.result)


def _apart(tasks: Sequence[_Task], readings: Sequence[Reading]) -> Iterator[_Task]:
    """Yield the tasks, without the pairs whose result would lie where a document, another result or a report is."""
    documents = {paths.key(path) for reading in readings for path in _documents(reading)}
    results = Counter(paths.key(task.result) for task in tasks if task.pair)
    for task in tasks:
        key = paths.key(task.result)
        if task.pair and (key in documents or results[key] > 1):
            message = f"more than one file of this cycle would be {task.result}"
            hint = "call the document otherwise, or put {reference} into the file name pattern"
            yield _Task(_with(task.outcome, Problem("same-name", FilePlace(task.outcome.file), message, hint)))
        else:
            yield task


def _documents(reading: Reading) -> Sequence[str]:
    """Return the paths that the assessment's documents have in the output folder."""
    recorded = reading.assessment
    with suppress(Refused):
        return (
            [name for document in recorded.documents for name in naming.names(recorded, document)] if recorded else []
        )
    return []


def _done(task: _Task, folder: Path, staged: Path, pdfs: Mapping[Path, ConvertedPdf | Problem]) -> AttachOutcome:
    if task.pair is None:
        return task.outcome
    target = folder / task.result
    if paths.is_same_file(task.pair.report, target):
        message = "this is the report itself, which is never written to"
        return _with(
            task.outcome, Problem("result-is-source", FilePlace(target.as_posix()), message, "move the report")
        )
    try:
        joined = join_pair(task.pair, pdfs)
    except Refused as refused:
        return _with(task.outcome, *refused.problems)
    (part,) = staging.stage(staged, [joined.data])
    unwritten = part if isinstance(part, Problem) else whole_files.place(staged / part, folder, task.result)
    if unwritten is not None:
        return _with(task.outcome, *joined.problems, unwritten)
    return replace(_with(task.outcome, *joined.problems), result=target.as_posix(), became=joined.became)


def _with(outcome: AttachOutcome, *problems: Problem) -> AttachOutcome:
    return replace(outcome, problems=(*outcome.problems, *problems))
