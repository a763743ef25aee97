"""A command behind the guard ends with the process that began it, with all that it began itself."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from engross.pdf import guard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")

BEGINNING = """
import subprocess, sys, time
sleep = [sys.executable, "-c", "import time; time.sleep(60)", sys.argv[2]]
subprocess.Popen([sys.executable, "-I", "-S", sys.argv[1], sys.executable, "-c",
    "import subprocess, sys; subprocess.run(sys.argv[1:])", *sleep], stdin=subprocess.PIPE, start_new_session=True)
time.sleep(60)
"""


def _running(mark: str) -> int:
    count = 0
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            count += mark.encode() in process.read_bytes().split(b"\0")
        except OSError:
            continue
    return count


def _wait_for(count: int, mark: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while _running(mark) != count:
        assert time.monotonic() < deadline, f"{_running(mark)} are running"
        time.sleep(0.01)


def test_when_a_run_is_killed_what_it_began_ends_within_a_second(tmp_path: Path) -> None:
    mark = str(tmp_path)
    with subprocess.Popen([sys.executable, "-c", BEGINNING, guard.__file__, mark]) as run:  # noqa: S603  # our own words
        _wait_for(4, mark, 20)  # the run, the guard, the command and what this began
        run.kill()
        run.wait()
        _wait_for(0, mark, 1)


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (3, 1)])
def test_a_command_that_ends_by_itself_is_told(code: int, expected: int) -> None:
    words = [sys.executable, "-I", "-S", guard.__file__, sys.executable, "-c", f"raise SystemExit({code})"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True) as run:  # noqa: S603  # our own words
        assert run.wait(20) == expected
