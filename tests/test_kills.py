"""Real runs, killed at random moments: each file is as it was or as it shall be, and the next run finishes the work."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from scrutiny_response import cycle, resources
from scrutiny_response.ledger import Options
from scrutiny_response.staging import WORKING
from scrutiny_response.workers import Workers
from tests.synthetic import write_cycle

ASSESSMENTS = 20
SLOWLY = """
import os, sys, time
moved = os.replace
os.replace = lambda *paths, **more: (time.sleep(0.004), moved(*paths, **more))[1]
from pathlib import Path
Path.replace = lambda self, target: os.replace(self, target)
from scrutiny_response.cli import run
sys.exit(run(sys.argv[1:]))
"""
"""The command, with a moment's rest before each file is moved: so that many kills fall among the moves."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

Files = dict[str, str]


@dataclass(frozen=True)
class Scene:
    """A cycle that was generated, then changed: the files before and after, which differ, and how long a run takes."""

    folder: Path
    before: Files
    after: Files
    changed: set[str]
    seconds: float


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A change of the cycle file that changes most documents; the folder `before` holds what was generated first."""
    folder = tmp_path_factory.mktemp("kills")
    write_cycle(folder / "inputs", ASSESSMENTS)
    _finish(folder, "before")
    text = (folder / "inputs/cycle.yaml").read_text(encoding="utf-8")
    (folder / "inputs/cycle.yaml").write_text(text.replace("Eilidh Garvie", "Una Geddes"), encoding="utf-8")
    began = time.monotonic()
    subprocess.run(_command("once"), cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own words
    seconds = time.monotonic() - began
    _finish(folder, "after")
    before, after = _files(folder / "before"), _files(folder / "after")
    assert before.keys() == after.keys() == _files(folder / "once").keys()
    assert after == _files(folder / "once")
    changed = {path for path in after if before[path] != after[path]}
    assert len(changed) >= ASSESSMENTS
    return Scene(folder, before, after, changed, seconds)


def _command(output: str, *, slowly: bool = False, workers: int = 1) -> list[str]:
    begin = ["-c", SLOWLY] if slowly else ["-m", "scrutiny_response"]
    return [sys.executable, *begin, "generate", "-o", output, "--workers", str(workers)]


def _finish(folder: Path, output: str) -> None:
    made = cycle.generate([folder / "inputs"], folder / output, templates=resources.templates())
    assert not made.refused


def _files(folder: Path) -> Files:
    """Every file by its path, as the hash of its bytes; without the working folder."""
    found = (path for path in folder.rglob("*") if path.is_file() and WORKING not in path.parts)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _is_moving(output: Path) -> bool:
    return (output / WORKING / "manifest.json").exists()


def _killed(scene: Scene, chance: random.Random, *, slowly: bool) -> bool:
    """Begin a run and kill it: at any moment, or a moment after it has begun to move its files. Whether it was alive."""
    command = _command("output", slowly=slowly, workers=chance.choice([1, 2]))
    run = subprocess.Popen(  # noqa: S603  # our own words
        command, cwd=scene.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if slowly:
        deadline = time.monotonic() + 60
        while run.poll() is None and not _is_moving(scene.folder / "output") and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.006 * len(scene.changed)))
    else:
        time.sleep(chance.uniform(0, scene.seconds))
    was_alive = run.poll() is None
    run.send_signal(signal.SIGKILL)
    run.wait()
    return was_alive


def _try(scene: Scene, seed: int) -> tuple[bool, int]:
    """One kill: whether it came while the run was alive, and how many documents were new by then."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    output = scene.folder / "output"
    shutil.rmtree(output, ignore_errors=True)
    is_fresh = chance.random() < 0.3
    if not is_fresh:
        shutil.copytree(scene.folder / "before", output)
    old = {} if is_fresh else scene.before
    was_alive = _killed(scene, chance, slowly=seed % 2 == 0)
    found = _files(output)
    for path, hash_ in found.items():
        assert hash_ in {old.get(path), scene.after.get(path)}, f"{path} is torn (seed {seed})"
    assert old.keys() <= found.keys(), f"a file was lost (seed {seed})"
    _finish_when_free(scene)
    assert _files(output) == scene.after, f"the next run did not finish the work (seed {seed})"
    assert not (output / WORKING).exists()
    return was_alive, sum(found.get(path) == scene.after[path] for path in scene.changed)


def _finish_when_free(scene: Scene) -> None:
    """The next run; the processes that the killed one had begun end a moment after it."""
    for _ in range(200):
        made = cycle.generate([scene.folder / "inputs"], scene.folder / "output", templates=resources.templates())
        if [problem.id for problem in made.problems] != ["another-run"]:
            assert not made.refused, made
            return
        time.sleep(0.05)
    pytest.fail("the lock of a killed run was held for ten seconds")


def test_a_run_that_is_killed_leaves_each_file_whole_and_the_next_run_finishes(scene: Scene) -> None:
    tried = [_try(scene, seed) for seed in range(6)]
    assert sum(was_alive for was_alive, _ in tried) >= 3
    assert any(0 < new < len(scene.changed) for _, new in tried), "no kill came while files were being moved"


@pytest.mark.soak
def test_two_hundred_kills(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    tried = [_try(scene, seed) for seed in range(1000, 1200)]
    alive = sum(was_alive for was_alive, _ in tried)
    among = sum(was_alive and 0 < new < len(scene.changed) for was_alive, new in tried)
    with capsys.disabled():
        sys.stdout.write(f"\n200 kills: {alive} while the run was alive, {among} of them among the moves; none torn\n")
    assert alive > 100
    assert among > 40


def test_what_a_killed_run_did_is_not_taken_for_an_edit(scene: Scene) -> None:
    """The documents that arrived before the kill are recorded by no manifest, only by what the run had written down."""
    output = scene.folder / "output"
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(scene.folder / "before", output)
    (output / WORKING).mkdir()
    shutil.copy(scene.folder / "after/manifest.json", output / WORKING / "manifest.json")
    arrived = next(path for path in sorted(scene.changed) if path.endswith(".docx"))
    shutil.copy(scene.folder / "after" / arrived, output / arrived)
    made = cycle.generate(
        [scene.folder / "inputs"], output, templates=resources.templates(), options=Options(dry_run=True)
    )
    changes = {change.path: change for outcome in made.outcomes for change in outcome.changes}
    assert changes.pop(arrived).done == "unchanged"
    assert {path for path, change in changes.items() if change.done == "written"} == {
        path for path in scene.changed - {arrived} if path.endswith(".docx")
    }
    assert {change.why for change in changes.values() if change.done == "written"} == {"the cycle file has changed"}
    assert cycle.generate([scene.folder / "inputs"], output, workers=Workers(1)).problems == ()
    assert _files(output) == scene.after
