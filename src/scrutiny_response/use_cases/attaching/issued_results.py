"""Records and the place of a result → why it may not be written over: what lies there was issued."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from engross import paths, pdf
from engross.days import spelled
from engross.files import hash_of
from engross.pdf import PdfFile, WordFile
from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from engross.word import attach as word
from scrutiny_response.domain.history import issued_hashes
from scrutiny_response.generate.records import Record
from scrutiny_response.store import record as store
from scrutiny_response.use_cases.attaching.request import PDF, ending
from scrutiny_response.use_cases.record_folders import why_unreadable


def issued_result(records: Iterable[Record], target: Path, data: bytes, plans: Collection[str] = ()) -> Problem | None:
    """Return the problem if what lies at `target`, and is not `data`, was issued, or holds a plan that was.

    `plans` are the keys of the plans of which it was surely made; others are read from it. Raise Refused if it, or the
    record of one of these plans, cannot be read.
    """
    if not paths.is_file(target):
        return None
    there = WordFile.read(target).data
    if there == data:
        return None
    kept = [record for record in records if record.is_there]
    keys = {*plans, *plan_digests(target, there)} if kept else set()
    return next((problem for record in kept for problem in _issued(record, target, there, keys)), None)


def records_around(*files: Path) -> Iterator[Record]:
    """Yield the records of the cycles in which files lie, and of the one around this folder, whatever names lead there.

    A record lies in the cycle's folder, and each folder above a file may be one.
    """
    above = (Path(paths.real(file)).parents for file in files)
    here = Path(paths.real(Path()))
    folders = dict.fromkeys([*(folder for each in above for folder in each), here, *here.parents])
    for folder in folders:
        if paths.is_taken(folder / store.NAME):
            yield Record(folder / store.NAME)


def _issued(record: Record, target: Path, there: bytes, keys: Collection[str]) -> Iterator[Problem]:
    """Yield what a record says of a file that lies somewhere, with the plans of these keys in it."""
    hash_, place = hash_of(there), FilePlace(target.as_posix())
    where = paths.key(Path(paths.real(target)).as_posix())
    hint = "if the new one is to replace it, move this file to another folder and run again"
    if why := why_unreadable(record.folder):
        message = f"the record cannot be read ({record.folder.as_posix()}: {why}), so this file may have been issued"
        yield Problem("issued-result", place, message, hint)
        return
    is_document = any(where.endswith(f"/{paths.key(path)}") for path in record.by_path)
    if is_document or any(hash_ in issued_hashes(history.events) for history in record.histories):
        message = "this file was issued, by what the record says, and stays as it is"
        yield Problem("issued-result", place, message, hint)
    for reference, _, document in (key.rpartition("/") for key in sorted(keys)):
        standing = record.history(reference).standing.get(document) if reference else None
        if standing:
            message = (
                f"this holds the plan of {reference}, which was issued on {spelled(standing.date)}, "
                "so it may have been sent, and the new one would read otherwise"
            )
            yield Problem("issued-result", place, message, hint)


def plan_digests(target: Path, data: bytes) -> dict[str, str]:
    """Return for the key of each plan in a result a digest of it, "" if it was changed since; none if it is no result.

    Of two results, those of a plan are equal if it is the same and was attached in the same way.
    """
    try:
        if ending(target) == PDF:
            return pdf.digests(PdfFile(target.as_posix(), data))
        return word.digests(Package.open(data))
    except Refused:
        return {}
