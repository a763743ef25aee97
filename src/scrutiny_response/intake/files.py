"""Paths on a command line → the assessment files they stand for, each once, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engross import paths
from engross.paths import Kind, Look
from engross.problems import FilePlace, Problem, Severity
from scrutiny_response.intake.file_names import ASSESSMENTS, ending, is_beside, is_own, stem

CYCLE = "cycle"
"""The name, without its ending, of the file that says what is the same for the whole cycle."""

_COPY = "copy a sample assessment there, or name another folder"


def assessment_files(inputs: Iterable[Path]) -> Iterator[str | Problem]:
    """Each assessment file of these paths once: a folder stands for those directly in it, in the order of their names.

    A path that stands for none is a problem, in its place in the order.
    """
    seen: set[str] = set()
    for path in inputs:
        for listed in _listed(path):
            if isinstance(listed, Problem):
                yield listed
            elif listed.place not in seen:
                seen.add(listed.place)
                yield listed.file


def cycle_files(folder: Path) -> list[Path | Problem]:
    """Return the cycle files of a folder; there should be one at most. OSError if the folder cannot be read.

    One that is no file, such as a link to a drive that is not there, is a problem.
    """
    listed = _wanted(folder, is_cycle_file)
    return [file if isinstance(file, Problem) else Path(file.file) for file in listed]


def unread_folders(inputs: Iterable[Path]) -> list[Problem]:
    """Return, as information, each folder within these that holds what could be assessments and is not read."""
    folders = [path for path in inputs if paths.is_folder(path)]
    return [
        _unread(folder, count)
        for path in folders
        for folder in sorted(_folders(path))
        if folder not in folders and (count := _assessments_in(folder))
    ]


def _folders(path: Path) -> list[Path]:
    try:
        return [each for each in path.iterdir() if paths.is_folder(each) and not is_beside(each.name)]
    except OSError:  # it is told where its files are read
        return []


def _assessments_in(folder: Path) -> int:
    try:
        return len(_wanted(folder, _is_assessment))
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


def _listed(path: Path) -> Sequence[_File | Problem]:
    """Return what a path on the command line stands for, as the disk spells it."""
    place, looked = FilePlace(path.as_posix()), paths.look(path)
    path = Path(paths.spelled(os.fspath(path)))
    if looked.kind is Kind.FOLDER:
        return _in_folder(path, place)
    if looked.kind is Kind.BROKEN_LINK:
        return [_broken_link(path.as_posix(), looked)]
    if looked.kind is Kind.NOTHING:
        return [Problem("no-such-file", place, looked.reason, "check the name, or create it first")]
    if looked.kind is Kind.UNKNOWN:
        message = f"it cannot be looked at: {looked.reason}"
        return [Problem("unreadable-file", place, message, "check its name, and that you may open its folder")]
    if is_cycle_file(path.name):
        message = "this is the cycle file, not an assessment"
        return [Problem("not-an-assessment", place, message, "name an assessment beside it: both are read together")]
    return [_File(path.name, str(path), paths.real(path))]


def _in_folder(path: Path, place: FilePlace) -> Sequence[_File | Problem]:
    try:
        files: list[_File | Problem] = [
            *_wanted(path, _is_assessment),
            *map(_misnamed, (file for file in _wanted(path, _is_misnamed) if isinstance(file, _File))),
        ]
    except OSError as error:
        message = f"the folder cannot be read: {paths.reason(error)}"
        return [Problem("unreadable-folder", place, message, "check that you may open it")]
    return files or [Problem("no-assessments", place, "this folder holds no assessment (*.yaml or *.json)", _COPY)]


def _wanted(folder: Path, is_wanted: Callable[[str], bool]) -> list[_File | Problem]:
    """Return what has a wanted name, in the order of the names: the files, and what looks like one and is none."""
    place, here = paths.real(folder), f".{os.sep}"
    with os.scandir(folder) as entries:
        wanted = sorted(((entry.name, entry) for entry in entries if is_wanted(entry.name)), key=_in_one_order)
    return [_entry(entry, entry.path.removeprefix(here), place) for _, entry in wanted]


def _in_one_order(named: tuple[str, os.DirEntry[str]]) -> str:
    return paths.composed(named[0])


def _entry(entry: os.DirEntry[str], file: str, folder: str) -> _File | Problem:
    """Return one file of a folder; the problem with what is none. Most are ordinary, which costs no look."""
    if not entry.is_symlink() and paths.is_file(entry):
        return _File(entry.name, file, f"{folder}{os.sep}{entry.name}")
    place, looked = Path(file).as_posix(), paths.look(file)
    if looked.kind is Kind.FILE:
        return _File(entry.name, file, paths.real(file))
    if looked.kind is Kind.BROKEN_LINK:
        return _broken_link(place, looked)
    message = looked.reason or f"this is a folder, and its name ends as that of an assessment, in {ending(entry.name)}"
    return Problem("not-a-file", FilePlace(place), message, "move it elsewhere, or give it another name")


def _broken_link(place: str, looked: Look) -> Problem:
    hint = "connect the drive or the share that it leads to, or take the link away"
    return Problem("broken-link", FilePlace(place), looked.reason, hint)


def _is_read(name: str) -> bool:
    """Hidden files are not: editors keep their own beside the open file."""
    return is_own(name, ASSESSMENTS)


def _is_assessment(name: str) -> bool:
    return _is_read(name) and not is_cycle_file(name)


def _is_misnamed(name: str) -> bool:
    """Return whether it has an ending more: Notepad adds .txt to a name, `a.yaml.txt`."""
    return ending(name) == ".txt" and _is_read(stem(name))


def _misnamed(file: _File) -> Problem:
    hint = f"rename it to {stem(file.name)} (Explorer shows the endings under View, Show, File name extensions)"
    place = FilePlace(Path(file.file).as_posix())
    return Problem("wrong-ending", place, "the file is not read, because its name ends in .txt", hint)


def is_cycle_file(name: str) -> bool:
    """Return whether a file of this name says what is the same for the whole cycle."""
    return stem(name).casefold() == CYCLE and _is_read(name)
