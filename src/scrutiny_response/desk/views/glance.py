"""The cycle at a glance, the calendars and the tracker, written into the folder of the documents."""

from __future__ import annotations

from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from engross import paths
from engross.problems import Problem, Refused
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.work import refusal_of, result_of
from scrutiny_response.use_cases import calendars, overview, tracking

_FILES = {
    "calendars": ("cycle.ics",),
    "overview": ("overview.html", "overview.docx"),
    "tracker": ("tracker.xlsx", "progress-paper.docx", "recommendations.docx"),
}
"""What each of these is written into."""
_CALLED = {
    "cycle.ics": "all dates, for a calendar",
    "overview.html": "the cycle at a glance, as a page",
    "overview.docx": "the cycle at a glance, in Word",
    "tracker.xlsx": "the tracker, in Excel",
    "progress-paper.docx": "the paper for the committee, in Word",
    "recommendations.docx": "the recommendations, in Word",
}


def write(desk: Desk, request: Request) -> Response:
    """Begin to write the cycle at a glance, the calendars or the tracker."""
    what = request.form.get("do", "")

    def work(progress: Progress) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        inputs, output = [desk.folder.inputs], desk.folder.output
        if what == "calendars":
            problems = calendars.write(inputs, output, progress=progress).problems
        elif what == "tracker":
            problems = tracking.write(inputs, output, desk.today()).problems
        else:
            problems = overview.write(inputs, output / "overview.html", progress=progress).problems
        there = tuple(name for name in _FILES.get(what, ()) if paths.is_file(output / name))
        if not there:
            raise Refused(problems)
        return there, problems

    job = desk.jobs.start("Reading the partnerships", "/documents/glance/{job}", work)
    return to(f"/work/{job}")


def written(desk: Desk, _request: Request, job: str) -> Response:
    """Show what was written."""
    done, back = result_of(desk, job, "/documents/glance/"), ("/documents", "Documents")
    refused = refusal_of(desk, done, back)
    if refused:
        return refused
    names, problems = done.result
    return page(
        desk,
        "glance.html",
        title="Written",
        here="documents",
        back=back,
        files=[(name, _CALLED[name]) for name in names],
        problems=[told(problem) for problem in problems],
    )


def download(desk: Desk, request: Request, name: str) -> Response:
    """Send one of these files."""
    file = desk.folder.output / name
    if not any(name in names for names in _FILES.values()) or not paths.is_file(file):
        raise NotFound
    return send_file(file, request.environ, as_attachment=True, download_name=name)
