"""Assessments whose documents are final → each issued: an event in the record, with the documents as they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from engross import paths
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused, has_error
from scrutiny_response.domain.event_parts import IssuedDocument
from scrutiny_response.domain.events import Issued
from scrutiny_response.domain.history import in_words
from scrutiny_response.generate import cycle
from scrutiny_response.generate.records import Record, Records
from scrutiny_response.intake import Reading, assessment_files, read_assessments, read_framework
from scrutiny_response.store import record as store
from scrutiny_response.store import recovery, staging
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.store.up_to_date import Options
from scrutiny_response.use_cases.generate import Sources
from scrutiny_response.use_cases.issuing.adopt import adopt
from scrutiny_response.use_cases.issuing.candidates import (
    Candidate,
    Lying,
    lying,
    not_as_generated,
    reasons,
    unknown_documents,
)
from scrutiny_response.use_cases.issuing.correct import correct
from scrutiny_response.use_cases.issuing.corrections import issued_drafts
from scrutiny_response.use_cases.issuing.edited import edited
from scrutiny_response.use_cases.issuing.issued_event import issued_event
from scrutiny_response.use_cases.issuing.options import IssueOptions
from scrutiny_response.use_cases.issuing.outcome import IssueOutcome, IssueState
from scrutiny_response.use_cases.issuing.sending import Sending, accepted, as_generated, changed, send
from scrutiny_response.use_cases.issuing.tidying import drafts_of, tidied
from scrutiny_response.use_cases.recording import history_of
from scrutiny_response.use_cases.second_look import to_accept


def issue(
    inputs: Sequence[Path], folder: Path, sources: Sources, options: IssueOptions
) -> tuple[tuple[IssueOutcome, ...], tuple[Problem, ...]]:
    """Issue the documents of each assessment that are not issued yet, each reference by itself, whole or not at all.

    Return what became of each, and what is wrong with the cycle as a whole; with an error there, nothing was done.
    """
    try:
        with ExitStack() as stack:
            if options.writes or options.draft:
                work = stack.enter_context(staging.working(folder, "issue"))
                recovery.recover(folder, work)
            return _issued(inputs, folder, sources, options)
    except Refused as refused:
        return (), refused.problems


def _issued(
    inputs: Sequence[Path], folder: Path, sources: Sources, options: IssueOptions
) -> tuple[tuple[IssueOutcome, ...], tuple[Problem, ...]]:
    dry = cycle.generate(
        inputs,
        folder,
        templates=sources.templates,
        framework=sources.framework,
        options=Options(dry_run=True),
        record=options.record,
    )
    if has_error(dry.problems):
        return (), dry.problems
    records = Records(options.record)
    files = [Path(file) for file in assessment_files(inputs) if isinstance(file, str)]
    one = partial(_one, folder=folder, records=records, sources=sources, options=options)
    return tuple(map(one, _candidates(files, dry, folder, sources, records))), dry.problems


def _candidates(
    files: Sequence[Path], dry: CycleOutcome, folder: Path, sources: Sources, records: Records
) -> Iterator[Candidate]:
    readings = {reading.file: reading for reading in _of_the_whole_cycle(files, sources)}
    doubts = {of_file.file: of_file.problems for of_file in to_accept(tuple(readings.values()))}
    with recovery.read_manifest(folder) as recorded:
        by_reference = {record.summary["reference"]: record for record in recorded.records()}
    for outcome in dry.outcomes:
        try:
            events = history_of(records.of(outcome.file).folder, outcome.reference) if outcome.reference else ()
        except Refused:  # the dry run says so
            events = ()
        reading, recorded_as = readings.get(outcome.file), by_reference.get(outcome.reference)
        if reading and reading.assessment is None and not outcome.refused:  # what others of its folder share with it
            outcome = outcome._replace(problems=(*outcome.problems, *reading.problems))  # noqa: PLW2901  # the whole of it
        assessment, doubted = reading.assessment if reading else None, doubts.get(outcome.file, ())
        yield Candidate(outcome, assessment, events, recorded_as, doubts=doubted)


def _of_the_whole_cycle(files: Sequence[Path], sources: Sources) -> tuple[Reading, ...]:
    """Return the readings of some assessments and of all that lie beside them: only together they show some slips."""
    named = {paths.real(file) for file in files}
    folders = {paths.real(file.parent): file.parent for file in files}
    beside = [Path(file) for file in assessment_files(list(folders.values())) if isinstance(file, str)]
    others = [file for file in beside if paths.real(file) not in named]
    return read_assessments([*files, *others], read_framework(sources.framework))


def _one(candidate: Candidate, folder: Path, records: Records, sources: Sources, options: IssueOptions) -> IssueOutcome:
    outcome, record = candidate.outcome, records.of(candidate.outcome.file)
    candidate = candidate._replace(named=options.documents)
    looked = IssueOutcome(
        file=outcome.file,
        reference=outcome.reference,
        partnership=outcome.partnership,
        words=in_words(candidate.events) or outcome.state,
        documents=candidate.wanted,
    )
    try:
        if options.replaces:
            return correct(candidate, looked, folder, record, sources, options)
        if options.adopt:
            return adopt(candidate, looked, folder, record.folder, options)
        return _first(candidate, looked, folder, record, sources, options)
    except Refused as refused:
        return replace(looked, problems=refused.problems)


def _first(  # noqa: PLR0913, PLR0917  # all that one reference is issued with
    candidate: Candidate,
    looked: IssueOutcome,
    folder: Path,
    record: Record,
    sources: Sources,
    options: IssueOptions,
) -> IssueOutcome:
    """Issue what is not issued yet; Refused with every reason why it cannot be."""
    if candidate.standing and not candidate.wanted and not candidate.outcome.refused:
        if unknown := tuple(unknown_documents(candidate)):
            raise Refused(unknown)
        told: tuple[str, ...] = ()
        if options.writes:
            store.sweep(record.folder, "issue")
            told = tuple(tidied(folder, _left(candidate, folder, record, sources)))
        return replace(looked, state=IssueState.STANDING, documents=tuple(candidate.standing), told=told)
    problems = (*reasons(candidate, candidate.wanted, options), *not_as_generated(candidate, folder, options))
    if not problems and not candidate.wanted:
        message = "it asks for no documents that could be issued"
        hint = "list them under `documents`; an internal one is issued only if it is named: --document NAME"
        problems = (Problem("nothing-to-issue", FilePlace(candidate.outcome.file), message, hint),)
    if problems:
        raise Refused(problems)
    ready = replace(looked, state=IssueState.READY)
    sendings = [_sending(each, folder, candidate, sources, options) for each in lying(candidate)]
    if not options.writes:
        return ready
    written = send(candidate, ready, record.folder, sendings, partial(_event, candidate, options))
    return replace(written, told=tuple(tidied(folder, drafts_of(candidate.recorded, ready.documents))))


def _left(candidate: Candidate, folder: Path, record: Record, sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield the path and the hash of each draft of what stands, which a run that was killed left."""
    yield from drafts_of(candidate.recorded, candidate.standing)
    yield from issued_drafts(candidate, folder, record, sources)


def _sending(lies: Lying, folder: Path, candidate: Candidate, used: Sources, options: IssueOptions) -> Sending:
    """Return a document as it lies; Refused if it changed since it was looked at, or was edited and may not be so."""
    sending = replace(as_generated(lies.name, lies.dated, lies.generated, folder), letter=lies.letter)
    if hash_of(sending.data) == lies.generated.hash:
        return sending
    if not options.as_edited:
        raise Refused([changed(folder / sending.path)])
    return edited(sending, folder, candidate, used, options)


def _event(candidate: Candidate, options: IssueOptions, documents: tuple[IssuedDocument, ...]) -> Issued:
    return replace(issued_event(candidate, options, documents), accepted=accepted(candidate))
