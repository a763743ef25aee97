"""A file that somebody edits in Word → its content each time that it has been saved whole.

Word writes beside the file and renames, locks it on Windows, and on a network drive is seen half-way: so a change is
taken up when the file has kept still for a moment, can be read, and is a whole archive.
"""

from __future__ import annotations

import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from engross import files

PAUSE = 0.3
"""How many seconds lie between two looks at the file, and how long it must keep still."""
LONG = 10.0
"""After how many seconds of waiting for a whole file that is said."""

COARSE = 3.0
"""For how many seconds after a save the content is looked at anew: a coarse clock (two seconds on some drives, one on
others) gives two saves one time, and they may be of one size."""

Signature = tuple[int, int]
"""When a file was last changed, and its size. Which file it is does not count: some drives say another at each look."""


class Save(Struct, frozen=True):
    """One save: the whole content; or, if `data` is None, a wait that is long enough to be told."""

    data: bytes | None


def saves(path: Path, *, sleep: Callable[[float], None] = time.sleep, pause: float = PAUSE) -> Iterator[Save]:
    """Yield the content of a Word file now and after each save, without end; content that is the same comes once.

    A file that is not there, locked or half-written is waited for; a wait longer than LONG is told once each time.
    """
    last: bytes | None = None
    done: Signature | None = None
    last_look: Signature | None = None
    waited = since = 0.0
    while True:
        now = _signature(path)
        is_still = now is not None and now == last_look
        data = read_whole(path) if is_still and (now != done or since < COARSE) else None
        since += pause
        if data is not None:
            since = 0.0 if now != done or data != last else since
            done, waited = now, 0.0
            if data != last:
                last = data
                yield Save(data)
        elif now is None or now != done:
            waited += pause
            if waited - pause < LONG <= waited:
                yield Save(None)
        last_look = now
        sleep(pause)


def read_whole(path: Path) -> bytes | None:
    """Return the content of a Word file; None if it cannot be read now, or is not a whole archive."""
    try:
        data = files.read_file(path)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return data if archive.testzip() is None else None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return None


def _signature(path: Path) -> Signature | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
