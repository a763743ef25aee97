"""The domain's filters: values as a document says them."""

from __future__ import annotations

import datetime as dt

import pytest

from engross.word.render.filters import FILTERS as ENGINE_FILTERS
from scrutiny_response.domain.filters import FILTERS, in_words, initial_capital, initial_small, timescale
from scrutiny_response.domain.timeframes import Length, Span, Timescale, Unit

LETTER = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (dt.date(2027, 3, 1), "1 March 2027"),
        (Length(count=6, unit=Unit.WEEKS), "6 weeks"),
        (Length(count=1, unit=Unit.MONTHS), "1 month"),
        (Length(count=20, unit=Unit.WORKING_DAYS), "20 working days"),
        (Span(first=dt.date(2027, 3, 1), last=dt.date(2027, 5, 31)), "1 March 2027 to 31 May 2027"),
        (Span(first=dt.date(2027, 3, 1), last=dt.date(2027, 3, 1)), "1 March 2027"),
    ],
)
def test_a_timescale_is_said_as_a_date_a_length_or_a_period(value: Timescale, words: str) -> None:
    assert timescale(value) == words


def test_a_length_says_from_when_it_is_counted_where_that_is_given() -> None:
    assert timescale(Length(count=6, unit=Unit.WEEKS), LETTER) == "6 weeks from 23 November 2026"


def test_a_date_needs_no_day_to_be_counted_from() -> None:
    assert timescale(dt.date(2027, 3, 1), LETTER) == "1 March 2027"


def test_counts_up_to_ten_are_words_and_others_digits() -> None:
    assert [in_words(count) for count in (0, 1, 5, 10, 11, 40, -1)] == ["none", "one", "five", "ten", "11", "40", "-1"]


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("chief officer", "Chief officer"),
        ("chair of the NHS board", "Chair of the NHS board"),
        ("àrd-oifigear", "Àrd-oifigear"),
        ("Chief Constable", "Chief Constable"),
        ("", ""),
    ],
)
def test_an_initial_capital_changes_the_first_letter_alone(text: str, begun: str) -> None:
    assert initial_capital(text) == begun


@pytest.mark.parametrize(
    ("text", "followed"),
    [
        ("Provide external scrutiny", "provide external scrutiny"),
        ("Promote NHS standards", "promote NHS standards"),
        ("NHS boards take part", "NHS boards take part"),
        ("IJB members align plans", "IJB members align plans"),
        ("", ""),
    ],
)
def test_an_initial_small_letter_leaves_abbreviations_as_they_are(text: str, followed: str) -> None:
    assert initial_small(text) == followed


def test_no_filter_of_the_domain_hides_one_of_the_engine() -> None:
    assert not set(FILTERS) & set(ENGINE_FILTERS)
