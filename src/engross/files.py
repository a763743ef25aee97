"""A path → the bytes of the file there, up to a bound; a pipe or a device keeps nobody waiting. Bytes → their hash."""

from __future__ import annotations

import errno
import hashlib
import os
from io import FileIO
from pathlib import Path

MOST_BYTES = 256 * 1024 * 1024
"""The largest Word file that is opened, in bytes."""

_FLAGS = getattr(os, "O_NONBLOCK", 0)
_PIECE = 1024 * 1024


def read_file(path: Path | str, most: int = MOST_BYTES) -> bytes:
    """Return what is in a file, up to one byte more than `most`; OSError if it cannot be read.

    A pipe into which nobody writes is empty. One with a writer is read to its end, as `<(…)` in a shell makes them.
    """
    with _open(path) as stream:
        is_usual = 0 < os.fstat(stream.fileno()).st_size <= most
        return stream.readall() if is_usual else _streamed(stream, most + 1)


def _open(path: Path | str) -> FileIO:
    try:
        return open(path, "rb", buffering=0, opener=_opened)
    except ValueError as error:
        raise OSError(errno.EINVAL, "no file can have this name") from error


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | _FLAGS)


def _streamed(stream: FileIO, left: int) -> bytes:
    pieces: list[bytes] = []
    while left:
        piece: bytes | None = stream.read(min(left, _PIECE))
        if piece is None:  # somebody is going to write
            os.set_blocking(stream.fileno(), True)
        elif not piece:
            break
        else:
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
