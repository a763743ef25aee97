"""A cycle with a year of events, and what is due of it on a day, worked out anew from the files alone.

Nothing here uses the rules of the program: files are read as plain YAML, and dates are counted by a calendar of its own.
Only what writes the cycle and its record is the program's.
"""

from __future__ import annotations

import calendar
import datetime as dt
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from scrutiny_response.domain.event_parts import HASH, AreaProgress, AreaReason, HeardAction, KeptFile, Progress
from scrutiny_response.domain.events import (
    Closed,
    Event,
    ExtensionAgreed,
    PlanAccepted,
    PlanReceived,
    PlanReturned,
    ReviewDone,
    UpdateReceived,
)
from tests.scrutiny_response import event_samples
from tests.synthetic import write_cycle

QUARTERS = tuple(dt.date(2027, month, 28) for month in (3, 6, 9, 12))
STATUSES = ("Not started", "In progress", "On track", "Delayed", "Completed", "On hold", "Withdrawn")
_SOFTWARE = "0.9.0"
_LETTER = dt.date(2026, 11, 23)
"""The date of the letters as they were issued; some files give another since, which does not count."""


# A cycle with a year of events


def write_year(folder: Path, count: int, seed: int = 14) -> None:
    """Write a cycle of so many partnerships, and a record with four quarters of plans that came back for each."""
    chance = random.Random(seed)  # noqa: S311  # chance that is the same each time
    write_cycle(folder / "inputs", count)
    cycle = folder / "inputs/cycle.yaml"
    given = yaml.safe_load(cycle.read_text(encoding="utf-8"))
    del given["monitoring"]  # what is only proposed by it depends on the level, which is another question
    cycle.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    for path in sorted((folder / "inputs").glob("partnership-*.yaml")):
        text = re.sub(r"^state: .*$", "state: draft", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")
        event_samples.write(folder / "record", *_events(yaml.safe_load(text), chance))


def _events(assessment: dict[str, Any], chance: random.Random) -> Iterator[Event]:
    """Yield a year of events for one assessment, by chance, in the order of their days."""
    reference, number, own = assessment["reference"], 0, f"{assessment['reference']}-own"
    actions = [action["reference"] for area in assessment.get("areas", ()) for action in area.get("actions", ())]
    areas = [area["reference"] for area in assessment.get("areas", ())]
    day = dt.date(2027, 1, chance.randrange(4, 29))
    kept = KeptFile(file="plan.docx", hash=HASH, name="plan.docx")
    common: dict[str, Any] = {"reference": reference, "software": _SOFTWARE}
    if chance.random() < 0.1:
        return
    number, first = 1, event_samples.issued()
    yield replace(first, reference=reference, documents=(replace(first.documents[0], dated=_LETTER),))
    if chance.random() < 0.05:
        yield replace(event_samples.withdrawn(), reference=reference)
        return
    if chance.random() < 0.1:
        return
    gone: set[str] = set()
    dated: dict[str, None] = {}
    for quarter in range(4):
        number += 1
        here = [each for each in actions if each not in gone]
        out = tuple(each for each in here if chance.random() < 0.05)
        gone |= set(out)
        added = (_heard(f"{own}-{quarter}", chance),) if chance.random() < 0.4 else ()
        before = tuple(_heard(f"{own}-{earlier}", chance) for earlier in range(quarter) if chance.random() < 0.2)
        told = (*(_heard(each, chance) for each in here if each not in out), *before)
        dated |= {each.reference: None for each in (*before, *added) if each.due}
        kind = UpdateReceived if quarter else PlanReceived
        yield kind(**common, date=day, received=kept, actions=told, added=added, removed=out)
        if quarter == 0:
            yield _settled(common, number, day, areas, chance)
            number += 1
        for concerns in ("improvement plan", "progress review", *actions, *dated):
            if chance.random() < 0.1:
                number += 1
                day += dt.timedelta(days=1)
                new = day + dt.timedelta(days=chance.randrange(20, 200))
                yield ExtensionAgreed(**common, date=day, concerns=concerns, original=day, new=new, reason="Vacancy",
                                      agreed_with="The chair")  # fmt: skip
        day += dt.timedelta(days=chance.randrange(60, 80))
    if chance.random() < 0.4:
        found = tuple(AreaProgress(reference=each, progress=Progress.SOME, text=None) for each in areas)
        yield ReviewDone(**common, date=day, reviewed_by="The inspector", areas=found)
        if chance.random() < 0.5:
            yield Closed(**common, date=day + dt.timedelta(days=5), closed_by="The chief inspector", reason="Done")


def _settled(common: dict[str, Any], number: int, day: dt.date, areas: list[str], chance: random.Random) -> Event:
    later = day + dt.timedelta(days=7)
    if chance.random() < 0.3:
        why = tuple(AreaReason(reference=each, reason="No lead") for each in areas[:1])
        return PlanReturned(**common, date=later, received=number, returned_by="The inspector", areas=why,
                            due=later + dt.timedelta(days=21))  # fmt: skip
    review = dt.date(2027, chance.randrange(9, 12), 15) if chance.random() < 0.5 else None
    return PlanAccepted(**common, date=later, received=number, accepted_by="The inspector", review=review,
                        evidence=review - dt.timedelta(days=14) if review else None,
                        publication=later + dt.timedelta(days=30) if chance.random() < 0.5 else None)  # fmt: skip


def _heard(reference: str, chance: random.Random) -> HeardAction:
    due = dt.date(2027, 2, 1) + dt.timedelta(days=chance.randrange(0, 400)) if chance.random() < 0.3 else None
    return HeardAction(reference=reference, status=chance.choice(STATUSES), action=None, timescale=None, due=due,
                       lead=None, measure=None, progress=None)  # fmt: skip


# What is due, worked out anew

Item = tuple[str, str, str, str, str, int, int, str]
"""A reference, what, which action, the first and the present date, days over, times revised, and how it stands."""


def files_of(folder: Path) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return what each assessment of a cycle says, with what is the same for all, and its events in their order."""
    cycle = yaml.safe_load((folder / "inputs/cycle.yaml").read_text(encoding="utf-8"))
    files = []
    for path in sorted((folder / "inputs").glob("partnership-*.yaml")):
        own = {**cycle, **yaml.safe_load(path.read_text(encoding="utf-8"))}
        record = (folder / "record" / own["reference"]).glob("*.yaml")
        events = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in record]
        files.append((own, sorted(events, key=lambda event: int(event["number"]))))
    return files


def due_anew(files: list[tuple[dict[str, Any], list[dict[str, Any]]]], on: dt.date) -> list[Item]:
    """Return what is due of a cycle on a day."""
    items: list[Item] = []
    for said, events in files:
        happened = [event for event in events if event["date"] <= on]
        if {event["event"] for event in happened} not in ({"issued", "withdrawn"}, set()) and all(
            event["event"] != "closed" for event in happened
        ):
            dated = _dated(said, happened, on)
            items += (_item(said["reference"], what, action, dates, on) for what, action, dates in dated)
    return sorted(items)


def _item(reference: str, what: str, action: str, dates: list[dt.date], on: dt.date) -> Item:
    changes = sum(one != other for one, other in pairwise(dates))
    first, last = dates[0], dates[-1]
    stands = "overdue" if last < on else "slipped" if first < on else "due"
    over = (on - first).days if first < on else 0
    return (reference, what, action, str(first), str(last), over, changes, stands)


def _dated(said: dict[str, Any], events: list[dict[str, Any]], on: dt.date) -> Iterator[tuple[str, str, list[dt.date]]]:
    """Yield what is to be done, with all its dates."""
    issued = [event["documents"][0]["dated"] for event in events if event["event"] == "issued"]
    start = (*issued, said.get("letter", {}).get("date", _LETTER))[0]
    count = _Calendar(said, start)
    came = [event for event in events if event["event"] in {"plan-received", "update-received"}]
    more = [event for event in events if event["event"] == "extension-agreed"]
    own = said.get("extension") or {}
    if "plan_due" in said and not came:
        yield "plan", "", [count.last(when) for when in _times("improvement plan", said["plan_due"], own, more)]
    back = [event for event in events if event["event"] in {"plan-received", "update-received", "plan-returned"}]
    if back and back[-1]["event"] == "plan-returned":
        yield "revised plan", "", [count.last(back[-1]["due"])]
    if not any(event["event"] == "review-done" for event in events):
        yield from _review(said, events, on, count)
    for date in count.monitoring(said.get("monitoring", {})):
        if date >= on:
            yield "monitoring", "", [date]
    yield from _actions(said, events, count)


def _review(
    said: dict[str, Any], events: list[dict[str, Any]], on: dt.date, count: _Calendar
) -> Iterator[tuple[str, str, list[dt.date]]]:
    agreed, own = said.get("monitoring", {}), said.get("extension") or {}
    steps = [agreed["review"]] if "review" in agreed else []
    steps += [own["new"]] if own.get("concerns") == "progress review" else []
    accepted: dict[str, Any] = {}
    for event in events:
        if event["event"] == "extension-agreed" and event["concerns"] == "progress review":
            steps.append(event["new"])
        if event["event"] == "plan-accepted":
            accepted = event
            steps += [event["review"]] if "review" in event else []
    if steps:
        yield "progress review", "", [count.last(step) for step in steps]
    for what in ("publication", "evidence"):
        if what in accepted and accepted[what] >= on:
            yield what, "", [accepted[what]]


def _times(concerns: str, first: Any, own: dict[str, Any], more: list[dict[str, Any]]) -> list[Any]:
    from_file = [own["new"]] if own.get("concerns") == concerns else []
    return [first, *from_file, *(event["new"] for event in more if event["concerns"] == concerns)]


def _actions(
    said: dict[str, Any], events: list[dict[str, Any]], count: _Calendar
) -> Iterator[tuple[str, str, list[dt.date]]]:
    own = said.get("extension") or {}
    sent = [action for area in said.get("areas", ()) for action in area.get("actions", ())]
    status: dict[str, str | None] = {each["reference"]: each.get("status", "not started") for each in sent}
    heard = {each["reference"]: count.last(each["due"]) for each in sent}
    dates = {name: [date] for name, date in heard.items()}
    if own.get("concerns") in dates:
        dates[own["concerns"]].append(count.last(own["new"]))
    for event in events:
        if event["event"] == "extension-agreed" and event["concerns"] in dates:
            dates[event["concerns"]].append(count.last(event["new"]))
        status |= dict.fromkeys(event.get("removed", ()))
        told = [*event.get("actions", ()), *event.get("added", ())] if "received" in event["event"] else []
        status |= {each["reference"]: each["status"] for each in told}
        for name, due in ((each["reference"], each["due"]) for each in told if "due" in each):
            if due != heard.get(name):
                heard[name] = due
                dates.setdefault(name, []).append(count.last(due))
    for name, word in status.items():
        if word and word.casefold() not in {"completed", "complete", "withdrawn"} and dates.get(name):
            yield "action", name, dates[name]


class _Calendar:
    """Counts dates for one partnership, by Scotland's holidays as they are said in words, and its own."""

    def __init__(self, said: dict[str, Any], start: dt.date) -> None:
        holidays = said.get("holidays") or {}
        self.start = start
        self.added = {each["date"] for each in holidays.get("add") or ()}
        self.removed = set(holidays.get("remove") or ())

    def last(self, when: Any) -> dt.date:
        if isinstance(when, dt.date):
            return self.working(when)
        first, _, last = str(when).partition(" to ")
        if last:
            return dt.date.fromisoformat(last)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", first):
            return self.working(dt.date.fromisoformat(first))
        number, _, unit = first.partition(" ")
        return self.working(self.later(self.start, int(number), unit))

    def later(self, start: dt.date, number: int, unit: str) -> dt.date:
        if unit.startswith("working"):
            for _ in range(number):
                start = self.working(start + dt.timedelta(days=1))
            return start
        if unit.startswith("week"):
            return start + dt.timedelta(days=7 * number)
        months = start.year * 12 + start.month - 1 + number
        year, month = months // 12, months % 12 + 1
        return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))

    def working(self, day: dt.date) -> dt.date:
        while day.weekday() > 4 or day in self.added or (day in _holidays(day.year) and day not in self.removed):
            day += dt.timedelta(days=1)
        return day

    def monitoring(self, agreed: dict[str, Any]) -> Iterator[dt.date]:
        if "first" not in agreed:
            return
        yield self.working(agreed["first"])
        if "interval" not in agreed:
            return
        number, unit = str(agreed["interval"]).split(" ", 1)
        end = self._first_day(agreed["review"]) if "review" in agreed else self.later(agreed["first"], 12, "months")
        times = 1
        while (day := self.working(self.later(agreed["first"], int(number) * times, unit))) < end:
            yield day
            times += 1

    def _first_day(self, when: Any) -> dt.date:
        first, _, last = str(when).partition(" to ")
        return self.working(dt.date.fromisoformat(first)) if last else self.last(when)


_GOOD_FRIDAYS = {2026: (4, 3), 2027: (3, 26), 2028: (4, 14), 2029: (3, 30)}


def _holidays(year: int) -> set[dt.date]:
    """Return Scotland's bank holidays of a year: for one on a weekend, the next day that is none of these."""
    mays = [day for number in range(1, 32) if (day := dt.date(year, 5, number)).weekday() == 0]
    august = next(day for number in range(1, 8) if (day := dt.date(year, 8, number)).weekday() == 0)
    fixed = [dt.date(year, month, day) for month, day in ((1, 1), (1, 2), (11, 30), (12, 25), (12, 26))]
    days = {mays[0], mays[-1], august, dt.date(year, *_GOOD_FRIDAYS[year]), *fixed}
    days |= {dt.date(2026, 6, 15)} if year == 2026 else set()
    for day in fixed:
        if day.weekday() > 4:
            substitute = day
            while substitute.weekday() > 4 or substitute in days:
                substitute += dt.timedelta(days=1)
            days.add(substitute)
    return days
