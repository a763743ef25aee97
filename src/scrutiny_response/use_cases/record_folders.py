"""The inputs of a command → whether the record of each can be looked into, and is one."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from engross import paths
from engross.suggestions import nearest_hint
from scrutiny_response.generate.records import record_of
from scrutiny_response.intake.file_names import ASSESSMENTS, is_beside, is_own
from scrutiny_response.store.record import NAME

_DATED = re.compile(r"\d{4}-\d\d-\d\d-")
"""How the names of events begin, and of what lies beside them."""


def unreadable_record(inputs: Sequence[Path], named: Path | None) -> tuple[Path, str] | None:
    """Return the first record that cannot be looked into, and why: what was issued would count as not issued.

    `named` is the record's folder, in place of those beside the inputs. A record that is not there is none.
    """
    folders = {path if paths.is_folder(path) else path.parent for path in inputs}
    for record in [named] if named else sorted(set(map(record_of, folders))):
        if why := why_unreadable(record):
            return record, why
    return None


def why_none(named: Path) -> tuple[str, str] | None:
    """Return why a folder that somebody named is no record, and what to do; None if it is one, or an empty folder.

    A mistyped name would otherwise be a record without events, by which nothing was issued. So a new one, too, is begun
    only in a folder that is there.
    """
    if paths.look(named).kind is paths.Kind.NOTHING:
        return "is not there", f"{_meant(named)}for a new record, make the folder first"
    others = [name for name in _names(named) if not _is_of_a_record(named, name)]
    if not others or _has_events(named):
        return None
    several = f"{others[0]} and others" if len(others) > 1 else others[0]
    return f"is none: it holds no events, but {several}", f"{_meant(named)}for a new record, make an empty folder"


def _names(folder: Path) -> list[str]:
    """Return the names in a folder, in their order; none of one that cannot be read, which is told elsewhere."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208  # names are what is asked for
    except OSError:
        return []


def _has_events(folder: Path) -> bool:
    files = (name for each in _names(folder) for name in _names(folder / each))
    return any(_DATED.match(name) and is_own(name, ASSESSMENTS) for name in files)


def _is_of_a_record(folder: Path, name: str) -> bool:
    """Return whether a record may hold this: a reference's folder, a lock, or what a system lays into each folder."""
    if is_beside(name):
        return True
    kind = paths.look(folder / name).kind
    if kind in {paths.Kind.FILE, paths.Kind.DEVICE}:
        return False
    return all(is_beside(each) or _DATED.match(each) for each in _names(folder / name))


def _meant(named: Path) -> str:
    """Return a question after the record in it or beside it that may be meant."""
    if _has_events(named / NAME):
        return f"did you mean `{(named / NAME).as_posix()}`? "
    hint = nearest_hint(named.name, [name for name in _names(named.parent) if _has_events(named.parent / name)])
    return f"{hint} " if hint else ""


def why_unreadable(record: Path) -> str:
    """Return why a record cannot be looked into; empty if it can, or if there is none."""
    looked = paths.look(record)
    if looked.kind is paths.Kind.NOTHING:
        return ""
    if looked.kind is not paths.Kind.FOLDER:
        return looked.reason or "this is a file, and no folder"
    try:
        first = next(record.iterdir(), record)
    except OSError as error:
        return paths.reason(error)
    return paths.look(first).reason if paths.look(first).kind is paths.Kind.UNKNOWN else ""
