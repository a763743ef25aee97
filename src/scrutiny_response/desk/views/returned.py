"""Plans that came back: dropped on a page, read, asked about and recorded."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path, PureWindowsPath
from secrets import token_hex
from typing import Any

import yaml
from markupsafe import Markup, escape
from msgspec import Struct
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross import paths
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import fields_of
from scrutiny_response.desk.forms.messages import Message, is_about, said, told
from scrutiny_response.desk.forms.numbers import position
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.issuable import ON, day_of
from scrutiny_response.desk.views.since import is_open
from scrutiny_response.use_cases import returned
from scrutiny_response.use_cases.returned import PlanOfRecord, Question, ReturnedPlan
from scrutiny_response.use_cases.returned.answers import ACCEPTS, ROWS, STATUS_COLUMN
from scrutiny_response.use_cases.returned.matching import TAKEN_OUT
from scrutiny_response.use_cases.returned.vocabulary import statuses

_ENDINGS = frozenset({".docx", ".odt", ".doc", ".rtf", ".pdf"})
_ANSWERS, _LEFT_OUT = "answers.yaml", "left-out.txt"
_OWN = frozenset({_ANSWERS, _LEFT_OUT})
"""The files beside those that came: the answers, and what is said of files that were not taken."""
_ROW = (("new", "A new action"), ("continued", "It goes on with the action above"), ("ignored", "No action at all"))


class Asked(Struct, frozen=True):
    """A question about a returned plan: its place on the page, the name of its field, its words, where, the options."""

    id: str
    name: str
    words: Markup
    place: str
    options: tuple[tuple[str, str], ...]


def upload(desk: Desk, request: Request) -> Response:
    """Take files that partnerships sent, and read them; those that cannot be plans are told by name, and left out."""
    wrong: list[str] = []
    if request.method == "POST":
        files = [each for each in request.files.getlist("files") if each.filename]
        taken = [file for file in files if _ending(file.filename) in _ENDINGS]
        wrong = [f"“{file.filename}” is not a Word document" for file in files if file not in taken]
        if not files:
            wrong = ["Choose one or more files"]
        if taken:
            name = token_hex(8)
            place = desk.scratch / f"returned-{name}"
            place.mkdir(parents=True)
            for each in taken:
                each.save(place / _free(place, _safe(each.filename)))
            (place / _LEFT_OUT).write_text("\n".join(wrong), encoding="utf-8")
            return to(f"/returned/{name}")
    errors = [Message("files", escape(words), is_error=True) for words in wrong]
    waiting = [one for one in desk.view.partnerships(desk.today()) if is_open(one)]
    return page(desk, "returned.html", title="Returned plans", here="returned", errors=errors, waiting=waiting,
                status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)  # fmt: skip


def read(desk: Desk, request: Request, name: str) -> Response:
    """Show what files say, take the answers to what is asked, and record what was read whole."""
    place = desk.scratch / f"returned-{name}"
    if not name.isalnum() or not paths.is_folder(place):
        raise NotFound
    files = [path for path in sorted(place.iterdir()) if path.name not in _OWN]
    plans_sent = returned.known_plans([desk.folder.inputs], desk.folder.record)
    if request.method == "POST" and request.form.get("do") == "answer":
        answered = _write_answers(place / _ANSWERS, files, request)
        return to(f"/returned/{name}?told", {0: "", 1: "1 answer saved."}.get(answered, f"{answered} answers saved."))
    answers = place / _ANSWERS if paths.is_file(place / _ANSWERS) else None
    plans = returned.read_returned(files, plans_sent, returned.answers_in(answers, files))
    errors: list[Message] = []
    if request.method == "POST":
        day, errors = day_of(request.form, desk.today())
        if day is not None:
            plans = returned.record_plans(plans, desk.folder.record, day, answers)
    asked = [_asked(number, plan, plans_sent) for number, plan in enumerate(plans)]
    if "told" in request.args:
        errors = [Message(each.id, each.words, is_error=True) for every in asked for each in every]
    return page(
        desk, "returned_plans.html", title="What came back", here="returned", back=("/returned", "Returned plans"),
        plans=[(number, plan, asked[number], [told(problem) for problem in plan.problems])
               for number, plan in enumerate(plans)],
        action=f"/returned/{name}", errors=errors, slugs=_slugs(desk), on=ON,
        on_fields=_fields(desk.today(), request.form), on_wrong=[error for error in errors if is_about(error, ON)],
        can_record=any(plan.is_whole and not plan.recorded for plan in plans),
        is_told="told" in request.args, notice=request.args.get("notice", "")[:200],
        left_out=_lines(place / _LEFT_OUT),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" and errors else HTTPStatus.OK,
    )  # fmt: skip


def _asked(number: int, plan: ReturnedPlan, plans: Sequence[PlanOfRecord]) -> list[Asked]:
    """Return the questions about a plan, each with what can be answered."""
    references = {*(action.reference for action in plan.actions), *plan.missing}
    asked: list[Asked] = []
    for place, each in enumerate(plan.questions, start=1):
        kind, name = _kind(each, references), each.about or each.problem.id
        where = str(each.problem.place).removeprefix(f"{plan.file}: ")
        words, options = said(each.problem.message), _options(kind, each, plans)
        asked.append(Asked(f"q-{number}-{place}", f"{number}|{kind}|{name}", words, where, options))
    if any(problem.id == "plan-of-nobody" for problem in plan.problems):
        words = Markup("Whose plan is it?")
        asked.append(Asked(f"q-{number}-{len(asked) + 1}", f"{number}|plan|plan", words, "", _plans(plans)))
    return asked


def _kind(question: Question, references: set[str]) -> str:
    """Return of what kind the answer to a question is."""
    if question.options:
        return "column"
    if question.about:
        is_new = question.problem.id == "added-without-status"
        return "added" if is_new else "actions" if question.about in references else "rows"
    return "accept" if question.problem.id in ACCEPTS else "plan"


def _options(kind: str, question: Question, plans: Sequence[PlanOfRecord]) -> tuple[tuple[str, str], ...]:
    words = tuple((word, word.capitalize()) for word in statuses())
    every = {
        "accept": (("accepted", "It is right as it is"),),
        "actions": (*words, (TAKEN_OUT, "Taken out of the plan")),
        "added": (*words, ("new", "The plan says none yet"), ("ignored", "It is no action at all")),
        "column": tuple((header, header) for header in question.options),
        "rows": _ROW,
    }
    return every[kind] if kind in every else _plans(plans)


def _plans(plans: Sequence[PlanOfRecord]) -> tuple[tuple[str, str], ...]:
    return tuple((plan.plan.reference, f"{plan.plan.reference} {plan.plan.partnership}") for plan in plans)


def _write_answers(target: Path, files: Sequence[Path], request: Request) -> int:
    """Write the answers as `scrutiny returned --answers` reads them; earlier ones stay. Return how many are given."""
    given: dict[str, dict[str, Any]] = yaml.safe_load(target.read_text("utf-8")) if paths.is_file(target) else {}
    count = 0
    for name, answer in request.form.items():
        number, bar, rest = name.partition("|")
        if not (bar and answer and 0 <= position(number) < len(files)):
            continue
        kind, _, about = rest.partition("|")
        own = given.setdefault(files[int(number)].name, {})
        count += 1
        if kind == "added":
            kind = "rows" if answer in ROWS else "actions"
        if kind == "plan":
            own["plan"] = answer
        elif kind == "column":
            own.setdefault(STATUS_COLUMN, {})[about] = answer
        elif kind == "accept" and about in ACCEPTS:
            own[ACCEPTS[about]] = answer
        elif kind in {"actions", "rows"}:
            own.setdefault(kind, {})[about] = answer
    target.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    return count


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if paths.is_file(file) else []


def _slugs(desk: Desk) -> dict[str, str]:
    return {one.reference: one.slug for one in desk.view.partnerships(desk.today())}


def _fields(today: dt.date, sent: MultiDict[str, str]) -> dict[str, str]:
    return {name: sent.get(name, value) for name, value in fields_of(ON, today.isoformat()).items()}


def _ending(name: str | None) -> str:
    return PureWindowsPath(name or "").suffix.casefold()


def _free(place: Path, name: str) -> str:
    """Return a name that no other file there has: two partnerships may call their files the same."""
    stem, ending = PureWindowsPath(name).stem, PureWindowsPath(name).suffix
    others = (f"{stem} ({number}){ending}" for number in itertools.count(2))
    return next(
        each for each in itertools.chain((name,), others) if not paths.is_taken(place / each) and each not in _OWN
    )


def _safe(name: str | None) -> str:
    """Return the last part of a name that a browser gave, as a file here may be called."""
    last = PureWindowsPath(name or "").name
    kept = "".join(each if each.isprintable() and each not in '<>:"/\\|?*' else "_" for each in last)
    return kept.strip(" .")[-120:] or "plan.docx"
