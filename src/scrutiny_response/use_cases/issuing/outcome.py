"""What became of one reference that was to be issued or withdrawn."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from engross.problems import Problem


class IssueState(StrEnum):
    """What became of a reference; in a dry run, what would."""

    READY = "ready"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    STANDING = "standing"
    NOT_READY = "not ready"


class IssueOutcome(Struct, frozen=True, kw_only=True):
    """One reference: what became of it, which documents, the event's file, and what is wrong.

    `words` is what its record says, such as "issued on 7 December 2026"; `documents` are the names of those that are
    ready, issued or withdrawn; `told` is what was done beside, or is to be known. NOT_READY has its reasons among the
    problems.
    """

    file: str
    reference: str = ""
    partnership: str = ""
    state: IssueState = IssueState.NOT_READY
    words: str = ""
    documents: tuple[str, ...] = ()
    event: str = ""
    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if it is not ready, so that nothing of it was issued."""
        return self.state is IssueState.NOT_READY
