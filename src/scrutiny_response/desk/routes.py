"""Which address is which page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from urllib.parse import quote

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, MapAdapter, Rule
from werkzeug.wrappers import Response

ENTER = "entry.enter"
OPEN = frozenset({"entry.static"})
"""What anybody may see: there is nothing of the cycle in it."""

_VIEWS = "scrutiny_response.desk.views"
_GET, _POST, _BOTH = ("GET",), ("POST",), ("GET", "POST")

_PAGES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("/enter", _GET, "entry.enter"),
    ("/static/<name>", _GET, "entry.static"),
    ("/close", _POST, "entry.close"),
    ("/closed", _GET, "entry.closed"),
    ("/", _GET, "cycle.cycle"),
    ("/new", _BOTH, "members.new_partnership"),
    ("/samples", _BOTH, "samples.samples"),
    ("/removed", _GET, "members.removed"),
    ("/removed/<name>", _POST, "members.put_back"),
    ("/due", _GET, "due.due"),
    ("/due/letters", _POST, "letters.write"),
    ("/due/letters/<job>", _GET, "letters.written"),
    ("/emails", _BOTH, "emails.emails"),
    ("/emails/draft/<name>", _GET, "emails.draft"),
    ("/emails/sent/<slug>", _BOTH, "emails.sent"),
    ("/year", _GET, "due.year"),
    ("/work/<name>", _GET, "work.waiting"),
    ("/work/<name>/far", _GET, "work.far"),
    ("/documents", _GET, "documents.documents"),
    ("/documents/run", _POST, "documents.run"),
    ("/documents/glance", _POST, "glance.write"),
    ("/documents/glance/<job>", _GET, "glance.written"),
    ("/documents/compare", _POST, "comparing.begin"),
    ("/documents/compared/<job>", _GET, "comparing.compared"),
    ("/documents/attach", _POST, "attaching.begin"),
    ("/documents/attached/<job>", _GET, "attaching.attached"),
    ("/documents/attached/<job>/<int:number>/<any(result,pdf):kind>", _GET, "attaching.download"),
    ("/documents/file/<name>", _GET, "glance.download"),
    ("/documents/<any(check,look,made):kind>/<job>", _GET, "documents.result"),
    ("/picture/<job>/<int:number>", _GET, "files.picture"),
    ("/workbook", _BOTH, "workbook.workbook"),
    ("/workbook/file", _POST, "workbook.download"),
    ("/workbook/<name>", _BOTH, "workbook.brought"),
    ("/returned", _BOTH, "returned.upload"),
    ("/returned/<name>", _BOTH, "returned.read"),
    ("/templates", _GET, "templates.listed"),
    ("/templates/fields", _GET, "templates.fields"),
    ("/templates/restyle", _POST, "templates.restyled"),
    ("/templates/show/<name>", _GET, "templates.show"),
    ("/templates/version/<name>", _GET, "templates.version"),
    ("/templates/file/<name>", _GET, "templates.download"),
    ("/templates/picture/<job>/<int:number>", _GET, "templates.picture"),
    ("/<any(cycle):slug>", _GET, "partnership.task_list"),
    ("/<any(cycle):slug>/undo", _POST, "lists.undo"),
    ("/<any(cycle):slug>/unasked", _POST, "taking_out.take_out"),
    ("/<any(cycle):slug>/list/<name>", _BOTH, "lists.show_list"),
    ("/<any(cycle):slug>/item/<name>", _BOTH, "items.show_item"),
    ("/<any(cycle):slug>/<section_slug>", _BOTH, "filling.fill"),
    ("/partnership/<slug>", _GET, "partnership.task_list"),
    ("/partnership/<slug>/undo", _POST, "lists.undo"),
    ("/partnership/<slug>/remove", _BOTH, "members.remove"),
    ("/partnership/<slug>/unasked", _POST, "taking_out.take_out"),
    ("/partnership/<slug>/criteria", _BOTH, "criteria.criteria"),
    ("/partnership/<slug>/list/<name>", _BOTH, "lists.show_list"),
    ("/partnership/<slug>/item/<name>", _BOTH, "items.show_item"),
    ("/partnership/<slug>/documents", _GET, "partnership_documents.partnership_documents"),
    ("/partnership/<slug>/run", _POST, "documents.run"),
    ("/partnership/<slug>/attach", _POST, "attaching.begin"),
    ("/partnership/<slug>/issue", _POST, "issuing.issue"),
    ("/partnership/<slug>/withdraw", _POST, "issuing.withdraw"),
    ("/partnership/<slug>/since", _GET, "since.since"),
    ("/partnership/<slug>/since/<kind>", _BOTH, "since.note"),
    ("/partnership/<slug>/open", _POST, "files.open_file"),
    ("/partnership/<slug>/file/<path:name>", _GET, "files.download"),
    ("/partnership/<slug>/differences/<path:name>", _GET, "partnership_documents.compared"),
    ("/partnership/<slug>/pages", _POST, "files.make_pages"),
    ("/partnership/<slug>/pages/<job>", _GET, "files.pages"),
    ("/partnership/<slug>/<section_slug>", _BOTH, "filling.fill"),
)
"""Each address with the methods that it takes, and the function in `views` that answers."""

ROUTES = Map([Rule(rule, methods=methods, endpoint=name) for rule, methods, name in _PAGES])
"""The addresses, by the names of the pages."""


def page_of_form(adapter: MapAdapter) -> str:
    """Return the address of the page on which the form stands that was sent to an address: often the same."""
    path = f"/{quote(adapter.path_info).lstrip('/')}"
    try:
        rule, arguments = adapter.match(method="POST", return_rule=True)
    except HTTPException:
        return path
    if "GET" in (rule.methods or ()):
        return path
    above = path.rpartition("/")[0] or "/"
    return f"{above}/documents" if "slug" in arguments and rule.endpoint not in _AT_TASK_LIST else above


_AT_TASK_LIST = frozenset({"lists.undo", "taking_out.take_out"})
"""The forms of a partnership that do not stand on the page of its documents."""


@cache
def view(name: str) -> Callable[..., Response]:
    """Return the function that answers for a page; its module is loaded when it is first asked for."""
    module, _, function = name.partition(".")
    answers: Callable[..., Response] = getattr(import_module(f"{_VIEWS}.{module}"), function)
    return answers


def load_all() -> None:
    """Load the modules of all pages, so that nobody has to wait for them."""
    for _, _, name in _PAGES:
        view(name)
