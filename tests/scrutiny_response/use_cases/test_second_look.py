"""What has to be accepted before a document is issued: what one file shows, and what only the cycle shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_response import resources
from scrutiny_response.intake import read_assessments, read_framework, unread_folders
from scrutiny_response.use_cases.generate import Sources, check
from scrutiny_response.use_cases.second_look import to_accept

NAME = "Tarbeck and Lower Esker Health and Social Care Partnership"


@pytest.fixture
def cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three samples: one with another's name in a finding, one that stands twice, and one in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    folder = Path("inputs")
    (folder / "old").mkdir(parents=True)
    for name in ("cycle", "tarbeck", "strathlorne"):
        (folder / f"{name}.yaml").write_bytes((resources.inputs() / f"{name}.yaml").read_bytes())
    tarbeck = (folder / "tarbeck.yaml").read_text(encoding="utf-8")
    (folder / "again.yaml").write_text(tarbeck.replace("reference: PSR-2026-017", "reference: PSR-2026-099"), "utf-8")
    (folder / "old" / "tarbeck.yaml").write_text(tarbeck, encoding="utf-8")
    text = (folder / "strathlorne.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "finding: >-\n      Chronologies were", f"finding: >-\n      In {NAME}, [all] chronologies were", 1
    )
    (folder / "strathlorne.yaml").write_text(text, encoding="utf-8")
    return folder


def test_what_has_to_be_accepted_is_told_by_file(cycle: Path) -> None:
    doubts = to_accept(read_assessments([cycle], read_framework()))
    assert {doubt.file: [problem.id for problem in doubt.problems] for doubt in doubts} == {
        "inputs/again.yaml": ["same-partnership-twice"],
        "inputs/strathlorne.yaml": ["words-in-brackets", "names-another-partnership"],
        "inputs/tarbeck.yaml": ["same-partnership-twice"],
    }


def test_a_check_tells_of_it_and_refuses_nothing(cycle: Path) -> None:
    outcome = check([cycle], Sources())
    lines = (cycle / "strathlorne.yaml").read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines) if NAME in text)  # the key stands one line before
    told = [str(problem).splitlines()[0] for one in outcome.outcomes for problem in one.problems]
    assert not outcome.refused
    assert (
        "inputs/again.yaml: same-partnership-twice: this partnership and inspection are also those of "
        "inputs/tarbeck.yaml; keep one of the two files, or accept it when you issue"
    ) in told
    assert (
        f"inputs/strathlorne.yaml:{line}:14: names-another-partnership: `areas.0.finding` names {NAME}, which is another partnership "
        "of this cycle; write this partnership's name, or accept it when you issue"
    ) in told


def test_a_folder_that_is_not_read_is_mentioned(cycle: Path) -> None:
    assert [str(problem) for problem in unread_folders([cycle])] == [
        "inputs/old: folder-not-read: 1 file in this folder could be an assessment, and folders within a folder are not "
        "read; if they are wanted, name it too: `inputs/old`"
    ]
    assert unread_folders([cycle, cycle / "old"]) == []


def test_a_sample_that_was_copied_for_another_partnership_shows_what_was_left_in_it(cycle: Path) -> None:
    text = (cycle / "tarbeck.yaml").read_text(encoding="utf-8").replace(NAME, "Glenfarrow Partnership")
    (cycle / "glenfarrow.yaml").write_text(text.replace("PSR-2026-017", "PSR-2026-100"), encoding="utf-8")
    (only,) = read_assessments([cycle / "glenfarrow.yaml"], read_framework())
    left = [problem for problem in only.problems if problem.id == "text-of-a-sample"]
    assert left
    assert {problem.message for problem in left} == {f"this stands in the sample for {NAME}"}
