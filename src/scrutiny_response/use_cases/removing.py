"""An assessment → out of the cycle, into the folder `removed` beside its own; and back. The record stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from engross import paths
from engross.days import spelled
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.domain.history import is_followed, standing
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.intake.named import all_named
from scrutiny_response.store import record as store
from scrutiny_response.store.patience import PATIENCE
from scrutiny_response.store.whole_files import unwritable
from scrutiny_response.use_cases.recording import history_of

FOLDER = "removed"
"""Where what was removed lies, in the cycle's folder."""


class Removed(NamedTuple):
    """An assessment that was removed: its file's name, and what it is called."""

    name: str
    partnership: str
    reference: str


def against(file: Path, record: Path) -> Iterator[Problem]:
    """Yield why an assessment cannot be removed: something of its reference is issued, or came back.

    Of two files with one reference, the other goes on standing for it. Raise Refused if its record cannot be read.
    """
    every = tuple(all_named(file.parent))
    own = next((named for named in every if Path(named.file) == file), None)
    others = {paths.key(named.reference) for named in every if named is not own}
    if own is None or not own.reference or paths.key(own.reference) in others:
        return
    events = history_of(record, own.reference)
    issued = min((each.date for each in standing(events).values()), default=None)
    if issued or is_followed(events):
        what = f"something of it was issued on {spelled(issued)}" if issued else "something of it came back"
        hint = "withdraw what was issued if it should not have been; otherwise leave it here"
        yield Problem("still-followed", FilePlace(file.as_posix()), f"{what}, and its record goes on", hint)


def remove(file: Path, seen: str, record: Path) -> Path | None:
    """Move an assessment into the folder of those that were removed; return where it lies, or None if it is another.

    `seen` is the hash of what somebody saw of it. Nothing else is touched: no document, nothing of the record. Raise
    Refused if something of it is issued, or if it cannot be moved.
    """
    reasons = tuple(against(file, record))
    if reasons:
        raise Refused(reasons)
    data = read_bytes(file)
    if isinstance(data, Problem):
        raise Refused([data])
    return _moved(file, data, _folder(file.parent)) if hash_of(data) == seen else None


def removed(inputs: Path) -> tuple[Removed, ...]:
    """Return what was removed from a folder of assessments, by its names."""
    every = (Removed(Path(named.file).name, named.partnership, named.reference) for named in all_named(_folder(inputs)))
    return tuple(sorted(every, key=lambda each: (each.partnership.casefold(), each.name)))


def put_back(inputs: Path, name: str) -> Path:
    """Move an assessment that was removed back among the others; return its path. Raise Refused if it cannot be."""
    file = _folder(inputs) / name
    data = read_bytes(file)
    if isinstance(data, Problem):
        raise Refused([data])
    return _moved(file, data, inputs)


def _folder(inputs: Path) -> Path:
    return inputs.parent / FOLDER


def _moved(file: Path, data: bytes, folder: Path) -> Path:
    """Write a file into another folder under the first name that is free there, and take the first away."""
    for target in _names(folder, file):
        try:
            store.create(target, data)
        except FileExistsError:
            continue
        except OSError as error:
            raise Refused([unwritable(target, error)]) from error
        try:
            PATIENCE.wait_for(file.unlink, file)
        except OSError as error:
            with suppress(OSError):  # a scanner goes on holding it
                PATIENCE.wait_for(target.unlink, target)
            raise Refused([unwritable(file, error)]) from error
        return target
    raise AssertionError(file)  # numbers have no end


def _names(folder: Path, file: Path) -> Iterator[Path]:
    yield folder / file.name
    yield from (folder / f"{file.stem}-{number}{file.suffix}" for number in count(2))
