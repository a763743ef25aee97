"""The cycle file beside the assessments → what it says for all of them, and the timeframes it proposes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from scrutiny_response.assessment import Assessment, Monitoring
from scrutiny_response.framework import AGREEABLE, Level
from scrutiny_response.intake.build import Built, build_part
from scrutiny_response.intake.documents import problem_of, read_bytes, tree_of
from scrutiny_response.intake.files import cycle_files
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.tree import Map, Source
from scrutiny_response.problems import FilePlace, Problem

NOTHING = Monitoring(interval=None, first=None, review=None, by=None, proposed=())
"""No timeframes at all."""


@dataclass(frozen=True, slots=True)
class CycleFile:
    """A cycle file as it lies in its folder: its name and bytes, both empty where there is none.

    Where it cannot be read, the problem stands in place of the bytes.
    """

    file: str
    data: bytes | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """What a cycle file says: its keys and values, the timeframes it proposes, and what is wrong with it."""

    file: str
    common: Map
    house: Monitoring
    problems: tuple[Problem, ...] = ()


def find_cycle(folder: Path) -> CycleFile:
    """The cycle file of a folder, as it lies there; where there is none, one that says nothing."""
    try:
        found = cycle_files(folder)
    except OSError as error:
        place, message = FilePlace(folder.as_posix()), f"the folder cannot be read: {error.strerror}"
        problem = Problem("unreadable-folder", place, message, "check it, for its cycle file is needed")
        return CycleFile(folder.as_posix(), problem=problem)
    if not found:
        return CycleFile("")
    file = found[0].as_posix()
    if len(found) > 1:
        message = f"there are {len(found)} cycle files here: {', '.join(path.name for path in found)}"
        problem = Problem("several-cycle-files", FilePlace(folder.as_posix()), message, "keep one of them")
        return CycleFile(file, problem=problem)
    data = read_bytes(found[0])
    return CycleFile(file, problem=data) if isinstance(data, Problem) else CycleFile(file, data)


@lru_cache(maxsize=16)  # a run's assessments share a few cycle files, and are read one by one
def cycle_from(found: CycleFile) -> Cycle:
    """What a cycle file says."""
    if found.problem:
        return Cycle(found.file, Map(Source(found.file)), NOTHING, (found.problem,))
    if found.data is None:
        return Cycle("", Map(Source("")), NOTHING)
    root, problems = tree_of(found.data, found.file)
    if root is None:
        return Cycle(found.file, Map(Source(found.file)), NOTHING, tuple(problems))
    rules = schema("cycle")
    faults = rules.faults(root)
    problems += [problem_of(fault, root) for fault in faults]
    house = NOTHING if problems else build_part(Monitoring, root, "monitoring", Built(schema("assessment"), {}))
    return Cycle(found.file, _without_timeframes(root), house, tuple(problems))


def proposed(assessment: Assessment, house: Monitoring, level: Level | None) -> Assessment:
    """The assessment with the house's timeframes where its level demands one and nothing was agreed.

    They are named as proposed; a level that demands none, or that is not determined, is given none.
    """
    said = assessment.monitoring
    wanted = level.must_be_agreed if level else ()
    names = tuple(name for name in AGREEABLE if name in wanted and getattr(said, name) is None and getattr(house, name))
    filled = replace(said, proposed=names, **{name: getattr(house, name) for name in names})
    return replace(assessment, monitoring=filled) if names else assessment


def _without_timeframes(root: Map) -> Map:
    """What is merged into each assessment: of the monitoring, who monitors, for the rest is only proposed."""
    common = Map(root.source, root.line, root.column)
    for key, value in root.items():
        kept = _only_by(value) if key == "monitoring" and isinstance(value, Map) else value
        common.put(root.keys_by_name[key], kept)
    return common


def _only_by(monitoring: Map) -> Map:
    kept = Map(monitoring.source, monitoring.line, monitoring.column)
    for key in monitoring:
        if key not in AGREEABLE:
            kept.put(monitoring.keys_by_name[key], monitoring[key])
    return kept
