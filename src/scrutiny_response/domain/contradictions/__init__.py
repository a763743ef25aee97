"""Assessment and framework → what in the assessment cannot be, by path and not by line.

What in a framework itself cannot be is in `framework`. Each other rule is a pure function of one `Case`. Beside it
stands what it reads, so that whoever places its findings can leave out a rule whose facts were themselves refused.
"""

from __future__ import annotations

from scrutiny_response.domain.contradictions.case import Case, Contradiction
from scrutiny_response.domain.contradictions.framework import in_framework
from scrutiny_response.domain.contradictions.rules import case_of, contradictions, indication_of
from scrutiny_response.domain.contradictions.together import duplicates, identity

__all__ = [
    "Case",
    "Contradiction",
    "case_of",
    "contradictions",
    "duplicates",
    "identity",
    "in_framework",
    "indication_of",
]
