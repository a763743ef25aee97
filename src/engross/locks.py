"""A path → the system's own lock on the file there; it ends with the process that holds it, in whatever way.

A lock file that a killed process left behind holds nobody up. What stands in it is for people.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

_PAUSES = (0.01, 0.02, 0.04, 0.08, None)
"""Seconds between attempts, if the file that was locked is not the one that lies there; then it counts as held."""
_MOST_WORDS = 1000
"""How many bytes of a lock file are read: anybody may have written into it."""
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30

    def _lock(descriptor: int) -> None:
        """Lock a byte beyond what is written, which others may read all the while."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    def release(path: Path, descriptor: int) -> None:
        """Give the lock back, and take its file away: no open file can be taken away here."""
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def release(path: Path, descriptor: int) -> None:
        """Give the lock back, after its file was taken away: before anybody else can hold it."""
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def take(path: Path, words: str) -> int | None:
    """Return the descriptor that holds the lock, until `release`; None if another process holds it.

    The folder is there. `words`, which no other process writes, say who holds the lock. Raises OSError if the file
    cannot be made.
    """
    text = words.encode(errors="replace")
    for pause in _PAUSES:
        descriptor = os.open(path, _FLAGS, 0o666)
        try:
            _lock(descriptor)
            _write(path, descriptor, text)
            if _is_still_there(path, descriptor, text):
                return descriptor
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return None
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # who held it has ended and taken the file away: make it anew
        if pause:
            time.sleep(pause)
    return None


def _write(path: Path, descriptor: int, text: bytes) -> None:
    """Write who holds the lock; where that cannot be written, as on a full disk, no empty file is left behind."""
    try:
        os.truncate(descriptor, 0)
        os.write(descriptor, text)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def hold(descriptor: int) -> bool:
    """Lock an open file as long as it is open; return False if another process does, or the drive knows no locks."""
    try:
        _lock(descriptor)
    except OSError:
        return False
    return True


def words_in(path: Path) -> str:
    """Return what stands in a lock file, as far as it is text; "" if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_WORDS).decode(errors="replace")
    except OSError:
        return ""


def _is_still_there(path: Path, descriptor: int, text: bytes) -> bool:
    """Whether the locked file is the one at `path`.

    A drive may give a file another number at each look, so what stands in it decides where the numbers differ.
    """
    try:
        one, other = path.stat(), os.fstat(descriptor)
        if os.path.samestat(one, other) and one.st_ino:
            return True
        return path.read_bytes() == text
    except FileNotFoundError:
        return False
