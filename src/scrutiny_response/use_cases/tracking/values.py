"""What the committee's paper and the recommendations say, as frozen values: the Word templates read these and no more.

What the public reads has values of its own, in which there is no place for a lead or for an action's words.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Struct


class Bar(Struct, frozen=True, kw_only=True):
    """How many actions stand how, as a picture and in words."""

    picture: Annotated[bytes, "A bar with a pattern for each kind; empty where there are no actions"]
    words: Annotated[str, "The same in words", "2 of 5 actions completed, 1 due, 1 slipped, 1 overdue"]


class LateAction(Struct, frozen=True, kw_only=True):
    """One action that is overdue, slipped, or rated red or amber."""

    reference: Annotated[str, "The action's reference", "A1.2"]
    action: Annotated[str, "What will be done", "Agree one chronology template"]
    lead: Annotated[str, "The lead role", "Head of children's services"]
    dates: Annotated[str, "Its original and its present date, in words"]
    late: Annotated[str, "How late it is, in words", "20 days over, slipped"]
    status: Annotated[str, "Its status as last heard", "In progress"]
    rating: Annotated[str, "Red or amber", "Red"]


class AreaFound(Struct, frozen=True, kw_only=True):
    """What a progress review found in an area."""

    area: Annotated[str, "The area's reference and title", "A1: Chronologies"]
    progress: Annotated[str, "Minimal, some or significant progress, and what was seen", "Some progress"]


class Section(Struct, frozen=True, kw_only=True):
    """One partnership's section of the paper."""

    reference: Annotated[str, "Our reference", "PSR-2026-014"]
    partnership: Annotated[str, "The partnership's name"]
    level: Annotated[str, "The level of support", "assisted improvement support"]
    how_far: Annotated[str, "How far the case has come, in words", "plan accepted"]
    kept_back: Annotated[str, "Why the public may not be told of it; empty if it may", "nothing was issued by that day"]
    heard: Annotated[str, "When the partnership was last heard, as a sentence", "Last heard on 1 April 2027."]
    completed: Annotated[str, "How many actions of how many are completed, in words", "2 of 5"]
    number: Annotated[int, "How many actions there are", "5"]
    bar: Annotated[Bar, "How many stand how"]
    red: Annotated[int, "How many are red", "1"]
    amber: Annotated[int, "How many are amber", "1"]
    green: Annotated[int, "How many are green", "3"]
    overdue: Annotated[int, "How many are overdue", "1"]
    slipped: Annotated[int, "How many have slipped", "1"]
    late: Annotated[tuple[LateAction, ...], "The actions that are red or amber, red ones first"]
    review: Annotated[tuple[AreaFound, ...], "What the progress review found; empty where there was none"]
    reviewed: Annotated[str, "When the review took place, in words; empty where there was none"]
    closed: Annotated[str, "When and why monitoring ended, in words; empty where it goes on"]


class Paper(Struct, frozen=True, kw_only=True):
    """The paper for the committee."""

    on: Annotated[dt.date, "The day for which it says how things stand", "2027-04-01"]
    sections: Annotated[tuple[Section, ...], "The partnerships, by reference"]
    total: Annotated[Bar, "How all actions stand"]
    number: Annotated[int, "How many actions there are"]
    patterns: Annotated[str, "What the patterns of the bars mean, in words"]
    rules: Annotated[tuple[str, ...], "What makes an action red, amber or green, in words"]
    refused: Annotated[tuple[str, ...], "Files that could not be read; what they say is not in the paper"]


class PublicArea(Struct, frozen=True, kw_only=True):
    """An area for improvement, as the public is told of it."""

    reference: Annotated[str, "The area's reference", "A1"]
    title: Annotated[str, "The area for improvement in a few words", "Chronologies"]
    source: Annotated[str, "Where the report says so; empty where that is not recorded", "page 14"]
    actions: Annotated[str, "How far its actions have come, in words", "1 of 3 actions completed"]
    progress: Annotated[str, "What the progress review found, in words", "Some progress"]


class PublicPartnership(Struct, frozen=True, kw_only=True):
    """A partnership of which the public may be told."""

    partnership: Annotated[str, "The partnership's name"]
    inspection: Annotated[str, "Its inspection", "Joint inspection of services for children at risk of harm"]
    plan: Annotated[str, "What became of the plan, in words", "The plan was accepted on 12 January 2027."]
    bar: Annotated[Bar, "How many of its actions stand how"]
    number: Annotated[int, "How many actions there are"]
    areas: Annotated[tuple[PublicArea, ...], "The areas for improvement"]
    closed: Annotated[str, "When monitoring ended, in words; empty where it goes on"]


class Recommendations(Struct, frozen=True, kw_only=True):
    """What may be published."""

    on: Annotated[dt.date, "The day for which it says how things stand", "2027-04-01"]
    partnerships: Annotated[tuple[PublicPartnership, ...], "The partnerships, by name"]
    patterns: Annotated[str, "What the patterns of the bars mean, in words"]
