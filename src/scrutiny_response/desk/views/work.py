"""A piece of work that takes longer than a page: how far it is, and where its result is shown."""

from __future__ import annotations

import json

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.jobs import Job
from scrutiny_response.desk.pages import page, to


def waiting(desk: Desk, _request: Request, name: str) -> Response:
    """Show how far a piece of work is; once it is done, its result."""
    job = found(desk, name)
    if job.is_done:
        return to(job.done_at)
    return page(desk, "waiting.html", title=job.title, job=job, look=f"/work/{name}/far")


def far(desk: Desk, _request: Request, name: str) -> Response:
    """Return how far a piece of work is, for the script of the page that waits for it."""
    job = found(desk, name)
    state = {"done": job.done, "total": job.total, "at": job.done_at if job.is_done else ""}
    return Response(json.dumps(state), mimetype="application/json")


def found(desk: Desk, name: str) -> Job:
    """Return a piece of work; what it raised unforeseen is raised here."""
    job = desk.jobs.get(name)
    if job is None:
        raise NotFound
    if job.error is not None:
        raise job.error
    return job


def result_of(desk: Desk, name: str, begins: str) -> Job:
    """Return a piece of work that is done, and whose result is shown at an address that begins so; NotFound else."""
    job = found(desk, name)
    if not job.is_done or not job.done_at.startswith(begins):
        raise NotFound
    return job


def refusal_of(desk: Desk, job: Job, back: tuple[str, str]) -> Response | None:
    """Return the page that says why a piece of work could not be done; None if it could."""
    if not job.problems:
        return None
    return page(desk, "refusal.html", title="This cannot be done", reasons=[told(problem) for problem in job.problems],
                back=back)  # fmt: skip
