"""What e-mail drafts are made of: documents with their files, people with their addresses, and what became of each."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from engross.problems import Problem
from scrutiny_response.domain.event_parts import Recipient, Stage

FOLDER = "emails"
"""The folder of the drafts, in the output folder."""


class EmailState(StrEnum):
    """What became of one reference."""

    DRAFTED = "drafted"
    SENT = "sent"
    NOTHING = "nothing to send"
    REFUSED = "refused"


class EmailOptions(Struct, frozen=True, kw_only=True):
    """Which drafts are made: of documents at a stage, with templates and a framework in place of those shipped.

    `record` is the folder of the record, in place of the one in the cycle's folder; `documents` are the names of those
    to send, all if there are none.
    """

    stage: Stage = Stage.ISSUED
    templates: Path | None = None
    framework: Path | None = None
    record: Path | None = None
    documents: tuple[str, ...] = ()


class Attached(Struct, frozen=True):
    """One file of a draft: what it is called there, its bytes, and whether it is a PDF."""

    name: str
    data: bytes
    is_pdf: bool


class Mailed(Struct, frozen=True):
    """One document of a draft: its name, its title, the hash of its Word file, the day of issue, and its files."""

    name: str
    title: str
    hash: str
    files: tuple[Attached, ...]
    issued_on: dt.date | None = None


class EmailOutcome(Struct, frozen=True, kw_only=True):
    """One reference: what became of it, to whom what goes, its draft's path, and what is wrong or to be known."""

    file: str
    reference: str = ""
    partnership: str = ""
    state: EmailState = EmailState.NOTHING
    to: tuple[Recipient, ...] = ()
    copies: tuple[Recipient, ...] = ()
    without_address: tuple[str, ...] = ()
    documents: tuple[Mailed, ...] = ()
    draft: str = ""
    event: str = ""
    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if there is something to send that cannot be sent."""
        return self.state is EmailState.REFUSED


class EmailRun(Struct, frozen=True, kw_only=True):
    """What became of all references, the files that say who gets what, and what is wrong with the cycle as a whole.

    `told` is what was done with drafts of no assessment.
    """

    stage: Stage
    outcomes: tuple[EmailOutcome, ...] = ()
    files: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
