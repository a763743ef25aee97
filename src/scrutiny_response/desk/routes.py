"""Which address is which page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Response

from scrutiny_response.desk.views import (
    criteria,
    cycle,
    documents,
    due,
    entry,
    files,
    filling,
    glance,
    issuing,
    lists,
    partnership,
    returned,
    templates,
    work,
)

ENTER = "enter"
OPEN = frozenset({"static"})
"""What anybody may see: there is nothing of the cycle in it."""

_GET, _POST, _BOTH = ("GET",), ("POST",), ("GET", "POST")

_PAGES: tuple[tuple[str, tuple[str, ...], str, Callable[..., Response]], ...] = (
    ("/enter", _GET, ENTER, entry.enter),
    ("/static/<name>", _GET, "static", entry.static),
    ("/close", _POST, "close", entry.close),
    ("/", _GET, "cycle", cycle.cycle),
    ("/new", _BOTH, "new", cycle.new_partnership),
    ("/due", _GET, "due", due.due),
    ("/year", _GET, "year", due.year),
    ("/work/<name>", _GET, "waiting", work.waiting),
    ("/work/<name>/far", _GET, "far", work.far),
    ("/documents", _GET, "documents", documents.documents),
    ("/documents/run", _POST, "run", documents.run),
    ("/documents/glance", _POST, "glance", glance.write),
    ("/documents/glance/<job>", _GET, "glance-written", glance.written),
    ("/documents/file/<name>", _GET, "glance-file", glance.download),
    ("/documents/<any(check,look,made):kind>/<job>", _GET, "result", documents.result),
    ("/picture/<job>/<int:number>", _GET, "picture", files.picture),
    ("/returned", _BOTH, "returned", returned.upload),
    ("/returned/<name>", _BOTH, "returned-plans", returned.read),
    ("/templates", _GET, "templates", templates.listed),
    ("/templates/fields", _GET, "fields", templates.fields),
    ("/templates/restyle", _POST, "restyle", templates.restyled),
    ("/templates/show/<name>", _GET, "template", templates.show),
    ("/templates/version/<name>", _GET, "template-version", templates.version),
    ("/templates/file/<name>", _GET, "template-file", templates.download),
    ("/templates/picture/<job>/<int:number>", _GET, "template-picture", templates.picture),
    ("/<any(cycle):slug>", _GET, "settings", partnership.task_list),
    ("/<any(cycle):slug>/undo", _POST, "settings-undo", lists.undo),
    ("/<any(cycle):slug>/list/<name>", _BOTH, "settings-list", lists.show_list),
    ("/<any(cycle):slug>/item/<name>", _BOTH, "settings-item", lists.show_item),
    ("/<any(cycle):slug>/<section_slug>", _BOTH, "settings-section", filling.fill),
    ("/partnership/<slug>", _GET, "partnership", partnership.task_list),
    ("/partnership/<slug>/undo", _POST, "undo", lists.undo),
    ("/partnership/<slug>/criteria", _BOTH, "criteria", criteria.criteria),
    ("/partnership/<slug>/level", _POST, "level", criteria.level_aside),
    ("/partnership/<slug>/list/<name>", _BOTH, "list", lists.show_list),
    ("/partnership/<slug>/item/<name>", _BOTH, "item", lists.show_item),
    ("/partnership/<slug>/documents", _GET, "partnership-documents", documents.partnership_documents),
    ("/partnership/<slug>/run", _POST, "partnership-run", documents.run),
    ("/partnership/<slug>/issue", _POST, "issue", issuing.issue),
    ("/partnership/<slug>/withdraw", _POST, "withdraw", issuing.withdraw),
    ("/partnership/<slug>/plan", _BOTH, "plan", returned.settle),
    ("/partnership/<slug>/open", _POST, "open", files.open_file),
    ("/partnership/<slug>/file/<path:name>", _GET, "file", files.download),
    ("/partnership/<slug>/pages", _POST, "make-pages", files.make_pages),
    ("/partnership/<slug>/pages/<job>", _GET, "pages", files.pages),
    ("/partnership/<slug>/<section_slug>", _BOTH, "section", filling.fill),
)

ROUTES = Map([Rule(rule, methods=methods, endpoint=name) for rule, methods, name, _ in _PAGES])
"""The addresses, by the names of the pages."""
VIEWS: dict[Any, Callable[..., Response]] = {name: view for _, _, name, view in _PAGES}
"""The pages, by their names."""
