"""Documents' bytes → files staged in the output folder's working folder, from which each is moved to its place.

The working folder lies in the output folder, so that moving a file out of it is one step on one disk. What a killed run
staged there is taken away by the next.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from engross import interrupts, paths, temporary
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.store import whole_files
from scrutiny_response.store.holders import close_it
from scrutiny_response.store.locking import locked
from scrutiny_response.store.patience import PATIENCE

WORKING = ".working"
"""The folder, in the output folder, of what is not yet in its place."""
STAGED = "staged"
LOCK = "lock"

UNREADABLE = ""
"""In place of the hash of what may not be read: whether it was edited is not known."""
_LARGE = 1 << 20
"""Bytes from which a file is hashed in parts: no document has so many, and a manifest may have many more."""


@contextmanager
def working(folder: Path, command: str) -> Iterator[Path]:
    """Have an output folder to oneself: its working folder, which is gone afterwards.

    `command` is what others are told who want it meanwhile. Staged and temporary files of a killed run are taken away;
    what else it left there is the caller's. Raises Refused if another run has the folder, or if it cannot be written
    to.
    """
    work = folder / WORKING
    with ExitStack() as lock:
        lock.enter_context(interrupts.on_exit(lambda: _removed_if_empty(work)))
        try:
            if paths.is_link(work):
                raise Refused([whole_files.link_in_output(work)])
            work.mkdir(parents=True, exist_ok=True)
            lock.enter_context(locked(work / LOCK, command, folder))
            lock.enter_context(interrupts.on_exit(lambda: _swept(work / STAGED)))
            _swept(work / STAGED)
            (work / STAGED).mkdir(exist_ok=True)
            temporary.sweep_ours()
        except OSError as error:
            raise Refused([_no_folder(folder, error)]) from error
        yield work


def staged_in(work: Path) -> Path:
    """Return the folder, in a working folder, of the files that are to be moved to their places."""
    return work / STAGED


def _swept(staged: Path) -> None:
    """Take away what was staged and not moved; what a scanner still holds is left for the next run."""
    with suppress(OSError):
        if paths.is_folder(staged) and not paths.is_link(staged):
            for left in staged.iterdir():
                with suppress(OSError):
                    PATIENCE.wait_for(left.unlink, left)
            staged.rmdir()
        else:
            staged.unlink(missing_ok=True)


def _removed_if_empty(work: Path) -> None:
    with suppress(OSError):  # another run has it, or something is left there for the next
        work.rmdir()


def stage(folder: Path, contents: Sequence[bytes]) -> list[str | Problem]:
    """Write files into the folder, all flushed to the disk; return their names, or what kept one from being written."""
    names = whole_files.write_parts(folder, contents)
    return [_unstaged(folder, name) if isinstance(name, OSError) else name for name in names]


def stage_filled(folder: Path, fill: Callable[[IO[bytes]], object]) -> str | Problem:
    """Stage a file that is written piece by piece; return its name, or what kept it from being written."""
    try:
        return whole_files.write_part(folder, fill)
    except OSError as error:
        return _unstaged(folder, error)


def hash_on_disk(target: Path | str) -> str | None:
    """The SHA-256 of a file in hexadecimal digits; None if there is no file, UNREADABLE if it may not be read."""
    try:
        with open(target, "rb", buffering=0) as stream:  # noqa: PTH123  # a path's own `open` costs more than hashing
            size = os.fstat(stream.fileno()).st_size
            if size < _LARGE and len(data := stream.read(size + 1)) == size:
                return hash_of(data)
            stream.seek(0)
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except PermissionError:
        return UNREADABLE
    except (OSError, ValueError):  # there is none, or a folder of its name, or no file can have it
        return None


def unreadable(target: Path) -> Problem:
    """Return the problem that a document lies there which may not be read, so that it is left as it is."""
    message = "it cannot be known what lies here: this document, or its folder, may not be read"
    hint = f"{close_it(target)}, check that you may open it, and run again"
    return Problem("unreadable-file", FilePlace(target.as_posix()), message, hint)


def read(target: Path) -> bytes | Problem:
    """Return the bytes of a document or a draft, or the problem that they may not be read."""
    try:
        return target.read_bytes()
    except OSError:
        return unreadable(target)


def remove(folder: Path, path: str) -> Problem | None:
    """Take a document away, and the folders that are empty without it; return the problem if that is not possible.

    What a link leads to lies elsewhere, and is no document of this folder.
    """
    target = folder / path
    link = next((step for step in whole_files.folders_between(folder, path) if paths.is_link(step)), None)
    if link:
        return whole_files.link_in_output(link)
    try:
        PATIENCE.wait_for(lambda: target.unlink(missing_ok=True), target)
    except OSError as error:
        message = f"the {whole_files.word_for(target)} cannot be removed ({paths.reason(error)})"
        return Problem("unwritable-file", FilePlace(target.as_posix()), message, close_it(target))
    for step in reversed(list(whole_files.folders_between(folder, path))):
        with suppress(OSError):  # it is not empty
            step.rmdir()
    return None


def _unstaged(staged: Path, error: OSError) -> Problem:
    """Where a file could not be staged: its own place is not at fault, but the disk with the output folder."""
    return whole_files.unwritable(staged.parent.parent, error)


def _no_folder(folder: Path, error: OSError) -> Problem:
    looked, reason = paths.look(folder), paths.reason(error)
    hint = "check that the folder may be written and that the disk has space, or choose another with --output"
    if looked.kind is paths.Kind.BROKEN_LINK:
        reason, hint = looked.reason, "connect the drive or the share that it leads to, or choose another with --output"
    message = f"nothing can be written into this folder ({reason})"
    return Problem("unwritable-folder", FilePlace(folder.as_posix()), message, hint)
