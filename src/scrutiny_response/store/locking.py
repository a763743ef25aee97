"""An output folder, or a record → the right to write into it, which one command has at a time.

The lock is the system's own (`engross.locks`). Who holds it stands in its file for people: the process, the computer,
the user and the command, each on a line of its own.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engross import interrupts, locks
from engross.problems import FilePlace, Problem, Refused

ANOTHER_RUN = "another-run"
"""The id of the problem that another command is writing there."""

_COMPUTER = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
_MOST_OF_A_LINE = 60


@contextmanager
def locked(path: Path, command: str, folder: Path) -> Iterator[None]:
    """Hold the lock of a folder in the file at `path`, whose own folder is there; the file is gone afterwards.

    `command` is who others are told to wait for. Raises Refused with the problem `another-run`, whose place is the
    folder, if another process holds it; OSError if it cannot be made.
    """
    held: list[int] = []

    def release() -> None:
        """Once: afterwards the file may be another run's."""
        while held:
            locks.release(path, held.pop())

    with interrupts.on_exit(release):
        with interrupts.deferred():
            descriptor = locks.take(path, f"{os.getpid()}\n{_COMPUTER}\n{_user()}\n{command}\n")
            held += [] if descriptor is None else [descriptor]
        if not held:
            raise Refused([_another(path, folder)])
        yield


def _another(path: Path, folder: Path) -> Problem:
    message = f"another run is writing into this folder{_who(locks.words_in(path))}"
    return Problem("another-run", FilePlace(folder.as_posix()), message, "wait until it has ended, and run again")


def _who(words: str) -> str:
    """Return who holds a lock, as far as what stands in its file says so; anybody may have written there."""
    lines = ["".join(filter(str.isprintable, line))[:_MOST_OF_A_LINE].strip() for line in words.splitlines()]
    process, computer, user, command = [*lines, "", "", "", ""][:4]
    if not (process.isascii() and process.isdigit()):
        return ""
    return (
        (f": scrutiny {command}" if command else "")
        + (f", run by {user}" if user else "")
        + f", process {process}"
        + (f" on {computer}" if computer else "")
    )


def _user() -> str:
    try:
        return getpass.getuser().strip()
    except (OSError, KeyError, ImportError):  # nobody's name is known here
        return ""
