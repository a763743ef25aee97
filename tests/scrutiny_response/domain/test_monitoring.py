"""Agreed timeframes → dates: Scotland's working days, lengths of time, moved dates and the whole schedule."""

from __future__ import annotations

import datetime as dt
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from engross.problems import Refused
from scrutiny_response.domain import monitoring
from scrutiny_response.domain.bank_holidays import FIRST_YEAR, LAST_YEAR, bank_holidays
from scrutiny_response.domain.monitoring import Milestone, Schedule, WorkingDays, action_kind, current, later, plan
from scrutiny_response.domain.timeframes import Holiday, HolidayChanges, Length, Monitoring, Span, Unit
from scrutiny_response.intake.scalars import YEARS
from tests.samples import a_letter, a_monitoring, an_assessment, an_extension, months, weeks, working_days
from tools import build_bank_holidays

DAYS = WorkingDays()
NOTHING = Monitoring(interval=None, first=None, review=None, by=None, proposed=())


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# Working days in Scotland


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        ("2026-11-23", 5, "2026-12-01"),  # over St Andrew's Day
        ("2026-11-23", 10, "2026-12-08"),
        ("2026-11-23", 20, "2026-12-22"),
        ("2026-11-23", 30, "2027-01-11"),  # over Christmas and New Year, with substitutes for both
        ("2026-12-18", 10, "2027-01-07"),
        ("2026-06-08", 10, "2026-06-23"),  # over the one-off holiday of 15 June
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_working_days_are_counted_without_the_start_day(start: str, number: int, expected: str) -> None:
    assert DAYS.after(day(start), number) == day(expected)


BANK_HOLIDAYS = """
2026-01-01 a bank holiday (New Year's Day)
2026-01-02 a bank holiday (2 January)
2026-04-03 a bank holiday (Good Friday)
2026-05-04 a bank holiday (May Day)
2026-05-25 the spring bank holiday
2026-06-15 the World Cup bank holiday
2026-08-03 the summer bank holiday
2026-11-30 a bank holiday (St Andrew's Day)
2026-12-25 a bank holiday (Christmas Day)
2026-12-28 a bank holiday (Boxing Day, substitute)
2027-01-01 a bank holiday (New Year's Day)
2027-01-04 a bank holiday (2 January, substitute)
2027-03-26 a bank holiday (Good Friday)
2027-05-03 a bank holiday (May Day)
2027-05-31 the spring bank holiday
2027-08-02 the summer bank holiday
2027-11-30 a bank holiday (St Andrew's Day)
2027-12-27 a bank holiday (Christmas Day, substitute)
2027-12-28 a bank holiday (Boxing Day, substitute)
2028-01-03 a bank holiday (New Year's Day, substitute)
2028-01-04 a bank holiday (2 January, substitute)
"""


def test_the_weekdays_that_are_holidays_are_these_and_no_others() -> None:
    first, last = day("2026-01-01"), day("2028-01-31")
    found = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    said = [f"{it} {DAYS.holiday(it)}" for it in found if it.weekday() < 5 and not DAYS.has(it)]
    assert said == BANK_HOLIDAYS.strip().splitlines()


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2025-12-01", "a bank holiday (St Andrew's Day, substitute)"),  # the 30th is a Sunday
        ("2024-12-02", "a bank holiday (St Andrew's Day, substitute)"),  # the 30th is a Saturday
        ("2023-01-02", "a bank holiday (2 January and New Year's Day, substitute)"),
        ("2023-01-03", "a bank holiday (2 January, substitute)"),
    ],
)
def test_a_holiday_at_a_weekend_has_a_substitute(date: str, said: str) -> None:
    assert DAYS.holiday(day(date)) == said


@pytest.mark.parametrize("date", ["2026-04-06", "2026-08-31", "2027-03-29", "2027-08-30"])
def test_easter_monday_and_the_end_of_august_are_working_days(date: str) -> None:
    assert DAYS.has(day(date))


def test_a_cycle_adds_and_removes_holidays() -> None:
    here = WorkingDays(
        HolidayChanges(
            add=(Holiday(date=day("2027-03-29"), name="Easter Monday"),),
            remove=(day("2027-01-04"), day("2027-01-09")),
        )
    )
    assert here.holiday(day("2027-03-29")) == "a local holiday (Easter Monday)"
    assert here.after(day("2027-03-25"), 1) == day("2027-03-30")
    assert here.has(day("2027-01-04"))
    assert not here.has(day("2027-01-09")), "a weekend stays one"


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), st.integers(0, 60))
def test_working_days_add_up(start: dt.date, number: int) -> None:
    end = DAYS.after(start, number)
    between = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(DAYS.has(it) for it in between) == number
    assert number == 0 or DAYS.has(end)


# Lengths of time


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2026-11-23", weeks(6), "2027-01-04"),
        ("2026-11-23", months(1), "2026-12-23"),
        ("2026-11-23", months(14), "2028-01-23"),
        ("2026-08-31", months(6), "2027-02-28"),
        ("2027-08-31", months(6), "2028-02-29"),
        ("2026-12-31", months(12), "2027-12-31"),
        ("2026-11-30", months(1), "2026-12-30"),
        ("2026-12-18", working_days(10), "2027-01-07"),
    ],
)
def test_a_length_of_time_is_counted_in_its_own_units(start: str, length: Length, expected: str) -> None:
    assert later(day(start), length, DAYS) == day(expected)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), st.integers(0, 48))
def test_months_later_is_the_same_day_or_the_last_of_the_month(start: dt.date, number: int) -> None:
    end = later(start, months(number), DAYS)
    assert (end.year - start.year) * 12 + end.month - start.month == number
    assert end.day == start.day or (end.day < start.day and (end + dt.timedelta(days=1)).day == 1)


# Dates that move


@pytest.mark.parametrize(
    ("agreed", "moved_to", "why"),
    [
        ("2027-01-05", "2027-01-05", ""),
        ("2027-01-31", "2027-02-01", "31 January 2027 is a Sunday"),
        ("2027-01-04", "2027-01-05", "Monday 4 January 2027 is a bank holiday (2 January, substitute)"),
        ("2026-11-30", "2026-12-01", "Monday 30 November 2026 is a bank holiday (St Andrew's Day)"),
        ("2026-06-15", "2026-06-16", "Monday 15 June 2026 is the World Cup bank holiday"),
        (
            "2027-05-01",
            "2027-05-04",
            "1 May 2027 is a Saturday and Monday 3 May 2027 is a bank holiday (May Day)",
        ),
        (
            "2026-12-25",
            "2026-12-29",
            "Friday 25 December 2026 is a bank holiday (Christmas Day) and Monday 28 December 2026 is a bank holiday "
            "(Boxing Day, substitute)",
        ),
        (
            "2027-12-25",
            "2027-12-29",
            "25 December 2027 is a Saturday, Monday 27 December 2027 is a bank holiday (Christmas Day, substitute) "
            "and Tuesday 28 December 2027 is a bank holiday (Boxing Day, substitute)",
        ),
    ],
)
def test_a_date_that_is_no_working_day_moves_to_the_next_one_and_says_why(agreed: str, moved_to: str, why: str) -> None:
    assert DAYS.on_or_after(day(agreed)) == day(moved_to)
    assert DAYS.why_not(day(agreed)) == why


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)))
def test_a_date_moves_only_forward_only_to_a_working_day_and_never_in_silence(date: dt.date) -> None:
    moved = DAYS.on_or_after(date)
    assert moved >= date
    assert DAYS.has(moved)
    assert (moved == date) == (DAYS.why_not(date) == "")
    assert not any(DAYS.has(date + dt.timedelta(days=n)) for n in range((moved - date).days))


# The schedule


def the_plan(monitoring: Monitoring = NOTHING, **changes: object) -> Schedule:
    return plan(an_assessment(**{"plan_due": None, "monitoring": monitoring, **changes}), DAYS)


def dates(schedule: Schedule) -> list[str]:
    return [it.date.isoformat() for it in schedule.monitoring]


def test_a_plan_due_in_six_weeks_is_counted_from_the_letter_and_moves_past_the_substitute_holiday() -> None:
    schedule = the_plan(plan_due=weeks(6))
    assert schedule.plan_due == Milestone(
        kind="plan due",
        date=day("2027-01-05"),
        until=None,
        agreed=day("2027-01-04"),
        moved="Monday 4 January 2027 is a bank holiday (2 January, substitute)",
        basis="6 weeks from 23 November 2026",
        by="the partnership",
        proposed=False,
    )
    assert schedule.milestones == (schedule.plan_due,)


@pytest.mark.parametrize(
    ("due", "expected", "basis"),
    [
        (working_days(30), "2027-01-11", "30 working days from 23 November 2026"),
        (working_days(1), "2026-11-24", "1 working day from 23 November 2026"),
        (months(1), "2026-12-23", "1 month from 23 November 2026"),
        (dt.date(2026, 12, 31), "2026-12-31", ""),
    ],
)
def test_how_a_date_was_counted_is_said(due: Length | dt.date, expected: str, basis: str) -> None:
    milestone = the_plan(plan_due=due).plan_due
    assert milestone is not None
    assert (milestone.date, milestone.basis) == (day(expected), basis)


def test_lengths_are_counted_from_the_date_of_the_letter() -> None:
    schedule = the_plan(
        a_monitoring(interval=None, first=None, review=months(9)), letter=a_letter(date=day("2027-03-01"))
    )
    assert schedule.review is not None
    assert (schedule.review.date, schedule.review.basis) == (day("2027-12-01"), "9 months from 1 March 2027")


def test_what_was_not_agreed_is_not_invented() -> None:
    nothing = Schedule(plan_due=None, monitoring=(), review=None, extended=None, milestones=())
    assert replace(the_plan(), actions=()) == nothing
    assert the_plan(a_monitoring(first=None, review=None)).milestones == (), "an interval alone has no date"


def test_monitoring_is_dated_at_every_interval_until_the_review() -> None:
    schedule = the_plan(a_monitoring())
    assert dates(schedule) == ["2027-02-01", "2027-05-04", "2027-08-03"]
    assert [it.agreed.isoformat() for it in schedule.monitoring] == ["2027-02-01", "2027-05-01", "2027-08-01"]
    assert [it.basis for it in schedule.monitoring] == [
        "",
        "3 months from 1 February 2027",
        "6 months from 1 February 2027",
    ]
    assert [it.by for it in schedule.milestones] == ["the link inspector"] * 4
    assert schedule.review is not None
    assert schedule.milestones == (*schedule.monitoring, schedule.review)


def test_a_moved_date_does_not_move_the_ones_after_it() -> None:
    schedule = the_plan(a_monitoring(interval=weeks(4), first=day("2027-01-04"), review=day("2027-04-30")))
    assert dates(schedule) == ["2027-01-05", "2027-02-01", "2027-03-01", "2027-03-29", "2027-04-26"]


def test_month_ends_are_counted_from_the_first_date_each_time() -> None:
    schedule = the_plan(a_monitoring(interval=months(1), first=day("2027-01-29"), review=day("2027-07-30")))
    assert [it.agreed.isoformat() for it in schedule.monitoring] == [
        "2027-01-29",
        "2027-02-28",
        "2027-03-29",
        "2027-04-29",
        "2027-05-29",
        "2027-06-29",
        "2027-07-29",
    ]


def test_an_interval_of_working_days_is_counted_from_the_working_day_of_the_first_date() -> None:
    schedule = the_plan(a_monitoring(interval=working_days(1), first=day("2027-02-06"), review=day("2027-02-12")))
    assert dates(schedule) == ["2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11"]
    assert schedule.monitoring[1].basis == "1 working day from 8 February 2027"


def test_intervals_of_working_days_come_to_the_same_as_counting_from_the_first_date_each_time() -> None:
    first = day("2026-11-23")
    schedule = the_plan(a_monitoring(interval=working_days(13), first=first, review=day("2029-01-31")))
    assert [it.date for it in schedule.monitoring] == [DAYS.after(first, 13 * times) for times in range(43)]
    assert schedule.monitoring[-1].basis == "546 working days from 23 November 2026"


def test_monitoring_does_not_fall_on_the_day_of_the_review() -> None:
    """1 August 2027 is a Sunday, and both it and the review come to Tuesday 3 August."""
    assert dates(the_plan(a_monitoring(review=day("2027-08-03")))) == ["2027-02-01", "2027-05-04"]


def test_monitoring_ends_when_the_period_of_the_review_begins() -> None:
    schedule = the_plan(a_monitoring(review=Span(first=day("2027-08-01"), last=day("2027-09-30"))))
    assert dates(schedule) == ["2027-02-01", "2027-05-04"]
    assert schedule.review is not None
    assert (schedule.review.date, schedule.review.until) == (day("2027-08-03"), day("2027-09-30"))
    assert schedule.review.agreed == day("2027-08-01")


def test_monitoring_without_a_review_is_dated_for_a_year() -> None:
    schedule = the_plan(a_monitoring(review=None))
    assert dates(schedule) == ["2027-02-01", "2027-05-04", "2027-08-03", "2027-11-01"]


def test_monitoring_without_an_interval_has_its_first_date() -> None:
    assert dates(the_plan(a_monitoring(interval=None))) == ["2027-02-01"]


def test_the_first_date_that_was_agreed_always_stands() -> None:
    assert dates(the_plan(a_monitoring(review=day("2027-02-01")))) == ["2027-02-01"]


def test_an_interval_of_no_time_is_refused_and_not_counted_for_ever() -> None:
    with pytest.raises(ValueError, match="an interval of 0 weeks is no time"):
        the_plan(a_monitoring(interval=Length(count=0, unit=Unit.WEEKS)))


def test_a_period_that_lies_wholly_in_a_weekend_becomes_the_next_working_day() -> None:
    schedule = the_plan(a_monitoring(review=Span(first=day("2027-03-06"), last=day("2027-03-07"))))
    assert schedule.review is not None
    assert (schedule.review.date, schedule.review.until) == (day("2027-03-08"), day("2027-03-08"))


@pytest.mark.parametrize(
    ("proposed", "marked"),
    [
        ((), []),
        (("review",), ["2027-11-01"]),
        (("interval",), ["2027-05-04", "2027-08-03"]),
        (("first",), ["2027-02-01", "2027-05-04", "2027-08-03"]),
        (("first", "interval", "review"), ["2027-02-01", "2027-05-04", "2027-08-03", "2027-11-01"]),
    ],
)
def test_a_date_is_proposed_where_anything_it_was_counted_from_is(proposed: tuple[str, ...], marked: list[str]) -> None:
    schedule = the_plan(a_monitoring(proposed=proposed), plan_due=weeks(6))
    assert [it.date.isoformat() for it in schedule.milestones if it.proposed] == marked


def test_monitoring_is_the_scrutiny_partners_where_nobody_is_named() -> None:
    schedule = the_plan(a_monitoring(by=None), plan_due=weeks(6))
    assert [(it.kind, it.by) for it in schedule.milestones] == [
        ("plan due", "the partnership"),
        ("monitoring", "scrutiny partners"),
        ("monitoring", "scrutiny partners"),
        ("monitoring", "scrutiny partners"),
        ("progress review", "scrutiny partners"),
    ]


def test_all_dates_stand_in_their_order() -> None:
    schedule = the_plan(a_monitoring(), plan_due=months(8))
    assert [(it.kind, it.date.isoformat()) for it in schedule.milestones] == [
        ("monitoring", "2027-02-01"),
        ("monitoring", "2027-05-04"),
        ("plan due", "2027-07-23"),
        ("monitoring", "2027-08-03"),
        ("progress review", "2027-11-01"),
    ]


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)),
    st.builds(Length, count=st.integers(1, 60), unit=st.sampled_from(Unit)),
    st.integers(0, 700),
)
def test_monitoring_is_on_working_days_in_order_without_repeats_and_before_the_review(
    first: dt.date, interval: Length, until_review: int
) -> None:
    review = first + dt.timedelta(days=until_review)
    schedule = the_plan(a_monitoring(first=first, interval=interval, review=review))
    found = [it.date for it in schedule.monitoring]
    assert schedule.review is not None
    assert all(DAYS.has(it) for it in (*found, schedule.review.date))
    assert found == sorted(set(found))
    assert all(it < schedule.review.date for it in found[1:])
    assert all(bool(it.moved) == (it.date != it.agreed) for it in schedule.milestones)


def test_the_holidays_are_those_of_the_package() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        assert bank_holidays(year) == build_bank_holidays.of(year), "run: python -m tools.build_bank_holidays"


def test_the_holidays_are_known_for_every_year_of_which_an_assessment_may_speak() -> None:
    assert (YEARS[0], YEARS[-1]) == (FIRST_YEAR, LAST_YEAR)


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_day_of_a_year_whose_holidays_are_not_known_is_refused(year: int) -> None:
    with pytest.raises(Refused) as refused:
        DAYS.has(dt.date(year, 1, 3))
    assert [str(problem) for problem in refused.value.problems] == [
        f"bank holidays: holidays-not-known: Scotland's bank holidays are known from 1990 to 2100, and a date in {year} is "
        "asked for; check the year of each date"
    ]


def test_an_extension_is_dated_and_stands_in_place_of_the_first_timescale_only_where_it_is_current() -> None:
    assessment = an_assessment(extension=an_extension())
    schedule = plan(assessment, WorkingDays())
    assert schedule.plan_due is not None
    assert schedule.extended is not None
    assert (schedule.plan_due.date, schedule.extended.original.date) == (dt.date(2027, 1, 5), dt.date(2027, 1, 5))
    assert (schedule.extended.new.date, schedule.extended.new.basis) == (
        dt.date(2027, 2, 1),
        "10 weeks from 23 November 2026",
    )
    assert [it.date for it in schedule.milestones if it.kind == "plan due"] == [dt.date(2027, 1, 5)]
    assert [it.date for it in current(schedule) if it.kind == "plan due"] == [dt.date(2027, 2, 1)]
    assert len(current(schedule)) == len(schedule.milestones)


def test_an_extended_action_is_added_to_what_is_current_with_its_lead() -> None:
    extension = an_extension(concerns="A1.1", original=dt.date(2027, 3, 31), new=dt.date(2027, 5, 14))
    schedule = plan(an_assessment(extension=extension), WorkingDays())
    added = [it for it in current(schedule) if it not in schedule.milestones]
    assert [(it.kind, it.date, it.by) for it in added] == [
        ("action A1.1 due", dt.date(2027, 5, 14), "Head of children's services")
    ]


def test_without_an_extension_what_is_current_is_what_was_agreed() -> None:
    schedule = plan(an_assessment(), WorkingDays())
    assert current(schedule) == schedule.milestones


def test_an_interval_of_no_time_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match=r"^an interval of 0 weeks is no time$"):
        the_plan(a_monitoring(interval=weeks(0), first=day("2027-01-04"), review=None))


def test_the_date_of_an_action_is_found_by_its_reference_and_of_no_other() -> None:
    assessment = an_assessment()
    actions = [action for area in assessment.areas for action in area.actions]
    assert len(actions) > 1
    schedule = plan(assessment, DAYS)
    for action in actions:
        assert schedule.action_due(action.reference).kind == f"action {action.reference} due"
    with pytest.raises(KeyError):
        schedule.action_due("no such action")


def test_the_first_contact_is_the_first_monitoring_or_the_review_whichever_is_earlier() -> None:
    monitored = the_plan(a_monitoring(interval=None, first=day("2027-02-01"), review=day("2027-04-30")))
    assert monitored.first_contact == monitored.monitoring[0]
    reviewed = the_plan(a_monitoring(interval=None, first=None, review=day("2027-04-30")))
    assert reviewed.first_contact == reviewed.review
    assert the_plan().first_contact is None


def test_a_plan_of_many_actions_looks_each_one_up_and_not_through_all_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schedule = with_many_actions(200)
    compared = Mock(wraps=action_kind)
    monkeypatch.setattr(monitoring, "action_kind", compared)

    due = [schedule.action_due(f"A1.{number}").kind for number in range(1, 201)]

    assert due == [f"action A1.{number} due" for number in range(1, 201)]
    assert compared.call_count == 200


def test_of_two_actions_with_one_reference_the_first_says_when_it_is_due() -> None:
    schedule = with_many_actions(2)
    twice = replace(schedule, actions=tuple(replace(action, kind="action A1.1 due") for action in schedule.actions))
    assert twice.action_due("A1.1") is twice.actions[0]


def with_many_actions(count: int) -> Schedule:
    """The schedule of a plan whose first area has so many actions."""
    area, *others = an_assessment().areas
    actions = tuple(replace(area.actions[0], reference=f"A1.{number}") for number in range(1, count + 1))
    return plan(replace(an_assessment(), areas=(replace(area, actions=actions), *others)), WorkingDays())
