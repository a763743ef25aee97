"""Plans that came back: dropped on a page, read, asked about and recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PureWindowsPath
from secrets import token_hex
from typing import Any

import yaml
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from engross import paths
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.answers import value_of
from scrutiny_response.desk.forms.messages import said, told
from scrutiny_response.desk.forms.numbers import position
from scrutiny_response.desk.pages import page, to
from scrutiny_response.desk.views.issuable import ON
from scrutiny_response.desk.views.since import is_open
from scrutiny_response.use_cases import returned
from scrutiny_response.use_cases.returned import PlanOfRecord, ReturnedPlan
from scrutiny_response.use_cases.returned.answers import ACCEPTS
from scrutiny_response.use_cases.returned.matching import TAKEN_OUT
from scrutiny_response.use_cases.returned.vocabulary import statuses

_ENDINGS = frozenset({".docx", ".odt", ".doc", ".rtf", ".pdf"})
_ANSWERS = "answers.yaml"
_ROW = (("new", "A new action"), ("continued", "It goes on with the action above"), ("ignored", "No action at all"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a returned plan: the name of its field, its words, its place, and what can be answered."""

    name: str
    words: Any
    place: str
    options: tuple[tuple[str, str], ...]


def upload(desk: Desk, request: Request) -> Response:
    """Take files that partnerships sent, and read them."""
    errors: list[str] = []
    if request.method == "POST":
        files = [each for each in request.files.getlist("files") if each.filename]
        errors = [f"{each.filename} is no Word, OpenDocument, RTF or PDF file" for each in files
                  if _ending(each.filename) not in _ENDINGS]  # fmt: skip
        if not files:
            errors = ["Choose one or more files"]
        if not errors:
            name = token_hex(8)
            place = desk.scratch / f"returned-{name}"
            place.mkdir(parents=True)
            for each in files:
                each.save(place / _safe(each.filename))
            return to(f"/returned/{name}")
    waiting = [one for one in desk.view.partnerships(desk.today()) if is_open(one)]
    return page(desk, "returned.html", title="Returned plans", here="returned", errors=errors, waiting=waiting,
                status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)  # fmt: skip


def read(desk: Desk, request: Request, name: str) -> Response:
    """Show what files say, take the answers to what is asked, and record what was read whole."""
    place = desk.scratch / f"returned-{name}"
    if not name.isalnum() or not paths.is_folder(place):
        raise NotFound
    inputs, record = [desk.folder.inputs], desk.folder.record
    files = [each for each in sorted(place.iterdir()) if each.name != _ANSWERS]
    plans_sent = returned.known_plans(inputs, record)
    if request.method == "POST" and request.form.get("do") == "answer":
        _write_answers(place / _ANSWERS, files, request)
        return to(f"/returned/{name}")
    answers = place / _ANSWERS if paths.is_file(place / _ANSWERS) else None
    plans = returned.read_returned(files, plans_sent, returned.answers_in(answers, files))
    errors: list[str] = []
    if request.method == "POST":
        day = value_of(ON, request.form)
        try:
            plans = returned.record_plans(plans, record, dt.date.fromisoformat(str(day)), answers)
        except ValueError:
            errors = ["Enter the day as day, month and year, such as 8 1 2027"]
    return page(
        desk, "returned_plans.html", title="What came back", here="returned", back=("/returned", "Returned plans"),
        plans=[(number, plan, _asked(number, plan, plans_sent), [told(each) for each in plan.problems])
               for number, plan in enumerate(plans)],
        action=f"/returned/{name}", errors=errors, slugs=_slugs(desk), on=ON, on_fields=_fields(desk.today()),
        can_record=any(plan.is_whole and not plan.recorded for plan in plans),
    )  # fmt: skip


def _asked(number: int, plan: ReturnedPlan, known: Sequence[PlanOfRecord]) -> list[Asked]:
    """Return the questions about a plan, each with what can be answered."""
    references = {*(action.reference for action in plan.actions), *plan.missing}
    asked = [
        Asked(f"{number}|{_kind(each.problem.id, each.about, references)}|{each.about or each.problem.id}",
              said(each.problem.message), str(each.problem.place).removeprefix(f"{plan.file}: "),
              _options(each.problem.id, each.about, references, known))
        for each in plan.questions
    ]  # fmt: skip
    if any(each.id == "plan-of-nobody" for each in plan.problems):
        asked.append(Asked(f"{number}|plan|plan", "Whose plan is it?", "", _plans(known)))
    return asked


def _kind(id_: str, about: str, references: set[str]) -> str:
    if not about:
        return "accept" if id_ in ACCEPTS else "plan"
    return "actions" if about in references else "rows"


def _options(id_: str, about: str, references: set[str], known: Sequence[PlanOfRecord]) -> tuple[tuple[str, str], ...]:
    kind = _kind(id_, about, references)
    if kind == "accept":
        return (("accepted", "It is right as it is"),)
    if kind == "plan":
        return _plans(known)
    if kind == "rows":
        return _ROW
    return (*((word, word.capitalize()) for word in statuses()), (TAKEN_OUT, "Taken out of the plan"))


def _plans(known: Sequence[PlanOfRecord]) -> tuple[tuple[str, str], ...]:
    return tuple((each.plan.reference, f"{each.plan.reference} {each.plan.partnership}") for each in known)


def _write_answers(target: Path, files: Sequence[Path], request: Request) -> None:
    """Write the answers as `scrutiny returned --answers` reads them; earlier ones stay."""
    given: dict[str, dict[str, Any]] = yaml.safe_load(target.read_text("utf-8")) if paths.is_file(target) else {}
    for name, answer in request.form.items():
        number, bar, rest = name.partition("|")
        if not (bar and answer and 0 <= position(number) < len(files)):
            continue
        kind, _, about = rest.partition("|")
        own = given.setdefault(files[int(number)].name, {})
        if kind == "plan":
            own["plan"] = answer
        elif kind == "accept" and about in ACCEPTS:
            own[ACCEPTS[about]] = answer
        elif kind in {"actions", "rows"}:
            own.setdefault(kind, {})[about] = answer
    target.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")


def _slugs(desk: Desk) -> dict[str, str]:
    return {one.reference: one.slug for one in desk.view.partnerships(desk.today())}


def _fields(day: dt.date) -> dict[str, str]:
    return {"on.day": str(day.day), "on.month": str(day.month), "on.year": str(day.year)}


def _ending(name: str | None) -> str:
    return PureWindowsPath(name or "").suffix.casefold()


def _safe(name: str | None) -> str:
    """Return the last part of a name that a browser gave, as a file here may be called."""
    last = PureWindowsPath(name or "").name
    kept = "".join(each if each.isprintable() and each not in '<>:"/\\|?*' else "_" for each in last)
    return kept.strip(" .")[-120:] or "plan.docx"
