"""A number in an attribute is read, or is none: no stranger's text makes the reader fail."""

from __future__ import annotations

import pytest

from engross.word import Template
from engross.word.opc.numbers import hexadecimal, natural_number, number_or, whole_number
from tests.engross.word.paper import docx, note, p, texts, xml


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), (" 7 ", 7), ("+7", 7), ("-7", -7), ("007", 7), ("", None), (None, None), ("7.5", None), ("--7", None),
     ("²", None), ("٣", None), ("7pt", None), ("1" * 5000, None)],
)  # fmt: skip
def test_a_whole_number_is_read_or_is_none(text: str | None, number: int | None) -> None:
    assert whole_number(text) == number


def test_a_natural_number_is_not_below_zero() -> None:
    assert [natural_number(text) for text in ("-1", "0", "1", "x")] == [None, 0, 1, None]


def test_another_number_stands_for_what_is_none() -> None:
    assert [number_or(-1, text) for text in ("2", "", None)] == [2, -1, -1]


def test_a_hexadecimal_number_has_up_to_four_digits() -> None:
    assert [hexadecimal(text) for text in ("04A0", "g", "", None, "12345")] == [0x4A0, None, None, None, None]


@pytest.mark.parametrize("number", ["", "x", "²"])
def test_a_separator_note_whose_id_is_no_number_is_no_obstacle(number: str) -> None:
    footnotes = xml(docx(p("a", note(1)), footnotes=["Note {{ x }}"]), "word/footnotes.xml")
    footnotes = footnotes.replace('w:id="-1"', f'w:id="{number}"')
    source = docx(p("{{ x }}", note(1)), footnotes=["-"], parts={"word/footnotes.xml": footnotes})
    assert texts(Template.open(source).render({"x": "a"}), "word/footnotes.xml")[-1] == "Note a"
