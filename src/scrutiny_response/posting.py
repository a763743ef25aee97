"""What was made of a cycle → documents in their places and the manifest that says so, as if in one step.

What is about to be done is written down first, beside the staged documents. A run that is killed while it moves them
is thus known to the next, which takes what arrived for what it is, and makes the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scrutiny_response import ledger, manifest, output, staging, workbook
from scrutiny_response.ledger import Options
from scrutiny_response.making import Made, hash_of
from scrutiny_response.manifest import Document, Inputs, Manifest, Record
from scrutiny_response.outcome import Change, CycleOutcome, Done, Outcome
from scrutiny_response.problems import FilePlace, Problem, Refused, Severity


@dataclass(frozen=True, slots=True)
class Item:
    """What was made of one assessment file.

    `key` is its path from the output folder; `inputs` what it was read with, None where it could not be read.
    `is_known` where it needed not be read: then its record stands.
    """

    key: str
    made: Made
    inputs: Inputs | None = None
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A document that was rendered, the one that is recorded at its path, and what is done about them."""

    made: Document
    recorded: Document | None
    change: Change
    staged: str

    @property
    def stands(self) -> Document | None:
        """What is recorded at the path from now on."""
        is_made = self.change.done in {Done.WRITTEN, Done.UNCHANGED}
        return self.made if is_made or self.is_current else self.recorded

    @property
    def is_current(self) -> bool:
        """Whether what is recorded says the same as what was rendered."""
        return self.recorded is not None and self.recorded.hash == self.made.hash


@dataclass(frozen=True, slots=True)
class Entry:
    """One assessment's item, what becomes of it, and what is done with its documents."""

    item: Item
    outcome: Outcome
    planned: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """An output folder with its manifest as it was found; `work` is its working folder, None where nothing is written.

    `templates` are the templates' hashes by their names, `faultless` those that were found without fault.
    """

    folder: Path
    work: Path | None
    before: Manifest
    software: str
    templates: Mapping[str, str]
    faultless: Mapping[str, str]

    def disk(self, path: str) -> str | None:
        """The hash of what lies at a path in the output folder."""
        return staging.hash_on_disk(self.folder / path)


def manifest_of(folder: Path) -> Manifest:
    """What is known of an output folder, also after a run that was killed; Refused where it cannot be read."""
    before = _read(folder / manifest.NAME)
    begun = folder / staging.WORKING / manifest.NAME
    if not begun.exists():
        return before
    return ledger.recovered(before, _read(begun), lambda path: staging.hash_on_disk(folder / path))


def post(items: Sequence[Item], book: Book, options: Options) -> CycleOutcome:
    """Put the documents into their places and record them; in a dry run, only say what would be done."""
    known = book.before.documents()
    entries = [_entry(item, known, book, options) for item in items]
    after = _after(entries, book)
    gone = _gone(after, book, options)
    problems: list[Problem] = []
    if book.work is not None:
        problems += _begin(after, book, book.work)
        if problems:
            return CycleOutcome((), tuple(problems))
        entries = [_placed(entry, book) for entry in entries]
        gone = tuple(_removed(change, book, problems) for change in gone)
        problems += _end(_after(entries, book, _dropped(after, book)), book, book.work)
    return CycleOutcome(tuple(entry.outcome for entry in entries), tuple(problems), gone)


def _entry(item: Item, known: Mapping[str, Document], book: Book, options: Options) -> Entry:
    """What is done with an assessment's documents: of a refused one nothing is written."""
    if item.is_known or item.inputs is None or item.made.outcome.refused:
        return Entry(item, item.made.outcome)
    planned = []
    for it in item.made.documents:
        hash_ = book.templates[it.template]
        made = Document(path=it.path, hash=it.hash, template=it.template, template_hash=hash_, inputs=item.inputs)
        recorded = known.get(it.path)
        planned.append(Planned(made, recorded, ledger.change(made, recorded, book.disk(it.path), options), it.staged))
    edited = (_edited(it, book) for it in planned if it.change.done is Done.KEPT and not it.is_current)
    return _said(Entry(item, item.made.outcome, tuple(planned)), edited)


def _said(entry: Entry, problems: Iterable[Problem]) -> Entry:
    """The entry with its changes and further problems in its outcome."""
    changes = tuple(it.change for it in entry.planned)
    outcome = replace(entry.outcome, changes=changes, problems=(*entry.outcome.problems, *problems))
    return replace(entry, outcome=outcome)


def _placed(entry: Entry, book: Book) -> Entry:
    """The entry after its documents have been moved; what could not be is a problem, and stands as it was."""
    planned, problems = [], []
    for it in entry.planned:
        if it.change.done is Done.WRITTEN and book.work:
            problem = output.place(book.work / staging.STAGED / it.staged, book.folder, it.made.path)
            if problem:
                problems.append(problem)
                it = replace(it, change=replace(it.change, done=Done.REFUSED))  # noqa: PLW2901  # the same, as it went
        planned.append(it)
    return _said(replace(entry, planned=tuple(planned)), problems) if planned else entry


def _after(entries: Iterable[Entry], book: Book, dropped: Iterable[str] = ()) -> Manifest:
    """The manifest when all that the entries say has been done, without the documents that were dropped."""
    records = dict(book.before.records)
    seen = set()
    for entry in entries:
        seen.add(entry.item.key)
        if entry.item.inputs is not None and not (entry.item.is_known and not entry.outcome.refused):
            records[entry.item.key] = _record(entry, entry.item.inputs, records.get(entry.item.key))
    for key in records.keys() - seen:
        if not (book.folder / key).exists():
            old = records[key]
            records[key] = replace(old, identity=None, documents=(), former=(*old.former, *old.documents))
    taken = {it.path for record in records.values() for it in record.documents} | set(dropped)
    kept = (replace(it, former=tuple(each for each in it.former if each.path not in taken)) if it.former else it
            for it in records.values())  # fmt: skip
    left = (it for it in kept if it.documents or it.former or it.file in seen or (book.folder / it.file).exists())
    return Manifest(book.software, book.faultless, {it.file: it for it in left})


def _record(entry: Entry, inputs: Inputs, before: Record | None) -> Record:
    outcome, made = entry.outcome, entry.item.made
    said = {**(made.facts or manifest.no_facts(outcome)), "problems": [it.as_json() for it in outcome.problems]}
    documents, former = (before.documents, before.former) if before else ((), ())
    if not made.outcome.refused:
        asked = {it.made.path for it in entry.planned}
        former = (*former, *(it for it in documents if it.path not in asked))
        documents = tuple(it.stands for it in entry.planned if it.stands)
    identity = made.identified.identity if made.identified and not outcome.refused else None
    return Record(file=entry.item.key, inputs=inputs, identity=identity, facts=said,
                  documents=documents, former=former)  # fmt: skip


def _gone(after: Manifest, book: Book, options: Options) -> tuple[Change, ...]:
    """The documents that are made no more and still lie there, and whether they are removed."""
    found = []
    for record in after.records.values():
        why = (
            "its assessment makes it no more"
            if record.documents
            else f"the assessment {Path(record.file).name} is gone"
        )
        for it in record.former:
            there = book.disk(it.path)
            if there is None:
                continue
            edited = "" if there == it.hash else "; edited by hand"
            done = Done.REMOVED if options.remove_gone and (not edited or options.overwrite_edited) else Done.GONE
            found.append(Change(it.path, done, why + edited))
    return tuple(sorted(found, key=lambda it: it.path))


def _removed(change: Change, book: Book, problems: list[Problem]) -> Change:
    problem = staging.remove(book.folder, change.path) if change.done is Done.REMOVED else None
    if problem:
        problems.append(problem)
        return replace(change, done=Done.GONE)
    return change


def _dropped(after: Manifest, book: Book) -> set[str]:
    """The documents that are made no more and lie there no more."""
    former = (it.path for record in after.records.values() for it in record.former)
    return {path for path in former if book.disk(path) is None}


def _begin(after: Manifest, book: Book, work: Path) -> list[Problem]:
    """Write down what is about to be done, unless it changes nothing; the problem where that cannot be written."""
    if after == book.before:
        return []
    problem = staging.write(work, work, manifest.NAME, manifest.written(after))
    return [problem] if problem else []


def _end(after: Manifest, book: Book, work: Path) -> list[Problem]:
    """Record what was done: the manifest, and its workbook beside it.

    A workbook that cannot be written, for example because it is open in Excel, is a warning: the next run writes it.
    """
    hash_ = staging.hash_on_disk(book.folder / manifest.NAME)
    if after != book.before or not hash_ or (work / manifest.NAME).exists():
        data = manifest.written(after)
        problem = staging.write(work, book.folder, manifest.NAME, data) if hash_of(data) != hash_ else None
        if problem:
            return [problem]
        hash_ = hash_of(data)
        (work / manifest.NAME).unlink(missing_ok=True)
    if workbook.made_from(book.folder / workbook.NAME) == hash_:
        return []
    problem = staging.write(work, book.folder, workbook.NAME, workbook.made(after, hash_))
    return [replace(problem, severity=Severity.WARNING)] if problem else []


def _edited(planned: Planned, book: Book) -> Problem:
    message = f"this document was {planned.change.why}; it was left as it is"
    hint = "keep a copy of it and run again with --overwrite-edited, or move it away"
    return Problem("edited-document", FilePlace((book.folder / planned.made.path).as_posix()), message, hint)


def _read(path: Path) -> Manifest:
    """The manifest in a file, an empty one where there is none."""
    try:
        return manifest.read(path.read_bytes())
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError) as error:
        hint = "move it away: the documents that are there then count as edited by hand"
        raise Refused([Problem("unreadable-manifest", FilePlace(path.as_posix()), str(error), hint)]) from error
