"""A Dask cluster makes the same; and one that is not there, not alike, or gone in the middle is told in a sentence."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from scrutiny_response import __version__
from scrutiny_response.generate import cluster, cycle, workers
from scrutiny_response.generate.workers import Workers
from scrutiny_response.store.outcome import CycleOutcome
from tests.interrupted import files
from tests.small_templates import write_stand_ins
from tests.synthetic import write_cycle

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own

T = TypeVar("T")

COUNT = 2 * workers.CHUNK + 1


@dataclass(frozen=True)
class Cluster:
    """A scheduler and its workers, each a process of its own."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def a_cluster(folder: Path, *software: str) -> Iterator[Cluster]:
    """A cluster of workers that have these versions of the software: "" is ours."""
    pytest.importorskip("distributed", reason="Dask is an extra: pip install distributed")
    told = folder / "scheduler.json"
    begun = [_begun("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show", "--scheduler-file", str(told))]
    try:
        address = _wait_for(lambda: _told(told))
        begun += [_begun("worker", address, "--nthreads", "1", "--no-nanny", SOFTWARE=it) for it in software]
        _wait_for(lambda: _workers(address) == len(software))
        yield Cluster(address, begun[0], tuple(begun[1:]))
    finally:
        for process in begun:
            process.kill()
            process.wait()


BEGIN = """
import os, sys
import scrutiny_response
if os.environ.get("SOFTWARE"):
    scrutiny_response.__version__ = os.environ["SOFTWARE"]
if os.environ.get("SOFTWARE") == "none":
    del scrutiny_response.__version__
from distributed.cli import dask_{0}
dask_{0}.main()
"""


def _begun(which: str, *words: str, **env: str) -> subprocess.Popen[bytes]:
    code = BEGIN.replace("{0}", which)
    quiet = {"DASK_DISTRIBUTED__DASHBOARD__ENABLED": "False"}
    return subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", code, *words, "--no-dashboard"], stderr=subprocess.DEVNULL, env=os.environ | quiet | env
    )


def _told(file: Path) -> str:
    """The scheduler's address; "" while its file is not there, or not yet whole."""
    with suppress(FileNotFoundError, ValueError):
        return str(json.loads(file.read_text(encoding="utf-8"))["address"])
    return ""


def _workers(address: str) -> int:
    with pytest.importorskip("distributed").Client(address, timeout=60) as client:
        return len(client.scheduler_info()["workers"])


def _wait_for(what: Callable[[], T], seconds: float = 60) -> T:
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.05)
    return found


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a cycle, and what one process made of it in `alone`."""
    folder = tmp_path_factory.mktemp("cluster")
    write_cycle(folder / "inputs", COUNT)
    write_stand_ins(folder / "templates")
    assert not _generate(folder, "alone", Workers(1)).refused
    return folder


def _generate(
    folder: Path, output: str, who: Workers, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> CycleOutcome:
    templates = folder / "templates"
    return cycle.generate([folder / "inputs"], folder / output, templates=templates, workers=who, progress=progress)


def _when_begun(act: Callable[[], None]) -> Callable[[int, int], None]:
    """A progress that does something once, when the first assessment is done."""
    steps = iter([act])
    return lambda _done, _total: next(steps, lambda: None)()


def _said(made: CycleOutcome) -> list[str]:
    return [str(problem) for problem in made.problems]


def test_a_cluster_makes_the_same_also_where_one_of_its_workers_is_killed(here: Path, tmp_path: Path) -> None:
    with a_cluster(tmp_path, "", "") as it:
        victim = it.workers[0]
        made = _generate(here, "killed", Workers(dask=it.address), _when_begun(victim.kill))
        assert victim.wait(10) == -signal.SIGKILL
    assert (made.refused, made.problems) == (False, ())
    assert files(here / "killed") == files(here / "alone")


def _finished_here(why: str) -> list[str]:
    return [
        f"--dask: cluster-gone: the Dask cluster at {why} during the run, and the rest was done on this computer; "
        "look at the cluster's logs before it is used again"
    ]


def test_a_cycle_whose_cluster_goes_away_in_the_middle_is_finished_here(
    here: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with a_cluster(tmp_path, "") as it:
        made = _generate(here, "gone", Workers(dask=it.address), _when_begun(it.scheduler.kill))
        assert _said(made) == _finished_here(f"{it.address} went away")
    assert capfd.readouterr().err == ""
    assert not made.refused
    assert files(here / "gone") == files(here / "alone")


def test_a_cycle_whose_cluster_loses_all_its_workers_is_finished_here_and_without_any_nothing_is_begun(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 2)
    with a_cluster(tmp_path, "") as it:
        made = _generate(here, "nobody", Workers(dask=it.address), _when_begun(it.workers[0].kill))
        without = _generate(here, "nobody-there", Workers(dask=it.address))
    assert _said(made) == _finished_here(f"{it.address} lost all its workers")
    assert files(here / "nobody") == files(here / "alone")
    assert _said(without) == [
        f"--dask: no-workers: the Dask cluster at {it.address} has no workers; start workers there (dask worker ADDRESS), "
        "or run without --dask; nothing was written"
    ]
    assert list((here / "nobody-there").iterdir()) == []


def test_a_cluster_with_other_software_is_refused_also_where_it_joins_later(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = cluster._check_software  # noqa: SLF001  # it finds the others only when it is asked again
    with a_cluster(tmp_path, "9.9.9", "none") as it:
        made = _generate(here, "other", Workers(dask=it.address))
        asked: list[object] = []

        def check_later(client: object) -> None:
            asked.append(client)
            if len(asked) > 1:
                check(client)

        monkeypatch.setattr(cluster, "_check_software", check_later)
        (later,) = _generate(here, "other", Workers(dask=it.address)).problems
    (told,) = _said(made)
    assert re.sub(r"tcp://127.0.0.1:[0-9]+", "WORKER", told) in {
        f"--dask: other-software: workers of the Dask cluster do not have version {__version__} of this software, as here: "
        f"WORKER has {one}, WORKER has {other}; install version {__version__} there"
        for one, other in (("9.9.9", "none"), ("none", "9.9.9"))
    }
    assert later.id == "other-software"
    assert list((here / "other").iterdir()) == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere"])
def test_a_cluster_that_cannot_be_reached_is_a_problem(
    here: Path, address: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="Dask is an extra: pip install distributed")
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    (said,) = _said(_generate(here, "unreached", Workers(dask=address)))
    assert said.startswith(f"--dask: no-cluster: the Dask cluster at {address} cannot be reached (")
    assert said.endswith("); check its address, and that it is running")
    assert "\n" not in said
    assert capfd.readouterr().err == ""


def test_without_dask_the_problem_says_what_to_install(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    made = _generate(here, "without", Workers(dask="tcp://127.0.0.1:1"))
    assert _said(made) == [
        "--dask: no-dask: the library for Dask clusters is not installed; install it with: pip install distributed"
    ]


def test_the_files_that_were_sent_are_not_kept(tmp_path: Path) -> None:
    dask = pytest.importorskip("distributed", reason="Dask is an extra: pip install distributed")
    with a_cluster(tmp_path, "") as there, cluster.forgetting(), dask.Client(there.address, timeout=60) as client:
        assert client.submit(len, b"a file").result() == len(b"a file")
        assert list(client.scheduler_comm.recent_message_log) == []
