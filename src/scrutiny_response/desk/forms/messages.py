"""A problem as the check tells it → its words as they stand on a page, and the field that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import PurePath

from markupsafe import Markup, escape
from msgspec import Struct

from engross.problems import FilePlace, Problem, Severity, TextPlace
from scrutiny_response.desk.forms.answers import PARTS
from scrutiny_response.desk.forms.dates import wrong_date
from scrutiny_response.desk.forms.names import as_file, as_title, in_a_sentence
from scrutiny_response.desk.forms.plain_words import in_plain_words
from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.forms.shape import names_of_the_framework, titles
from scrutiny_response.desk.forms.surface import on_a_page
from scrutiny_response.intake.tree import DataPath
from scrutiny_response.use_cases.editing import Values, value_at

_SAID = re.compile(r"`([^`]*)`")
_FILE = re.compile(
    r"(?:(?<!\S)(?:[A-Za-z]:)?/[^;,:“”`]*?/)?"
    r"(?:\b[Ii]nputs/(?:[\w.-]+/)*([\w &%#.-]+?)|\b(?:[\w.-]+/)*([\w-]+))\.(?:ya?ml|json)\b"
)
"""A file of the cycle in a message; only in its own folder may its name have blanks, as words stand before others."""


class Message(Struct, frozen=True):
    """What is said of a field, and the fragment that leads there; `is_error` if it keeps the file from being used.

    `parts` are the fields of a date that are wrong, if not all are.
    """

    field: str
    text: Markup
    is_error: bool
    is_missing: bool = False
    parts: tuple[str, ...] = ()


def told(problem: Problem) -> Markup:
    """Return a problem in words: what was found, and what to do."""
    text = problem.message + (f"; {problem.hint}" if problem.hint else "")
    return _plain(_sentence(text), with_titles=problem.id not in _AS_TYPED, with_endings=problem.id in _BY_ENDING)


_AS_TYPED = frozenset({"not-a-file-name", "not-a-report-path", "no-report-reference"})
"""What is told of words in braces, which are typed as they are."""
_BY_ENDING = frozenset({"several-cycle-files", "wrong-ending", "copied-file"})
"""What is told of files that only their whole names tell apart."""


def told_of_document(problem: Problem) -> Markup:
    """Return a problem in words, after the document that it is about, where it is about one."""
    place = problem.place
    name = PurePath(place.file).stem if isinstance(place, FilePlace) and place.file.endswith(_DOCUMENTS) else ""
    return Markup("<strong>{}:</strong> {}").format(as_title(name), told(problem)) if name else told(problem)


_DOCUMENTS = (".docx", ".pdf")


def said(text: str) -> Markup:
    """Return what a message says, as a sentence of a page."""
    return _plain(_sentence(text))


def _sentence(text: str) -> str:
    sentence = in_plain_words(on_a_page(in_a_sentence(text)), titles())
    return sentence[:1].upper() + sentence[1:] + ("" if sentence.endswith((".", "?")) else ".")


def where(problem: Problem) -> str:
    """Return the place of a problem, where it is a line of a file."""
    return f"line {problem.place.line}" if isinstance(problem.place, TextPlace) else ""


def messages(
    problems: Iterable[Problem],
    paths: Mapping[Problem, DataPath],
    questions: Sequence[Question],
    values: Values,
    base: DataPath = (),
) -> tuple[Message, ...]:
    """Return what is wrong with the answers to these questions, in the order of the questions.

    The questions' paths begin at `base` of these values. A problem of a group is told at the first of its questions
    that it names, or else at its first; that it is missing, at each that is needed.
    """
    by_question: dict[int, list[Message]] = {}
    for problem in problems:
        if problem.severity is not Severity.INFORMATION:
            for number in _about(problem, paths.get(problem), questions, base):
                value = value_at(values, (*base, *questions[number].path))
                by_question.setdefault(number, []).append(_message(problem, questions[number], value))
    return tuple(message for number in sorted(by_question) for message in dict.fromkeys(by_question[number]))


def _about(problem: Problem, path: DataPath | None, questions: Sequence[Question], base: DataPath) -> list[int]:
    """Return the numbers of the questions that a problem belongs to: of its path, one within, or one of its group.

    A group that is missing belongs to each of its questions that is needed.
    """
    if path is None or path[: len(base)] != base:
        return []
    inner = path[len(base) :]
    for number, question in enumerate(questions):
        if inner[: len(question.path)] == question.path:
            return [number]
    group = [number for number, each in enumerate(questions) if each.path[: len(inner)] == inner] if inner else []
    if problem.id == "missing-key" and (needed := [number for number in group if questions[number].is_needed]):
        return needed
    named = _SAID.findall(problem.message)
    return [number for number in group if questions[number].path[-1] in named][:1] or group[:1]


def looked_at(wrong: Sequence[Message]) -> str:
    """Return what a form sends back of messages that it showed; "" if one of them is an error, or there is none.

    Who has read what may be meant, and saves all the same, goes on.
    """
    if not wrong or any(message.is_error for message in wrong):
        return ""
    return sha256("\n".join(sorted(message.text for message in wrong)).encode()).hexdigest()


def missing(question: Question) -> Message:
    """Return what is said where there is no answer and one is needed."""
    return Message(
        first_field(question), Markup("{} is needed").format(_named(question)), is_error=True, is_missing=True
    )


def _message(problem: Problem, question: Question, value: Values) -> Message:
    if problem.id == "missing-key":
        return missing(question)
    of_date = told_of_date(question, value) if problem.id == "not-a-date" else None
    return of_date or Message(first_field(question), told(problem), problem.is_error)


def told_of_date(question: Question, value: Values) -> Message | None:
    """Return what is said of a date in three fields, at the first that is wrong; None if none is."""
    faults = wrong_date(question, value) if question.kind is Kind.DATE else None
    return Message(faults[0][0], escape(faults[1]), is_error=True, parts=faults[0]) if faults else None


def is_about(message: Message, question: Question) -> bool:
    """Return whether a message leads to one of the fields of a question."""
    return message.field in {first_field(question), *(f"{question.name}.{part}" for part in PARTS)}


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


def _plain(text: str, *, with_titles: bool = True, with_endings: bool = False) -> Markup:
    """Return a message with what it quotes set apart, keys by what the pages call them, and files by their names."""
    pieces = _SAID.split(text)
    marked_up = [
        Markup("<q>{}</q>").format(_called(piece) if with_titles else piece)
        if number % 2
        else escape(piece if with_endings else _FILE.sub(_in_quotes, piece))
        for number, piece in enumerate(pieces)
    ]
    return Markup("").join(marked_up)


def _in_quotes(file: re.Match[str]) -> str:
    return as_file(file[1] or file[2])


def _called(quoted: str) -> str:
    key, colon, rest = quoted.partition(":")
    last = key.rpartition(".")[2]
    if last in titles():
        return titles()[last] + (f":{rest}" if colon and rest.strip() not in {"", "..."} else "")
    return names_of_the_framework().get(quoted, quoted)
