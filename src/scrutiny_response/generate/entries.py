"""What a run knows of an assessment file when its turn comes, and what is planned for it: values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from engross import paths
from engross.problems import FilePlace
from scrutiny_response.generate.records import Records
from scrutiny_response.intake import Identified
from scrutiny_response.store import manifest, staging
from scrutiny_response.store.manifest import Header, Inputs, Record
from scrutiny_response.store.manifest_index import ManifestIndex
from scrutiny_response.store.outcome import Outcome
from scrutiny_response.store.places import Places, Presence

if TYPE_CHECKING:
    from scrutiny_response.domain.asked_letters import Asked


class OutputState(NamedTuple):
    """An output folder, its working folder (None if nothing is written), and its manifest as the run found it.

    `header` is what the manifest shall say beside its records; `templates` has the templates' hashes by their names;
    `records` say what is issued.
    """

    folder: Path
    work: Path | None
    recorded: ManifestIndex
    header: Header
    templates: Mapping[str, str]
    places: Places
    records: Records = Records()  # of nothing, until it is asked

    def last_record(self, key: str) -> LastRecord:
        """Return the record of an assessment file, also if it is recorded under a former key.

        Such a key is another path to the same file; or that of a file of its name in a place that is not known now:
        the folder has moved, or its drive has another letter.
        """
        if self.recorded.find(key) >= 0:
            return LastRecord(self.recorded.at_turn(key))
        name = paths.key(PurePosixPath(key).name)
        namesakes = [self.recorded.files[number] for number in self.recorded.numbers_of_names.get(name, ())]
        moved = [file for file in namesakes if self.places.presence(file) is Presence.UNKNOWN]
        for file in namesakes:
            if self.places.current_key(file) == key:
                return LastRecord(self.recorded.of_file(file), file)
        return LastRecord(self.recorded.of_file(moved[0]), moved[0], is_moved=True) if len(moved) == 1 else LastRecord()

    def hash_of(self, path: str) -> str | None:
        """Return the hash of what lies at a path in the output folder; None if nothing does."""
        return staging.hash_on_disk(f"{self.folder}/{path}")


class LastRecord(NamedTuple):
    """What is recorded of an assessment file, None if nothing is, and its `former_key` if that is another now.

    Where it `is_moved`, the record may be another assessment's: its reference says so.
    """

    record: Record | None = None
    former_key: str = ""
    is_moved: bool = False

    def of(self, reference: str) -> LastRecord:
        """Return the same; without a record, if that is of an assessment of another reference."""
        is_other = self.is_moved and self.record is not None and self.record.summary["reference"] != reference
        return LastRecord() if is_other else self


class UniqueNames(NamedTuple):
    """What an assessment file has that no other of its run may have: its reference, and the paths of its documents."""

    file: str
    identified: Identified | None
    paths: tuple[str, ...]
    is_recorded: bool = False


class PendingMove(NamedTuple):
    """A staged document by its name in the working folder, and the path where it belongs."""

    staged: str
    path: str


class Turn(NamedTuple):
    """An assessment file when its turn comes: its path from the output folder, what it is read with, its record."""

    key: str
    inputs: Inputs
    last: LastRecord

    @property
    def previous(self) -> Record | None:
        """What was recorded of it."""
        return self.last.record

    def follow_ups(self) -> Iterator[Asked]:
        """Yield the letters of its documents that the record asked for in earlier runs."""
        for document in self.previous.documents if self.previous else ():
            if document.follow_up:
                from scrutiny_response.domain.asked_letters import Asked  # noqa: PLC0415  # few documents are such letters

                with suppress(*manifest.DAMAGE):  # someone has edited the manifest
                    yield Asked.from_plain(document.follow_up)


class PlannedEntry(NamedTuple):
    """One assessment file: what becomes of it, what must be unique, its record, and which documents are to be moved.

    `key` is its path from the output folder, empty if nothing is recorded of it. `record` is None if the recorded one
    stands. `has_orphaned` is true if it has documents that it no longer produces. `former_key` is not empty if it was
    recorded under another key.
    """

    outcome: Outcome
    names: UniqueNames
    key: str = ""
    record: Record | None = None
    moves: tuple[PendingMove, ...] = ()
    has_orphaned: bool = False
    former_key: str = ""


def recorded_names(file: str, record: Record) -> UniqueNames:
    """Return what must be unique of a file that need not be read again."""
    identified = Identified(record.identity, FilePlace(file)) if record.identity else None
    return UniqueNames(file, identified, tuple(document.path for document in record.documents), is_recorded=True)
