"""A file of the cycle, the bytes that somebody saw and those to be written → the file whole, or what lies there now."""

from __future__ import annotations

import threading
from pathlib import Path

from msgspec import Struct

from engross.files import hash_of
from engross.problems import Problem, Refused
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.store import whole_files

_ONE_AT_A_TIME = threading.Lock()


class Changed(Struct, frozen=True):
    """Somebody else has changed the file meanwhile: the bytes that lie there now."""

    data: bytes


def save(path: Path, seen: str, data: bytes) -> Changed | None:
    """Write a file whole, if it still has the content with the hash `seen`; else nothing, and return what it has.

    Raise Refused if it can be read or written no more.
    """
    with _ONE_AT_A_TIME:
        now = read_bytes(path)
        if isinstance(now, Problem):
            raise Refused([now])
        if hash_of(now) != seen:
            return Changed(now)
        if now == data:
            return None
        problem = whole_files.write(path.parent, path.name, data)
        if problem:
            raise Refused([problem])
    return None
