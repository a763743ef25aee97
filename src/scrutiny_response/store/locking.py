"""An output folder → the right to write into it, which one run has at a time.

The lock is the system's own on an open file, so that it ends with the process that holds it, however that ends: a lock
file that a killed run left behind holds nobody up. The process id and the computer's name stand in it for people.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engross import interrupts
from engross.problems import FilePlace, Problem, Refused

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    _COMPUTER = os.environ.get("COMPUTERNAME", "")

    def _lock(descriptor: int) -> None:
        """Lock a byte beyond what is written, which others may read all the while."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    def _release(path: Path, descriptor: int) -> None:
        """No open file can be taken away here."""
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()
else:
    import fcntl

    _COMPUTER = os.uname().nodename

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(path: Path, descriptor: int) -> None:
        """Taken away before anybody else can hold it."""
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock in the file at `path`, in a folder that is there; the file is gone afterwards.

    Raises Refused with the problem `another-run` if another process holds it; OSError if it cannot be made.
    """
    held: list[int] = []

    def release() -> None:
        """Once: afterwards the file may be another run's."""
        while held:
            _release(path, held.pop())

    with interrupts.on_exit(release):
        with interrupts.deferred():
            held.append(_held(path))
        os.truncate(held[0], 0)
        os.write(held[0], f"{os.getpid()} {_COMPUTER}\n".encode())
        yield


def _held(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            raise Refused([_another(path)]) from None
        except OSError:
            os.close(descriptor)
            raise
        if _is_still_there(path, descriptor):
            return descriptor
        os.close(descriptor)  # the run that held it has ended and taken the file away: make it anew


def _is_still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _another(path: Path) -> Problem:
    who = ""
    with suppress(OSError, ValueError):
        process, host = path.read_text(encoding="utf-8").split(maxsplit=1)
        who = f", process {process} on {host.strip()}"
    message = f"another run is writing into this folder{who}"
    return Problem(
        "another-run", FilePlace(path.parent.parent.as_posix()), message, "wait until it has ended, and run again"
    )
