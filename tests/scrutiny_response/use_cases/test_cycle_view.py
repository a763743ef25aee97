"""What stands in a cycle's folder is read anew only where bytes changed; the level stands also while answers lack."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from scrutiny_response import resources
from scrutiny_response.use_cases.cycle_view import CycleFolder, CycleView, changes, level_now
from scrutiny_response.use_cases.editing import Values, placed, value_at

ON = dt.date(2026, 12, 1)


@pytest.fixture
def view(tmp_path: Path) -> CycleView:
    (tmp_path / "inputs").mkdir()
    for name in ("cycle", "skerravale", "tarbeck"):
        shutil.copy(resources.inputs() / f"{name}.yaml", tmp_path / "inputs")
    return CycleView(CycleFolder(tmp_path))


def test_a_file_whose_bytes_are_the_same_is_not_read_again(view: CycleView) -> None:
    first, again = view.partnerships(ON), view.partnerships(ON)
    assert [one is other for one, other in zip(first, again, strict=True)] == [True, True]


def test_a_change_is_seen_although_time_and_size_of_the_file_are_the_same(view: CycleView) -> None:
    file = view.folder.inputs / "tarbeck.yaml"
    view.partnerships(ON)
    stat, text = file.stat(), file.read_text("utf-8")
    file.write_text(text.replace("PSR-2026-017", "PSR-2026-999"), "utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert [one.reference for one in view.partnerships(ON)] == ["PSR-2026-010", "PSR-2026-999"]


def test_a_change_of_the_cycle_file_is_seen_in_every_partnership(view: CycleView) -> None:
    view.partnerships(ON)
    (view.folder.inputs / "cycle.yaml").write_text("nonsense: 1\n", "utf-8")
    assert all(
        "cycle-file-refused" in {each.id for each in one.problems} or one.errors for one in view.partnerships(ON)
    )


def test_two_with_one_reference_are_both_told_at_it(view: CycleView) -> None:
    file = view.folder.inputs / "tarbeck.yaml"
    file.write_text(file.read_text("utf-8").replace("PSR-2026-017", "PSR-2026-010"), "utf-8")
    for one in view.partnerships(ON):
        (problem,) = [each for each in one.problems if each.id == "repeated-reference"]
        assert one.paths[problem] == ("reference",)
    assert view.partnership("tarbeck", ON) == view.partnerships(ON)[1]


def test_a_file_that_is_gone_is_forgotten(view: CycleView) -> None:
    view.partnerships(ON)
    (view.folder.inputs / "tarbeck.yaml").unlink()
    assert [one.slug for one in view.partnerships(ON)] == ["skerravale"]
    assert view.partnership("tarbeck", ON) is None


def test_a_file_that_cannot_be_read_to_its_end_has_no_values_and_says_why(view: CycleView) -> None:
    (view.folder.inputs / "tarbeck.yaml").write_text("reference: [", "utf-8")
    one = view.partnership("tarbeck", ON)
    assert one is not None
    assert one.values is None
    assert [problem.id for problem in one.problems] == ["not-yaml"]
    assert one.name == "tarbeck"


def test_the_level_stands_while_answers_lack_and_counts_nothing_that_is_unknown(view: CycleView) -> None:
    nothing = level_now({}, view.framework())
    assert (nothing.level, nothing.unanswered) == (None, 15)
    assert (nothing.lowest.id, nothing.highest.id) == ("local", "directed")
    odd: Values = {"criteria": {"self-assessment-1": {"answer": "perhaps"}, "unknown": {"answer": "met"}}, "circumstances": ["x"],
           "evaluations": [{"quality_indicator": "2.1", "evaluation": "so-so"}, "text"], "second_indicator": "2.9"}  # fmt: skip
    assert level_now(odd, view.framework()) == nothing


def test_each_single_answer_that_would_change_the_level_is_tried(view: CycleView) -> None:
    one = view.partnership("skerravale", ON)
    assert one is not None
    framework = view.framework()
    for tried in changes(one.values, framework):
        after = level_now(placed(one.values, ("criteria", tried.criterion.id, "answer"), str(tried.answer)), framework)
        assert after.level == tried.level != one.level.level
    named = {tried.criterion.id for tried in changes(one.values, framework)}
    for criterion in framework.criteria():
        if criterion.id not in named:
            other = "not met" if value_at(one.values, ("criteria", criterion.id, "answer")) == "met" else "met"
            same = level_now(placed(one.values, ("criteria", criterion.id, "answer"), other), framework)
            assert same.level == one.level.level
