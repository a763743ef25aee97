"""The entry of each file of a run → the same by number, in a temporary file; and which of them may share something.

In memory are a few numbers for each file, and its name.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import pairwise

from engross.problems import Problem
from scrutiny_response.generate.planning import Claim, OutputState, PendingMove, PlannedEntry, claim_of
from scrutiny_response.store import manifest, staging, whole_files
from scrutiny_response.store.manifest import Record
from scrutiny_response.store.outcome import Change, CycleOutcome, Outcome
from scrutiny_response.store.spill import Spill, SpilledColumn


class RunJournal:
    """What a run has noted of each of its files, by their numbers in the order of reading.

    `outcomes` has all; `lines` the records of those whose records may have changed, as the manifest has them; `moves`
    the documents of those that have some to move. `keys` are the files' paths from the output folder, empty for those
    of which nothing is recorded; `former` are the numbers of those that have documents which they make no more.
    """

    def __init__(self) -> None:
        spool = Spill()
        self.outcomes: SpilledColumn[Outcome] = SpilledColumn(spool)
        self.claims: SpilledColumn[Claim] = SpilledColumn(spool)
        self.lines: SpilledColumn[bytes] = SpilledColumn(spool)
        self.moves: SpilledColumn[tuple[PendingMove, ...]] = SpilledColumn(spool)
        self.keys: list[str] = []
        self.former: set[int] = set()
        self._some_refused = False
        self._unchanged = array("l")
        self._signs, self._owners = array("q"), array("L")

    def put(self, number: int, entry: PlannedEntry) -> None:
        """Note the entry of a file."""
        self.keys.extend([""] * (number + 1 - len(self.keys)))
        self.keys[number] = entry.key
        self._put(number, entry.outcome)
        if not entry.claim.is_known:
            self.claims.put(number, entry.claim)
        if entry.record:
            self.lines.put(number, manifest.line(entry.record))
        if entry.has_former:
            self.former.add(number)
        if entry.moves:
            self.moves.put(number, entry.moves)
        signs = _signs(entry.claim)
        self._signs.extend(signs)
        self._owners.extend([number] * len(signs))

    def change(self, number: int, outcome: Outcome, record: Record | None) -> None:
        """Note another outcome of a file, and another record where there is one."""
        self._put(number, outcome)
        if record:
            self.lines.put(number, manifest.line(record))

    def _put(self, number: int, outcome: Outcome) -> None:
        self.outcomes.put(number, outcome)
        self._some_refused |= outcome.refused
        self._unchanged.extend([-1] * (number + 1 - len(self._unchanged)))
        self._unchanged[number] = len(outcome.changes) if outcome.is_quiet else -1

    def told(self, problems: tuple[Problem, ...] = (), gone: tuple[Change, ...] = ()) -> CycleOutcome:
        """What became of the cycle; problems and documents that are gone belong to no one file."""
        return CycleOutcome(self.outcomes, problems, gone, self._some_refused, self._unchanged)

    def record(self, number: int, book: OutputState) -> Record:
        """The record of a file as it shall be."""
        if self.lines.has(number):
            return manifest.record(self.lines[number])
        return book.before.record(book.before.find(self.keys[number]))

    def claim(self, number: int, book: OutputState | None) -> Claim:
        """What a file claims; that of a known one is in its record."""
        if book is None or self.claims.has(number):
            return self.claims[number]
        return claim_of(self.outcomes[number].file, self.record(number, book))

    def others(self, book: OutputState) -> Iterator[tuple[int, bool]]:
        """The numbers of the records of files that are not in this run, and whether each of these is there."""
        own: dict[str, str] = {}
        for number in book.before.without(self.keys):
            file = book.before.files[number]
            is_there = staging.is_there(f"{book.folder}/{file}")
            if is_there:
                own = own or {whole_files.key(it): it for it in self.keys}
                is_there = not _is_same(book, file, own.get(whole_files.key(file), ""))
            yield number, is_there

    def repeated(self) -> set[int]:
        """The signs that more than one claim has, or one twice."""
        return {first for first, second in pairwise(sorted(self._signs)) if first == second}

    def signs(self) -> set[int]:
        """The signs of all claims."""
        return set(self._signs)

    def with_signs(self, signs: Collection[int]) -> list[int]:
        """The numbers of the files whose claims have one of these signs."""
        return sorted({owner for sign, owner in zip(self._signs, self._owners, strict=True) if sign in signs})


def _is_same(book: OutputState, file: str, other: str) -> bool:
    """Whether two names that differ in capitals alone are one file's, which was renamed; on most desks they are."""
    with suppress(OSError):
        return bool(other) and (book.folder / file).samefile(book.folder / other)
    return False


def signature(path: str) -> int:
    """A number that stands for a document's path: the same for the same one, and hardly ever for another."""
    return hash(("path", whole_files.key(path)))


def _signs(claim: Claim) -> list[int]:
    """What stands for all that a claim says. Whoever has one of them in common is looked at closely."""
    names = [signature(it) for it in claim.names]
    if claim.identified is None:
        return names
    reference, stem = claim.identified.identity
    return [*names, hash(("reference", reference.casefold())), hash(("stem", stem))]
