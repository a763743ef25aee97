"""A path as somebody gave it → what lies there, and how the disk spells it; whatever the path, nothing here raises.

A closed folder, a name that is too long, a link that leads nowhere or back to itself, a name that this system cannot
have: each is an answer, with its reason, and no exception.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

Path = str | os.PathLike[str]

NO_SUCH = "there is no such file or folder"
"""Why nothing lies at a path."""


class Kind(Enum):
    """What lies at a path, links followed; UNKNOWN where the system does not say."""

    FILE = auto()
    FOLDER = auto()
    DEVICE = auto()
    NOTHING = auto()
    BROKEN_LINK = auto()
    UNKNOWN = auto()


class Look(NamedTuple):
    """What lies at a path; if it is neither a file nor a folder, `reason` says what it is or why that is unknown."""

    kind: Kind
    reason: str = ""

    @property
    def is_there(self) -> bool:
        """True for a file, a folder, a pipe or a device."""
        return self.kind in {Kind.FILE, Kind.FOLDER, Kind.DEVICE}


def look(path: Path) -> Look:
    """Return what lies at a path."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  # a text or a path
    except (FileNotFoundError, NotADirectoryError):
        return Look(Kind.BROKEN_LINK, _where_to(path)) if is_link(path) else Look(Kind.NOTHING, NO_SUCH)
    except OSError as error:
        if error.errno == errno.ELOOP:
            return Look(Kind.BROKEN_LINK, "this is a link that leads back to itself")
        return Look(Kind.UNKNOWN, reason(error))
    except ValueError:
        return Look(Kind.UNKNOWN, "no file can have this name")
    if stat.S_ISREG(mode):
        return Look(Kind.FILE)
    return Look(Kind.FOLDER) if stat.S_ISDIR(mode) else Look(Kind.DEVICE, "this is a pipe or a device, and no file")


def is_file(path: Path) -> bool:
    """Return whether a file lies at a path; False, too, if that cannot be known."""
    return os.path.isfile(path)  # noqa: PTH113  # a path's own method raises


def is_folder(path: Path) -> bool:
    """Return whether a folder lies at a path; False, too, if that cannot be known."""
    return os.path.isdir(path)  # noqa: PTH112  # the same


def is_link(path: Path) -> bool:
    """Return whether a link lies at a path, wherever it leads."""
    return os.path.islink(path)  # noqa: PTH114  # the same


def is_taken(path: Path) -> bool:
    """Return whether anything has this name, a link that leads nowhere included."""
    try:
        return os.path.lexists(path)
    except ValueError:  # no file can have it
        return False


def reason(error: OSError) -> str:
    """Return why the system did not do what it was asked for, in words."""
    if _FIRST_OF_CLOUD <= (getattr(error, "winerror", None) or 0) <= _LAST_OF_CLOUD:
        return "it is only online, and the program that synchronises this folder does not bring it"
    return error.strerror or type(error).__name__


def real(path: Path) -> str:
    """Return a path as the system resolves it: whole, with all links followed as far as they lead."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return os.fspath(path)


def key(path: str) -> str:
    """Return what two paths have in common if they are one on a disk that ignores capitals and Unicode's forms."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def composed(path: str) -> str:
    """Return a path in Unicode's composed form (NFC), which most systems write; macOS may give it decomposed."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def spelled(path: str) -> str:
    """Return a path with each of its steps as the disk spells it; links are not followed.

    A name that only Unicode's form tells from the one on the disk is that one's.
    """
    parent, name = os.path.split(path)
    if not name or parent == path:
        return path
    folder = spelled(parent) if parent else ""
    return os.path.join(folder, _spelled_in(folder or os.curdir, name))  # noqa: PTH118  # texts, as they came in


def is_same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file, links and capitals apart; a file that is not there yet is none.

    The system's numbers of files alone do not decide: some network drives give another at each look, or none at all.
    """
    if not (look(one).is_there and look(other).is_there):
        return False
    return spelled(real(one)) == spelled(real(other)) or _has_one_number(one, other)


_FIRST_OF_CLOUD, _LAST_OF_CLOUD = 358, 404
"""Windows' own numbers for what goes wrong with a file that is only online (ERROR_CLOUD_FILE_…)."""


def _where_to(path: Path) -> str:
    try:
        target = os.readlink(path).replace(os.sep, "/")  # noqa: PTH115  # a text or a path
    except (OSError, ValueError):
        return "this is a link that leads nowhere"
    return f"this is a link to {target}, and nothing is there"


def _spelled_in(folder: str, name: str) -> str:
    """Return a name in a folder as the disk spells it. The folder is read only if another spelling leads somewhere."""
    forms = {name.swapcase(), unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)} - {name}
    if not any(is_taken(os.path.join(folder, form)) for form in forms):  # noqa: PTH118  # texts
        return name
    try:
        names = os.listdir(folder)  # noqa: PTH208  # texts
    except (OSError, ValueError):
        return name
    if name in names:
        return name
    ignores_capitals = is_taken(os.path.join(folder, name))  # noqa: PTH118  # texts
    alike = (each for each in names if key(each) == key(name))
    return next((each for each in alike if ignores_capitals or composed(each) == composed(name)), name)


def _has_one_number(one: Path, other: Path) -> bool:
    """Two names of one file (hard links) have its number in common."""
    try:
        first, second = os.stat(one), os.stat(other)  # noqa: PTH116  # texts or paths
    except (OSError, ValueError):
        return False
    return bool(first.st_ino) and os.path.samestat(first, second)
