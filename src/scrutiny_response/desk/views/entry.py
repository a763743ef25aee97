"""How the desk is opened and closed, and what its pages look like."""

from __future__ import annotations

import threading
from functools import cache
from http import HTTPStatus
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.pages import HERE, page, problem_page, to

_PATIENCE = 3
"""Seconds in which the browser asks for the last page."""
_STATIC = {"desk.css": "text/css", "desk.js": "text/javascript"}


def enter(desk: Desk, request: Request) -> Response:
    """Open the desk to the browser that has the address, once."""
    response = to("/")
    if desk.session.is_open_to(request) or desk.session.enter(request.args.get("token", ""), response):
        return response
    text = (
        "This address opens the desk once only, so that nobody else on this computer can open it with you. "
        "Use the window in which it is open; or close it, and begin it again."
    )
    return problem_page(desk, HTTPStatus.FORBIDDEN, "This address was used already", text)


def static(_desk: Desk, _request: Request, name: str) -> Response:
    """Return the style or the script of the pages."""
    if name not in _STATIC:
        raise NotFound
    return Response(_content(HERE / "static" / name), mimetype=_STATIC[name])


def close(desk: Desk, _request: Request) -> Response:
    """Close the desk once the browser was told, or after a moment if it does not ask."""
    desk.is_closing = True
    last = threading.Timer(_PATIENCE, desk.close)
    last.daemon = True
    last.start()
    return to("/closed")


def closed(desk: Desk, _request: Request) -> Response:
    """Say that the desk is closed, if it is."""
    if not desk.is_closing:
        return to("/")
    response = page(desk, "closed.html", title="The desk is closed")
    response.call_on_close(desk.close)
    return response


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()
