"""An event and the files that belong to it → the record, which is only ever added to.

Each file is written under a name of its own, whole and flushed to the disk, and then takes its name in the record only
if that is free. First the files that lie beside an event, then the event itself: once it is there, all of it is. What a
run that was stopped between the two left behind is taken up by the next run if it is the same, and otherwise left
alone. Nothing here changes or removes what has a name in the record.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from engross import paths
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.store import whole_files
from scrutiny_response.store.locking import locked
from scrutiny_response.store.patience import PATIENCE

if TYPE_CHECKING:
    from scrutiny_response.domain.events import Event, Recorded

NAME = "record"
"""What the folder is called."""

_LOCK = ".lock"
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES}
"""What a disk says that knows no second names of a file."""


@contextmanager
def writing(record: Path, command: str) -> Iterator[None]:
    """Hold the right to add to a record, which one run has at a time; the folder is made if it is not there.

    `command` is what others are told who want it meanwhile. Raises Refused with the problem `another-run` if another
    process holds it; OSError if the folder cannot be made.
    """
    record.mkdir(parents=True, exist_ok=True)
    with locked(record / _LOCK, command, record):
        for part in record.glob("*/.*.part"):  # of a run that was stopped, and nobody's now
            whole_files.take_away(part)
        yield


def sweep(record: Path, command: str) -> None:
    """Take away what a killed run left where it wrote, unless another run writes there now."""
    if paths.is_taken(record / _LOCK):
        with suppress(Refused, OSError), writing(record, command):
            pass


def folder_of(record: Path, reference: str) -> Path:
    """Return the folder of a reference's events."""
    from scrutiny_response.store.naming import safe  # noqa: PLC0415  # a run in which nothing has changed has no use of it

    return record / safe(reference)


def has_issues(record: Path) -> bool:
    """Return whether the record has anything that was issued, of whichever reference."""
    return any(record.glob("*/*-issued*.yaml"))


def free_stem(folder: Path, date: dt.date, kind: str) -> str:
    """Return how the name of the next event of this kind on this day begins, and of the files beside it."""
    stem = f"{date.isoformat()}-{kind}"
    stems = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(stem for stem in stems if not os.path.lexists(folder / f"{stem}.yaml"))


def keep(folder: Path, stem: str, name: str, data: bytes) -> str | Problem:
    """Put a file beside an event that is yet to be written, whole; return its name, such as `STEM-letter.docx`.

    If a stopped run left the same file there, that one is used; if it is another, the next free name.
    """
    start, dot, ending = name.rpartition(".")
    for number in count(1):
        numbered = f"{start}-{number}{dot}{ending}" if number > 1 else name
        target = folder / f"{stem}-{numbered}"
        try:
            create(target, data)
        except FileExistsError:
            if not _holds(target, data):
                continue
        except OSError as error:
            return whole_files.unwritable(target, error)
        return target.name
    raise AssertionError("numbers do not end")


def append(folder: Path, stem: str, event: Event, history: Sequence[Recorded]) -> Recorded | Problem:
    """Write an event after those before it, whole and only if its name is free; return it as it lies there.

    `history` are all events of the reference, in their order, read while the record was held by this run.
    """
    from msgspec.structs import replace  # noqa: PLC0415  # only where an event is written

    from scrutiny_response.domain.events import Recorded  # noqa: PLC0415  # likewise
    from scrutiny_response.store.event_dumper import as_yaml  # noqa: PLC0415  # likewise

    last = history[-1] if history else None
    number, previous = (last.event.number + 1, last.hash) if last else (1, None)
    numbered = replace(event, number=number, previous=previous)
    data = as_yaml(numbered).encode()
    target = folder / f"{stem}.yaml"
    try:
        create(target, data)
    except FileExistsError:
        message = "an event of this name was written at the same moment, perhaps on another computer"
        return Problem("event-name-taken", FilePlace(target.as_posix()), message, "see what it says, and run again")
    except OSError as error:
        return whole_files.unwritable(target, error)
    return Recorded(target.name, hash_of(data), numbered)


def create(target: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole and flushed; FileExistsError if its name is taken.

    What a killed run left beside it is taken away, also if the name is taken.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_files.part_beside(target, lambda stream: stream.write(data)) as part:
        _give_name(part, target)
    _flush_folder(target.parent)


def _give_name(part: Path, target: Path) -> None:
    """Give a whole file its name, in one step and only if that is free.

    Windows moves nothing onto another file. Elsewhere a second name is made, which replaces none either. On a disk
    without second names the lock of the record keeps others away between the look and the move.
    """
    if sys.platform == "win32":
        PATIENCE.wait_for(lambda: part.rename(target), target)
        return
    try:
        os.link(part, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        PATIENCE.wait_for(lambda: part.rename(target), target)


def _flush_folder(folder: Path) -> None:
    """See to it that the name is on the disk too, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
