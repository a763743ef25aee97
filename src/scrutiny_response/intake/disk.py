"""A path → the bytes of the file that lies there, or why it cannot be read."""

from __future__ import annotations

from pathlib import Path

from engross import paths
from engross.files import read_file
from engross.problems import FilePlace, Problem

LARGEST = 1_000_000
"""The most bytes a file may have; a long assessment has about thirty thousand."""

_AGAIN = "check that you may open it, close it elsewhere, and try again"


def read_bytes(path: Path | str) -> bytes | Problem:
    """Return what is in a file, up to one byte more than is allowed; the problem if it cannot be read."""
    try:
        return read_file(path, LARGEST)
    except OSError as error:
        is_folder = paths.is_folder(path)
        message = f"the file cannot be read: {'this is a folder' if is_folder else paths.reason(error)}"
        hint = "name a file" if is_folder else _AGAIN
        return Problem("unreadable-file", FilePlace(Path(path).as_posix()), message, hint)
