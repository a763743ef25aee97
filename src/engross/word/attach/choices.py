"""What the person attaching may decide → one frozen value."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class PageNumbers(StrEnum):
    """Whether the appendix's pages go on from the report's numbers or begin at 1."""

    CONTINUE = "continue"
    RESTART = "restart"


class Headers(StrEnum):
    """Whose headers and footers the appendix shows."""

    PLAN = "plan"
    REPORT = "report"


class Look(StrEnum):
    """Whose styles win if both files have one of the same name: the report's (house) or the plan's."""

    HOUSE = "house"
    PLAN = "plan"


class Choices(Struct, frozen=True):
    """How a plan is attached.

    `after` is the text of a heading of the report (the appendix follows what stands under it) or the name of a
    bookmark (the appendix follows the block it ends in); empty for the end. `title` is what the appendix heading says
    after its label. `label` is the word for an appendix; `letter` its letter or number, empty for the one that follows
    the report's existing appendices. `key` tells what is attached from what else is attached to the same report: the
    appendix with the same key, or without one the same title, is replaced. Pages of the report that follow an appendix
    in its middle go on from its numbers. Without a `label` the heading is the title alone; `is_below` says that it
    belongs under the heading of the appendix before it, a level lower than chapters; `is_page` that it is a page that
    goes with appendices, which is found again by its key alone; `is_first` that it stands before all that was attached
    after the same place; `before` is the key, or without one the title, of the appendix right before which such a page
    stands, and whose letter it has, if that appendix is there.
    """

    after: str = ""
    title: str = "Improvement plan"
    label: str = "Appendix"
    letter: str = ""
    key: str = ""
    page_numbers: PageNumbers = PageNumbers.CONTINUE
    headers: Headers = Headers.PLAN
    look: Look = Look.HOUSE
    is_below: bool = False
    is_page: bool = False
    is_first: bool = False
    before: str = ""
