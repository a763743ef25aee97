"""What is due: late, this week, the next weeks; and the year, month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.wrappers import Request, Response

from engross.days import month
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.pages import page
from scrutiny_response.domain.due import DueItem, Lateness

_WEEK, _WEEKS = 7, 35
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is due, and the name of the partnership in addresses."""

    slug: str
    item: DueItem

    @property
    def name(self) -> str:
        """The partnership's name and reference."""
        return f"{self.item.partnership} {self.item.reference}"

    @property
    def words(self) -> str:
        """What is due, in words."""
        what = self.item.what[:1].upper() + self.item.what[1:]
        return f"{what} {self.item.action}".strip()


def due(desk: Desk, request: Request) -> Response:
    """Show what is late, and what is due this week, in the next weeks, later."""
    today, find = desk.today(), request.args.get("find", "").strip()
    entries = [each for each in _entries(desk) if find.casefold() in each.name.casefold()]
    late = [each for each in entries if each.item.status is not Lateness.DUE]
    coming = [each for each in entries if each.item.status is Lateness.DUE]
    week, weeks = today + dt.timedelta(_WEEK), today + dt.timedelta(_WEEKS)
    groups = [
        ("Late", late),
        ("This week", [each for each in coming if each.item.date < week]),
        ("The next four weeks", [each for each in coming if week <= each.item.date < weeks]),
        ("Later", [each for each in coming if each.item.date >= weeks]),
    ]
    return page(desk, "due.html", title="Due", here="due", groups=groups, today=today, find=find)


def year(desk: Desk, request: Request) -> Response:
    """Show the twelve months from this one on."""
    with_actions = bool(request.args.get("actions"))
    entries = [each for each in _entries(desk) if with_actions or each.item.what != "action"]
    first = desk.today().replace(day=1)
    months = [(month(day), _within(entries, day, _after(day))) for day in _firsts(first)]
    later = [each for each in entries if each.item.date >= _after(_firsts(first)[-1])]
    return page(desk, "year.html", title="The year", here="year", months=months, later=later, with_actions=with_actions)


def _entries(desk: Desk) -> list[Entry]:
    every = [Entry(one.slug, item) for one in desk.view.partnerships(desk.today()) for item in one.due]
    return sorted(every, key=lambda each: (each.item.date, each.item.partnership, each.item.what, each.item.action))


def _firsts(first: dt.date) -> list[dt.date]:
    days = [first]
    while len(days) < _MONTHS:
        days.append(_after(days[-1]))
    return days


def _after(first: dt.date) -> dt.date:
    """Return the first day of the month after this one's."""
    return (first + dt.timedelta(days=31)).replace(day=1)


def _within(entries: Sequence[Entry], first: dt.date, after: dt.date) -> list[Entry]:
    return [each for each in entries if first <= each.item.date < after]
