"""Issued documents that would now read otherwise → corrected ones in their places, or drafts of these beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from engross.days import spelled
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response import __version__
from scrutiny_response.domain.asked_letters import Asked
from scrutiny_response.domain.event_parts import IssuedDocument, MovedDate
from scrutiny_response.domain.events import Replaced
from scrutiny_response.generate.records import Record
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.generate import Sources
from scrutiny_response.use_cases.issuing.candidates import Candidate, dated, reasons
from scrutiny_response.use_cases.issuing.corrections import (
    Corrected,
    Correction,
    corrected,
    corrected_letters,
    issued_drafts,
    moved_dates,
    other_drafts,
)
from scrutiny_response.use_cases.issuing.options import IssueOptions
from scrutiny_response.use_cases.issuing.outcome import IssueOutcome, IssueState
from scrutiny_response.use_cases.issuing.sending import Sending, accepted, seen_from_cycle, send
from scrutiny_response.use_cases.issuing.tidying import tidied


def correct(  # noqa: PLR0913, PLR0917  # all that one correction is made of
    candidate: Candidate,
    looked: IssueOutcome,
    folder: Path,
    record: Record,
    sources: Sources,
    options: IssueOptions,
) -> IssueOutcome:
    """Issue the corrected documents of an assessment, or write drafts of them beside what stands.

    Raise Refused with every reason why they cannot be issued.
    """
    if candidate.assessment is None and candidate.outcome.problems:
        raise Refused(candidate.outcome.problems)
    if not candidate.standing:
        message, hint = "nothing of it is issued, so nothing can be replaced", "issue it without --replaces"
        raise Refused([Problem("nothing-to-replace", FilePlace(candidate.outcome.file), message, hint)])
    names = [name for name in candidate.standing if candidate.takes(name)]
    letters = {letter.name: letter for letter in corrected_letters(candidate, options)}
    problems = (*reasons(candidate, names, options), *_dated_later(candidate, letters, options))
    if problems:
        raise Refused(problems)
    result = corrected(candidate, record, sources, tuple(letters.values()))
    result = result._replace(
        corrections=tuple(correction for correction in result.corrections if correction.name in names)
    )
    if not result.corrections:
        left = issued_drafts(candidate, folder, record, sources) if options.writes else ()  # by a run that was killed
        told = tuple(tidied(folder, left))
        return replace(looked, state=IssueState.STANDING, documents=tuple(candidate.standing), told=told)
    moved = tuple(moved_dates(candidate, result.dates))
    corrected_names = tuple(correction.name for correction in result.corrections)
    ready = replace(looked, state=IssueState.READY, documents=corrected_names, told=tuple(map(_told, moved)))
    if options.draft:
        return _drafted(ready, result, folder)
    others = tuple(other_drafts(folder, result.corrections))
    if others:
        raise Refused(others)
    return _issued(candidate, ready, result, moved, folder, record, options) if options.writes else ready


def _drafted(ready: IssueOutcome, result: Corrected, folder: Path) -> IssueOutcome:
    told = list(ready.told)
    for correction in result.corrections:
        problem = whole_files.write(folder, correction.draft_path, correction.draft)
        if problem:
            raise Refused([problem])
        told.append(f"draft of the correction: {folder.as_posix()}/{correction.draft_path}")
    return replace(ready, told=tuple(told))


def _issued(  # noqa: PLR0913, PLR0917  # all that one correction is made of
    candidate: Candidate,
    ready: IssueOutcome,
    result: Corrected,
    moved: tuple[MovedDate, ...],
    folder: Path,
    record: Record,
    options: IssueOptions,
) -> IssueOutcome:
    """Write the event, then put the corrected documents into their places; the next run would do that, too."""
    sendings = [_sending(correction, candidate, result) for correction in result.corrections]

    def event(documents: tuple[IssuedDocument, ...]) -> Replaced:
        return Replaced(
            reference=candidate.outcome.reference,
            date=options.on,
            software=__version__,
            partnership=candidate.outcome.partnership,
            assessment=seen_from_cycle(candidate.outcome.file),
            level=result.level,
            approved_by=options.approved_by,
            documents=documents,
            dates=result.dates,
            accepted=accepted(candidate),
            reason=options.replaces,
            moved=moved,
        )

    written = send(candidate, ready, record.folder, sendings, event)
    told = list(written.told)
    drafts = [(correction.draft_path, hash_of(correction.draft)) for correction in result.corrections]
    stale = [
        (correction.standing.document.path, correction.standing.document.hash) for correction in result.corrections
    ]
    told += [line for line in tidied(folder, [*drafts, *stale]) if not line.endswith(".docx") or "edited" in line]
    for sending in sendings:
        problem = whole_files.write(folder, sending.path, sending.data)
        told += [str(problem)] if problem else []
    return replace(written, told=tuple(told))


def _sending(correction: Correction, candidate: Candidate, result: Corrected) -> Sending:
    standing, rendered, letter = correction.standing, correction.rendered, correction.rendered.follow_up
    day = dated(correction.name, candidate.assessment) if candidate.assessment else standing.date
    return Sending(
        name=correction.name,
        dated=letter.batch.dated if letter else day,
        path=standing.document.path,
        data=rendered.data,
        pdf=None,
        template=rendered.template,
        template_hash=result.templates[rendered.template],
        inputs=result.inputs,
        replaces=standing.number,
        letter=letter,
    )


def _dated_later(candidate: Candidate, letters: Mapping[str, Asked], options: IssueOptions) -> Iterator[Problem]:
    """Yield a problem for each corrected letter that bears a later date than that of its issue."""
    for name, letter in letters.items():
        if letter.batch.dated > options.on and candidate.takes(name):
            message = f"{name} is dated {letter.batch.dated}, after the day on which it is issued, {options.on}"
            hint = f"issue it on {letter.batch.dated} or later, or give --dated {options.on}"
            yield Problem("issued-before-its-date", FilePlace(candidate.outcome.file), message, hint)


def _told(moved: MovedDate) -> str:
    """Return a date that a correction moves, as it is said on the screen."""
    original, new = (spelled(day) if day else "no date" for day in (moved.original, moved.new))
    return f"this moves a date: {moved.what}, from {original} to {new}"
