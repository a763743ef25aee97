"""Assessments whose issued documents would now read otherwise → corrected documents, which take their place.

A correction says what it replaces. It can be written beside the issued documents first, marked as a draft: then what
is issued later has to be what that draft says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from engross import paths
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response import __version__
from scrutiny_response.domain.as_issued import action_dates
from scrutiny_response.domain.asked_letters import Asked, Batch
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.event_parts import MovedDate, StatedDate
from scrutiny_response.domain.events import Recorded
from scrutiny_response.domain.history import Replaced, Standing, issues, last_issue, says_dates
from scrutiny_response.domain.issued_letters import issued_letters
from scrutiny_response.generate.build import BuildResult, Rendered, build_from
from scrutiny_response.generate.issued import different_lines
from scrutiny_response.generate.records import Record
from scrutiny_response.generate.settings import Settings, cycle_hash, signatures_hash
from scrutiny_response.intake import Reading, Source, read_assessment, sources
from scrutiny_response.store import staging
from scrutiny_response.store.manifest import Inputs
from scrutiny_response.use_cases.generate import Sources
from scrutiny_response.use_cases.issuing.candidates import Candidate
from scrutiny_response.use_cases.issuing.made_with import settings_of
from scrutiny_response.use_cases.issuing.options import IssueOptions

_DRAFT = "-correction-draft.docx"


class Correction(NamedTuple):
    """One corrected document: what stands now, what takes its place, and the same marked as a draft."""

    name: str
    standing: Standing
    rendered: Rendered
    draft: bytes

    @property
    def draft_path(self) -> str:
        """Where its draft lies, in the output folder."""
        return draft_beside(self.standing.document.path)


def draft_beside(path: str) -> str:
    """Return where the draft of a correction lies, by the path of the document that it corrects."""
    return path.removesuffix(".docx") + _DRAFT


class Corrected(NamedTuple):
    """All corrected documents of an assessment, what it was read with, its level and its dates."""

    corrections: tuple[Correction, ...]
    inputs: Inputs
    level: str | None
    dates: tuple[StatedDate, ...]
    templates: Mapping[str, str]


def corrected(candidate: Candidate, record: Record, used: Sources, letters: Sequence[Asked]) -> Corrected:
    """Return the documents of an assessment that stand and would now read otherwise, as they would.

    `letters` are those that answer an event, as they would be asked for now. Raise Refused with what is wrong with the
    assessment, its templates or the framework.
    """
    settings = settings_of(candidate.outcome.file, used)
    (source,) = sources([candidate.outcome.file])
    if isinstance(source, Reading):
        raise Refused(source.problems)
    reading = read_assessment(source, settings.framework)
    reference, stands = candidate.outcome.reference, candidate.standing
    build = partial(_built, letters=letters, events=candidate.events)
    now = build(reading, settings._replace(replaced=record.replaced))
    changed = [
        rendered.document
        for rendered in now.documents
        if rendered.document in stands and _differs(rendered.data, stands[rendered.document], record, reference)
    ]
    new = {(reference, name): Replaced(_date(stands[name]), issues(candidate.events, name) + 1) for name in changed}
    finals = _by_name(build(reading, settings._replace(replaced=new)))
    drafts = _by_name(build(_as_draft(reading), settings._replace(replaced=new)))
    summary: Mapping[str, Any] = now.summary or {}
    return Corrected(
        tuple(Correction(name, stands[name], finals[name], drafts[name].data) for name in changed),
        _inputs(source, settings),
        summary.get("level"),
        tuple(stated(summary, reading.assessment)),
        {template.name: hash_of(template.data) for template in settings.templates},
    )


def corrected_letters(candidate: Candidate, options: IssueOptions) -> tuple[Asked, ...]:
    """Return the letters that answer an event and are issued, those that are named with the dates that were given."""
    letters = tuple(issued_letters(candidate.events))
    return tuple(_redated(letter, options) if letter.name in options.documents else letter for letter in letters)


def _redated(letter: Asked, options: IssueOptions) -> Asked:
    on, dated, reply_by = letter.batch
    return letter._replace(batch=Batch(on, options.dated or dated, options.reply_by or reply_by))


def stated(summary: Mapping[str, Any], assessment: Assessment | None) -> Iterator[StatedDate]:
    """Yield the dates that documents state, as a manifest's summary has them, and those of the plan's actions."""
    for each in summary.get("dates", ()):
        yield StatedDate(what=each["kind"], date=dt.date.fromisoformat(each["date"]))
    yield from action_dates(assessment) if assessment else ()


def moved_dates(candidate: Candidate, dates: Sequence[StatedDate]) -> Iterator[MovedDate]:
    """Yield each date that is another than when the documents were issued, kind by kind in their order."""
    last = says_dates(candidate.events) or last_issue(candidate.events)
    last_dates = last.dates if last else ()
    for what in dict.fromkeys(each.what for each in (*last_dates, *dates)):
        pairs = zip_longest(*([each.date for each in some if each.what == what] for some in (last_dates, dates)))
        for original, new in pairs:
            if original != new:
                yield MovedDate(what=what, original=original, new=new)


def other_drafts(folder: Path, corrections: Sequence[Correction]) -> Iterator[Problem]:
    """Yield a problem for each draft of a correction that does not say what would be issued."""
    for correction in corrections:
        hash_ = staging.hash_on_disk(folder / correction.draft_path)
        if hash_ is not None and hash_ != hash_of(correction.draft):
            message = "what would be issued is not what this draft of the correction says"
            hint = "make it again with --draft and have it read again, or take it away"
            yield Problem("correction-differs", FilePlace((folder / correction.draft_path).as_posix()), message, hint)


def issued_drafts(candidate: Candidate, folder: Path, record: Record, used: Sources) -> Iterator[tuple[str, str]]:
    """Yield the path and the hash of each draft that says what a correction says which is issued by now.

    A run that was killed behind its event left them. If what is issued would read otherwise, it is of the next one.
    """
    stands = {name: each for name, each in candidate.standing.items() if each.document.replaces}
    hashes = {name: staging.hash_on_disk(folder / draft_beside(each.document.path)) for name, each in stands.items()}
    (source,) = sources([candidate.outcome.file])
    if isinstance(source, Reading) or not any(hashes.values()):
        return
    settings = settings_of(candidate.outcome.file, used)._replace(replaced=record.replaced)
    letters, reading = tuple(issued_letters(candidate.events)), read_assessment(source, settings.framework)
    readings = (reading, _as_draft(reading))
    now, drafts = (_by_name(_built(reading, settings, letters, candidate.events)) for reading in readings)
    for name, each in stands.items():
        is_draft_of_it = name in drafts and hash_of(drafts[name].data) == hashes[name]
        if is_draft_of_it and not _differs(now[name].data, each, record, candidate.outcome.reference):
            yield draft_beside(each.document.path), hash_of(drafts[name].data)


def _built(reading: Reading, settings: Settings, letters: Sequence[Asked], events: Sequence[Recorded]) -> BuildResult:
    result = build_from(reading, settings, letters, events)
    if result.outcome.refused:
        raise Refused(result.outcome.problems)
    return result


def _as_draft(reading: Reading) -> Reading:
    assessment = reading.assessment
    return reading._replace(assessment=replace(assessment, state=State.DRAFT) if assessment else None)


def _by_name(result: BuildResult) -> dict[str, Rendered]:
    return {rendered.document: rendered for rendered in result.documents}


def _differs(data: bytes, standing: Standing, record: Record, reference: str) -> bool:
    path = record.history(reference).folder / standing.document.file
    if not paths.is_file(path):
        message = "this document is not in the record as it was issued, so nothing can be compared with it"
        raise Refused([Problem("kept-file-missing", FilePlace(path.as_posix()), message, "see `scrutiny verify`")])
    kept = staging.read(path)
    if isinstance(kept, Problem):
        raise Refused([kept])
    return hash_of(data) != standing.document.hash and bool(different_lines(kept, data))


def _date(standing: Standing) -> dt.date:
    return standing.document.dated or standing.date


def _inputs(source: Source, settings: Settings) -> Inputs:
    return Inputs(
        assessment=hash_of(source.data),
        cycle=cycle_hash(source.cycle),
        framework=hash_of(settings.framework_file.data),
        framework_version=settings.framework.version,
        software=__version__,
        signatures=signatures_hash(source.cycle),
    )
