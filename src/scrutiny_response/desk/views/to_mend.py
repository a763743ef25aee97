"""What is wrong with a partnership's answers, told on another page than theirs: by section, with a link to each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from markupsafe import Markup

from engross.problems import Place, Problem, TextPlace
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.forms import item_questions, section_questions
from scrutiny_response.desk.forms.messages import first_field, told, told_of_date, told_of_document
from scrutiny_response.desk.forms.questions import Question
from scrutiny_response.desk.forms.sections import ITEMS, Section, section_of
from scrutiny_response.desk.views.subject import CYCLE, Subject, subject
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import value_at

_MISSING = frozenset({"missing-key", "missing-criterion"})
_WHERE: Mapping[str, DataPath] = {"no-email": ("addressee", "email")}
"""Which answer a problem is about that another step than the check told."""
WAITS = "cycle-file-refused"
"""What is said of a partnership with which nothing is wrong but what is wrong with the settings."""


def settings_faults(desk: Desk) -> list[Markup]:
    """Return what is wrong with the cycle's settings, each with a link to its field; nothing if they can be used."""
    return told_with_links(desk, CYCLE, (problem for problem in desk.view.common().problems if problem.is_error))


def told_with_links(desk: Desk, slug: str, problems: Iterable[Problem]) -> list[Markup]:
    """Return problems in words: those of an answer after its section, and of what is missing there only how much.

    What is wrong with the settings is told in place of that they are to be mended.
    """
    about = subject(desk, slug)
    located = {_told_as(problem): path for problem, path in about.located.items()} if about else {}
    lines: list[Markup] = []
    needed: dict[str, tuple[Section, list[DataPath]]] = {}
    for problem in problems:
        path = located.get(_told_as(problem)) or _WHERE.get(problem.id)
        section = section_of(about.kind, _without_numbers(path)) if path and about else None
        if problem.id == WAITS:
            lines += settings_faults(desk) or [told(problem)]
        elif section is None or path is None or about is None:
            lines.append(told_of_document(problem))
        elif problem.id in _MISSING:
            needed.setdefault(section.slug, (section, []))[1].append(path)
        else:
            lines.append(_line(about, section, _page(section, path), *_at_field(desk, about, section, path, problem)))
    unanswered = about.partnership.level.unanswered if about and about.partnership else 0
    first = [_line(about, section, _page(section, ()), _needed(section, paths, unanswered))
             for section, paths in needed.values() if about]  # fmt: skip
    return [*first, *lines]


def _told_as(problem: Problem) -> tuple[str, str, int, int]:
    """Return what tells a problem of an assessment from another; a run may name its file otherwise."""
    place: Place = problem.place
    line, column = (place.line, place.column) if isinstance(place, TextPlace) else (0, 0)
    return problem.id, problem.message, line, column


def _needed(section: Section, paths: list[DataPath], unanswered: int) -> Markup:
    count = unanswered if section.slug == "criteria" and unanswered else len(paths)
    return Markup("{} needed.").format("1 answer is" if count == 1 else f"{count} answers are")


def _line(about: Subject, section: Section, page: str, words: Markup, field: str = "") -> Markup:
    title = f"Settings, {section.title}" if about.kind == CYCLE else section.title
    address = f"{about.address}/{page}?told{f'#{field}' if field else ''}"
    return Markup('<a href="{}">{}</a>: {}').format(address, title, words)


def _at_field(desk: Desk, about: Subject, section: Section, path: DataPath, problem: Problem) -> tuple[Markup, str]:
    """Return a problem in the words of its field, and the fragment that leads there."""
    question = _question(desk, about, section, path)
    if question is None:
        return told(problem), ""
    of_date = told_of_date(question, value_at(about.values, path)) if problem.id == "not-a-date" else None
    return (of_date.text + ".", of_date.field) if of_date else (told(problem), first_field(question))


def _question(desk: Desk, about: Subject, section: Section, path: DataPath) -> Question | None:
    """Return the question about an answer; None if its page has none of its own."""
    items = _item(path)
    if section.slug == "criteria" or (not items and not section.paths):
        return None
    questions = (item_questions(about.kind, items, about.offer(desk)) if items else
                 section_questions(about.kind, section, about.offer(desk), about.common))  # fmt: skip
    inner = path[len(items) :]
    return next((question for question in questions if inner[: len(question.path)] == question.path), None)


def _page(section: Section, path: DataPath) -> str:
    """Return the page of an answer: its item's, where it is in a list."""
    if item := _item(path):
        return "item/" + quote(".".join(map(str, item)), safe="")
    return section.slug if section.paths or not section.lists else f"list/{section.lists[0]}"


def _item(path: DataPath) -> DataPath:
    """Return the path of the innermost item of a list in which an answer stands; nothing if it is in none."""
    items = [number for number, step in enumerate(path) if isinstance(step, int) and str(path[number - 1]) in ITEMS]
    return path[: items[-1] + 1] if items else ()


def _without_numbers(path: DataPath) -> str:
    return ".".join(step for step in path if isinstance(step, str))
