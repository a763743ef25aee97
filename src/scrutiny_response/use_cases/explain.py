"""An identifier of a problem → what it means, an example, and what to do.

What is known of each lies in `problem_catalogue.json`, which the tests write from the source and from the refused
cases (`python -m tests.problem_ids`). To find the place in the source that tells a problem, search `src` for its
identifier in quotes; to find the identifier of a text, search `docs/other-problems.md` and `docs/template-errors.md`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from engross.suggestions import did_you_mean, nearest
from scrutiny_response import resources

FORMER: Mapping[str, str] = MappingProxyType(
    {
        "embargo-not-over": "issued-before-embargo-ends",
        "dead-reference": "reference-to-nothing",
        "file-name-pattern": "not-a-file-name",
        "inserted-file": "included-document",
        "issued-before-dated": "issued-before-its-date",
        "pdf-plan-not-last": "pdf-moved-pages",
        "pikepdf-missing": "pdf-library-missing",
        "report-path": "not-a-report-path",
        "strict": "strict-format",
    }
)
"""Identifiers that are told no more, and what tells the same now. A name stays here for good, and is not used again."""


class Sense(Struct, frozen=True):
    """One thing that an identifier is told of.

    `subjects` says of what ("Assessment files"). `example` is a problem as it is printed; it is empty if there is none.
    `texts` are as the source writes them, with … for what depends on the case.
    """

    subjects: tuple[str, ...]
    meaning: str
    example: str
    texts: tuple[str, ...]
    to_do: tuple[str, ...]


class Explanation(Struct, frozen=True):
    """All that is known of one identifier, and the names that it had before."""

    id: str
    senses: tuple[Sense, ...]

    @property
    def former(self) -> tuple[str, ...]:
        """The names that it had before, in their order."""
        return tuple(old for old, new in FORMER.items() if new == self.id)


def explain(id: str) -> Explanation:
    """Return what an identifier means, also under a former name; KeyError if there is none of this name."""
    current = FORMER.get(id, id)
    return Explanation(current, _catalogue()[current])


def explain_all() -> tuple[Explanation, ...]:
    """Return what every identifier means, in the order of the alphabet."""
    return tuple(Explanation(name, senses) for name, senses in _catalogue().items())


def unknown_id(id: str) -> str:
    """Return what is wrong with an identifier, with the nearest known one; empty if it is known."""
    ids = [*_catalogue(), *FORMER]
    if id in ids:
        return ""
    hint = did_you_mean(id, ids) if nearest(id, ids) else "scrutiny explain, without a word behind it, lists all"
    return f"no problem is called {id}; {hint}"


@cache
def _catalogue() -> Mapping[str, tuple[Sense, ...]]:
    entries = json.loads(resources.problem_catalogue().read_text(encoding="utf-8"))
    return {name: tuple(_sense(entry) for entry in senses) for name, senses in entries.items()}


def _sense(entry: Mapping[str, Any]) -> Sense:
    subjects, texts, to_do = (tuple(entry[name]) for name in ("subjects", "said", "to_do"))
    return Sense(subjects, entry["meaning"], entry["example"], texts, to_do)
