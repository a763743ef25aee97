"""A path → the bytes of the file that lies there, or why it cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

from scrutiny_response.problems import FilePlace, Problem

LARGEST = 1_000_000
"""The most bytes a file may have; a long assessment has about thirty thousand."""

_AGAIN = "close it elsewhere, and try again"


def read_bytes(path: Path | str) -> bytes | Problem:
    """What is in a file, up to one byte more than is allowed; the problem where it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123  # a path's own `open` costs as much as reading
            is_usual = 0 < os.fstat(stream.fileno()).st_size <= LARGEST
            return stream.readall() if is_usual else stream.read(LARGEST + 1)  # which first makes room for so much
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        return Problem(
            "unreadable-file", FilePlace(Path(path).as_posix()), f"the file cannot be read: {reason}", _AGAIN
        )
