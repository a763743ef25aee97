"""What is due → the text that people read, by what is late and by week; and the JSON that programs read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from engross.days import spelled
from scrutiny_response.cli.reports.report import Report, answer, counted, listed
from scrutiny_response.domain.due import DueItem, Lateness
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.use_cases.following import WhatIsDue, errors_in


def report(due: WhatIsDue) -> Report:
    """Return the answer; refused where a partnership could not be read."""
    return Report(bool(errors_in(due.problems)), lambda: _text(due), lambda: _as_json(due))


def _text(due: WhatIsDue) -> str:
    blocks = [f"On {spelled(due.on)}"]
    for status, title in ((Lateness.OVERDUE, "Overdue"), (Lateness.SLIPPED, "Slipped: the first date has passed")):
        late = [item for item in due.items if item.status is status]
        blocks += ["\n".join([title, *_by_partnership(late)])] if late else []
    coming = [item for item in due.items if item.status is Lateness.DUE]
    for monday, items in groupby(coming, key=lambda item: item.date - dt.timedelta(days=item.date.weekday())):
        blocks.append("\n".join([f"Due in the week of {spelled(monday)}", *_by_partnership(list(items))]))
    if due.not_issued:
        lines = [f"  {reference}  {partnership}" for reference, partnership in due.not_issued]
        blocks.append("\n".join(["Not issued by that day, so nothing of it is due", *lines]))
    numbers = [f"{sum(item.status is status for item in due.items)} {status}" for status in Lateness]
    blocks += [listed(due.problems)] if due.problems else []
    return "\n\n".join([*blocks, f"{counted(len(due.items), 'date')}: {', '.join(numbers)}."])


def _by_partnership(items: list[DueItem]) -> Iterator[str]:
    for (reference, partnership), own in groupby(
        sorted(items, key=lambda item: item.reference), key=lambda item: (item.reference, item.partnership)
    ):
        yield f"  {reference}  {partnership}"
        yield from (f"    {_line(item)}" for item in own)


def _line(item: DueItem) -> str:
    name = f"action {item.action}" if item.action else item.what
    words = [f"{name}: {spelled(item.date)}"]
    if item.times_revised:
        words.append(f"first {spelled(item.first_date)}, revised {counted(item.times_revised, 'time')}")
    if item.days_over:
        words.append(f"{counted(item.days_over, 'day')} over")
    return ", ".join([*words, *([initial_capital(item.heard)] if item.heard else [])])


def _as_json(due: WhatIsDue) -> Iterator[str]:
    return answer("due", _head(due), ("due", map(_item, due.items)), due.problems)


def _head(due: WhatIsDue) -> dict[str, Any]:
    return {"on": due.on.isoformat(), "not_issued": [reference for reference, _ in due.not_issued]}


def _item(item: DueItem) -> dict[str, Any]:
    return {
        "reference": item.reference,
        "partnership": item.partnership,
        "what": item.what,
        "action": item.action or None,
        "first_date": item.first_date.isoformat(),
        "date": item.date.isoformat(),
        "days_over": item.days_over,
        "times_revised": item.times_revised,
        "status": str(item.status),
        "heard": item.heard or None,
    }
