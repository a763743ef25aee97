"""The cycle file beside the assessments → what it says for all of them, the timeframes it proposes, and its ratings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from engross.problems import Place, Problem
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.framework import AGREEABLE, Level
from scrutiny_response.domain.further import Declarations
from scrutiny_response.domain.ratings import Ratings
from scrutiny_response.domain.timeframes import Monitoring
from scrutiny_response.intake.build import Built, build_part
from scrutiny_response.intake.cycle_file import CycleFile, find_cycle
from scrutiny_response.intake.declarations import FURTHER, declaration_faults, declarations, values_for_all
from scrutiny_response.intake.documents import problem_of, tree_of
from scrutiny_response.intake.located import located
from scrutiny_response.intake.plain_values import Value, plain_of
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.tree import DataPath, List, Map, Source, Text, stands

RATINGS = "ratings"
"""The one key that is the cycle's own, and says nothing of an assessment."""
WITHOUT_RULES = Ratings()
"""What a cycle file says of red, amber and green if it says nothing: the rules that hold without any."""
NOTHING = Monitoring(interval=None, first=None, review=None, by=None, proposed=())
"""No timeframes at all."""


class Common(NamedTuple):
    """What a cycle file says, as plain values, and where its documents are named."""

    values: Mapping[str, Value]
    documents: Mapping[str, Place]


class Cycle(Struct, frozen=True):
    """What a cycle file says: its keys and values, the timeframes it proposes, and what is wrong with it.

    `ratings` are the rules by which actions are red, amber or green. `paths` says which value a problem is about, if it
    is about one. `plain` are the keys and values without places, if nothing is wrong. `declared` are the values of the
    office's own that assessments may say, and `declared_at` where it says so.
    """

    file: str
    common: Map
    house: Monitoring
    problems: tuple[Problem, ...] = ()
    ratings: Ratings = WITHOUT_RULES
    paths: Mapping[Problem, DataPath] = field(default_factory=dict)
    plain: Common | None = None
    declared: Declarations = ()
    declared_at: Place | None = None


@lru_cache(maxsize=16)  # a run's assessments share a few cycle files, and are read one by one
def cycle_from(cycle_file: CycleFile) -> Cycle:
    """Return what a cycle file says."""
    if cycle_file.problem:
        return Cycle(cycle_file.file, Map(Source(cycle_file.file)), NOTHING, (cycle_file.problem,))
    if cycle_file.data is None:
        return Cycle("", Map(Source("")), NOTHING, plain=Common({}, {}))
    root, problems = tree_of(cycle_file.data, cycle_file.file)
    if root is None:
        return Cycle(cycle_file.file, Map(Source(cycle_file.file)), NOTHING, tuple(problems))
    root = located(root, cycle_file.cells, cycle_file.file) if cycle_file.cells else root
    rules = schema("cycle")
    faults = [*rules.faults(root), *declaration_faults(root)]
    paths = {problem_of(fault, root): fault.path for fault in faults}
    problems += paths
    common, declared_at = _common(root), stands(root, (FURTHER,))
    if problems:
        told, declared = tuple(problems), declarations(root)
        return Cycle(cycle_file.file, common, NOTHING, told, paths=paths, declared=declared, declared_at=declared_at)
    house = build_part(Monitoring, root, "monitoring", Built(schema("assessment"), {}))
    ratings = build_part(Ratings, root, RATINGS, Built(rules, {}))
    return Cycle(
        cycle_file.file,
        common,
        house,
        ratings=ratings,
        plain=_plain(common),
        declared=declarations(root),
        declared_at=declared_at,
    )


def read_ratings(folder: Path) -> Ratings:
    """Return the rules for red, amber and green of the cycle whose assessments lie in a folder."""
    return cycle_from(find_cycle(folder)).ratings


def _plain(common: Map) -> Common:
    documents = common.get(Text("documents"))
    places = {str(name): name.place for name in documents} if isinstance(documents, List) else {}
    return Common({str(key): plain_of(value) for key, value in common.items()}, places)


def proposed(assessment: Assessment, house: Monitoring, level: Level | None) -> Assessment:
    """Return the assessment with the house's timeframes where its level demands one and nothing was agreed.

    They are named as proposed; a level that demands none, or that is not determined, is given none.
    """
    agreed = assessment.monitoring
    wanted = level.must_be_agreed if level else ()
    names = tuple(
        name for name in AGREEABLE if name in wanted and getattr(agreed, name) is None and getattr(house, name)
    )
    filled = replace(agreed, proposed=names, **{name: getattr(house, name) for name in names})
    return replace(assessment, monitoring=filled) if names else assessment


def _common(root: Map) -> Map:
    """Return what is merged into each assessment: of the monitoring, who monitors, for the rest is only proposed.

    What is said of the cycle alone is left out.
    """
    common = Map(root.source, root.line, root.column)
    for key, value in root.items():
        if key == RATINGS:
            continue
        kept = _only_by(value) if key == "monitoring" and isinstance(value, Map) else value
        kept = values_for_all(value) if key == FURTHER and isinstance(value, Map) else kept
        if key != FURTHER or kept:
            common.put(root.keys_by_name[key], kept)
    return common


def _only_by(monitoring: Map) -> Map:
    kept = Map(monitoring.source, monitoring.line, monitoring.column)
    for key in monitoring:
        if key not in AGREEABLE:
            kept.put(monitoring.keys_by_name[key], monitoring[key])
    return kept
