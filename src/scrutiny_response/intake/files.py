"""Paths on a command line → the assessment files they stand for, each once, in a stable order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from scrutiny_response.problems import FilePlace, Problem

SUFFIXES = frozenset({".yaml", ".yml", ".json"})
"""The endings of the files that are read, in capitals or not."""

CYCLE = "cycle"
"""The name, without its ending, of the file that says what is the same for the whole cycle."""

_COPY = "copy a sample assessment there, or name another folder"


def assessment_files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Each assessment file of these paths once: a folder stands for those directly in it, in the order of their names.

    A path that stands for none is a problem, in its place in the order.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _found(path):
            if isinstance(found, Problem):
                yield found
                continue
            place = found.resolve()
            if place not in seen:
                seen.add(place)
                yield found


def cycle_files(folder: Path) -> list[Path]:
    """The cycle files of a folder; there should be one at most. OSError where the folder cannot be read."""
    return [path for path in _listed(folder) if _is_cycle(path)]


def _found(path: Path) -> list[Path | Problem]:
    place = FilePlace(path.as_posix())
    if path.is_dir():
        try:
            files: list[Path | Problem] = [it for it in _listed(path) if not _is_cycle(it)]
            files += map(_misnamed, _listed(path, is_misnamed=True))
        except OSError as error:
            return [Problem("unreadable-folder", place, f"the folder cannot be read: {error.strerror}", "check it")]
        return files or [Problem("no-assessments", place, "this folder holds no assessment (*.yaml or *.json)", _COPY)]
    if not path.exists():
        return [Problem("no-such-file", place, "there is no such file or folder", "check the name, or make it first")]
    if _is_cycle(path):
        message = "this is the cycle file, not an assessment"
        return [Problem("not-an-assessment", place, message, "name an assessment beside it: both are read together")]
    return [path]


def _listed(folder: Path, *, is_misnamed: bool = False) -> list[Path]:
    """Hidden files left out: editors keep their own beside the open file. Notepad adds .txt to a name: `a.yaml.txt`."""
    return sorted(
        path
        for path in folder.iterdir()
        if Path(_without_txt(path) if is_misnamed else path.name).suffix.casefold() in SUFFIXES
        and not path.name.startswith((".", "~"))
        and path.is_file()
    )


def _without_txt(path: Path) -> str:
    return path.stem if path.suffix.casefold() == ".txt" else ""


def _misnamed(path: Path) -> Problem:
    hint = f"rename it to {_without_txt(path)} (Explorer shows the endings under View, Show, File name extensions)"
    return Problem("wrong-ending", FilePlace(path.as_posix()), "the file is not read, as its name ends in .txt", hint)


def _is_cycle(path: Path) -> bool:
    return path.stem.casefold() == CYCLE and path.suffix.casefold() in SUFFIXES
