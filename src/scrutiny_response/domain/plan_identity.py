"""What an improvement plan carries so that it is recognised when it comes back, also after other programs saved it.

Measured: bookmarks and custom properties survive LibreOffice's four formats; tags of controls and custom XML do not.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from typing import Self

from msgspec import Struct

from scrutiny_response.domain.assessment import Action, Area, Assessment
from scrutiny_response.domain.filters import timescale

IDENTITIES: Mapping[type, str] = {Area: "reference", Action: "reference"}
"""What tells areas and actions apart: the engine sets a bookmark where a template prints it by itself."""

MARKED = "_identity"
"""What stands in a template's uses beside a kind of record, if there is a place where a bookmark of it is set."""

PROPERTY = "Improvement plan"
"""The custom property of a plan, which says which plan it is; see PlanIdentity."""

_BETWEEN = " | "
_ISSUE = re.compile(r"issue ([1-9]\d{0,5})", re.ASCII)


class PlanIdentity(Struct, frozen=True):
    """Which plan a document is: its assessment's reference, its kind, and a hash of the actions as they were sent.

    `issue` is the number of the issue that was being prepared; 0 if the version that wrote it did not say so.
    """

    reference: str
    kind: str
    actions: str
    issue: int = 0

    def __str__(self) -> str:
        return _BETWEEN.join((self.reference, self.kind, f"issue {self.issue}", self.actions))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the identity that a property holds; None if it is none."""
        *parts, actions = text.rsplit(_BETWEEN, 3)
        issue = _ISSUE.fullmatch(parts[-1]) if parts else None
        reference, _, kind = _BETWEEN.join(parts[:-1] if issue else parts).rpartition(_BETWEEN)
        return cls(reference, kind, actions, int(issue[1]) if issue else 0) if reference else None


def identity_of(assessment: Assessment, kind: str, issue: int = 1) -> PlanIdentity:
    """Return the identity of a plan of this kind for an assessment, of the issue that is being prepared."""
    return PlanIdentity(assessment.reference, kind, actions_hash(assessment), issue)


def actions_hash(assessment: Assessment) -> str:
    """Return the SHA-256 of the actions as sent: reference, words, lead, timescale, each on a line, in order."""
    lines = (line for area in assessment.areas for action in area.actions for line in _as_sent(action, assessment))
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")).hexdigest()


def _as_sent(action: Action, assessment: Assessment) -> tuple[str, ...]:
    counted_from: dt.date = assessment.letter.date
    return tuple(
        " ".join(text.split())
        for text in (action.reference, action.action, action.lead, timescale(action.due, counted_from))
    )


def plan_identity(assessment: Assessment, kind: str, issue: int) -> str:
    """Return what the property of a plan says; a filter of the templates' properties."""
    return str(identity_of(assessment, kind, issue))
