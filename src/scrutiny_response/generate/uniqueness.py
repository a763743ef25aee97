"""Whether the files of a run have what no two may share; those that do are refused in the run's journal.

Only files that have a signature in common with another are looked at; of all others only the signatures are in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, in_order
from scrutiny_response.generate.entries import OutputState, UniqueNames
from scrutiny_response.generate.planning import refused_record, without_edited
from scrutiny_response.generate.run_journal import OtherRecords, RunJournal, reference_signature, signature
from scrutiny_response.generate.settings import Settings
from scrutiny_response.intake import Identified
from scrutiny_response.store.outcome import Outcome


def refuse_collisions(journal: RunJournal, others: OtherRecords, state: OutputState | None, settings: Settings) -> None:
    """Refuse files whose reference or document's path is also that of another file, of this run or recorded."""
    owners = _recorded_owners(journal, others, state) if state else {}
    signatures = journal.repeated() | {signature(path) for path in owners}
    names = {number: journal.names(number, state) for number in journal.with_signatures(signatures)}
    if not names:
        return
    collisions = _collisions(names, settings)
    path_counts = Counter(paths.key(path) for own in names.values() for path in own.paths)
    for number, own in names.items():
        outcome = without_edited(journal.outcomes[number])
        same_paths = [problem for path in own.paths for problem in _same_path(own.file, path, path_counts, owners)]
        if number in collisions:
            problems = in_order((*outcome.problems, *collisions[number]))
            _refuse(journal, number, Outcome(file=outcome.file, problems=problems), state)
        elif same_paths and outcome.indication:
            _refuse(journal, number, outcome._replace(problems=(*outcome.problems, *same_paths)), state)


def _recorded_owners(journal: RunJournal, others: OtherRecords, state: OutputState) -> dict[str, str]:
    """Return the documents of assessments that are not in this run but are there, with the assessments' files.

    Only those whose path may also be that of a file of this run. An assessment of which it is not known whether it is
    there counts too, unless this run has one of its reference: then it has moved.
    """
    signatures = journal.signatures() if others.there or others.unknown else set()
    there = map(state.recorded.record, others.there)
    unknown = (state.recorded.record(number) for number in others.unknown)
    elsewhere = (
        record for record in unknown if reference_signature(str(record.summary["reference"])) not in signatures
    )
    return {
        paths.key(document.path): record.file
        for record in (*there, *elsewhere)
        for document in record.documents
        if signature(document.path) in signatures
    }


def _collisions(names: Mapping[int, UniqueNames], settings: Settings) -> dict[int, list[Problem]]:
    """Return what two files share and may not, by their numbers.

    Where a reference stands in its file is not recorded, so a recorded file is read again.
    """
    from scrutiny_response.intake import shared_by  # noqa: PLC0415  # hardly ever wanted

    files = {number: (own.file, own.identified) for number, own in names.items()}
    numbers = list(files)
    for position in shared_by(list(files.values())):
        own = names[numbers[position]]
        if own.is_recorded:
            files[numbers[position]] = (own.file, _read_again(own.file, settings))
    return {numbers[position]: problems for position, problems in shared_by(list(files.values())).items()}


def _read_again(file: str, settings: Settings) -> Identified | None:
    from scrutiny_response.intake import read_one  # noqa: PLC0415  # hardly ever wanted

    return read_one(Path(file), settings.framework).identified


def _refuse(journal: RunJournal, number: int, outcome: Outcome, state: OutputState | None) -> None:
    """Note that a file is refused: nothing of it is moved, and what stood before stands."""
    record = None
    if state and journal.keys[number]:
        record = refused_record(outcome, journal.record(number, state), journal.previous(number, state))
    journal.change(number, outcome, record)
    journal.moves.drop(number)


def _same_path(file: str, path: str, path_counts: Mapping[str, int], owners: Mapping[str, str]) -> Iterator[Problem]:
    hint = "put {reference} and {document} into the file name pattern"
    if path_counts[paths.key(path)] > 1:
        yield Problem("same-name", FilePlace(file), f"more than one document of this run would be {path}", hint)
    elif paths.key(path) in owners:
        message = f"{path} is a document of {owners[paths.key(path)]}, which is not in this run"
        yield Problem("same-name", FilePlace(file), message, hint)
