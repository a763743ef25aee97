"""A cycle's assessments → a draft of an e-mail for each partnership with something to send, and who gets what.

A draft that holds what is not to be sent any more is taken away; one that somebody changed is moved into `earlier`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from engross import paths
from engross.problems import FilePlace, Problem, Refused, has_error
from scrutiny_response.domain.event_parts import Stage
from scrutiny_response.generate import cycle
from scrutiny_response.generate.records import Records
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.store import naming, staging, whole_files
from scrutiny_response.store.outcome import Outcome
from scrutiny_response.store.up_to_date import Options
from scrutiny_response.use_cases.emails import listing
from scrutiny_response.use_cases.emails.choose import Case, chosen
from scrutiny_response.use_cases.emails.message import as_message, is_untouched
from scrutiny_response.use_cases.emails.text import read_text, words
from scrutiny_response.use_cases.emails.values import FOLDER, EmailOptions, EmailOutcome, EmailRun, EmailState
from scrutiny_response.use_cases.recording import history_of

EARLIER = "earlier"
"""The folder, beside the drafts, of those that somebody changed and that are not to be sent any more."""


def write_drafts(inputs: Sequence[Path], folder: Path, options: EmailOptions) -> EmailRun:
    """Write a draft for each partnership that has something to send, an address list, and a page of who gets what.

    What cannot be sent is refused with every reason, and stops no other; with a problem of the whole cycle nothing is
    written.
    """
    try:
        with staging.working(folder, "emails"):
            drafts, problems = prepared(inputs, folder, options)
            run = EmailRun(stage=options.stage, problems=problems)
            if has_error(problems):
                return run
            run = replace(run, outcomes=tuple(_written(*draft, folder, options) for draft in drafts))
            if any(paths.is_folder(path) for path in inputs):
                told = tuple(line for path in _left(run, folder) for line in put_away(folder, path))
                run = replace(run, told=told)
            return replace(run, files=tuple(_listed(run, folder)))
    except Refused as refused:
        return EmailRun(stage=options.stage, problems=refused.problems)


def lying(inputs: Sequence[Path], folder: Path, options: EmailOptions) -> EmailRun:
    """Return the drafts that lie there and are still to be sent; nothing is written.

    What keeps others from being sent is told where the drafts are written.
    """
    try:
        drafts, problems = prepared(inputs, folder, options)
    except Refused as refused:
        return EmailRun(stage=options.stage, problems=refused.problems)
    paths_of = ((outcome, folder / draft_path(outcome.reference, options.stage)) for outcome, data in drafts if data)
    outcomes = tuple(replace(outcome, draft=path.as_posix()) for outcome, path in paths_of if paths.is_file(path))
    return EmailRun(stage=options.stage, outcomes=outcomes, problems=problems)


class Prepared(NamedTuple):
    """What goes to whom, each with its draft, which is empty if it has none; and what is wrong with the cycle."""

    drafts: tuple[tuple[EmailOutcome, bytes], ...]
    problems: tuple[Problem, ...]


def prepared(inputs: Sequence[Path], folder: Path, options: EmailOptions) -> Prepared:
    """Return what goes to whom, each with its draft's bytes; Refused if the text of e-mails cannot be read."""
    text = read_text(options.templates)
    dry = cycle.generate(
        inputs,
        folder,
        templates=options.templates,
        framework=options.framework,
        options=Options(dry_run=True),
        record=options.record,
    )
    rules = read_framework(options.framework)
    readings = {reading.file: reading.assessment for reading in read_assessments(list(inputs), rules)}
    records = Records(options.record)

    def draft(outcome: Outcome) -> tuple[EmailOutcome, bytes]:
        assessment, record = readings.get(outcome.file), records.of(outcome.file).folder
        begun = EmailOutcome(file=outcome.file, reference=outcome.reference, partnership=outcome.partnership)
        if assessment is None:
            return replace(begun, state=EmailState.REFUSED, problems=outcome.problems), b""
        try:
            events = history_of(record, outcome.reference)
            case = Case(outcome, assessment, events, record, folder, options.stage, options.documents)
            choice = chosen(case)
            if choice.state is not EmailState.DRAFTED:
                return choice, b""
            return choice, as_message(choice, words(text, assessment, choice.documents, options.stage))
        except Refused as refused:
            return replace(begun, state=EmailState.REFUSED, problems=refused.problems), b""

    return Prepared(tuple(map(draft, dry.outcomes)), dry.problems)


def draft_path(reference: str, stage: Stage) -> str:
    """Return where the draft of a reference lies in the output folder."""
    return f"{FOLDER}/{naming.safe(reference, _ending(stage))}"


def _written(outcome: EmailOutcome, data: bytes, folder: Path, options: EmailOptions) -> EmailOutcome:
    if not outcome.reference:
        return outcome
    path = draft_path(outcome.reference, options.stage)
    if not data:
        return replace(outcome, told=(*outcome.told, *put_away(folder, path)))
    there = staging.read(folder / path) if paths.is_file(folder / path) else None
    if isinstance(there, Problem):
        return replace(outcome, state=EmailState.REFUSED, problems=(*outcome.problems, there))
    told = () if there is None or there == data or is_untouched(there) else tuple(put_away(folder, path))
    problem = whole_files.write(folder, path, data) if there != data else None
    if problem:
        return replace(outcome, state=EmailState.REFUSED, problems=(*outcome.problems, problem))
    return replace(outcome, draft=(folder / path).as_posix(), told=(*outcome.told, *told))


def put_away(folder: Path, path: str) -> Iterator[str]:
    """Take a draft away that is not to be sent any more; yield what is told of it."""
    target = folder / path
    if not paths.is_file(target):
        return
    data = staging.read(target)
    if isinstance(data, Problem):
        yield str(data)
        return
    if is_untouched(data):
        problem = staging.remove(folder, path)
        yield str(problem) if problem else f"removed: {target.as_posix()}"
        return
    stem, number = target.stem, 1
    while paths.is_taken(target.parent / EARLIER / f"{stem}-{number}.eml"):
        number += 1
    problem = whole_files.write(target.parent, f"{EARLIER}/{stem}-{number}.eml", data) or staging.remove(folder, path)
    yield str(problem) if problem else f"changed by hand, and moved: {target.as_posix()} to {EARLIER}"


def _left(run: EmailRun, folder: Path) -> list[str]:
    """Return the drafts of a stage that are of no assessment of a whole cycle: its reference has changed, or gone.

    None if a folder may not be read, or holds no assessment: what belongs in it may only not be there today.
    """
    if any(paths.is_folder(one.file) for one in run.outcomes):
        return []
    drafted = {draft_path(one.reference, run.stage): one for one in run.outcomes if one.draft}
    there = sorted(path.name for path in (folder / FOLDER).glob("*.eml"))
    return [path for name in there if _stage_of(name) is run.stage and not drafted.get(path := f"{FOLDER}/{name}")]


def _stage_of(name: str) -> Stage:
    """Return the stage of which a draft is, by the ending of its name."""
    return next(
        (each for each in (Stage.FACTUAL_ACCURACY, Stage.EMBARGOED) if name.endswith(_ending(each))), Stage.ISSUED
    )


def _ending(stage: Stage) -> str:
    return ".eml" if stage is Stage.ISSUED else f"-{str(stage).replace(' ', '-')}.eml"


def _listed(run: EmailRun, folder: Path) -> Iterator[str]:
    """Write the address list and the page, and yield their paths; Refused if one cannot be written."""
    for name, data in ((listing.WORKBOOK, listing.workbook(run)), (listing.PAGE, listing.page(run))):
        problem: Problem | None = whole_files.write(folder, f"{FOLDER}/{name}", data)
        if problem:
            raise Refused([problem])
        yield FilePlace((folder / FOLDER / name).as_posix()).file
