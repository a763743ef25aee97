"""What became of a cycle, as small plain values: they travel between processes, and ten thousand fit into memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from engross.problems import Problem, has_error

if TYPE_CHECKING:
    from scrutiny_response.domain.contradictions.elsewhere import Glance
    from scrutiny_response.domain.framework import Level
    from scrutiny_response.domain.level import Indication


class LevelName(NamedTuple):
    """A level of support by its identifier and its full name, without all else that the framework says of it."""

    id: str
    name: str


class Finding(NamedTuple):
    """An indicated level in a few words: `level` is None if it is not determined."""

    level: LevelName | None
    lowest: LevelName
    highest: LevelName
    conditions_met: int
    conditions: int
    second_indicator: str | None
    agree: bool
    reasons: tuple[str, ...]


class Action(StrEnum):
    """What was done with one document; in a dry run, what would be."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    GONE = "gone"
    REMOVED = "removed"
    REFUSED = "refused"


class Change(NamedTuple):
    """One document by its path inside the output folder: what was done with it, and why.

    KEPT was edited by hand since it was generated, and stands as it was; GONE is made by no assessment any more;
    REFUSED could not be written.
    """

    path: str
    done: Action
    why: str = ""


class Outcome(NamedTuple):
    """What became of one assessment file.

    `reference`, `partnership` and `state` are empty if the file could not be read; `indication` is None if the
    assessment could not be answered; `level` is the level of support, None if it is not determined. `changes` has
    each document that the assessment asks for and that could be made; `pdfs` has the paths inside the output folder of
    the PDFs that this run wrote; `problems` are in the order found. `issue` says what its record says, such as
    "issued on 7 December 2026", or that it is ready to issue.
    """

    file: str
    reference: str = ""
    partnership: str = ""
    state: str = ""
    indication: Finding | None = None
    level: LevelName | None = None
    changes: tuple[Change, ...] = ()
    pdfs: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    issue: str = ""

    @property
    def refused(self) -> bool:
        """Whether something of it could not be made; a warning refuses nothing."""
        return has_error(self.problems)

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to say of it: it has documents, each is as it was, and nothing is wrong."""
        is_same = bool(self.changes) and all(change.done is Action.UNCHANGED for change in self.changes)
        return is_same and not (self.problems or self.pdfs)

    @property
    def documents(self) -> tuple[str, ...]:
        """The paths, inside the output folder, of the documents that lie there now."""
        return tuple(change.path for change in self.changes if change.done is not Action.REFUSED)

    @property
    def written(self) -> tuple[Change, ...]:
        """The documents that this run wrote."""
        return tuple(change for change in self.changes if change.done is Action.WRITTEN)


class CycleOutcome(NamedTuple):
    """What became of a cycle: one outcome for each assessment file, in the order of reading.

    `problems` are those of the framework, the templates and the output folder; if one of them is an error, not
    everything was done. `gone` are documents of earlier runs that no assessment makes any more. `some_refused` says
    whether an outcome is refused, and `unchanged` how many documents each of those has of which there is nothing to say
    (-1: there is something), if that is known without reading them all. `glances` are what those that were checked are
    compared with one another by, by their files.
    """

    outcomes: Sequence[Outcome] = ()
    problems: tuple[Problem, ...] = ()
    gone: tuple[Change, ...] = ()
    some_refused: bool | None = None
    unchanged: Sequence[int] = ()
    glances: Mapping[str, Glance] = {}

    @property
    def refused(self) -> bool:
        """Whether something of it could not be made."""
        if self.some_refused is not None:
            return self.some_refused or has_error(self.problems)
        return has_error(self.problems) or any(outcome.refused for outcome in self.outcomes)


def finding(indication: Indication) -> Finding:
    """Return an indication in a few words."""
    from scrutiny_response.domain.reasons import reasons  # noqa: PLC0415  # a run that makes nothing calculates nothing

    return Finding(
        level=level_name(indication.level),
        lowest=LevelName(indication.lowest.id, indication.lowest.name),
        highest=LevelName(indication.highest.id, indication.highest.name),
        conditions_met=indication.conditions_met,
        conditions=len(indication.conditions),
        second_indicator=indication.second.level.id if indication.second else None,
        agree=indication.agree,
        reasons=tuple(reasons(indication)),
    )


def level_name(level: Level | None) -> LevelName | None:
    """Return a level by its names; None if there is none."""
    return LevelName(level.id, level.name) if level else None
