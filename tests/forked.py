"""Words on the command line → the command in a forked process, which begins at once and may be killed at any moment.

All modules are loaded already, so that the moments of a kill fall among what the command does to files. What a test
makes this system behave as, the process behaves as, too.
"""

from __future__ import annotations

import atexit
import os
import signal
import tempfile
import traceback
import warnings
from pathlib import Path

from engross import interrupts
from scrutiny_response.cli.run import run

_fork = getattr(os, "fork", None)
"""Taken before a test imitates a system that has none; Windows has none itself."""
_CRASHED = 70


class Forked:
    """A command that was begun in a folder; `temporary` is what the system keeps temporary files in."""

    def __init__(self, words: tuple[str, ...], folder: Path, temporary: Path) -> None:
        temporary.mkdir(exist_ok=True)
        assert _fork is not None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of the test's own threads, none holds a lock of ours
            self._process = _fork()
        if self._process == 0:
            os._exit(_run(words, folder, temporary))

    def kill(self) -> bool:
        """Kill it, and return whether it was alive still."""
        os.kill(self._process, signal.SIGKILL)
        _, status = os.waitpid(self._process, 0)
        return os.WIFSIGNALED(status)

    def wait(self) -> int:
        """Wait for its end, and return its exit code."""
        _, status = os.waitpid(self._process, 0)
        return os.waitstatus_to_exitcode(status)


def _run(words: tuple[str, ...], folder: Path, temporary: Path) -> int:
    """Run the command as `python -m scrutiny_response` does, and return its exit code."""
    atexit._clear()  # noqa: SLF001  # what the tests leave for their own end is not for this process
    os.chdir(folder)
    os.environ["TMPDIR"], tempfile.tempdir = str(temporary), None
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    try:
        interrupts.install()
        code = run(words)
    except BaseException:  # whatever it is, nothing of the tests goes on in this process
        traceback.print_exc()
        code = _CRASHED
    atexit._run_exitfuncs()  # noqa: SLF001  # `os._exit` would pass over them
    return code
