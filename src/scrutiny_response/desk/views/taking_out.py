"""A value that no page asks for, taken out of its file with a button; that can be undone."""

from __future__ import annotations

from msgspec.structs import replace
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.shape import part_at
from scrutiny_response.desk.pages import to
from scrutiny_response.desk.views.filling import save
from scrutiny_response.desk.views.subject import CYCLE, Subject, subject
from scrutiny_response.desk.views.unasked import as_sent, unasked_values
from scrutiny_response.intake.rewriting import rewritten
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import placed, value_at


def take_out(desk: Desk, request: Request, slug: str = CYCLE) -> Response:
    """Take a value out of a file for which no page asks."""
    about = subject(desk, slug)
    if about is None or about.values is None:
        raise NotFound
    wanted = request.form.get("path", "")
    path = next((path for _, path in unasked_values(about) if as_sent(path) == wanted), None)
    if path is None:
        raise NotFound
    back = request.form.get("back", "")
    address = back if back.startswith(about.address) else about.address
    written = save(desk, request, _with_value(about, path), placed(about.values, path, None), address, ())
    if isinstance(written, Response):
        return written
    desk.undo.remember(written, about.data)
    return to(address, f"Taken out: {path[-1]}")


def _with_value(about: Subject, path: DataPath) -> Subject:
    """Return a file in which something stands at a path: only so is a key without a value known to go."""
    if value_at(about.values, path) is not None:
        return about
    values = placed(about.values, path, str(path[-1]))
    if not isinstance(values, dict):
        raise TypeError(values)
    data = rewritten(about.data, about.path.as_posix(), values, order=part_at(about.kind, ()))
    return replace(about, data=data)
