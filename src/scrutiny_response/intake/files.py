"""Paths on a command line → the assessment files they stand for, each once, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engross.problems import FilePlace, Problem, Severity

SUFFIXES = frozenset({".yaml", ".yml", ".json"})
"""The endings of the files that are read, in capitals or not."""

CYCLE = "cycle"
"""The name, without its ending, of the file that says what is the same for the whole cycle."""

_COPY = "copy a sample assessment there, or name another folder"


def assessment_files(paths: Iterable[Path]) -> Iterator[str | Problem]:
    """Each assessment file of these paths once: a folder stands for those directly in it, in the order of their names.

    A path that stands for none is a problem, in its place in the order.
    """
    seen: set[str] = set()
    for path in paths:
        for listed in _found(path):
            if isinstance(listed, Problem):
                yield listed
            elif listed.place not in seen:
                seen.add(listed.place)
                yield listed.file


def cycle_files(folder: Path) -> list[Path]:
    """Return the cycle files of a folder; there should be one at most. OSError if the folder cannot be read."""
    return [Path(file.file) for file in _listed(folder, _is_cycle)]


def unread_folders(paths: Iterable[Path]) -> list[Problem]:
    """Return, as information, each folder within these that holds what could be assessments and is not read."""
    folders = [path for path in paths if path.is_dir()]
    return [
        _unread(folder, count)
        for path in folders
        for folder in sorted(_folders(path))
        if folder not in folders and (count := _assessments_in(folder))
    ]


def _folders(path: Path) -> list[Path]:
    try:
        return [each for each in path.iterdir() if each.is_dir() and not each.name.startswith((".", "~"))]
    except OSError:  # it is told where its files are read
        return []


def _assessments_in(folder: Path) -> int:
    try:
        return len(_listed(folder, _is_assessment))
    except OSError:  # nobody asked for what lies in it
        return 0


def _unread(folder: Path, count: int) -> Problem:
    files = "1 file" if count == 1 else f"{count} files"
    message = f"{files} in this folder could be an assessment, and folders within a folder are not read"
    hint = f"if they are wanted, name it too: `{folder.as_posix()}`"
    return Problem("folder-not-read", FilePlace(folder.as_posix()), message, hint, Severity.INFORMATION)


class _File(NamedTuple):
    """A file's name, its path as it was given, and its place with all links followed: texts are smaller than paths."""

    name: str
    file: str
    place: str


def _found(path: Path) -> Sequence[_File | Problem]:
    place = FilePlace(path.as_posix())
    if path.is_dir():
        try:
            files: list[_File | Problem] = [
                *_listed(path, _is_assessment),
                *map(_misnamed, _listed(path, _is_misnamed)),
            ]
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}"
            return [Problem("unreadable-folder", place, message, "check that you may open it")]
        return files or [Problem("no-assessments", place, "this folder holds no assessment (*.yaml or *.json)", _COPY)]
    if not path.exists():
        return [Problem("no-such-file", place, "there is no such file or folder", "check the name, or create it first")]
    if _is_cycle(path.name):
        message = "this is the cycle file, not an assessment"
        return [Problem("not-an-assessment", place, message, "name an assessment beside it: both are read together")]
    return [_File(path.name, str(path), os.path.realpath(path))]


def _listed(folder: Path, is_wanted: Callable[[str], bool]) -> list[_File]:
    """Return the files whose names are wanted, in the order of these."""
    place, here = os.path.realpath(folder), f".{os.sep}"
    with os.scandir(folder) as entries:
        return sorted(
            _File(
                entry.name,
                entry.path.removeprefix(here),
                os.path.realpath(entry.path) if entry.is_symlink() else f"{place}{os.sep}{entry.name}",
            )
            for entry in entries
            if is_wanted(entry.name) and entry.is_file()
        )


def _is_read(name: str) -> bool:
    """Hidden files are not: editors keep their own beside the open file."""
    return _ending(name) in SUFFIXES and not name.startswith((".", "~"))


def _is_assessment(name: str) -> bool:
    return _is_read(name) and not _is_cycle(name)


def _is_misnamed(name: str) -> bool:
    """Return whether it has an ending more: Notepad adds .txt to a name, `a.yaml.txt`."""
    return _ending(name) == ".txt" and _is_read(name[: -len(".txt")])


def _misnamed(file: _File) -> Problem:
    named = file.name[: -len(".txt")]
    hint = f"rename it to {named} (Explorer shows the endings under View, Show, File name extensions)"
    place = FilePlace(Path(file.file).as_posix())
    return Problem("wrong-ending", place, "the file is not read, because its name ends in .txt", hint)


def _is_cycle(name: str) -> bool:
    return name.rpartition(".")[0].casefold() == CYCLE and _is_read(name)


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2].casefold()
