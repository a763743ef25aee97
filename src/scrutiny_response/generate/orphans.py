"""The records of a run → the documents that no assessment makes any more, and those that might be such."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath
from typing import NamedTuple

from engross import paths
from engross.paths import Kind
from engross.problems import FilePlace, Problem, Severity
from scrutiny_response.generate.entries import OutputState
from scrutiny_response.generate.final_records import RunPlan, has_orphaned, other_records
from scrutiny_response.generate.run_journal import signature
from scrutiny_response.store import places, staging
from scrutiny_response.store.manifest import Record
from scrutiny_response.store.outcome import Action, Change
from scrutiny_response.store.up_to_date import Options


class Orphan(NamedTuple):
    """A document that its assessment no longer produces: where it lies, how it was generated, and why it is none.

    `stays` says why it is never removed: it was issued, or that cannot be known.
    """

    path: str
    hash: str
    why: str
    stays: str = ""


class Orphans(NamedTuple):
    """The orphaned documents in the order of their paths, and the paths of those that another assessment now makes.

    Among the latter are documents of assessments of which it is not known whether they are there.
    """

    listed: tuple[Orphan, ...]
    taken: AbstractSet[str]


def orphans(run: RunPlan) -> Orphans:
    """Return the documents that the records of the run name as orphaned, and that none of its assessments makes."""
    records = [run.journal.record(number, run.state) for number in sorted(run.journal.orphaned)]
    records += [
        final.record or run.state.recorded.record(final.number)
        for final in other_records(run)
        if final.is_gone or has_orphaned(final, run)
    ]
    orphans = {
        document.path: Orphan(
            document.path, document.hash, _why_orphaned(record), _why_it_stays(document.path, record, run.state)
        )
        for record in records
        for document in record.orphaned
    }
    unknown = map(run.state.recorded.record, run.others.unknown)
    of_unknown = {document.path for record in unknown for document in (*record.documents, *record.orphaned)}
    taken = _taken(run, orphans.keys() | of_unknown) if orphans or of_unknown else frozenset()
    return Orphans(tuple(orphans[path] for path in sorted(orphans.keys() - taken)), taken)


def orphan_change(orphan: Orphan, state: OutputState, options: Options) -> Iterator[Change]:
    """Yield what is done with an orphaned document; nothing if it is not there any more."""
    hash_ = state.hash_of(orphan.path)
    if hash_ is None:
        return
    is_readable = hash_ != staging.UNREADABLE
    edited = "" if hash_ == orphan.hash else "; edited by hand" if is_readable else "; it may not be read"
    is_removable = not edited or (options.overwrite_edited and is_readable)
    is_removed = options.remove_gone and is_removable and not orphan.stays
    yield Change(orphan.path, Action.REMOVED if is_removed else Action.GONE, orphan.why + edited + orphan.stays)


def not_known(run: RunPlan) -> Iterator[Problem]:
    """Yield what is said of assessments that cannot be looked at: once for all of them."""
    if run.others.unknown:
        first, *more = (run.state.places.shown(run.state.recorded.files[number]) for number in run.others.unknown)
        others = f", as {'is' if len(more) == 1 else 'are'} {len(more)} more" if more else ""
        looked = paths.look(first)
        why = "its folder or drive is not" if looked.kind is Kind.NOTHING else looked.reason
        message = f"it is not known whether this assessment is still there{others}: {why}"
        hint = "connect the drive, or put the folder back; until then its documents are left alone, and not called gone"
        yield Problem("not-known-here", FilePlace(first), message, hint, Severity.WARNING)


def _why_orphaned(record: Record) -> str:
    is_gone = f"the assessment {PurePosixPath(record.file).name} is gone"
    return "its assessment no longer asks for it" if record.documents else is_gone


def _why_it_stays(path: str, recorded: Record, state: OutputState) -> str:
    """Return that a document of an assessment stands in the record, under whatever reference, or may do so."""
    record = state.records.of(state.places.file(recorded.file))
    if not record.is_there:
        return ""
    if paths.key(path) in {paths.key(issued) for issued in record.by_path}:
        return "; it was issued, and stays"
    is_known = record.is_known(recorded.summary["reference"] or "")
    return "" if is_known else "; whether it was issued cannot be read in the record, so it stays"


def _taken(run: RunPlan, wanted: AbstractSet[str]) -> AbstractSet[str]:
    """Return those of the paths at which an assessment has a document now, as this disk takes names."""
    own = run.journal.with_signatures({signature(path) for path in wanted})
    records = [run.journal.record(number, run.state) for number in own if run.journal.keys[number]]
    others = map(run.state.recorded.record, run.others.there)
    current = places.by_keys(document.path for record in (*records, *others) for document in record.documents)
    return {path for path in wanted if places.one_of(run.state.folder, path, current)}
