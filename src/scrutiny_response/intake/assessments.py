"""Paths → a reading of each assessment file, with the cycle file beside it: the assessment, or every problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from scrutiny_response.assessment import Assessment
from scrutiny_response.contradictions import alike, case_of, contradictions
from scrutiny_response.framework import Framework
from scrutiny_response.intake.build import Built, build
from scrutiny_response.intake.cycle_file import Cycle, proposed, read_cycle
from scrutiny_response.intake.documents import in_order, problem_of, read_tree
from scrutiny_response.intake.faults import Fault
from scrutiny_response.intake.files import assessment_files
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.tree import Map, merged, place_of
from scrutiny_response.intake.tree import Path as Way
from scrutiny_response.problems import FilePlace, Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: its assessment where it has no problem, otherwise None and all its problems."""

    file: str
    assessment: Assessment | None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A file on its way to a reading; where it has problems, its assessment holds stand-ins at the unsound paths."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    root: Map | None = None
    assessment: Assessment | None = None
    unsound: list[Way] = field(default_factory=list)

    def reading(self) -> Reading:
        problems = in_order(self.problems)
        return Reading(self.file, None if problems else self.assessment, problems)


def read_assessments(paths: Sequence[Path], framework: Framework) -> tuple[Reading, ...]:
    """A reading of each assessment file, in the order of the paths and, in a folder, of the names.

    A faulty cycle file has a reading of its own before those of its assessments, and none of these is accepted.
    """
    cycles: dict[Path, Cycle] = {}
    drafts: list[_Draft] = []
    for found in assessment_files(paths):
        if isinstance(found, Problem):
            drafts.append(_Draft(str(found.place), [found]))
            continue
        folder = found.parent.resolve()
        if folder not in cycles:
            cycles[folder] = read_cycle(found.parent)
            drafts.extend(_of_cycle(cycles[folder]))
        drafts.append(_draft(found, cycles[folder], framework))
    _compare([draft for draft in drafts if draft.assessment])
    return tuple(draft.reading() for draft in drafts)


def _of_cycle(cycle: Cycle) -> Iterator[_Draft]:
    if cycle.problems:
        yield _Draft(cycle.file, list(cycle.problems))


def _draft(path: Path, cycle: Cycle, framework: Framework) -> _Draft:
    own, problems = read_tree(path)
    draft = _Draft(path.as_posix(), problems)
    if own is not None:
        draft.root = merged(own, cycle.common)
        _shape(draft, draft.root, cycle)
        _judge(draft, draft.root, cycle, framework)
    if cycle.problems and not draft.problems:
        message = f"this file is sound, but {cycle.file} is not"
        hint = "mend the cycle file: what it says belongs to this assessment too"
        draft.problems.append(Problem("cycle-file-refused", FilePlace(draft.file), message, hint))
    return draft


def _shape(draft: _Draft, root: Map, cycle: Cycle) -> None:
    """The assessment from its tree, with what its schema refuses and what is missing from it."""
    rules = schema("assessment")
    faults = rules.faults(root)
    built = Built(rules, {id(it.node) for it in faults if it.id != "missing-key"})
    draft.assessment = build(Assessment, root, built)
    draft.unsound = built.paths
    draft.problems += [problem_of(it, root) for it in (*faults, *built.missing) if _is_own(it, root, cycle)]


def _is_own(fault: Fault, root: Map, cycle: Cycle) -> bool:
    """Whether a fault is the assessment's: not the cycle file's, nor perhaps mended with the cycle file."""
    if fault.id == "missing-key" and cycle.problems and fault.path[0] in schema("cycle").document["properties"]:
        return False
    return (fault.key if fault.key is not None else fault.node).source is root.source


def _judge(draft: _Draft, root: Map, cycle: Cycle, framework: Framework) -> None:
    """What cannot be, by the rules that look from one value to another."""
    if draft.assessment is None:
        return
    case = case_of(draft.assessment, framework)
    draft.assessment = proposed(draft.assessment, cycle.house, case.level)
    case = replace(case, assessment=draft.assessment)
    draft.problems += [
        Problem(it.id, place_of(root, it.path), it.message, it.hint) for it in contradictions(case, draft.unsound)
    ]


def _compare(drafts: Sequence[_Draft]) -> None:
    """What two assessments of one run may not share, said in both."""
    compared = [(draft, draft.assessment) for draft in drafts if draft.assessment and not _is_nameless(draft.unsound)]
    for own, other, it in alike([assessment for _, assessment in compared]):
        draft = compared[own][0]
        if draft.root is not None:
            message = it.message.format(other=compared[other][0].file)
            draft.problems.append(Problem(it.id, place_of(draft.root, it.path), message, it.hint))


def _is_nameless(unsound: Iterable[Way]) -> bool:
    return not {("reference",), ("partnership",), ("partnership", "name"), ("file_name",)}.isdisjoint(unsound)
