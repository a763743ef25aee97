"""A template of the desk and values → an answer: HTML with the headers that every answer has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from werkzeug.datastructures import MultiDict
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from engross import paths
from engross.days import spelled
from scrutiny_response import __version__
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import Message, told
from scrutiny_response.desk.forms.names import as_title
from scrutiny_response.desk.forms.shape import titles
from scrutiny_response.desk.told import Sent
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.use_cases.html_pages import Filters, pages_in

HERE = Path(__file__).resolve().parent


def page(desk: Desk, template: str, *, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> Response:
    """Return a page; `title` is what it is called, `here` the part of the desk to which it belongs."""
    shown = {
        "cycle_name": Path(paths.real(desk.folder.root)).name,
        "errors": (),
        "form_token": desk.session.forms,
        "here": "",
        "back": None,
        "notice": "",
        "undo": None,
        "undo_back": "",
        "version": __version__,
        **values,
    }
    shown["only_look"] = not any(getattr(error, "is_error", True) for error in shown["errors"])
    return Response(_environment().get_template(template).render(shown), status, mimetype="text/html")


def fragment(template: str, **values: Any) -> str:
    """Return a part of a page."""
    return _environment().get_template(template).render(values)


def problem_page(desk: Desk, status: HTTPStatus, title: str, text: str) -> Response:
    """Return a page that says why there is no other."""
    return page(desk, "message.html", status=status, title=title, text=text)


def to(address: str, notice: str = "") -> Response:
    """Send the browser on to another page, which shows the notice, so that loading it again sends no form again."""
    mark = "&" if "?" in address else "?"
    return redirect(f"{address}{mark}{urlencode({'notice': notice})}" if notice else address, HTTPStatus.SEE_OTHER)


def ask_again(desk: Desk, address: str, form: MultiDict[str, str], errors: Iterable[Message]) -> Response:
    """Send the browser on to the page of a form that was refused: it shows what was sent, and what is wrong with it."""
    return to(desk.told.keep(address, Sent(form, tuple(errors))))


def is_quiet(request: Request) -> bool:
    """Return whether a script saves while somebody answers, so that no page is wanted."""
    return "X-Desk-Quiet" in request.headers


def partnership_at(slug: str) -> str:
    """Return the address of a partnership, whose file may be called anything."""
    return f"/partnership/{quote(slug, safe='')}"


def heading(key: str) -> str:
    """Return what a group of a file is called."""
    return titles()[key]


def with_article(noun: str) -> str:
    """Return a noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


@cache
def _environment() -> Environment:
    filters: Filters = {
        "heading": heading,
        "in_words": as_title,
        "initial_capital": initial_capital,
        "spelled": spelled,
        "told": told,
        "with_article": with_article,
    }
    return pages_in(HERE / "html", filters)
