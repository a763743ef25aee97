"""The name of a document, of its file or of an event's → how people say it: "Letter, issued 20 December 2026"."""

from __future__ import annotations

import re

from scrutiny_response.desk.forms.rewording import quotation_around
from scrutiny_response.desk.forms.surface import spelled_in
from scrutiny_response.domain.asked_letters import FOLLOW_UPS
from scrutiny_response.domain.assessment import DECISION_RECORD, State
from scrutiny_response.domain.events import EVENTS
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.history import IMPROVEMENT_PLAN

_SETTINGS = "cycle"
_DAY = r"\d{4}-\d{2}-\d{2}"
_RECORDED = re.compile(rf"({_DAY})-({'|'.join(sorted(EVENTS, key=len, reverse=True))})(?:-(\d+))?(?:-(\D.*))?")
"""A file of the record: the day, the event, its number if it is not the first of the day, and the document."""
_DATED = re.compile(rf"(.+?)-({_DAY})((?:-.*)?)")
_STATES = "|".join(str(state).replace(" ", "-") for state in State)
_MARKED = re.compile(rf"(.+?)(?<!-correction)((?:-internal)?)(?:-({_STATES}))?")


_KINDS = "|".join(sorted((*FOLLOW_UPS, IMPROVEMENT_PLAN, DECISION_RECORD), key=len, reverse=True))
_IN_A_SENTENCE = re.compile(rf"(?<![\w/“-])(?<!-document )({_KINDS})(-{_DAY})?(?:-\d+)?(?![\w/-]|\.\w)")


def in_a_sentence(text: str) -> str:
    """Return a message with the names of documents as people say them; within what somebody typed they stay."""

    def called(name: re.Match[str]) -> str:
        quotation = quotation_around(text, name.start())
        if quotation is not None and len(quotation[0]) > len(name[0]) + 2:
            return name[0]
        kind, day = name.groups()
        return _plain(kind) + (f" of {spelled_in(day[1:])}" if day else "")

    return _IN_A_SENTENCE.sub(called, text)


def within_a_sentence(name: str) -> str:
    """Return the name of a document as it stands in a sentence: "reminder of 1 March 2027"."""
    return _plain(in_a_sentence(name))


def as_title(name: str) -> str:
    """Return the name of a document, or of its file, as people say it; a letter's date stands in brackets."""
    recorded = _RECORDED.fullmatch(name)
    if recorded:
        day, event, number, document = recorded.groups()
        what = f"{_plain(document)}, {event}" if document else event
        return initial_capital(_plain(what)) + (f" ({number})" if number else "") + f" {spelled_in(day)}"
    dated = _DATED.fullmatch(name)
    if dated:
        return initial_capital(f"{_plain(dated[1])} ({spelled_in(dated[2])}){_plain(dated[3])}")
    marked = _MARKED.fullmatch(name)
    parts = [_plain(part.strip("-")) for part in marked.groups() if part] if marked else [_plain(name)]
    return initial_capital(", ".join(parts))


def as_file(name: str) -> str:
    """Return what a file of the cycle is called on a page, by its name without its ending."""
    if name == _SETTINGS:
        return "“Settings”"
    return f"“{as_title(name) if _RECORDED.fullmatch(name) else name}”"


def _plain(text: str) -> str:
    return text.replace("-", " ")
