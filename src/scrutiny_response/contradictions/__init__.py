"""Assessment and framework → what in the assessment cannot be, by path and not by line.

Each rule is a pure function of one `Case`. Beside it stands what it reads, so that whoever places its findings can
leave out a rule whose facts were themselves refused.
"""

from __future__ import annotations

from scrutiny_response.contradictions.case import Case, Contradiction
from scrutiny_response.contradictions.rules import case_of, contradictions, indication_of
from scrutiny_response.contradictions.together import alike, identity

__all__ = ["Case", "Contradiction", "Identity", "alike", "case_of", "contradictions", "identity", "indication_of"]
