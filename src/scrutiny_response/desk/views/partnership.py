"""One partnership, or the cycle's settings, as a task list: each section with what is still to be done in it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross.problems import Problem, Severity
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told, where
from scrutiny_response.desk.forms.sections import GROUPS, Section, section_of
from scrutiny_response.desk.pages import page
from scrutiny_response.desk.views.subject import CYCLE, Subject, subject
from scrutiny_response.desk.views.to_mend import WAITS, settings_faults
from scrutiny_response.desk.views.unasked import UNASKED, unasked
from scrutiny_response.use_cases.editing import Values, value_at


class Task(Struct, frozen=True):
    """A section in the list, and how far it is: the word, and whether somebody should look at it."""

    section: Section
    state: str
    is_open: bool


def task_list(desk: Desk, request: Request, slug: str = CYCLE) -> Response:
    """Show the task list of a partnership or of the cycle."""
    about = subject(desk, slug)
    if about is None:
        raise NotFound
    if about.values is None:
        return unreadable(desk, about)
    problems = _by_section(about)
    groups = [
        (
            group.title,
            [_task(about, section, problems) for section in group.sections if section.slug != about.passed_over],
        )
        for group in GROUPS[about.kind]
    ]
    return page(
        desk,
        "tasks.html",
        title=about.title,
        here="settings" if slug == CYCLE else "cycle",
        about=about,
        groups=groups,
        general=[told(problem) for problem in problems.get("", ()) if problem.id not in {*UNASKED, WAITS}],
        settings=settings_faults(desk) if slug != CYCLE else (),
        unasked=unasked(about),
        next_task=next((task for _, tasks in groups for task in tasks if task.is_open), None),
        open_tasks=sum(task.is_open for _, tasks in groups for task in tasks),
        notice="Saved." if "saved" in request.args else request.args.get("notice", "")[:200],
        undo=undo_of(desk, about),
    )


def unreadable(desk: Desk, about: Subject) -> Response:
    """Show why a file cannot be filled in here: it has to be mended where it was broken."""
    lines = [(where(problem), told(problem), getattr(problem.place, "text", "")) for problem in about.problems]
    return page(desk, "unreadable.html", title=about.title, here="cycle", about=about, lines=lines)


def undo_of(desk: Desk, about: Subject) -> str | None:
    """Return the address at which the last removal from a file is undone; None if there is none to undo."""
    return f"{about.address}/undo" if desk.undo.before(about.seen) is not None else None


def _by_section(about: Subject) -> dict[str, list[Problem]]:
    """Return the problems by the names of the sections in which they can be mended."""
    by_section: dict[str, list[Problem]] = {}
    for problem in about.problems:
        path = ".".join(str(step) for step in about.located.get(problem, ()) if isinstance(step, str))
        section = section_of(about.kind, path) if path else None
        if problem.severity is not Severity.INFORMATION:
            by_section.setdefault(section.slug if section else "", []).append(problem)
    return by_section


def _says_something(value: Values) -> bool:
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return any(map(_says_something, inner)) if not isinstance(value, str) else bool(value)


def _task(about: Subject, section: Section, problems: dict[str, list[Problem]]) -> Task:
    own = problems.get(section.slug, [])
    errors = [problem for problem in own if problem.is_error]
    missing = [error for error in errors if error.id in {"missing-key", "missing-criterion"}]
    paths = ("criteria",) if section.slug == "criteria" else (*section.paths, *section.lists)
    is_begun = any(_says_something(value_at(about.values, tuple(path.split(".")))) for path in paths)
    if missing and len(missing) == len(errors):
        count = about.partnership.level.unanswered if section.slug == "criteria" and about.partnership else len(missing)
        return Task(section, "Still needed" if not is_begun else f"{count} still needed", is_open=True)
    if errors:
        return Task(section, f"{len(errors)} to mend", is_open=True)
    if own:
        return Task(section, "Look again", is_open=True)
    if is_begun:
        return Task(section, "Done", is_open=False)
    is_common = any(value_at(about.common, tuple(path.split("."))) for path in paths)
    return Task(section, "As the cycle says" if is_common else "Nothing said", is_open=False)
