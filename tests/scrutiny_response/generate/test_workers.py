"""Whoever makes a cycle, and wherever, makes the same; who is killed or stopped on the way leaves nothing torn."""

from __future__ import annotations

import getpass
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from scrutiny_response.cli import run
from scrutiny_response.generate import build, cycle, pools, workers
from scrutiny_response.generate.build import BuildResult
from scrutiny_response.generate.settings import Settings
from scrutiny_response.generate.workers import Workers
from scrutiny_response.intake import CycleFile, Source, find_framework
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.store.staging import LOCK, WORKING, working
from tests.progress import without_progress
from tests.small_templates import write_stand_ins
from tests.synthetic import write_cycle

COUNT = 2 * workers.CHUNK + 1

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes begin from nothing")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a cycle of three chunks, and what one process made of it in `alone`."""
    folder = tmp_path_factory.mktemp("workers")
    write_cycle(folder / "inputs", COUNT)
    write_stand_ins(folder / "templates")
    assert not _generate(folder, "alone", Workers(1)).refused
    return folder


def _generate(folder: Path, output: str, who: Workers) -> CycleOutcome:
    return cycle.generate([folder / "inputs"], folder / output, templates=folder / "templates", workers=who)


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _begun(here: Path, *words: str, **env: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-m", "scrutiny_response", "generate", *words],
        cwd=here,
        env=os.environ | env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.mark.parametrize(
    ("output", "count", "is_reversed", "env"),
    [
        ("east", "2", False, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("west", "1", True, {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}),
    ],
)
def test_the_same_cycle_gives_the_same_bytes(
    here: Path, output: str, count: str, is_reversed: bool, env: dict[str, str]
) -> None:
    files = sorted(path.relative_to(here).as_posix() for path in (here / "inputs").glob("p*.yaml"))
    inputs = files[::-1] if is_reversed else ["inputs"]
    run = _begun(here, "-o", output, "--workers", count, *inputs, **env)
    _, errors = run.communicate()
    assert (run.returncode, without_progress(errors)) == (0, b"")
    assert _files(here / output) == _files(here / "alone")


def test_workers_that_begin_from_nothing_as_elsewhere_than_on_linux_make_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "START", "spawn")
    made = _generate(here, "spawned", Workers(2))
    assert (made.refused, made.problems) == (False, ())
    assert _files(here / "spawned") == _files(here / "alone")


def test_no_more_processes_are_begun_than_windows_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    monkeypatch.setattr(pools, "MOST", 61)

    def begin(_chunks: object, _settings: object, count: int) -> Iterator[object]:
        begun.append(count)
        return iter(())

    monkeypatch.setattr(pools, "_in_processes", begin)
    for count in (2, 61, 62, 256):
        list(pools.in_processes(count)(iter(()), Settings(find_framework(), ())))
    assert begun == [2, 61, 61, 61]


def test_results_come_in_the_order_of_the_files_from_any_number_of_workers(here: Path) -> None:
    alone, two = _generate(here, "alone", Workers(1)), _generate(here, "two", Workers(2))
    assert [outcome.file for outcome in two.outcomes] == [outcome.file for outcome in alone.outcomes]
    assert [outcome.indication for outcome in two.outcomes] == [outcome.indication for outcome in alone.outcomes]
    assert _files(here / "two") == _files(here / "alone")


def test_one_process_does_few_files_and_several_do_many(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def noted(count: int) -> pools.Make:
        asked.append(count)
        return lambda _chunks, _settings: iter(())

    monkeypatch.setattr(pools, "in_processes", noted)
    monkeypatch.setattr(workers, "_cores", lambda: 4)
    settings = Settings(find_framework(), ())
    one = [(0, Source("a.yaml", b"", CycleFile("")))]
    for count in (workers.PAYS_FROM - 1, workers.PAYS_FROM, 100 * workers.PAYS_FROM):
        list(workers.work(iter(one), count, settings, Workers()))
    list(workers.work(iter(one), 10 * workers.CHUNK, settings, Workers(8)))
    list(workers.work(iter(one), 2, settings, Workers(8)))
    assert list(workers.work(iter(()), 1000, settings, Workers(8))) == [], "nothing to do"
    assert asked == [min(4, -(-workers.PAYS_FROM // workers.CHUNK)), 4, 8]


def _killing(marker: Path | None) -> Callable[[Settings, Sequence[Source]], tuple[BuildResult, ...]]:
    """What makes a chunk, or is killed: once, where a marker is given, otherwise each time."""
    make_all = build.build_all

    def make(settings: Settings, sources: Sequence[Source]) -> tuple[BuildResult, ...]:
        made = make_all(settings, sources)
        if marker is None or not marker.exists():
            if marker:
                marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    return make


@linux_only
@pytest.mark.not_on("without-posix")  # what is patched here reaches only processes that fork
def test_what_a_killed_worker_had_under_way_is_made_again(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "build_all", _killing(tmp_path / "killed"))
    made = _generate(here, "killed-once", Workers(2))
    assert (tmp_path / "killed").exists()
    assert (made.refused, made.problems) == (False, ())
    assert _files(here / "killed-once") == _files(here / "alone")


@linux_only
@pytest.mark.not_on("without-posix")
def test_workers_that_are_killed_again_and_again_end_the_run_with_nothing_written(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "build_all", _killing(None))
    made = _generate(here, "killed", Workers(2))
    assert [str(problem) for problem in made.problems] == [
        "--workers: workers-killed: processes of this run were killed 3 times, perhaps because memory ran out; run again with --workers 1"
    ]
    assert list((here / "killed").iterdir()) == []


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(word) for word in listed.split()]


def _wait_for(what: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.005)


def _is_running(process: int) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    return False


@linux_only
def test_workers_end_with_the_run_that_began_them(here: Path) -> None:
    run = _begun(here, "-o", "orphans", "--workers", "2")
    _wait_for(lambda: run.poll() is not None or len(_children(run.pid)) == 2)
    children = _children(run.pid)
    run.kill()
    run.communicate()
    _wait_for(lambda: not any(_is_running(child) for child in children), seconds=10)


def _run_of_two(here: Path) -> subprocess.Popen[bytes]:
    """A real run, as soon as its two processes are there."""
    shutil.rmtree(here / "struck", ignore_errors=True)
    run = _begun(here, "-o", "struck", "--workers", "2")
    _wait_for(lambda: run.poll() is not None or len(_children(run.pid)) == 2)
    return run


@pytest.fixture(scope="module")
def time_of_two(here: Path) -> float:
    """For how long the two processes of a run are there that nobody kills."""
    run = _run_of_two(here)
    begun = time.monotonic()
    _wait_for(lambda: run.poll() is not None or not _children(run.pid))
    there = time.monotonic() - begun
    run.communicate(timeout=60)
    return there


def _with_a_worker_killed(here: Path, chance: random.Random, within: float) -> bool:
    """A real run of two processes, one of which is killed at any moment; whether it was there by then."""
    run = _run_of_two(here)
    time.sleep(chance.uniform(0, within))
    with suppress(OSError, IndexError):
        victim = chance.choice(_children(run.pid))
        os.kill(victim, signal.SIGKILL)
        _, errors = run.communicate(timeout=60)
        assert (run.returncode, without_progress(errors)) == (0, b"")
        return True
    run.communicate(timeout=60)
    return False


@linux_only
def test_a_real_run_does_again_what_a_killed_worker_had_under_way(here: Path, time_of_two: float) -> None:
    chance = random.Random(1)  # noqa: S311  # no secret
    assert any(_with_a_worker_killed(here, chance, time_of_two) for _ in range(3))
    assert _files(here / "struck") == _files(here / "alone")


@pytest.mark.soak
@linux_only
def test_sixty_killed_workers(here: Path, time_of_two: float, capsys: pytest.CaptureFixture[str]) -> None:
    struck = 0
    for seed in range(60):
        struck += _with_a_worker_killed(here, random.Random(seed), time_of_two)  # noqa: S311  # no secret
        assert _files(here / "struck") == _files(here / "alone"), f"seed {seed}"
    with capsys.disabled():
        sys.stdout.write(f"\n60 runs, {struck} of which lost a worker on the way; all made the same\n")
    assert struck > 30


def test_a_second_run_into_the_same_folder_says_so_and_stops(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(here)
    with working(here / "taken", "calendar"):
        assert run.run(["generate", "-o", "taken"]) == run.WRONG_USE
        assert (here / "taken" / WORKING / LOCK).exists()
    screen = capsys.readouterr().out
    assert screen == (
        f"The cycle as a whole\n"
        f"  taken: another-run: another run is writing into this folder: scrutiny calendar, run by {getpass.getuser()}, "
        f"process {os.getpid()} on {os.uname().nodename}; "
        "wait until it has ended, and run again\n"
        "\n"
        "Nothing was done.\n"
    )
    assert list((here / "taken").iterdir()) == []


def test_a_lock_and_files_that_a_killed_run_left_behind_hold_nobody_up(tmp_path: Path) -> None:
    (tmp_path / WORKING / "staged").mkdir(parents=True)
    (tmp_path / WORKING / LOCK).write_text("1 elsewhere\n", encoding="utf-8")
    (tmp_path / WORKING / "staged" / "1-1.part").write_bytes(b"half")
    with working(tmp_path, "generate") as work:
        assert list((work / "staged").iterdir()) == []
        assert (work / LOCK).read_text(encoding="utf-8").startswith(f"{os.getpid()}\n")
    assert list(tmp_path.iterdir()) == []
