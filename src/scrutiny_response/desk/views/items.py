"""One item of a list: added or changed on a page of its own, from which the lists within it are reached."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.forms import answered, inner_lists, item_questions
from scrutiny_response.desk.forms.messages import Message, looked_at, messages
from scrutiny_response.desk.forms.numbers import position
from scrutiny_response.desk.forms.questions import Question
from scrutiny_response.desk.forms.sections import ITEMS
from scrutiny_response.desk.pages import is_quiet, page, to, with_article
from scrutiny_response.desk.views.filling import in_lists, keeps, quiet, save, shown, told_of
from scrutiny_response.desk.views.lists import Listed, listed_at, name_of
from scrutiny_response.desk.views.partnership import undo_of
from scrutiny_response.desk.views.subject import CYCLE, subject
from scrutiny_response.desk.views.unasked import unasked
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import Values, value_at


def show_item(desk: Desk, request: Request, slug: str, name: str) -> Response:
    """Show one item of a list, or save it; the one after the last is a new one."""
    outer, _, place = name.rpartition(".")
    listed = listed_at(desk, slug, outer)
    if isinstance(listed, Response):
        return listed
    number = len(listed.items) if place == "new" else position(place)
    if not 0 <= number <= len(listed.items):
        raise NotFound
    path = (*listed.path, number)
    questions = item_questions(listed.about.kind, path, listed.about.offer(desk))
    answer = _saved if request.method == "POST" else _shown
    return answer(desk, request, listed, path, questions)


def _shown(desk: Desk, request: Request, listed: Listed, path: DataPath, questions: Sequence[Question]) -> Response:
    about = listed.about
    item = value_at(about.values, path)
    own: tuple[Message, ...] = ()
    wrong: tuple[Message, ...] = ()
    inner = inner_lists(about.kind, path)
    if item is not None:
        own = messages(about.problems, about.located, questions, about.values, path)
        wrong = (*own, *in_lists(about, [(*path, name) for name in inner]))
    return page(
        desk,
        "item.html",
        title=f"{'Change' if item is not None else 'Add'} {with_article(listed.words.one)}",
        here="settings" if about.slug == CYCLE else "cycle",
        about=about,
        listed=listed,
        is_new=item is None,
        action=_address(listed, path),
        unasked=unasked(about, within=path),
        looked_at=looked_at(own),
        undo=undo_of(desk, about),
        notice=request.args.get("notice", "")[:200],
        questions=[(question, *shown(question, value_at(item, question.path), wrong)) for question in questions],
        lists=[(name, ITEMS[name], _count(item, name)) for name in inner],
        errors=told_of(wrong, is_told="told" in request.args),
        is_told="told" in request.args,
    )


def _saved(desk: Desk, request: Request, listed: Listed, path: DataPath, questions: Sequence[Question]) -> Response:
    about, address = listed.about, _address(listed, path)
    wanted = answered(about.kind, about.values, questions, request.form, path)
    written = save(desk, request, about, wanted, address, questions, path)
    if isinstance(written, Response):
        return written
    if is_quiet(request):
        return quiet(written)
    again = subject(desk, about.slug)
    if again and keeps(messages(again.problems, again.located, questions, again.values, path), request):
        return to(f"{address}?told")
    then = request.form.get("then", "")
    if then == "another":
        return to(f"{about.address}/item/{listed.name}.new")
    is_inner = then in inner_lists(about.kind, path)
    return to(f"{about.address}/list/{name_of(path)}.{then}" if is_inner else listed.address)


def _address(listed: Listed, path: DataPath) -> str:
    return f"{listed.about.address}/item/{name_of(path)}"


def _count(item: Values, name: str) -> int:
    items = value_at(item, (name,))
    return len(items) if isinstance(items, list) else 0
