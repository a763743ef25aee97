"""What a document says of itself, in Word or in PDF → its state, whether it is internal, and which plan it is.

A PDF that we make of a Word file says the same as that; one that Word made keeps the title, and often the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from engross.print_copy import PrintCopy
from engross.problems import Refused
from engross.word import Package, custom_properties, for_conversion
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.plan_identity import PROPERTY, PlanIdentity

STATE, AUDIENCE = "Document state", "Audience"
"""The properties that say how far a document has come, and whom it is for."""
_CARRIED = (STATE, AUDIENCE, PROPERTY)
_TITLED = re.compile(rf"\((?:internal, )?({'|'.join(State)})\)\s*", re.IGNORECASE)
_STATE_BEHIND = re.compile(rf" \((?:{'|'.join(State)})\)\s*$", re.IGNORECASE)
_NAMED = re.compile(rf".*-({'|'.join(state.replace(' ', '-') for state in State)})", re.IGNORECASE)
_INTERNAL_TITLE = re.compile(r"\(internal\b", re.IGNORECASE)
_INTERNAL_NAME = re.compile(
    rf".*-internal(?:-(?:{'|'.join(state.replace(' ', '-') for state in State)}))?", re.IGNORECASE
)


class DocumentProperties(Struct, frozen=True):
    """What a document says of itself: its state, "" if that is issued or not said, and which plan it is, if any.

    `partnership` is whose plan it is, if its title says so as that of our templates does: kind, colon, partnership.
    """

    state: str = ""
    is_internal: bool = False
    plan: PlanIdentity | None = None
    partnership: str = ""

    @property
    def key(self) -> str:
        """What tells a plan from others in the same report: its reference and its kind; "" if they are not known."""
        return f"{self.plan.reference}/{self.plan.kind}" if self.plan else ""

    @classmethod
    def of(cls, properties: Mapping[str, str]) -> Self:
        """Return what a document's custom properties say."""
        state = properties.get(STATE, "")
        is_internal = properties.get(AUDIENCE) == "internal"
        plan = PlanIdentity.read(properties.get(PROPERTY, ""))
        whose = _whose(plan.kind, properties.get("Title", "")) if plan else ""
        return cls("" if state == State.ISSUED else state, is_internal, plan, whose)

    def named(self, properties: Mapping[str, str], file: Path) -> Self:
        """Return the same of a file that does not say whom it is for: its title or its name may say it is internal."""
        if AUDIENCE in properties:
            return self
        says = _INTERNAL_TITLE.search(properties.get("Title", "")) or _INTERNAL_NAME.fullmatch(file.stem)
        return replace(self, is_internal=says is not None)

    @classmethod
    def of_pdf(cls, properties: Mapping[str, str], file: Path) -> Self:
        """Return what a PDF says, also if it says its state, or that it is internal, in its title or its name only."""
        own = cls.of(properties).named(properties, file)
        if STATE in properties:
            return own
        words = _TITLED.search(properties.get("Title", "")) or _NAMED.fullmatch(file.stem)
        state = words[1].casefold().replace("-", " ") if words else ""
        return replace(own, state="" if state == State.ISSUED else state)


def _whose(kind: str, title: str) -> str:
    """Return the partnership that the title of a plan of this kind names; "" where it is not written so."""
    words, _, name = title.partition(":")
    is_of_kind = " ".join(words.split()).casefold() == kind.replace("-", " ").casefold()
    return _STATE_BEHIND.sub("", name).strip() if is_of_kind else ""


def copy_that_says(data: bytes) -> PrintCopy:
    """Return the copy of a document that is to be converted, whose PDF says of itself what the document says."""
    copy = for_conversion(data)
    try:
        properties = custom_properties(Package.open(data))
    except (Refused, KeyError):
        return copy
    return replace(copy, says=tuple((name, properties[name]) for name in _CARRIED if properties.get(name)))
