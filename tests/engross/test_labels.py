"""The label of the next appendix, in the manner of those before it, for Word and PDF alike."""

from __future__ import annotations

import pytest

from engross.labels import Label, letter, next_count, read_label, roman


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], "A"),
        (["A"], "B"),
        (["B", "A"], "C"),
        (["a"], "B"),
        (["H", "I"], "J"),
        (["Z"], "AA"),
        (["Y", "Z", "AA"], "BB"),
        (["ZZ"], "AAA"),
        (["AB"], "AC"),
        (["AZ"], "BA"),
        (["1"], "2"),
        (["9", "10", "2"], "11"),
        (["I"], "II"),
        (["I", "II"], "III"),
        (["II"], "III"),
        (["XX"], "XXI"),
        (["XXXIX"], "XL"),
        (["One", "two"], "Three"),
        (["Twelve"], "13"),
    ],
)
def test_the_next_count_goes_on_in_the_manner_of_those_before(counts: list[str], expected: str) -> None:
    assert next_count(counts) == expected


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Appendix 1: Methods", Label("Appendix", "1", ": ")),
        ("ANNEX B – Sources", Label("ANNEX", "B", " – ")),
        ("Annexe IV", Label("Annexe", "IV", "")),
        ("Appendix AA. More", Label("Appendix", "AA", ". ")),
        ("Appendix A) Methods", Label("Appendix", "A", "")),
        ("Bilag Two Methods", Label("Bilag", "Two", " ")),
        ("Appendix to the report", None),
        ("Appendix is missing", None),
        ("Appendix IIX", None),
        ("The appendix A", None),
    ],
)
def test_a_label_is_read_from_the_beginning_of_a_title(title: str, label: Label | None) -> None:
    assert read_label(title, "Bilag") == label


def test_letters_go_on_after_z_as_word_counts() -> None:
    assert [letter(number) for number in (1, 26, 27, 28, 53)] == ["A", "Z", "AA", "BB", "AAA"]


def test_roman_numerals_are_written_as_usual() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 89)] == ["I", "IV", "IX", "XIV", "XL", "LXXXIX"]
