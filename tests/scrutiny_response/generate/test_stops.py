"""Ctrl-C, a closed terminal, a batch system's stop: at any moment one line, no orphans, and a folder that can go on."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from engross.interrupts import SAID
from scrutiny_response.generate import cycle
from scrutiny_response.generate.workers import CHUNK
from scrutiny_response.store.staging import WORKING
from scrutiny_response.use_cases import init
from tests.interrupted import Scene, command, make_scene, tried, wait_for_a_moment
from tests.progress import without_progress
from tests.small_templates import write_stand_ins
from tests.synthetic import write_cycle

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the processes are looked up in /proc")

BEGIN = """
import os, signal, sys
from pathlib import Path
from engross import interrupts
signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell began in the background ignores Ctrl-C
interrupts.install()

def stop():
    os.kill(os.getpid(), signal.{signal})

def stop_at(owner, name, nth=1):
    called, count = getattr(owner, name), iter(range(nth))
    def counted(*given, **named):
        if next(count, None) == nth - 1:
            stop()
        return called(*given, **named)
    setattr(owner, name, counted)
"""
"""How a run begins that stops itself at a certain moment, which comes next."""
END = "\nfrom scrutiny_response.__main__ import main\nmain()\n"
IMPORT = """
class Importing:
    def find_spec(self, name, path, target=None):
        if name == "lxml":
            stop()
sys.meta_path.insert(0, Importing())
"""
DESTRUCTOR = """
class Dying:
    def __del__(self):
        stop()
        for _ in range(100):
            pass
from scrutiny_response.generate import settings
read = settings.read_templates
settings.read_templates = lambda folder: (Dying(), read(folder))[1]
from scrutiny_response.generate import cycle
cycle.read_templates = settings.read_templates
"""
MOMENTS = {
    "while modules are imported": IMPORT,
    "where an exception would be lost": DESTRUCTOR,
    "while templates are compiled": "from engross import word; stop_at(word.Template, 'open')",
    "while the folder is locked": "from engross import locks; stop_at(locks, '_lock')",
    "among the moves": "stop_at(Path, 'replace', 4)",
    "while the manifest is written": "from scrutiny_response.generate import commit; stop_at(commit, '_conclude')",
    "as the answer is printed": "from scrutiny_response.cli import screen; stop_at(screen, 'write_output')",
}
WORKERS = {
    "as a worker begins": "os.register_at_fork(after_in_parent=stop)",
    "in workers that begin from nothing, as on macOS": (
        "from scrutiny_response.generate import pools; pools.START = 'spawn'; stop_at(pools.Future, 'result')"
    ),
    "in a worker that begins": "os.register_at_fork(after_in_child=lambda: os.killpg(0, signal.{signal}))",
    "while workers work": "from scrutiny_response.generate import pools; stop_at(pools.Future, 'result', 2)",
    "as workers end": "from scrutiny_response.generate import pools; stop_at(pools.ProcessPoolExecutor, 'shutdown')",
}

Files = dict[str, str]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cycles, a small one and one for two processes, and what is made of them when nobody stops it."""
    here = tmp_path_factory.mktemp("stops")
    templates = write_stand_ins(here / "templates")
    for name, count in (("few", 4), ("many", CHUNK + 1)):
        write_cycle(here / name, count)
        assert not cycle.generate([here / name], here / f"{name}-whole", templates=templates).refused
    return here


def _run(here: Path, moment: str, *words: str, stop: str = "SIGINT") -> tuple[int, str]:
    """The exit code and the error stream of a run that stops itself; nothing of it is left running."""
    code = (BEGIN + moment).replace("{signal}", stop) + END
    return _ended(_begun(here, [sys.executable, "-c", code, *words]), here)


def _begun(here: Path, words: list[str]) -> subprocess.Popen[bytes]:
    """A run in a session of its own. What it says goes into a file: a pipe would not end before its last process."""
    with (here / "errors").open("wb") as errors:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(words, cwd=here, stdout=quiet, stderr=errors, start_new_session=True)  # noqa: S603  # ours


def _ended(run: subprocess.Popen[bytes], here: Path) -> tuple[int, str]:
    code = run.wait(60)
    deadline = (
        time.monotonic() + 2
    )  # one that was killed is there until a busy machine comes to it; one left behind stays
    while (left := [it for it in _session(run.pid) if not _is_pythons_own(it)]) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert left == []
    while _session(run.pid):
        time.sleep(0.01)
    return code, without_progress((here / "errors").read_bytes()).decode()


def _session(leader: int) -> list[int]:
    """The processes that run in the session of this one."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, fields = path.parent.name, path.read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(number))
    return found


def _is_pythons_own(process: int) -> bool:
    """Whether it is what Python begins beside workers that begin from nothing, to tidy up after all have ended."""
    with suppress(OSError):
        return b"resource_tracker" in Path(f"/proc/{process}/cmdline").read_bytes()
    return True


def _left(output: Path) -> set[str]:
    """What lies in the working folder; a half-written file beside its place would be among it."""
    parts = {path.name for path in output.rglob("*.part")}
    return parts | {path.name for path in (output / WORKING).rglob("*")}


def _files(folder: Path) -> Files:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _finishes(here: Path, name: str, output: Path) -> None:
    made = cycle.generate([here / name], output, templates=here / "templates")
    assert not made.refused
    assert _files(output) == _files(here / f"{name}-whole")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_run_ends_with_one_line_wherever_ctrl_c_falls(here: Path, moment: str) -> None:
    output = here / moment
    assert _run(here, MOMENTS[moment], "generate", "few", "-o", moment) == (130, SAID)
    assert _left(output) <= {"manifest.json"}
    _finishes(here, "few", output)


@pytest.mark.parametrize("moment", WORKERS)
def test_so_does_a_run_of_several_processes(here: Path, moment: str) -> None:
    output = here / moment
    assert _run(here, WORKERS[moment], "generate", "many", "-o", moment, "--workers", "2") == (130, SAID)
    assert _left(output) == set()
    _finishes(here, "many", output)


@pytest.mark.parametrize(("stop", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_so_does_a_run_that_the_system_stops_or_whose_terminal_is_closed(here: Path, stop: str, code: int) -> None:
    output = here / stop
    moment = WORKERS["while workers work"]
    assert _run(here, moment, "generate", "many", "-o", stop, "--workers", "2", stop=stop) == (code, SAID)
    assert _left(output) == set()
    _finishes(here, "many", output)


def test_ctrl_c_twice_and_the_systems_stop_on_top_are_one_stop(here: Path) -> None:
    moment = """
from engross import word
from scrutiny_response.store import staging
sweep = staging._swept
def swept(staged):
    stop(); os.kill(os.getpid(), signal.SIGTERM)
    sweep(staged)
opened = word.Template.open
def open(*given, **named):
    staging._swept = swept
    stop(); stop()
    return opened(*given, **named)
word.Template.open = open
"""
    cycle.generate([here / "few"], here / "twice", templates=here / "templates")
    (here / "twice" / "manifest.json").unlink()
    (here / "twice" / WORKING).mkdir()
    code, errors = _run(here, moment, "generate", "few", "-o", "twice", "--overwrite-edited")
    assert (code, errors) == (130, SAID)
    assert _left(here / "twice") == set()


@pytest.mark.parametrize("system", ["", "del signal.pthread_sigmask"], ids=["here", "as on Windows"])
def test_a_stop_waits_while_it_is_held_also_where_signals_cannot_be_blocked(here: Path, system: str) -> None:
    moment = f"{system}\nwith interrupts.deferred(), interrupts.deferred():\n    stop(); os.write(2, b'still here')"
    assert _run(here, moment, "level", "few") == (130, f"still here{SAID}")


def test_after_the_answer_a_stop_changes_nothing(here: Path) -> None:
    moment = "import atexit; atexit.register(stop)"
    assert _run(here, moment, "generate", "few", "-o", "at-exit") == (0, "")
    assert _files(here / "at-exit") == _files(here / "few-whole")


def test_what_was_told_to_outlive_its_terminal_does(here: Path) -> None:
    moment = "signal.signal(signal.SIGHUP, signal.SIG_IGN); stop_at(Path, 'replace', 2)"
    assert _run(here, moment, "generate", "few", "-o", "nohup", stop="SIGHUP") == (0, "")
    assert _files(here / "nohup") == _files(here / "few-whole")


def test_a_new_cycle_folder_is_there_whole_or_not_at_all(here: Path) -> None:
    moment = "import shutil; stop_at(shutil, 'copy2', 2)"
    assert _run(here, moment, "init", "mycycle") == (130, SAID)
    assert [path.name for path in here.iterdir() if "mycycle" in path.name] == []
    assert {path.name for path in init.begin(here / "mycycle")} == {path.name for path in (here / "mycycle").iterdir()}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return make_scene(tmp_path_factory.mktemp("stopped"), CHUNK + 8)


def _hears(process: int) -> bool:
    """Whether a process has said what to do at SIGTERM: before that it is Python that begins, and not yet the command."""
    with suppress(FileNotFoundError, ProcessLookupError, StopIteration):
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
        mask = next(line.split()[1] for line in lines if line.startswith("SigCgt"))
        return bool(int(mask, 16) >> (signal.SIGTERM - 1) & 1)
    return False


def _stopped(scene: Scene, chance: random.Random, *, slowly: bool) -> str:
    """Begin a run and stop it as a terminal, a batch system or an impatient person does; how it ended."""
    words = command("output", slowly=slowly, workers=chance.choice([1, 2]))
    run = _begun(scene.folder, words)
    wait_for_a_moment(scene, run, chance, slowly=slowly)
    number = chance.choice([signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    send = chance.choice([os.kill, os.killpg])
    heard = _hears(run.pid)
    if run.poll() is None:
        send(run.pid, number)
        if chance.random() < 0.3:
            time.sleep(chance.uniform(0, 0.02))
            send(run.pid, number)
    ended = _ended(run, scene.folder)
    if not heard:
        return "before the command began"
    assert ended in {(0, ""), (128 + number, SAID)}
    assert _left(scene.output) <= {"manifest.json"}
    return "stopped" if run.returncode else "finished"


@pytest.mark.soak
def test_a_hundred_and_twenty_stops_at_random_moments(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    ends: Counter[str] = Counter()
    among = 0
    for seed in range(120):
        chance, slowly = random.Random(seed), seed % 3 == 0  # noqa: S311  # no secret

        def stop(chance: random.Random = chance, slowly: bool = slowly) -> bool:
            end = _stopped(scene, chance, slowly=slowly)
            ends[end] += 1
            return end == "stopped"

        was_stopped, new = tried(scene, chance, f"seed {seed}", stop)
        among += was_stopped and 0 < new < len(scene.changed)
    with capsys.disabled():
        sys.stdout.write(f"\n120 stops: {dict(ends)}, {among} among the moves; none torn, nobody left behind\n")
    assert ends["stopped"] > 60
    assert among > 10
