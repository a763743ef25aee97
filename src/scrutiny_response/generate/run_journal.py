"""The entry of each file of a run → the same by number, in a temporary file; and which of them may share something.

In memory are a few numbers for each file, and its name.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from engross import paths
from engross.problems import Problem
from scrutiny_response.generate.entries import OutputState, PendingMove, PlannedEntry, UniqueNames, recorded_names
from scrutiny_response.store.manifest import Record
from scrutiny_response.store.outcome import Change, CycleOutcome, Outcome
from scrutiny_response.store.places import Presence
from scrutiny_response.store.spill import Spill, SpilledColumn

if TYPE_CHECKING:
    from scrutiny_response.domain.contradictions.elsewhere import Glance


class OtherRecords(NamedTuple):
    """The records of files that are not in a run, by their numbers in the manifest: is their file there, or gone?

    Of the `unknown` ones that cannot be said: their folder or drive is not there, or may not be read.
    """

    there: Sequence[int] = ()
    gone: Sequence[int] = ()
    unknown: Sequence[int] = ()


class RunJournal:
    """What a run knows of each of its files, by their numbers in the order of reading.

    `outcomes` has all; `records` those that may have changed; `moves` the documents of those that have some to move.
    `keys` are the files' paths from the output folder, empty for those of which nothing is recorded, and `former_keys`
    those of files that were recorded under another; `orphaned` are the numbers of those with documents that they no
    longer produce. `longest_path` is the longest of all documents' paths.
    """

    def __init__(self) -> None:
        spill = Spill()
        self.outcomes: SpilledColumn[Outcome] = SpilledColumn(spill)
        self.records: SpilledColumn[Record] = SpilledColumn(spill)
        self.moves: SpilledColumn[tuple[PendingMove, ...]] = SpilledColumn(spill)
        self.keys: list[str] = []
        self.former_keys: dict[int, str] = {}
        self.orphaned: set[int] = set()
        self._problems: list[Problem] = []
        self._glances: dict[int, Glance] = {}
        self._names: SpilledColumn[UniqueNames] = SpilledColumn(spill)
        self.longest_path = ""
        self._some_refused = False
        self._unchanged = array("l")
        self._signatures, self._owners = array("q"), array("L")

    def put(self, number: int, entry: PlannedEntry) -> None:
        """Note the entry of a file."""
        self.keys.extend([""] * (number + 1 - len(self.keys)))
        self.keys[number] = entry.key
        self.longest_path = max((self.longest_path, *entry.names.paths), key=len)
        if entry.former_key:
            self.former_keys[number] = entry.former_key
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

    def note_glance(self, number: int, glance: Glance | None) -> None:
        """Note what other assessments are compared with, if they are."""
        if glance:
            self._glances[number] = glance

    def change(self, number: int, outcome: Outcome, record: Record | None) -> None:
        """Note another outcome of a file, and another record if there is one."""
        self._put_outcome(number, outcome)
        if record:
            self._put_record(number, record)

    def as_outcome(self, problems: tuple[Problem, ...] = (), orphans: tuple[Change, ...] = ()) -> CycleOutcome:
        """Return what became of the cycle; the problems and the orphaned documents belong to no one file."""
        problems = (*self._problems, *problems)
        outcomes = ((self.outcomes[number], glance) for number, glance in self._glances.items())
        glances = {outcome.file: glance for outcome, glance in outcomes if outcome.partnership}
        return CycleOutcome(self.outcomes, problems, orphans, self._some_refused, self._unchanged, glances)

    def record(self, number: int, state: OutputState) -> Record:
        """Return the record of a file as it shall be."""
        if self.records.has(number):
            return self.records[number]
        return state.recorded.record(state.recorded.find(self.keys[number]))

    def previous(self, number: int, state: OutputState) -> Record | None:
        """Return what was recorded of a file before this run; None if nothing was."""
        return state.recorded.of_file(self.former_keys.get(number, self.keys[number]))

    def names(self, number: int, state: OutputState | None) -> UniqueNames:
        """Return what must be unique of a file; that of a recorded one is in its record."""
        if state is None or self._names.has(number):
            return self._names[number]
        return recorded_names(self.outcomes[number].file, self.record(number, state))

    def others(self, state: OutputState) -> OtherRecords:
        """Find the records of files that are not in this run, and whether each of these files is there."""
        numbers = {presence: array("L") for presence in Presence}
        own_keys = {key: paths.key(PurePosixPath(key).name) for key in self.keys}
        own_names = set(own_keys.values())
        for number in state.recorded.without((*own_keys, *self.former_keys.values())):
            file = state.recorded.files[number]
            presence = state.places.presence(file)
            if paths.key(PurePosixPath(file).name) in own_names and state.places.current_key(file) in own_keys:
                presence = Presence.GONE  # another path to a file of this run
            numbers[presence].append(number)
        return OtherRecords(numbers[Presence.THERE], numbers[Presence.GONE], numbers[Presence.UNKNOWN])

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
    return hash(("path", paths.key(path)))


def reference_signature(reference: str) -> int:
    """Return the same for an assessment's reference."""
    return hash(("reference", reference.casefold()))


def _signatures(names: UniqueNames) -> list[int]:
    """Return what stands for all that must be unique. Files that have one of these in common are compared in full."""
    paths = [signature(path) for path in names.paths]
    if names.identified is None:
        return paths
    reference, stem = names.identified.identity
    return [*paths, reference_signature(reference), hash(("stem", stem))]
