"""What the cycle at a glance says, as frozen values: the page and the Word template read the same."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Struct

from engross.problems import Problem


class Mark(Struct, frozen=True, kw_only=True):
    """Whether one condition is met for one partnership, by a word and by a shape, never by colour alone."""

    condition: Annotated[str, "The condition with its number", "1. Self-assess accurately"]
    words: Annotated[str, "Met, Not met or Not yet determined", "Met"]
    shape: Annotated[str, "The shape that goes with the words", "●"]
    criteria: Annotated[str, "How many criteria are met", "2 of 3"]


class Line(Struct, frozen=True, kw_only=True):
    """One partnership whose assessment could be read."""

    reference: Annotated[str, "Our reference", "PSR-2026-014"]
    partnership: Annotated[str, "The partnership's name"]
    state: Annotated[str, "How far its documents have come", "draft"]
    is_final: Annotated[bool, "Whether they are embargoed or issued"]
    level: Annotated[str, "The level of support, or between which levels it lies"]
    indicated: Annotated[str, "The indicated level, or between which levels it lies"]
    second: Annotated[str, "The level that the second indicator suggests; empty if there is none"]
    marks: Annotated[tuple[Mark, ...], "Its conditions, in the framework's order"]


class Share(Struct, frozen=True, kw_only=True):
    """The partnerships at one level of support, or whose level is not determined."""

    level: Annotated[str, "The level's name, or that it is not determined"]
    lines: Annotated[tuple[Line, ...], "The partnerships; there may be none"]


class Difference(Struct, frozen=True, kw_only=True):
    """A partnership for which the decided level or the second indicator says other than what is indicated."""

    line: Annotated[Line, "The partnership"]
    what: Annotated[str, "In what they differ"]
    rationale: Annotated[str, "The reason that was given; empty if none was"]


class Entry(Struct, frozen=True, kw_only=True):
    """One dated entry of one partnership, as it stands now."""

    date: Annotated[dt.date, "The day, or the first day of a period", "2027-02-01"]
    until: Annotated[dt.date | None, "The last day, if it is a period", "2027-05-31"]
    kind: Annotated[str, "What happens", "Monitoring"]
    line: Annotated[Line, "The partnership"]
    by: Annotated[str, "Who acts", "the link inspector"]
    notes: Annotated[str, "What is proposed, moved or extended; empty if nothing is"]


class Month(Struct, frozen=True, kw_only=True):
    """A month in which something is due."""

    name: Annotated[str, "The month and the year", "February 2027"]
    entries: Annotated[tuple[Entry, ...], "What is due in it, by date"]


class Piece(Struct, frozen=True, kw_only=True):
    """A part of a bar: how many actions stand so, and a pattern that tells it from the others."""

    stands: Annotated[str, "How they stand: completed, due, slipped, overdue or left open", "completed"]
    number: Annotated[int, "How many actions stand so", "2"]


class Progress(Struct, frozen=True, kw_only=True):
    """How far one partnership has come with its plan, by the record; what is late only where a day was given."""

    line: Annotated[Line, "The partnership"]
    how_far: Annotated[str, "How far it has come, in words", "plan accepted"]
    heard: Annotated[dt.date | None, "When it was heard of last; None if it never was"]
    words: Annotated[str, "How its actions stand, in words", "2 of 5 actions completed, 1 overdue"]
    pieces: Annotated[tuple[Piece, ...], "The parts of its bar; none where no day was given, or it has no actions"]
    number: Annotated[int, "How many actions it has", "5"]


class Refusal(Struct, frozen=True, kw_only=True):
    """An assessment file that is not accepted."""

    file: Annotated[str, "The file", "inputs/strathlorne.yaml"]
    problems: Annotated[tuple[str, ...], "What is wrong with it, each in a sentence"]


class Overview(Struct, frozen=True, kw_only=True):
    """The cycle at a glance."""

    lines: Annotated[tuple[Line, ...], "The partnerships, in the order of their references"]
    shares: Annotated[tuple[Share, ...], "The partnerships by level of support"]
    conditions: Annotated[tuple[str, ...], "The conditions with their numbers"]
    differences: Annotated[tuple[Difference, ...], "Where indicated and decided levels, or the two indicators, differ"]
    on: Annotated[dt.date | None, "The day for which it says what is late; None if none was given"]
    progress: Annotated[tuple[Progress, ...], "How far each partnership has come that has a record"]
    plans: Annotated[tuple[Entry, ...], "When improvement plans are due, by date"]
    without_plan: Annotated[tuple[Line, ...], "The partnerships for which no date is set for the plan"]
    months: Annotated[tuple[Month, ...], "All that is due, month by month"]
    not_final: Annotated[tuple[Line, ...], "The partnerships whose documents are not final"]
    refusals: Annotated[tuple[Refusal, ...], "The assessment files that are not accepted"]
    warnings: Annotated[tuple[Problem, ...], "What is told of files that are accepted, for the day that was given"]
