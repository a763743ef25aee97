"""A reference's folder in the record and its events → which of the files beside them are not as they were."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from engross.problems import FilePlace, Problem, Severity
from scrutiny_response.domain.events import Recorded, kept_files
from scrutiny_response.intake.file_names import is_beside

_BACK = "bring it back from a backup, or from the earlier versions of the shared folder"


def kept_file_problems(folder: Path, events: Sequence[Recorded]) -> Iterator[Problem]:
    """Yield a problem for each file that an event names and that is missing or has changed, and for each other file.

    A file that no event names is information: a stopped run, or somebody, left it there.
    """
    named = {recorded.file for recorded in events}
    for recorded in events:
        for kept in kept_files(recorded.event):
            named.add(kept.file)
            problem = _problem(folder / kept.file, kept.hash, recorded.file)
            if problem:
                yield problem
    for path in sorted(_inside(folder)):
        if path.name not in named and path.suffix != ".yaml" and not is_beside(path.name):
            message = "no event names this file; a run that was stopped, or somebody, left it here"
            hint = "take it away if you know that it is not needed"
            yield Problem("kept-file-unknown", FilePlace(path.as_posix()), message, hint, Severity.INFORMATION)


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # which is told where its events are read
        return []


def _problem(path: Path, wanted: str, event: str) -> Problem | None:
    place = FilePlace(path.as_posix())
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        if os.path.lexists(path):
            message = f"this file of {event} cannot be read: {error.strerror}"
            return Problem("unreadable-file", place, message, "check that you may open it, and try again")
        return Problem("kept-file-missing", place, f"{event} says that this file lies here, and it does not", _BACK)
    if digest != wanted:
        return Problem("kept-file-changed", place, f"this file is not the one that {event} says lies here", _BACK)
    return None
