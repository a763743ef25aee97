"""How Word writes a number in its forms for fields, lists and notes."""

from __future__ import annotations

import pytest

from engross.word.model.number_forms import counted


@pytest.mark.parametrize(
    ("form", "one", "twelve", "hundred_and_twenty_one"),
    [
        ("", "1", "12", "121"),
        ("Arabic", "1", "12", "121"),
        ("00", "01", "12", "121"),
        ("ROMAN", "I", "XII", "CXXI"),
        ("roman", "i", "xii", "cxxi"),
        ("ALPHABETIC", "A", "L", "QQQQQ"),
        ("Ordinal", "1st", "12th", "121st"),
        ("CardText", "one", "twelve", "one hundred twenty-one"),
        ("CardText Upper", "ONE", "TWELVE", "ONE HUNDRED TWENTY-ONE"),
        ("OrdText", "first", "twelfth", "one hundred twenty-first"),
        ("OrdText FirstCap", "First", "Twelfth", "One hundred twenty-first"),
        ("OrdText Caps", "First", "Twelfth", "One Hundred Twenty-first"),
        ("DollarText", "one and 00/100", "twelve and 00/100", "one hundred twenty-one and 00/100"),
        ("Hex", "1", "C", "79"),
        ("ArabicDash", "- 1 -", "- 12 -", "- 121 -"),
        ("nobody knows", "1", "12", "121"),
    ],
)
def test_a_number_is_written_in_the_form_that_a_field_asks_for(
    form: str, one: str, twelve: str, hundred_and_twenty_one: str
) -> None:
    assert [counted(number, form) for number in (1, 12, 121)] == [one, twelve, hundred_and_twenty_one]


def test_signs_for_notes_are_doubled_after_the_fourth() -> None:
    assert [counted(number, "chicago") for number in range(1, 7)] == ["*", "†", "‡", "§", "**", "††"]


def test_a_number_that_a_form_cannot_write_is_written_in_digits() -> None:
    assert [counted(0, "ROMAN"), counted(4000, "ROMAN"), counted(1_000_000, "CardText")] == ["0", "4000", "1000000"]


def test_a_picture_with_a_comma_parts_thousands_and_one_without_does_not() -> None:
    assert [counted(number, "#,##0") for number in (7, 999, 1_000, 1_234_567)] == ["7", "999", "1,000", "1,234,567"]
    assert [counted(7, "0,000"), counted(1_234, "00"), counted(1_234, "##")] == ["0,007", "1234", "1234"]
