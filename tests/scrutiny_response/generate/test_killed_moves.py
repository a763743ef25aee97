"""A run that is killed among its moves: the next one leaves the manifest that a whole run leaves."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scrutiny_response.generate import cycle
from tests.assessment_files import write
from tests.samples import an_assessment
from tests.small_templates import write_templates


def _generate(folder: Path, output: str) -> None:
    cycle.generate([folder / "inputs"], folder / output, templates=folder / "templates")


def _killed_at(folder: Path, output: str, step: int) -> None:
    """In a process of its own: generate, and end without any tidying up at a move."""
    left, move = [step], os.replace

    def counting(*words: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            os._exit(137)
        return move(*words, **named)

    os.replace = counting
    Path.replace = counting  # type: ignore[method-assign]  # in this process
    _generate(folder, output)


def _assessments(folder: Path, *asked: tuple[str, ...]) -> None:
    for name, documents in zip("abc", asked, strict=True):
        partnership = replace(an_assessment().partnership, name=name)
        changed = an_assessment(reference=f"PSR-{name}", documents=documents, partnership=partnership)
        write(folder / "inputs", name, changed)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
@pytest.mark.not_on("without-posix")
@pytest.mark.parametrize(
    ("is_first", "moves"),
    [
        (False, range(3, 4)),
        pytest.param(False, range(9), marks=pytest.mark.soak),
        pytest.param(True, range(9), marks=pytest.mark.soak),
    ],
)
def test_the_next_run_leaves_what_a_whole_run_leaves(tmp_path: Path, is_first: bool, moves: range) -> None:
    write_templates(tmp_path / "templates", letter="{{ partnership.name }}", note="{{ assessment.reference }}")
    _assessments(tmp_path, ("letter",), ("letter",), ("letter",))
    _generate(tmp_path, "before")
    _assessments(tmp_path, ("note",), ("letter",), ("note", "letter"))
    codes, whole = [], 1000
    for step in (*moves, whole):
        if not is_first:
            shutil.copytree(tmp_path / "before", tmp_path / f"out{step}")
        run = multiprocessing.get_context("fork").Process(target=_killed_at, args=(tmp_path, f"out{step}", step))
        run.start()
        run.join()
        codes.append(run.exitcode)
        _generate(tmp_path, f"out{step}")
    manifests = {step: (tmp_path / f"out{step}" / "manifest.json").read_bytes() for step in (*moves, whole)}
    differing = [step for step, data in manifests.items() if data != manifests[whole]]
    assert differing == [], "killed at these moves"
    assert codes[-1] == 0
    assert codes.count(137) >= min(5, len(moves))
