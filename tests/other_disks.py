"""This disk → one that behaves as another system's, for one test: the functions of `os` and `open` are replaced.

Only paths below the given folder are changed, and only in this process: run with one worker, or `spawned`.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

_TAKE_A_PATH = ("stat", "lstat", "mkdir", "rmdir", "scandir", "listdir", "unlink", "remove", "readlink", "truncate")
_TRIED = re.compile("[a-z0-9_]{8}")
"""What Python calls the file by which it tries whether a folder may hold temporary files: where that is held, it stays."""
_ENOUGH = "The process cannot access the file because it is being used by another process"


class OtherDisk:
    """The disk below a folder as a test makes it behave; `patch` gives the usual one back when the test ends."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder = os.path.realpath(folder)
        self._patch = patch
        self._usual_lstat, self._usual_listdir = os.lstat, os.listdir

    def ignore_capitals(self, *, decomposed: bool = False) -> None:
        """Names that differ in capitals or in Unicode's form alone are one file's, as on Windows and macOS.

        With `decomposed`, new names are set down in Unicode's decomposed form, as macOS did for long.
        """
        self._on_each_path(lambda path, _name: self._spelled(path, decomposed=decomposed))

    def give_no_ids(self, numbers: Iterator[int] | None = None) -> None:
        """Each look at a path gives another file id, as some network drives do; or those of `numbers`."""
        others, usual = numbers or count(1), os.stat

        def looked(path: Any, **choices: Any) -> os.stat_result:
            status = usual(path, **choices)
            if isinstance(path, int) or not self._is_below(path):
                return status
            fields = list(status)
            fields[1] = next(others)
            times = {name: getattr(status, name) for name in ("st_mtime_ns", "st_ctime_ns", "st_atime_ns")}
            return os.stat_result(fields, times)

        self._patch.setattr(os, "stat", looked)

    def close(self, *names: str) -> None:
        """Nobody may open or look into these folders and files, nor at what is in them."""

        def refused(path: str, name: str) -> str:
            steps = Path(os.path.relpath(path, self._folder)).parts
            is_inside = not set(names).isdisjoint(steps[:-1])
            is_opened = name not in {"stat", "lstat", "readlink"}
            if is_inside or (is_opened and not set(names).isdisjoint(steps[-1:])):
                raise PermissionError(errno.EACCES, "Permission denied", path)
            return path

        self._on_each_path(refused)

    def hold_new_files(self, seconds: float) -> None:
        """A virus scanner has each new file for a while: it can be neither moved nor removed."""
        held: dict[str, float] = {}

        def scanned(path: str, name: str) -> str:
            whole = os.path.abspath(path)  # noqa: PTH100  # links are not followed
            if name in {"unlink", "remove", "replace", "rename"} and time.monotonic() < held.get(whole, 0):
                raise PermissionError(errno.EACCES, _ENOUGH, path)
            if name == "create" and not self._is_there(path) and not _TRIED.fullmatch(Path(path).name):
                held[whole] = time.monotonic() + seconds
            return path

        self._on_each_path(scanned)

    def hold(self, *names: str) -> None:
        """Word has these files open: they can be read, and neither replaced nor removed."""

        def in_use(path: str, name: str) -> str:
            if Path(path).name in names and name in {"unlink", "remove", "replace", "rename", "write"}:
                raise PermissionError(errno.EACCES, _ENOUGH, path)
            return path

        self._on_each_path(in_use)

    def _is_below(self, path: Any) -> bool:
        try:
            return bool(os.path.abspath(os.fspath(path)).startswith(self._folder))  # noqa: PTH100  # the same
        except TypeError:
            return False

    def _on_each_path(self, change: Callable[[str, str], str]) -> None:
        """Let each function that takes a path take what `change` makes of it and of the function's name."""

        def changed(path: Any, name: str) -> Any:
            is_path = not isinstance(path, int | bytes) and self._is_below(path)
            return change(os.fspath(path), name) if is_path else path

        def through(name: str) -> None:
            usual = getattr(os, name)
            self._patch.setattr(os, name, lambda path=".", *rest, **more: usual(changed(path, name), *rest, **more))

        for name in _TAKE_A_PATH:
            through(name)
        usual_open, usual_io = os.open, io.open
        moves = {name: getattr(os, name) for name in ("replace", "rename")}

        def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            return usual_open(changed(path, "create" if flags & os.O_CREAT else "open"), flags, *rest, **more)

        def opened_as_file(path: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
            return usual_io(changed(path, "write" if set(mode) & set("wxa+") else "open"), mode, *rest, **more)

        self._patch.setattr(os, "open", opened)
        self._patch.setattr(io, "open", opened_as_file)
        self._patch.setattr(builtins, "open", opened_as_file)
        for name, usual in moves.items():
            self._patch.setattr(
                os,
                name,
                lambda old, new, usual=usual, name=name, **more: usual(changed(old, name), changed(new, name), **more),
            )

    def _spelled(self, path: str, *, decomposed: bool) -> str:
        """Return a path below the folder as the disk spells it."""
        if len(path) <= 1 or self._is_there(path):
            return path
        parent, name = os.path.split(path)
        parent = self._spelled(parent, decomposed=decomposed) if parent else parent
        try:
            names = self._usual_listdir(parent or ".")
        except OSError:
            names = []
        new = unicodedata.normalize("NFD", name) if decomposed else name
        alike = (each for each in names if _fold(each) == _fold(name))
        return os.path.join(parent, next(alike, new))  # noqa: PTH118  # texts

    def _is_there(self, path: str) -> bool:
        try:
            self._usual_lstat(path)
        except (OSError, ValueError):
            return False
        return True


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
