"""A section of a file: its questions, what is wrong with the answers, and both versions if two people wrote."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus

from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross.problems import Refused, Severity
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms import answers
from scrutiny_response.desk.forms.forms import answered, is_in_list, may_be_several, section_questions
from scrutiny_response.desk.forms.messages import Message, is_about, looked_at, messages, told
from scrutiny_response.desk.forms.questions import Question, in_words
from scrutiny_response.desk.forms.sections import ITEMS, Section, following, section
from scrutiny_response.desk.pages import is_quiet, page, to
from scrutiny_response.desk.views.partnership import undo_of, unreadable
from scrutiny_response.desk.views.subject import CYCLE, Subject, subject
from scrutiny_response.desk.views.unasked import unasked
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import Changed, Values, value_at


class Difference(Struct, frozen=True):
    """A question with two answers: what the file says now, and what was answered on a page that is older."""

    label: str
    theirs: str
    own: str


def fill(desk: Desk, request: Request, slug: str, section_slug: str) -> Response:
    """Show the questions of a section, or save what was answered."""
    about = subject(desk, slug)
    chosen = section(about.kind, section_slug) if about else None
    if about is None or chosen is None:
        raise NotFound
    if about.values is None:
        return unreadable(desk, about)
    if not chosen.paths and chosen.lists:
        return to(f"{about.address}/list/{chosen.lists[0]}")
    every = section_questions(about.kind, chosen, about.offer(desk), about.common)
    questions = [question for question in every if not is_in_list(about.values, question.path)]
    if request.method == "POST":
        return _saved(desk, request, about, chosen, questions)
    return _shown(desk, request, about, chosen, questions)


def _shown(desk: Desk, request: Request, about: Subject, chosen: Section, questions: Sequence[Question]) -> Response:
    own = messages(about.problems, about.located, questions, about.values)
    wrong = (*own, *in_lists(about, [tuple(path.split(".")) for path in chosen.lists]))
    return page(
        desk,
        "section.html",
        title=chosen.title,
        here="settings" if about.slug == CYCLE else "cycle",
        about=about,
        section=chosen,
        several=[
            (path, is_in_list(about.values, (path, "")), value_at(about.values, (path,)))
            for path in chosen.paths
            if may_be_several(about.kind, path)
        ],
        questions=[
            (question, *shown(question, value_at(about.values, question.path), wrong)) for question in questions
        ],
        lists=[(path, ITEMS[path.rpartition(".")[2]], _items(about.values, path)) for path in chosen.lists],
        errors=told_of(wrong, is_told="told" in request.args),
        is_told="told" in request.args,
        undo=undo_of(desk, about),
        unasked=unasked(about, chosen.slug),
        notice=request.args.get("notice", "")[:200],
        following=following(about.kind, chosen.slug, about.passed_over),
        looked_at=looked_at(own),
        action=f"{about.address}/{chosen.slug}",
    )


def shown(
    question: Question, value: Values, wrong: Sequence[Message]
) -> tuple[dict[str, str], tuple[str, ...], list[Message]]:
    """Return what the fields of a question show, what is chosen of its options, and what is wrong with the answer."""
    return (
        answers.fields_of(question, value),
        answers.chosen(value),
        [message for message in wrong if is_about(message, question)],
    )


def told_of(wrong: Sequence[Message], *, is_told: bool) -> list[Message]:
    """Return what stands in the summary: what is missing only once something was saved."""
    return [message for message in wrong if is_told or not message.is_missing]


def in_lists(about: Subject, lists: Iterable[DataPath]) -> Iterator[Message]:
    """Yield what is wrong with the items of lists, each leading to its item's page."""
    for problem, own in itertools.product(about.problems, lists):
        path = about.located.get(problem, ())
        if path[: len(own)] == own and len(path) > len(own) and problem.severity is not Severity.INFORMATION:
            item = ".".join(map(str, path[: len(own) + 1]))
            yield Message(f"{about.address}/item/{item}", told(problem), problem.is_error)


def _items(values: Values, path: str) -> int:
    items = value_at(values, tuple(path.split(".")))
    return len(items) if isinstance(items, list) else 0


def _saved(desk: Desk, request: Request, about: Subject, chosen: Section, questions: Sequence[Question]) -> Response:
    wanted = answered(about.kind, about.values, questions, request.form)
    address = f"{about.address}/{chosen.slug}"
    written = save(desk, request, about, wanted, address, questions)
    if isinstance(written, Response):
        return written
    if is_quiet(request):
        return quiet(written)
    again = subject(desk, about.slug)
    wrong = messages(again.problems, again.located, questions, again.values) if again else ()
    if keeps(wrong, request):
        return to(f"{address}?told")
    after = following(about.kind, chosen.slug, about.passed_over)
    if request.form.get("then") == "next" and after:
        return to(f"{about.address}/{after.slug}")
    return to(f"{about.address}?saved")


def keeps(wrong: Sequence[Message], request: Request) -> bool:
    """Return whether what is wrong is shown before one goes on: an error, or what may be meant and was not shown."""
    shown_before = request.form.get("looked_at", "")
    return bool(wrong) and not (shown_before and shown_before == looked_at(wrong))


def quiet(written: str, level: str = "") -> Response:
    """Return what a script wants to know: the hash of the file's content, and the level if it is shown."""
    return Response(json.dumps({"seen": written, "level": level}), mimetype="application/json")


def save(  # noqa: PLR0913, PLR0917  # what was asked, of whom, and what was answered
    desk: Desk,
    request: Request,
    about: Subject,
    wanted: Values,
    address: str,
    questions: Sequence[Question],
    base: DataPath = (),
) -> Response | str:
    """Save values that a form gave; return the hash of what the file then holds, or the page that says why not.

    If somebody changed the file since the form was shown, that page shows both answers to each of the questions, whose
    paths begin at `base`.
    """
    try:
        written = about.write(wanted, request.form.get("seen", ""))
    except Refused as refused:
        return page(
            desk, "refused.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, title="Not saved", about=about,
            reasons=[told(problem) for problem in refused.problems], address=address,
        )  # fmt: skip
    if not isinstance(written, Changed):
        return written
    now = subject(desk, about.slug)
    if now is None or now.values is None:
        raise NotFound
    return page(
        desk,
        "conflict.html",
        status=HTTPStatus.CONFLICT,
        title="Somebody else has changed this meanwhile",
        about=now,
        address=address,
        differences=_differences(now.values, wanted, questions, base),
        kept=_kept(request.form),
    )


def _differences(now: Values, wanted: Values, questions: Sequence[Question], base: DataPath) -> list[Difference]:
    """Return both answers to each question that has two."""
    pairs = [
        (question, value_at(now, (*base, *question.path)), value_at(wanted, (*base, *question.path)))
        for question in questions
    ]
    return [Difference(each.label, _said(theirs), _said(own)) for each, theirs, own in pairs if theirs != own]


def _said(value: Values) -> str:
    return in_words(value) or ("none" if value == [] else "nothing")


def _kept(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    """Return what was answered, to be sent again over what the file says now."""
    return [(name, value) for name, value in form.items(multi=True) if name not in {"seen", "form_token"}]
