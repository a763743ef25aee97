"""Paths → a reading of each assessment file, with the cycle file beside it: the assessment, or every problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from msgspec import Struct, field
from msgspec.structs import replace

from engross.problems import FilePlace, Place, Problem, Severity, has_error, in_order
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.contradictions import Contradiction, case_of, contradictions, duplicates, identity
from scrutiny_response.domain.framework import Framework
from scrutiny_response.domain.level import Indication
from scrutiny_response.intake.build import Built, build
from scrutiny_response.intake.cycle_file import CycleFile, signature, unsigned
from scrutiny_response.intake.cycles import Cycle, cycle_from, proposed
from scrutiny_response.intake.declarations import FURTHER
from scrutiny_response.intake.documents import problem_of, tree_of
from scrutiny_response.intake.faults import Fault
from scrutiny_response.intake.file_names import is_likely_copy
from scrutiny_response.intake.files import assessment_files
from scrutiny_response.intake.located import for_a_cell, located
from scrutiny_response.intake.quick import Quick, quick_reading
from scrutiny_response.intake.samples import left_from_samples
from scrutiny_response.intake.schema import assessment_schema, schema
from scrutiny_response.intake.sources import Identified, Progress, Reading, Source, counted, sources
from scrutiny_response.intake.tree import DataPath, List, Map, Text, merged, place_of, stands


class _Draft(Struct):
    """A file on its way to a reading; if it has problems, its assessment holds stand-ins at the invalid paths."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    root: Map | None = None
    assessment: Assessment | None = None
    invalid_paths: list[DataPath] = field(default_factory=list)
    paths: dict[Problem, DataPath] = field(default_factory=dict)
    signature: bytes | None = None
    indication: Indication | None = None

    def add(self, problem: Problem, path: DataPath) -> None:
        """Add a problem of the value at a path."""
        self.problems.append(problem)
        self.paths[problem] = path

    def reading(self) -> Reading:
        problems = in_order(self.problems)
        assessment = None if has_error(problems) else self.assessment
        told = (self._documents(), self.paths, self.signature, self.indication)
        return Reading(self.file, assessment, problems, self.identified(), *told)

    def identified(self) -> Identified | None:
        if self.root is None or self.assessment is None or _is_nameless(self.invalid_paths):
            return None
        return Identified(identity(self.assessment), place_of(self.root, ("reference",)))

    def _documents(self) -> Mapping[str, Place]:
        """Also in the cycle file; if nothing is said, there is no place."""
        wanted = None if self.root is None else self.root.get(Text("documents"))
        return {str(name): name.place for name in wanted} if isinstance(wanted, List) else {}


def read_assessments(
    paths: Sequence[Path], framework: Framework, progress: Progress = lambda _done, _total: None
) -> tuple[Reading, ...]:
    """Return a reading of each assessment file, in the order of the paths and, in a folder, of the names.

    A faulty cycle file has a reading of its own before those of its assessments, and none of these is accepted.
    """
    files = tuple(assessment_files(paths))
    results = tuple(counted(readings(files, framework), len(files), progress))
    shared = shared_by([(result.file, result.identified) for result in results])
    return tuple(
        result._replace(assessment=None, problems=in_order((*result.problems, *shared[i]))) if i in shared else result
        for i, result in enumerate(results)
    )


def read_one(path: Path, framework: Framework) -> Reading:
    """Return a reading of one assessment file; what is wrong with a faulty cycle file comes before its own problems."""
    *of_cycle, own = read_assessments([path], framework)
    return own._replace(problems=(*(problem for each in of_cycle for problem in each.problems), *own.problems))


def readings(files: Iterable[str | Problem], framework: Framework) -> Iterator[Reading]:
    """Return a reading of each file by itself, one after the other: what two of them share is told by `shared_by`."""
    return (source if isinstance(source, Reading) else read_assessment(source, framework) for source in sources(files))


def read_assessment(source: Source, framework: Framework) -> Reading:
    """Return a reading of one assessment file with its cycle file, without regard to the others of the run."""
    cycle = cycle_from(source.cycle)
    quick = None if source.cells else quick_reading(source.data, source.file, cycle)
    if quick is None or quick.assessment.signatory.signature:
        return read_slowly(source, cycle, framework)
    return _judged(quick, source, cycle, framework)


def _judged(quick: Quick, source: Source, cycle: Cycle, framework: Framework) -> Reading:
    """The reading of an assessment that keeps to its schema; where a rule speaks, the tree is read for the place."""
    assessment, indication, rules_broken = judge(quick.assessment, (), cycle, framework)
    placed: list[tuple[Problem, DataPath]] = []
    if rules_broken:
        own, _ = tree_of(source.data, source.file)
        root = merged(own, cycle.common) if own is not None else Map(quick.source)
        placed = [(_placed(contradiction, root), contradiction.path) for contradiction in rules_broken]
    problems = in_order((*(problem for problem, _ in placed), *left_from_samples(quick.source)))
    identified = Identified(identity(assessment), quick.reference)
    whole = None if has_error(problems) else assessment
    return Reading(source.file, whole, problems, identified, quick.documents, dict(placed), indication=indication)


def read_slowly(source: Source, cycle: Cycle, framework: Framework) -> Reading:
    """Return the same reading whatever stands in the file, with the place of everything that is wrong."""
    own, problems = tree_of(source.data, source.file)
    own = located(own, source.cells, source.file) if own is not None and source.cells else own
    draft = _Draft(source.file, problems)
    if own is not None:
        draft.root = merged(own, cycle.common)
        _shape(draft, draft.root, cycle)
        _judge(draft, draft.root, cycle, framework)
        _sign(draft, draft.root, source.cycle)
        draft.problems += left_from_samples(own.source)
    if cycle.problems and not has_error(draft.problems):
        message = f"{cycle.file} has faults, so this file cannot be accepted"
        hint = "correct the cycle file: what it says belongs to this assessment too"
        draft.problems.append(Problem("cycle-file-refused", FilePlace(draft.file), message, hint))
    if source.cycle.data is None and source.cycle.problem is None and _misses_something(draft):
        message = "no cycle.yaml lies beside this file, so everything has to be said in it"
        hint = "put the file into the folder of the cycle's assessments, or complete it"
        draft.problems.append(Problem("no-cycle-file", FilePlace(draft.file), message, hint, Severity.INFORMATION))
    if source.cells:
        draft.problems = [for_a_cell(problem) for problem in draft.problems]
    return draft.reading()


def _misses_something(draft: _Draft) -> bool:
    return any(problem.id == "missing-key" for problem in draft.problems)


def shared_by(files: Sequence[tuple[str, Identified | None]]) -> dict[int, list[Problem]]:
    """Return what two assessments of one run share and may not, said of both, by their numbers in the run."""
    numbered = [(number, file, identified) for number, (file, identified) in enumerate(files) if identified]
    shared: defaultdict[int, list[Problem]] = defaultdict(list)
    for own, other, contradiction in duplicates([identified.identity for _, _, identified in numbered]):
        number, file, identified = numbered[own]
        message = contradiction.message.format(other=numbered[other][1])
        problem = Problem(contradiction.id, identified.place, message, contradiction.hint)
        is_same = contradiction.id == "repeated-reference"
        shared[number].append((_copy(file, numbered[other][1]) if is_same else None) or problem)
    return dict(shared)


def _copy(file: str, other: str) -> Problem | None:
    """Return what is said of two files of one reference if the name of one is that of a copy of the other."""
    own, others = PurePath(file), PurePath(other)
    if own.parent != others.parent:
        return None
    if is_likely_copy(own.name, others.name):
        message = f"this is a copy of {others.name}, as OneDrive or Explorer makes them, with the same reference"
        hint = f"see which of the two is right, keep it as {others.name}, and move the other out of the folder"
        return Problem("copied-file", FilePlace(file), message, hint)
    if is_likely_copy(others.name, own.name):
        message = f"{others.name} is a copy of this file, as OneDrive or Explorer makes them"
        hint = f"see which of the two is right, keep it as {own.name}, and move the other out of the folder"
        return Problem("copied-file", FilePlace(file), message, hint)
    return None


def _shape(draft: _Draft, root: Map, cycle: Cycle) -> None:
    """The assessment from its tree, with what its schema refuses and what is missing from it."""
    rules = assessment_schema(cycle.declared)
    faults = rules.faults(root)
    built = Built(rules, {id(fault.node) for fault in faults if fault.id != "missing-key"})
    draft.assessment = build(Assessment, root, built)
    draft.invalid_paths = built.invalid_paths
    for fault in (*faults, *built.missing):
        if _is_own(fault, root, cycle):
            draft.add(problem_of(fault, root), fault.path)


def _is_own(fault: Fault, root: Map, cycle: Cycle) -> bool:
    """Return whether a fault is the assessment's: not the cycle file's, nor perhaps mended with the cycle file."""
    if fault.path[:1] == (FURTHER,) and cycle.problems:
        return False
    if fault.id == "missing-key" and cycle.problems and fault.path[0] in schema("cycle").document["properties"]:
        return False
    return (fault.key if fault.key is not None else fault.node).source is root.source


def _judge(draft: _Draft, root: Map, cycle: Cycle, framework: Framework) -> None:
    """What cannot be, by the rules that look from one value to another."""
    if draft.assessment is None:
        return
    draft.assessment, draft.indication, rules_broken = judge(draft.assessment, draft.invalid_paths, cycle, framework)
    for contradiction in rules_broken:
        draft.add(_placed(contradiction, root), contradiction.path)


def _sign(draft: _Draft, root: Map, cycle: CycleFile) -> None:
    """Take the picture of the signature that the assessment names."""
    name = draft.assessment.signatory.signature if draft.assessment else None
    if name is None:
        return
    picture = signature(cycle, name)
    draft.signature = picture if isinstance(picture, bytes) else None
    problem = unsigned(cycle, name, stands(root, ("signatory", "signature")) or root.place)
    if problem:
        draft.add(problem, ("signatory", "signature"))


def judge(
    assessment: Assessment, invalid_paths: Sequence[DataPath], cycle: Cycle, framework: Framework
) -> tuple[Assessment, Indication | None, list[Contradiction]]:
    """Return an assessment with the timeframes that its cycle proposes, its level, and everything that cannot be."""
    case = case_of(assessment, framework)
    whole = proposed(assessment, cycle.house, case.level)
    return whole, case.indication, list(contradictions(replace(case, assessment=whole), invalid_paths))


def _placed(contradiction: Contradiction, root: Map) -> Problem:
    """Return a finding with its place, and in its message that of the other thing which it contradicts."""
    place, other = place_of(root, contradiction.path), stands(root, contradiction.other)
    own = stands(root, contradiction.path)
    both = (own, other) if contradiction.other else ()
    places = [str(each) for each in both if each and str(each) != str(place)]
    message = contradiction.message + (f" ({', '.join(places)})" if places else "")
    return Problem(contradiction.id, place, message, contradiction.hint, contradiction.severity)


def placed(file: str, faults: Iterable[Contradiction]) -> tuple[Problem, ...]:
    """Return what was found in an assessment that was read, each with its place in its file or its cycle file.

    The file is read again for it, if there is something to place.
    """
    faults = tuple(faults)
    if not faults:
        return ()
    (source,) = sources([file])
    if isinstance(source, Reading):  # it has gone meanwhile
        return tuple(source.problems)
    own, problems = tree_of(source.data, source.file)
    if own is None:
        return tuple(problems)
    root = merged(own, cycle_from(source.cycle).common)
    return tuple(_placed(fault, root) for fault in faults)


def _is_nameless(invalid_paths: Iterable[DataPath]) -> bool:
    return not {("reference",), ("partnership",), ("partnership", "name"), ("file_name",)}.isdisjoint(invalid_paths)
