"""A path → the framework file that lies there, as bytes; what it says is read in `frameworks`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engross.problems import Problem, Refused
from scrutiny_response import resources
from scrutiny_response.intake.disk import read_bytes


class FrameworkFile(NamedTuple):
    """A framework file as it lies on disk: its path and its bytes."""

    file: str
    data: bytes


def find_framework(path: Path | None = None) -> FrameworkFile:
    """Return the framework file at a path, else the one that comes with the software; Refused if it cannot be read."""
    path = path or resources.framework()
    data = read_bytes(path)
    if isinstance(data, Problem):
        raise Refused([data])
    return FrameworkFile(path.as_posix(), data)
