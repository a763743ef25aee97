"""Dashes of tags that print take the space beside them, however Word cuts the text into runs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from engross.word import Template
from tests.engross.word.paper import bold, docx, p, run, texts

WORDS = st.sampled_from(["Dear", " ", "   ", ",", "{{ x }}", "{{- x }}", "{{ x -}}", "{{- x -}}", "{{-x-}}"])


def printed(*runs: str) -> list[str]:
    """The paragraph of these runs, rendered."""
    return texts(Template.open(docx(p(*runs))).render({"x": "X"}))


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (["A {{ x -}}", "   B"], "A XB"),
        (["A   ", "{{- x }}", " B"], "AX B"),
        (["A {{ x -", "}} ", "   ", "  B {{ x }}"], "A XB X"),
        (["A ", "{{- x -}}", " {{ x }}", " B"], "AXX B"),
    ],
)
def test_space_in_other_runs_goes_with_a_dash(runs: Sequence[str], expected: str) -> None:
    assert printed(*(bold(text) if number % 2 else text for number, text in enumerate(runs))) == [expected]


def test_a_tab_is_not_taken_and_ends_what_is() -> None:
    assert printed("A {{ x -}}", run(" ") + "<w:r><w:tab/></w:r>", " B") == ["A X\t B"]


@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(st.integers(0, 60), max_size=6))
def test_however_a_text_is_cut_into_runs_dashes_do_as_jinja_does(words: list[str], cuts: list[int]) -> None:
    text = "".join(["Begin", *words, "end"])
    places = [0, *sorted({cut for cut in cuts if 0 < cut < len(text)}), len(text)]
    runs = [text[first:last] for first, last in pairwise(places)]
    expected = Environment(autoescape=True).from_string(text).render(x="X")
    assert printed(*(bold(part) if number % 2 else part for number, part in enumerate(runs))) == [expected]
