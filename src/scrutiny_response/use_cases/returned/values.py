"""What is known of a plan before it comes back, and what is found in it when it does, as frozen values."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from engross.problems import Problem, WordPlace


class KnownAction(Struct, frozen=True):
    """An action of the plan as it last stood: as it was sent, or as it was last received.

    `day` is the day to which its timescale was counted, in words, with which a plan says a length of time first.
    """

    reference: str
    area: str
    action: str
    lead: str
    timescale: str
    measure: str
    status: str
    day: str = ""

    def says(self, role: str) -> str:
        """Return what it says in a column."""
        return str(getattr(self, role, ""))


class KnownArea(Struct, frozen=True):
    """An area for improvement as it was sent."""

    reference: str
    title: str
    finding: str


class KnownPlan(Struct, frozen=True):
    """The plan of one partnership as it last stood; `hash` is what its property says of the actions as sent.

    `against` is the number of the event with which it stood so; None if it is as its assessment says it.
    """

    reference: str
    partnership: str
    areas: tuple[KnownArea, ...]
    actions: tuple[KnownAction, ...]
    hash: str
    against: int | None = None

    def action(self, reference: str) -> KnownAction:
        """Return the action with this reference; KeyError if there is none."""
        for action in self.actions:
            if action.reference == reference:
                return action
        raise KeyError(reference)


class Change(Struct, frozen=True):
    """What an action says otherwise than before: the column, and both texts."""

    what: str
    old: str
    new: str


class ReadAction(Struct, frozen=True, kw_only=True):
    """One action as the returned plan says it; `due` is the day that its timescale says, if it says one.

    `earlier_status` is its status as the plan last stood, and empty for one that the partnership added.
    """

    reference: str
    status: str
    action: str
    timescale: str
    due: dt.date | None
    lead: str
    measure: str
    progress: str
    changed: tuple[Change, ...]
    place: WordPlace
    earlier_status: str = ""


class Question(Struct, frozen=True):
    """What cannot be read with certainty; `about` is the reference of an action, a row, a table, or "" for the file.

    `options` are the answers to choose from, where the file itself gives them.
    """

    about: str
    problem: Problem
    options: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """What another part of the plan says: the progress log, versions, governance, sign-off, or wording of ours."""

    part: str
    text: str


class ReturnedPlan(Struct, frozen=True, kw_only=True):
    """One file that was read; without a reference, it is not known whose plan it is.

    `against` is the number of the event with whose plan it was compared.
    """

    file: str
    name: str
    hash: str
    reference: str = ""
    partnership: str = ""
    received: dt.date | None = None
    actions: tuple[ReadAction, ...] = ()
    added: tuple[ReadAction, ...] = ()
    missing: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    recorded: str = ""
    against: int | None = None

    @property
    def refused(self) -> bool:
        """True if it could not be read at all."""
        return bool(self.problems)

    @property
    def is_whole(self) -> bool:
        """True if it could be read, and nothing has to be asked."""
        return not self.problems and not self.questions
