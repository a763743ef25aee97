"""Paths and bytes → files in the output folder, each of which appears whole or not at all."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO

from engross import interrupts
from engross.problems import FilePlace, Problem

_WRITING = count(1)


def pdf_path(document: str) -> str:
    """Where the PDF of a document belongs: beside it, under its name."""
    return document.removesuffix(".docx") + ".pdf"


def key(path: str) -> str:
    """What two paths have in common where one would overwrite the other on a disk that ignores case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def write(folder: Path, path: str, data: bytes) -> Problem | None:
    """Put a file at `path` (as `naming.name` gives it) in the output folder: whole, in one step, or not at all.

    An older file there is replaced. The problem where it cannot be written, for example because it is open in Word.
    """

    return write_filled(folder, path, lambda stream: stream.write(data))


def write_filled(folder: Path, path: str, fill: Callable[[IO[bytes]], object]) -> Problem | None:
    """The same with a file that is written piece by piece."""

    def whole(target: Path) -> None:
        _write_whole(target, fill)

    return _put(folder, path, whole)


def place(staged: Path, folder: Path, path: str) -> Problem | None:
    """Move a staged file, whole and flushed, to `path` in the output folder on the same disk; else like `write`."""
    return _put(folder, path, staged.replace)


def _put(folder: Path, path: str, arrive: Callable[[Path], object]) -> Problem | None:
    target = folder / path
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        for step in folders_between(folder, path):
            if step.is_symlink():
                return link_in_output(step)
            if not step.is_dir():
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
    """Written beside its place, flushed to the disk, and moved in one step; nothing is left behind where that fails."""
    if target.exists() and not (target.is_file() or target.is_dir()):
        raise OSError(errno.EEXIST, "a pipe or a device stands there")
    beside = target.with_name(f".{os.getpid()}-{next(_WRITING)}.part")
    with interrupts.on_exit(lambda: _unlinked(beside)):
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)


def _unlinked(path: Path) -> None:
    with suppress(OSError):  # it has been moved, or its folder is gone
        path.unlink()


def link_in_output(step: Path) -> Problem:
    """Why nothing is written or taken away beyond a link."""
    return Problem(
        "link-in-output",
        FilePlace(str(step)),
        "this is a link to another place, and documents are written only inside the output folder",
        "take the link away, or choose the folder it leads to with --output",
    )


def unwritable(target: Path, error: OSError) -> Problem:
    """Why a document cannot be written, and what to do."""
    why = error.strerror or type(error).__name__
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        hint = "free some space on the disk and run again"
    elif error.errno == errno.ENAMETOOLONG:
        hint = "choose an output folder with a shorter path"
    elif error.errno == errno.ENOENT:  # which Windows says of too long a path, too
        hint = "see whether the folder is still there; if it is, choose one with a shorter path; then run again"
    elif error.errno in {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}:
        hint = "a file or a folder of this name is in the way: move it and run again"
    else:
        hint = "close it if it is open in Word, check that the folder may be written, and run again"
    return Problem("unwritable-file", FilePlace(str(target)), f"the document cannot be written ({why})", hint)
