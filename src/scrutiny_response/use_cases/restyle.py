"""A house style document and template files → restyled files, all or none, each with its original beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path

from msgspec import Struct

from engross import files, paths
from engross.internal_errors import guard
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from engross.word.restyle import USUAL, Choice, RestyleChoices, Restyled, restyle
from scrutiny_response.store import whole_files

__all__ = ["USUAL", "RestyleOutcome", "restyle_files"]


class RestyleOutcome(Struct, frozen=True):
    """What became of one template file: `backup` is where its original is; "" if nothing was written.

    `is_unchanged` is true if it had the house's style already.
    """

    file: str
    backup: str = ""
    problems: tuple[Problem, ...] = ()
    is_unchanged: bool = False

    @property
    def refused(self) -> bool:
        """True if it was left as it was."""
        return not (self.backup or self.is_unchanged)


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
    unique = list(dict.fromkeys(templates))
    try:
        style = Package.open(house, house.as_posix())
    except Refused as refused:
        return (RestyleOutcome(house.as_posix(), problems=refused.problems),)
    restyled: dict[Path, Restyled] = {}
    refusals: list[RestyleOutcome] = []
    for path in unique:
        try:
            restyled[path] = guard(path.as_posix(), partial(_restyled, style, path, choices))
        except Refused as refused:
            refusals.append(RestyleOutcome(path.as_posix(), problems=refused.problems))
    return tuple(refusals or _written(restyled))


def _restyled(style: Package, path: Path, choices: RestyleChoices) -> Restyled:
    return restyle(style, Package.open(path, path.as_posix()), choices)


def _written(restyled: Mapping[Path, Restyled]) -> Iterator[RestyleOutcome]:
    """Replace all templates that change or none, and yield what became of each.

    Every original is put aside before the first template is replaced; if one of these cannot be, those that were
    replaced before it get their originals back.
    """
    changed = {path: template for path, template in restyled.items() if template.is_changed}
    backups = {folder: _begun(folder) for folder in {path.parent for path in changed}}
    aside = {path: backups[path.parent] / path.name for path in changed}
    failed = _put_all_aside(aside) or _replaced(changed, aside)
    if failed:
        _take_back(aside)
    for path, template in restyled.items():
        if failed:
            yield RestyleOutcome(path.as_posix(), problems=(failed.get(path) or _one_of_all(path, failed),))
        elif path in aside:
            yield RestyleOutcome(path.as_posix(), aside[path].as_posix(), template.problems)
        else:
            yield RestyleOutcome(path.as_posix(), problems=template.problems, is_unchanged=True)


def _put_all_aside(aside: Mapping[Path, Path]) -> dict[Path, Problem]:
    return {path: problem for path in aside if (problem := _put_aside(path, aside[path])) is not None}


def _put_aside(path: Path, backup: Path) -> Problem | None:
    try:
        original = files.read_file(path)
    except OSError as error:
        return _unreadable(path, error)
    return whole_files.write(backup.parent, backup.name, original)


def _replaced(changed: Mapping[Path, Restyled], aside: Mapping[Path, Path]) -> dict[Path, Problem]:
    """Replace the templates; return why one could not be, after those before it were put back."""
    for number, (path, template) in enumerate(changed.items()):
        problem = whole_files.write(path.parent, path.name, bytes(template.package))
        if problem is not None:
            return {path: problem} | _put_back([*changed][:number], aside)
    return {}


def _put_back(paths: Iterable[Path], aside: Mapping[Path, Path]) -> dict[Path, Problem]:
    return {path: problem for path in paths if (problem := _put_aside(aside[path], path)) is not None}


def _take_back(aside: Mapping[Path, Path]) -> None:
    """Take the copies of the originals away again, but for one whose template was not put back."""
    for path, backup in aside.items():
        with suppress(OSError):
            if backup.read_bytes() == path.read_bytes():
                backup.unlink()
    for folder in {backup.parent for backup in aside.values()}:
        with suppress(OSError):  # one was left in it
            folder.rmdir()


def _one_of_all(path: Path, failed: Mapping[Path, Problem]) -> Problem:
    others = ", ".join(other.as_posix() for other in failed)
    message = f"nothing was changed, because {others} cannot be restyled"
    return Problem("all-or-none", FilePlace(path.as_posix()), message, "correct that first, then run again")


def _begun(folder: Path) -> Path:
    """Make a folder for originals under the first name that is free: two runs at once have one each."""
    for path in (folder / f"before-restyle-{number}" for number in count(1)):
        try:
            path.mkdir()
        except FileExistsError:
            continue
        except OSError:  # told where the first original is put into it
            return path
        return path
    raise AssertionError(folder)  # numbers have no end


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem("unreadable-file", FilePlace(path.as_posix()), f"the file cannot be read ({paths.reason(error)})",
                   "check its name and its permissions")  # fmt: skip
