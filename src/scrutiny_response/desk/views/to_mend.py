"""What is wrong with a partnership's answers, told on another page than theirs: by section, with a link to each."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

from engross.problems import Place, Problem, TextPlace
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told, told_of_document
from scrutiny_response.desk.forms.sections import ITEMS, Section, section_of
from scrutiny_response.desk.pages import partnership_at
from scrutiny_response.intake.tree import DataPath

_MISSING = frozenset({"missing-key", "missing-criterion"})


def told_with_links(desk: Desk, slug: str, problems: Iterable[Problem]) -> list[Markup]:
    """Return problems in words: those of an answer after its section, and of what is missing there only how much."""
    one = desk.view.partnership(slug, desk.today())
    located = {_told_as(problem): path for problem, path in one.paths.items()} if one else {}
    lines: list[Markup] = []
    needed: dict[str, tuple[Section, list[DataPath]]] = {}
    for problem in problems:
        path = located.get(_told_as(problem))
        section = section_of("assessment", _without_numbers(path)) if path else None
        if section is None or path is None:
            lines.append(told_of_document(problem))
        elif problem.id in _MISSING:
            needed.setdefault(section.slug, (section, []))[1].append(path)
        else:
            lines.append(_line(slug, section, path, told(problem)))
    counts = one.level.unanswered if one else 0
    return [*(_line(slug, section, (), _needed(section, paths, counts)) for section, paths in needed.values()), *lines]


def _told_as(problem: Problem) -> tuple[str, str, int, int]:
    """Return what tells a problem of an assessment from another; a run may name its file otherwise."""
    place: Place = problem.place
    line, column = (place.line, place.column) if isinstance(place, TextPlace) else (0, 0)
    return problem.id, problem.message, line, column


def _needed(section: Section, paths: list[DataPath], unanswered: int) -> Markup:
    count = unanswered if section.slug == "criteria" and unanswered else len(paths)
    return Markup("{} needed.").format("1 answer is" if count == 1 else f"{count} answers are")


def _line(slug: str, section: Section, path: DataPath, words: Markup) -> Markup:
    address = f"{partnership_at(slug)}/{_page(section, path)}?told"
    return Markup('<a href="{}">{}</a>: {}').format(address, section.title, words)


def _page(section: Section, path: DataPath) -> str:
    """Return the page of an answer: its item's, where it is in a list."""
    items = [number for number, step in enumerate(path) if isinstance(step, int) and str(path[number - 1]) in ITEMS]
    if items:
        return "item/" + quote(".".join(map(str, path[: items[-1] + 1])), safe="")
    return section.slug if section.paths or not section.lists else f"list/{section.lists[0]}"


def _without_numbers(path: DataPath) -> str:
    return ".".join(step for step in path if isinstance(step, str))
