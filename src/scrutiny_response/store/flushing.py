"""Files that were written → all of them on the disk: in one go where the system can, else one after the other.

Linux can see to everything that a disk was given at once (`syncfs`), which takes a tenth of the time of 64 files by
themselves. It is asked only if it keeps what `fsync` promises: on a disk of this computer, and from the version on
that tells what could not be written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

_LOCAL = frozenset({"ext3", "ext4", "xfs", "btrfs", "f2fs"})
"""The disks of this computer on which all can be flushed at once; a share may only say that it did."""
_TELLS_SINCE = (5, 8)
"""The version of Linux from which on the call says what could not be written."""


def make_ready(folder: Path) -> None:
    """Find out how files of a folder are flushed, which opens files itself, before as many are open as may be."""
    with suppress(OSError):
        if flush_call() is not None:
            is_local(folder.stat().st_dev)


def flush(descriptors: Sequence[int]) -> list[OSError | None]:
    """See to it that what was written to these open files, of one folder, is on the disk; say what kept one from it."""
    if len(descriptors) > 1 and _all_at_once(descriptors[0]):
        return [None for _ in descriptors]
    return [_flushed(descriptor) for descriptor in descriptors]


def _flushed(descriptor: int) -> OSError | None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        return error
    return None


def _all_at_once(descriptor: int) -> bool:
    """Flush the disk on which an open file lies; False if that is not possible, or something could not be written."""
    call = flush_call()
    return call is not None and is_local(os.fstat(descriptor).st_dev) and call(descriptor) == 0


@cache
def flush_call() -> Callable[[int], int] | None:
    """Return the system's call, if there is one that tells what it could not do."""
    if sys.platform != "linux" or _version() < _TELLS_SINCE:
        return None
    try:
        import ctypes  # noqa: PLC0415  # a run in which nothing has changed flushes nothing
    except OSError:  # no more files may be open; then one is flushed after the other
        return None
    call: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "syncfs", None)
    return call


def _version() -> tuple[int, ...]:
    return tuple(int(number) for number in os.uname().release.split(".")[:2] if number.isdigit())


@cache
def is_local(device: int) -> bool:
    """Return whether a device is one of this computer's disks, as the system lists what is mounted."""
    wanted = f"{os.major(device)}:{os.minor(device)}"
    with suppress(OSError), open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as mounts:  # noqa: PTH123  # no path of ours
        for mount in mounts:
            mounted, _, file_system = mount.partition(" - ")
            if mounted.split()[2] == wanted:
                return file_system.split()[0] in _LOCAL
    return False
