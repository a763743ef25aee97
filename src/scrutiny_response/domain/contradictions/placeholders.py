"""A case's texts → what nobody can have meant for a reader: placeholders, "Dear" twice, nothing to summarise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scrutiny_response.domain.contradictions.case import Case, Contradiction, Rule, staged

_ASKED = r"names?|dates?|roles?|titles?|address(?:es)?|text|details?|reason|figures?"
_SLOT = rf"(?:(?:insert|enter|add|fill in|complete)\b[^\]\[]*|(?:{_ASKED})(?: here| of \w+)?|tbc|tba|tbd|x+|\?+)?"
PLACEHOLDER = re.compile(
    r"\bx{4,}\b|\bt\.?b\.?[cad]\b|\blorem\b"
    rf"|\[\s*{_SLOT}\s*\]|<\s*(?:insert|enter|{_ASKED})\b[^>]*>|_{{3,}}"
    r"|\bclick or tap (?:here|to enter)\b",
    re.IGNORECASE,
)
"""What stands for words that were still to come, whatever is around it: crosses, TBC, lorem, an empty slot."""

_MARKS = ("xxxx", "tb", "t.b", "lorem", "[", "<", "___", "click or tap")
"""One of these stands in every placeholder: a text without them need not be searched."""


def _placeholders(case: Case) -> Iterator[Contradiction]:
    for path, text in case.texts if any(mark in case.words for mark in _MARKS) else ():
        match = placeholder(text)
        if match:
            message = f"`{match}` stands for words that are still to come"
            yield staged(Contradiction(path, "placeholder", message, "write the words, or remove it"), case)


def placeholder(text: str) -> str:
    """Return the first placeholder in a text; empty if there is none."""
    words = text.casefold()
    if not any(mark in words for mark in _MARKS):
        return ""
    match = PLACEHOLDER.search(text)
    return match[0] if match else ""


def _salutation(case: Case) -> Iterator[Contradiction]:
    salutation = case.assessment.addressee.salutation
    first, _, rest = salutation.strip().partition(" ")
    if first.casefold().rstrip(",") == "dear":
        message = f"the letter begins with Dear by itself, and would say `Dear {salutation}`"
        name = rest.strip().rstrip(",") or "Dr Sinclair"
        path = ("addressee", "salutation")
        yield staged(Contradiction(path, "dear-in-salutation", message, f"write `salutation: {name}`"), case)


def _nothing_found(case: Case) -> Iterator[Contradiction]:
    recorded = case.assessment
    own = any(paragraph.section == "findings" for paragraph in recorded.letter.paragraphs)
    if recorded.state.is_final and not (recorded.evaluations or recorded.strengths or recorded.areas or own):
        message = "the letter has nothing to say of what was found: no evaluation, no strength and no area"
        hint = "add `strengths`, `areas` or `evaluations`, or a paragraph of the section `findings` under `letter`"
        yield Contradiction(("state",), "nothing-found", message, hint)


RULES: Mapping[Rule, tuple[str, ...]] = {
    _placeholders: ("state",),
    _salutation: ("state", "addressee.salutation"),
    _nothing_found: ("state", "evaluations", "strengths", "areas", "letter.paragraphs"),
}
"""The rules of this module, and what each reads."""
