"""Paths and bytes → files in the output folder, each of which appears whole or not at all.

A file is written as a part: under a name of its own, whole, and flushed to the disk. Then it is moved to its place in
one step.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO

from engross import interrupts, locks, paths
from engross.paths import Kind
from engross.problems import FilePlace, Problem
from scrutiny_response.store.flushing import flush, make_ready
from scrutiny_response.store.holders import close_it
from scrutiny_response.store.patience import PATIENCE

_NUMBERS = count(1)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What the system says of a disk, or a share of it, on which there is no room."""
_TOO_MANY_OPEN = {errno.EMFILE, errno.ENFILE}
_PART = re.compile(r"\.\d+-(?:[0-9a-f]+-)?\d+\.part")
_OLD = 3600
"""Seconds after which nobody is still about to move a part."""


def pdf_path(document: str) -> str:
    """Return where the PDF of a document belongs: beside it, under its name."""
    return document.removesuffix(".docx") + ".pdf"


def write(folder: Path, path: str, data: bytes) -> Problem | None:
    """Put a file at `path` (as `naming.name` gives it) in the output folder: whole, in one step, or not at all.

    An older file there is replaced. Return the problem if it cannot be written, for example because it is open in Word.
    """

    return write_filled(folder, path, lambda stream: stream.write(data))


def write_filled(folder: Path, path: str, fill: Callable[[IO[bytes]], object]) -> Problem | None:
    """Do the same with a file that is written piece by piece."""

    def whole(target: Path) -> None:
        _write_whole(target, fill)

    return _put(folder, path, whole)


def write_part(folder: Path, fill: Callable[[IO[bytes]], object]) -> str:
    """Write a part piece by piece into a folder; return its name. Raises OSError if it cannot be written."""
    name = _part_name()
    _fill_part(folder / name, fill)
    return name


def write_parts(folder: Path, contents: Sequence[bytes]) -> list[str | OSError]:
    """Write parts into a folder, then flush them together; return their names, or what kept one from being written.

    Flushed together they cost a fraction of what each costs by itself.
    """
    make_ready(folder)
    names = [_part_name() for _ in contents]
    outcomes: list[OSError | None] = []
    unflushed: list[int | OSError] = []
    for name, data in zip(names, contents, strict=True):
        descriptor = _write_part(folder / name, data)
        if isinstance(descriptor, OSError) and descriptor.errno in _TOO_MANY_OPEN and unflushed:
            outcomes += _flush_parts(unflushed)  # no more may be open at once: these first
            unflushed = []
            descriptor = _write_part(folder / name, data)
        unflushed.append(descriptor)
    outcomes += _flush_parts(unflushed)
    return [error or name for name, error in zip(names, outcomes, strict=True)]


def place(staged: Path, folder: Path, path: str) -> Problem | None:
    """Move a staged file, whole and flushed, to `path` in the output folder on the same disk; else like `write`."""
    return _put(folder, path, lambda target: _moved(staged, target))


def _put(folder: Path, path: str, arrive: Callable[[Path], object]) -> Problem | None:
    target = folder / path
    try:
        if not paths.is_folder(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for step in folders_between(folder, path):
            if paths.is_link(step):
                return link_in_output(step)
            if not paths.is_folder(step):
                step.mkdir(exist_ok=True)
        arrive(target)
    except OSError as error:
        return unwritable(target, error)
    return None


def folders_between(folder: Path, path: str) -> Iterator[Path]:
    """Yield the folders that lie between an output folder and a file in it, from the outermost."""
    for step in PurePosixPath(path).parent.parts:
        folder /= step
        yield folder


def _write_whole(target: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Write a part beside the file's place, and move it there; nothing is left behind if that fails."""
    if paths.look(target).kind is Kind.DEVICE:
        raise OSError(errno.EEXIST, "a pipe or a device stands there")
    with part_beside(target, fill) as part:
        _moved(part, target)


@contextmanager
def part_beside(target: Path, fill: Callable[[IO[bytes]], object]) -> Iterator[Path]:
    """Have a part beside a file's place, whole and flushed, that is gone afterwards unless it was moved.

    What killed runs left there is taken away first.
    """
    sweep_parts(target.parent)
    part = target.with_name(f".{_part_name()}")
    with interrupts.on_exit(lambda: take_away(part)), _removed_after(part), ExitStack() as open_part:
        stream = open_part.enter_context(os.fdopen(_begin_part(part), "wb"))
        locks.hold(stream.fileno())
        fill(stream)
        stream.flush()
        os.fsync(stream.fileno())
        if sys.platform == "win32":  # there, no open file can be moved
            open_part.close()
        yield part


def sweep_parts(folder: Path) -> None:
    """Take away the parts that killed runs left in a folder beside the files they were to be."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if _PART.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _sweep_part(Path(entry.path))


def _sweep_part(path: Path) -> None:
    """Take a part away unless somebody is writing it: who does has it locked, or open, or wrote it just now."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDWR)
        try:
            is_left = locks.hold(descriptor) and (sys.platform != "win32" or time.time() - path.stat().st_mtime > _OLD)
        finally:
            os.close(descriptor)
        if is_left:
            path.unlink()


def _moved(part: Path, target: Path) -> None:
    try:
        PATIENCE.wait_for(lambda: part.replace(target), target)
    except PermissionError:
        if not paths.is_folder(target):
            raise
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)) from None  # as other systems than Windows say


@contextmanager
def _removed_after(part: Path) -> Iterator[None]:
    """Take a part away at the end, unless it was moved; what a scanner goes on holding is left for the next run.

    A process that is stopped does not wait for it: on Windows it would wait for itself, which has the part open.
    """
    try:
        yield
    finally:
        with suppress(OSError):  # it has been moved
            PATIENCE.wait_for(part.unlink, part)


def take_away(part: Path) -> None:
    """Take a part away if it is there and the system lets it go."""
    with suppress(OSError):  # it has been moved, or its folder is gone
        part.unlink()


def _part_name() -> str:
    return f"{os.getpid()}-{_run_token()}-{next(_NUMBERS)}.part"


@cache
def _run_token() -> str:
    """Letters that no other run has: a part that another one left, of the same process number, is in nobody's way."""
    return os.urandom(4).hex()


def _begin_part(path: Path) -> int:
    """Return a new file's descriptor, with the permissions that files have by default."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)


def _fill_part(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    with os.fdopen(_begin_part(path), "wb") as stream:
        fill(stream)
        stream.flush()
        os.fsync(stream.fileno())


def _write_part(path: Path, data: bytes) -> int | OSError:
    """Write a part that is yet to be flushed; return its descriptor."""
    try:
        descriptor = _begin_part(path)
    except OSError as error:
        return error
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
    except OSError as error:
        os.close(descriptor)
        return error
    return descriptor


def _flush_parts(parts: Sequence[int | OSError]) -> list[OSError | None]:
    """Flush and close the parts that were written; return what kept each from being whole."""
    written = [part for part in parts if isinstance(part, int)]
    try:
        flushed = iter(flush(written))
    finally:
        for descriptor in written:
            os.close(descriptor)
    return [part if isinstance(part, OSError) else next(flushed) for part in parts]


def link_in_output(step: Path) -> Problem:
    """Why nothing is written or taken away beyond a link."""
    return Problem(
        "link-in-output",
        FilePlace(step.as_posix()),
        "this is a link to another place, and documents are written only inside the output folder",
        "take the link away, or choose the folder it leads to with --output",
    )


def word_for(target: Path) -> str:
    """Return what a file that we write is called: a document if it is read as one."""
    return "document" if target.suffix in {"", ".docx", ".pdf"} else "file"


def unwritable(target: Path, error: OSError) -> Problem:
    """Why a file cannot be written, and what to do."""
    why = paths.reason(error)
    if error.errno in FULL:
        hint = "free some space on the disk and run again"
    elif error.errno in _TOO_MANY_OPEN:
        hint = "let programs open more files at once (ulimit -n), or use fewer --workers, and run again"
    elif error.errno == errno.ENAMETOOLONG:
        hint = "choose an output folder with a shorter path"
    elif error.errno == errno.ENOENT:  # which Windows says of too long a path, too
        hint = "see whether the folder is still there; if it is, choose one with a shorter path; then run again"
    elif error.errno in {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}:
        hint = "a file or a folder of this name is in the way: move it and run again"
    elif error.errno in {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}:
        hint = f"{close_it(target)}, check that the folder may be written, and run again"
    else:
        hint = "see whether the disk can be reached and written, and run again"
    message = f"the {word_for(target)} cannot be written ({why})"
    return Problem("unwritable-file", FilePlace(target.as_posix()), message, hint)
