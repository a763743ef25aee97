"""Paths and bytes → files in the output folder, each of which appears whole or not at all.

A file is written as a part: under a name of its own, whole, and flushed to the disk. Then it is moved to its place in
one step.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO

from engross import interrupts, paths
from engross.paths import Kind
from engross.problems import FilePlace, Problem
from scrutiny_response.store.holders import close_it

_NUMBERS = count(1)


def pdf_path(document: str) -> str:
    """Where the PDF of a document belongs: beside it, under its name."""
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
    names = [_part_name() for _ in contents]
    descriptors = [_write_part(folder / name, data) for name, data in zip(names, contents, strict=True)]
    errors = map(_flush_part, descriptors)
    return [error or name for name, error in zip(names, errors, strict=True)]


def place(staged: Path, folder: Path, path: str) -> Problem | None:
    """Move a staged file, whole and flushed, to `path` in the output folder on the same disk; else like `write`."""
    return _put(folder, path, staged.replace)


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
    """The folders that lie between an output folder and a file in it, from the outermost."""
    for step in PurePosixPath(path).parent.parts:
        folder /= step
        yield folder


def _write_whole(target: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Write a part beside the file's place, and move it there; nothing is left behind if that fails."""
    if paths.look(target).kind is Kind.DEVICE:
        raise OSError(errno.EEXIST, "a pipe or a device stands there")
    part = target.with_name(f".{_part_name()}")
    with interrupts.on_exit(lambda: _unlink(part)):
        _fill_part(part, fill)
        part.replace(target)


def _unlink(path: Path) -> None:
    with suppress(OSError):  # it has been moved, or its folder is gone
        path.unlink()


def _part_name() -> str:
    return f"{os.getpid()}-{next(_NUMBERS)}.part"


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


def _flush_part(descriptor: int | OSError) -> OSError | None:
    if isinstance(descriptor, OSError):
        return descriptor
    try:
        os.fsync(descriptor)
    except OSError as error:
        return error
    finally:
        os.close(descriptor)
    return None


def link_in_output(step: Path) -> Problem:
    """Why nothing is written or taken away beyond a link."""
    return Problem(
        "link-in-output",
        FilePlace(step.as_posix()),
        "this is a link to another place, and documents are written only inside the output folder",
        "take the link away, or choose the folder it leads to with --output",
    )


def unwritable(target: Path, error: OSError) -> Problem:
    """Why a document cannot be written, and what to do."""
    why = paths.reason(error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        hint = "free some space on the disk and run again"
    elif error.errno == errno.ENAMETOOLONG:
        hint = "choose an output folder with a shorter path"
    elif error.errno == errno.ENOENT:  # which Windows says of too long a path, too
        hint = "see whether the folder is still there; if it is, choose one with a shorter path; then run again"
    elif error.errno in {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}:
        hint = "a file or a folder of this name is in the way: move it and run again"
    else:
        hint = f"{close_it(target)}, check that the folder may be written, and run again"
    return Problem("unwritable-file", FilePlace(target.as_posix()), f"the document cannot be written ({why})", hint)
