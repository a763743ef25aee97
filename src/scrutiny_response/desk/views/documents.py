"""The documents of the whole cycle: what would be made and why, and made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross.problems import Problem, Severity
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import as_title, told
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.to_mend import told_with_links
from scrutiny_response.desk.views.work import refusal_of, result_of
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.store.outcome import Action, Change, CycleOutcome, Outcome
from scrutiny_response.use_cases.cycle_view.view import slug_of
from scrutiny_response.use_cases.generate import GenerateOptions, Stage, check, generate

_DONE = {
    Action.WRITTEN: ("Made", "To be made"),
    Action.UNCHANGED: ("As it was", "Up to date"),
    Action.KEPT: ("Left as it is", "Edited since it was made"),
    Action.GONE: ("Not made any more", "Not made any more"),
    Action.REMOVED: ("Removed", "To be removed"),
    Action.REFUSED: ("Could not be made", "Could not be made"),
}
"""What is said of a document: after a run, and before one."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its path in the output folder, what is said of it, why, and whether it lies there, and a PDF."""

    path: str
    name: str
    state: str
    why: str
    is_there: bool = False
    pdf: str = ""


@dataclass(frozen=True, slots=True)
class Result:
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
    one = desk.view.partnership(slug, desk.today()) if slug else None
    if slug and one is None:
        raise NotFound
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
        def begun(_stage: Stage) -> Progress:
            return progress

        if kind == "check":
            return check(inputs, desk.folder.sources, begun)
        return generate(inputs, desk.folder.output, desk.folder.sources, options, begun)

    return to(f"/work/{desk.jobs.start(title, f'/documents/{kind}/{{job}}', work)}")


def result(desk: Desk, _request: Request, kind: str, job: str) -> Response:
    """Show what became of a run."""
    back = ("/documents", "Documents")
    done = result_of(desk, job, f"/documents/{kind}/")
    refused = refusal_of(desk, done, back)
    if refused:
        return refused
    outcome: CycleOutcome = done.result
    titles = {"check": "What the check found", "look": "What would be made", "made": "What was made"}
    results = [_result(desk, each, is_done=kind == "made") for each in outcome.outcomes]
    return page(
        desk,
        "results.html",
        title=titles.get(kind, ""),
        here="documents",
        back=back,
        kind=kind,
        results=[each for each in results if _is_told(each, kind)],
        quiet=sum(not _is_told(each, kind) for each in results),
        problems=[(str(each.severity), told(each)) for each in outcome.problems],
        gone=[document(change, is_done=kind == "made") for change in outcome.gone],
    )


def told_all(desk: Desk, slug: str, problems: Iterable[Problem], severity: Severity) -> list[Markup]:
    """Return the problems of one severity in words, each with a link to where it is mended."""
    return told_with_links(desk, slug, [each for each in problems if each.severity is severity])


def _result(desk: Desk, outcome: Outcome, *, is_done: bool) -> Result:
    slug = slug_of(outcome.file)
    return Result(
        slug,
        outcome.partnership or slug,
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
