"""What a form was answered with, kept for a while: its page has an address, to be loaded again or gone back to.

A page that answers a form where the form was sent to would have the browser ask whether to send it once more.
"""

from __future__ import annotations

from collections import OrderedDict
from http import HTTPStatus
from secrets import token_urlsafe
from typing import NamedTuple

from msgspec import Struct, field
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.forms.messages import Message

KEPT = 30
"""So many answers can be loaded again."""


class Whole(NamedTuple):
    """A page as it was answered."""

    status: HTTPStatus
    html: bytes


class Sent(NamedTuple):
    """What was sent from a form, and what is wrong with it: its page is made anew each time, as things stand then."""

    form: MultiDict[str, str]
    errors: tuple[Message, ...]


NOTHING = Sent(MultiDict(), ())
"""Nothing was sent yet."""


class Told(Struct):
    """The latest answers, by the word behind `told` in their addresses."""

    _kept: OrderedDict[str, Whole | Sent] = field(default_factory=OrderedDict)

    def keep(self, address: str, what: Whole | Sent) -> str:
        """Keep an answer; return the address of the page that tells it."""
        name = token_urlsafe(9)
        self._kept[name] = what
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return f"{address}{'&' if '?' in address else '?'}told={name}"

    def whole(self, request: Request) -> Response | None:
        """Return the page that a request asks for, as it was answered; None if it asks for none that was kept so."""
        kept = self._kept.get(request.args.get("told", ""))
        return Response(kept.html, kept.status, mimetype="text/html") if isinstance(kept, Whole) else None

    def sent(self, request: Request) -> Sent:
        """Return what was sent from the form of a page before, with what is wrong with it."""
        kept = self._kept.get(request.args.get("told", ""))
        return kept if isinstance(kept, Sent) else NOTHING
