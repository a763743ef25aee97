"""The entry of each file of a run → the same by number, in a temporary file; and which of them may share something.

In memory are a few numbers for each file, and its name.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

from engross.problems import Problem
from scrutiny_response.generate.planning import (
    OutputState,
    PendingMove,
    PlannedEntry,
    UniqueNames,
    recorded_names,
)
from scrutiny_response.store import staging, whole_files
from scrutiny_response.store.manifest import Record
from scrutiny_response.store.outcome import Change, CycleOutcome, Outcome
from scrutiny_response.store.spill import Spill, SpilledColumn


class OtherRecords(NamedTuple):
    """The records of files that are not in a run, by their numbers in the manifest: is their file there, or gone?"""

    there: Sequence[int] = ()
    gone: Sequence[int] = ()


class RunJournal:
    """What a run knows of each of its files, by their numbers in the order of reading.

    `outcomes` has all; `records` those that may have changed; `moves` the documents of those that have some to move.
    `keys` are the files' paths from the output folder, empty for those of which nothing is recorded; `orphaned` are the
    numbers of those with documents that they no longer produce.
    """

    def __init__(self) -> None:
        spill = Spill()
        self.outcomes: SpilledColumn[Outcome] = SpilledColumn(spill)
        self.records: SpilledColumn[Record] = SpilledColumn(spill)
        self.moves: SpilledColumn[tuple[PendingMove, ...]] = SpilledColumn(spill)
        self.keys: list[str] = []
        self.orphaned: set[int] = set()
        self._problems: list[Problem] = []
        self._names: SpilledColumn[UniqueNames] = SpilledColumn(spill)
        self._some_refused = False
        self._unchanged = array("l")
        self._signatures, self._owners = array("q"), array("L")

    def put(self, number: int, entry: PlannedEntry) -> None:
        """Note the entry of a file."""
        self.keys.extend([""] * (number + 1 - len(self.keys)))
        self.keys[number] = entry.key
        self._put_outcome(number, entry.outcome)
        if not entry.names.is_recorded:
            self._names.put(number, entry.names)
        self._add_signatures(number, _signatures(entry.names))
        if entry.record:
            self._put_record(number, entry.record, entry.names.paths)
        if entry.has_orphaned:
            self.orphaned.add(number)
        if entry.moves:
            self.moves.put(number, entry.moves)

    def tell(self, problem: Problem) -> None:
        """Note a problem of the run as a whole."""
        self._problems.append(problem)

    def change(self, number: int, outcome: Outcome, record: Record | None) -> None:
        """Note another outcome of a file, and another record if there is one."""
        self._put_outcome(number, outcome)
        if record:
            self._put_record(number, record)

    def as_outcome(self, problems: tuple[Problem, ...] = (), orphans: tuple[Change, ...] = ()) -> CycleOutcome:
        """Return what became of the cycle; the problems and the orphaned documents belong to no one file."""
        problems = (*self._problems, *problems)
        return CycleOutcome(self.outcomes, problems, orphans, self._some_refused, self._unchanged)

    def record(self, number: int, state: OutputState) -> Record:
        """Return the record of a file as it shall be."""
        if self.records.has(number):
            return self.records[number]
        return state.recorded.record(state.recorded.find(self.keys[number]))

    def names(self, number: int, state: OutputState | None) -> UniqueNames:
        """Return what must be unique of a file; that of a recorded one is in its record."""
        if state is None or self._names.has(number):
            return self._names[number]
        return recorded_names(self.outcomes[number].file, self.record(number, state))

    def others(self, state: OutputState) -> OtherRecords:
        """Find the records of files that are not in this run, and whether each of these files is there."""
        there, gone = array("L"), array("L")
        own: dict[str, str] = {}
        for number in state.recorded.without(self.keys):
            file = state.recorded.files[number]
            is_there = staging.is_there(f"{state.folder}/{file}")
            if is_there:
                own = own or {whole_files.key(key): key for key in self.keys}
                is_there = not _is_same(state, file, own.get(whole_files.key(file), ""))
            (there if is_there else gone).append(number)
        return OtherRecords(there, gone)

    def repeated(self) -> set[int]:
        """Return the signatures that more than one file has, or one twice."""
        return {first for first, second in pairwise(sorted(self._signatures)) if first == second}

    def signatures(self) -> set[int]:
        """Return the signatures of all files."""
        return set(self._signatures)

    def with_signatures(self, signatures: Collection[int]) -> list[int]:
        """Return the numbers of the files that have one of these signatures."""
        pairs = zip(self._signatures, self._owners, strict=True)
        return sorted({owner for signature, owner in pairs if signature in signatures})

    def _put_outcome(self, number: int, outcome: Outcome) -> None:
        self.outcomes.put(number, outcome)
        self._some_refused |= outcome.refused
        self._unchanged.extend([-1] * (number + 1 - len(self._unchanged)))
        self._unchanged[number] = len(outcome.changes) if outcome.is_quiet else -1

    def _put_record(self, number: int, record: Record, signed: Collection[str] = ()) -> None:
        """A refused file keeps documents whose names it may no longer ask for; so these get their signatures here."""
        self.records.put(number, record)
        paths = (document.path for document in record.documents)
        self._add_signatures(number, [signature(path) for path in paths if path not in signed])

    def _add_signatures(self, number: int, signatures: Collection[int]) -> None:
        self._signatures.extend(signatures)
        self._owners.extend([number] * len(signatures))


def signature(path: str) -> int:
    """Return a number that stands for a document's path: the same for the same one, hardly ever for another."""
    return hash(("path", whole_files.key(path)))


def _signatures(names: UniqueNames) -> list[int]:
    """Return what stands for all that must be unique. Files that have one of these in common are compared in full."""
    paths = [signature(path) for path in names.paths]
    if names.identified is None:
        return paths
    reference, stem = names.identified.identity
    return [*paths, hash(("reference", reference.casefold())), hash(("stem", stem))]


def _is_same(state: OutputState, file: str, other: str) -> bool:
    """Whether two names that differ in capitals alone are one file's, which was renamed; on most desks they are."""
    with suppress(OSError):
        return bool(other) and (state.folder / file).samefile(state.folder / other)
    return False
