"""Every file of the accepted cases is read; every file of the refused ones is refused with exactly its message."""

from __future__ import annotations

from pathlib import Path

import pytest

from engross.problems import Severity
from scrutiny_response.intake import read_assessments
from tests.scrutiny_response.intake.reading import ACCEPTED, REFUSED, WARNED, beside_the_cycle, framework, reading

FILES = sorted(path for path in REFUSED.iterdir() if path.suffix == ".yaml" and path.stem != "cycle")
WARNINGS = sorted(path for path in WARNED.glob("*.yaml") if path.stem != "cycle")
FOLDERS = sorted(path for path in REFUSED.iterdir() if path.is_dir())


@pytest.mark.parametrize("path", sorted(ACCEPTED.glob("[!c]*.*")), ids=lambda path: path.name)
def test_an_accepted_case_is_read_without_a_problem(path: Path) -> None:
    result = reading(path)
    assert result.problems == ()
    assert result.assessment is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_refused_case_has_one_fault_and_says_it_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REFUSED)
    result = reading(Path(path.name))
    assert result.assessment is None
    assert [problem.id for problem in result.problems] == [path.stem.split("--")[0]]
    assert f"{result.problems[0]}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.name)
def test_a_refused_folder_says_all_that_is_wrong_in_its_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REFUSED)
    results = read_assessments([Path(path.name)], framework())
    assert [result.assessment for result in results] == [None] * len(results)
    said = "".join(f"{problem}\n" for result in results for problem in result.problems)
    assert said == (path / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WARNINGS, ids=lambda path: path.stem)
def test_a_case_that_is_only_warned_of_is_read_and_says_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(WARNED)
    result = reading(Path(path.name))
    assert result.assessment is not None
    assert path.stem.split("--")[0] in {problem.id for problem in result.problems}
    assert {problem.severity for problem in result.problems} == {Severity.WARNING}
    assert "".join(f"{problem}\n" for problem in result.problems) == path.with_suffix(".txt").read_text("utf-8")


def test_no_refused_case_lies_without_its_message_and_no_message_without_its_case() -> None:
    assert {path.stem for path in FILES} == {path.stem for path in REFUSED.glob("*.txt")}
    assert {path.stem for path in WARNINGS} == {path.stem for path in WARNED.glob("*.txt")}
    assert len(FILES) > len(FOLDERS) > 0


UNREAD = (
    "not-yaml",
    "wrong-encoding",
    "not-text",
    "empty-file",
    "no-keys",
    "file-too-large",
    "too-deep",
    "second-document",
)
READ = [path for path in FILES if not path.stem.startswith(UNREAD)]


@pytest.mark.parametrize("path", READ, ids=lambda path: path.stem)
def test_another_fault_in_the_same_file_hides_none(path: Path, tmp_path: Path) -> None:
    written = path.read_text(encoding="utf-8") + "colour: blue\n"
    result = reading(beside_the_cycle(tmp_path, path.name, written))
    assert sorted(problem.id for problem in result.problems) == sorted([path.stem.split("--")[0], "unknown-key"])
