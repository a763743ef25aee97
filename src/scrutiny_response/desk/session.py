"""A request → whether it may be answered: by the one browser that opened the desk, and from the desk's own pages."""

from __future__ import annotations

import secrets
import threading
from http import HTTPStatus

from msgspec import Struct, field
from werkzeug.wrappers import Request, Response

SAFE = frozenset({"GET", "HEAD"})
"""What changes nothing."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer says: nothing from elsewhere is loaded, run, framed or kept."""


class Session(Struct):
    """One opening of the desk: the address's token, which works once, and what stands in the browser's cookie.

    The list of processes shows addresses to others on the same computer, so a token alone opens nothing twice.
    """

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    forms: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def origin(self) -> str:
        """The address of the desk's pages."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """The address that opens the desk, once."""
        return f"{self.origin}/enter?token={self.token}"

    @property
    def cookie_name(self) -> str:
        """The cookie's name: browsers do not keep ports apart."""
        return f"scrutiny-desk-{self.port}"

    def is_open_to(self, request: Request) -> bool:
        """Return whether a request comes from the browser that opened the desk."""
        return secrets.compare_digest(request.cookies.get(self.cookie_name, "").encode(), self._cookie.encode())

    def enter(self, token: str, response: Response) -> bool:
        """Exchange the token for a cookie of the response; return whether it was the right one, and not used before."""
        with self._lock:
            if not self.token or not secrets.compare_digest(token.encode(), self.token.encode()):
                return False
            self.token = ""
        response.set_cookie(self.cookie_name, self._cookie, httponly=True, samesite="Strict", path="/")
        return True

    def refusal(self, request: Request) -> tuple[HTTPStatus, str] | None:
        """Return why a request is not answered, before anything of it is looked at; None if it is."""
        if request.host != f"127.0.0.1:{self.port}":
            return HTTPStatus.MISDIRECTED_REQUEST, "This address is not the desk's."
        if request.method in SAFE:
            return None
        if request.headers.get("Origin") != self.origin:
            return HTTPStatus.FORBIDDEN, "This form was sent from another page than the desk's."
        return None

    def is_own_form(self, request: Request) -> bool:
        """Return whether a form carries what only the desk's own pages know."""
        return secrets.compare_digest(request.form.get("form_token", "").encode(), self.forms.encode())
