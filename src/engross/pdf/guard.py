"""A command → the same command, ended at once when the process that gave it ends, in whatever way.

This file is run by itself, as a process between a run and LibreOffice: `python -I -S guard.py COMMAND…`. The run holds
the other end of its input; if the run is gone, nothing holds it, and the command with all its children is ended.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

_INPUT = 0


def main(command: list[str]) -> int:
    """Run the command, and return its exit code; end it when the input ends."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603  # what the run gave
    threading.Thread(target=_end_with_input, args=(process,), daemon=True).start()
    return process.wait()


def _end_with_input(process: subprocess.Popen[bytes]) -> None:
    while os.read(_INPUT, 1):
        pass
    end_group(process.pid)


def end_group(process: int) -> None:
    """End this process's group, which holds the command and its children; on Windows, the command's tree."""
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603  # a number is all that goes in
            ["taskkill", "/T", "/F", "/PID", str(process)],  # noqa: S607  # a command of Windows itself
            check=False,
            capture_output=True,
        )
        os._exit(1)
    os.killpg(os.getpgid(process), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) and 1)
