"""A dry run's outcome, the assessment and its record → the documents that can be issued, or every reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from engross import paths, pdf
from engross.problems import FilePlace, Problem, Severity
from engross.suggestions import all_of, one_of
from scrutiny_response.domain.asked_letters import Asked
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.contradictions.case import Contradiction, DataPath
from scrutiny_response.domain.contradictions.issuing import on_the_day
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.history import Standing, later_event, standing
from scrutiny_response.domain.timeframes import EXTENSION_LETTER
from scrutiny_response.intake.assessments import placed
from scrutiny_response.store import manifest, naming, staging, whole_files
from scrutiny_response.store.outcome import Action, Change, Outcome
from scrutiny_response.use_cases.issuing.options import IssueOptions
from scrutiny_response.use_cases.recording import earlier_than

_GENERATE = "run `scrutiny generate`, look at it, and issue it then"


class Candidate(NamedTuple):
    """One assessment on its way to being issued: what a dry run says of it, itself, its record and its manifest's.

    `assessment` is None if it could not be read, `recorded` if nothing was generated from it yet. `named` are the
    documents to which it is confined, if there are any. `doubts` may be meant, and have to be accepted.
    """

    outcome: Outcome
    assessment: Assessment | None
    events: tuple[Recorded, ...]
    recorded: manifest.Record | None
    named: tuple[str, ...] = ()
    doubts: tuple[Problem, ...] = ()

    @property
    def standing(self) -> Mapping[str, Standing]:
        """The documents that stand, by their names."""
        return standing(self.events)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The names of the documents that are to be issued, and are not issued yet."""
        return tuple(name for name in self.asked_for if name not in self.standing and self.takes(name))

    @property
    def asked_for(self) -> tuple[str, ...]:
        """The names of the documents that the assessment asks for, and of the letters that answer an event."""
        return (*(self.assessment.documents if self.assessment else ()), *self.follow_ups)

    @property
    def follow_ups(self) -> Mapping[str, Asked]:
        """The letters that answer an event and were generated, by their names."""
        documents = self.recorded.documents if self.recorded else ()
        letters = [Asked.from_plain(document.follow_up) for document in documents if document.follow_up]
        return {letter.name: letter for letter in letters}

    def dated(self, name: str) -> dt.date:
        """Return the date that a document bears."""
        letter, sent = self.follow_ups.get(name), self.standing.get(name)
        if letter:
            return letter.batch.dated
        if self.assessment and name in self.assessment.documents:
            return dated(name, self.assessment)
        return (sent.document.dated if sent else None) or dt.date.min

    def path(self, name: str) -> str:
        """Return where a document lies in the output folder, or would."""
        possible = naming.names(self.assessment, name) if self.assessment else ("",)
        changes = {change.path: change for change in self.outcome.changes}
        return next((path for path in possible if changes.get(path)), possible[0])

    def takes(self, name: str) -> bool:
        """Return whether a document is among those that are asked for: an internal one only if it is named."""
        if self.named:
            return name in self.named
        return not (self.assessment and self.assessment.is_internal(name))


class Lying(NamedTuple):
    """A document that is to be issued: its name, the date that it bears, and how it was generated.

    `letter` is how it was asked for if it answers an event.
    """

    name: str
    dated: dt.date
    generated: manifest.Document
    letter: Asked | None = None


def lying(candidate: Candidate) -> tuple[Lying, ...]:
    """Return the documents that are to be issued as they were generated; those that were not are left out."""
    assessment, recorded = candidate.assessment, candidate.recorded
    if assessment is None or recorded is None:
        return ()
    generated = [(name, recorded.document(candidate.path(name))) for name in candidate.wanted]
    letters = candidate.follow_ups
    return tuple(Lying(name, candidate.dated(name), each, letters.get(name)) for name, each in generated if each)


def dated(name: str, assessment: Assessment) -> dt.date:
    """Return the date that a document bears."""
    extension = assessment.extension if name == EXTENSION_LETTER else None
    return extension.letter_date if extension else assessment.letter.date


def reasons(candidate: Candidate, names: Collection[str], options: IssueOptions) -> Iterator[Problem]:
    """Yield every reason why documents of these names cannot be issued as it is asked for, wherever they lie."""
    outcome, assessment = candidate.outcome, candidate.assessment
    yield from (problem for problem in outcome.problems if _refuses(problem, options))
    if assessment is None or outcome.refused:
        return
    place = FilePlace(outcome.file)
    if assessment.state is not State.ISSUED:
        message = f"its state is `{assessment.state}`, and only what is final can be issued"
        hint = f"when the text is final, write `state: issued`; then {_GENERATE}"
        yield Problem("not-final", place, message, hint)
        return
    yield from (_to_accept(doubt) for doubt in candidate.doubts if not options.accepts(doubt))
    yield from unknown_documents(candidate)
    own = [name for name in names if name in assessment.documents]
    yield from placed(outcome.file, _on_the_day(assessment, own, options.on))
    if not options.replaces:  # a corrected letter may be given another date
        later = (name for name in names if name in candidate.follow_ups and candidate.dated(name) > options.on)
        yield from (_dated_later(candidate, name, options.on) for name in later)
    if (event := later_event(candidate.events, names, options.on)) is not None:
        yield earlier_than(event, options.on, place)


def unknown_documents(candidate: Candidate) -> Iterator[Problem]:
    """Yield what is wrong with the names to which an assessment is confined, if it has no such documents."""
    known_names = dict.fromkeys((*candidate.asked_for, *candidate.standing))
    unknown = [name for name in candidate.named if name not in known_names]
    if unknown and candidate.assessment:
        message = f"it has no document called {one_of(unknown)}"
        yield Problem(
            "unknown-document", FilePlace(candidate.outcome.file), message, f"it has {all_of([*known_names])}"
        )


def not_as_generated(candidate: Candidate, folder: Path, options: IssueOptions) -> Iterator[Problem]:
    """Yield what keeps the documents that are to be issued from being so as they lie in the output folder."""
    assessment, changes = candidate.assessment, {change.path: change for change in candidate.outcome.changes}
    if assessment is None or candidate.outcome.refused or assessment.state is not State.ISSUED:
        return
    for name in candidate.wanted:
        path = candidate.path(name)
        yield from _not_as_generated(changes.get(path), folder / path, as_edited=bool(options.as_edited))


def _refuses(problem: Problem, options: IssueOptions) -> bool:
    """Return whether a problem keeps a document from being issued; what only may be meant is told by itself."""
    is_edited = problem.id == "edited-document" and bool(options.as_edited or options.replaces)
    return problem.is_error and not is_edited


def _dated_later(candidate: Candidate, name: str, on: dt.date) -> Problem:
    day = candidate.dated(name)
    message = f"{name} is dated {day}, after the day on which it is issued, {on}"
    hint = f"issue it on {day} or later, or make it again: scrutiny generate --follow-up --dated {on}"
    return Problem("issued-before-its-date", FilePlace(candidate.outcome.file), message, hint)


def _to_accept(doubt: Problem) -> Problem:
    hint = doubt.hint.replace("accept it when you issue", f"accept it with --accept {doubt.id}")
    return doubt._replace(hint=hint, severity=Severity.ERROR)


def _on_the_day(assessment: Assessment, names: Collection[str], on: dt.date) -> Iterator[Contradiction]:
    """Yield what the day of issuing contradicts, and which documents could be issued on it; each thing once."""
    ready = [document for document in assessment.documents if not any(on_the_day(assessment, document, on))]
    first: dict[DataPath, Contradiction] = {}
    for each in (contradiction for name in names for contradiction in on_the_day(assessment, name, on)):
        first.setdefault(each.path, each)
    others = f", or issue the others now: --document {' --document '.join(ready)}" if ready else ""
    yield from (contradiction._replace(hint=contradiction.hint + others) for contradiction in first.values())


def _not_as_generated(change: Change | None, path: Path, *, as_edited: bool) -> Iterator[Problem]:
    place = FilePlace(path.as_posix())
    if change is None or (change.done is Action.WRITTEN and not paths.is_taken(path)):
        yield Problem("not-generated", place, "this document has not been generated yet", _GENERATE)
    elif change.done is Action.WRITTEN:
        message = f"this document is out of date: {change.why}"
        yield Problem("document-outdated", place, message, _GENERATE)
    elif change.done is Action.KEPT and not as_edited:
        hint = '`scrutiny generate --overwrite-edited` makes it again; `--as-edited "REASON"` issues it as it is'
        yield Problem("edited-for-issue", place, "this document was edited by hand", hint)
    pdf_path = Path(whole_files.pdf_path(str(path)))
    source = pdf.made_from(pdf_path) if paths.is_file(pdf_path) else None
    if paths.is_file(pdf_path) and source != staging.hash_on_disk(path):
        message = "this PDF was not made from the document beside it, so the two might say different things"
        hint = "run `scrutiny generate --pdf`, or take it away"
        yield Problem("stale-pdf", FilePlace(pdf_path.as_posix()), message, hint)
