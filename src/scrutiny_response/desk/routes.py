"""Which address is which page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Response

from scrutiny_response.desk.views import criteria, cycle, entry, filling, lists, partnership

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
    ("/partnership/<slug>/<section_slug>", _BOTH, "section", filling.fill),
)

ROUTES = Map([Rule(rule, methods=methods, endpoint=name) for rule, methods, name, _ in _PAGES])
"""The addresses, by the names of the pages."""
VIEWS: dict[Any, Callable[..., Response]] = {name: view for _, _, name, view in _PAGES}
"""The pages, by their names."""
