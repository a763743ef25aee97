"""What a run is about to record, written down before it moves a file → the manifest of a folder, also after a kill.

The manifest as it shall be lies in the working folder while documents are moved. After a kill the next run finds it
there, and compares it with what arrived: that is taken for what it is, not for an edit, and the rest is made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import IO

from engross import paths
from engross.problems import Problem, Refused
from scrutiny_response.store import manifest, manifest_index, staging, whole_files
from scrutiny_response.store.manifest import Document, Record
from scrutiny_response.store.manifest_index import ManifestIndex
from scrutiny_response.store.up_to_date import Disk


def read_manifest(folder: Path) -> ManifestIndex:
    """Return what is recorded of an output folder, also after a run that was killed; Refused if it cannot be read."""
    recorded, intent = manifest_index.read(folder / manifest.NAME), folder / staging.WORKING / manifest.NAME
    if not paths.is_taken(intent):
        return recorded
    with recorded, manifest_index.read(intent) as intended:
        lines = recovered_lines(recorded, intended, lambda path: staging.hash_on_disk(f"{folder}/{path}"))
        return manifest_index.indexed(recorded.path, intended.header, lines)


def recover(folder: Path, work: Path) -> None:
    """Record what a killed run did, so that one manifest says what lies in the folder; Refused if that is impossible.

    Afterwards the next intent can be written down.
    """
    if not paths.is_taken(work / manifest.NAME):
        return
    with read_manifest(folder) as recovered:
        lines = map(recovered.line, range(len(recovered)))
        staged, _ = _stage_manifest(work, manifest.pieces(recovered.header, lines))
    _place_manifest(staged, folder)
    (work / manifest.NAME).unlink()


def write_intent(folder: Path, work: Path, pieces: Iterable[bytes]) -> bool:
    """Write down the manifest that is about to be true; return False if it is the one that is there.

    Raises Refused if it cannot be written.
    """
    staged, hash_ = _stage_manifest(work, pieces)
    if hash_ == staging.hash_on_disk(folder / manifest.NAME):
        (work / manifest.NAME).unlink(missing_ok=True)  # an earlier intent of this run would be taken for a kill's
        return False
    _place_manifest(staged, work)
    return True


def fulfil_intent(folder: Path, work: Path) -> None:
    """Make the manifest that was written down the one of the output folder; Refused if it cannot be moved there."""
    _place_manifest(work / manifest.NAME, folder)


def recovered_lines(recorded: ManifestIndex, intended: ManifestIndex, disk: Disk) -> Iterator[bytes]:
    """Yield the lines of the manifest after a kill: what was `recorded` before, and what the run `intended`."""
    for file, _ in groupby(merge(recorded.files, intended.files)):
        number = intended.find(file)
        if number < 0:
            yield recorded.line(recorded.find(file))
        else:
            yield manifest.line(recovered_record(intended.record(number), recorded.document, disk))


def recovered_record(intended: Record, recorded: Callable[[str], Document | None], disk: Disk) -> Record:
    """Return the record of an assessment after a kill, with each document as it lies there.

    `recorded` gives what was recorded of a path before. An assessment not all of whose documents arrived has no
    identity, and is made again.
    """
    arrived = [disk(document.path) == document.hash for document in intended.documents]
    standing = (
        document if has_arrived else recorded(document.path)
        for document, has_arrived in zip(intended.documents, arrived, strict=True)
    )
    record = intended._replace(documents=tuple(document for document in standing if document))
    return record if all(arrived) else record._replace(identity=None)


def _stage_manifest(work: Path, pieces: Iterable[bytes]) -> tuple[Path, str]:
    """Write a manifest among the staged files; return its path and its hash."""
    hash_ = hashlib.sha256()

    def fill(stream: IO[bytes]) -> None:
        for piece in pieces:
            hash_.update(piece)
            stream.write(piece)

    staged = staging.stage_filled(work / staging.STAGED, fill)
    if isinstance(staged, Problem):
        raise Refused([staged])
    return work / staging.STAGED / staged, hash_.hexdigest()


def _place_manifest(staged: Path, folder: Path) -> None:
    problem = whole_files.place(staged, folder, manifest.NAME)
    if problem:
        raise Refused([problem])
