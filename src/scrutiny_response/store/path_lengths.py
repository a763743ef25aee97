"""The longest path of a cycle → whether Word opens it on this system, told once and not document by document."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from engross.problems import FilePlace, Problem, Severity

LONGEST_NAME = 80
"""The most characters of one name (`naming.LONGEST`, which a run in which nothing has changed does not load)."""
WORD_ON_WINDOWS = 259
"""The most characters of a whole path that Word and Excel open on Windows, whatever the system itself allows."""


def most_characters() -> int | None:
    """Return the most characters that a document's whole path may have on this system; None if they are plenty."""
    return WORD_ON_WINDOWS if sys.platform == "win32" else None


def of_new_cycle(folder: Path) -> Problem | None:
    """Return what is said of a new cycle's folder in which the longest names that are made would not fit."""
    names = f"output/{'x' * LONGEST_NAME}/{'x' * LONGEST_NAME}"
    return _fault(folder, Path(os.path.abspath(folder), names))  # noqa: PTH100  # links are not followed


def of_documents(folder: Path, longest: str) -> Problem | None:
    """Return what is said if the longest of the documents' paths in an output folder has too many characters."""
    path = Path(os.path.abspath(folder), longest)  # noqa: PTH100  # the same
    return _fault(path, path) if longest else None


def _fault(place: Path, longest: Path) -> Problem | None:
    most, length = most_characters(), len(str(longest))
    if most is None or length <= most:
        return None
    message = f"a document's whole path may have {length} characters here, and Word opens none of more than {most}"
    if place == longest:
        message = f"this path has {length} characters, and Word opens none of more than {most}"
    hint = "put the cycle's folder nearer to the beginning of the drive, under a short name"
    return Problem("path-too-long", FilePlace(place.as_posix()), message, hint, Severity.WARNING)
