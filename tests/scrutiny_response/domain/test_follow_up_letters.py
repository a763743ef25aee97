"""The letters that a record asks for on a day: which, once for each event, and what each says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from scrutiny_response.domain.asked_letters import Asked, Batch
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.event_parts import HASH, AreaProgress, AreaReason, KeptFile, Progress, StatedDate
from scrutiny_response.domain.events import (
    Closed,
    Event,
    ExtensionAgreed,
    PlanAccepted,
    PlanReceived,
    PlanReturned,
    Recorded,
    ReviewDone,
    UpdateReceived,
    Withdrawn,
)
from scrutiny_response.domain.follow_up_facts import FollowUpArea
from scrutiny_response.domain.follow_up_letters import agreed_extension, asked, earliest, follow_up
from scrutiny_response.domain.timeframes import Length, Unit
from tests.samples import a_letter, a_monitoring, an_assessment
from tests.scrutiny_response.event_samples import issued

DUE = dt.date(2027, 1, 18)
BASE: dict[str, Any] = {"reference": "PSR-2026-010", "software": "0.3.0"}
PLAN = KeptFile(file="plan.docx", hash=HASH, name=None)


def day(month: int, number: int) -> dt.date:
    return dt.date(2027, month, number)


def assessment() -> Assessment:
    """With a plan due on 18 January 2027, monitoring from February on, and a review in November."""
    monitoring = a_monitoring(interval=Length(count=3, unit=Unit.MONTHS), first=day(2, 15), review=dt.date(2027, 11, 1))
    return replace(
        an_assessment(reference="PSR-2026-010", letter=a_letter(date=dt.date(2026, 12, 7))),
        plan_due=DUE,
        monitoring=monitoring,
    )


def recorded(*events: Event) -> tuple[Recorded, ...]:
    """Events, numbered in their order, after the issue of the letter."""
    first = replace(issued(), reference="PSR-2026-010")
    return tuple(
        Recorded(f"{number}.yaml", HASH, replace(event, number=number))
        for number, event in enumerate((first, *events), start=1)
    )


def received(on: dt.date) -> PlanReceived:
    return PlanReceived(date=on, received=PLAN, **BASE)


def update(on: dt.date) -> UpdateReceived:
    return UpdateReceived(date=on, received=PLAN, **BASE)


def accepted(on: dt.date, number: int = 2, **more: Any) -> PlanAccepted:
    return PlanAccepted(date=on, received=number, accepted_by="Struan Bell", **more, **BASE)


def returned(on: dt.date, due: dt.date, number: int = 2) -> PlanReturned:
    areas = (AreaReason(reference="A1", reason="No action answers it."),)
    return PlanReturned(date=on, received=number, returned_by="Struan Bell", areas=areas, due=due, **BASE)


def kinds(on: dt.date, *events: Event) -> list[tuple[str, int]]:
    """The kinds of letters that are asked for on a day, each with the number of the event that it answers."""
    return [(str(each.kind), each.answers) for each in asked(assessment(), recorded(*events), Batch(on, on))]


CLOSED = Closed(date=day(12, 1), closed_by="Eilidh Garvie", reason="Done.", **BASE)
REVIEWED = ReviewDone(
    date=day(11, 1),
    reviewed_by="Struan Bell",
    areas=(AreaProgress(reference="A1", progress=Progress.SOME, text=None),),
    **BASE,
)
EXTENDED = ExtensionAgreed(
    date=day(1, 11), concerns="improvement plan", original=DUE, new=day(2, 1), reason="x", agreed_with="y", **BASE
)

WITHDRAWN = Withdrawn(
    date=day(1, 15), documents=tuple(each.document for each in issued().documents), reason="Sent elsewhere.", **BASE
)


@pytest.mark.parametrize(
    ("on", "events", "wanted"),
    [
        (DUE, (), []),
        (day(1, 19), (), [("reminder", 1)]),
        (day(1, 19), (EXTENDED,), [("timescale-extension", 2)]),
        (day(2, 2), (EXTENDED,), [("timescale-extension", 2), ("reminder", 2)]),
        (day(1, 19), (received(DUE),), [("plan-received", 2)]),
        (day(1, 20), (received(DUE), accepted(day(1, 20))), [("plan-accepted", 3), ("update-due", 3)]),
        (day(2, 1), (received(DUE), accepted(day(1, 20)), update(day(2, 1))), [("plan-accepted", 3)]),
        (
            day(4, 26),
            (received(DUE), accepted(day(1, 20)), update(day(2, 1))),
            [("plan-accepted", 3), ("update-due", 4)],
        ),
        (day(1, 26), (received(DUE), returned(day(1, 25), day(2, 8))), [("plan-returned", 3)]),
        (day(2, 9), (received(DUE), returned(day(1, 25), day(2, 8))), [("plan-returned", 3), ("reminder", 3)]),
        (day(2, 9), (received(DUE), returned(day(1, 25), day(2, 8)), update(day(2, 5))), [("plan-received", 4)]),
        (day(11, 8), (received(DUE), accepted(day(1, 20)), REVIEWED), [("plan-accepted", 3), ("review-outcome", 4)]),
        (
            day(12, 2),
            (received(DUE), accepted(day(1, 20)), REVIEWED, CLOSED),
            [("plan-accepted", 3), ("review-outcome", 4), ("closing", 5)],
        ),
        (day(12, 2), (replace(CLOSED, date=day(1, 19)),), [("closing", 2)]),
        (
            day(2, 2),
            (received(DUE), update(day(1, 20)), accepted(day(2, 1), 3)),
            [("plan-accepted", 4), ("update-due", 4)],
        ),
        (day(12, 2), (received(DUE), CLOSED), [("closing", 3)]),
        (day(2, 12), (received(DUE), accepted(day(1, 20))), [("plan-accepted", 3), ("update-due", 3)]),
        (day(2, 15), (received(DUE), accepted(day(1, 20))), [("plan-accepted", 3)]),
        (day(11, 8), (received(DUE), REVIEWED, REVIEWED), [("plan-received", 2), ("review-outcome", 4)]),
        (
            day(11, 8),
            (received(DUE), REVIEWED, replace(REVIEWED, date=day(11, 8))),
            [("plan-received", 2), ("review-outcome", 3), ("review-outcome", 4)],
        ),
        (day(1, 19), (EXTENDED, replace(EXTENDED, new=day(2, 8))), [("timescale-extension", 3)]),
        (
            day(1, 19),
            (EXTENDED, replace(EXTENDED, concerns="progress review")),
            [("timescale-extension", 2), ("timescale-extension", 3)],
        ),
        (day(1, 21), (received(DUE), accepted(day(1, 20)), CLOSED), [("plan-accepted", 3), ("update-due", 3)]),
        (
            day(1, 21),
            (received(DUE), accepted(day(1, 20)), replace(CLOSED, date=day(2, 14))),
            [("plan-accepted", 3)],
        ),
        (day(11, 30), (CLOSED,), [("reminder", 1)]),
        (day(11, 30), (received(DUE), CLOSED), [("plan-received", 2)]),
        (day(12, 1), (CLOSED,), [("closing", 2)]),
        (day(1, 19), (WITHDRAWN,), []),
        (day(1, 20), (WITHDRAWN, replace(issued(), reference="PSR-2026-010", date=day(1, 18))), [("reminder", 3)]),
    ],
)
def test_the_record_asks_for_a_letter_for_each_event_and_for_what_is_late(
    on: dt.date, events: tuple[Event, ...], wanted: list[tuple[str, int]]
) -> None:
    assert kinds(on, *events) == wanted


def test_a_letter_that_stands_is_not_asked_for_again() -> None:
    events = recorded(received(DUE))
    (letter,) = asked(assessment(), events, Batch(day(1, 20), day(1, 20)))
    assert letter.name == "plan-received-2027-01-20"
    assert asked(assessment(), with_issued(events, letter), Batch(day(2, 20), day(2, 20))) == ()


def with_issued(events: tuple[Recorded, ...], *letters: Asked) -> tuple[Recorded, ...]:
    """Events, and after them the issue of these letters on the day that they bear."""
    documents = tuple(
        replace(
            issued().documents[0],
            document=letter.name,
            template=f"{letter.kind}.docx",
            dated=letter.batch.dated,
            asked_on=letter.batch.on,
            answers=letter.answers,
        )
        for letter in letters
    )
    event = replace(
        issued(), reference="PSR-2026-010", number=len(events) + 1, date=letters[0].batch.dated, documents=documents
    )
    return (*events, Recorded(f"{event.number}.yaml", HASH, event))


def then(events: tuple[Recorded, ...], event: Event) -> tuple[Recorded, ...]:
    """Events, and after them another."""
    number = len(events) + 1
    return (*events, Recorded(f"{number}.yaml", HASH, replace(event, number=number)))


def names(events: tuple[Recorded, ...], on: dt.date) -> list[tuple[str, int]]:
    return [(each.name, each.answers) for each in asked(assessment(), events, Batch(on, on))]


def test_an_update_is_asked_for_before_each_monitoring_even_if_none_came_before_the_last() -> None:
    events = recorded(received(DUE), accepted(day(1, 20)))
    events = with_issued(events, *asked(assessment(), events, Batch(day(1, 20), day(1, 20))))
    assert names(events, day(2, 12)) == [], "the letter for 15 February stands"
    assert names(events, day(4, 16)) == []
    assert names(events, day(4, 20)) == [("update-due-2027-04-20", 3)]
    second = asked(assessment(), events, Batch(day(4, 20), day(4, 20)))
    events = with_issued(events, *second)
    said_of_second = follow_up(assessment(), events, second[0])
    assert said_of_second is not None
    assert said_of_second.due == day(5, 17)
    assert names(events, day(5, 14)) == []
    assert names(events, day(8, 2)) == [("update-due-2027-08-02", 3)]


def test_a_correction_of_the_response_letter_asks_for_a_second_reminder_only_of_another_day() -> None:
    events = recorded()
    events = with_issued(events, *asked(assessment(), events, Batch(day(1, 19), day(1, 19))))
    corrected = replace(issued(), reference="PSR-2026-010", date=day(1, 25))
    documents = tuple(replace(each, replaces=1, dated=dt.date(2026, 12, 7)) for each in corrected.documents)
    corrected = replace(corrected, documents=documents)
    assert names(then(events, corrected), day(1, 26)) == []
    moved = replace(corrected, dates=(StatedDate(what="plan due", date=day(2, 1)),))
    assert names(then(events, moved), day(1, 26)) == []
    assert names(then(events, moved), day(2, 2)) == [("reminder-2027-02-02", 3)]


def test_letters_of_one_kind_and_date_have_names_of_their_own() -> None:
    other = replace(EXTENDED, concerns="A1.1", original=day(3, 1), new=day(4, 1))
    letters = asked(assessment(), recorded(EXTENDED, other), Batch(day(1, 12), day(1, 12)))
    assert [letter.name for letter in letters] == [
        "timescale-extension-2027-01-12",
        "timescale-extension-2027-01-12-2",
    ]


def test_an_extension_that_was_noted_again_the_same_day_goes_from_what_stood_before_both() -> None:
    events = recorded(EXTENDED, replace(EXTENDED, original=EXTENDED.new, new=day(2, 8)))
    extension = agreed_extension(events, 3, day(1, 18))
    assert extension is not None
    assert (extension.original, extension.new) == (DUE, day(2, 8))


def test_what_a_manifest_keeps_of_a_letter_is_the_letter() -> None:
    for reply_by in (None, day(2, 15)):
        letter = Asked("reminder", Batch(day(2, 2), day(2, 3), reply_by), 1)
        assert Asked.from_plain(letter.as_plain()) == letter


def said(letter_on: dt.date, kind: str, *events: Event) -> Any:
    known = recorded(*events)
    letter = next(each for each in asked(assessment(), known, Batch(letter_on, letter_on)) if each.kind == kind)
    return follow_up(assessment(), known, letter)


def test_an_accepted_plan_s_evidence_is_due_two_weeks_before_the_review_on_a_working_day() -> None:
    letter = said(day(1, 21), "plan-accepted", received(DUE), accepted(day(1, 20), publication=day(2, 15)))
    assert (letter.received, letter.publication, letter.review) == (DUE, day(2, 15), day(11, 1))
    assert letter.evidence == day(10, 18)
    assert letter.answers == "event 3 of PSR-2026-010, plan-accepted of 20 January 2027"
    other = said(
        day(1, 21), "plan-accepted", received(DUE), accepted(day(1, 20), review=day(4, 12))
    )  # two weeks before is Easter Monday, which is none here
    assert (other.review, other.evidence) == (day(4, 12), day(3, 29))
    given = said(day(1, 21), "plan-accepted", received(DUE), accepted(day(1, 20), evidence=day(9, 1)))
    assert given.evidence == day(9, 1)


def test_a_plan_that_went_back_says_what_is_missing_in_which_area() -> None:
    letter = said(day(1, 26), "plan-returned", received(DUE), returned(day(1, 25), day(2, 8)))
    area = FollowUpArea(reference="A1", title=assessment().areas[0].title, progress="", text="No action answers it.")
    assert (letter.due, letter.received, letter.areas) == (day(2, 8), DUE, (area,))


def test_a_reminder_goes_when_the_plan_comes_and_no_letter_is_dated_before_what_it_is_about() -> None:
    letter = Asked("reminder", Batch(day(1, 19), day(1, 19)), 1)
    assert follow_up(assessment(), recorded(), letter) is not None
    assert earliest(assessment(), recorded(), letter) == day(1, 19)
    assert follow_up(assessment(), recorded(received(day(1, 20))), letter) is None
