"""What was planned for a cycle → documents in their places and the manifest that says so, as if in one step.

What is about to be done is written down first, beside the staged documents. A run that is killed while it moves them
is thus known to the next, which takes what arrived for what it is, and makes the rest.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from heapq import merge
from pathlib import Path
from typing import IO

from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.generate.planning import OutputState, failed_entry
from scrutiny_response.generate.run_journal import RunJournal
from scrutiny_response.store import manifest, manifest_index, staging, whole_files, workbook
from scrutiny_response.store.manifest import Record
from scrutiny_response.store.manifest_index import ManifestIndex
from scrutiny_response.store.outcome import Action, Change, CycleOutcome
from scrutiny_response.store.up_to_date import Options


def recorded_manifest(folder: Path) -> ManifestIndex:
    """What is known of an output folder, also after a run that was killed; Refused where it cannot be read."""
    before, begun = manifest_index.read(folder / manifest.NAME), folder / staging.WORKING / manifest.NAME
    if not begun.exists():
        return before
    with before, manifest_index.read(begun) as after:
        lines = manifest_index.recovered(before, after, lambda path: staging.hash_on_disk(f"{folder}/{path}"))
        return manifest_index.indexed(before.path, before.head, lines)


def recover(folder: Path, work: Path) -> None:
    """Record what a killed run did, so that one manifest says what lies in the folder and another can be written down.

    Raises Refused where that cannot be read or written.
    """
    if not (work / manifest.NAME).exists():
        return
    with recorded_manifest(folder) as found:
        staged, _ = _staged(work, manifest.pieces(found.head, map(found.line, range(len(found)))))
    _place(staged, folder)
    (work / manifest.NAME).unlink()


def commit(notes: RunJournal, book: OutputState, options: Options) -> CycleOutcome:
    """Put the documents into their places and record them; in a dry run, only say what would be done.

    Where what is about to be done cannot be written down, nothing is done.
    """
    former = _former(notes, book)
    taken = _taken(notes, book, former) if former else set()
    former = {path: it for path, it in former.items() if path not in taken}
    gone = tuple(it for it in (_gone(*each, book, options) for each in sorted(former.items())) if it)
    if book.work is None:
        return notes.told(gone=gone)
    dropped = (former.keys() - {it.path for it in gone}) | taken
    try:
        is_begun = not _is_untouched(notes, book, former.keys() | taken) and _begin(notes, book, book.work, dropped)
    except Refused as refused:
        return CycleOutcome((), refused.problems)
    failures = [number for number in notes.moves.numbers() if not _placed(number, notes, book, book.work)]
    problems: list[Problem] = []
    problems += [] if options.with_pdfs else _stale(notes, book)
    gone = tuple(each for it in gone for each in _removed(it, book, problems))
    removed = {it.path for it in gone if it.done is Action.REMOVED}
    is_otherwise = bool(failures or removed)  # than was written down
    problems += _end(notes, book, book.work, dropped | removed if is_otherwise else None, is_begun=is_begun)
    return notes.told(tuple(problems), gone)


def _end(
    notes: RunJournal, book: OutputState, work: Path, dropped: AbstractSet[str] | None, *, is_begun: bool
) -> list[Problem]:
    """Record what was done, which is what was written down unless `dropped` is given, and write the workbook."""
    try:
        if dropped is not None:
            is_begun = _begin(notes, book, work, dropped)
        if is_begun:
            book.before.close()  # on Windows no open file can be replaced
            _place(work / manifest.NAME, book.folder)
        return _keep_workbook(book.folder, work)
    except Refused as refused:
        return list(refused.problems)


def _former(notes: RunJournal, book: OutputState) -> dict[str, tuple[str, str]]:
    """The documents that were made once and are no more, or by another assessment: their hashes and why, by paths."""
    records = [notes.record(number, book) for number in notes.former]
    records += [manifest.record(line) for _, line, _ in _others(notes, book) if manifest.has_orphaned(line)]
    return {it.path: (it.hash, _why(record)) for record in records for it in record.former}


def _why(record: Record) -> str:
    return "its assessment makes it no more" if record.documents else f"the assessment {Path(record.file).name} is gone"


def _taken(notes: RunJournal, book: OutputState, former: Iterable[str]) -> set[str]:
    """Those of the documents that were made no more which some assessment makes now."""
    records = (manifest.record(line) for _, line, _ in _all(notes, book))
    return {it.path for record in records for it in record.documents}.intersection(former)


def _gone(path: str, former: tuple[str, str], book: OutputState, options: Options) -> Change | None:
    """What is done with a document that is made no more; None where it lies there no more."""
    hash_, why = former
    there = book.disk(path)
    if there is None:
        return None
    edited = "" if there == hash_ else "; edited by hand"
    done = Action.REMOVED if options.remove_gone and (not edited or options.overwrite_edited) else Action.GONE
    return Change(path, done, why + edited)


def _placed(number: int, notes: RunJournal, book: OutputState, work: Path) -> bool:
    """Move the documents of a file; where one cannot be moved that is a problem of its outcome, and False."""
    problems: dict[str, Problem] = {}
    for it in notes.moves[number]:
        problem = whole_files.place(work / staging.STAGED / it.staged, book.folder, it.path)
        if problem:
            problems[it.path] = problem
    if problems:
        notes.change(number, *failed_entry(notes.outcomes[number], notes.record(number, book), problems, book))
    return not problems


def _stale(notes: RunJournal, book: OutputState) -> Iterator[Problem]:
    """The PDFs beside documents that were written without them: they say what these said before."""
    moved = (it.path for number in notes.moves.numbers() for it in notes.moves[number])
    pdfs = map(whole_files.pdf_path, moved)
    found = [it for it in pdfs if os.path.isfile(f"{book.folder}/{it}")]  # noqa: PTH113  # False, too, of too long a name
    if found:
        more = len(found) - 1
        others = f", as {'was' if more == 1 else 'were'} {more} more" if more else ""
        message = f"this PDF was made from an earlier version of the document beside it{others}"
        hint = "run again with --pdf, or take it away"
        place = FilePlace((book.folder / found[0]).as_posix())
        yield Problem("stale-pdf", place, message, hint, Severity.WARNING)


def _removed(change: Change, book: OutputState, problems: list[Problem]) -> Iterator[Change]:
    """A document that is taken away, and the PDF that was made from it; one that cannot be is a problem."""
    if change.done is not Action.REMOVED:
        yield change
        return
    from engross import pdf  # noqa: PLC0415  # hardly ever wanted

    pdf_path = whole_files.pdf_path(change.path)
    is_own = pdf.made_from(book.folder / pdf_path)
    pdfs = [Change(pdf_path, Action.REMOVED, f"made from {Path(change.path).name}")] if is_own else []
    for it in (change, *pdfs):
        problem = staging.remove(book.folder, it.path)
        problems += [problem] if problem else []
        yield it._replace(done=Action.GONE) if problem else it


_Line = tuple[str, bytes, bool]
"""An assessment file, its record's line, and whether that is kept when it holds no document any more."""


def _all(notes: RunJournal, book: OutputState) -> Iterator[_Line]:
    """The records when all that was noted has been done, in the order of their files."""
    return merge(_own(notes, book), _others(notes, book), key=lambda it: it[0])


def _own(notes: RunJournal, book: OutputState) -> Iterator[_Line]:
    for number in sorted(range(len(notes.keys)), key=notes.keys.__getitem__):
        key = notes.keys[number]
        if key:
            yield key, notes.lines[number] if notes.lines.has(number) else book.before.line(book.before.find(key)), True


def _others(notes: RunJournal, book: OutputState) -> Iterator[_Line]:
    """The records of files that are not in this run; where one is gone, it makes its documents no more."""
    before = book.before
    for number, is_there in notes.others(book):
        file = before.files[number]
        if is_there:
            yield file, before.line(number), True
            continue
        old = before.record(number)
        gone = old._replace(identity=None, documents=(), former=(*old.former, *old.documents))
        yield file, manifest.line(gone), False


def _lines(notes: RunJournal, book: OutputState, dropped: AbstractSet[str]) -> Iterator[bytes]:
    """The lines of the manifest, without the documents that were dropped."""
    for _, line, is_kept in _all(notes, book):
        if not manifest.has_orphaned(line):
            if is_kept:
                yield line
            continue
        record = manifest.record(line)
        former = tuple(it for it in record.former if it.path not in dropped)
        if former or is_kept:
            yield line if former == record.former else manifest.line(record._replace(former=former))


def _is_untouched(notes: RunJournal, book: OutputState, former: Collection[str]) -> bool:
    """Whether all that is recorded stands as it is, as is known without looking at it."""
    return (
        book.before.head == book.head
        and (book.folder / manifest.NAME).exists()
        and not former
        and _is_empty(notes.lines.numbers())
        and _is_empty(book.before.without(notes.keys))
    )


def _is_empty(numbers: Iterator[int]) -> bool:
    return next(numbers, None) is None


def _begin(notes: RunJournal, book: OutputState, work: Path, dropped: AbstractSet[str]) -> bool:
    """Write down what is about to be done, or was; False where it is what is recorded."""
    staged, hash_ = _staged(work, _pieces(notes, book, dropped))
    if hash_ == staging.hash_on_disk(book.folder / manifest.NAME):
        (work / manifest.NAME).unlink(missing_ok=True)
        return False
    _place(staged, work)
    return True


def _pieces(notes: RunJournal, book: OutputState, dropped: AbstractSet[str]) -> Iterator[bytes]:
    return manifest.pieces(book.head, _lines(notes, book, dropped))


def _staged(work: Path, pieces: Iterable[bytes]) -> tuple[Path, str]:
    """A manifest among the staged files, and its hash; Refused where it cannot be written."""
    hash_ = hashlib.sha256()

    def fill(stream: IO[bytes]) -> None:
        for piece in pieces:
            hash_.update(piece)
            stream.write(piece)

    staged = staging.stage_filled(work / staging.STAGED, fill)
    if isinstance(staged, Problem):
        raise Refused([staged])
    return work / staging.STAGED / staged, hash_.hexdigest()


def _place(staged: Path, folder: Path) -> None:
    problem = whole_files.place(staged, folder, manifest.NAME)
    if problem:
        raise Refused([problem])


def _keep_workbook(folder: Path, work: Path) -> list[Problem]:
    """Write the workbook, unless it was made from the manifest that is there.

    Where it cannot be written, for example because it is open in Excel, that is a warning: the next run writes it.
    """
    hash_ = staging.hash_on_disk(folder / manifest.NAME) or ""
    if workbook.made_from(folder / workbook.NAME) == hash_:
        return []
    with manifest_index.read(folder / manifest.NAME) as records:
        try:
            name = staging.stage_filled(work / staging.STAGED, lambda it: workbook.write(it, records.records(), hash_))
        except manifest.DAMAGE as error:
            raise records.damaged(error) from error
    problem = (
        name if isinstance(name, Problem) else whole_files.place(work / staging.STAGED / name, folder, workbook.NAME)
    )
    return [replace(problem, severity=Severity.WARNING)] if problem else []
