"""The Word documents that a cycle's run left in the output folder → a PDF beside each of them.

A PDF is made of the document as it lies there, so that the two never say different things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from engross import paths, pdf
from engross.pdf import Archive, ConvertedPdf, Converter, WordFile
from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.domain.assessment import State
from scrutiny_response.store import staging, whole_files
from scrutiny_response.store.outcome import CycleOutcome, Outcome
from scrutiny_response.store.spill import Spill, SpilledColumn
from scrutiny_response.store.whole_files import pdf_path
from scrutiny_response.use_cases.document_properties import copy_that_says

AT_ONCE = 128
"""How many documents are in memory at a time; LibreOffice takes them in lists, a process for each core."""

_OF_LIBREOFFICE = {"libreoffice-fails", "no-room"}
"""What keeps LibreOffice from making any PDF, whatever the document."""

Progress = Callable[[int, int], None]
"""Told how many documents are done, and of how many."""


class PdfPrinter(Struct, frozen=True):
    """LibreOffice as it was found, and the PDF/A version that is asked for; None for plain tagged PDF (PDF/UA)."""

    office: Converter
    archive: Archive | None = None
    again: bool = False

    @classmethod
    def find(cls, archive: Archive | None = None, *, again: bool = False) -> PdfPrinter:
        """Find LibreOffice before anything is made; Refused, with what to install, if it or pikepdf is missing.

        With `again`, PDFs are made of documents that have not changed since theirs was made, too.
        """
        return cls(pdf.find_converter(), archive, again)


class _Output(NamedTuple):
    """The output folder, and the folder of files that are to be moved to their places in it."""

    folder: Path
    staged: Path


class _Copy(NamedTuple):
    """What became of the PDF of one document."""

    path: str
    problems: tuple[Problem, ...]
    written: bool


def add_pdfs(
    cycle: CycleOutcome, folder: Path, staged: Path, press: PdfPrinter, progress: Progress = lambda _done, _total: None
) -> CycleOutcome:
    """Return the same outcome with the PDFs: written whole or not at all, each failure a problem of its partnership.

    A PDF that says something else than its document is warned of, and not written for one whose text is final.

    They are staged in the folder `staged`, on one disk with the output folder, which is this run's alone.

    A PDF that was made of the document as it is stays as it lies there, as the document itself does.
    A font that is missing is said once for the whole run, among the problems of the cycle, and so is a LibreOffice that
    makes nothing, which is asked no more. So is it where what becomes of them cannot be set down; the documents
    themselves stand.
    """
    try:
        return _with_pdfs(cycle, _Output(folder, staged), press, progress)
    except Refused as refused:
        return cycle._replace(problems=(*cycle.problems, *refused.problems))


def _with_pdfs(cycle: CycleOutcome, output: _Output, press: PdfPrinter, progress: Progress) -> CycleOutcome:
    outcomes: SpilledColumn[Outcome] = SpilledColumn(Spill())
    for_all: dict[str, Problem] = {}
    done, total = 0, sum(len(outcome.documents) for outcome in cycle.outcomes)
    for some in _batches(cycle.outcomes):
        wanted = {path: outcome.state == State.ISSUED for outcome in some for path in outcome.documents}
        hindrance = next((problem for problem in for_all.values() if problem.id in _OF_LIBREOFFICE), None)
        copies = {copy.path: copy for copy in _copied(wanted, output, press, hindrance)}
        told = (problem for copy in copies.values() for problem in copy.problems)
        for_all |= {problem.message: problem for problem in told if _is_for_all(problem)}
        for outcome in some:
            outcomes.put(len(outcomes), _with(outcome, copies))
        done += len(wanted)
        progress(done, total)
    problems = (*cycle.problems, *map(_for_all, for_all.values()))
    return cycle._replace(outcomes=outcomes, problems=problems, some_refused=None, unchanged=())


def _batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Yield the outcomes in their order, as many at a time as have about AT_ONCE documents."""
    some: list[Outcome] = []
    documents = 0
    for outcome in outcomes:
        some.append(outcome)
        documents += len(outcome.documents)
        if documents >= AT_ONCE:
            yield some
            some, documents = [], 0
    if some:
        yield some


def _copied(
    finality: Mapping[str, bool], output: _Output, press: PdfPrinter, hindrance: Problem | None
) -> Iterator[_Copy]:
    """Yield what became of the PDF of each document; `finality` says by its path whether it is final.

    Where there is a `hindrance`, LibreOffice is not asked.
    """
    folder, wanted = output.folder, list(finality)
    read: dict[int, WordFile | Problem] = {
        at: _read(folder / path, is_final=is_final) for at, (path, is_final) in enumerate(finality.items())
    }
    read = {at: file for at, file in read.items() if not _is_made(file, folder / pdf_path(wanted[at]), press)}
    files = {at: file for at, file in read.items() if isinstance(file, WordFile)}
    results: dict[int, ConvertedPdf | Problem] = {}
    if hindrance:
        results = dict.fromkeys(files, hindrance)
    else:
        converted = pdf.to_pdf(press.office, list(files.values()), press.archive, copy_that_says)
        results = dict(zip(files, converted, strict=True))
    staged = _staged(output, results)
    for at in read:
        path = wanted[at]
        result = results.get(at, read[at])
        problem = _written(output, path, staged[at]) if isinstance(result, ConvertedPdf) else result
        warnings = result.warnings if isinstance(result, ConvertedPdf) else ()
        failed = tuple(_failed(problem, folder / pdf_path(path))) if isinstance(problem, Problem) else ()
        yield _Copy(path, (*warnings, *failed), not failed)


def _read(path: Path, *, is_final: bool) -> WordFile | Problem:
    try:
        return WordFile.read(path, is_final=is_final)
    except Refused as refused:
        return refused.problems[0]


def _is_made(file: WordFile | Problem, target: Path, press: PdfPrinter) -> bool:
    """Return True if the PDF that lies there was made of this document as it is."""
    if press.again or isinstance(file, Problem):
        return False
    try:
        return pdf.is_made_from(target.read_bytes(), file.data, press.archive)
    except OSError:
        return False


def _staged(output: _Output, results: Mapping[int, ConvertedPdf | Problem]) -> Mapping[int, str | Problem]:
    """Stage the PDFs together; a name each, or what kept one from being written."""
    pdfs = {at: result.data for at, result in results.items() if isinstance(result, ConvertedPdf)}
    return dict(zip(pdfs, staging.stage(output.staged, list(pdfs.values())), strict=True))


def _written(output: _Output, path: str, staged: str | Problem) -> Problem | None:
    if isinstance(staged, Problem):
        return staged
    return whole_files.place(output.staged / staged, output.folder, pdf_path(path))


def _failed(problem: Problem, target: Path) -> Iterator[Problem]:
    """Yield the problem, which says so if the PDF of an earlier run still lies there; what is for all is told apart."""
    if not paths.is_file(target):
        yield problem
    elif not _is_for_all(problem):
        yield problem._replace(message=f"{problem.message}; {target.name} beside it is of an earlier run")
    else:
        yield problem
        message = "this PDF is of an earlier run, as no other could be made"
        hint = "run again with --pdf once that is corrected, or take it away"
        yield Problem("stale-pdf", FilePlace(target.as_posix()), message, hint, Severity.WARNING)


def _with(outcome: Outcome, copies: Mapping[str, _Copy]) -> Outcome:
    own = [copies[path] for path in outcome.documents if path in copies]
    told = (problem for copy in own for problem in copy.problems if not _is_for_all(problem))
    problems = tuple(dict.fromkeys(told))  # a disk that is full is told once, and not for each document
    written = tuple(pdf_path(copy.path) for copy in own if copy.written)
    return outcome._replace(pdfs=written, problems=outcome.problems + problems)


def _is_for_all(problem: Problem) -> bool:
    return problem.id == "font-missing" or problem.id in _OF_LIBREOFFICE


def _for_all(problem: Problem) -> Problem:
    return problem._replace(place=FilePlace("PDFs")) if problem.id == "font-missing" else problem
