"""A check makes no documents, and refuses exactly what a run that makes them refuses, at the same places."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross.problems import Problem, Severity
from engross.word import Template
from scrutiny_response import resources
from scrutiny_response.domain.contradictions.elsewhere import Glance, names_within
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.use_cases.generate import GenerateOptions, Sources, check, generate
from tests.fuzz.mutation import damaged_lines
from tests.paths import CASES
from tests.small_templates import write_stand_ins, write_templates

FOLDERS = sorted(path for path in CASES.rglob("*") if path.is_dir() and any(path.glob("*.*")))


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small templates, of which two refuse what some assessments say: exactly one area, and any."""
    folder = write_stand_ins(tmp_path_factory.mktemp("check") / "templates")
    too_long = "{{ 'x' * (areas | length * 40000000) }}"
    refusing = {"letter": "{{ 1 // (areas | length - 1) }}", "improvement-plan": too_long}
    return write_templates(folder, **refusing)


def refused(outcome: CycleOutcome) -> tuple[set[Problem], dict[str, set[Problem]]]:
    """The errors of a run as a whole, and those of each of its files."""

    def errors(problems: tuple[Problem, ...]) -> set[Problem]:
        return {problem for problem in problems if problem.severity is Severity.ERROR}

    return errors(outcome.problems), {one.file: errors(one.problems) for one in outcome.outcomes}


def refuses_the_same(inputs: Path, templates: Path, output: Path) -> set[str]:
    """Hold both ways to the law; the identifiers of what was refused."""
    sources = Sources(templates=templates, processes=1)
    checked = refused(check([inputs], sources))
    assert checked == refused(generate([inputs], output, sources, GenerateOptions()))
    return {problem.id for problems in checked[1].values() for problem in problems}


def test_what_the_samples_are_refused_for_by_a_template_they_are_refused_for_in_a_check(
    templates: Path, tmp_path: Path
) -> None:
    assert refuses_the_same(resources.inputs(), templates, tmp_path / "output") == {"cannot-compute", "not-allowed"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_cases_are_refused_alike(folder: Path, templates: Path, tmp_path: Path) -> None:
    refuses_the_same(folder, templates, tmp_path / "output")


def test_damaged_samples_are_refused_alike(templates: Path, tmp_path: Path) -> None:
    inputs, chance = tmp_path / "inputs", random.Random(18)  # noqa: S311  # no secret
    shutil.copytree(resources.inputs(), inputs, ignore=shutil.ignore_patterns("reports"))
    for path in sorted(inputs.glob("*.yaml")):
        for number in range(3 if path.name != "cycle.yaml" else 0):
            (inputs / f"{path.stem}-{number}.yaml").write_bytes(damaged_lines(path.read_bytes(), chance))
    ids = refuses_the_same(inputs, templates, tmp_path / "output")
    assert {"repeated-reference", "cannot-compute"} <= ids


def test_a_check_makes_no_document(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Template, "render", lambda *_: pytest.fail("a document was made"))
    assert check([resources.inputs()], Sources(templates=templates, processes=1)).refused


_NAME = st.lists(
    st.sampled_from(["Lorne", "lorne", "Stra", "thlorne", "ßay", "and", "-", "(x)"]), min_size=1, max_size=4
)
_NAMES = _NAME.flatmap(lambda words: st.sampled_from([" ", "", "-"]).map(lambda joint: joint.join(words)))


@given(st.lists(st.tuples(_NAMES, st.lists(_NAMES, max_size=5)), max_size=6))
def test_a_name_is_found_wherever_it_stands_in_a_text(cycle: list[tuple[str, list[str]]]) -> None:
    glances = [Glance(name, (name, "", None), " ".join([name, *texts]).casefold()) for name, texts in cycle]
    names = {glance.partnership.casefold(): glance.partnership for glance in glances}
    naively = [{name: names[name] for name in names if name in glance.words} for glance in glances]
    assert [list(within.items()) for within in names_within(glances)] == [list(each.items()) for each in naively]
