"""The inputs of a command → whether the record of each can be looked into."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engross import paths
from scrutiny_response.generate.records import record_of


def unreadable_record(inputs: Sequence[Path], named: Path | None) -> tuple[Path, str] | None:
    """Return the first record that cannot be looked into, and why: what was issued would count as not issued.

    `named` is the record's folder, in place of those beside the inputs. A record that is not there is none.
    """
    folders = {each if paths.is_folder(each) else each.parent for each in inputs}
    for record in [named] if named else sorted(set(map(record_of, folders))):
        if why := _reason(record):
            return record, why
    return None


def _reason(record: Path) -> str:
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
