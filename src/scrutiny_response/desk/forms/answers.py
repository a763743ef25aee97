"""What somebody typed into the fields of a question → the value for the file, and back: a value → what its fields show.

What cannot be read as a date is kept as it was typed: the check says what is wrong with it, and nothing is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from scrutiny_response.desk.forms.questions import Kind, Question
from scrutiny_response.desk.forms.surface import spelled_in
from scrutiny_response.intake.written_days import day_in
from scrutiny_response.use_cases.editing import Values

PARTS = ("day", "month", "year")
"""The fields of a date."""
NONE = "none"
"""Ends the name of the field that says that there is none."""

_UNSEEN = {"Cc", "Cs", "Co", "Cn"}
"""Control characters, and what is no character at all."""
_PASTED = "\ufeff\ufffd\u00ad\u200b\u2060"
"""What comes along when a text is pasted, such as the hyphens that Word puts at the ends of lines only."""
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
SHORT, YEAR, _WORD = re.compile(r"[0-9]{1,2}"), re.compile(r"[0-9]{4}"), re.compile(r"[^\W\d_]+\.?")
"""A day or a month in digits, a year, a month in letters."""
_SEPARATED = re.compile(r" (?:to|until|–|-) ")
_LENGTH = re.compile(r"\d{1,4} +(?:working +days?|weeks?|months?)", re.IGNORECASE)
_A_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [a-z]+\.? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}", re.IGNORECASE)


def value_of(question: Question, form: MultiDict[str, str]) -> Values:
    """Return what the form answers to a question; None if nothing."""
    name = question.name
    if question.may_be_none and form.get(f"{name}.{NONE}"):
        return []
    if question.kind is Kind.DATE:
        return _date([form.get(f"{name}.{part}", "").strip() for part in PARTS])
    if question.kind is Kind.CHECKS:
        return form.getlist(name) or None
    return _typed(question.kind, _tidy(form.get(name, ""))) or None


def answer_of(question: Question, current: Values, form: MultiDict[str, str]) -> Values:
    """Return what the form answers to a question; what was there before, as it was, if nobody touched it."""
    answer = value_of(question, form)
    if question.kind not in {Kind.LINE, Kind.TEXT, Kind.LINES}:
        return answer
    return current if answer == value_of(question, MultiDict(fields_of(question, current))) else answer


def _typed(kind: Kind, typed: str) -> Values:
    """Return what was typed into one field."""
    lines = [" ".join(line.split()) for line in typed.split("\n") if line.strip()]
    if kind is Kind.LINES:
        return lines
    if kind is Kind.DATES:
        return [_day(line) for line in lines]
    if kind is Kind.TIME:
        return _time(typed)
    return typed if kind is Kind.TEXT else " ".join(lines)


def fields_of(question: Question, value: Values) -> dict[str, str]:
    """Return what the fields of a question show, by their names; of choices, only whether there is none."""
    none = {f"{question.name}.{NONE}": "yes" if value == [] else ""}
    if question.kind is Kind.DATE:
        return dict(zip((f"{question.name}.{part}" for part in PARTS), _parts(value), strict=True))
    if isinstance(value, str):
        return {question.name: spelled_in(value) if question.kind is Kind.TIME else value}
    if value is None or not isinstance(value, Sequence):
        return {question.name: "", **none}
    lines = [str(item) for item in value]
    return {question.name: "\n".join(map(spelled_in, lines) if question.kind is Kind.DATES else lines), **none}


def chosen(value: Values) -> tuple[str, ...]:
    """Return what is chosen of the options."""
    if isinstance(value, str):
        return (str(value),)
    return tuple(str(item) for item in value) if isinstance(value, Sequence) else ()


def _tidy(text: str) -> str:
    """Return a text without what a browser or a pasted page adds: its line ends, blanks, what cannot be seen."""
    lines = "".join(map(_seen, re.sub("\r\n?|[\u2028\u2029\v\f]", "\n", text))).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _seen(character: str) -> str:
    """Return a character as a file can hold it; nothing of what no document can show."""
    if character in "\n\t":
        return character.replace("\t", " ")
    return "" if unicodedata.category(character) in _UNSEEN or character in _PASTED else character


def _date(parts: Sequence[str]) -> str | None:
    day, month, year = parts
    if not any(parts):
        return None
    if not (month or year) and _day(day) != day:
        return _day(day)
    number = month_in(month)
    if number and SHORT.fullmatch(day) and YEAR.fullmatch(year):
        return f"{int(year):04}-{int(number):02}-{int(day):02}"
    return "/".join(part.replace("/", " ") or "?" for part in parts)


def month_in(text: str) -> str:
    """Return the number of a month that is typed as such or as a word; nothing if it is neither."""
    day = day_in(f"1 {text} 2000") if _WORD.fullmatch(text) else None
    return text if SHORT.fullmatch(text) else str(day.month) if day else ""


def _parts(value: Values) -> tuple[str, str, str]:
    text = value if isinstance(value, str) else ""
    match = ISO.fullmatch(text)
    if match:
        return str(int(match[3])), str(int(match[2])), match[1]
    if text.count("/") == 2:  # noqa: PLR2004  # three parts, as they were typed
        day, month, year = (part if part != "?" else "" for part in text.split("/"))
        return day, month, year
    return text, "", ""


def _time(typed: str) -> str | None:
    text = " ".join(typed.split())
    if not text:
        return None
    if _LENGTH.fullmatch(text):
        return text.casefold()
    return " to ".join(_day(part) for part in _SEPARATED.split(text))


def _day(text: str) -> str:
    day = day_in(text) if _A_DATE.fullmatch(text) else None
    return day.isoformat() if day else text
