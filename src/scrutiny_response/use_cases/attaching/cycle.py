"""The assessments of a cycle → each report with the plans of all that name it, in the output folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from engross import paths
from engross.files import hash_of
from engross.pdf import WordFile
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.domain.framework import Framework
from scrutiny_response.generate.records import Records
from scrutiny_response.intake import Reading, read_assessments, read_framework
from scrutiny_response.store import naming, staging, whole_files
from scrutiny_response.use_cases.attaching.changed_results import changed_result
from scrutiny_response.use_cases.attaching.earlier_results import results_of_today, with_earlier_results
from scrutiny_response.use_cases.attaching.grouping import Group, Member, apart, groups_of, member_of, refused_with
from scrutiny_response.use_cases.attaching.issued_results import issued_result, plan_digests
from scrutiny_response.use_cases.attaching.joining import Joined, PlanPdfs, join_with_sheets, plan_pdfs
from scrutiny_response.use_cases.attaching.outcome import AttachedPlan, AttachOutcome, Became
from scrutiny_response.use_cases.attaching.printing import Printed, printed, stale_pdf
from scrutiny_response.use_cases.attaching.request import WORD, Job, ending
from scrutiny_response.use_cases.attaching.sheets import SheetChoices, check_templates

Progress = Callable[[int, int], None]
"""Told how many reports are done, and of how many."""
NO_SHEETS = SheetChoices()
"""No page goes with the appendices."""


def attach_plans(  # noqa: PLR0913  # what the command takes
    inputs: Sequence[Path],
    folder: Path,
    *,
    framework: Path | None = None,
    as_pdf: bool = False,
    sheets: SheetChoices = NO_SHEETS,
    overwrite_edited: bool = False,
    record: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> tuple[AttachOutcome, ...]:
    """Attach the plans that lie in the output folder to the report that each assessment names.

    Assessments that name one report give one result, with the plans in the order of their references; those of the
    same folder that were not named come along. With `as_pdf`, a PDF of each Word result is written beside it; `sheets`
    are the templates of the pages that go with the appendices. The report is only read, and a result that somebody has
    changed since is not written over, unless `overwrite_edited` says so, and one that was issued never, by the records
    beside the assessments or the one that `record` names. What is wrong with one plan is known before
    anything of its report is written, and stops no other report. Raise Refused if the framework is refused, or another
    command is writing into the folder.
    """
    check_templates(sheets)
    rules = read_framework(framework)
    asked = read_assessments(inputs, rules)
    readings = [*asked, *_siblings(inputs, asked, rules)]
    every = list(groups_of([member_of(reading, folder) for reading in readings], folder))
    groups = list(apart(_asked(every, asked), [path for reading in readings for path in _documents(reading)]))
    told = partial(with_earlier_results, folder=folder, today=results_of_today(every))
    if not any(group.job for group in groups):
        return _in_order([told(group) for group in groups], readings)
    with staging.working(folder, "attach") as work:
        pdfs = plan_pdfs([group.job for group in groups if group.job])
        run = _Run(folder, staging.staged_in(work), pdfs, as_pdf, sheets, overwrite_edited, Records(record))
        done = []
        for number, group in enumerate(groups, start=1):
            done.append(told(run.attached(group)))
            progress(number, len(groups))
        return _in_order(run.with_pdfs(done), readings)


def _asked(groups: Sequence[Group], asked: Sequence[Reading]) -> list[Group]:
    """Return the groups of the assessments that were asked for."""
    names = {reading.file for reading in asked}
    return [group for group in groups if any(member.outcome.file in names for member in group.members)]


def _siblings(inputs: Sequence[Path], asked: Sequence[Reading], rules: Framework) -> list[Reading]:
    """Return the assessments beside those that were named one by one: their plans belong into the same reports."""
    folders = list(dict.fromkeys(path.parent for path in inputs if paths.is_file(path)))
    names = {paths.real(Path(reading.file)) for reading in asked}
    others = read_assessments(folders, rules) if folders else ()
    return [other for other in others if paths.real(Path(other.file)) not in names]


def _documents(reading: Reading) -> Sequence[str]:
    """Return the paths that the assessment's documents have in the output folder."""
    assessment = reading.assessment
    if assessment is None:
        return []
    with suppress(Refused):
        return [name for document in assessment.documents for name in naming.names(assessment, document)]
    return []


def _in_order(groups: Sequence[Group], readings: Sequence[Reading]) -> tuple[AttachOutcome, ...]:
    """Return what became of each assessment, in the order in which they were read."""
    places = {reading.file: place for place, reading in enumerate(readings)}
    outcomes = [member.outcome for group in groups for member in group.members]
    return tuple(sorted(outcomes, key=lambda outcome: places[outcome.file]))


class _Run(Struct, frozen=True):
    """Where results go, where they are staged, the PDFs of plans, what is wanted, and what was issued."""

    folder: Path
    staged: Path
    pdfs: PlanPdfs
    as_pdf: bool
    sheets: SheetChoices
    overwrite: bool
    records: Records

    def attached(self, group: Group) -> Group:
        """Return a group whose result is written, or whose members say why it is not."""
        if group.job is None:
            return group
        target = self.folder / group.result
        try:
            _refuse_source(group.job.report, target)
            joined = join_with_sheets(group.job, self.pdfs, self.sheets)
        except Refused as refused:
            return Group(refused_with(_blamed(group, refused.problems)))
        stale = () if self.as_pdf else stale_pdf(target, joined.data)
        plans = _as_it_became(group.job, joined, target)
        unwritten = self._place(group, group.result, joined.data)
        if unwritten is not None:
            return Group(tuple(member.told(*joined.problems, unwritten) for member in group.members))
        joined = replace(joined, plans=plans, problems=(*joined.problems, *stale))
        return replace(group, members=tuple(_with_result(member, target, joined) for member in group.members))

    def _place(self, group: Group, path: str, data: bytes) -> Problem | None:
        """Put a file in its place, unless it lies there as it is, or what lies there was issued or changed."""
        target = self.folder / path
        kept = self._issued(group, target, data) or changed_result(target, data, overwrite=self.overwrite)
        if kept is not None:
            return kept
        if paths.is_file(target) and staging.hash_on_disk(target) == hash_of(data):
            return None
        (part,) = staging.stage(self.staged, [data])
        return part if isinstance(part, Problem) else whole_files.place(self.staged / part, self.folder, path)

    def _issued(self, group: Group, target: Path, data: bytes) -> Problem | None:
        records = {self.records.of(member.outcome.file) for member in group.members}
        plans = [appendix.key for appendix in group.job.appendices] if group.job else []
        try:
            return issued_result(sorted(records, key=lambda record: record.folder), target, data, plans)
        except Refused as refused:
            return refused.problems[0]

    def with_pdfs(self, groups: Sequence[Group]) -> list[Group]:
        """Return the groups with a PDF beside each Word result, where PDFs are wanted; LibreOffice is given all."""
        written = [group for group in groups if group.job and ending(Path(group.result)) == WORD and self.as_pdf]
        files = [self.folder / group.result for group in written]
        copies = dict(zip(map(id, written), printed([(file, staging.read(file)) for file in files]), strict=True))
        return [self._with_pdf(group, copies[id(group)]) if id(group) in copies else group for group in groups]

    def _with_pdf(self, group: Group, copy: Printed) -> Group:
        path = whole_files.pdf_path(group.result)
        unwritten = self._place(group, path, copy.data) if copy.data is not None else None
        problems = (*copy.problems, *([unwritten] if unwritten else []))
        shown = (self.folder / path).as_posix() if copy.data is not None and unwritten is None else ""
        members = (member.told(*problems) for member in group.members)
        return replace(group, members=tuple(replace(m, outcome=replace(m.outcome, pdf=shown)) for m in members))


def _as_it_became(job: Job, joined: Joined, target: Path) -> tuple[AttachedPlan, ...]:
    """Return the plans with what becomes of them where the result of an earlier run lies, which is made anew."""
    there = b""
    with suppress(Refused):
        there = WordFile.read(target).data
    if not there:
        return joined.plans
    held = plan_digests(target, there)
    new = plan_digests(target, joined.data) if joined.data != there else held
    keys = {paths.key(appendix.plan.as_posix()): appendix.key for appendix in job.appendices}
    return tuple(replace(plan, became=_became(keys[paths.key(plan.path)], held, new)) for plan in joined.plans)


def _became(key: str, held: Mapping[str, str], new: Mapping[str, str]) -> Became:
    """Return what becomes of the plan with a key, by the digests of what was there and of what is there now."""
    if key not in held:
        return Became.ATTACHED
    return Became.THERE if held[key] and held[key] == new.get(key) else Became.REPLACED


def _refuse_source(report: Path, target: Path) -> None:
    if paths.is_same_file(report, target):
        message = "this is the report itself, which is never written to"
        raise Refused([Problem("result-is-source", FilePlace(target.as_posix()), message, "move the report")])


def _blamed(group: Group, problems: Sequence[Problem]) -> list[Member]:
    """Return the members with the problems: each with those of its own plans; of the report, each has all."""
    plans = {member: [plan.path for plan in member.outcome.plans] for member in group.members}
    own = {each: [problem for problem in problems if str(problem.place).startswith(tuple(paths_))]
           for each, paths_ in plans.items()}  # fmt: skip
    shared = [problem for problem in problems if not any(problem in mine for mine in own.values())]
    return [member.told(*shared, *own[member]) for member in group.members]


def _with_result(member: Member, target: Path, joined: Joined) -> Member:
    """Return a member with where the result lies, what became of its plans, and what is told of them."""
    outcome = member.outcome
    own = {paths.key(plan.path) for plan in outcome.plans}
    plans = tuple(plan for plan in joined.plans if paths.key(plan.path) in own)
    told = replace(outcome, result=target.as_posix(), plans=plans, problems=(*outcome.problems, *joined.problems))
    return replace(member, outcome=told)
