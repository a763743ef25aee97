"""The templates: checked, with the problems beside the pages, the fields that they may use, and restyled."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from engross.files import hash_of, read_file
from engross.problems import Severity
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import Message, told
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import ask_again, page, to
from scrutiny_response.desk.views.work import found, result_of
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.further import Declarations
from scrutiny_response.use_cases import preview, restyle, templates
from scrutiny_response.use_cases.preview import Preview


def listed(desk: Desk, request: Request) -> Response:
    """Show the templates of the cycle, each with what is wrong with it."""
    declared = desk.view.common().declared
    rows = [
        (name, initial_capital(Path(name).stem.replace("-", " ")), *_counts(*_checked(path, _hash(path), declared)))
        for name, path in desk.folder.template_files().items()
    ]
    errors = desk.told.sent(request).errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return page(desk, "templates.html", title="Templates", here="templates", rows=rows, errors=errors, status=status,
                is_own=desk.folder.templates is not None, notice=request.args.get("notice", "")[:200])  # fmt: skip


def show(desk: Desk, _request: Request, name: str) -> Response:
    """Show what a template makes of an assessment, page by page, beside the problems found."""
    path = _file(desk, name)
    lying = _hash(path)
    job = _shown(desk, path, lying)
    if not found(desk, job).is_done:
        return to(f"/work/{job}")
    shown: Preview = found(desk, job).result
    problems = [(str(problem.severity), told(problem), _place(problem.place)) for problem in shown.problems]
    return page(
        desk, "template.html", title=initial_capital(path.stem.replace("-", " ")), here="templates", name=name,
        back=("/templates", "Templates"), made=shown, problems=problems, shown_version=lying,
        pictures=[f"/templates/picture/{job}/{number}" for number in range(len(shown.pages))],
        sample=_name_of(desk, Path(shown.sample)),
    )  # fmt: skip


def version(desk: Desk, _request: Request, name: str) -> Response:
    """Return the version of a template as it lies, for the script that waits until Word has saved it."""
    return Response(_hash(_file(desk, name)), mimetype="text/plain")


def picture(desk: Desk, _request: Request, job: str, number: int) -> Response:
    """Return the picture of one page of a preview."""
    shown: Preview | None = result_of(desk, job, "/templates/show/").result
    if shown is None or not 0 <= number < len(shown.pages):
        raise NotFound
    return Response(shown.pages[number].picture, mimetype="image/png")


def download(desk: Desk, request: Request, name: str) -> Response:
    """Send a template."""
    return send_file(_file(desk, name), request.environ, as_attachment=True, download_name=name)


def fields(desk: Desk, request: Request) -> Response:
    """Search the dictionary of the fields that a template may use."""
    find = request.args.get("find", "").strip()
    words = find.casefold().split()
    every = _dictionary(desk.view.common().declared)
    entries = [each for each in every if all(word in _text(each) for word in words)]
    return page(desk, "fields_list.html", title="Fields for templates", here="templates", entries=entries, find=find,
                back=("/templates", "Templates"), every=len(every))  # fmt: skip


def restyled(desk: Desk, request: Request) -> Response:
    """Give the cycle's templates the looks of a house style document."""
    own, file = desk.folder.templates, request.files.get("house")
    if own is None or file is None or not file.filename:
        return ask_again(desk, "/templates", request.form, [_at_house("Choose a Word document in the house style")])
    house = desk.scratch / "house-style.docx"
    house.parent.mkdir(parents=True, exist_ok=True)
    file.save(house)
    outcomes = restyle.restyle_files(house, list(desk.folder.template_files().values()))
    reasons = [told(problem) for outcome in outcomes if outcome.refused for problem in outcome.problems]
    if reasons:
        return ask_again(desk, "/templates", request.form, map(_at_house, reasons))
    changed = sum(bool(outcome.backup) for outcome in outcomes)
    notice = f"{changed} of {len(outcomes)} templates were changed. The originals lie in a folder beside them."
    return to("/templates", notice)


def _at_house(words: str) -> Message:
    return Message("house", Markup("{}").format(words), is_error=True)


def _file(desk: Desk, name: str) -> Path:
    path = desk.folder.template_files().get(name)
    if path is None:
        raise NotFound
    return path


def _hash(path: Path) -> str:
    try:
        return hash_of(read_file(path))
    except OSError:  # Word holds it for a moment; the script asks again
        raise NotFound from None


@lru_cache(maxsize=64)
def _checked(path: Path, _version: str, declared: Declarations) -> tuple[int, int]:
    """Return how many errors and warnings a template has; a version is checked once."""
    checked = templates.checked_with(path, declared)
    severities = [problem.severity for problem in checked.problems]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)


def _counts(errors: int, warnings: int) -> tuple[str, bool]:
    if not errors and not warnings:
        return "In order", False
    told_errors = f"{errors} to mend" if errors else ""
    told_warnings = f"{warnings} to look at" if warnings else ""
    return ", ".join(filter(None, (told_errors, told_warnings))), True


def _shown(desk: Desk, path: Path, version_: str) -> str:
    """Return the name of the work that makes this version's pages, begun if nobody asked for it before."""
    job = desk.previews.get(version_)
    if job is not None and desk.jobs.get(job) is not None:
        return job
    sample = _sample(desk)

    def work(_progress: Progress) -> Preview:
        return preview.preview(read_file(path), path.name, sample, more_to_come=True)

    begun = desk.previews[version_] = desk.jobs.start("Making the pages", f"/templates/show/{quote(path.name)}", work)
    return begun


def _sample(desk: Desk) -> Path:
    """Return the first assessment of the cycle that is accepted, or else the sample that comes with the software."""
    accepted = (one for one in desk.view.partnerships(desk.today()) if one.reading.assessment is not None)
    return next((Path(one.file) for one in accepted), preview.shipped_sample())


def _name_of(desk: Desk, sample: Path) -> str:
    """Return the name of the partnership with which the pages are filled."""
    read = (one.name for one in desk.view.partnerships(desk.today()) if Path(one.file) == sample)
    return next(read, initial_capital(sample.stem.replace("-", " ")))


def _place(place: object) -> str:
    words = str(place)
    return words.partition(": ")[2] or ""


@lru_cache(maxsize=4)
def _dictionary(declared: Declarations) -> tuple[Any, ...]:
    return templates.fields_with(declared)


def _text(entry: Any) -> str:
    return f"{entry.group} {entry.name} {entry.type} {entry.meaning} {entry.example} {entry.write}".casefold()
