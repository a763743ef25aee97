"""A reference whose documents were issued → an event that they stand no more, and an output folder without them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec import Struct

from engross.problems import FilePlace, Problem, Refused
from engross.suggestions import all_of
from scrutiny_response import __version__
from scrutiny_response.domain.events import Recorded, Withdrawn
from scrutiny_response.domain.history import in_words, last_issue, later_event, standing
from scrutiny_response.generate.records import Record, Records
from scrutiny_response.intake import read_framework, read_one
from scrutiny_response.store import record as store
from scrutiny_response.store import staging
from scrutiny_response.use_cases.issuing.outcome import IssueOutcome, IssueState
from scrutiny_response.use_cases.issuing.tidying import tidied
from scrutiny_response.use_cases.issuing.unfinished import last_withdrawal, left_behind
from scrutiny_response.use_cases.recording import add_event, earlier_than, history_of, writing_refused


class WithdrawOptions(Struct, frozen=True, kw_only=True):
    """How documents are withdrawn: on which day, why, who approved it, and which ones (none named: all that stand)."""

    on: dt.date
    reason: str
    approved_by: str = ""
    documents: tuple[str, ...] = ()


def withdraw(file: str, reference: str, folder: Path, record: Path, options: WithdrawOptions) -> IssueOutcome:
    """Withdraw documents of a reference: the record keeps them, and the output folder holds them no more.

    What a killed run withdrew, and did not take out of the output folder, is taken out. Raise Refused if nothing of it
    stands, if the record is not whole, or if another run is writing.
    """
    with staging.working(folder, "withdraw"), writing_refused(record, "withdraw"):
        history = history_of(record, reference)
        stands = standing(history)
        names = options.documents or tuple(stands)
        if not names or not set(names) <= set(stands):
            if (finished := _finished(file, reference, folder, record, history, options)) is not None:
                return finished
            raise Refused([_not_standing(record, reference, names, stands)])
        if (later := later_event(history, names, options.on)) is not None:
            place = FilePlace(store.folder_of(record, reference).as_posix())
            raise Refused([earlier_than(later, options.on, place)])
        withdrawn = Withdrawn(
            reference=reference,
            date=options.on,
            software=__version__,
            documents=names,
            reason=options.reason,
            approved_by=options.approved_by or None,
        )
        event = add_event(record, lambda _: withdrawn, {}, history)
        told = tuple(tidied(folder, [(stands[name].document.path, stands[name].document.hash) for name in names]))
    return IssueOutcome(
        file=file,
        reference=reference,
        state=IssueState.WITHDRAWN,
        words=in_words((*history, event)),
        documents=names,
        event=(store.folder_of(record, reference) / event.file).as_posix(),
        told=told,
    )


def _finished(  # noqa: PLR0913, PLR0917  # all that a withdrawal is of
    file: str, reference: str, folder: Path, record: Path, history: Sequence[Recorded], options: WithdrawOptions
) -> IssueOutcome | None:
    """Take out what a killed run withdrew and left; None if there is nothing of that."""
    place = last_withdrawal(history, options.documents)
    left = left_behind(folder, reference, history, place) if place is not None else []
    if place is None or not left:
        return None
    return IssueOutcome(
        file=file,
        reference=reference,
        state=IssueState.WITHDRAWN,
        words=in_words(history),
        documents=getattr(history[place].event, "documents", ()),
        event=(store.folder_of(record, reference) / history[place].file).as_posix(),
        told=tuple(tidied(folder, left)),
    )


def _not_standing(record: Path, reference: str, names: Collection[str], stands: Collection[str]) -> Problem:
    missing = [name for name in names if name not in stands]
    message = f"{all_of(missing)} of {reference} is not issued" if missing else f"nothing of {reference} is issued"
    hint = f"what stands is {all_of(tuple(stands))}" if stands else "see `scrutiny issue`"
    return Problem("nothing-to-withdraw", FilePlace(store.folder_of(record, reference).as_posix()), message, hint)


def withdraw_named(
    named: Path | str,
    folder: Path,
    options: WithdrawOptions,
    framework: Path | None = None,
    record: Path | None = None,
) -> IssueOutcome:
    """Do the same for the reference that an assessment file says, or for one that only the record has.

    Raise Refused with what keeps the file from being read, too; or if the record has no such reference.
    """
    if isinstance(named, str):
        whole = record or Path(store.NAME)
        return withdraw("", _recorded(named, whole), folder, whole, options)
    reading = read_one(named, read_framework(framework))
    if reading.identified is None:
        hint = "to withdraw without it, name the reference itself"
        raise Refused([*reading.problems, Problem("no-reference-here", FilePlace(reading.file), _UNREAD, hint)])
    reference = reading.identified.identity.reference
    return withdraw(reading.file, reference, folder, Records(record).of(reading.file).folder, options)


_UNREAD = "this assessment does not say for certain which reference it has"


def _recorded(named: str, record: Path) -> str:
    """Return the reference in a record that a reference or a partnership's name means, capitals apart."""
    wanted = " ".join(named.split()).casefold()
    references = []
    for history in Record(record).histories:
        last = last_issue(history.events)
        if last and wanted in {last.reference.casefold(), last.partnership.casefold()}:
            references.append(last.reference)
    if len(references) == 1:
        return references[0]
    message = f"nothing was issued as {named}" if not references else f"{named} means {all_of(references)}"
    hint = "see `scrutiny issue`, or name the record's folder with --record" if not references else "name one of them"
    raise Refused([Problem("no-reference-here", FilePlace(record.as_posix()), message, hint)])
