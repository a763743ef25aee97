"""A cycle that was generated, then changed → runs of it that are interrupted on the way, and what may lie there then."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scrutiny_response.generate import cycle
from scrutiny_response.store.staging import WORKING
from tests.small_templates import write_stand_ins
from tests.synthetic import write_cycle

SLOWLY = """
import os, sys, time
moved = os.replace
os.replace = lambda *paths, **more: (time.sleep(0.004), moved(*paths, **more))[1]
from pathlib import Path
Path.replace = lambda self, target: os.replace(self, target)
from scrutiny_response.__main__ import main
main()
"""
"""The command, with a moment's rest before each file is moved: so that many interruptions fall among the moves."""

Files = dict[str, str]


@dataclass(frozen=True)
class Scene:
    """A cycle that was generated, then changed: the files before and after, which differ, and how long a run takes."""

    folder: Path
    before: Files
    after: Files
    changed: set[str]
    seconds: float

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def templates(self) -> Path:
        return self.folder / "templates"


def make_scene(folder: Path, assessments: int) -> Scene:
    """A change of the cycle file that changes most documents; the folder `before` holds what was generated first."""
    write_cycle(folder / "inputs", assessments)
    write_stand_ins(folder / "templates")
    _finish(folder, "before")
    text = (folder / "inputs/cycle.yaml").read_text(encoding="utf-8")
    (folder / "inputs/cycle.yaml").write_text(text.replace("Eilidh Garvie", "Una Geddes"), encoding="utf-8")
    began = time.monotonic()
    subprocess.run(command("once"), cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own words
    seconds = time.monotonic() - began
    _finish(folder, "after")
    before, after = files(folder / "before"), files(folder / "after")
    assert before.keys() == after.keys() == files(folder / "once").keys()
    assert after == files(folder / "once")
    changed = {path for path in after if before[path] != after[path]}
    assert len(changed) >= assessments
    return Scene(folder, before, after, changed, seconds)


def command(output: str, *, slowly: bool = False, workers: int = 1) -> list[str]:
    """What is typed to generate the scene's cycle."""
    begin = ["-c", SLOWLY] if slowly else ["-m", "scrutiny_response"]
    return [sys.executable, *begin, "generate", "-o", output, "--workers", str(workers)]


def files(folder: Path) -> Files:
    """Every file by its path, as the hash of its bytes; without the working folder."""
    paths = (path for path in folder.rglob("*") if path.is_file() and WORKING not in path.parts)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def is_moving(output: Path) -> bool:
    """Whether a run has begun to move its files."""
    return (output / WORKING / "manifest.json").exists()


def tried(scene: Scene, chance: random.Random, name: str, interrupt: Callable[[], bool]) -> tuple[bool, int]:
    """Have a run interrupted, and check every file: whether it was alive then, and how many documents were new."""
    shutil.rmtree(scene.output, ignore_errors=True)
    is_fresh = chance.random() < 0.3
    if not is_fresh:
        shutil.copytree(scene.folder / "before", scene.output)
    old = {} if is_fresh else scene.before
    was_alive = interrupt()
    left = files(scene.output)
    for path, hash_ in left.items():
        assert hash_ in {old.get(path), scene.after.get(path)}, f"{path} is torn ({name})"
    assert old.keys() <= left.keys(), f"a file was lost ({name})"
    finish_when_free(scene)
    assert files(scene.output) == scene.after, f"the next run did not finish the work ({name})"
    assert not (scene.output / WORKING).exists()
    return was_alive, sum(left.get(path) == scene.after[path] for path in scene.changed)


def wait_for_a_moment(scene: Scene, run: subprocess.Popen[bytes], chance: random.Random, *, slowly: bool) -> None:
    """Any moment of a run; of a slow one, a moment after it has begun to move its files."""
    if not slowly:
        time.sleep(chance.uniform(0, scene.seconds))
        return
    deadline = time.monotonic() + 60
    while run.poll() is None and not is_moving(scene.output) and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.006 * len(scene.changed)))


def finish_when_free(scene: Scene) -> None:
    """The next run; the processes that a killed one had begun end a moment after it."""
    for _ in range(200):
        outcome = cycle.generate([scene.folder / "inputs"], scene.output, templates=scene.templates)
        if [problem.id for problem in outcome.problems] != ["another-run"]:
            assert not outcome.refused, outcome
            return
        time.sleep(0.05)
    pytest.fail("the lock of a killed run was held for ten seconds")


def _finish(folder: Path, output: str) -> None:
    outcome = cycle.generate([folder / "inputs"], folder / output, templates=folder / "templates")
    assert not outcome.refused
