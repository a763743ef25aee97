"""The story: an inspection cycle, from assessment files to documents on disk.

What is known from the last run is not read again. All else is read, answered and rendered, each file by itself and
anywhere; then the files are compared with one another, and the documents are put into their places together.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response import __version__, resources
from scrutiny_response.domain.template_variants import TemplateVariants
from scrutiny_response.generate import commit, planning
from scrutiny_response.generate.planning import OutputState, PlannedEntry, planned_entry
from scrutiny_response.generate.run_journal import RunJournal
from scrutiny_response.generate.settings import Settings, cycle_hash, hash_of, read_templates, recorded
from scrutiny_response.generate.uniqueness import refuse_collisions
from scrutiny_response.generate.workers import Workers, work
from scrutiny_response.intake import Progress, Reading, Source, assessment_files, find_framework, sources
from scrutiny_response.store import staging, up_to_date
from scrutiny_response.store.manifest import DAMAGE, NAME, Header, Inputs, RecordedFramework
from scrutiny_response.store.manifest_index import ManifestIndex
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.store.up_to_date import Options

if TYPE_CHECKING:
    from scrutiny_response.generate.build import BuildResult


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run works with: what all assessments share, the templates' hashes, the output folder.

    `problems` are the templates'; they refuse nothing.
    """

    settings: Settings
    hashes: Mapping[str, str]
    framework: RecordedFramework
    book: OutputState | None
    options: Options
    problems: tuple[Problem, ...]
    here: str

    def key(self, file: str) -> str:
        """An assessment file's path from the output folder, wherever the command is run."""
        if self.book is None:
            return file
        parent, name = os.path.split(file)
        return f"{_way(str(self.book.folder), parent, self.here)}/{name}"

    def inputs(self, source: Source) -> Inputs:
        """What a file is read with."""
        return Inputs(
            assessment=hash_of(source.data),
            cycle=cycle_hash(source.cycle),
            framework=self.framework.hash,
            framework_version=self.framework.version,
            software=__version__,
        )

    def known(self, source: Source, key: str, inputs: Inputs) -> PlannedEntry | None:
        """The entry of a file that need not be read again; None where it must be."""
        number = self.book.before.find(key) if self.book and not self.options.again else -1
        if self.book is None or number < 0:
            return None
        record = self.book.before.record(number)
        try:
            changes = up_to_date.unchanged(record, inputs, self.hashes, self.book.disk, self.options)
            if changes is None:
                return None
            outcome = up_to_date.remembered(source.file, record, self.framework.levels, changes)
        except DAMAGE:  # someone has edited the manifest
            return None
        return planning.unchanged_entry(outcome, key, record)

    def is_known(self, source: Source) -> bool:
        """Whether a file need not be read again."""
        return self.known(source, self.key(source.file), self.inputs(source)) is not None


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
        settings = Settings(find_framework(framework), read_templates(templates or resources.templates()))
        if folder is None or not (folder / NAME).exists():  # a fault in them is found before anything is made
            _compiled(settings)
        with staging.working(folder) if folder and not options.dry_run else nullcontext() as work_folder:
            if folder and work_folder:
                commit.recover(folder, work_folder)
            with commit.recorded_manifest(folder) if folder else ManifestIndex(Path()) as before:
                run = _begun(settings, folder, work_folder, before, options)
                notes = _made(assessment_files(inputs), run, workers, progress)
                refuse_collisions(notes, run.book, settings)
                outcome = _posted(notes, run)
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)
    return outcome


def levels(
    inputs: Sequence[Path],
    *,
    framework: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> CycleOutcome:
    """The level of support of every assessment file in `inputs`, with its reasons; nothing is rendered or written.

    One process does it: several take a third more time of their processors, and hardly less by the clock.
    """
    try:
        run = _begun(Settings(find_framework(framework), ()), None, None, ManifestIndex(Path()), Options())
        notes = _made(assessment_files(inputs), run, Workers(1), progress)
        refuse_collisions(notes, None, run.settings)
        return _posted(notes, run)
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)


def _begun(
    settings: Settings, folder: Path | None, work_folder: Path | None, before: ManifestIndex, options: Options
) -> _Run:
    """The run; templates that the last run did not find without fault are compiled before anything is read."""
    hashes = {it.name: hash_of(it.data) for it in settings.templates}
    known = before.head.framework if before.head.software == __version__ else RecordedFramework()
    head = Header(__version__, hashes, recorded(settings.framework_file, known))
    problems: tuple[Problem, ...] = ()
    if settings.templates and before.head != head:
        problems = _compiled(settings)
    head = head._replace(templates={}) if problems else head
    problems += tuple(_misspelt(*it) for it in TemplateVariants(tuple(hashes)).misspelt(head.framework.levels))
    return _Run(
        settings=replace(settings, staging=work_folder / staging.STAGED) if work_folder else settings,
        hashes=hashes,
        framework=head.framework,
        book=OutputState(folder, work_folder, before, head, hashes) if folder else None,
        options=options,
        problems=problems,
        here=str(Path.cwd()),
    )


def _compiled(settings: Settings) -> tuple[Problem, ...]:
    """What is said of the templates; Refused where one of them or the framework has a fault."""
    from scrutiny_response.generate.build import compiled_templates  # noqa: PLC0415  # the same
    from scrutiny_response.intake import framework_in  # noqa: PLC0415  # a run in which nothing has changed reads none

    framework_in(settings.framework_file)
    return tuple(
        problem for template in compiled_templates(settings.templates).values() for problem in template.problems
    )


def _misspelt(template: str, word: str, level: str) -> Problem:
    message = f"`{word}` is no level, so this variant is used only for a programme of that name"
    hint = f"did you mean `{level}`?"
    return Problem("misspelt-variant", FilePlace(f"{template}.docx"), message, hint, Severity.WARNING)


def _made(files: Iterable[str | Problem], run: _Run, workers: Workers, progress: Progress) -> RunJournal:
    """What is known or was made of each file, by its number in the order of reading."""
    found = tuple(files)
    notes, begun = RunJournal(), {}

    def unknown() -> Iterator[tuple[int, Source]]:
        for number, it in enumerate(sources(found, run.is_known)):
            if isinstance(it, Reading):
                notes.put(number, planned_entry(_unread(it, run.settings), "", None, run.book, run.options))
                continue
            key, inputs = run.key(it.file), run.inputs(it)
            entry = run.known(it, key, inputs)
            if entry:
                notes.put(number, entry)
            else:
                begun[number] = key, inputs
                yield number, it

    with closing(work(unknown(), len(found), run.settings, workers)) as results:
        for number, made in results:
            notes.put(number, planned_entry(made, *begun.pop(number), run.book, run.options))
            progress(min(number + 1, len(found)), len(found))
    progress(len(found), len(found))
    return notes


def _unread(reading: Reading, settings: Settings) -> BuildResult:
    from scrutiny_response.generate.build import build_from  # noqa: PLC0415  # as in `_compiled`

    return build_from(reading, settings)


def _posted(notes: RunJournal, run: _Run) -> CycleOutcome:
    if run.book is None:
        return notes.told(run.problems)
    outcome = commit.commit(notes, run.book, run.options)
    return outcome._replace(problems=run.problems + outcome.problems)


@lru_cache(maxsize=64)  # a run's files lie in a few folders
def _way(start: str, end: str, here: str) -> str:
    """The way from one folder to another, as seen from here; the whole path where it is on another drive."""
    try:
        return Path(os.path.relpath(Path(here, end), Path(here, start))).as_posix()
    except ValueError:
        return Path(here, end).as_posix()
