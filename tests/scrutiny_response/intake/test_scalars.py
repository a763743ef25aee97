"""Single values: what is read, and what is offered where nothing can be."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_response.domain.timeframes import Length, Span, Unit
from scrutiny_response.intake.scalars import (
    LONGEST,
    Unreadable,
    check_email,
    check_file_name,
    date_from,
    length_from,
    timescale_from,
)

lengths = st.sampled_from(list(Unit)).flatmap(
    lambda unit: st.builds(Length, count=st.integers(1, LONGEST[unit]), unit=st.just(unit))
)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_a_date_comes_back_as_it_is_written(date: dt.date) -> None:
    assert date_from(date.isoformat()) == timescale_from(date.isoformat()) == date


@given(lengths)
def test_a_length_comes_back_as_it_is_written(length: Length) -> None:
    assert length_from(str(length)) == timescale_from(str(length)) == length


def test_a_time_between_two_dates_holds_both() -> None:
    assert timescale_from("2027-03-01 to 2027-05-31") == Span(first=dt.date(2027, 3, 1), last=dt.date(2027, 5, 31))


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("31/03/2027", "write 2027-03-31"),
        ("31.3.27", "write 2027-03-31"),
        ("31 March 2027", "write 2027-03-31"),
        ("31st Mar 2027", "write 2027-03-31"),
        ("2027/3/31", "write 2027-03-31"),
        ("2027-03-31T00:00:00Z", "write 2027-03-31"),
        ("6 week", None),
        ("six weeks", "write 6 weeks"),
        ("a month", "write 1 month"),
        ("10 days", "write 10 working days"),
        ("3 mths", "write 3 months"),
        ("6-weeks", "write 6 weeks"),
        ("1 March 2027 until 31 May 2027", "write 2027-03-01 to 2027-05-31"),
        ("2027-03-01 – 2027-05-31", "write 2027-03-01 to 2027-05-31"),
        ("31/02/2027", "write it in one of these three ways"),
        ("in due course", "write it in one of these three ways"),
    ],
)
def test_what_is_nearly_a_timescale_is_offered_in_its_right_form(written: str, offered: str | None) -> None:
    if offered is None:
        assert timescale_from(written) == Length(count=6, unit=Unit.WEEKS)
        return
    with pytest.raises(Unreadable) as unreadable:
        timescale_from(written)
    assert unreadable.value.hint == offered


@given(st.text())
def test_any_text_is_a_timescale_or_is_said_not_to_be_one(written: str) -> None:
    with suppress(Unreadable):
        assert isinstance(timescale_from(written), dt.date | Length | Span)


@pytest.mark.parametrize("written", ["a@example.org", "strategic.support+cycle@mail.example.org"])
def test_an_address_is_accepted(written: str) -> None:
    check_email(written)


@pytest.mark.parametrize(
    "written", ["a@b", "a b@example.org", "a@@example.org", "a@example.", "<a@example.org>", "mailto:a@example.org"]
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        check_email(written)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{document", "the braces in this file name pattern do not pair"),
        ("{document!r}", "a `:` or `!` stands in the braces of this file name pattern"),
        ("{}/{document}", "`{}` cannot be filled in"),
        ("../{document}", "this file name pattern has an empty step or only dots between two `/`"),
        ("/{document}", "this file name pattern does not begin in the output folder, with `/` between its steps"),
    ],
)
def test_a_file_name_pattern_that_could_not_be_filled_in_is_refused(written: str, message: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        check_file_name(written)
    assert str(unreadable.value) == message
