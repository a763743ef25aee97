"""What was planned for a cycle → documents in their places and the manifest that says so, as if in one step.

What is about to be recorded is written down first (`store/recovery.py` says what for), then the documents are moved,
then the orphaned ones are removed if that was asked for; at last the manifest and the workbook are put in place.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from heapq import merge
from pathlib import Path
from typing import NamedTuple

from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.generate.planning import OutputState, failed_entry
from scrutiny_response.generate.run_journal import OtherRecords, RunJournal, signature
from scrutiny_response.store import manifest, recovery, staging, whole_files, workbook
from scrutiny_response.store.manifest import Record
from scrutiny_response.store.manifest_index import ManifestIndex
from scrutiny_response.store.outcome import Action, Change, CycleOutcome
from scrutiny_response.store.up_to_date import Options


def commit(journal: RunJournal, others: OtherRecords, state: OutputState, options: Options) -> CycleOutcome:
    """Put the documents into their places and record them; in a dry run, only say what would be done.

    Nothing is done if what is about to be done cannot be written down.
    """
    run = _Run(journal, others, state)
    orphans = _orphans(run)
    changes = [change for orphan in orphans.listed for change in _orphan_change(orphan, state, options)]
    if state.work is None:
        return journal.as_outcome(orphans=tuple(changes))
    there = {change.path for change in changes}
    dropped = orphans.taken | {orphan.path for orphan in orphans.listed if orphan.path not in there}
    try:
        is_begun = _write_intent(run, state.work, dropped)
    except Refused as refused:
        return CycleOutcome((), refused.problems)
    failures = [number for number in journal.moves.numbers() if not _move(number, run, state.work)]
    problems = [] if options.with_pdfs else list(_stale_pdfs(run))
    changes, unremovable = _remove(changes, state)
    removed = {change.path for change in changes if change.done is Action.REMOVED}
    if failures or removed:  # so other things are to be recorded than were written down
        conclusion = _conclude_otherwise(run, state.work, dropped | removed)
    else:
        conclusion = _conclude(run, state.work, dropped, is_begun=is_begun)
    return journal.as_outcome((*problems, *unremovable, *conclusion), tuple(changes))


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run has planned, the records of files that are not in it, and the output folder as it was found."""

    journal: RunJournal
    others: OtherRecords
    state: OutputState


class _Orphan(NamedTuple):
    """A document that its assessment no longer produces: where it lies, how it was generated, and why it is none."""

    path: str
    hash: str
    why: str
    is_issued: bool = False


class _Orphans(NamedTuple):
    """The orphaned documents in the order of their paths, and the paths of those that another assessment now makes."""

    listed: tuple[_Orphan, ...]
    taken: AbstractSet[str]


class _FinalRecord(NamedTuple):
    """A record when all has been done, None if the one with this number in the earlier manifest stands as it is.

    `is_gone` is true if its assessment file is gone: then it goes with its last document.
    """

    file: str
    number: int = -1
    record: Record | None = None
    is_gone: bool = False


def _orphans(run: _Run) -> _Orphans:
    records = [run.journal.record(number, run.state) for number in sorted(run.journal.orphaned)]
    records += [
        final.record or run.state.recorded.record(final.number)
        for final in _other_records(run)
        if final.is_gone or _has_orphaned(final, run)
    ]
    orphans = {
        document.path: _Orphan(
            document.path, document.hash, _why_orphaned(record), _is_issued(document.path, record.file, run.state)
        )
        for record in records
        for document in record.orphaned
    }
    taken = _taken(run, orphans.keys()) if orphans else frozenset()
    return _Orphans(tuple(orphans[path] for path in sorted(orphans.keys() - taken)), taken)


def _why_orphaned(record: Record) -> str:
    return "its assessment makes it no more" if record.documents else f"the assessment {Path(record.file).name} is gone"


def _is_issued(path: str, file: str, state: OutputState) -> bool:
    """Return whether a document of an assessment file stands in its record, under whatever reference."""
    record = state.records.of(f"{state.folder}/{file}")
    return record.is_there and path in record.by_path


def _taken(run: _Run, paths: AbstractSet[str]) -> AbstractSet[str]:
    """Return those of the paths at which an assessment has a document now."""
    own = run.journal.with_signatures({signature(path) for path in paths})
    records = [run.journal.record(number, run.state) for number in own if run.journal.keys[number]]
    others = map(run.state.recorded.record, run.others.there)
    return {document.path for record in (*records, *others) for document in record.documents if document.path in paths}


def _orphan_change(orphan: _Orphan, state: OutputState, options: Options) -> Iterator[Change]:
    """Yield what is done with an orphaned document; nothing if it is not there any more."""
    hash_ = state.hash_of(orphan.path)
    if hash_ is None:
        return
    edited = "" if hash_ == orphan.hash else "; edited by hand"
    is_removed = options.remove_gone and (not edited or options.overwrite_edited) and not orphan.is_issued
    issued = "; it was issued, and stays" if orphan.is_issued else ""
    yield Change(orphan.path, Action.REMOVED if is_removed else Action.GONE, orphan.why + edited + issued)


def _move(number: int, run: _Run, work: Path) -> bool:
    """Move the documents of a file; one that cannot be moved is a problem of its outcome. Return whether all were."""
    problems: dict[str, Problem] = {}
    for move in run.journal.moves[number]:
        problem = whole_files.place(work / staging.STAGED / move.staged, run.state.folder, move.path)
        if problem:
            problems[move.path] = problem
    if problems:
        outcome, record = run.journal.outcomes[number], run.journal.record(number, run.state)
        run.journal.change(number, *failed_entry(outcome, record, problems, run.state))
    return not problems


def _stale_pdfs(run: _Run) -> Iterator[Problem]:
    """Yield the PDFs beside documents that were written without them: they say what these said before."""
    folder, moves = run.state.folder, run.journal.moves
    moved = (move.path for number in moves.numbers() for move in moves[number])
    pdfs = [path for path in map(whole_files.pdf_path, moved) if os.path.isfile(f"{folder}/{path}")]  # noqa: PTH113  # False, too, of too long a name
    if pdfs:
        more = len(pdfs) - 1
        others = f", as {'was' if more == 1 else 'were'} {more} more" if more else ""
        message = f"this PDF was made from an earlier version of the document beside it{others}"
        hint = "run again with --pdf, or take it away"
        yield Problem("stale-pdf", FilePlace((folder / pdfs[0]).as_posix()), message, hint, Severity.WARNING)


def _remove(changes: list[Change], state: OutputState) -> tuple[list[Change], list[Problem]]:
    """Remove what is to be removed, with the PDFs made from it; what cannot be removed is a problem, and stays."""
    done: list[Change] = []
    problems: list[Problem] = []
    for change in changes:
        for each in _with_own_pdf(change, state.folder) if change.done is Action.REMOVED else [change]:
            problem = staging.remove(state.folder, each.path) if each.done is Action.REMOVED else None
            problems += [problem] if problem else []
            done.append(each._replace(done=Action.GONE) if problem else each)
    return done, problems


def _with_own_pdf(change: Change, folder: Path) -> list[Change]:
    from engross import pdf  # noqa: PLC0415  # hardly ever wanted

    path = whole_files.pdf_path(change.path)
    is_own = pdf.made_from(folder / path)
    return [change, Change(path, Action.REMOVED, f"made from {Path(change.path).name}")] if is_own else [change]


def _final_records(run: _Run, dropped: AbstractSet[str]) -> Iterator[_FinalRecord]:
    """Yield the records when all has been done, in the order of their files, without the orphans that were dropped."""
    for final in merge(_own_records(run), _other_records(run), key=lambda final: final.file):
        record = final.record
        if record is None and (final.is_gone or (dropped and _has_orphaned(final, run))):
            record = run.state.recorded.record(final.number)
        if record is None:
            yield final
            continue
        orphaned = tuple(document for document in record.orphaned if document.path not in dropped)
        if orphaned or not final.is_gone:
            is_same = orphaned == record.orphaned
            yield final if is_same else final._replace(record=record._replace(orphaned=orphaned))


def _own_records(run: _Run) -> Iterator[_FinalRecord]:
    journal = run.journal
    for number in sorted(range(len(journal.keys)), key=journal.keys.__getitem__):
        key = journal.keys[number]
        if journal.records.has(number):
            yield _FinalRecord(key, record=journal.records[number])
        elif key:
            yield _FinalRecord(key, run.state.recorded.find(key))


def _other_records(run: _Run) -> Iterator[_FinalRecord]:
    recorded = run.state.recorded
    there = (_FinalRecord(recorded.files[number], number) for number in run.others.there)
    gone = (_record_of_gone(number, recorded) for number in run.others.gone)
    return merge(there, gone, key=lambda final: final.file)


def _record_of_gone(number: int, recorded: ManifestIndex) -> _FinalRecord:
    """Return the record of an assessment whose file is gone: it makes its documents no more."""
    previous = recorded.record(number)
    record = previous._replace(identity=None, documents=(), orphaned=(*previous.orphaned, *previous.documents))
    return _FinalRecord(previous.file, number, None if record == previous else record, is_gone=True)


def _has_orphaned(final: _FinalRecord, run: _Run) -> bool:
    return manifest.has_orphaned(run.state.recorded.line(final.number))


def _write_intent(run: _Run, work: Path, dropped: AbstractSet[str]) -> bool:
    """Write down what is about to be recorded; return False if that is what is recorded."""
    return not _is_untouched(run, dropped) and recovery.write_intent(run.state.folder, work, _pieces(run, dropped))


def _is_untouched(run: _Run, dropped: AbstractSet[str]) -> bool:
    """Whether all that is recorded stands as it is, as is known without writing it."""
    journal, state = run.journal, run.state
    if dropped or state.recorded.header != state.header or next(journal.records.numbers(), None) is not None:
        return False
    is_standing = [final.record is None for final in _final_records(run, dropped)]
    return all(is_standing) and len(is_standing) == len(state.recorded) and (state.folder / manifest.NAME).exists()


def _pieces(run: _Run, dropped: AbstractSet[str]) -> Iterator[bytes]:
    recorded = run.state.recorded
    finals = _final_records(run, dropped)
    lines = (manifest.line(final.record) if final.record else recorded.line(final.number) for final in finals)
    return manifest.pieces(run.state.header, lines)


def _conclude(run: _Run, work: Path, dropped: AbstractSet[str], *, is_begun: bool) -> list[Problem]:
    """Make what was written down the manifest, and the workbook what it says; return what kept them from it.

    The workbook is staged first: then nothing is read of the earlier manifest any more.
    """
    folder = run.state.folder
    problems: list[Problem] = []
    staged = ""
    try:
        staged = _staged_workbook(run, work, dropped, is_begun=is_begun)
    except Refused as refused:
        problems += refused.problems
    run.state.recorded.close()  # on Windows no open file can be replaced
    try:
        if is_begun:
            recovery.fulfil_intent(folder, work)
    except Refused as refused:
        return list(refused.problems)
    problem = whole_files.place(work / staging.STAGED / staged, folder, workbook.NAME) if staged else None
    return [*problems, _as_warning(problem)] if problem else problems


def _conclude_otherwise(run: _Run, work: Path, dropped: AbstractSet[str]) -> list[Problem]:
    """The same if other things were done than were written down."""
    try:
        is_begun = recovery.write_intent(run.state.folder, work, _pieces(run, dropped))
    except Refused as refused:
        return list(refused.problems)
    return _conclude(run, work, dropped, is_begun=is_begun)


def _staged_workbook(run: _Run, work: Path, dropped: AbstractSet[str], *, is_begun: bool) -> str:
    """Stage the workbook; return its name, empty if the one that is there was made from this manifest.

    Raises Refused, with a warning if it cannot be written (the next run writes it), else because a record is damaged.
    """
    folder, recorded = run.state.folder, run.state.recorded
    hash_ = staging.hash_on_disk((work if is_begun else folder) / manifest.NAME) or ""
    if workbook.made_from(folder / workbook.NAME) == hash_:
        return ""
    finals = _final_records(run, dropped)
    records = (final.record or recorded.record(final.number) for final in finals)
    try:
        staged = staging.stage_filled(work / staging.STAGED, lambda stream: workbook.write(stream, records, hash_))
    except manifest.DAMAGE as error:
        raise recorded.damaged(error) from error
    if isinstance(staged, Problem):
        raise Refused([_as_warning(staged)])
    return staged


def _as_warning(problem: Problem) -> Problem:
    """Return a workbook's problem, such as that it is open in Excel: it fails no run."""
    return replace(problem, severity=Severity.WARNING)
