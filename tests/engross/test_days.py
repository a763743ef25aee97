"""Days are said in English whatever the computer's language is."""

from __future__ import annotations

import datetime as dt
import locale
from collections.abc import Iterator
from contextlib import suppress

import pytest

from engross.days import MONTHS, month, month_number, spelled, weekday


@pytest.fixture(params=["C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8"])
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    """The computer's language, as a program around this one may have set it; where it lacks it, its own."""
    before = locale.setlocale(locale.LC_TIME)
    with suppress(locale.Error):
        locale.setlocale(locale.LC_TIME, request.param)
    yield
    locale.setlocale(locale.LC_TIME, before)


@pytest.mark.usefixtures("language")
def test_every_month_and_every_day_of_the_week_has_its_english_name() -> None:
    assert spelled(dt.date(2026, 11, 3)) == "3 November 2026"
    assert [month(dt.date(2027, number, 1)) for number in range(1, 13)] == [
        *("January 2027", "February 2027", "March 2027", "April 2027", "May 2027", "June 2027"),
        *("July 2027", "August 2027", "September 2027", "October 2027", "November 2027", "December 2027"),
    ]
    week = [weekday(dt.date(2026, 11, 23) + dt.timedelta(days=number)) for number in range(7)]
    assert week == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def test_a_month_is_known_by_the_first_three_letters_of_its_name() -> None:
    assert [month_number(name) for name in MONTHS] == list(range(1, 13))
    assert [month_number(word) for word in ("sept", "DEC", "Juny", "ja", "", "Smarch")] == [9, 12, 6, 0, 0, 0]
