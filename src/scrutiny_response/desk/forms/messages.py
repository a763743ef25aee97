"""A problem as the check tells it → its words as they stand on a page, and the field that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from markupsafe import Markup, escape

from engross.problems import FilePlace, Problem, Severity, TextPlace
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.forms.shape import titles
from scrutiny_response.desk.forms.surface import on_a_page, spelled_in
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.intake.tree import DataPath

_SAID = re.compile(r"`([^`]*)`")
_DATED = re.compile(r"(.+?)-(\d{4}-\d{2}-\d{2})((?:-.*)?)")
_FILE = re.compile(r"(?:\b[Ii]nputs/(?:[\w.-]+/)*([\w &%#.-]+?)|\b(?:[\w.-]+/)*([\w-]+))\.(?:ya?ml|json)\b")
"""A file of the cycle in a message; only in its own folder may its name have blanks, as words stand before others."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said of a field, and the fragment that leads there; `is_error` if it keeps the file from being used."""

    field: str
    text: Markup
    is_error: bool
    is_missing: bool = False


def told(problem: Problem) -> Markup:
    """Return a problem in words: what was found, and what to do."""
    return said(problem.message + (f"; {problem.hint}" if problem.hint else ""))


def told_of_document(problem: Problem) -> Markup:
    """Return a problem in words, after the document that it is about, where it is about one."""
    place = problem.place
    name = PurePath(place.file).stem if isinstance(place, FilePlace) and place.file.endswith(_DOCUMENTS) else ""
    return Markup("<strong>{}:</strong> {}").format(as_title(name), told(problem)) if name else told(problem)


_DOCUMENTS = (".docx", ".pdf")


def as_title(name: str) -> str:
    """Return the name of a document, or of its file, as people say it; a letter's date stands in brackets."""
    dated = _DATED.fullmatch(name)
    words = f"{dated[1]} ({spelled_in(dated[2])}){dated[3]}" if dated else name
    return initial_capital(words.replace("-", " "))


def said(text: str) -> Markup:
    """Return what a message says, as a sentence of a page."""
    sentence = on_a_page(text)
    sentence = sentence[:1].upper() + sentence[1:]
    return _plain(sentence + ("" if sentence.endswith((".", "?")) else "."))


def where(problem: Problem) -> str:
    """Return the place of a problem, where it is a line of a file."""
    return f"line {problem.place.line}" if isinstance(problem.place, TextPlace) else ""


def messages(
    problems: Iterable[Problem], paths: Mapping[Problem, DataPath], questions: Sequence[Question], base: DataPath = ()
) -> tuple[Message, ...]:
    """Return what is wrong with the answers to these questions, in the order of the questions.

    The questions' paths begin at `base`. A problem of a group is told at its first question.
    """
    by_question: dict[int, list[Message]] = {}
    for problem in problems:
        number = _about(paths.get(problem), questions, base)
        if number is not None and problem.severity is not Severity.INFORMATION:
            by_question.setdefault(number, []).append(_message(problem, questions[number]))
    return tuple(message for number in sorted(by_question) for message in dict.fromkeys(by_question[number]))


def _about(path: DataPath | None, questions: Sequence[Question], base: DataPath) -> int | None:
    """Return the number of the question that a path belongs to: the same, one within, or the first of a group."""
    if path is None or path[: len(base)] != base:
        return None
    inner = path[len(base) :]
    for number, question in enumerate(questions):
        if inner[: len(question.path)] == question.path:
            return number
    if not inner:
        return None
    return next((number for number, each in enumerate(questions) if each.path[: len(inner)] == inner), None)


def missing(question: Question) -> Message:
    """Return what is said where there is no answer and one is needed."""
    return Message(
        first_field(question), Markup("{} is needed").format(_named(question)), is_error=True, is_missing=True
    )


def _message(problem: Problem, question: Question) -> Message:
    if problem.id == "missing-key":
        return missing(question)
    return Message(first_field(question), told(problem), problem.severity is Severity.ERROR)


def _named(question: Question) -> str:
    """Return what is missing: of a criterion, the answer."""
    is_criterion = question.path[0:1] == ("criteria",) and question.path[-1] == "answer"
    return f"The answer to {question.label.partition(' ')[0]}" if is_criterion else question.label


def first_field(question: Question) -> str:
    """Return the fragment that leads to the first field of a question."""
    if question.kind is Kind.DATE:
        return f"{question.name}.day"
    is_chosen = question.kind is Kind.CHECKS or (question.kind is Kind.CHOICE and not question.is_long)
    return f"{question.name}.1" if is_chosen else question.name


def _plain(text: str) -> Markup:
    """Return a message with what it quotes set apart, and keys by what they are called on the pages."""
    pieces = _SAID.split(text)
    marked_up = [
        Markup("<q>{}</q>").format(_called(piece)) if number % 2 else escape(_FILE.sub(_in_quotes, piece))
        for number, piece in enumerate(pieces)
    ]
    return Markup("").join(marked_up)


def _in_quotes(file: re.Match[str]) -> str:
    return f"“{file[1] or file[2]}”"


def _called(quoted: str) -> str:
    key, colon, rest = quoted.partition(":")
    last = key.rpartition(".")[2]
    if last in titles():
        return titles()[last] + (f":{rest}" if colon and rest.strip() not in {"", "..."} else "")
    return quoted
