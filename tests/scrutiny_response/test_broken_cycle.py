"""A cycle that is broken on purpose: every fault is named with line and column, and the sound files are written.

See it with `scrutiny generate tests/broken_cycle -o somewhere`.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scrutiny_response.cli import run

BROKEN = Path(__file__).parent / "broken_cycle"


def _run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    shutil.copytree(BROKEN, tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
    assert run.run(["generate", "--json"]) == 1
    return json.loads(capsys.readouterr().out)


def test_every_fault_is_named_with_line_and_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = _run(tmp_path, monkeypatch, capsys)
    problems = [problem for outcome in document["outcomes"] for problem in outcome["problems"]]
    named = [f"{problem['text'].split(': ')[0]} {problem['id']}" for problem in problems]
    assert named == (BROKEN / "faults.txt").read_text(encoding="utf-8").splitlines()
    placed = {problem["id"] for problem in problems if problem["place"].get("column", 0) > 0}
    assert len(placed) >= 20
    assert {problem["id"] for problem in problems} - placed == {"empty-file"}


def test_the_sound_files_of_a_broken_cycle_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = _run(tmp_path, monkeypatch, capsys)
    sound = [outcome["file"] for outcome in document["outcomes"] if not outcome["refused"]]
    assert sound == ["inputs/inverallan.yaml", "inputs/scarlay-islands.yaml"]
    assert sorted(path.name for path in (tmp_path / "output").rglob("*.docx")) == [
        "improvement-plan.docx",
        "letter-draft.docx",
        "letter.docx",
    ]
