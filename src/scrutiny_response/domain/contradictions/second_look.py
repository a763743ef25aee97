"""A case's texts → what may be meant and may be a slip: a warning, until somebody says that it is meant.

Whoever issues a document accepts each of them by its identifier and place, or mends it; `MAY_BE_MEANT` names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engross.problems import Severity
from scrutiny_response.domain.contradictions.case import Case, Contradiction, DataPath, Rule
from scrutiny_response.domain.contradictions.placeholders import placeholder

MAY_BE_MEANT = frozenset(
    {
        "may-be-unfinished",
        "words-in-brackets",
        "salutation-does-not-fit",
        "no-areas",
        "level-named-in-words",
        "text-of-a-sample",
        "names-another-partnership",
        "same-partnership-twice",
    }
)
"""The identifiers of what is a warning and refuses the issue of a document until it is accepted."""

_NOUNS = r"details?|report|names?|dates?|figures?|text|wording|evidence|more|annex|appendix|summary|rest|timescales?"
UNFINISHED = re.compile(
    rf"\b(?:{_NOUNS})(?: (?:is|are))? to follow\b|^\W*to follow\W*$|[-–—:(,] ?to follow\b"
    r"|\bto be (?:confirmed|advised|completed|added|drafted|written|updated|inserted)\b|\bxxx\b|\?\?",
    re.IGNORECASE,
)
_MARKS = ("to follow", "to be ", "xxx", "??")
"""One of these stands in every text that may be unfinished: one without them need not be searched."""
BRACKETS = re.compile(r"\[(?!sic\])[^\]\[]{2,}\]", re.IGNORECASE)


def _unfinished(case: Case) -> Iterator[Contradiction]:
    for path, text in case.texts if any(mark in case.words for mark in _MARKS) else ():
        words = text.casefold()
        match = UNFINISHED.search(text) if any(mark in words for mark in _MARKS) else None
        if match and not placeholder(text):
            message = f"`{match[0].strip()}` may mean that something is still to come"
            yield _doubt(path, "may-be-unfinished", message, "write what was to come, or accept it when you issue")


def _brackets(case: Case) -> Iterator[Contradiction]:
    for path, text in case.texts if "[" in case.words else ():
        match = BRACKETS.search(text) if "[" in text else None
        if match and not placeholder(text):
            message = f"`{match[0]}` stands in brackets, as what is still to be settled does"
            yield _doubt(path, "words-in-brackets", message, "write it without brackets, or accept it when you issue")


def _salutation(case: Case) -> Iterator[Contradiction]:
    addressee = case.assessment.addressee
    words = _words(addressee.salutation)
    if words and words[0] != "dear" and words[-1] not in _words(addressee.name):
        message = f"the letter is to {addressee.name}, and greets `{addressee.salutation}`"
        hint = "correct the salutation or the name, or accept it when you issue"
        yield _doubt(("addressee", "salutation"), "salutation-does-not-fit", message, hint)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.casefold())


def _no_areas(case: Case) -> Iterator[Contradiction]:
    recorded = case.assessment
    has_other_findings = recorded.strengths or recorded.evaluations
    if (
        recorded.state.is_final
        and not recorded.areas
        and has_other_findings
        and "improvement-plan" in recorded.documents
    ):
        message = "no area for improvement is recorded, so the plan says that none was identified"
        hint = "add `areas`, or accept it when you issue"
        yield _doubt(("documents",), "no-areas", message, hint)


def _named_levels(case: Case) -> Iterator[Contradiction]:
    """A letter that is not to name the level names it all the same where somebody's own words do."""
    if case.assessment.letter.names_level:
        return
    for path, text in case.texts:
        names = [level.name for level in case.framework.levels if level.name.casefold() in text.casefold()]
        if (
            names
            and path[0] in {"decision", "letter", "strengths", "areas", "support"}
            and path != ("decision", "level")
        ):
            message = f"the letter is not to name the level, and this names {names[0]}"
            yield _doubt(path, "level-named-in-words", message, "say it in other words, or accept it when you issue")


def _doubt(path: DataPath, id: str, message: str, hint: str) -> Contradiction:
    return Contradiction(path, id, message, hint, Severity.WARNING)


RULES: Mapping[Rule, tuple[str, ...]] = {
    _unfinished: (),
    _brackets: (),
    _salutation: ("addressee.salutation", "addressee.name"),
    _no_areas: ("state", "areas", "documents"),
    _named_levels: ("letter.names_level",),
}
"""The rules of this module, and what each reads."""
