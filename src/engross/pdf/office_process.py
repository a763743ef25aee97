"""A command of LibreOffice → its process, which ends with ours however that comes about, and its children with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from engross.pdf import guard

UNSEEN = ("--headless", "--nologo", "--norestore", "--nolockcheck", "--nodefault")
"""The words with which LibreOffice shows nothing, asks nothing, and opens nothing of its own."""


def started(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """Begin a command behind the guard, which ends it when this process ends; its temporary files lie in the folder.

    A session of its own makes the guard the head of a group, so that all that it began ends with it.
    """
    own = {name: str(folder) for name in ("TMPDIR", "TMP", "TEMP")}
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp", **own}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603  # the program was found by find; no shell reads the names
        [sys.executable, "-I", "-S", guard.__file__, *command],
        stdin=subprocess.PIPE,
        stdout=quiet,
        stderr=quiet,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End the process and its children by the id of their group."""
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
