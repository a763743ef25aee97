"""What was planned for a cycle → documents in their places and the manifest that says so, as if in one step.

What is about to be recorded is written down first (`store/recovery.py` says what for), then the documents are moved,
then the orphaned ones are removed if that was asked for; at last the manifest and the workbook are put in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.generate.entries import OutputState
from scrutiny_response.generate.final_records import RunPlan, final_records
from scrutiny_response.generate.orphans import not_known, orphan_change, orphans
from scrutiny_response.generate.planning import failed_entry
from scrutiny_response.generate.run_journal import OtherRecords, RunJournal
from scrutiny_response.store import manifest, recovery, staging, whole_files, workbook
from scrutiny_response.store.outcome import Action, Change, CycleOutcome
from scrutiny_response.store.up_to_date import Options


def commit(journal: RunJournal, others: OtherRecords, state: OutputState, options: Options) -> CycleOutcome:
    """Put the documents into their places and record them; in a dry run, only say what would be done.

    Raise Refused, with nothing done, if what is about to be done cannot be written down.
    """
    run = RunPlan(journal, others, state)
    orphaned = orphans(run)
    unknown = tuple(not_known(run))
    changes = [change for orphan in orphaned.listed for change in orphan_change(orphan, state, options)]
    if state.work is None:
        return journal.as_outcome(unknown, tuple(changes))
    there = {change.path for change in changes}
    dropped = orphaned.taken | {orphan.path for orphan in orphaned.listed if orphan.path not in there}
    is_begun = _write_intent(run, state.work, dropped)
    failures = [number for number in journal.moves.numbers() if not _move(number, run, state.work)]
    problems = [] if options.with_pdfs else list(_stale_pdfs(run))
    changes, unremovable = _remove(changes, state)
    removed = {change.path for change in changes if change.done is Action.REMOVED}
    if failures or removed:  # so other things are to be recorded than were written down
        conclusion = _conclude_otherwise(run, state.work, dropped | removed)
    else:
        conclusion = _conclude(run, state.work, dropped, is_begun=is_begun)
    return journal.as_outcome((*unknown, *problems, *unremovable, *conclusion), tuple(changes))


def _move(number: int, run: RunPlan, work: Path) -> bool:
    """Move the documents of a file; one that cannot be moved is a problem of its outcome. Return whether all were."""
    problems: dict[str, Problem] = {}
    for move in run.journal.moves[number]:
        problem = whole_files.place(work / staging.STAGED / move.staged, run.state.folder, move.path)
        if problem:
            problems[move.path] = problem
    if problems:
        outcome, record = run.journal.outcomes[number], run.journal.record(number, run.state)
        previous = run.journal.previous(number, run.state)
        run.journal.change(number, *failed_entry(outcome, record, problems, previous, run.state))
    return not problems


def _stale_pdfs(run: RunPlan) -> Iterator[Problem]:
    """Yield the PDFs beside documents that were written without them: they say what these said before."""
    folder, moves = run.state.folder, run.journal.moves
    moved = (move.path for number in moves.numbers() for move in moves[number])
    pdfs = [path for path in map(whole_files.pdf_path, moved) if paths.is_file(folder / path)]
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


def _write_intent(run: RunPlan, work: Path, dropped: AbstractSet[str]) -> bool:
    """Write down what is about to be recorded; return False if that is what is recorded."""
    return not _is_untouched(run, dropped) and recovery.write_intent(run.state.folder, work, _pieces(run, dropped))


def _is_untouched(run: RunPlan, dropped: AbstractSet[str]) -> bool:
    """Whether all that is recorded stands as it is, as is known without writing it."""
    journal, state = run.journal, run.state
    if dropped or state.recorded.header != state.header or next(journal.records.numbers(), None) is not None:
        return False
    is_standing = [final.record is None for final in final_records(run, dropped)]
    return all(is_standing) and len(is_standing) == len(state.recorded) and paths.is_file(state.folder / manifest.NAME)


def _pieces(run: RunPlan, dropped: AbstractSet[str]) -> Iterator[bytes]:
    recorded = run.state.recorded
    finals = final_records(run, dropped)
    lines = (manifest.line(final.record) if final.record else recorded.line(final.number) for final in finals)
    return manifest.pieces(run.state.header, lines)


def _conclude(run: RunPlan, work: Path, dropped: AbstractSet[str], *, is_begun: bool) -> list[Problem]:
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


def _conclude_otherwise(run: RunPlan, work: Path, dropped: AbstractSet[str]) -> list[Problem]:
    """The same if other things were done than were written down."""
    try:
        is_begun = recovery.write_intent(run.state.folder, work, _pieces(run, dropped))
    except Refused as refused:
        return list(refused.problems)
    return _conclude(run, work, dropped, is_begun=is_begun)


def _staged_workbook(run: RunPlan, work: Path, dropped: AbstractSet[str], *, is_begun: bool) -> str:
    """Stage the workbook; return its name, empty if the one that is there was made from this manifest.

    Raises Refused, with a warning if it cannot be written (the next run writes it), else because a record is damaged.
    """
    folder, recorded = run.state.folder, run.state.recorded
    hash_ = staging.hash_on_disk((work if is_begun else folder) / manifest.NAME) or ""
    if workbook.made_from(folder / workbook.NAME) == hash_:
        return ""
    finals = final_records(run, dropped)
    records = (final.record or recorded.record(final.number) for final in finals)
    try:
        staged = staging.stage_filled(work / staging.STAGED, lambda stream: workbook.write(stream, records, hash_))
    except Refused as refused:
        raise Refused([_as_warning(problem) for problem in refused.problems]) from refused
    except manifest.DAMAGE as error:
        raise recorded.damaged(error) from error
    if isinstance(staged, Problem):
        raise Refused([_as_warning(staged)])
    return staged


def _as_warning(problem: Problem) -> Problem:
    """Return a workbook's problem, such as that it is open in Excel: it fails no run."""
    return problem._replace(severity=Severity.WARNING)
