"""A path → the bytes of the file that lies there, or why it cannot be read."""

from __future__ import annotations

from pathlib import Path

from engross import paths
from engross.files import read_file
from engross.paths import Kind
from engross.problems import FilePlace, Problem

LARGEST = 1_000_000
"""The most bytes a file may have; a long assessment has about thirty thousand."""

_GONE = "see whether its folder or drive is still there, and try again"
_HINTS = {Kind.FOLDER: "name a file", Kind.NOTHING: _GONE, Kind.BROKEN_LINK: _GONE}
"""What to do about what is no file; about others something else."""


def read_bytes(path: Path | str) -> bytes | Problem:
    """Return what is in a file, up to one byte more than is allowed; the problem if it cannot be read."""
    try:
        return read_file(path, LARGEST)
    except OSError as error:
        kind = paths.look(path).kind
        message = f"the file cannot be read: {'this is a folder' if kind is Kind.FOLDER else paths.reason(error)}"
        hint = _HINTS.get(kind, "check that you may open it, close it elsewhere, and try again")
        return Problem("unreadable-file", FilePlace(Path(path).as_posix()), message, hint)
