"""The quick way of reading an assessment says what the slow one says, or leaves it to that one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_response import resources
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.intake import Source, assessment_files, read_assessment, sources
from scrutiny_response.intake.assessments import read_slowly
from scrutiny_response.intake.cycle_file import CycleFile
from scrutiny_response.intake.cycles import cycle_from
from scrutiny_response.intake.plain_build import plain_builder
from scrutiny_response.intake.quick import quick_reading
from tests.fuzz.mutation import damaged_lines
from tests.paths import CASES
from tests.scrutiny_response.intake.reading import ACCEPTED, PLAINEST, REFUSED, WARNED, framework


def in_folder(folder: Path) -> Iterator[Source]:
    """The files of a folder, with the cycle file beside them."""
    return (source for source in sources(assessment_files([folder])) if isinstance(source, Source))


SAMPLES = list(in_folder(resources.inputs()))
FOLDERS = sorted(path for path in CASES.rglob("*") if path.is_dir() and any(path.glob("*.*")))


def is_quick(source: Source) -> bool:
    """Whether a file is read the quick way."""
    return quick_reading(source.data, source.file, cycle_from(source.cycle)) is not None


def says_the_same(source: Source) -> bool:
    """Whether both ways say the same of a file."""
    return read_assessment(source, framework()) == read_slowly(source, cycle_from(source.cycle), framework())


def test_the_samples_are_read_the_quick_way_and_the_slow_way_says_the_same() -> None:
    assert all(map(is_quick, SAMPLES))
    assert all(map(says_the_same, SAMPLES))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_of_every_case_both_ways_say_the_same(folder: Path) -> None:
    for source in in_folder(folder):
        assert says_the_same(source), source.file


def test_what_is_only_warned_of_is_read_the_quick_way_and_what_is_refused_by_its_shape_is_not() -> None:
    assert all(map(is_quick, in_folder(WARNED)))
    refused = [source for source in in_folder(REFUSED) if is_quick(source)]
    assert all(not read_assessment(source, framework()).problems[0].id.startswith("wrong-") for source in refused)


@given(st.integers(0, 2**32), st.sampled_from(SAMPLES))
def test_of_a_damaged_file_both_ways_say_the_same(seed: int, source: Source) -> None:
    data = damaged_lines(source.data, random.Random(seed))  # noqa: S311  # a seed, so that it can be done again
    assert says_the_same(source._replace(data=data))


ODD = [
    "strengths: [# none]", "strengths: [a #b]", "strengths: ['null']", "strengths: [null]", "strengths: [~]", "strengths:",
    "strengths: ''", "strengths: [true]", "strengths: ['true', yes, 1_000, 1e3, .nan, 2026-01-01]", "strengths: &a [x]",
    "strengths: [*a]", "strengths: !!str x", "strengths: [\"a\\u0007b\"]", "strengths: [\"a\\nb\"]", "? strengths\n: [x]",
    "strengths: {a: b}", "strengths: |\n  one\n\n  two\n", "strengths:\n  - |\n    one\n  - >-\n    two\n    three\n",
    "letter: {names_level: 'true'}", "letter: {names_level: True}", "letter: {names_level: yes}", "letter: {date: null}",
    "letter: {date: 2026-02-30}", "letter:", "? [a]\n: b", "x: y", "state: issued\nstate: draft", "--- \na: b", "<<: {a: b}",
    "strengths: [a, a]", "documents: []", "documents: [letter, letter]", "documents: {a: b}", "documents: [[letter]]",
    "documents: [a: b]", "alarm: none", "alarm: 2 weeks", "alarm: 0 weeks", "plan_due: none", "plan_due: 6  weeks",
    "support: {leave_out: []}", "attachment: {look: none}", "attachment: [{document: letter}, {label: Annex A}]",
    "attachment: [{look: plan}]", "attachment: {look: plan}", "attachment: []", "extension: none", "\ufeffx: y", "\u00a0x: y", "%YAML 1.2\n---",
]  # fmt: skip
"""Lines that people write, or might, of which YAML makes something else than it seems."""


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("at_the_end", [True, False])
def test_of_odd_lines_both_ways_say_the_same(odd: str, at_the_end: bool) -> None:
    (cycle,) = {source.cycle for source in in_folder(ACCEPTED)}
    key = odd.partition(":")[0]
    lines = [line for line in PLAINEST.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{key}:")]
    text = "\n".join([*lines, odd] if at_the_end else [odd, *lines])
    for data in (text.encode(), text.replace("\n", "\r\n").encode(), text.encode("utf-16")):
        assert says_the_same(Source("odd.yaml", data, cycle))


@pytest.mark.parametrize("common", ["", "documents: [letter]\n", "monitoring: {by: x, review: 6 weeks}\n", "documents: [a\n",
                                    "partnership: {name: A}\n", "contact: {name: '', role: x}\n", "letter: {names_level: true}\n"])  # fmt: skip
def test_with_any_cycle_file_both_ways_say_the_same(common: str) -> None:
    for source in SAMPLES:
        cycle = CycleFile("cycle.yaml", common.encode())
        assert says_the_same(source._replace(cycle=cycle))
        assert says_the_same(source._replace(cycle=CycleFile("")))


def test_one_function_checks_and_builds_what_the_schema_of_assessments_describes() -> None:
    assert plain_builder(Assessment, "assessment") is plain_builder(Assessment, "assessment")
