"""A house style document and template files → restyled files, all or none, each with its original beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from engross import files
from engross.internal_errors import guard
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from engross.word.restyle import USUAL, Choice, RestyleChoices, Restyled, restyle
from scrutiny_response.store import whole_files

__all__ = ["USUAL", "RestyleOutcome", "restyle_files"]


@dataclass(frozen=True, slots=True)
class RestyleOutcome:
    """What became of one template file: `backup` is where its original is; "" if nothing was written."""

    file: str
    backup: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if it was left as it was."""
        return not self.backup


def restyle_files(
    house: Path,
    templates: Iterable[Path],
    *,
    take: frozenset[Choice] = USUAL,
    clear_direct: bool = False,
    lose_tags: bool = False,
) -> tuple[RestyleOutcome, ...]:
    """Restyle template files in place; if one of them is refused, none is changed.

    `take` names what is taken from the house style document; `clear_direct` takes the templates' direct formatting
    away, and `lose_tags` lets the tags of replaced headers and footers go.

    The originals are kept in a new folder beside them, `before-restyle-1` (the next time `before-restyle-2`), where
    they are no templates of the cycle; no backup is ever overwritten.
    """
    choices = RestyleChoices(take, clear_direct, lose_tags)
    paths = list(dict.fromkeys(templates))
    try:
        style = Package.open(house, house.as_posix())
    except Refused as refused:
        return (RestyleOutcome(house.as_posix(), problems=refused.problems),)
    restyled: dict[Path, Restyled] = {}
    refusals: list[RestyleOutcome] = []
    for path in paths:
        try:
            restyled[path] = guard(path.as_posix(), partial(_restyled, style, path, choices))
        except Refused as refused:
            refusals.append(RestyleOutcome(path.as_posix(), problems=refused.problems))
    return tuple(refusals or _written(restyled))


def _restyled(style: Package, path: Path, choices: RestyleChoices) -> Restyled:
    return restyle(style, Package.open(path, path.as_posix()), choices)


def _written(restyled: Mapping[Path, Restyled]) -> Iterator[RestyleOutcome]:
    """Put every original aside before the first template is replaced, and yield what became of each."""
    backups = {folder: _free(folder) for folder in {path.parent for path in restyled}}
    aside = {path: backups[path.parent] / path.name for path in restyled}
    failed = {path: problem for path in restyled if (problem := _put_aside(path, aside[path])) is not None}
    for path, template in restyled.items():
        problem = next(iter(failed.values()), None) or whole_files.write(
            path.parent, path.name, bytes(template.package)
        )
        if problem is not None:
            yield RestyleOutcome(path.as_posix(), problems=(failed.get(path, problem),))
        else:
            yield RestyleOutcome(path.as_posix(), aside[path].as_posix(), template.problems)


def _put_aside(path: Path, backup: Path) -> Problem | None:
    try:
        original = files.read_file(path)
    except OSError as error:
        return _unreadable(path, error)
    return whole_files.write(backup.parent, backup.name, original)


def _free(folder: Path) -> Path:
    names = (folder / f"before-restyle-{number}" for number in count(1))
    return next(path for path in names if not (path.exists() or path.is_symlink()))


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem("unreadable-file", FilePlace(path.as_posix()), f"the file cannot be read ({error.strerror})",
                   "check its name and its permissions")  # fmt: skip
