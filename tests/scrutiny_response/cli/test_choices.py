"""What an assessment may say of attaching is what the Word engine can do, though neither may know the other."""

from __future__ import annotations

from enum import StrEnum

import pytest

from engross.word import attach
from scrutiny_response.domain import assessment


@pytest.mark.parametrize(
    ("said", "done"),
    [
        (assessment.Headers, attach.Headers),
        (assessment.Look, attach.Look),
        (assessment.PageNumbers, attach.PageNumbers),
    ],
)
def test_the_words_of_an_assessment_are_those_of_the_engine(said: type[StrEnum], done: type[StrEnum]) -> None:
    assert {choice.name: choice.value for choice in said} == {choice.name: choice.value for choice in done}
