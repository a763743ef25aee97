"""Where a record's assessment file lies, whether it is gone, and which names are one document's on this disk.

The one place that compares paths. A text says little: a folder may be a link, a disk may ignore capitals or the form
in which Unicode's letters are written, and a drive may have another letter today, or not be there.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from engross import paths
from engross.paths import Kind


class Presence(Enum):
    """Whether a recorded assessment file is there. GONE only if its folder is there, and its name is not."""

    THERE = auto()
    GONE = auto()
    UNKNOWN = auto()


class Places:
    """The output folder, from which the paths of assessment files are recorded; what was looked at is remembered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._key_of_folder = lru_cache(maxsize=256)(self._new_key_of_folder)
        self._names_in = lru_cache(maxsize=256)(_names_in)
        self._spelled_in = lru_cache(maxsize=64)(_spelled_in)
        self._root = ""

    def key(self, file: Path | str) -> str:
        """Return under which key an assessment file is recorded: its path from the output folder.

        Both are resolved as the system resolves them, and spelled as the disk does; the file's own name may be a
        link's. On another drive it is the whole path.
        """
        folder, name = os.path.split(os.fspath(file))
        own_name = name
        if name not in self._spelled_in(folder):  # else the disk spells it so, whatever else it would take for it
            own_name = os.path.basename(paths.spelled(os.path.join(folder, name)))  # noqa: PTH118, PTH119  # texts
        return f"{self._key_of_folder(folder)}/{paths.composed(own_name)}"

    def file(self, key: str) -> str:
        """Return where the assessment file that is recorded under a key lies.

        Where nothing is known of it as the system resolves the path, the one that the text of both paths gives: so
        earlier versions recorded it.
        """
        if _is_other_systems(key):
            return key
        place = paths.spelled(os.path.join(self.folder, key))  # noqa: PTH118  # a key may begin at a drive
        if paths.look(place).is_there or self._names_in(os.path.dirname(place)) is not None:  # noqa: PTH120  # texts
            return place
        textual = os.path.normpath(os.path.join(os.path.abspath(self.folder), key))  # noqa: PTH100, PTH118  # texts
        return textual if paths.look(textual).is_there else place

    def shown(self, key: str) -> str:
        """Return the same as people write it, without steps up out of the output folder where no link is among them."""
        place = self.file(key)
        plain = os.path.normpath(place)
        return Path(plain if paths.real(plain) == paths.real(place) else place).as_posix()

    def presence(self, key: str) -> Presence:
        """Return whether the assessment file that is recorded under a key is there, or gone, or cannot be known."""
        if _is_other_systems(key):
            return Presence.UNKNOWN
        if paths.look(os.path.join(self.folder, key)).is_there:  # noqa: PTH118  # asked for every file not in a run
            return Presence.THERE
        place = self.file(key)
        looked = paths.look(place)
        if looked.is_there:
            return Presence.THERE
        if looked.kind is not Kind.NOTHING:
            return Presence.UNKNOWN
        folder, name = os.path.split(place)
        names = self._names_in(folder)  # of an empty folder it is not known whether its drive is there
        return Presence.GONE if names and paths.composed(name) not in names else Presence.UNKNOWN

    def current_key(self, key: str) -> str:
        """Return under which key a recorded file would be recorded now; the same if it is not there."""
        return self.key(self.file(key)) if self.presence(key) is Presence.THERE else key

    def _new_key_of_folder(self, folder: str) -> str:
        self._root = self._root or _canonical(self.folder)
        other = _canonical(folder or os.curdir)
        try:
            return os.path.relpath(other, self._root).replace(os.sep, "/")
        except ValueError:  # it is on another drive
            return other.replace(os.sep, "/")


def are_one(folder: Path, one: str, other: str) -> bool:
    """Return whether two documents' paths in the output folder are one file's on this disk."""
    if one == other:
        return True
    if paths.key(one) != paths.key(other):
        return False
    places = [os.path.join(folder, path) for path in (one, other)]  # noqa: PTH118  # texts
    return all(map(paths.is_taken, places)) and len({_spelled_below(folder, path) for path in (one, other)}) == 1


def by_keys(documents: Iterable[str]) -> Mapping[str, set[str]]:
    """Return documents' paths by what those have in common that are one file's on some disks."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for path in documents:
        groups[paths.key(path)].add(path)
    return groups


def one_of(folder: Path, path: str, current: Mapping[str, set[str]]) -> bool:
    """Return whether a document's path is, on this disk, one of those in `current` (see `by_keys`)."""
    alike = current.get(paths.key(path), set())
    return path in alike or any(are_one(folder, path, other) for other in alike)


def _spelled_below(folder: Path, path: str) -> str:
    place = os.fspath(folder)
    for step in PurePosixPath(path).parts:
        place = paths.spelled(os.path.join(place, step))  # noqa: PTH118  # texts
    return place


def _canonical(folder: Path | str) -> str:
    return paths.spelled(paths.real(folder))


def _names_in(folder: str) -> frozenset[str] | None:
    """Return the names in a folder; None if it is not there, or may not be read."""
    try:
        return frozenset(map(paths.composed, os.listdir(folder or os.curdir)))  # noqa: PTH208  # texts
    except (OSError, ValueError):
        return None


def _spelled_in(folder: str) -> frozenset[str]:
    """Return the names in a folder, each as the disk spells it; none if it cannot be read."""
    try:
        return frozenset(os.listdir(folder or os.curdir))  # noqa: PTH208  # texts
    except (OSError, ValueError):
        return frozenset()


def _is_other_systems(key: str) -> bool:
    """Return whether a key begins where paths of this system do not: at a drive, a share, or a root."""
    begins_on_windows = bool(PureWindowsPath(key).drive)
    return begins_on_windows if sys.platform != "win32" else key.startswith("/") and not begins_on_windows


def kept_name(folder: Path, names: Sequence[str]) -> str:
    """Return the last of the names that a document may have whose folder lies in the output folder; else the first.

    `names` are the present one and those of earlier versions (`naming.names`): a folder keeps the name that it has.
    """
    return next((name for name in reversed(names) if paths.is_folder((folder / name).parent)), names[0])
