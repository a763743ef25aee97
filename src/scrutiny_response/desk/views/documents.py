"""The documents of the whole cycle: what would be made and why, and made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace
from werkzeug.wrappers import Request, Response

from engross import paths
from engross.problems import Problem, Severity
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.forms.names import as_title
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.subject import CYCLE, called, partnership_of
from scrutiny_response.desk.views.to_mend import WAITS, settings_faults, told_with_links
from scrutiny_response.desk.views.work import refusal_of, result_of
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.store.outcome import Action, Change, CycleOutcome, Outcome
from scrutiny_response.use_cases.cycle_view.view import slug_of
from scrutiny_response.use_cases.generate import GenerateOptions, check, generate

_DONE = {
    Action.WRITTEN: ("Made", "To be made"),
    Action.UNCHANGED: ("As it was", "Up to date"),
    Action.KEPT: ("Left as it is", "Edited since it was made"),
    Action.GONE: ("Not made any more", "Not made any more"),
    Action.REMOVED: ("Removed", "To be removed"),
    Action.REFUSED: ("Could not be made", "Could not be made"),
}
"""What is said of a document: after a run, and before one."""


_AS_IT_WAS = _DONE[Action.UNCHANGED]
MADE = frozenset({_DONE[Action.WRITTEN][0], _AS_IT_WAS[0]})
"""What is said of a document that lies there as it should after a run."""


class Document(Struct, frozen=True):
    """One document: its path in the output folder, what is said of it, why, and whether it lies there, and a PDF."""

    path: str
    name: str
    state: str
    why: str
    is_there: bool = False
    pdf: str = ""


class Result(Struct, frozen=True):
    """What became of one partnership."""

    slug: str
    name: str
    documents: tuple[Document, ...]
    errors: tuple[Markup, ...]
    warnings: tuple[Markup, ...]


def documents(desk: Desk, request: Request) -> Response:
    """Show what can be done with the documents of the whole cycle."""
    return page(desk, "documents.html", title="Documents", here="documents", notice=request.args.get("notice", ""))


def run(desk: Desk, request: Request, slug: str = "") -> Response:
    """Begin to check, or to make documents: of one partnership, or of all."""
    one = partnership_of(desk, slug) if slug else None
    inputs = [Path(one.file)] if one else [desk.folder.inputs]
    what = request.form.get("do", "")
    options = GenerateOptions(
        again="again" in request.form,
        overwrite_edited="overwrite_edited" in request.form,
        remove_gone="remove_gone" in request.form,
        dry_run=what == "look",
        pdf="pdf" in request.form,
    )

    titles = {"check": "Checking everything", "look": "Looking at the documents"}
    return begin(desk, inputs, options, what if what in titles else "made", titles.get(what, "Making documents"))


def begin(desk: Desk, inputs: Sequence[Path], options: GenerateOptions, kind: str, title: str) -> Response:
    """Begin to check or to make documents; the title is shown until the page of this kind shows what became of it."""

    def work(progress: Progress) -> CycleOutcome:
        if kind == "check":
            return check(inputs, desk.folder.sources, lambda _stage: progress)
        return run_of(desk, inputs, options, progress)

    return to(f"/work/{desk.jobs.start(title, f'/documents/{kind}/{{job}}', work)}")


def run_of(desk: Desk, inputs: Sequence[Path], options: GenerateOptions, progress: Progress) -> CycleOutcome:
    """Make the documents of assessments into the cycle's folder; return what became of them."""
    return generate(inputs, desk.folder.output, desk.folder.sources, options, lambda _stage: progress)


def others_made(desk: Desk, outcome: CycleOutcome, places: Collection[str]) -> list[Result]:
    """Return what became of each partnership, of its documents those that are not as they were and lie elsewhere.

    `places` are the keys of the other paths, as disks compare them.
    """
    results = (_result(desk, each, is_done=True) for each in outcome.outcomes)
    return [
        replace(each, documents=tuple(one for one in each.documents
                                      if one.state not in _AS_IT_WAS and paths.key(one.path) not in places))
        for each in results
    ]  # fmt: skip


def result(desk: Desk, _request: Request, kind: str, job: str) -> Response:
    """Show what became of a run."""
    back = ("/documents", "Documents")
    done = result_of(desk, job, f"/documents/{kind}/")
    refused = refusal_of(desk, done, back)
    if refused:
        return refused
    outcome: CycleOutcome = done.result
    titles = {"check": "What the check found", "look": "What would be made", "made": "What was made"}
    results = [_result(desk, each, is_done=kind == "made") for each in _own(outcome)]
    return page(
        desk,
        "results.html",
        title=titles.get(kind, ""),
        here="documents",
        back=back,
        kind=kind,
        results=[each for each in results if _is_told(each, kind)],
        quiet=sum(not _is_told(each, kind) for each in results),
        settings=_of_settings(desk, outcome),
        waiting=sum(_waits(each) for each in outcome.outcomes),
        problems=[(str(problem.severity), told(problem)) for problem in outcome.problems],
        gone=[document(change, is_done=kind == "made") for change in outcome.gone],
    )


def _own(outcome: CycleOutcome) -> Iterator[Outcome]:
    """Yield what became of each partnership that does not only wait for the settings."""
    return (each for each in outcome.outcomes if slug_of(each.file) != CYCLE and not _waits(each))


def _waits(one: Outcome) -> bool:
    errors = {problem.id for problem in one.problems if problem.is_error}
    return errors == {WAITS}


def _of_settings(desk: Desk, outcome: CycleOutcome) -> list[Markup]:
    of_settings = (each for each in outcome.outcomes if slug_of(each.file) == CYCLE)
    told_there = [words for setting in of_settings for words in told_with_links(desk, CYCLE, setting.problems)]
    return told_there or (settings_faults(desk) if any(map(_waits, outcome.outcomes)) else [])


def told_all(desk: Desk, slug: str, problems: Iterable[Problem], *severities: Severity) -> list[Markup]:
    """Return the problems of these severities, or all but information, each with a link to where it is mended."""
    wanted = severities or (Severity.ERROR, Severity.WARNING)
    return told_with_links(desk, slug, [problem for problem in problems if problem.severity in wanted])


def _result(desk: Desk, outcome: Outcome, *, is_done: bool) -> Result:
    slug = slug_of(outcome.file)
    return Result(
        slug,
        outcome.partnership or called(desk, slug),
        tuple(document(change, is_done=is_done) for change in outcome.changes),
        tuple(told_all(desk, slug, outcome.problems, Severity.ERROR)),
        tuple(told_all(desk, slug, outcome.problems, Severity.WARNING)),
    )


def _is_told(result_: Result, kind: str) -> bool:
    """Return whether there is something to say of a partnership."""
    is_same = all(each.state in _DONE[Action.UNCHANGED] for each in result_.documents)
    return bool(result_.errors or result_.warnings) or (kind != "check" and not is_same)


def document(change: Change, *, is_done: bool) -> Document:
    """Return what is said of a document that a run made, or would make."""
    name = as_title(Path(change.path).stem)
    return Document(change.path, name, _DONE[change.done][0 if is_done else 1], initial_capital(change.why))
