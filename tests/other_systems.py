"""A name → what makes this process and a test's folder behave as another system: `pytest --system NAME`.

Most tests of a cycle, its record, calendars and attaching run under each of them in `nox -s systems`.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import signal
import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from engross import locks
from scrutiny_response.generate import pools
from scrutiny_response.store import patience
from tests.other_disks import OtherDisk

_SCANNED = 0.02
"""Seconds for which a scanner has each new file: less than the software waits, and longer than it takes to go on."""


def _without_posix(_disk: OtherDisk, patch: pytest.MonkeyPatch) -> None:
    """No `fork`, no `fcntl` and no `pthread_sigmask`: workers are spawned, and locks are those of Windows."""
    patch.setitem(sys.modules, "msvcrt", _WindowsLocks("msvcrt"))
    with patch.context() as there:
        there.setattr(sys, "platform", "win32")
        there.setitem(sys.modules, "fcntl", None)
        other = _anew(locks)
    for name in ("_lock", "release"):
        patch.setattr(locks, name, getattr(other, name))
    patch.delattr(os, "fork")
    patch.delattr(signal, "pthread_sigmask")
    patch.setattr(pools, "START", "spawn")


def _anew(module: ModuleType) -> ModuleType:
    """Return a second copy of a module, executed again; the first one stays what others import."""
    specification = importlib.util.find_spec(module.__name__)
    assert specification
    assert specification.loader
    copy = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(copy)
    return copy


class _WindowsLocks(ModuleType):
    """`msvcrt.locking` as far as it is used: one byte where the file stands, refused at once if another has it."""

    LK_NBLCK = 2

    def locking(self, descriptor: int, mode: int, length: int) -> None:
        """Lock the bytes; raises PermissionError, as Windows does, if another process or descriptor holds the file."""
        assert (mode, length) == (self.LK_NBLCK, 1)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(13, "Permission denied") from error


def _scanner(disk: OtherDisk, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(patience, "LONGEST", 1.0)
    disk.hold_new_files(_SCANNED)


SYSTEMS: dict[str, Callable[[OtherDisk, pytest.MonkeyPatch], None]] = {
    "capitals": lambda disk, _patch: disk.ignore_capitals(),
    "decomposed": lambda disk, _patch: disk.ignore_capitals(decomposed=True),
    "no-ids": lambda disk, _patch: disk.give_no_ids(),
    "scanner": _scanner,
    "without-posix": _without_posix,
}
"""Disks that ignore capitals, that also decompose names, without stable file ids, with a scanner; and no POSIX calls."""
