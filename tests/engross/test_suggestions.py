"""The nearest known word, and lists of words in a sentence."""

from __future__ import annotations

import pytest

from engross.suggestions import all_of, did_you_mean, nearest, one_of


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("referense", "reference"),
        ("Reference", "reference"),
        ("gaelic-name", "gaelic_name"),
        ("colour", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_found_capitals_and_hyphens_apart(word: str, found: str | None) -> None:
    assert nearest(word, ["reference", "gaelic_name", "state"]) == found


def test_a_word_is_never_taken_for_its_opposite() -> None:
    assert nearest("satisfactory", ["good", "unsatisfactory"]) is None
    assert nearest("not met", ["met"]) is None
    assert nearest("unsatisfactry", ["good", "unsatisfactory"]) == "unsatisfactory"


def test_where_only_the_number_is_wrong_every_number_is_offered() -> None:
    assert did_you_mean("progress-9", ["progress-1", "progress-2", "local-1"]) == "use `progress-1` or `progress-2`"


def test_words_are_listed_as_in_a_sentence() -> None:
    assert one_of(["a"]) == "`a`"
    assert one_of(["a", "b", "c"]) == "`a`, `b` or `c`"
    assert all_of(["a", "b"]) == "`a` and `b`"
