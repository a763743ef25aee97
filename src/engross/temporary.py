"""What a process sets down for a while → a folder of its own, in one place of ours that is closed to others.

Each process holds a lock beside its folder as long as it lives. So the next one can tell which folders a killed one has
left, and takes these away; what is another's, or still in use, it leaves alone.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engross import interrupts, locks
from engross.problems import FilePlace, Problem

_BEGIN, _LOCK = "run-", ".lock"
_ATTEMPTS = 10
_PROBE = bytes(1 << 20)
_OWN = 0o700
"""Open to this user, and to nobody else."""
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_ANOTHER = "name another folder in the environment variable TMPDIR"

_guard = threading.Lock()
_folders: dict[tuple[int, str], Path] = {}
"""The folder of each process (a forked one has another number than its parent), by the folder of the system."""


def folder() -> Path:
    """Return this process's own folder for temporary files, which is gone when it ends; OSError if none can be made.

    It lies where the system keeps such files; TMPDIR chooses another place.
    """
    key = os.getpid(), tempfile.gettempdir()
    with _guard:
        own = _folders.get(key)
        if own is None or not own.is_dir():
            own = _folders[key] = _begun(_place(Path(key[1])))
        return own


@contextmanager
def directory() -> Iterator[Path]:
    """A new folder in this process's own, which is gone afterwards; OSError if it cannot be made."""
    with tempfile.TemporaryDirectory(dir=folder(), ignore_cleanup_errors=True) as name:
        yield Path(name)


def no_room(what: str, error: OSError | None = None) -> Problem:
    """Return the problem that there is no room for temporary files, or no way to them: `what` could not be done."""
    why = f" ({error.strerror or type(error).__name__})" if error else ""
    message = f"{what}, because there is no room in this folder for temporary files{why}"
    hint = f"free some space there, or {_ANOTHER}"
    if error and error.errno in _CLOSED:
        message = f"{what}, because temporary files may not be written into this folder{why}"
        hint = f"check that you may write there, or {_ANOTHER}"
    return Problem("no-room", FilePlace(place_name()), message, hint)


def place_name() -> str:
    """Return the system's folder for temporary files, as problems name it."""
    try:
        return tempfile.gettempdir()
    except OSError:
        return "TMPDIR"


def is_full(where: Path) -> bool:
    """Return True if not even a small file can be written into this folder."""
    probe = where / f"probe-{os.urandom(4).hex()}"
    try:
        probe.write_bytes(_PROBE)
    except OSError:
        return True
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return False


def sweep(place: Path) -> None:
    """Take away the folders in our place that nobody holds any more."""
    for lock in place.glob(f"{_BEGIN}*{_LOCK}"):
        with suppress(OSError):
            held = locks.take(lock, f"{os.getpid()}\n")
            if held is not None:
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                if lock.with_suffix("").exists():  # a scanner holds what is in it: the next one takes it away
                    os.close(held)
                else:
                    locks.release(lock, held)


def sweep_ours() -> None:
    """Take away what killed processes of this user left, and make nothing: for a run that may want no folder itself."""
    with suppress(OSError):
        place = Path(tempfile.gettempdir(), _place_name())
        if _is_ours(place.lstat()):
            sweep(place)


def _place(system: Path) -> Path:
    """Return our place, made if it is not there; another one for this process alone if somebody else's stands there."""
    place = system / _place_name()
    with suppress(FileExistsError):
        place.mkdir(mode=_OWN)
    status = place.lstat()
    if _is_ours(status):
        if sys.platform != "win32" and stat.S_IMODE(status.st_mode) != _OWN:
            place.chmod(_OWN)
        return place
    alone = Path(tempfile.mkdtemp(prefix="engross-", dir=system))
    interrupts.at_end(lambda: _rmdir(alone))
    return alone


def _place_name() -> str:
    return f"engross-{_user()}"


def _is_ours(status: os.stat_result) -> bool:
    """Whether what stands in our place is a folder of this user; Windows's folder for such files is each user's own."""
    return sys.platform == "win32" or (stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid())


def _begun(place: Path) -> Path:
    sweep(place)
    for _ in range(_ATTEMPTS):
        own = place / f"{_BEGIN}{os.urandom(6).hex()}"
        lock = place / f"{own.name}{_LOCK}"
        held = locks.take(lock, f"{os.getpid()}\n")
        if held is not None:
            own.mkdir(mode=_OWN)
            _end_with_process(own, lock, held)
            return own
    raise OSError("no folder for temporary files can be locked")


def _end_with_process(own: Path, lock: Path, held: int) -> None:
    owner, holding = os.getpid(), [held]

    def clear() -> None:
        if os.getpid() == owner and holding:
            shutil.rmtree(own, ignore_errors=True)
            locks.release(lock, holding.pop())

    interrupts.at_end(clear)


def _rmdir(path: Path) -> None:
    with suppress(OSError):
        path.rmdir()


def _user() -> str:
    if sys.platform != "win32":
        return str(os.getuid())
    import getpass  # noqa: PLC0415  # it loads what only a user's name needs

    try:
        return "".join(each if each.isalnum() else "-" for each in getpass.getuser())
    except (OSError, KeyError, ImportError):
        return "user"
