"""A list of a file: its items added, changed, moved and taken out, and what was taken out put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.forms.numbers import is_number, position
from scrutiny_response.desk.forms.questions import in_words
from scrutiny_response.desk.forms.sections import ITEMS, Items, following, section_of
from scrutiny_response.desk.forms.shape import part_at
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.filling import save
from scrutiny_response.desk.views.partnership import undo_of, unreadable
from scrutiny_response.desk.views.subject import CYCLE, Subject, subject
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import Values, placed, value_at


class Listed(Struct, frozen=True):
    """A list of a file: its path, how it is shown, and its items."""

    about: Subject
    path: DataPath
    words: Items
    items: list[Values]

    @property
    def name(self) -> str:
        """Its path as it stands in addresses."""
        return ".".join(map(str, self.path))

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"{self.about.address}/list/{self.name}"

    @property
    def base(self) -> str:
        """The path without positions."""
        return ".".join(step for step in self.path if isinstance(step, str))

    @property
    def within(self) -> str:
        """What tells the item that holds the list from others; "" if none does."""
        if not _outer(self.path):
            return ""
        outer, number = self.path[:-1], self.path[-2]
        return title(value_at(self.about.values, outer), ITEMS[str(self.path[-3])], int(number))

    @property
    def back(self) -> tuple[str, str]:
        """The address and the words of what lies above: the item that holds the list, or its section."""
        outer = _outer(self.path)
        if outer:
            return f"{self.about.address}/item/{outer}", f"The {ITEMS[str(self.path[-3])].one}"
        section = section_of(self.about.kind, self.base)
        if section and section.paths:
            return f"{self.about.address}/{section.slug}", section.title
        return self.about.address, "Task list"


def show_list(desk: Desk, request: Request, slug: str, name: str) -> Response:
    """Show the items of a list, or move one, take one out."""
    listed = listed_at(desk, slug, name)
    if isinstance(listed, Response):
        return listed
    if request.method == "POST":
        return _arranged(desk, request, listed)
    rows = [(number, title(item, listed.words, number), problems_in(listed, number)) for number, item in
            enumerate(listed.items)]  # fmt: skip
    return page(
        desk,
        "list.html",
        title=listed.words.title,
        here="settings" if slug == CYCLE else "cycle",
        about=listed.about,
        listed=listed,
        rows=rows,
        general=[
            told(problem) for problem in listed.about.problems if listed.about.located.get(problem) == listed.path
        ],
        undo=undo_of(desk, listed.about),
        undo_back=listed.address,
        notice=request.args.get("notice", "")[:200],
        common=_common(listed),
        onwards=_onwards(listed),
    )


def _onwards(listed: Listed) -> tuple[str, str]:
    """Return where one goes when a list is done: back to what holds it, or to the next section."""
    section = section_of(listed.about.kind, listed.base)
    if _outer(listed.path) or section is None or section.paths:
        return listed.back[0], "Done"
    after = following(listed.about.kind, section.slug)
    return (f"{listed.about.address}/{after.slug}", "Continue") if after else (listed.about.address, "Done")


def _common(listed: Listed) -> str:
    if value_at(listed.about.values, listed.path) is not None:
        return ""
    items = value_at(listed.about.common, listed.path)
    return "; ".join(in_words(item) for item in items) if isinstance(items, list) else ""


def _arranged(desk: Desk, request: Request, listed: Listed) -> Response:
    """Do to the list what a button says: `up-1`, `down-1`, `remove-1`."""
    what, _, place = request.form.get("do", "").partition("-")
    number = position(place)
    if not 0 <= number < len(listed.items):
        raise NotFound
    items = list(listed.items)
    name = title(items[number], listed.words, number)
    if what == "remove":
        del items[number]
        notice = f"Removed: {name}"
    else:
        target = number + (-1 if what == "up" else 1)
        if not 0 <= target < len(items):
            return to(listed.address)
        items[number], items[target] = items[target], items[number]
        notice = f"Moved: {name}"
    wanted = placed(listed.about.values, listed.path, items or None)
    written = save(desk, request, listed.about, wanted, listed.address, ())
    if isinstance(written, Response):
        return written
    if what == "remove":
        desk.undo.remember(written, listed.about.data)
    return to(listed.address, notice)


def undo(desk: Desk, request: Request, slug: str = CYCLE) -> Response:
    """Put back what was taken out last, if nobody changed the file since."""
    about = subject(desk, slug)
    if about is None:
        raise NotFound
    previous = desk.undo.before(about.seen)
    if previous is None or about.restore(previous):
        return to(about.address, "There is nothing to undo any more: something else was changed since.")
    back = request.form.get("back", "")
    return to(back if back.startswith(about.address) else about.address, "Put back.")


def name_of(path: DataPath) -> str:
    """Return a path as it stands in addresses."""
    return ".".join(map(str, path))


def title(item: Values, words: Items, number: int) -> str:
    """Return what tells an item from others."""
    values = [in_words(value_at(item, (key,))) for key in words.tells] if words.tells else [in_words(item)]
    text = ", ".join(filter(None, values)) or f"{words.one} {number + 1}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]} …"


_LONGEST = 110


def problems_in(listed: Listed, number: int) -> int:
    """Return how many problems an item of a list has."""
    path = (*listed.path, number)
    return sum(where[: len(path)] == path for where in listed.about.located.values())


def listed_at(desk: Desk, slug: str, name: str) -> Listed | Response:
    """Return the list at a path as it stands in addresses; the page that says why, if its file cannot be read."""
    about = subject(desk, slug)
    if about is None:
        raise NotFound
    if about.values is None:
        return unreadable(desk, about)
    path: DataPath = tuple(int(step) if is_number(step) else step for step in name.split("."))
    words = ITEMS.get(str(path[-1]))
    try:
        part = part_at(about.kind, path)
    except KeyError:
        raise NotFound from None
    holder = value_at(about.values, path[:-1]) if _outer(path) else {}
    if words is None or "array" not in part["type"] or holder is None:
        raise NotFound
    items = value_at(about.values, path)
    if isinstance(items, Mapping):  # one where several may be: it becomes the first of them
        items = [items]
        about = replace(about, values=placed(about.values, path, items))
    return Listed(about, path, words, list(items) if isinstance(items, Sequence) else [])


def _outer(path: DataPath) -> str:
    """Return the item in which a list stands, as its path in addresses; nothing if it stands in none."""
    return name_of(path[:-1]) if any(isinstance(step, int) for step in path) else ""
