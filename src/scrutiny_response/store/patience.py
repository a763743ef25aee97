"""Moving or removing a file that a virus scanner, a synchroniser or an indexer holds for a moment → tried again.

The pauses grow. Who waited in vain waits half as long for the next file, so that a folder full of files that stay held
(open in Word, or closed by somebody) costs no more than twice the longest wait.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from engross import paths

LONGEST = 4.0
"""How many seconds are waited for the first file."""
_FIRST = 0.05
_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}

_T = TypeVar("_T")


class Patience:
    """How long this process still waits for the next file that is held."""

    def __init__(self) -> None:
        self._shortened = 1.0

    def wait_for(self, act: Callable[[], _T], target: Path) -> _T:
        """Return what `act` returns, tried again as long as the file at `target` is held; its OSError otherwise."""
        pause, left = _FIRST, LONGEST * self._shortened
        while True:
            try:
                result = act()
            except OSError as error:
                if not is_held(error, target):
                    raise
                if left <= 0:
                    self._shortened /= 2
                    raise
            else:
                self._shortened = self._shortened if pause == _FIRST else 1.0
                return result
            time.sleep(min(pause, left))
            left -= pause
            pause *= 2


PATIENCE = Patience()


def is_held(error: OSError, target: Path) -> bool:
    """Return True if another program may hold the file; in a folder that is closed to us, waiting helps nobody."""
    if error.errno not in _HELD or paths.is_folder(target):
        return False
    return sys.platform == "win32" or os.access(target.parent, os.W_OK | os.X_OK)
