"""Assessment files, templates and framework → the documents of a cycle with their PDFs, a check of them, or its levels.

The face of `scrutiny_response.generate` for those who only speak to use cases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engross.problems import Refused
from scrutiny_response.generate import cycle
from scrutiny_response.generate.workers import Workers
from scrutiny_response.intake import Progress, unread_folders
from scrutiny_response.intake.file_names import is_workbook
from scrutiny_response.store import staging
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.store.up_to_date import Options
from scrutiny_response.use_cases.own_output import no_record, refuse_own_output

if TYPE_CHECKING:
    from scrutiny_response.domain.asked_letters import Batch
    from scrutiny_response.use_cases.pdf_copies import PdfPrinter


class Stage(Enum):
    """What a run is busy with."""

    CHECK = auto()
    DOCUMENTS = auto()
    PDFS = auto()
    LEVELS = auto()


StageProgress = Callable[[Stage], Progress]
"""Called when a stage begins; returns what is told how many of it are done, and of how many."""


class Sources(NamedTuple):
    """What documents are made with: a folder of templates and a framework file, in place of those shipped.

    `processes` share the work (0: as many as pay), or the Dask cluster at the address `dask` does it. `record` is the
    folder of the record, in place of the one in the cycle's folder.
    """

    templates: Path | None = None
    framework: Path | None = None
    processes: int = 0
    dask: str = ""
    record: Path | None = None


class GenerateOptions(NamedTuple):
    """How a run treats what lies in the output folder, and which PDFs it makes.

    `again` makes every document again; `overwrite_edited` also those that were edited by hand; `remove_gone` removes
    those that no assessment makes any more; a `dry_run` only says what would be done. `pdf` asks for a PDF beside each
    document, and `pdf_archive` for one of a version of PDF/A, "2b" or "3b"; `follow_up` for the letters that the record
    asks for.
    """

    again: bool = False
    overwrite_edited: bool = False
    remove_gone: bool = False
    dry_run: bool = False
    pdf: bool = False
    follow_up: Batch | None = None
    pdf_archive: str | None = None

    @property
    def as_asked(self) -> Options:
        """The same for what decides which documents are written."""
        return Options(
            again=self.again,
            overwrite_edited=self.overwrite_edited,
            remove_gone=self.remove_gone,
            dry_run=self.dry_run,
            with_pdfs=self.with_pdfs,
            follow_up=self.follow_up,
        )

    @property
    def with_pdfs(self) -> bool:
        """True if PDFs are asked for."""
        return bool(self.pdf or self.pdf_archive)


def _silent(_stage: Stage) -> Progress:
    return lambda _done, _total: None


def generate(
    inputs: Sequence[Path],
    folder: Path,
    sources: Sources,
    options: GenerateOptions,
    progress: StageProgress = _silent,
) -> CycleOutcome:
    """Write every document of the cycle that is new or has changed into the output folder, and its PDF if asked for.

    If LibreOffice is missing for the PDFs, nothing is made, and that is among the problems of the outcome.
    """
    try:
        printer, record = _printer(options), sources.record
        if any(is_workbook(path.name) for path in inputs):
            record = refuse_own_output(inputs[0], folder)
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)

    def add_pdfs(outcome: CycleOutcome, work: Path) -> CycleOutcome:
        if printer is None:
            return outcome
        from scrutiny_response.use_cases import pdf_copies  # noqa: PLC0415  # most runs make no PDFs

        return pdf_copies.add_pdfs(outcome, folder, staging.staged_in(work), printer, progress(Stage.PDFS))

    return cycle.generate(
        inputs,
        folder,
        templates=sources.templates,
        framework=sources.framework,
        progress=progress(Stage.DOCUMENTS),
        options=options.as_asked,
        workers=Workers(sources.processes, sources.dask),
        record=record,
        afterwards=add_pdfs,
    )


def check(inputs: Sequence[Path], sources: Sources, progress: StageProgress = _silent) -> CycleOutcome:
    """Do everything that `generate` does but the writing, and look at what only the cycle as a whole shows.

    Folders within the inputs that could hold assessments are mentioned: they are not read.
    """
    is_book = any(is_workbook(path.name) for path in inputs)
    outcome = cycle.generate(
        inputs,
        None,
        templates=sources.templates,
        framework=sources.framework,
        progress=progress(Stage.CHECK),
        workers=Workers(sources.processes, sources.dask),
        record=no_record(inputs[0]) if is_book else sources.record,
    )
    if not outcome.outcomes:
        return outcome
    outcome = outcome._replace(problems=outcome.problems + tuple(unread_folders(inputs)))
    if is_book or not outcome.glances:
        return outcome
    from scrutiny_response.use_cases.second_look import cycle_doubts  # noqa: PLC0415  # it loads what reads YAML

    doubts = cycle_doubts(outcome.glances, sources.framework)
    if not doubts:
        return outcome
    outcomes = tuple(one._replace(problems=one.problems + doubts.get(one.file, ())) for one in outcome.outcomes)
    return outcome._replace(outcomes=outcomes, unchanged=())


def levels(inputs: Sequence[Path], framework: Path | None = None, progress: StageProgress = _silent) -> CycleOutcome:
    """Return the level of support of every assessment file, with its reasons; nothing is rendered or written."""
    return cycle.levels(inputs, framework=framework, progress=progress(Stage.LEVELS))


def _printer(options: GenerateOptions) -> PdfPrinter | None:
    """Return LibreOffice for the PDFs that are asked for; Refused if it is missing."""
    if not options.with_pdfs:
        return None
    from engross.pdf import Archive  # noqa: PLC0415  # most runs make no PDFs
    from scrutiny_response.use_cases.pdf_copies import PdfPrinter  # noqa: PLC0415  # likewise

    archives = {"2b": Archive.A2B, "3b": Archive.A3B}
    return PdfPrinter.find(archives[options.pdf_archive] if options.pdf_archive else None, again=options.again)
