"""A report with plans → what still lies there from runs in which the plans, or their states, were others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from engross import paths
from engross.problems import FilePlace, Problem, Severity
from scrutiny_response.domain.assessment import State
from scrutiny_response.store import naming, whole_files
from scrutiny_response.use_cases.attaching.grouping import Group, Member
from scrutiny_response.use_cases.attaching.locations import RESULT, result_of_several
from scrutiny_response.use_cases.attaching.request import PDF, WORD, Job


class _Earlier(NamedTuple):
    """Where a result may lie from an earlier run, and what was otherwise then; `is_of_state` if only the state was."""

    is_of_state: bool
    when: str
    path: str


def results_of_today(groups: Iterable[Group]) -> frozenset[str]:
    """Return what tells the results of these groups, and their PDFs, from other paths in the output folder."""
    results = [group.result for group in groups if group.job]
    return frozenset(paths.key(path) for result in results for path in _with_pdf(result))


def with_earlier_results(group: Group, folder: Path, today: Collection[str]) -> Group:
    """Return a group whose members are told of the results of earlier runs that still lie in the output folder.

    All are told of those with the plans of several assessments, each of its own. `today` are the `results_of_today` of
    the whole cycle.
    """
    if any(member.outcome.refused for member in group.members):
        return group
    attached = [member for member in group.members if member.appendices]
    shared = list(_shared(group.job, group.result, is_shared=len(attached) > 1)) if group.job else []
    members = []
    for member in group.members:
        own = [*shared, *_alone(member, "" if [member] != attached else group.result)]
        there = {
            paths.key(each.path): _told(each, folder / each.path, group.result)
            for each in own
            if paths.key(each.path) not in today and paths.is_file(folder / each.path)
        }
        members.append(member.told(*there.values()))
    return replace(group, members=tuple(members))


def _told(earlier: _Earlier, target: Path, result: str) -> Problem:
    today = f"; the one of today is {result}" if result else ""
    message = f"this result still lies here from when {earlier.when}{today}"
    hint = "delete it, so that nobody sends it by mistake; if it was sent, move it to another folder"
    return Problem(
        "other-state" if earlier.is_of_state else "other-plans",
        FilePlace(target.as_posix()),
        message,
        hint,
        Severity.WARNING,
    )


def _shared(job: Job, result: str, *, is_shared: bool) -> Iterator[_Earlier]:
    """Yield where the report with the plans of several assessments may lie; `is_shared` says that it does so today."""
    for state in State:
        for ending in (WORD, PDF):
            for path in _with_pdf(result_of_several([state], job.report.with_suffix(ending))):
                if is_shared:
                    yield _in_state(state, path, result)
                else:
                    yield _Earlier(False, "it held the plans of several partnerships", path)


def _alone(member: Member, result: str) -> Iterator[_Earlier]:
    """Yield where the report with the plan of one assessment alone may lie; `result` is where it lies today, if so."""
    if member.assessment is None:
        return
    when = f"it held the plan of {member.outcome.reference} alone"
    if not member.appendices:
        when = f"{member.outcome.reference} named a report"
    for state in State:
        for ending in (WORD, PDF):
            for name in naming.names(replace(member.assessment, state=state), RESULT, ending):
                for path in _with_pdf(name):
                    yield _in_state(state, path, result) if result else _Earlier(False, when, path)


def _in_state(state: State, path: str, result: str) -> _Earlier:
    is_of_today = paths.key(whole_files.pdf_path(path)) == paths.key(result)  # but of a Word report
    return _Earlier(True, "the report was a Word file" if is_of_today else f"its state was `{state}`", path)


def _with_pdf(path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((path, whole_files.pdf_path(path))))
