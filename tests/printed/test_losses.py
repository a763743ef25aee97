"""What is planted as a loss: words of the Word file, each of which has to be missed."""

from __future__ import annotations

from random import Random

import pytest

from engross.print_copy import PrintedText
from tests.printed.__main__ import _losses


@pytest.mark.parametrize("seed", range(5))
def test_a_label_with_a_page_number_is_no_word_that_could_be_missed(seed: int) -> None:
    word, spoken = PrintedText("\ufffc\ufffc\nlast word\n", "", ""), PrintedText("(i)3\nlast word\n", "", "")
    assert list(_losses(word, spoken, Random(seed))) == []  # noqa: S311  # no secret
