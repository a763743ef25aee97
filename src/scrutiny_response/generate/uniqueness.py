"""The notes of a run → the same, with those files refused that share with another what no two may share.

Only files that have a sign in common with another are looked at; the signs of all others are in memory, and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from engross.problems import FilePlace, Problem, in_order
from scrutiny_response.generate.planning import Claim, OutputState, refused_record, without_edited
from scrutiny_response.generate.run_journal import RunJournal, signature
from scrutiny_response.generate.settings import Settings
from scrutiny_response.intake import Identified
from scrutiny_response.store import whole_files
from scrutiny_response.store.outcome import Outcome


def refuse_collisions(notes: RunJournal, book: OutputState | None, settings: Settings) -> None:
    """Refuse in the notes what has the reference or a document's path of another file, of this run or recorded."""
    others = _others(notes, book) if book else {}
    signs = notes.repeated() | {signature(path) for path in others}
    claims = {number: notes.claim(number, book) for number in notes.with_signs(signs)}
    if not claims:
        return
    shared = _shared(claims, settings)
    named = Counter(whole_files.key(path) for it in claims.values() for path in it.names)
    for number, claim in claims.items():
        outcome = without_edited(notes.outcomes[number])
        same = [it for path in claim.names for it in _same_name(claim.file, path, named, others)]
        if number in shared:
            found = Outcome(file=outcome.file, problems=in_order((*outcome.problems, *shared[number])))
            _refuse(notes, number, found, book)
        elif same and outcome.indication:
            _refuse(notes, number, outcome._replace(problems=(*outcome.problems, *same)), book)


def _others(notes: RunJournal, book: OutputState) -> dict[str, str]:
    """The documents of assessments that are there and not in this run, with the assessments' files.

    Only those that a file of this run may claim too.
    """
    signs = notes.signs()
    found: dict[str, str] = {}
    for number, is_there in notes.others(book):
        if is_there:
            record = book.before.record(number)
            found |= {whole_files.key(it.path): record.file for it in record.documents if signature(it.path) in signs}
    return found


def _shared(claims: Mapping[int, Claim], settings: Settings) -> dict[int, list[Problem]]:
    """What two files share and may not, by their numbers; where a reference stands in a known file is not recorded."""
    from scrutiny_response.intake import shared_by  # noqa: PLC0415  # hardly ever wanted

    files = {number: (it.file, it.identified) for number, it in claims.items()}
    numbers = list(files)
    for at in shared_by(list(files.values())):
        if claims[numbers[at]].is_known:
            files[numbers[at]] = (claims[numbers[at]].file, _read_again(claims[numbers[at]].file, settings))
    return {numbers[at]: problems for at, problems in shared_by(list(files.values())).items()}


def _read_again(file: str, settings: Settings) -> Identified | None:
    from scrutiny_response.intake import read_assessments  # noqa: PLC0415  # hardly ever wanted

    (found,) = read_assessments([Path(file)], settings.framework)
    return found.identified


def _refuse(notes: RunJournal, number: int, outcome: Outcome, book: OutputState | None) -> None:
    """Note that a file is refused: nothing of it is moved, and what stood before stands."""
    record = refused_record(outcome, notes.record(number, book), book) if book and notes.keys[number] else None
    notes.change(number, outcome, record)
    notes.moves.drop(number)


def _same_name(file: str, path: str, named: Mapping[str, int], others: Mapping[str, str]) -> Iterator[Problem]:
    hint = "put {reference} and {document} into the file name pattern"
    if named[whole_files.key(path)] > 1:
        yield Problem("same-name", FilePlace(file), f"more than one document of this run would be {path}", hint)
    elif whole_files.key(path) in others:
        message = f"{path} is a document of {others[whole_files.key(path)]}, which is not in this run"
        yield Problem("same-name", FilePlace(file), message, hint)
