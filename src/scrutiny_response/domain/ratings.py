"""How an action stands → red, amber or green in words, by the cycle's rules or by those that hold without any."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Struct


class Rating(StrEnum):
    """How an action is rated; one that is no part of the plan any more, or of a closed case, is not."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_RATED = "not rated"


class RatingRule(Struct, frozen=True, kw_only=True):
    """What gives an action a colour: any one of these is enough."""

    days_overdue: Annotated[int | None, "From how many days past the date that stands now", "1"] = None
    days_over: Annotated[int | None, "From how many days past the date that was agreed first", "29"] = None
    times_revised: Annotated[int | None, "From how many times that its date was revised", "3"] = None
    statuses: Annotated[tuple[str, ...], "With which statuses", "delayed"] = ()

    def holds(self, days_overdue: int, days_over: int, times_revised: int, status: str) -> bool:
        """Return whether an action with these days, revisions and status falls under the rule."""
        limits = (
            (self.days_overdue, days_overdue),
            (self.days_over, days_over),
            (self.times_revised, times_revised),
        )
        reached = any(limit is not None and number >= limit for limit, number in limits)
        return reached or status.casefold() in {status.casefold() for status in self.statuses}

    def in_words(self) -> str:
        """Return the rule as a sentence without its beginning: "1 or more days past …, or its status is delayed"."""
        parts = [
            text.format(number)
            for number, text in (
                (self.days_overdue, "{} or more days past the date that stands now"),
                (self.days_over, "{} or more days past the date that was agreed first"),
                (self.times_revised, "its date was revised {} or more times"),
            )
            if number is not None
        ]
        if self.statuses:
            parts.append(f"its status is {' or '.join(self.statuses)}")
        return ", or ".join(parts) or "nothing makes it so"


class Ratings(Struct, frozen=True, kw_only=True):
    """The rules of a cycle; red is looked at first, and what falls under neither is green."""

    red: Annotated[RatingRule | None, "What makes an action red"] = None
    amber: Annotated[RatingRule | None, "What makes an action amber, if it is not red"] = None


RED = RatingRule(days_overdue=1, days_over=29, times_revised=3)
AMBER = RatingRule(days_over=1, times_revised=1, statuses=("delayed", "on hold"))
"""The rules that hold where a cycle file has none; the schema of the cycle file states them."""


def in_words(ratings: Ratings) -> tuple[tuple[Rating, str], ...]:
    """Return the rules in words, with those that hold without any in the place of what is not given."""
    return (
        (Rating.RED, (ratings.red or RED).in_words()),
        (Rating.AMBER, (ratings.amber or AMBER).in_words()),
        (Rating.GREEN, "completed, or neither red nor amber"),
        (Rating.NOT_RATED, "withdrawn, taken out of the plan, or the case is closed or not issued"),
    )


def rated(ratings: Ratings, days_overdue: int, days_over: int, times_revised: int, status: str) -> Rating:
    """Return the rating of an action that is neither done nor taken out."""
    for rule, rating in ((ratings.red or RED, Rating.RED), (ratings.amber or AMBER, Rating.AMBER)):
        if rule.holds(days_overdue, days_over, times_revised, status):
            return rating
    return Rating.GREEN
