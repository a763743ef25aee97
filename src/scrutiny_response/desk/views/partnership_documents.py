"""The documents of one partnership on their page: as they lie, what keeps them from being issued, and what stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path

from msgspec.structs import replace
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross.problems import Severity
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import fields_of
from scrutiny_response.desk.forms.messages import Message, is_about
from scrutiny_response.desk.forms.names import as_title
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.pages import page, partnership_at
from scrutiny_response.desk.views.documents import Document, document, told_all
from scrutiny_response.desk.views.files import dry_run, listed
from scrutiny_response.desk.views.issuable import issuable
from scrutiny_response.desk.views.subject import partnership_of
from scrutiny_response.store.whole_files import pdf_path
from scrutiny_response.use_cases.cycle_view import Partnership
from scrutiny_response.use_cases.document_differences import differences
from scrutiny_response.use_cases.issuing import draft_beside

_UP_TO_DATE, _DRAFT = "Up to date", "Draft of a correction"


def partnership_documents(desk: Desk, request: Request, slug: str) -> Response:
    """Show the documents of one partnership, and whether they can be issued."""
    one = partnership_of(desk, slug)
    sent, errors = desk.told.sent(request)
    return _shown(desk, one, sent, errors, notice=request.args.get("notice", "")[:200])


def _shown(desk: Desk, one: Partnership, sent: MultiDict[str, str], errors: Sequence[Message], notice: str) -> Response:
    """Return the page with what was sent from one of its forms, and what is wrong with that."""
    outcome, problems = dry_run(desk, one.file)
    lying = listed(desk, one.slug)
    documents = [_with_files(document(change, is_done=False), lying) for change in outcome.changes] if outcome else []
    documents += [_draft(name) for name in map(draft_beside, [each.path for each in documents]) if name in lying]
    about = issuable(desk, one, lying)
    asked = {
        form: [(question, _fields(question, sent, desk), (), [error for error in errors if is_about(error, question)])
               for question in questions]
        for form, questions in about.forms.items()
    }  # fmt: skip
    return page(
        desk,
        "partnership_documents.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        title="Documents",
        here="cycle",
        back=(partnership_at(one.slug), "Task list"),
        one=one,
        documents=documents,
        is_made=bool(documents) and all(each.state == _UP_TO_DATE for each in documents if each.state != _DRAFT),
        errors_of_run=told_all(desk, one.slug, [*(outcome.problems if outcome else ()), *problems], Severity.ERROR),
        warnings=told_all(desk, one.slug, outcome.problems if outcome else (), Severity.WARNING),
        information=told_all(desk, one.slug, outcome.problems if outcome else (), Severity.INFORMATION),
        notice=notice,
        record=about,
        names_report=bool(one.reading.assessment and one.reading.assessment.inspection.report),
        forms=asked,
        sent=sent,
        errors=errors,
    )


def compared(desk: Desk, _request: Request, slug: str, name: str) -> Response:
    """Show in which lines a document that lies there would differ if it were made now."""
    one = desk.view.partnership(slug, desk.today())
    if one is None or name not in listed(desk, slug) or not name.endswith(".docx"):
        raise NotFound
    lines = differences(Path(one.file), desk.folder.output, name, desk.folder.sources)
    return page(desk, "differences.html", title=f"What would differ in {Path(name).name}", here="cycle", lines=lines,
                back=(f"{partnership_at(slug)}/documents", "Documents"))  # fmt: skip


def _fields(question: Question, sent: MultiDict[str, str], desk: Desk) -> Mapping[str, str]:
    """Return what the fields of a question show: what was sent, and else today for a day."""
    today = desk.today().isoformat() if question.kind is Kind.DATE else None
    return {name: sent.get(name, value) for name, value in fields_of(question, today).items()}


def _draft(path: str) -> Document:
    why = "Read it before you replace what was issued"
    return Document(path, as_title(Path(path).stem), _DRAFT, why, is_there=True)


def _with_files(shown_: Document, lying: Collection[str]) -> Document:
    """Return a document with what of it lies there."""
    name, copy = shown_.path, pdf_path(shown_.path)
    return replace(shown_, is_there=name in lying, pdf=copy if copy in lying else "")
