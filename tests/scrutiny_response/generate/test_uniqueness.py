"""Files are compared by what stands for them, and refused only for what they have in common in truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from scrutiny_response.generate import cycle, run_journal
from scrutiny_response.store.outcome import CycleOutcome
from tests.assessment_files import write
from tests.samples import an_assessment
from tests.small_templates import write_templates


def _generate(folder: Path, *inputs: str) -> CycleOutcome:
    paths = [folder / "inputs" / name for name in inputs] or [folder / "inputs"]
    return cycle.generate(paths, folder / "output", templates=folder / "templates")


def _add(folder: Path, name: str, reference: str, partnership: str, **changes: object) -> None:
    whole = an_assessment(documents=("letter",))
    named = replace(whole.partnership, name=partnership)
    write(folder / "inputs", name, replace(whole, reference=reference, partnership=named, **changes))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Three assessments that share nothing, and a template."""
    for name in ("one", "two", "three"):
        _add(tmp_path, name, f"PSR-{name}", f"{name} Partnership")
    write_templates(tmp_path / "templates", letter="Dear {{ addressee.salutation }}")
    return tmp_path


def test_files_whose_signs_are_the_same_by_chance_are_not_refused(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_journal, "hash", lambda _: 1, raising=False)
    assert not _generate(here).refused
    assert not _generate(here).refused, "nor where they are known from the last run"
    assert not _generate(here, "one.yaml").refused, "nor beside those that are not in the run"


def test_a_reference_that_two_files_have_is_said_of_both_and_of_no_other(here: Path) -> None:
    _generate(here)
    _add(here, "four", "psr-TWO", "Another Partnership")
    made = _generate(here)
    assert [(Path(it.file).name, [problem.id for problem in it.problems]) for it in made.outcomes] == [
        ("four.yaml", ["repeated-reference"]),
        ("one.yaml", []),
        ("three.yaml", []),
        ("two.yaml", ["repeated-reference"]),
    ]
    assert [len(it.documents) for it in made.outcomes] == [0, 1, 1, 0]
