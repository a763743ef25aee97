"""Assessments whose documents are final → each issued: an event in the record, with the documents as they lie."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response import __version__
from scrutiny_response.domain.event_parts import Accepted, Inputs, IssuedDocument, StatedDate
from scrutiny_response.domain.events import Issued
from scrutiny_response.domain.history import in_words
from scrutiny_response.generate import cycle
from scrutiny_response.generate.records import Records
from scrutiny_response.generate.settings import hash_of
from scrutiny_response.intake import assessment_files, read_assessments, read_framework
from scrutiny_response.store import naming, recovery, staging, whole_files
from scrutiny_response.store import record as store
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.store.up_to_date import Options
from scrutiny_response.use_cases.generate import Sources
from scrutiny_response.use_cases.issuing.candidates import Candidate, Lying, lying, reasons
from scrutiny_response.use_cases.issuing.outcome import IssueOutcome, IssueState
from scrutiny_response.use_cases.issuing.tidying import drafts_of, tidied
from scrutiny_response.use_cases.recording import Names, add_event, history_of, writing_refused


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOptions:
    """How documents are issued: on which day, who approved it, and what of it is accepted.

    Without `approved_by` nothing is changed: it is only said what is ready. `accept` are identifiers of warnings.
    `record` is the folder of the record, in place of the one in the cycle's folder.
    """

    on: dt.date
    approved_by: str = ""
    dry_run: bool = False
    accept: tuple[str, ...] = ()
    record: Path | None = None

    @property
    def writes(self) -> bool:
        """True if events are written."""
        return bool(self.approved_by) and not self.dry_run


def issue(
    inputs: Sequence[Path], folder: Path, sources: Sources, options: IssueOptions
) -> tuple[tuple[IssueOutcome, ...], tuple[Problem, ...]]:
    """Issue the documents of each assessment that are not issued yet, each reference by itself, whole or not at all.

    Return what became of each, and what is wrong with the cycle as a whole; with an error there, nothing was done.
    """
    files = [Path(file) for file in assessment_files(inputs) if isinstance(file, str)]
    try:
        with ExitStack() as stack:
            if options.writes:
                work = stack.enter_context(staging.working(folder))
                recovery.recover(folder, work)
            return _issued(files, folder, sources, options)
    except Refused as refused:
        return (), refused.problems


def _issued(
    files: Sequence[Path], folder: Path, sources: Sources, options: IssueOptions
) -> tuple[tuple[IssueOutcome, ...], tuple[Problem, ...]]:
    dry = cycle.generate(
        files,
        folder,
        templates=sources.templates,
        framework=sources.framework,
        options=Options(dry_run=True),
        record=options.record,
    )
    if any(problem.severity is Severity.ERROR for problem in dry.problems):
        return (), dry.problems
    records = Records(options.record)
    outcomes = tuple(
        _one(candidate, folder, records.of(candidate.outcome.file).folder, options)
        for candidate in _candidates(files, dry, folder, sources, records)
    )
    return outcomes, tuple(problem for problem in dry.problems if problem.id != "record-without-assessment")


def _candidates(
    files: Sequence[Path], dry: CycleOutcome, folder: Path, sources: Sources, records: Records
) -> Iterator[Candidate]:
    assessments = {
        reading.file: reading.assessment for reading in read_assessments(files, read_framework(sources.framework))
    }
    with recovery.read_manifest(folder) as recorded:
        by_reference = {each.summary["reference"]: each for each in recorded.records()}
    for outcome in dry.outcomes:
        try:
            events = history_of(records.of(outcome.file).folder, outcome.reference) if outcome.reference else ()
        except Refused:  # the dry run says so
            events = ()
        yield Candidate(outcome, assessments.get(outcome.file), events, by_reference.get(outcome.reference))


def _one(candidate: Candidate, folder: Path, record: Path, options: IssueOptions) -> IssueOutcome:
    outcome = candidate.outcome
    looked = IssueOutcome(
        file=outcome.file,
        reference=outcome.reference,
        partnership=outcome.partnership,
        words=in_words(candidate.events) or outcome.state,
        documents=candidate.wanted,
    )
    if candidate.standing and not candidate.wanted and not outcome.refused:
        return replace(looked, state=IssueState.STANDING, documents=tuple(candidate.standing))
    problems = tuple(reasons(candidate, folder, options.on, options.accept, as_edited=False))
    if not problems and not candidate.wanted:
        problems = (_nothing(outcome.file),)
    if problems:
        return replace(looked, problems=problems)
    ready = replace(looked, state=IssueState.READY)
    if not options.writes:
        return ready
    try:
        return _recorded(candidate, ready, folder, record, options)
    except Refused as refused:
        return replace(looked, problems=refused.problems)


def _nothing(file: str) -> Problem:
    return Problem("nothing-to-issue", FilePlace(file), "it asks for no documents", "list them under `documents`")


def _recorded(
    candidate: Candidate, ready: IssueOutcome, folder: Path, record: Path, options: IssueOptions
) -> IssueOutcome:
    """Write the event of a reference that is ready, then take away what it takes the place of."""
    with writing_refused(record):
        before = history_of(record, ready.reference)
        if before != candidate.events:
            raise Refused([_changed(record)])
        documents = lying(candidate)
        files = dict(_files(documents, folder))
        event = add_event(record, lambda names: _event(candidate, documents, files, names, options), files, before)
    return replace(
        ready,
        state=IssueState.ISSUED,
        words=in_words((*before, event)),
        event=(store.folder_of(record, ready.reference) / event.file).as_posix(),
        told=tuple(tidied(folder, drafts_of(candidate.recorded, ready.documents))),
    )


def _changed(path: Path) -> Problem:
    message = "this has changed while the run was looking at it"
    return Problem(
        "another-run", FilePlace(path.as_posix()), message, "wait until the other run has ended, and run again"
    )


def _files(documents: Iterable[Lying], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the documents and the PDFs beside them by the names that they get in the record; Refused if one changed."""
    for name, _, generated in documents:
        path = folder / generated.path
        data = path.read_bytes()
        if hash_of(data) != generated.hash:
            raise Refused([_changed(path)])
        yield f"{naming.safe(name)}.docx", data
        beside = folder / whole_files.pdf_path(generated.path)
        if beside.is_file():
            yield f"{naming.safe(name)}.pdf", beside.read_bytes()


def _event(
    candidate: Candidate, documents: Iterable[Lying], files: Mapping[str, bytes], names: Names, options: IssueOptions
) -> Issued:
    summary = candidate.recorded.summary if candidate.recorded else {}
    warnings = [problem for problem in candidate.outcome.problems if problem.severity is Severity.WARNING]
    file = Path(os.path.realpath(candidate.outcome.file))
    return Issued(
        reference=candidate.outcome.reference,
        date=options.on,
        software=__version__,
        partnership=candidate.outcome.partnership,
        assessment=f"{file.parent.name}/{file.name}",
        level=summary.get("level"),
        approved_by=options.approved_by,
        documents=tuple(_document(each, files, names) for each in documents),
        dates=tuple(
            StatedDate(what=each["kind"], date=dt.date.fromisoformat(each["date"])) for each in summary.get("dates", ())
        ),
        accepted=tuple(Accepted(id=problem.id, place=str(problem.place)) for problem in warnings),
    )


def _document(lies: Lying, files: Mapping[str, bytes], names: Names) -> IssuedDocument:
    word, pdf = (f"{naming.safe(lies.name)}.{ending}" for ending in ("docx", "pdf"))
    inputs = lies.generated.inputs
    return IssuedDocument(
        document=lies.name,
        dated=lies.dated,
        path=lies.generated.path,
        file=names[word],
        hash=lies.generated.hash,
        pdf=names.get(pdf),
        pdf_hash=hash_of(files[pdf]) if pdf in files else None,
        template=f"{lies.generated.template}.docx",
        template_hash=lies.generated.template_hash,
        inputs=Inputs(
            assessment=inputs.assessment,
            cycle=inputs.cycle or None,
            framework=inputs.framework,
            framework_version=inputs.framework_version,
            software=inputs.software,
        ),
        replaces=None,
        answers=None,
        as_edited=None,
    )
