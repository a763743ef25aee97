"""The story: an inspection cycle, from assessment files to documents on disk.

What is known from the last run is not read again. All else is read, answered and rendered, each file by itself and
anywhere; then the files are compared with one another, and the documents are put into their places together.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from scrutiny_response import __version__, ledger, output, posting, resources, staging
from scrutiny_response.intake import (
    Identified,
    Reading,
    Source,
    assessment_files,
    in_order,
    read_assessments,
    read_framework,
    shared_by,
    sources,
)
from scrutiny_response.kinds import Kinds
from scrutiny_response.ledger import Options
from scrutiny_response.making import (
    Made,
    Settings,
    answer,
    compiled,
    cycle_hash,
    framework_hash,
    hash_of,
    read_templates,
)
from scrutiny_response.manifest import NAME, Inputs, Manifest
from scrutiny_response.outcome import CycleOutcome, Outcome
from scrutiny_response.posting import Book, Item
from scrutiny_response.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.workers import Workers, work

Progress = Callable[[int, int], None]
"""Told how many assessments are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run works with: what all assessments share, the hashes of templates and framework, the output folder.

    `problems` are the templates'; they refuse nothing.
    """

    settings: Settings
    hashes: Mapping[str, str]
    framework: str
    book: Book | None
    options: Options
    problems: tuple[Problem, ...]

    def item(self, source: Source) -> Item:
        """The item of a file that is known from the last run; otherwise one in which nothing is made yet."""
        key = _key(source.file, self.book.folder) if self.book else source.file
        inputs = Inputs(
            assessment=hash_of(source.data),
            cycle=cycle_hash(source.cycle),
            framework=self.framework,
            framework_version=self.settings.framework.version,
            software=__version__,
        )
        record = self.book.before.records.get(key) if self.book else None
        if self.book and record and record.identity:
            changes = ledger.unchanged(record, inputs, self.hashes, self.book.disk, self.options)
            if changes is not None:
                outcome = ledger.remembered(source.file, record, self.settings.framework, changes)
                identified = Identified(record.identity, FilePlace(source.file))
                names = tuple(it.path for it in record.documents)
                return Item(key, Made(outcome, identified, names), inputs, is_known=True)
        return Item(key, Made(Outcome(file=source.file)), inputs)


def generate(  # noqa: PLR0913  # each is a word of the command line
    inputs: Sequence[Path],
    folder: Path | None,
    *,
    templates: Path | None = None,
    framework: Path | None = None,
    progress: Progress = lambda _done, _total: None,
    options: Options = Options(),  # noqa: B008  # frozen
    workers: Workers = Workers(),  # noqa: B008  # frozen
) -> CycleOutcome:
    """Make the documents of every assessment file in `inputs` (files and folders) in the output folder.

    Without an output folder everything is done but the writing. `templates` is a folder and `framework` a file, in
    place of those shipped.
    """
    try:
        settings = Settings(read_framework(framework), read_templates(templates or resources.templates()))
        if folder is None or not (folder / NAME).exists():  # a fault in a template is found before anything is made
            compiled(settings.templates)
        with staging.working(folder) if folder and not options.dry_run else nullcontext() as work_folder:
            run = _begun(settings, folder, work_folder, options)
            items = _compared(_made(assessment_files(inputs), run, workers, progress), run)
            outcome = _posted(items, run)
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)
    return outcome


def levels(inputs: Sequence[Path], *, framework: Path | None = None) -> CycleOutcome:
    """The level of support of every assessment file in `inputs`, with its reasons; nothing is rendered or written."""
    try:
        settings = Settings(read_framework(framework), ())
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)
    return CycleOutcome(tuple(answer(it, settings).outcome for it in read_assessments(inputs, settings.framework)))


def _begun(settings: Settings, folder: Path | None, work_folder: Path | None, options: Options) -> _Run:
    """The run; templates that the last run did not find without fault are compiled before anything is read."""
    hashes = {it.name: hash_of(it.data) for it in settings.templates}
    before = posting.manifest_of(folder) if folder else Manifest()
    problems: tuple[Problem, ...] = ()
    if before.software != __version__ or before.templates != hashes:
        templates = compiled(settings.templates).values()
        problems = tuple(problem for template in templates for problem in template.problems)
    faultless = {} if problems else hashes
    misspelt = Kinds(tuple(hashes)).misspelt(level.id for level in settings.framework.levels)
    problems += tuple(_misspelt(*it) for it in misspelt)
    return _Run(
        settings=replace(settings, staging=work_folder / staging.STAGED) if work_folder else settings,
        hashes=hashes,
        framework=framework_hash(settings.framework),
        book=Book(folder, work_folder, before, __version__, hashes, faultless) if folder else None,
        options=options,
        problems=problems,
    )


def _misspelt(template: str, word: str, level: str) -> Problem:
    message = f"`{word}` is no level, so this variant is used only for a programme of that name"
    hint = f"did you mean `{level}`?"
    return Problem("misspelt-variant", FilePlace(f"{template}.docx"), message, hint, Severity.WARNING)


def _made(files: Iterable[Path | Problem], run: _Run, workers: Workers, progress: Progress) -> list[Item]:
    """What is known or was made of each file, in the order of reading."""
    found = tuple(files)
    items: list[Item] = []

    def unknown() -> Iterator[tuple[int, Source]]:
        for it in sources(found):
            item = Item("", answer(it, run.settings)) if isinstance(it, Reading) else run.item(it)
            items.append(item)
            if isinstance(it, Source) and not item.is_known:
                yield len(items) - 1, it

    with closing(work(unknown(), len(found), run.settings, workers)) as results:
        for number, made in results:
            items[number] = replace(items[number], made=made)
            progress(min(number + 1, len(found)), len(found))
    progress(len(found), len(found))
    return items


def _compared(items: list[Item], run: _Run) -> list[Item]:
    """The same, with those refused that share with another what no two may share."""
    files = [(it.made.outcome.file, it.made.identified) for it in items]
    for number in shared_by(files):
        if items[number].is_known:  # where its reference stands in the file is not recorded
            files[number] = (files[number][0], _read_again(items[number], run))
    found = shared_by(files)
    items = [_refused(it, found[number]) if number in found else it for number, it in enumerate(items)]
    named = Counter(output.key(path) for it in items for path in it.made.names)
    others = _others(items, run.book) if run.book else {}
    return [_named_alone(it, named, others) for it in items]


def _others(items: Iterable[Item], book: Book) -> dict[str, str]:
    """The documents of assessments that are there and not in this run, with the assessments' files."""
    keys = {it.key for it in items}
    left = [it for key, it in book.before.records.items() if key not in keys and (book.folder / key).exists()]
    return {output.key(document.path): it.file for it in left for document in it.documents}


def _read_again(item: Item, run: _Run) -> Identified | None:
    (found,) = read_assessments([Path(item.made.outcome.file)], run.settings.framework)
    return found.identified


def _refused(item: Item, problems: Iterable[Problem]) -> Item:
    outcome = item.made.outcome
    refused = Outcome(file=outcome.file, problems=in_order((*outcome.problems, *problems)))
    return replace(item, made=Made(refused, item.made.identified))


def _named_alone(item: Item, named: Mapping[str, int], others: Mapping[str, str]) -> Item:
    """The item, refused where one of its documents would have the place of another."""
    made = item.made
    problems = tuple(it for path in made.names for it in _same_name(made.outcome.file, path, named, others))
    if not problems or made.outcome.indication is None:
        return item
    outcome = replace(made.outcome, changes=(), problems=made.outcome.problems + problems)
    return replace(item, made=replace(made, outcome=outcome, documents=()))


def _same_name(file: str, path: str, named: Mapping[str, int], others: Mapping[str, str]) -> Iterator[Problem]:
    hint = "put {reference} and {document} into the file name pattern"
    if named[output.key(path)] > 1:
        yield Problem("same-name", FilePlace(file), f"more than one document of this run would be {path}", hint)
    elif output.key(path) in others:
        message = f"{path} is a document of {others[output.key(path)]}, which is not in this run"
        yield Problem("same-name", FilePlace(file), message, hint)


def _posted(items: Sequence[Item], run: _Run) -> CycleOutcome:
    if run.book is None:
        return CycleOutcome(tuple(it.made.outcome for it in items), run.problems)
    outcome = posting.post(items, run.book, run.options)
    return replace(outcome, problems=run.problems + outcome.problems)


def _key(file: str, folder: Path) -> str:
    """An assessment file's path from the output folder, wherever the command is run."""
    parent, name = os.path.split(file)
    return f"{_way(folder, parent, Path.cwd())}/{name}"


@lru_cache(maxsize=64)  # a run's files lie in a few folders
def _way(start: Path, end: str, here: Path) -> str:
    """The way from one folder to another, as seen from here; the whole path where it is on another drive."""
    try:
        return Path(os.path.relpath(here / end, here / start)).as_posix()
    except ValueError:
        return (here / end).as_posix()
