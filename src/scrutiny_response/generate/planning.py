"""What was made of one assessment file, and what is known of it → what shall become of its documents and its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engross.problems import FilePlace, Problem
from scrutiny_response.intake import Identified
from scrutiny_response.store import manifest, staging, up_to_date
from scrutiny_response.store.manifest import Document, Header, Inputs, Record
from scrutiny_response.store.manifest_index import ManifestIndex
from scrutiny_response.store.outcome import Action, Change, Outcome
from scrutiny_response.store.up_to_date import Options

if TYPE_CHECKING:
    from scrutiny_response.generate.build import BuildResult, Rendered


class OutputState(NamedTuple):
    """An output folder with its manifest as it was found; `work` is its working folder, None where nothing is written.

    `head` is what the manifest shall say beside its records; `templates` are the templates' hashes by their names.
    """

    folder: Path
    work: Path | None
    before: ManifestIndex
    head: Header
    templates: Mapping[str, str]

    def disk(self, path: str) -> str | None:
        """The hash of what lies at a path in the output folder."""
        return staging.hash_on_disk(f"{self.folder}/{path}")


class Claim(NamedTuple):
    """What an assessment file has that no other of its run may: its reference, and the paths of its documents."""

    file: str
    identified: Identified | None
    names: tuple[str, ...]
    is_known: bool = False


class PendingMove(NamedTuple):
    """A staged document by its name in the working folder, and the path where it belongs."""

    staged: str
    path: str


class PlannedEntry(NamedTuple):
    """One assessment file: what becomes of it, what it claims, its record, and which documents are to be moved.

    `key` is its path from the output folder, empty where nothing is recorded of it. `record` is None where the one that
    is there stands. `has_former` where it has documents that it makes no more.
    """

    outcome: Outcome
    claim: Claim
    key: str = ""
    record: Record | None = None
    moves: tuple[PendingMove, ...] = ()
    has_former: bool = False


class _Planned(NamedTuple):
    """A document that was rendered, the one that is recorded at its path, and what is done about them."""

    made: Document
    recorded: Document | None
    change: Change
    staged: str

    @property
    def stands(self) -> Document | None:
        """What is recorded at the path from now on."""
        is_made = self.change.done in {Action.WRITTEN, Action.UNCHANGED}
        return self.made if is_made or self.is_current else self.recorded

    @property
    def is_current(self) -> bool:
        """Whether what is recorded says the same as what was rendered."""
        return self.recorded is not None and self.recorded.hash == self.made.hash


def unchanged_entry(outcome: Outcome, key: str, record: Record) -> PlannedEntry:
    """The entry of a file that needs not be read again."""
    return PlannedEntry(outcome, claim_of(outcome.file, record), key, has_former=bool(record.former))


def claim_of(file: str, record: Record) -> Claim:
    """What a file claims that needs not be read again."""
    identified = Identified(record.identity, FilePlace(file)) if record.identity else None
    return Claim(file, identified, tuple(it.path for it in record.documents), is_known=True)


def planned_entry(
    made: BuildResult, key: str, inputs: Inputs | None, book: OutputState | None, options: Options
) -> PlannedEntry:
    """The entry of a file that was read with these inputs; of a refused one nothing is written.

    Without a book, or where it could not be read and `inputs` is None, nothing is recorded of it.
    """
    claim = Claim(made.outcome.file, made.identified, made.names)
    if book is None or inputs is None:
        return PlannedEntry(made.outcome, claim)
    before = _before(key, book)
    if made.outcome.refused:
        record = _record(made, made.outcome, (), key, inputs, before)
        return PlannedEntry(made.outcome, claim, key, record, has_former=bool(record.former))
    plans = tuple(_plan(it, inputs, before, book, options) for it in made.documents)
    edited = (_edited(it, book) for it in plans if it.change.done is Action.KEPT and not it.is_current)
    outcome = made.outcome._replace(
        changes=tuple(it.change for it in plans), problems=(*made.outcome.problems, *edited)
    )
    moves = tuple(PendingMove(it.staged, it.made.path) for it in plans if it.change.done is Action.WRITTEN)
    record = _record(made, outcome, plans, key, inputs, before)
    return PlannedEntry(outcome, claim, key, record, moves, bool(record.former))


def refused_record(outcome: Outcome, record: Record, book: OutputState) -> Record:
    """The record of a file that is refused for what another of its run has: what stood before stands."""
    before = _before(record.file, book)
    documents, former = (before.documents, before.former) if before else ((), ())
    said = record.summary if outcome.indication else manifest.empty_summary(outcome)
    facts = {**said, "problems": [it.as_json() for it in outcome.problems]}
    return record._replace(identity=None, summary=facts, documents=documents, former=former)


def without_edited(outcome: Outcome) -> Outcome:
    """The outcome before it was known what is done with its documents."""
    return outcome._replace(changes=(), problems=tuple(it for it in outcome.problems if it.id != "edited-document"))


def failed_entry(
    outcome: Outcome, record: Record, problems: Mapping[str, Problem], book: OutputState
) -> tuple[Outcome, Record]:
    """The same after the documents at some paths could not be moved: what was recorded there stands."""
    changes = tuple(it._replace(done=Action.REFUSED) if it.path in problems else it for it in outcome.changes)
    outcome = outcome._replace(changes=changes, problems=(*outcome.problems, *problems.values()))
    stand = (_standing(it, record.file, book) if it.path in problems else it for it in record.documents)
    facts = {**record.summary, "problems": [it.as_json() for it in outcome.problems]}
    return outcome, record._replace(identity=None, summary=facts, documents=tuple(it for it in stand if it))


def _standing(made: Document, file: str, book: OutputState) -> Document | None:
    recorded = _recorded(made.path, _before(file, book), book)
    return made if recorded and recorded.hash == made.hash else recorded


def _before(file: str, book: OutputState) -> Record | None:
    number = book.before.find(file)
    return book.before.record(number) if number >= 0 else None


def _recorded(path: str, before: Record | None, book: OutputState) -> Document | None:
    """What is recorded at a path: by the assessment itself, else by another one."""
    return (before and before.document(path)) or book.before.document(path)


def _plan(it: Rendered, inputs: Inputs, before: Record | None, book: OutputState, options: Options) -> _Planned:
    hash_ = book.templates[it.template]
    made = Document(path=it.path, hash=it.hash, template=it.template, template_hash=hash_, inputs=inputs)
    recorded = _recorded(it.path, before, book)
    return _Planned(made, recorded, up_to_date.change(made, recorded, book.disk(it.path), options), it.staged)


def _record(  # noqa: PLR0913, PLR0917  # each is a part of it
    made: BuildResult, outcome: Outcome, plans: Iterable[_Planned], key: str, inputs: Inputs, before: Record | None
) -> Record:
    said = {**(made.summary or manifest.empty_summary(outcome)), "problems": [it.as_json() for it in outcome.problems]}
    documents, former = (before.documents, before.former) if before else ((), ())
    if not made.outcome.refused:
        asked = {it.made.path for it in plans}
        former = (*former, *(it for it in documents if it.path not in asked))
        documents = tuple(it.stands for it in plans if it.stands)
    identity = made.identified.identity if made.identified and not outcome.refused else None
    return Record(file=key, inputs=inputs, identity=identity, summary=said, documents=documents, former=former)


def _edited(planned: _Planned, book: OutputState) -> Problem:
    message = f"this document was {planned.change.why}; it was left as it is"
    hint = "keep a copy of it and run again with --overwrite-edited, or move it away"
    return Problem("edited-document", FilePlace((book.folder / planned.made.path).as_posix()), message, hint)
