"""The story: an inspection cycle, from assessment files to documents on disk.

What is known from the last run is not read again. All else is read, answered and rendered, each file by itself and
anywhere; then the files are compared with one another, and the documents are put into their places together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engross import paths
from engross.deflater import DEFLATER
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response import __version__, resources
from scrutiny_response.domain.template_variants import TemplateVariants
from scrutiny_response.generate import planning
from scrutiny_response.generate.asked_templates import AskedTemplates
from scrutiny_response.generate.declared import declaring, hash_of_all
from scrutiny_response.generate.entries import LastRecord, OutputState, PlannedEntry, Turn
from scrutiny_response.generate.letters import with_letters
from scrutiny_response.generate.planning import planned_entry
from scrutiny_response.generate.records import Records, without_assessment
from scrutiny_response.generate.run_journal import OtherRecords, RunJournal
from scrutiny_response.generate.settings import (
    Settings,
    copies_of_templates,
    cycle_hash,
    read_templates,
    recorded,
    signatures_hash,
)
from scrutiny_response.generate.uniqueness import refuse_collisions
from scrutiny_response.generate.workers import Workers, work
from scrutiny_response.intake import Progress, Reading, Source, assessment_files, find_framework, sources
from scrutiny_response.intake.file_names import is_workbook
from scrutiny_response.store import path_lengths, recovery, staging, up_to_date
from scrutiny_response.store.manifest import DAMAGE, NAME, Header, Inputs, RecordedFramework
from scrutiny_response.store.manifest_index import ManifestIndex
from scrutiny_response.store.outcome import Action, CycleOutcome
from scrutiny_response.store.places import Places
from scrutiny_response.store.up_to_date import Options

if TYPE_CHECKING:
    from scrutiny_response.generate.build import BuildResult


MOST_COMPARED = 500
"""Up to so many assessments are compared with one another when they are checked: what they say is in memory for it."""
Afterwards = Callable[[CycleOutcome, Path], CycleOutcome]
"""What is done with an outcome, and the working folder, before the output folder is anybody else's."""


class _Run(NamedTuple):
    """What one run works with: what all assessments share, the templates' hashes, the output folder.

    `problems` are those of the templates' names; they refuse nothing. `records` say what is issued; levels are told
    without them.
    """

    settings: Settings
    hashes: Mapping[str, str]
    framework: RecordedFramework
    state: OutputState | None
    options: Options
    templates: AskedTemplates
    problems: tuple[Problem, ...]
    records: Records | None = None

    def turn(self, source: Source) -> Turn:
        """Return what is known of a file when its turn comes, before it is read."""
        key = self._key(source.file)
        last = self.state.last_record(key) if self.state else LastRecord()
        reference = last.record.summary.get("reference") if last.record else None
        inputs = Inputs(
            assessment=hash_of(source.data),
            cycle=cycle_hash(source.cycle),
            framework=self.framework.hash,
            framework_version=self.framework.version,
            software=__version__,
            record=self.records.of(source.file).hash_of(reference or "") if self.records else "",
            signatures=signatures_hash(source.cycle),
        )
        return Turn(key, inputs, last)

    @property
    def is_packed_anew(self) -> bool:
        """Whether what is recorded was packed otherwise than now."""
        return self.state is not None and self.state.recorded.header.deflater != DEFLATER

    def unchanged(self, source: Source, turn: Turn) -> PlannedEntry | None:
        """Return the entry of a file that need not be read again; None if it must be."""
        record = turn.previous
        if self.state is None or record is None or turn.last.former_key or self.is_packed_anew:
            return None
        try:
            changes = up_to_date.unchanged(record, turn.inputs, self.hashes, self.state.hash_of, self.options)
            if changes is None:
                return None
            if record.summary.get("issue") and any(change.done is Action.KEPT for change in changes):
                return None  # what was issued may have been edited, which is a fault
            outcome = up_to_date.remembered(source.file, record, self.framework.levels, changes)
        except DAMAGE:  # someone has edited the manifest
            return None
        return planning.unchanged_entry(outcome, turn.key, record)

    def with_letters(self, source: Source, turn: Turn) -> Source:
        """Return a file with the letters that are made beside its documents."""
        if self.records is None or self.state is None:
            return source
        return with_letters(source, turn, self.records, self.options.follow_up, self.settings)

    def _key(self, file: str) -> str:
        """Return an assessment file's path from the output folder, wherever the command is run."""
        return self.state.places.key(file) if self.state else file


def generate(  # noqa: PLR0913  # each is a word of the command line
    inputs: Sequence[Path],
    folder: Path | None,
    *,
    templates: Path | None = None,
    framework: Path | None = None,
    progress: Progress = lambda _done, _total: None,
    options: Options = Options(),  # noqa: B008  # frozen
    workers: Workers = Workers(),  # noqa: B008  # frozen
    afterwards: Afterwards = lambda outcome, _work: outcome,
    record: Path | None = None,
) -> CycleOutcome:
    """Make the documents of every assessment file in `inputs` (files and folders) in the output folder.

    Without an output folder everything is done but the writing. `templates` is a folder and `framework` a file, in
    place of those shipped; `record` is the folder of the record, in place of the one in the cycle's folder. What is
    done `afterwards` with the outcome is done while the folder is still this run's.
    """
    try:
        records = Records(record)
        read = read_templates(templates or resources.templates())
        replaced = records.replaced(inputs)
        settings = Settings(find_framework(framework), read, replaced=replaced, is_check=folder is None)
        files = tuple(_files(inputs, settings))
        settings = settings._replace(cycles=declaring(inputs, files))
        if folder is None or not paths.is_taken(folder / NAME):  # a fault in them is found before anything is made
            _begin(settings, None, None, ManifestIndex(Path()), options)
        with staging.working(folder, "generate") if folder and not options.dry_run else nullcontext() as work_folder:
            if folder and work_folder:
                recovery.recover(folder, work_folder)
            with recovery.read_manifest(folder) if folder else ManifestIndex(Path()) as recorded_manifest:
                run = _begin(settings, folder, work_folder, recorded_manifest, options)
                state = run.state._replace(records=records) if run.state else None
                run = run._replace(records=records, state=state)
                outcome = _finish(_build(files, run, workers, progress), run)
                missing = without_assessment(records, inputs, outcome.outcomes)
                outcome = outcome._replace(problems=(*outcome.problems, *missing))
            return afterwards(outcome, work_folder) if work_folder else outcome
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)


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
        settings = Settings(find_framework(framework), ())
        run = _begin(settings, None, None, ManifestIndex(Path()), Options())
        return _finish(_build(_files(inputs, settings), run, Workers(1), progress), run)
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)


def _files(inputs: Sequence[Path], settings: Settings) -> Iterable[str | Problem | Source | Reading]:
    """Return the assessment files that the inputs stand for; or of a workbook its sheets, as they say it now."""
    if not any(is_workbook(path.name) for path in inputs):
        return assessment_files(inputs)
    from scrutiny_response.intake.workbooks.book import inputs_of  # noqa: PLC0415  # only for a workbook

    return inputs_of(inputs, settings.framework)


def _begin(
    settings: Settings,
    folder: Path | None,
    work_folder: Path | None,
    recorded_manifest: ManifestIndex,
    options: Options,
) -> _Run:
    """Return the run; templates that have changed since the last run are compiled before anything is read."""
    hashes = {template.name: hash_of(template.data) for template in settings.templates}
    last = recorded_manifest.header
    is_same = last.software == __version__
    framework = recorded(settings.framework_file, last.framework if is_same else RecordedFramework())
    declared = hash_of_all(settings.cycles)
    templates = AskedTemplates(settings, hashes, last.templates if is_same and last.declared == declared else {})
    templates.begin(last.templates)
    header = Header(__version__, templates.without_fault, framework, DEFLATER, declared)
    folders = {Path(template.file).parent for template in settings.templates}
    misspelt = (_misspelt(*words) for words in TemplateVariants(tuple(hashes)).misspelt(framework.levels))
    problems = (*chain.from_iterable(map(copies_of_templates, folders)), *misspelt)
    if folder and len(recorded_manifest) and last.deflater != DEFLATER:
        problems = (_packed_anew(folder, last.deflater), *problems)
    return _Run(
        settings=settings._replace(staging=work_folder / staging.STAGED) if work_folder else settings,
        hashes=hashes,
        framework=framework,
        state=OutputState(folder, work_folder, recorded_manifest, header, hashes, Places(folder)) if folder else None,
        options=options,
        templates=templates,
        problems=problems,
    )


def _packed_anew(folder: Path, earlier: str) -> Problem:
    message = (
        f"documents are packed by {DEFLATER} now, and were by {earlier or 'zlib'}; each that is not issued is made "
        "anew once, and says what it said"
    )
    place = FilePlace(folder.as_posix())
    return Problem("packed-anew", place, message, "there is nothing to do", Severity.INFORMATION)


def _misspelt(template: str, word: str, level: str) -> Problem:
    message = f"`{word}` is no level, so this variant is used only for a programme of that name"
    hint = f"did you mean `{level}`?"
    return Problem("misspelt-variant", FilePlace(f"{template}.docx"), message, hint, Severity.WARNING)


def _build(
    files: Iterable[str | Problem | Source | Reading], run: _Run, workers: Workers, progress: Progress
) -> RunJournal:
    """Return the entry of each file, by its number in the order of reading: what is known of it, or was built."""
    all_files = tuple(files)
    journal, turns = RunJournal(), {}
    settings = run.settings._replace(is_compared=run.settings.is_check and len(all_files) <= MOST_COMPARED)

    @lru_cache(maxsize=1)  # the first file of a folder is asked for twice
    def look(source: Source) -> tuple[Turn, PlannedEntry | None]:
        turn = run.turn(source)
        return turn, run.unchanged(source, turn)

    def unknown() -> Iterator[tuple[int, Source]]:
        for number, source in enumerate(sources(all_files, lambda source: look(source)[1] is not None)):
            if isinstance(source, Reading):
                result = _build_from(source, run.settings)
                journal.put(number, planned_entry(result, None, run.state, run.options, run.records))
                continue
            turn, entry = look(source)
            whole = run.with_letters(source, turn) if run.options.follow_up or not entry else source
            asked = [letter for letter in whole.follow_ups if not letter.issued_name]
            if entry and set(asked) == set(turn.follow_ups() if whole is not source else ()):
                journal.put(number, entry)
            else:
                turns[number] = turn
                kinds = " ".join(letter.kind for letter in asked)
                run.templates.look(source.data, source.cycle.data, kinds.encode())
                yield number, whole

    with closing(work(unknown(), len(all_files), settings, workers, journal.tell)) as results:
        for number, result in results:
            journal.note_glance(number, result.glance)
            journal.put(number, planned_entry(result, turns.pop(number), run.state, run.options, run.records))
            progress(min(number + 1, len(all_files)), len(all_files))
    progress(len(all_files), len(all_files))
    return journal


def _build_from(reading: Reading, settings: Settings) -> BuildResult:
    from scrutiny_response.generate.build import build_from  # noqa: PLC0415  # as in `_compiled`

    return build_from(reading, settings)


def _finish(journal: RunJournal, run: _Run) -> CycleOutcome:
    """Compare the files with one another, and commit what is left; without an output folder nothing is committed."""
    others = journal.others(run.state) if run.state else OtherRecords()
    refuse_collisions(journal, others, run.state, run.settings)
    too_long = path_lengths.of_documents(run.state.folder if run.state else Path("output"), journal.longest_path)
    problems = (*run.templates.problems, *run.problems, *([too_long] if too_long else []))
    if run.state is None:
        return journal.as_outcome(problems)
    from scrutiny_response.generate.commit import commit  # noqa: PLC0415  # levels and checks put nothing in place

    header = run.state.header._replace(templates=run.templates.without_fault)
    try:
        outcome = commit(journal, others, run.state._replace(header=header), run.options)
    except Refused as refused:
        raise Refused((*problems, *refused.problems)) from refused
    return outcome._replace(problems=problems + outcome.problems)
