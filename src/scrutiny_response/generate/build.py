"""The bytes of one assessment file → its outcome and its documents: read, respond, render, and set down for placing.

What is done here for one file depends on no other file of the run, so that any process may do it, in any order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused, collect
from scrutiny_response.domain.asked_letters import FOLLOW_UPS, Asked, Batch, Kind
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.contradictions.elsewhere import Glance, glance_of
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.domain.template_variants import TemplateVariants
from scrutiny_response.generate.settings import Settings, TemplateFile
from scrutiny_response.intake import Identified, Reading, Source, read_assessment
from scrutiny_response.store import manifest, naming, staging
from scrutiny_response.store.outcome import Outcome, finding, level_name

if TYPE_CHECKING:
    from engross.word import Template
    from scrutiny_response.domain.events import Recorded
    from scrutiny_response.domain.further import Declarations


class Rendered(NamedTuple):
    """One document: its path in the output folder, the name of its template, its hash, and its bytes.

    If it was only checked, it has neither hash nor bytes. Where it was staged, `staged` is its name among the staged
    files, and `data` is empty. `document` is the name by which it was asked for, and `follow_up` the letter that it is
    if the record asked for it.
    """

    path: str
    template: str
    hash: str
    data: bytes = b""
    staged: str = ""
    document: str = ""
    follow_up: Asked | None = None


class BuildResult(NamedTuple):
    """What was built from one assessment file; `names` are the paths of its documents, also if it is refused.

    `former_names` are those that earlier versions gave them, empty if they are the same. `glance` is what other
    assessments are compared with, if they are.
    """

    outcome: Outcome
    identified: Identified | None = None
    names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    summary: manifest.Summary | None = None
    documents: tuple[Rendered, ...] = ()
    glance: Glance | None = None

    def named_as_known(self, paths: Iterable[str]) -> BuildResult:
        """Return the same; with the former names, if a folder of theirs is among those of the paths that are known."""
        if not self.former_names:
            return self
        former = dict(zip(self.names, self.former_names, strict=True))
        folders = {PurePosixPath(path).parent for path in paths}
        if not any(new != old and PurePosixPath(old).parent in folders for new, old in former.items()):
            return self
        documents = tuple(document._replace(path=former[document.path]) for document in self.documents)
        return self._replace(names=self.former_names, documents=documents)


def build_all(settings: Settings, sources: Sequence[Source]) -> tuple[BuildResult, ...]:
    """Return what was built from each of these files, in their order."""
    results = tuple(build(source, settings) for source in sources)
    return results if settings.staging is None else stage(results, settings.staging)


def build(source: Source, settings: Settings) -> BuildResult:
    """Build everything that one file asks for; its documents are not yet staged."""
    reading = read_assessment(source, settings.framework)
    result = build_from(reading, settings, source.follow_ups, source.events)
    own = [letter for letter in source.follow_ups if not letter.issued_name]
    if result.outcome.refused and len(own) < len(source.follow_ups):  # issued letters are only compared
        return build_from(reading, settings, own, source.events)
    return result


def build_from(
    reading: Reading, settings: Settings, follow_ups: Sequence[Asked] = (), events: Sequence[Recorded] = ()
) -> BuildResult:
    """Build the documents of an assessment that was read, and letters that answer events of its reference.

    Without templates only the level.
    """
    follow_ups = tuple(_still_asked(reading, follow_ups, events))
    names, former_names = _names(reading, follow_ups) if settings.templates else ((), ())
    glance = glance_of(reading.assessment) if settings.is_compared and reading.assessment else None
    begun = BuildResult(_begun(reading), reading.identified, names, former_names, glance=glance)
    if reading.assessment is None or begun.outcome.refused:
        return begun
    try:
        response = respond(reading.assessment, settings.framework, reading.indication)
        if reading.assessment.state is State.ISSUED:
            response = replace(response, signature=reading.signature)
        indication = finding(response.indication)
        outcome = begun.outcome._replace(indication=indication, level=level_name(response.level))
        begun = begun._replace(outcome=outcome, summary=manifest.summary_of(response, indication))
        return begun._replace(documents=_render(response, reading, settings, (begun.names, follow_ups, events)))
    except Refused as refused:
        problems = (*begun.outcome.problems, *refused.problems)
        return begun._replace(outcome=begun.outcome._replace(problems=problems), documents=())


def stage(results: Sequence[BuildResult], folder: Path) -> tuple[BuildResult, ...]:
    """The same with the documents' bytes written into a folder, flushed to the disk together."""
    documents = [document for result in results for document in result.documents]
    names = iter(staging.stage(folder, [document.data for document in documents]))
    return tuple(_staged(result, [(document, next(names)) for document in result.documents]) for result in results)


class CompiledTemplates:
    """The templates of a folder, each compiled and checked when it is first asked for.

    `declared` are the office's own values that they may print.
    """

    def __init__(self, files: tuple[TemplateFile, ...], declared: Declarations) -> None:
        self._declared = declared
        self._files = {file.name: file for file in files}
        self._compiled: dict[str, Template] = {}
        self.variants = TemplateVariants(tuple(self._files))

    def __getitem__(self, name: str) -> Template:
        """Return a template by its name; Refused with all that is wrong with it."""
        if name not in self._compiled:
            from scrutiny_response.generate.document_state import open_template  # noqa: PLC0415  # loads the engine

            self._compiled[name] = open_template(self._files[name].data, self._files[name].file, self._declared)
        return self._compiled[name]

    def open_all(self, names: Iterable[str]) -> dict[str, Template]:
        """Return these templates by their names, in the order of the folder; Refused with the problems of all."""
        wanted = frozenset(names)
        in_order = [name for name in self._files if name in wanted]
        return dict(zip(in_order, collect(partial(self.__getitem__, name) for name in in_order), strict=True))


@lru_cache(maxsize=4)  # once in each process, however many chunks it makes
def compiled(files: tuple[TemplateFile, ...], declared: Declarations) -> CompiledTemplates:
    """Return the templates of a folder, of which each is compiled once in a process."""
    return CompiledTemplates(files, declared)


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


def _still_asked(reading: Reading, follow_ups: Sequence[Asked], events: Sequence[Recorded]) -> Iterator[Asked]:
    """Yield the letters that the record still asks for: a reminder goes when the plan comes."""
    if not follow_ups:
        return
    from scrutiny_response.domain.follow_up_letters import follow_up  # noqa: PLC0415  # few runs have such letters

    for letter in follow_ups:
        if reading.assessment and follow_up(reading.assessment, letter.relevant(events), letter):
            yield letter


def _names(reading: Reading, follow_ups: Sequence[Asked]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths that an assessment's documents would have, and had if these are others; none if it was not read."""
    if reading.assessment is None:
        return (), ()
    documents = (*reading.assessment.documents, *(letter.name for letter in follow_ups))
    both = [naming.names(reading.assessment, document) for document in documents]
    names, former = tuple(each[0] for each in both), tuple(each[-1] for each in both)
    return names, () if names == former else former


def _render(response: Response, reading: Reading, settings: Settings, beside: _Beside) -> tuple[Rendered, ...]:
    """Render the documents, under their names if these could be made; Refused with the problems of all of them."""
    if not settings.templates:  # only the level is asked for, and no engine is loaded
        return ()
    templates, (names, follow_ups, events) = compiled(settings.templates, settings.declared), beside
    own = response.assessment.documents

    def rendered(number: int, letter: Asked | None = None) -> Rendered:
        document = letter.name if letter else own[number]
        says = _answering(response, reading, settings, letter, events) if letter else response
        path = names[number] if names else naming.name(response.assessment, document)
        template = _template(letter.kind if letter else document, response, reading, templates.variants)
        _check_clean(templates[template], response)
        earlier = settings.replaced.get((response.assessment.reference, document))
        printed = replace(says, replaces=earlier.date, issue=earlier.issue) if earlier else says
        if settings.is_check:
            templates[template].check(printed)
            return Rendered(path, template, "", document=document, follow_up=letter)
        data = bytes(templates[template].render(printed))
        return Rendered(path, template, hash_of(data), data, document=document, follow_up=letter)

    wanted = [partial(rendered, number) for number in range(len(own))]
    wanted += [partial(rendered, number, letter) for number, letter in enumerate(follow_ups, start=len(own))]
    return tuple(collect(wanted))


_Beside = tuple[Sequence[str], Sequence["Asked"], Sequence["Recorded"]]
"""The paths of all documents, the letters that are asked for beside the assessment's, and the events of its record."""


def _answering(
    response: Response, reading: Reading, settings: Settings, letter: Asked, events: Sequence[Recorded]
) -> Response:
    """Return what a letter says that answers an event; Refused if it is dated before that."""
    from scrutiny_response.domain import follow_up_letters as letters  # noqa: PLC0415  # likewise
    from scrutiny_response.domain.as_issued import as_issued  # noqa: PLC0415  # likewise

    events = letter.relevant(events)
    first, dated = letters.earliest(response.assessment, events, letter), letter.batch.dated
    if dated < first:
        message = f"the letter `{letter.kind}` would be dated {dated}, before what it tells of has happened"
        hint = f"give --dated {first} or later"
        raise Refused([Problem("letter-before-event", FilePlace(reading.file), message, hint)])
    extension = letters.agreed_extension(events, letter.answers, dated)
    assessment = as_issued(response.assessment, events)
    assessment = replace(assessment, extension=extension) if extension else assessment
    if assessment is not response.assessment:
        response = replace(respond(assessment, settings.framework), signature=response.signature)
    answered = letters.follow_up(response.assessment, events, letter)
    if letter.kind == Kind.UPDATE_DUE and answered and answered.due:
        _in_time(answered.due, letter.batch, reading)
    return replace(response, follow_up=answered)


def _in_time(monitoring: dt.date, batch: Batch, reading: Reading) -> None:
    """Refused if an update before monitoring would be asked for too late, or by a day after it."""
    place, problems = FilePlace(reading.file), []
    if batch.dated >= monitoring:
        message = f"the letter for an update is dated {batch.dated}, and monitoring takes place on {monitoring}"
        hint = f"give --dated {monitoring - dt.timedelta(days=1)} or an earlier day"
        problems.append(Problem("reply-after-monitoring", place, message, hint))
    if batch.reply_by and batch.reply_by > monitoring:
        message = (
            f"the update is asked for by {batch.reply_by}, and monitoring takes place on {monitoring}, before that"
        )
        hint = f"give --reply-by {monitoring} or an earlier day"
        problems.append(Problem("reply-after-monitoring", place, message, hint))
    if problems:
        raise Refused(problems)


def _template(document: str, response: Response, reading: Reading, kinds: TemplateVariants) -> str:
    """Return the name of the template that fits the level and the programme; Refused at the place that asks for it."""
    place = reading.documents.get(document, FilePlace(reading.file))
    message, hint = kinds.fault(document)
    if message and document in FOLLOW_UPS:
        hint = "take it from the folder `templates` of a new cycle, which `scrutiny init` makes, or write one"
    if message:
        raise Refused([Problem("unknown-template", place, message, hint)])
    template = kinds.select(document, response.level.id if response.level else "", response.inspection.programme)
    if template is None:
        message = f"no variant of `{document}` fits this level and programme, and there is no `{document}.docx`"
        raise Refused([Problem("no-fitting-variant", place, message, f"add the template `{document}.docx`")])
    return template


def _check_clean(template: Template, response: Response) -> None:
    """Refuse an issued document if its template holds what such a document may not."""
    from scrutiny_response.generate.document_state import NEVER_ISSUED  # noqa: PLC0415  # it loads the engine

    unclean = [problem for problem in template.problems if problem.id in NEVER_ISSUED]
    if unclean and response.assessment.state is State.ISSUED:
        message = f"an issued document must be clean, and its template is not: {unclean[0].message}"
        raise Refused([Problem("not-clean", unclean[0].place, message, unclean[0].hint)])


def _staged(result: BuildResult, documents: Sequence[tuple[Rendered, str | Problem]]) -> BuildResult:
    problems = tuple(name for _, name in documents if isinstance(name, Problem))
    if problems:
        outcome = result.outcome._replace(problems=result.outcome.problems + problems)
        return result._replace(outcome=outcome, documents=())
    return result._replace(
        documents=tuple(
            document._replace(data=b"", staged=name) for document, name in documents if isinstance(name, str)
        )
    )
