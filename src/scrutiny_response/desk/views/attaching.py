"""Plans attached to the inspection reports that their partnerships name: begun on a page, and what became of each."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from engross import paths
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told_of_document
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.subject import called, partnership_of
from scrutiny_response.desk.views.work import refusal_of, result_of
from scrutiny_response.use_cases import attaching
from scrutiny_response.use_cases.attaching import AttachOutcome, Became
from scrutiny_response.use_cases.cycle_view.view import slug_of

_WORDS = {Became.ATTACHED: "Attached", Became.REPLACED: "Replaced", Became.THERE: "There already"}


def begin(desk: Desk, request: Request, slug: str = "") -> Response:
    """Begin to attach plans: of one partnership, or of all."""
    one = partnership_of(desk, slug) if slug else None
    inputs = [Path(one.file)] if one else [desk.folder.inputs]
    wanted = (("list", attaching.LIST), ("covers", attaching.COVER))
    sheets = attaching.SheetChoices(*(path if name in request.form else None for name, path in wanted))
    as_pdf = "pdf" in request.form

    def work(progress: Progress) -> tuple[AttachOutcome, ...]:
        return attaching.attach_plans(inputs, desk.folder.output, as_pdf=as_pdf, sheets=sheets, progress=progress)

    return to(f"/work/{desk.jobs.start('Attaching the plans', '/documents/attached/{job}', work)}")


def attached(desk: Desk, _request: Request, job: str) -> Response:
    """Show what became of each plan."""
    done, back = result_of(desk, job, "/documents/attached/"), ("/documents", "Documents")
    refused = refusal_of(desk, done, back)
    if refused:
        return refused
    outcomes: tuple[AttachOutcome, ...] = done.result
    return page(
        desk, "attached.html", title="Plans in their reports", here="documents", back=back,
        rows=[_row(desk, job, number, each) for number, each in enumerate(outcomes) if each.report or each.refused],
        without=[outcome.partnership or called(desk, slug_of(outcome.file))
                 for outcome in outcomes if not (outcome.report or outcome.refused)],
    )  # fmt: skip


def download(desk: Desk, request: Request, job: str, number: int, kind: str) -> Response:
    """Send a report with its plans, or the PDF of it."""
    outcomes: tuple[AttachOutcome, ...] = result_of(desk, job, "/documents/attached/").result or ()
    if not 0 <= number < len(outcomes):
        raise NotFound
    path = Path(outcomes[number].pdf if kind == "pdf" else outcomes[number].result)
    if not path.name or not paths.is_file(path):
        raise NotFound
    return send_file(paths.real(path), request.environ, as_attachment=True, download_name=path.name)


def _row(desk: Desk, job: str, number: int, one: AttachOutcome) -> dict[str, object]:
    address = f"/documents/attached/{job}/{number}"
    return {
        "slug": slug_of(one.file),
        "name": one.partnership or called(desk, slug_of(one.file)),
        "report": PurePosixPath(one.report).name,
        "state": "Could not be attached" if one.refused else _WORDS[one.became],
        "is_done": not one.refused,
        "files": [(f"{address}/{kind}", PurePosixPath(path).name)
                  for kind, path in (("result", one.result), ("pdf", one.pdf)) if path],
        "problems": [told_of_document(problem) for problem in one.problems],
    }  # fmt: skip
