"""A request → the answer with its headers: who may ask, which page is asked for, and an error page if that fails."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Request, Response

from engross import paths
from engross.problems import Refused
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.pages import is_quiet, page, problem_page, to
from scrutiny_response.desk.routes import ENTER, OPEN, ROUTES, page_of_form, view
from scrutiny_response.desk.session import HEADERS, SAFE
from scrutiny_response.desk.told import Whole

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LARGEST_FORM = 2_000_000
"""The most bytes of the fields of a form; an assessment has some tens of thousands."""
LARGEST_UPLOAD = 100_000_000
"""The most bytes of a request with files."""

_SAID: dict[type[HTTPException], tuple[str, str]] = {
    NotFound: (
        "There is no such page",
        "It may have been renamed or removed since, or the address was typed wrongly.",
    ),
    RequestEntityTooLarge: (
        "That is too large",
        "More was sent than any plan or form has. Nothing of it was read.",
    ),
}
"""The title and the text of the page for what cannot be answered."""


_AWAY = (
    "It cannot be reached just now: its drive is not connected, or it was moved or renamed. Connect the drive, or put "
    "the folder back, and load this page again. Until then nothing is read or written."
)
"""What is said in place of every page: one without partnerships would say that there is nothing to be done."""
_WITHOUT_FOLDER = frozenset({"entry.close", "entry.closed"})


class DeskRequest(Request):
    """A request of which no more is read than a person would send."""

    max_form_memory_size = LARGEST_FORM
    max_form_parts = 5_000

    def __init__(self, environ: WSGIEnvironment) -> None:
        super().__init__(environ)
        has_files = self.mimetype == "multipart/form-data"  # the library bounds the fields of no other form by itself
        self.max_content_length = LARGEST_UPLOAD if has_files else LARGEST_FORM


class Application:
    """The desk as a WSGI application."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = DeskRequest(environ)
        response = self.answer(request)
        response.headers.update(HEADERS)
        response.call_on_close(request.close)
        return response(environ, start_response)

    def answer(self, request: Request) -> Response:
        """Return the answer to a request; of a form that was sent, at an address that can be loaded again."""
        refusal = self.desk.session.refusal(request)
        if refusal:
            return Response(refusal[1], refusal[0], mimetype="text/plain")
        response = self._page(request)
        is_page = response.mimetype == "text/html" and not response.location
        if request.method in SAFE or not is_page or is_quiet(request) or not self.desk.session.is_open_to(request):
            return response
        whole = Whole(HTTPStatus(response.status_code), response.get_data())
        return to(self.desk.told.keep(page_of_form(ROUTES.bind_to_environ(request.environ)), whole))

    def _page(self, request: Request) -> Response:
        try:
            return self._answer(request)
        except HTTPException as error:
            title, text = _SAID.get(type(error), ("This cannot be answered", "Go back and try again."))
            return problem_page(self.desk, HTTPStatus(error.code or HTTPStatus.BAD_REQUEST), title, text)
        except Refused as refused:
            reasons = [told(problem) for problem in refused.problems]
            return page(self.desk, "refusal.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, title="This cannot be done",
                        reasons=reasons)  # fmt: skip
        except Exception as error:  # a fault of ours ends no desk; where it is, the terminal says
            traceback.print_exception(error)
            text = (
                f"A fault of this software kept it from answering ({type(error).__name__}). Nothing was half written. "
                "Go back and try again; if it comes again, send what the terminal says to those who look after it."
            )
            return problem_page(self.desk, HTTPStatus.INTERNAL_SERVER_ERROR, "This went wrong", text)

    def _answer(self, request: Request) -> Response:
        adapter: MapAdapter = ROUTES.bind_to_environ(request.environ)
        if request.method in SAFE and self.desk.session.is_open_to(request):
            told_before = self.desk.told.whole(request)
            if told_before:
                return told_before
            if (above := page_of_form(adapter)) != f"/{quote(adapter.path_info).lstrip('/')}":
                return to(above)
        name, arguments = adapter.match()
        kept_out = None if name == ENTER or name in OPEN else self._kept_out(request, name, adapter)
        return kept_out or view(name)(self.desk, request, **arguments)

    def _kept_out(self, request: Request, name: str, adapter: MapAdapter) -> Response | None:
        """Return why a request for a page is not answered with it: another browser, an old form, no folder."""
        if not self.desk.session.is_open_to(request):
            text = (
                "The desk is open in the browser that it opened by itself. To open it here, close it there, "
                "and begin it again."
            )
            return problem_page(self.desk, HTTPStatus.FORBIDDEN, "The desk is not open here", text)
        if request.method not in SAFE and not self.desk.session.is_own_form(request):
            text = "The page that this form was on is too old. Load it again, and send it from there."
            return problem_page(self.desk, HTTPStatus.FORBIDDEN, "This form is too old", text)
        if name in _WITHOUT_FOLDER or paths.is_folder(self.desk.folder.inputs):
            return None
        if request.method not in SAFE:
            return to(page_of_form(adapter))  # which says so, and is the page again once the folder is back
        return problem_page(self.desk, HTTPStatus.SERVICE_UNAVAILABLE, "The folder of the cycle is not there", _AWAY)
