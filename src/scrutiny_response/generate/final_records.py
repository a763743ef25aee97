"""What was planned for a cycle, and what was recorded before → the records when all has been done."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from heapq import merge
from typing import NamedTuple

from scrutiny_response.generate.entries import OutputState
from scrutiny_response.generate.run_journal import OtherRecords, RunJournal
from scrutiny_response.store import manifest
from scrutiny_response.store.manifest import Record
from scrutiny_response.store.manifest_index import ManifestIndex


class RunPlan(NamedTuple):
    """What a run has planned, the records of files that are not in it, and the output folder as it was found."""

    journal: RunJournal
    others: OtherRecords
    state: OutputState


class FinalRecord(NamedTuple):
    """A record when all has been done, None if the one with this number in the earlier manifest stands as it is.

    `is_gone` is true if its assessment file is gone: then it goes with its last document. Where it `is_unknown` whether
    the file is there, it keeps all documents but those that another assessment makes now.
    """

    file: str
    number: int = -1
    record: Record | None = None
    is_gone: bool = False
    is_unknown: bool = False


def final_records(run: RunPlan, dropped: AbstractSet[str]) -> Iterator[FinalRecord]:
    """Yield the records when all has been done, in the order of their files, without the orphans that were dropped."""
    for final in merge(_own_records(run), other_records(run), key=lambda final: final.file):
        record = final.record
        if final.is_unknown:
            yield from _without_taken(final, run, dropped)
            continue
        if record is None and (final.is_gone or (dropped and has_orphaned(final, run))):
            record = run.state.recorded.record(final.number)
        if record is None:
            yield final
            continue
        orphaned = tuple(document for document in record.orphaned if document.path not in dropped)
        if orphaned or not final.is_gone:
            is_same = orphaned == record.orphaned
            yield final if is_same else final._replace(record=record._replace(orphaned=orphaned))


def other_records(run: RunPlan) -> Iterator[FinalRecord]:
    recorded = run.state.recorded
    there = (FinalRecord(recorded.files[number], number) for number in run.others.there)
    gone = (_record_of_gone(number, recorded) for number in run.others.gone)
    unknown = (FinalRecord(recorded.files[number], number, is_unknown=True) for number in run.others.unknown)
    return merge(there, gone, unknown, key=lambda final: final.file)


def has_orphaned(final: FinalRecord, run: RunPlan) -> bool:
    return manifest.has_orphaned(run.state.recorded.line(final.number))


def _without_taken(final: FinalRecord, run: RunPlan, dropped: AbstractSet[str]) -> Iterator[FinalRecord]:
    """Yield the record of a file of which nothing is known; nothing if others make all of its documents now."""
    record = run.state.recorded.record(final.number)
    documents = tuple(document for document in record.documents if document.path not in dropped)
    orphaned = tuple(document for document in record.orphaned if document.path not in dropped)
    if (documents, orphaned) == (record.documents, record.orphaned):
        yield final
    elif documents or orphaned:
        yield final._replace(record=record._replace(identity=None, documents=documents, orphaned=orphaned))


def _own_records(run: RunPlan) -> Iterator[FinalRecord]:
    journal = run.journal
    for number in sorted(range(len(journal.keys)), key=journal.keys.__getitem__):
        key = journal.keys[number]
        if journal.records.has(number):
            yield FinalRecord(key, record=journal.records[number])
        elif key:
            yield FinalRecord(key, run.state.recorded.find(key))


def _record_of_gone(number: int, recorded: ManifestIndex) -> FinalRecord:
    """Return the record of an assessment whose file is gone: it makes its documents no more."""
    previous = recorded.record(number)
    record = previous._replace(identity=None, documents=(), orphaned=(*previous.orphaned, *previous.documents))
    return FinalRecord(previous.file, number, None if record == previous else record, is_gone=True)
