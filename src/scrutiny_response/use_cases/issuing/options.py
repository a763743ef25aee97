"""How documents are issued, as it is asked for on the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec import Struct

from engross.problems import Problem


class IssueOptions(Struct, frozen=True, kw_only=True):
    """How documents are issued: on which day, who approved it, and what of it is accepted.

    Without `approved_by` nothing is changed: it is only said what is ready. `accept` are identifiers of what
    may be meant, or `ID@PLACE`. `documents` are the names of those to be issued; if there are none, all that the
    assessment asks for and that are not internal.
    `as_edited` is the reason why documents are issued as they were edited by hand; `replaces` the reason for a
    correction, which as a `draft` is only written beside what stands; `dated` and `reply_by` are the dates of named
    letters that answer an event, if they are corrected. `adopt` records what was issued before there was
    a record, as it lies. `record` is the folder of the record, in place of the one in the cycle's folder.
    """

    on: dt.date
    approved_by: str = ""
    dry_run: bool = False
    accept: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    as_edited: str = ""
    replaces: str = ""
    dated: dt.date | None = None
    reply_by: dt.date | None = None
    draft: bool = False
    adopt: bool = False
    record: Path | None = None

    @property
    def writes(self) -> bool:
        """True if events are written."""
        return bool(self.approved_by) and not self.dry_run and not self.draft

    def accepts(self, doubt: Problem) -> bool:
        """Return whether what may be meant at a place is accepted."""
        return doubt.id in self.accept or f"{doubt.id}@{doubt.place}" in self.accept
