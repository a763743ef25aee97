"""What was built from one assessment file, and what is recorded of it → what becomes of its documents and record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.generate.entries import OutputState, PendingMove, PlannedEntry, Turn, UniqueNames, recorded_names
from scrutiny_response.generate.issued import Issued, Kept, Now, issued_of, kept_as_issued
from scrutiny_response.generate.records import Records
from scrutiny_response.store import manifest, staging, up_to_date
from scrutiny_response.store.manifest import Document, Record
from scrutiny_response.store.outcome import Action, Change, Outcome
from scrutiny_response.store.up_to_date import Options

if TYPE_CHECKING:
    from scrutiny_response.generate.build import BuildResult, Rendered


class _PlannedDocument(NamedTuple):
    """A document that was rendered or is issued, the one that is recorded at its path, and what is done about them."""

    rendered: Document
    recorded: Document | None
    change: Change
    staged: str
    is_issued: bool = False
    is_from_before: bool = False

    @property
    def standing(self) -> Document | None:
        """What is recorded at the path from now on."""
        lies_there = self.change.done in {Action.WRITTEN, Action.UNCHANGED}
        return self.rendered if lies_there or self.is_current else self.recorded

    @property
    def is_current(self) -> bool:
        """Whether what is recorded says the same as what was rendered."""
        return self.recorded is not None and self.recorded.hash == self.rendered.hash


def unchanged_entry(outcome: Outcome, key: str, record: Record) -> PlannedEntry:
    """Return the entry of a file that need not be read again."""
    return PlannedEntry(outcome, recorded_names(outcome.file, record), key, has_orphaned=bool(record.orphaned))


def planned_entry(
    result: BuildResult, turn: Turn | None, state: OutputState | None, options: Options, records: Records | None = None
) -> PlannedEntry:
    """Return the entry of a file that was read; of a refused one nothing is written.

    Nothing is recorded of it without an output folder, or if it could not be read and there is no `turn`. What the
    `records` say of it is said all the same.
    """
    issued = Issued()
    try:
        issued = issued_of(result.outcome, records) if records else issued
    except Refused as refused:
        problems = (*result.outcome.problems, *refused.problems)
        result = result._replace(outcome=result.outcome._replace(problems=problems))
    if records:
        result = result._replace(outcome=result.outcome._replace(issue=issued.in_words(result.outcome.state)))
    if state is None or turn is None:
        names = UniqueNames(result.outcome.file, result.identified, result.names)
        return PlannedEntry(result.outcome, names)
    turn = turn._replace(last=turn.last.of(result.identified.identity.reference if result.identified else ""))
    result = result.named_as_known(_paths_known(turn.previous, issued))
    names = UniqueNames(result.outcome.file, result.identified, result.names)
    turn = turn._replace(inputs=turn.inputs._replace(record=issued.hash))
    result = _readable(result, issued, state)
    if result.outcome.refused:
        record = _record(result, result.outcome, (), turn)
        return PlannedEntry(result.outcome, names, turn.key, record, (), bool(record.orphaned), turn.last.former_key)
    return _sound_entry(result, issued, turn, state, options)


def _readable(result: BuildResult, issued: Issued, state: OutputState) -> BuildResult:
    """Return the result, refused if what lies at the path of one of its documents may not be read."""
    places = dict.fromkeys((*(document.path for document in result.documents), *_paths_issued(issued)))
    closed = [path for path in places if state.hash_of(path) == staging.UNREADABLE]
    problems = (*result.outcome.problems, *(staging.unreadable(state.folder / path) for path in closed))
    return result._replace(outcome=result.outcome._replace(problems=problems)) if closed else result


def _paths_issued(issued: Issued) -> Iterator[str]:
    return (standing.document.path for standing in issued.standing.values())


def _paths_known(previous: Record | None, issued: Issued) -> Iterator[str]:
    """Yield the paths in the output folder that manifest and record know of an assessment's documents."""
    for document in (*previous.documents, *previous.orphaned) if previous else ():
        yield document.path
    yield from _paths_issued(issued)


def _sound_entry(result: BuildResult, issued: Issued, turn: Turn, state: OutputState, options: Options) -> PlannedEntry:
    """Return the entry of a file that is not refused: what is issued stays, all else is written if it has changed."""
    now = Now(state.folder, state.work, state.hash_of, state.templates, turn.inputs, options)
    kept = kept_as_issued(issued, result.documents, now)
    by_name = {document.document: document for document in result.documents}
    outcome = result.outcome
    plans = tuple(
        _kept(kept[name])
        if name in kept
        else _from_before(_plan(by_name[name], turn, state, options), outcome, options)
        for name in dict.fromkeys((*by_name, *kept))
    )
    told = [problem for one in kept.values() for problem in one.problems]
    told += [
        _edited(plan, state)
        for plan in plans
        if plan.change.done is Action.KEPT and not plan.is_current and not plan.is_issued
    ]
    told += [_before_record(plan, state) for plan in plans if plan.is_from_before]
    outcome = outcome._replace(changes=tuple(plan.change for plan in plans), problems=(*outcome.problems, *told))
    moves = [PendingMove(plan.staged, plan.rendered.path) for plan in plans if plan.change.done is Action.WRITTEN]
    moves += [PendingMove(*pdf) for one in kept.values() for pdf in one.pdfs]
    record = _record(result, outcome, plans, turn)
    names = UniqueNames(outcome.file, result.identified, tuple(plan.rendered.path for plan in plans))
    former_key = turn.last.former_key
    return PlannedEntry(outcome, names, turn.key, record, tuple(moves), bool(record.orphaned), former_key)


def _from_before(plan: _PlannedDocument, outcome: Outcome, options: Options) -> _PlannedDocument:
    """Return the plan; an issued document that a version without a record made is left as it lies, until made again."""
    recorded, is_there = plan.recorded, plan.change.why != "it was missing"
    if outcome.state != "issued" or recorded is None or recorded.inputs.record is not None:
        return plan
    if options.again or not is_there:
        return plan
    change = Change(recorded.path, Action.UNCHANGED)
    return plan._replace(rendered=recorded, change=change, staged="", is_from_before=True)


def _before_record(plan: _PlannedDocument, state: OutputState) -> Problem:
    place = FilePlace((state.folder / plan.rendered.path).as_posix())
    message = "this was issued by a version of the software that kept no record, and is left as it lies"
    hint = "record it with: scrutiny issue --adopt REFERENCE ...; or make it again with --again"
    return Problem("issued-before-record", place, message, hint, Severity.INFORMATION)


def _kept(kept: Kept) -> _PlannedDocument:
    return _PlannedDocument(kept.document, kept.document, kept.change, kept.staged, is_issued=True)


def refused_record(outcome: Outcome, record: Record, previous: Record | None) -> Record:
    """Return the record of a file that is refused for what another of its run has: what stood before stands."""
    documents, orphaned = _last_documents(previous)
    summary = record.summary if outcome.indication else manifest.empty_summary(outcome)
    return record._replace(
        identity=None, summary=_with_problems(summary, outcome), documents=documents, orphaned=orphaned
    )


def without_edited(outcome: Outcome) -> Outcome:
    """Return the outcome as it was before it was known what is done with its documents."""
    problems = tuple(problem for problem in outcome.problems if problem.id != "edited-document")
    return outcome._replace(changes=(), problems=problems)


def failed_entry(
    outcome: Outcome, record: Record, problems: Mapping[str, Problem], previous: Record | None, state: OutputState
) -> tuple[Outcome, Record]:
    """Return both as they are if the documents at some paths could not be moved: what was recorded there stands."""
    changes = tuple(
        change._replace(done=Action.REFUSED) if change.path in problems else change for change in outcome.changes
    )
    outcome = outcome._replace(changes=changes, problems=(*outcome.problems, *problems.values()))
    standing = (
        _standing(document, previous, state) if document.path in problems else document for document in record.documents
    )
    documents = tuple(document for document in standing if document)
    return outcome, record._replace(identity=None, summary=_with_problems(record.summary, outcome), documents=documents)


def _standing(rendered: Document, previous: Record | None, state: OutputState) -> Document | None:
    recorded = _recorded(rendered.path, previous, state)
    return rendered if recorded and recorded.hash == rendered.hash else recorded


def _recorded(path: str, previous: Record | None, state: OutputState) -> Document | None:
    """Return what is recorded at a path: by the assessment itself, else by another one."""
    return (previous and previous.document(path)) or state.recorded.document(path)


def _plan(rendered: Rendered, turn: Turn, state: OutputState, options: Options) -> _PlannedDocument:
    document = Document(
        path=rendered.path,
        hash=rendered.hash,
        template=rendered.template,
        template_hash=state.templates[rendered.template],
        inputs=turn.inputs,
        follow_up=rendered.follow_up.as_plain() if rendered.follow_up else None,
    )
    there = state.hash_of(document.path)
    recorded = _recorded(document.path, turn.previous, state)
    if recorded and there is None and recorded.path != document.path:  # this disk tells the two names apart
        recorded = None
    change = up_to_date.change(document, recorded, there, options)
    return _PlannedDocument(document, recorded, change, rendered.staged)


def _record(result: BuildResult, outcome: Outcome, plans: Iterable[_PlannedDocument], turn: Turn) -> Record:
    documents, orphaned = _last_documents(turn.previous)
    if not result.outcome.refused:
        paths = {plan.rendered.path for plan in plans}
        orphaned = (*orphaned, *(document for document in documents if document.path not in paths))
        documents = tuple(plan.standing for plan in plans if plan.standing)
    return Record(
        file=turn.key,
        inputs=turn.inputs,
        identity=result.identified.identity if result.identified and not outcome.refused else None,
        summary=_with_problems(result.summary or manifest.empty_summary(outcome), outcome),
        documents=documents,
        orphaned=orphaned,
    )


def _last_documents(previous: Record | None) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    return (previous.documents, previous.orphaned) if previous else ((), ())


def _with_problems(summary: manifest.Summary, outcome: Outcome) -> manifest.Summary:
    issue = {"issue": outcome.issue} if outcome.issue else {}
    return {**summary, **issue, "problems": [problem.as_json() for problem in outcome.problems]}


def _edited(plan: _PlannedDocument, state: OutputState) -> Problem:
    message = f"this document was {plan.change.why}; it was left as it is"
    hint = "keep a copy of it and run again with --overwrite-edited, or move it away"
    return Problem("edited-document", FilePlace((state.folder / plan.rendered.path).as_posix()), message, hint)
