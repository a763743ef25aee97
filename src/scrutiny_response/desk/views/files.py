"""The documents of a partnership as files: only those that a page lists are downloaded, opened and shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from engross import paths
from engross.files import hash_of
from engross.pdf import Page
from engross.problems import Problem
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.names import as_title
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import page, partnership_at, to
from scrutiny_response.desk.views.subject import partnership_of
from scrutiny_response.desk.views.work import refusal_of, result_of
from scrutiny_response.store.outcome import Outcome
from scrutiny_response.store.whole_files import pdf_path
from scrutiny_response.use_cases import preview
from scrutiny_response.use_cases.generate import GenerateOptions, generate
from scrutiny_response.use_cases.issuing import draft_beside


def dry_run(desk: Desk, file: str) -> tuple[Outcome | None, tuple[Problem, ...]]:
    """Return what a run would do for one assessment now, and what is wrong with the cycle as a whole."""
    options = GenerateOptions(dry_run=True)
    outcome = generate([Path(file)], desk.folder.output, desk.folder.sources, options)
    return next((each for each in outcome.outcomes if each.file == Path(file).as_posix()), None), outcome.problems


def listed(desk: Desk, slug: str) -> Mapping[str, Path]:
    """Return the documents of a partnership that lie there, by their paths, with PDFs and drafts of corrections."""
    one = partnership_of(desk, slug)
    outcome, _ = dry_run(desk, one.file)
    names = [change.path for change in outcome.changes] if outcome else []
    every = [name for path in names for name in (path, pdf_path(path), draft_beside(path))]
    return {name: desk.folder.output / name for name in every if paths.is_file(desk.folder.output / name)}


def download(desk: Desk, request: Request, slug: str, name: str) -> Response:
    """Send a document."""
    file = listed(desk, slug).get(name)
    if file is None:
        raise NotFound
    return send_file(file, request.environ, as_attachment=True, download_name=file.name)


def open_file(desk: Desk, request: Request, slug: str) -> Response:
    """Open a document in the program that this computer opens it with, which is Word."""
    file = listed(desk, slug).get(request.form.get("name", ""))
    if file is None:
        raise NotFound
    words = "Opened in Word." if _opened(paths.real(file)) else "No program on this computer opens it: download it."
    return to(f"{partnership_at(slug)}/documents", words)


def _opened(file: str) -> bool:
    if sys.platform == "win32":
        os.startfile(file)  # noqa: S606  # one of the documents that a page lists
        return True
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return False
    subprocess.Popen([program, file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  # likewise
    return True


def make_pages(desk: Desk, request: Request, slug: str) -> Response:
    """Begin to make pictures of the pages of a document."""
    name = request.form.get("name", "")
    file = listed(desk, slug).get(name)
    if file is None:
        raise NotFound

    def work(_progress: Progress) -> tuple[str, tuple[Page, ...]]:
        return name, preview.document_pages(file)

    job = desk.jobs.start("Making the pages", f"{partnership_at(slug)}/pages/{{job}}", work)
    return to(f"/work/{job}")


def pages(desk: Desk, _request: Request, slug: str, job: str) -> Response:
    """Show the pages of a document as pictures with their text."""
    back = (f"{partnership_at(slug)}/documents", "Documents")
    done = result_of(desk, job, f"{partnership_at(slug)}/pages/")
    refused = refusal_of(desk, done, back)
    if refused:
        return refused
    name, sheets = done.result
    return page(desk, "sheets.html", title=as_title(Path(name).stem), here="cycle", back=back, pages=sheets,
                one=desk.view.partnership(slug, desk.today()),
                pictures=[f"/picture/{job}/{number}" for number in range(len(sheets))])  # fmt: skip


def picture(desk: Desk, request: Request, job: str, number: int) -> Response:
    """Return the picture of one page."""
    done = result_of(desk, job, partnership_at(""))
    sheets = done.result[1] if done.result else ()
    if not 0 <= number < len(sheets):
        raise NotFound
    data: bytes = sheets[number].picture
    response = Response(data, mimetype="image/png")
    response.set_etag(hash_of(data))
    return response.make_conditional(request)
