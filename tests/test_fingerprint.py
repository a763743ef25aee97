"""What the sample cycle makes, and what all messages say, are what this version was released with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scrutiny_response import __version__, resources
from scrutiny_response.cli import run
from scrutiny_response.generate import cycle, workers
from scrutiny_response.use_cases import init
from tests.fingerprint import STORED, differences, hashes, make_all, make_sample_cycle, messages

RAISE = (
    "what is made or said has changed: raise the version, write the changelog, then run: python -m tests.fingerprint"
)


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The hashes of what the sample cycle makes."""
    return hashes(make_sample_cycle(tmp_path_factory.mktemp("fingerprint") / "cycle"))


def test_the_fingerprint_is_of_this_version(stored: dict[str, Any]) -> None:
    assert stored["version"] == __version__, "the version was raised: run: python -m tests.fingerprint"


def test_what_is_made_has_not_changed_within_this_version(stored: dict[str, Any], documents: dict[str, str]) -> None:
    assert differences(stored["documents"], documents) == [], RAISE


def test_what_is_said_has_not_changed_within_this_version(stored: dict[str, Any]) -> None:
    assert differences(stored["messages"], messages()) == [], RAISE


def test_another_folder_and_one_process_for_all_commands_make_the_same_bytes(
    tmp_path: Path, documents: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    init.begin(tmp_path / "elsewhere" / "another-cycle")

    def type_in(folder: Path, *words: str) -> None:
        monkeypatch.chdir(folder)
        assert run.run(words) == run.ALL_WRITTEN

    make_all(tmp_path / "elsewhere" / "another-cycle", type_in)
    assert differences(documents, hashes(tmp_path / "elsewhere" / "another-cycle" / "output")) == []


def test_two_processes_make_the_same_bytes(
    tmp_path: Path, documents: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "CHUNK", 4)
    outcome = cycle.generate([resources.inputs()], tmp_path / "output", workers=workers.Workers(2))
    assert not outcome.refused
    several = hashes(tmp_path / "output")
    expected = {path for path in documents if re.match(r".*/(letter|improvement-plan|timescale)", path)}
    assert len(expected) == 24
    assert {path: several.get(path) for path in expected} == {path: documents[path] for path in expected}


def test_the_sample_cycle_makes_every_kind_of_document(documents: dict[str, str]) -> None:
    names = {path.rpartition("/")[2].partition(".")[0].partition("-draft")[0] for path in documents}
    assert {"letter", "improvement-plan", "timescale-extension", "overview", "dates", "cycle"} <= names
    assert {path.rpartition(".")[2] for path in documents} == {"docx", "html", "ics"}
    assert sum("dunmarra" in path.casefold() and "plan" not in path for path in documents) >= 2, (
        "the report with the plan"
    )


def test_a_difference_is_told_by_its_name() -> None:
    assert differences({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "0", "d": "4"}) == [
        "changed: b",
        "gone: c",
        "new: d",
    ]
