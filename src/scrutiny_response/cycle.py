"""The story: an inspection cycle, from assessment files to documents on disk.

Templates are compiled once, before the first assessment is read. Then, for each partnership: respond, render, write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from scrutiny_response import output, resources
from scrutiny_response.filters import FILTERS
from scrutiny_response.framework import Framework, Level
from scrutiny_response.intake import Reading, read_assessments, read_framework
from scrutiny_response.level import Indication
from scrutiny_response.problems import FilePlace, Problem, Refused, Severity
from scrutiny_response.response import Response, respond
from scrutiny_response.word import Template
from scrutiny_response.words import did_you_mean

Progress = Callable[[int, int], None]
"""Told how many assessments are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one assessment file.

    `reference`, `partnership` and `state` are empty where the file could not be read; `indication` is None where the
    assessment could not be answered; `level` is the level of support, None where it is not determined. `documents`
    are the paths inside the output folder of what was written; `problems` are in the order found.
    """

    file: str
    reference: str = ""
    partnership: str = ""
    state: str = ""
    indication: Indication | None = None
    level: Level | None = None
    documents: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether something of it could not be made; a warning refuses nothing."""
        return _refuses(self.problems)


@dataclass(frozen=True, slots=True)
class CycleOutcome:
    """What became of a cycle: one outcome for each assessment file, in the order of reading.

    `problems` are those of the framework and the templates; where one of them is an error, nothing else was done.
    """

    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether something of it could not be made."""
        return _refuses(self.problems) or any(outcome.refused for outcome in self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What all partnerships share; without templates nothing is rendered, without a folder nothing is written."""

    framework: Framework
    templates: Mapping[str, Template] | None = None
    named: Mapping[str, int]
    folder: Path | None = None


def generate(
    inputs: Sequence[Path],
    folder: Path | None,
    *,
    templates: Path | None = None,
    framework: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> CycleOutcome:
    """Write the documents of every assessment file in `inputs` (files and folders) into the output folder.

    Without an output folder everything is done but the writing. `templates` is a folder and `framework` a file, in
    place of those shipped.
    """
    try:
        rules = read_framework(framework)
        compiled = compile_templates(templates or resources.templates())
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)
    readings = read_assessments(inputs, rules)
    named = Counter(output.key(path) for reading in readings for path in _names(reading))
    shared = _Shared(framework=rules, templates=compiled, named=named, folder=folder)
    outcomes = []
    for done, reading in enumerate(readings, start=1):
        outcomes.append(_outcome(reading, shared))
        progress(done, len(readings))
    return CycleOutcome(tuple(outcomes), tuple(it for template in compiled.values() for it in template.problems))


def levels(inputs: Sequence[Path], *, framework: Path | None = None) -> CycleOutcome:
    """The level of support of every assessment file in `inputs`, with its reasons; nothing is rendered or written."""
    try:
        shared = _Shared(framework=read_framework(framework), named={})
    except Refused as refused:
        return CycleOutcome(problems=refused.problems)
    return CycleOutcome(tuple(_outcome(reading, shared) for reading in read_assessments(inputs, shared.framework)))


def compile_templates(folder: Path) -> dict[str, Template]:
    """Every Word template in a folder by its name; Refused with the problems of all of them, or where there is none."""
    compiled: dict[str, Template] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.docx")):
        if path.name.startswith(("~$", ".")):
            continue
        try:
            compiled[path.stem] = Template.open(path, shape=Response, filters=FILTERS)
        except Refused as refused:
            problems += refused.problems
    if not compiled and not problems:
        hint = "put the Word templates there, or name their folder with --templates"
        problems.append(Problem("no-templates", FilePlace(str(folder)), "there is no Word template here", hint))
    if problems:
        raise Refused(problems)
    return compiled


def _outcome(reading: Reading, shared: _Shared) -> Outcome:
    outcome = _begun(reading)
    if reading.assessment is None or outcome.refused:
        return outcome
    try:
        response = respond(reading.assessment, shared.framework)
        outcome = replace(outcome, indication=response.indication, level=response.level)
        files = _render(response, reading.file, shared)
    except Refused as refused:
        return replace(outcome, problems=outcome.problems + refused.problems)
    return _write(files, outcome, shared.folder)


def _begun(reading: Reading) -> Outcome:
    recorded = reading.assessment
    if recorded is None:
        return Outcome(file=reading.file, problems=reading.problems)
    return Outcome(
        file=reading.file,
        reference=recorded.reference,
        partnership=recorded.partnership.name,
        state=recorded.state,
        problems=reading.problems,
    )


def _render(response: Response, file: str, shared: _Shared) -> dict[str, bytes]:
    """The documents by their paths; Refused with the problems of all of them."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for document in response.assessment.documents if shared.templates is not None else ():
        try:
            path = output.name(response.assessment, document, file=file)
            files[path] = bytes(_template(document, path, file, shared).render(response))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return files


def _template(document: str, path: str, file: str, shared: _Shared) -> Template:
    compiled = shared.templates or {}
    if document not in compiled:
        message = f"there is no template called `{document}`"
        raise Refused([Problem("unknown-template", FilePlace(file), message, did_you_mean(document, list(compiled)))])
    if shared.named[output.key(path)] > 1:
        message = f"more than one document of this run would be {path}"
        hint = "put {reference} and {document} into the file name pattern"
        raise Refused([Problem("same-name", FilePlace(file), message, hint)])
    return compiled[document]


def _names(reading: Reading) -> list[str]:
    """The paths that an assessment's documents would have; none where it could not be read or they have none."""
    with suppress(Refused):
        if reading.assessment is not None:
            return [output.name(reading.assessment, document) for document in reading.assessment.documents]
    return []


def _write(files: Mapping[str, bytes], outcome: Outcome, folder: Path | None) -> Outcome:
    if folder is None:
        return outcome
    results = {path: output.write(folder, path, data) for path, data in files.items()}
    written = tuple(path for path, problem in results.items() if problem is None)
    problems = tuple(problem for problem in results.values() if problem is not None)
    return replace(outcome, documents=written, problems=outcome.problems + problems)


def _refuses(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
