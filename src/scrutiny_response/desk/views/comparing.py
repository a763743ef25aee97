"""The documents and the record as they lie → which were edited, are missing, or made from what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from markupsafe import Markup
from werkzeug.wrappers import Request, Response

from engross.problems import Severity
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told_of_document
from scrutiny_response.desk.forms.names import as_title
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.work import refusal_of, result_of
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.store import naming
from scrutiny_response.use_cases.record_check import check_record
from scrutiny_response.use_cases.verify import Verified, verify

_BACK = ("/documents", "Documents")
_STATES = {"edited": "Edited since it was made", "missing": "Not there"}


def begin(desk: Desk, _request: Request) -> Response:
    """Begin to compare everything that was made with what lies there."""

    def work(progress: Progress) -> tuple[tuple[Verified, ...], tuple[Markup, ...]]:
        broken = [
            problem for problem in check_record(desk.folder.record) if problem.severity is not Severity.INFORMATION
        ]
        documents = verify(
            desk.folder.output, templates=desk.folder.templates, record=desk.folder.record, progress=progress
        )
        return documents, tuple(map(told_of_document, broken))

    return to(f"/work/{desk.jobs.start('Comparing the documents', '/documents/compared/{job}', work)}")


def compared(desk: Desk, _request: Request, job: str) -> Response:
    """Show which documents are not as they were made, and what is wrong with the record."""
    done = result_of(desk, job, "/documents/compared/")
    refused = refusal_of(desk, done, _BACK)
    if refused:
        return refused
    documents, broken = done.result
    folders = _folders(desk)
    return page(
        desk, "compared.html", title="What lies there", here="documents", back=_BACK, broken=broken,
        sound=sum(document.is_sound for document in documents), every=len(documents),
        rows=[_row(document, folders) for document in documents if not document.is_sound],
    )  # fmt: skip


def _folders(desk: Desk) -> dict[str, str]:
    """Return the names of the partnerships by the folders of their documents."""
    return {
        str(PurePosixPath(path).parent): one.name
        for one in desk.view.partnerships(desk.today())
        if (assessment := one.reading.assessment)
        for document in assessment.documents
        for path in naming.names(assessment, document)
    }


def _row(one: Verified, folders: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return the partnership of a document, its name, what became of it, and why it would be made anew."""
    path = PurePosixPath(one.path)
    state = _STATES.get(one.state) or "Made from what has changed since"
    return folders.get(str(path.parent), path.parent.name), as_title(path.stem), state, initial_capital(one.outdated)
