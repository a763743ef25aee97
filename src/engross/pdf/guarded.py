"""A command → the same, begun behind the guard, so that it ends with this process, however that comes about."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from engross.pdf import guard


def started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Begin the command behind the guard; its temporary files lie in the folder, which is also where it runs.

    A session of its own makes the guard the head of a group, so that all that it began ends with it.
    """
    own = {name: str(folder) for name in ("TMPDIR", "TMP", "TEMP")}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603  # our own words, and no shell reads the names
        [sys.executable, "-I", "-S", guard.__file__, *command],
        stdin=subprocess.PIPE,
        stdout=quiet,
        stderr=quiet,
        cwd=folder,
        env={**os.environ, **(environment or {}), **own},
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here, and its children by the id of their group."""
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603  # a number is all that goes in
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607  # a command of Windows itself
            check=False,
            capture_output=True,
        )
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def run(command: Sequence[str], folder: Path, patience: float) -> bool:
    """Run the command to its end, and return whether that was a good one; after `patience` seconds it is ended."""
    with started(command, folder) as process:
        try:
            return process.wait(patience) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            end(process)
