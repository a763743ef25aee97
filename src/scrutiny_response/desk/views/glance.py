"""The cycle at a glance and the calendars, written into the folder of the documents."""

from __future__ import annotations

from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from engross import paths
from engross.problems import Refused
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.work import found, refusal_of
from scrutiny_response.use_cases import calendars, overview

_FILES = ("overview.html", "overview.docx", "cycle.ics")


def write(desk: Desk, request: Request) -> Response:
    """Begin to write the cycle at a glance, or the calendars."""
    what = request.form.get("do", "")

    def work(progress: Progress) -> tuple[str, ...]:
        inputs, output = [desk.folder.inputs], desk.folder.output
        if what == "calendars":
            problems = calendars.write(inputs, output, progress=progress).problems
        else:
            problems = overview.write(inputs, output / "overview.html", progress=progress).problems
        if problems:
            raise Refused(problems)
        return ("cycle.ics",) if what == "calendars" else ("overview.html", "overview.docx")

    job = desk.jobs.start("Reading the partnerships", "/documents/glance/{job}", work)
    return to(f"/work/{job}")


def written(desk: Desk, _request: Request, job: str) -> Response:
    """Show what was written."""
    done, back = found(desk, job), ("/documents", "Documents")
    refused = refusal_of(desk, done, back)
    return refused or page(desk, "glance.html", title="Written", here="documents", back=back, names=done.result)


def download(desk: Desk, request: Request, name: str) -> Response:
    """Send one of these files."""
    file = desk.folder.output / name
    if name not in _FILES or not paths.is_file(file):
        raise NotFound
    return send_file(file, request.environ, as_attachment=True, download_name=name)
