"""Real runs, killed at random moments: each file is as it was or as it shall be, and the next run finishes the work."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from scrutiny_response.generate import cycle
from scrutiny_response.generate.workers import Workers
from scrutiny_response.store.staging import WORKING
from scrutiny_response.store.up_to_date import Options
from tests.interrupted import Scene, command, files, finish_when_free, make_scene, tried, wait_for_a_moment

KILLED_AMONG_THE_MOVES = """
import os, signal, sys
from pathlib import Path
moved, left = Path.replace, int(sys.argv.pop(1))
def move(self, target):
    global left
    if str(target).endswith(".docx"):
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
    return moved(self, target)
Path.replace = move
from scrutiny_response.__main__ import main
main()
"""
"""The command, killed when it has moved so many documents as its first argument says."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return make_scene(tmp_path_factory.mktemp("kills"), 20)


def _try(scene: Scene, seed: int) -> tuple[bool, int]:
    """One kill: at any moment, or a moment after the run has begun to move its files."""
    chance, slowly = random.Random(seed), seed % 2 == 0  # noqa: S311  # no secret

    def kill() -> bool:
        words = command("output", slowly=slowly, workers=chance.choice([1, 2]))
        quiet = subprocess.DEVNULL
        run = subprocess.Popen(words, cwd=scene.folder, stdout=quiet, stderr=quiet)  # noqa: S603  # our own words
        wait_for_a_moment(scene, run, chance, slowly=slowly)
        was_alive = run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.wait()
        return was_alive

    return tried(scene, chance, f"seed {seed}", kill)


def test_a_run_that_is_killed_leaves_each_file_whole_and_the_next_run_finishes(scene: Scene) -> None:
    kills = [_try(scene, seed) for seed in range(3)]
    assert any(was_alive for was_alive, _ in kills)
    assert any(0 < new < len(scene.changed) for _, new in kills), "no kill came while files were being moved"


@pytest.mark.soak
def test_two_hundred_kills(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    kills = [_try(scene, seed) for seed in range(1000, 1200)]
    alive = sum(was_alive for was_alive, _ in kills)
    among = sum(was_alive and 0 < new < len(scene.changed) for was_alive, new in kills)
    with capsys.disabled():
        sys.stdout.write(f"\n200 kills: {alive} while the run was alive, {among} of them among the moves; none torn\n")
    assert alive > 100
    assert among > 40


def test_what_a_killed_run_did_is_not_taken_for_an_edit(scene: Scene) -> None:
    """The documents that arrived before the kill are recorded by no manifest, only by what the run had written down."""
    output = scene.output
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(scene.folder / "before", output)
    (output / WORKING).mkdir()
    shutil.copy(scene.folder / "after/manifest.json", output / WORKING / "manifest.json")
    arrived = next(path for path in sorted(scene.changed) if path.endswith(".docx"))
    shutil.copy(scene.folder / "after" / arrived, output / arrived)
    made = cycle.generate([scene.folder / "inputs"], output, templates=scene.templates, options=Options(dry_run=True))
    changes = {change.path: change for outcome in made.outcomes for change in outcome.changes}
    assert changes.pop(arrived).done == "unchanged"
    assert {path for path, change in changes.items() if change.done == "written"} == {
        path for path in scene.changed - {arrived} if path.endswith(".docx")
    }
    assert {change.why for change in changes.values() if change.done == "written"} == {"the cycle file has changed"}
    assert (
        cycle.generate([scene.folder / "inputs"], output, templates=scene.templates, workers=Workers(1)).problems == ()
    )
    assert files(output) == scene.after


def test_what_two_killed_runs_did_one_after_the_other_is_not_taken_for_an_edit(scene: Scene) -> None:
    """The second wanted something else than the first, whose documents lie where it did not come to."""
    output = scene.folder / "output"
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(scene.folder / "before", output)
    (output / WORKING).mkdir()
    shutil.copy(scene.folder / "after/manifest.json", output / WORKING / "manifest.json")
    documents = [path for path in sorted(scene.changed) if path.endswith(".docx")]
    for path in documents:
        shutil.copy(scene.folder / "after" / path, output / path)
    cycle_file = scene.folder / "inputs/cycle.yaml"
    text = cycle_file.read_text(encoding="utf-8")
    cycle_file.write_text(text.replace("Una Geddes", "Mairi Imrie"), encoding="utf-8")
    try:
        words = [sys.executable, "-c", KILLED_AMONG_THE_MOVES, str(len(documents) // 2), "generate", "-o", "output"]
        run = subprocess.run(words, cwd=scene.folder, stdout=subprocess.DEVNULL, check=False)  # noqa: S603  # our own words
        assert run.returncode == -signal.SIGKILL
    finally:
        cycle_file.write_text(text, encoding="utf-8")
    assert len(_still(output, scene, documents)) == len(documents) - len(documents) // 2
    finish_when_free(scene)
    assert files(output) == scene.after


def _still(output: Path, scene: Scene, documents: Sequence[str]) -> list[str]:
    """Those of the documents that are as the first of the runs made them."""
    found = files(output)
    return [path for path in documents if found.get(path) == scene.after[path]]
